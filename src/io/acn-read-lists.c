/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views, places, actors, lanes and groups; events among them. */
#include "io/acn-read.h"

#include <glib/gi18n.h>

static const char *
keep_id (AcnReader *reader, AcnList list, guint index)
{
  return acn_dossier_builder_string (reader->builder,
                                     g_ptr_array_index (reader->lists[list].ids, index));
}

static void
read_view (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnView *view = &g_array_index (reader->builder->views, AcnView, index);
  double   bbox[4];

  view->id = keep_id (reader, ACN_LIST_VIEWS, index);
  view->title = acn_reader_text (reader, object, "title", TRUE);
  if (!acn_reader_numbers (reader, object, "bbox", bbox, 4))
    return;
  view->bounds = (AcnBounds){ bbox[0], bbox[1], bbox[2], bbox[3] };
  for (guint i = 0; i < 4; i++)
    if (ABS (bbox[i]) > (i % 2 == 0 ? 180 : 90))
      {
        acn_reader_error_in (
            reader,
            "bbox",
            _ ("“bbox” is west, south, east, north in degrees, within ±180 and ±90"));
        return;
      }
  if (bbox[0] >= bbox[2] || bbox[1] >= bbox[3])
    acn_reader_error_in (
        reader,
        "bbox",
        _ ("“bbox” is west, south, east, north: west before east and south before north"));
}

static void
read_place (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnPlace *place = &g_array_index (reader->builder->places, AcnPlace, index);

  place->id = keep_id (reader, ACN_LIST_PLACES, index);
  place->title = acn_reader_text (reader, object, "title", TRUE);
  acn_reader_point (reader, object, "coordinates", &place->lon_deg, &place->lat_deg);
  place->precision_km = acn_reader_number (reader, object, "precision_km", 0, 20000, 0);
}

static void
read_membership (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnMembership membership = { .when = ACN_WHEN_ALWAYS };

  membership.organisation =
      acn_reader_reference (reader, object, "organisation", ACN_LIST_ACTORS, TRUE);
  acn_reader_when (reader, object, "when", FALSE, &membership.when);
  membership.citations = acn_reader_citations (reader, object, FALSE);
  if (membership.organisation != ACN_NONE)
    g_array_append_val ((GArray *) data, membership);
}

static void
read_actor (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const kinds[] = { "state", "organisation", "person" };
  AcnActor                *actor = &g_array_index (reader->builder->actors, AcnActor, index);
  GArray                  *memberships = g_array_new (FALSE, FALSE, sizeof (AcnMembership));

  actor->id = keep_id (reader, ACN_LIST_ACTORS, index);
  actor->title = acn_reader_text (reader, object, "title", TRUE);
  actor->iso3166 = acn_reader_keep_string (reader, object, "iso3166", FALSE);
  acn_reader_choice (reader, object, "kind", kinds, G_N_ELEMENTS (kinds), 0);
  acn_reader_each (reader, object, "memberships", read_membership, memberships);
  actor->memberships =
      acn_dossier_builder_take_array (reader->builder, memberships, &actor->n_memberships);
}

static void
read_lane (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnLane *lane = &g_array_index (reader->builder->lanes, AcnLane, index);
  AcnWhen  span;

  lane->id = keep_id (reader, ACN_LIST_LANES, index);
  lane->title = acn_reader_text (reader, object, "title", TRUE);
  acn_reader_text (reader, object, "description", FALSE);
  acn_reader_when (reader, object, "span", FALSE, &span);
}

static void
read_group (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnGroup *group = &g_array_index (reader->builder->groups, AcnGroup, index);

  group->id = keep_id (reader, ACN_LIST_GROUPS, index);
  group->title = acn_reader_text (reader, object, "title", TRUE);
}

/*
 * acn_read_lists:
 * @reader: at the root
 */
void
acn_read_lists (AcnReader *reader)
{
  AcnDossierBuilder *builder = reader->builder;
  const struct
  {
    AcnList        list;
    const char    *name;
    GArray        *elements;
    AcnReadElement read;
  } lists[] = {
    { ACN_LIST_VIEWS, "views", builder->views, read_view },
    { ACN_LIST_PLACES, "places", builder->places, read_place },
    { ACN_LIST_ACTORS, "actors", builder->actors, read_actor },
    { ACN_LIST_LANES, "lanes", builder->lanes, read_lane },
    { ACN_LIST_EVENTS, "events", builder->events, NULL },
    { ACN_LIST_GROUPS, "groups", builder->groups, read_group },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      AcnIds *ids = &reader->lists[lists[i].list];

      if (lists[i].read == NULL)
        {
          acn_read_events (reader);
          continue;
        }
      g_array_set_size (lists[i].elements, ids->ids->len);
      acn_reader_each_of (reader, ids->array, lists[i].name, lists[i].read, NULL);
    }
}
