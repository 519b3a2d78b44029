/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-dossier-private.h"

G_DEFINE_BOXED_TYPE (AcnDossier, acn_dossier, acn_dossier_ref, acn_dossier_unref)

/**
 * acn_dossier_ref:
 * @self: a dossier
 *
 * Returns: (transfer full): @self
 */
AcnDossier *
acn_dossier_ref (AcnDossier *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_dossier (gpointer data)
{
  AcnDossier *self = data;

  for (guint i = 0; i < self->data->layers->len; i++)
    {
      acn_time_index_free (self->times[i]);
      acn_space_index_free (self->spaces[i]);
    }
  g_free (self->times);
  g_free (self->spaces);
  acn_space_index_free (self->event_space);
  acn_area_cache_free (self->areas);
  acn_id_table_clear (&self->view_ids);
  acn_id_table_clear (&self->event_ids);
  acn_id_table_clear (&self->layer_ids);
  acn_id_table_clear (&self->actor_ids);
  g_ptr_array_unref (self->languages);
  acn_dossier_builder_free (self->data);
}

/**
 * acn_dossier_unref:
 * @self: (transfer full): a dossier
 */
void
acn_dossier_unref (AcnDossier *self)
{
  g_atomic_rc_box_release_full (self, clear_dossier);
}

/* --- Head ------------------------------------------------------------------------------------ */

/**
 * acn_dossier_get_id:
 *
 * Returns: its id, never NULL
 */
const char *
acn_dossier_get_id (const AcnDossier *self)
{
  return self->data->id;
}

/**
 * acn_dossier_get_edition:
 *
 * Returns: its edition, "" when it names none
 */
const char *
acn_dossier_get_edition (const AcnDossier *self)
{
  return self->data->edition != NULL ? self->data->edition : "";
}

/**
 * acn_dossier_get_path:
 *
 * Returns: (nullable): the file it was read from
 */
const char *
acn_dossier_get_path (const AcnDossier *self)
{
  return self->data->path;
}

/**
 * acn_dossier_get_sha256:
 *
 * Returns: SHA-256 of the bytes of its JSON document, 64 hexadecimal digits; "" when it was not
 *   read from a file
 */
const char *
acn_dossier_get_sha256 (const AcnDossier *self)
{
  return self->data->sha256 != NULL ? self->data->sha256 : "";
}

/**
 * acn_dossier_get_files:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): paths of the other files that it was read from
 */
const char *const *
acn_dossier_get_files (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->files->len;
  return (const char *const *) self->data->files->pdata;
}

/**
 * acn_dossier_get_read_us:
 *
 * Returns: when the reading of its files began, as g_get_real_time()
 */
gint64
acn_dossier_get_read_us (const AcnDossier *self)
{
  return self->data->read_us;
}

/**
 * acn_dossier_get_title:
 *
 * Returns: (nullable): its title; a dossier that was read has one
 */
const AcnText *
acn_dossier_get_title (const AcnDossier *self)
{
  return self->data->title;
}

/**
 * acn_dossier_get_summary:
 *
 * Returns: (nullable): what it is about
 */
const AcnText *
acn_dossier_get_summary (const AcnDossier *self)
{
  return self->data->summary;
}

/**
 * acn_dossier_get_attribution:
 *
 * Returns: (nullable): whom to name for its contents
 */
const AcnText *
acn_dossier_get_attribution (const AcnDossier *self)
{
  return self->data->attribution;
}

/**
 * acn_dossier_get_borders:
 *
 * Returns: (nullable): a sentence that says whose borders its maps draw
 */
const AcnText *
acn_dossier_get_borders (const AcnDossier *self)
{
  return self->data->borders;
}

/**
 * acn_dossier_get_tiles:
 *
 * Returns: (nullable): the base map that it names; NULL: none
 */
const AcnTileOffer *
acn_dossier_get_tiles (const AcnDossier *self)
{
  return self->data->tiles.tiles != NULL ? &self->data->tiles : NULL;
}

/**
 * acn_dossier_get_language:
 *
 * Returns: BCP 47 tag of its main language, interned
 */
const char *
acn_dossier_get_language (const AcnDossier *self)
{
  return self->data->language;
}

/**
 * acn_dossier_get_languages:
 *
 * Returns: (array zero-terminated=1): BCP 47 tags of its languages, at least one
 */
const char *const *
acn_dossier_get_languages (const AcnDossier *self)
{
  return (const char *const *) self->languages->pdata;
}

/**
 * acn_dossier_get_span:
 *
 * Returns: the days that it speaks of, finite, not empty
 */
AcnSpan
acn_dossier_get_span (const AcnDossier *self)
{
  return self->data->span;
}

/**
 * acn_dossier_get_home_day:
 *
 * Returns: the day to show at first, within the span
 */
AcnDay
acn_dossier_get_home_day (const AcnDossier *self)
{
  return self->data->home_day;
}

/**
 * acn_dossier_get_home_view:
 *
 * Returns: index of the view to show at first; ACN_NONE when there is no view
 */
guint
acn_dossier_get_home_view (const AcnDossier *self)
{
  return self->data->home_view;
}

/**
 * acn_dossier_get_home_span:
 *
 * Returns: the part of the span to show at first, not empty
 */
AcnSpan
acn_dossier_get_home_span (const AcnDossier *self)
{
  return self->data->home_span;
}

/**
 * acn_dossier_get_n_claims:
 *
 * Returns: number of steps of its argument
 */
guint
acn_dossier_get_n_claims (const AcnDossier *self)
{
  return self->data->claims->len;
}

/* --- Lists ----------------------------------------------------------------------------------- */

static gconstpointer
lend (const GArray *elements, guint *n)
{
  if (n != NULL)
    *n = elements->len;
  return elements->data;
}

/**
 * acn_dossier_get_sources:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): the documents that it cites
 */
const AcnSource *
acn_dossier_get_sources (const AcnDossier *self, guint *n)
{
  return lend (self->data->sources, n);
}

/**
 * acn_dossier_get_views:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): its named parts of the world
 */
const AcnView *
acn_dossier_get_views (const AcnDossier *self, guint *n)
{
  return lend (self->data->views, n);
}

/**
 * acn_dossier_get_places:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): its named points
 */
const AcnPlace *
acn_dossier_get_places (const AcnDossier *self, guint *n)
{
  return lend (self->data->places, n);
}

/**
 * acn_dossier_get_actors:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): its states, organisations and persons
 */
const AcnActor *
acn_dossier_get_actors (const AcnDossier *self, guint *n)
{
  return lend (self->data->actors, n);
}

/**
 * acn_dossier_get_lanes:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): the lanes of its timeline, in order
 */
const AcnLane *
acn_dossier_get_lanes (const AcnDossier *self, guint *n)
{
  return lend (self->data->lanes, n);
}

/**
 * acn_dossier_get_events:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): its events by first day (an open begin first), then rank
 */
const AcnEvent *
acn_dossier_get_events (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->n_ordered;
  return self->data->ordered;
}

/**
 * acn_dossier_get_groups:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): groups of its layers, in order
 */
const AcnGroup *
acn_dossier_get_groups (const AcnDossier *self, guint *n)
{
  return lend (self->data->groups, n);
}

/**
 * acn_dossier_get_layers:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): its layers, in order
 */
const AcnLayer *
acn_dossier_get_layers (const AcnDossier *self, guint *n)
{
  return lend (self->data->layers, n);
}

/**
 * acn_dossier_get_ranges:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): the published ranges that it tells, in order
 */
const AcnRange *
acn_dossier_get_ranges (const AcnDossier *self, guint *n)
{
  return lend (self->data->ranges, n);
}

/* Ids are the first member of each element. */
static guint
find (const AcnIdTable *ids, const GArray *elements, const char *id)
{
  return acn_id_table_find (
      ids, elements->data, g_array_get_element_size ((GArray *) elements), id);
}

/**
 * acn_dossier_find_view:
 * @id: an id
 *
 * Returns: index of the view, or ACN_NONE
 */
guint
acn_dossier_find_view (const AcnDossier *self, const char *id)
{
  return find (&self->view_ids, self->data->views, id);
}

/**
 * acn_dossier_find_event:
 * @id: an id
 *
 * Returns: index of the event, or ACN_NONE
 */
guint
acn_dossier_find_event (const AcnDossier *self, const char *id)
{
  return acn_id_table_find (&self->event_ids, self->data->ordered, sizeof (AcnEvent), id);
}

/**
 * acn_dossier_find_layer:
 * @id: an id
 *
 * Returns: index of the layer, or ACN_NONE
 */
guint
acn_dossier_find_layer (const AcnDossier *self, const char *id)
{
  return find (&self->layer_ids, self->data->layers, id);
}

/**
 * acn_dossier_find_actor:
 * @id: an id
 *
 * Returns: index of the actor, or ACN_NONE
 */
guint
acn_dossier_find_actor (const AcnDossier *self, const char *id)
{
  return find (&self->actor_ids, self->data->actors, id);
}

/**
 * acn_dossier_get_readout_whole:
 *
 * Returns: index of the layer whose area is the whole, or ACN_NONE
 */
guint
acn_dossier_get_readout_whole (const AcnDossier *self)
{
  return self->data->readout_whole;
}

/**
 * acn_dossier_get_readout_parts:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): indexes of the layers whose areas are told
 */
const guint *
acn_dossier_get_readout_parts (const AcnDossier *self, guint *n)
{
  return lend (self->data->readout_parts, n);
}

/**
 * acn_dossier_actor_is_member:
 * @actor: index of an actor
 * @organisation: index of another
 * @day: any day
 *
 * Returns: whether one of the actor's memberships of @organisation holds on @day
 */
gboolean
acn_dossier_actor_is_member (const AcnDossier *self, guint actor, guint organisation, AcnDay day)
{
  const AcnActor *member;

  g_return_val_if_fail (actor < self->data->actors->len, FALSE);
  member = &g_array_index (self->data->actors, AcnActor, actor);
  for (guint i = 0; i < member->n_memberships; i++)
    if (member->memberships[i].organisation == organisation &&
        acn_span_contains (member->memberships[i].when.span, day))
      return TRUE;
  return FALSE;
}
