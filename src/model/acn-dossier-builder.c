/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-memory.h"
#include "model/acn-argument.h"
#include "model/acn-dossier-private.h"
#include "model/acn-positions.h"
#include "model/acn-scenes.h"

#include <stdlib.h>
#include <string.h>

/* What the playhead may reach when neither the dossier nor its events say. */
#define DEFAULT_YEAR_FIRST 1900
#define DEFAULT_YEAR_LAST 2100

/* Areas kept by time: some layers times the steps that a person goes through. */
#define N_AREAS_MAX 1024
/* Their corners all together: with the levels of simplification some 36 bytes each, 54 MB. */
#define N_AREA_POINTS_MAX 1500000

static const AcnSpan empty_span = { 0, 0 };

/**
 * acn_dossier_builder_new:
 *
 * Returns: (transfer full): a builder with everything unset
 */
AcnDossierBuilder *
acn_dossier_builder_new (void)
{
  AcnDossierBuilder *self = g_new0 (AcnDossierBuilder, 1);

  self->files = g_ptr_array_new_with_free_func (g_free);
  self->languages = g_ptr_array_new ();
  self->span = self->home_span = self->argument = empty_span;
  self->home_day = ACN_DAY_OPEN_BEGIN;
  self->home_view = self->readout_whole = ACN_NONE;
  self->readout_parts = g_array_new (FALSE, TRUE, sizeof (guint));
  self->sources = g_array_new (FALSE, TRUE, sizeof (AcnSource));
  self->views = g_array_new (FALSE, TRUE, sizeof (AcnView));
  self->places = g_array_new (FALSE, TRUE, sizeof (AcnPlace));
  self->actors = g_array_new (FALSE, TRUE, sizeof (AcnActor));
  self->lanes = g_array_new (FALSE, TRUE, sizeof (AcnLane));
  self->events = g_array_new (FALSE, TRUE, sizeof (AcnEvent));
  self->groups = g_array_new (FALSE, TRUE, sizeof (AcnGroup));
  self->layers = g_array_new (FALSE, TRUE, sizeof (AcnLayer));
  self->sections = g_array_new (FALSE, TRUE, sizeof (AcnSection));
  self->claims = g_array_new (FALSE, TRUE, sizeof (AcnClaim));
  self->positions = g_array_new (FALSE, TRUE, sizeof (AcnPosition));
  self->scenes = g_array_new (FALSE, TRUE, sizeof (AcnScene));
  self->measures = g_array_new (FALSE, TRUE, sizeof (AcnMeasure));
  self->ranges = g_array_new (FALSE, TRUE, sizeof (AcnRange));
  self->strings = g_string_chunk_new (4096);
  self->arena = acn_arena_new ();
  return self;
}

static void
release_pyramids (AcnDossierBuilder *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const AcnLayer *layer = &g_array_index (self->layers, AcnLayer, i);

      for (guint j = 0; j < layer->n_features; j++)
        if (layer->features[j].pyramid != NULL)
          acn_pyramid_unref (layer->features[j].pyramid);
    }
}

/**
 * acn_dossier_builder_free:
 * @self: (transfer full): a builder
 */
void
acn_dossier_builder_free (AcnDossierBuilder *self)
{
  GArray *arrays[] = { self->readout_parts, self->sources,  self->views,  self->places,
                       self->actors,        self->lanes,    self->events, self->groups,
                       self->layers,        self->sections, self->claims, self->positions,
                       self->scenes,        self->measures, self->ranges };

  release_pyramids (self);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (arrays[i]);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->languages);
  g_free (self->ordered);
  acn_arena_free (self->arena);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * acn_dossier_builder_string:
 * @string: (nullable): UTF-8
 *
 * Returns: (nullable): a copy that lives as long as the dossier, shared with equal ones
 */
const char *
acn_dossier_builder_string (AcnDossierBuilder *self, const char *string)
{
  return string != NULL ? g_string_chunk_insert_const (self->strings, string) : NULL;
}

/**
 * acn_dossier_builder_take_text:
 * @text: (transfer full) (nullable): a text
 *
 * Returns: (nullable): what @text says, which now lives as long as the dossier; NULL when that is
 *   nothing
 */
const AcnText *
acn_dossier_builder_take_text (AcnDossierBuilder *self, AcnText *text)
{
  g_autoptr (AcnText) taken = text;

  return taken != NULL ? acn_text_pack_copy (self->arena, taken) : NULL;
}

/**
 * acn_dossier_builder_get_arena:
 *
 * Returns: (transfer none): memory that lives as long as the dossier
 */
AcnArena *
acn_dossier_builder_get_arena (AcnDossierBuilder *self)
{
  return self->arena;
}

/**
 * acn_dossier_builder_copy:
 * @data: (nullable): @size bytes
 *
 * Returns: (nullable): a copy that lives as long as the dossier; NULL when @size is 0
 */
gpointer
acn_dossier_builder_copy (AcnDossierBuilder *self, gconstpointer data, gsize size)
{
  gpointer copy;

  if (size == 0 || data == NULL)
    return NULL;
  copy = acn_arena_alloc (self->arena, size, sizeof (gpointer));
  memcpy (copy, data, size);
  return copy;
}

/**
 * acn_dossier_builder_take_array:
 * @array: (transfer full): elements of any type
 * @out_n: (out): how many
 *
 * Returns: (nullable): the elements, which now live as long as the dossier
 */
gpointer
acn_dossier_builder_take_array (AcnDossierBuilder *self, GArray *array, guint *out_n)
{
  g_autoptr (GArray) taken = array;

  *out_n = taken->len;
  return acn_dossier_builder_copy (
      self, taken->data, (gsize) taken->len * g_array_get_element_size (taken));
}

/* --- The end --------------------------------------------------------------------------------- */

/* What events are sorted by, and the place where one was: as the file has them, where the rest is
 * the same. */
typedef struct
{
  guint64 key;
  guint32 index;
} Order;

static int
compare_orders (gconstpointer a, gconstpointer b)
{
  const Order *order_a = a, *order_b = b;

  if (order_a->key != order_b->key)
    return order_a->key < order_b->key ? -1 : 1;
  return (order_a->index > order_b->index) - (order_a->index < order_b->index);
}

/* By first day, then by rank. */
static void
sort_events (AcnDossierBuilder *self)
{
  const AcnEvent   *events = (const AcnEvent *) (gconstpointer) self->events->data;
  const guint       n = self->events->len;
  g_autofree Order *orders = g_new (Order, n);

  acn_memory_expect (orders, n * sizeof (Order));
  for (guint i = 0; i < n; i++)
    {
      const guint64 day = (guint64) ((gint64) events[i].when.span.begin_day - G_MININT32);

      orders[i] = (Order){ day << 8 | events[i].rank, i };
    }
  if (n > 1)
    qsort (orders, n, sizeof (Order), compare_orders);
  self->ordered = g_new (AcnEvent, MAX (n, 1));
  acn_memory_expect (self->ordered, n * sizeof (AcnEvent));
  self->n_ordered = n;
  for (guint i = 0; i < n; i++)
    self->ordered[i] = events[orders[i].index];
  g_array_unref (self->events);
  self->events = g_array_new (FALSE, TRUE, sizeof (AcnEvent));
}

/* What events tell of themselves and of their lanes. */
static void
relate_events (AcnDossierBuilder *self)
{
  for (guint i = 0; i < self->n_ordered; i++)
    {
      AcnEvent *event = &self->ordered[i];

      if (event->lane < self->lanes->len)
        g_array_index (self->lanes, AcnLane, event->lane).n_events++;
      event->later = !acn_span_is_empty (self->argument) &&
                     event->when.span.begin_day >= self->argument.end_day;
    }
}

static AcnSpan
find_events_span (const AcnDossierBuilder *self)
{
  AcnSpan span = { G_MAXINT32, G_MININT32 };

  for (guint i = 0; i < self->n_ordered; i++)
    {
      AcnSpan when = self->ordered[i].when.span;

      if (when.begin_day != ACN_DAY_OPEN_BEGIN)
        {
          span.begin_day = MIN (span.begin_day, when.begin_day);
          span.end_day = MAX (span.end_day, when.begin_day + 1);
        }
      if (when.end_day != ACN_DAY_OPEN_END)
        {
          span.begin_day = MIN (span.begin_day, when.end_day - 1);
          span.end_day = MAX (span.end_day, when.end_day);
        }
    }
  return span;
}

/* Gives the spans the ends that they leave open, or all of what they do not say. */
static void
complete_spans (AcnDossierBuilder *self)
{
  AcnSpan events = find_events_span (self);

  if (acn_span_is_empty (events))
    {
      acn_day_from_ymd (DEFAULT_YEAR_FIRST, 1, 1, &events.begin_day);
      acn_day_from_ymd (DEFAULT_YEAR_LAST + 1, 1, 1, &events.end_day);
    }
  if (acn_span_is_empty (self->span))
    self->span = events;
  if (self->span.begin_day == ACN_DAY_OPEN_BEGIN)
    self->span.begin_day = MIN (events.begin_day, self->span.end_day - 1);
  if (self->span.end_day == ACN_DAY_OPEN_END)
    self->span.end_day = MAX (events.end_day, self->span.begin_day + 1);
  if (acn_span_is_empty (self->home_span))
    self->home_span = self->span;
  self->home_span = acn_span_intersect (self->home_span, self->span);
  if (acn_span_is_empty (self->home_span))
    self->home_span = self->span;
  if (self->home_day == ACN_DAY_OPEN_BEGIN)
    self->home_day = self->span.end_day - 1;
  self->home_day = acn_span_clamp (self->span, self->home_day);
  if (self->home_view == ACN_NONE && self->views->len > 0)
    self->home_view = 0;
}

/* So many ids ahead their slots are fetched, and as many before that their characters. */
#define AHEAD 8

/* @ids: of the first element; of the others @stride bytes on each. */
static const char *
get_id (gconstpointer ids, gsize stride, guint index)
{
  return *(const char *const *) (gconstpointer) ((const char *) ids + index * stride);
}

static void
index_ids (AcnIdTable *table, gconstpointer ids, gsize stride, guint n)
{
  acn_id_table_init (table);
  acn_id_table_reserve (table, ids, stride, n);
  for (guint i = 0; i < n; i++)
    {
      if (i + 2 * AHEAD < n)
        __builtin_prefetch (get_id (ids, stride, i + 2 * AHEAD));
      if (i + AHEAD < n && get_id (ids, stride, i + AHEAD) != NULL)
        acn_id_table_prefetch (table, get_id (ids, stride, i + AHEAD));
      if (get_id (ids, stride, i) != NULL)
        acn_id_table_add (table, ids, stride, i);
    }
}

/* Ids are the first member of each element. */
static void
index_all_ids (AcnDossier *self)
{
  const AcnDossierBuilder *data = self->data;

  index_ids (&self->view_ids, data->views->data, sizeof (AcnView), data->views->len);
  index_ids (&self->event_ids, data->ordered, sizeof (AcnEvent), data->n_ordered);
  index_ids (&self->layer_ids, data->layers->data, sizeof (AcnLayer), data->layers->len);
  index_ids (&self->actor_ids, data->actors->data, sizeof (AcnActor), data->actors->len);
}

static GPtrArray *
list_languages (const AcnDossierBuilder *self)
{
  GPtrArray *languages = g_ptr_array_new ();

  for (guint i = 0; i < self->languages->len; i++)
    g_ptr_array_add (languages, g_ptr_array_index (self->languages, i));
  if (languages->len == 0)
    g_ptr_array_add (languages, (gpointer) self->language);
  g_ptr_array_add (languages, NULL);
  return languages;
}

/**
 * acn_dossier_builder_end:
 * @self: (transfer full): a filled builder; @id and @language are set
 *
 * Puts events into order, completes what was left unset, indexes ids and time.
 *
 * Returns: (transfer full): the dossier
 */
AcnDossier *
acn_dossier_builder_end (AcnDossierBuilder *self)
{
  AcnDossier *dossier = g_atomic_rc_box_new0 (AcnDossier);

  g_return_val_if_fail (self->id != NULL && self->language != NULL, NULL);
  sort_events (self);
  relate_events (self);
  complete_spans (self);
  dossier->data = self;
  dossier->languages = list_languages (self);
  index_all_ids (dossier);
  dossier->areas = acn_area_cache_new (N_AREAS_MAX, N_AREA_POINTS_MAX);
  acn_dossier_index_layers (dossier);
  return dossier;
}
