/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dossier's layers show on a day. Everything is constant within a step, so what is costly
 * (unions, differences, areas) is kept by the first day of its step. */
#include "model/acn-dossier-private.h"

#include <string.h>

#include "geo/acn-frontier.h"
#include "geo/acn-overlay.h"
#include "geo/acn-reach.h"

static const AcnLayer *
get_layer (const AcnDossier *self, guint layer)
{
  return &g_array_index (self->data->layers, AcnLayer, layer);
}

/* --- Index ----------------------------------------------------------------------------------- */

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const AcnSpan *span_a = a, *span_b = b;

  return (span_a->begin_day > span_b->begin_day) - (span_a->begin_day < span_b->begin_day);
}

/* Days on which the actor is a member, ascending; spans that touch are one. */
static GArray *
list_member_spans (const AcnActor *actor, guint organisation)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (AcnSpan));
  guint   n = 0;

  for (guint i = 0; i < actor->n_memberships; i++)
    if (actor->memberships[i].organisation == organisation)
      g_array_append_val (spans, actor->memberships[i].when.span);
  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      AcnSpan  span = g_array_index (spans, AcnSpan, i);
      AcnSpan *last = n > 0 ? &g_array_index (spans, AcnSpan, n - 1) : NULL;

      if (last != NULL && span.begin_day <= last->end_day)
        last->end_day = MAX (last->end_day, span.end_day);
      else
        g_array_index (spans, AcnSpan, n++) = span;
    }
  g_array_set_size (spans, n);
  return spans;
}

static void
index_feature (AcnDossier *self, const AcnLayer *layer, AcnTimeIndex *times, guint index)
{
  const AcnFeature *feature = &layer->features[index];
  g_autoptr (GArray) spans = NULL;

  if (layer->has_fixed_day)
    {
      if (acn_span_contains (feature->when.span, layer->fixed_day))
        acn_time_index_add (times, (AcnSpan){ ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END }, index);
      return;
    }
  if (layer->members_of == ACN_NONE)
    {
      acn_time_index_add (times, feature->when.span, index);
      return;
    }
  if (feature->actor == ACN_NONE)
    return;
  spans = list_member_spans (&g_array_index (self->data->actors, AcnActor, feature->actor),
                             layer->members_of);
  for (guint i = 0; i < spans->len; i++)
    acn_time_index_add (
        times, acn_span_intersect (feature->when.span, g_array_index (spans, AcnSpan, i)), index);
}

/* Operands first: the reader has refused cycles, and the depth is limited by the layers. */
static void
index_layer (AcnDossier *self, guint index)
{
  const AcnLayer *layer = get_layer (self, index);

  if (self->times[index] != NULL)
    return;
  self->times[index] = acn_time_index_new ();
  for (guint i = 0; layer->content == ACN_LAYER_DATA && i < layer->n_features; i++)
    index_feature (self, layer, self->times[index], i);
  for (guint i = 0; layer->content == ACN_LAYER_DERIVATION && i < layer->n_operands; i++)
    {
      index_layer (self, layer->operands[i]);
      acn_time_index_add_breaks (self->times[index], self->times[layer->operands[i]]);
    }
  acn_time_index_seal (self->times[index]);
}

/*
 * acn_dossier_index_layers:
 * @self: a dossier whose data are complete
 */
void
acn_dossier_index_layers (AcnDossier *self)
{
  self->times = g_new0 (AcnTimeIndex *, self->data->layers->len);
  for (guint i = 0; i < self->data->layers->len; i++)
    index_layer (self, i);
  acn_dossier_index_space (self);
}

/* --- Features -------------------------------------------------------------------------------- */

/**
 * acn_dossier_layer_step:
 * @layer: index of a layer
 * @day: any day
 *
 * Returns: the days around @day on which the layer looks the same. Marks of events are placed by
 *   the views, so a layer of events is one step.
 */
AcnSpan
acn_dossier_layer_step (AcnDossier *self, guint layer, AcnDay day)
{
  g_return_val_if_fail (layer < self->data->layers->len, ((AcnSpan){ 0, 0 }));
  return acn_time_index_step (self->times[layer], day);
}

/**
 * acn_dossier_layer_features_at:
 * @layer: index of a layer
 * @day: any day
 *
 * Returns: (transfer full) (element-type guint): indexes of the layer's features that show on
 *   @day, ascending; none for derivations and events
 */
GArray *
acn_dossier_layer_features_at (AcnDossier *self, guint layer, AcnDay day)
{
  g_return_val_if_fail (layer < self->data->layers->len, NULL);
  return acn_time_index_items_at (self->times[layer], day);
}

/* --- Areas ----------------------------------------------------------------------------------- */

static void
unref_geometry (gpointer geometry)
{
  acn_geometry_unref (geometry);
}

static AcnPyramid *
make_pyramid (AcnGeometry *geometry)
{
  return geometry != NULL ? acn_pyramid_new (geometry) : NULL;
}

static AcnPyramid *
unite_features (AcnDossier *self, guint index, AcnDay day, GError **error)
{
  const AcnLayer *layer = get_layer (self, index);
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (self, index, day);
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  AcnPyramid *only = NULL;

  for (guint i = 0; i < shown->len; i++)
    {
      AcnPyramid  *pyramid = layer->features[g_array_index (shown, guint, i)].pyramid;
      AcnGeometry *geometry = acn_pyramid_get_geometry (pyramid);

      if (geometry->kind != ACN_GEOMETRY_AREAS || acn_geometry_is_empty (geometry))
        continue;
      g_ptr_array_add (areas, geometry);
      only = pyramid;
    }
  if (areas->len == 1)
    return acn_pyramid_ref (only);
  if (areas->len == 0)
    return make_pyramid (acn_geometry_new_take (ACN_GEOMETRY_AREAS, NULL, 0, NULL, 0, NULL, 0));
  return make_pyramid (acn_overlay (ACN_OVERLAY_UNION,
                                    (const AcnGeometry *const *) areas->pdata,
                                    areas->len,
                                    ACN_SLIVER_KM2,
                                    error));
}

static AcnPyramid *
derive_area (AcnDossier *self, guint index, AcnDay day, GError **error)
{
  const AcnLayer *layer = get_layer (self, index);
  g_autoptr (GPtrArray) operands = g_ptr_array_new_with_free_func (unref_geometry);
  g_autoptr (AcnGeometry) area = NULL;

  for (guint i = 0; i < layer->n_operands; i++)
    {
      g_autoptr (AcnPyramid) operand =
          acn_dossier_layer_area_at (self, layer->operands[i], day, error);

      if (operand == NULL)
        return NULL;
      g_ptr_array_add (operands, acn_geometry_ref (acn_pyramid_get_geometry (operand)));
    }
  if (acn_layer_is_derived_line (layer))
    return make_pyramid (acn_geometry_frontier (operands->pdata[0],
                                                (const AcnGeometry *const *) operands->pdata + 1,
                                                operands->len - 1,
                                                error));
  area = acn_overlay ((AcnOverlayOp) layer->overlay_op,
                      (const AcnGeometry *const *) operands->pdata,
                      operands->len,
                      ACN_SLIVER_KM2,
                      error);
  if (area != NULL && layer->reach_km > 0)
    return make_pyramid (acn_geometry_reach (area, layer->reach_km, error));
  return make_pyramid (g_steal_pointer (&area));
}

/* The first layer with the same derivation: one look for what is, another for what is supposed,
 * need the same area only once. Other layers are their own. */
static guint
find_twin (AcnDossier *self, guint index)
{
  const AcnLayer *layer = get_layer (self, index);

  for (guint i = 0; i < index && layer->content == ACN_LAYER_DERIVATION; i++)
    {
      const AcnLayer *other = get_layer (self, i);

      if (other->content == ACN_LAYER_DERIVATION && other->overlay_op == layer->overlay_op &&
          other->reach_km == layer->reach_km && other->n_operands == layer->n_operands &&
          memcmp (other->operands, layer->operands, layer->n_operands * sizeof (guint)) == 0)
        return i;
    }
  return index;
}

/**
 * acn_dossier_layer_area_at:
 * @layer: index of a layer
 * @day: any day
 *
 * The area that the layer shows: the union of its features that are areas, or the derivation, which
 * may be a line.
 * Kept by step; the first time may take some ms, so not for the main thread. Two threads that ask
 * at once both compute, neither waits.
 *
 * Returns: (transfer full) (nullable): the area, perhaps empty; NULL with @error
 */
AcnPyramid *
acn_dossier_layer_area_at (AcnDossier *self, guint layer, AcnDay day, GError **error)
{
  AcnSpan     step;
  AcnPyramid *area;

  g_return_val_if_fail (layer < self->data->layers->len, NULL);
  layer = find_twin (self, layer);
  step = acn_time_index_step (self->times[layer], day);
  area = acn_area_cache_get (self->areas, layer, step.begin_day);
  if (area != NULL)
    return area;
  if (get_layer (self, layer)->content == ACN_LAYER_DERIVATION)
    area = derive_area (self, layer, day, error);
  else
    area = unite_features (self, layer, day, error);
  if (area != NULL)
    acn_area_cache_put (self->areas, layer, step.begin_day, area);
  return area;
}

/**
 * acn_dossier_layer_area_km2_at:
 * @layer: index of a layer
 * @day: any day
 * @out_km2: (out): geodesic area on WGS 84, km²
 *
 * Returns: %FALSE with @error
 */
gboolean
acn_dossier_layer_area_km2_at (
    AcnDossier *self, guint layer, AcnDay day, double *out_km2, GError **error)
{
  g_autoptr (AcnPyramid) area = NULL;
  AcnSpan step;

  g_return_val_if_fail (layer < self->data->layers->len, FALSE);
  layer = find_twin (self, layer);
  step = acn_time_index_step (self->times[layer], day);
  if (acn_area_cache_get_km2 (self->areas, layer, step.begin_day, out_km2))
    return TRUE;
  area = acn_dossier_layer_area_at (self, layer, day, error);
  if (area == NULL)
    return FALSE;
  *out_km2 = acn_geometry_area_km2 (acn_pyramid_get_geometry (area));
  acn_area_cache_put_km2 (self->areas, layer, step.begin_day, *out_km2);
  return TRUE;
}

/**
 * acn_dossier_list_prepared:
 *
 * Returns: (transfer full) (element-type guint): the layers whose areas a first picture needs
 */
GArray *
acn_dossier_list_prepared (AcnDossier *self)
{
  GArray *layers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->data->layers->len; i++)
    {
      const AcnLayer *layer = get_layer (self, i);
      const gboolean  outlined =
          layer->style.stroke != ACN_HUE_NONE && acn_layer_has_area_features (layer);

      if (layer->visible && (outlined || layer->content == ACN_LAYER_DERIVATION))
        g_array_append_val (layers, i);
    }
  return layers;
}

/**
 * acn_dossier_put_area:
 * @layer: index of a layer
 * @day: any day
 * @area: (transfer full): what acn_dossier_layer_area_at() would work out
 */
void
acn_dossier_put_area (AcnDossier *self, guint layer, AcnDay day, AcnGeometry *area)
{
  const guint   twin = find_twin (self, layer);
  const AcnSpan step = acn_time_index_step (self->times[twin], day);
  g_autoptr (AcnPyramid) pyramid = acn_pyramid_new (area);

  acn_area_cache_put (self->areas, twin, step.begin_day, pyramid);
}

/**
 * acn_dossier_put_area_km2:
 * @layer: index of a layer
 * @day: any day
 * @km2: what acn_dossier_layer_area_km2_at() would work out
 */
void
acn_dossier_put_area_km2 (AcnDossier *self, guint layer, AcnDay day, double km2)
{
  const guint   twin = find_twin (self, layer);
  const AcnSpan step = acn_time_index_step (self->times[twin], day);

  acn_area_cache_put_km2 (self->areas, twin, step.begin_day, km2);
}

/**
 * acn_dossier_prepare_areas:
 * @day: any day
 *
 * Works out the areas that the layers which are visible at first need on @day, so that a map of
 * them finds them done. A derivation that fails is told where it is shown. Any thread.
 */
void
acn_dossier_prepare_areas (AcnDossier *self, AcnDay day)
{
  g_autoptr (GArray) layers = acn_dossier_list_prepared (self);

  for (guint i = 0; i < layers->len; i++)
    {
      AcnPyramid *area =
          acn_dossier_layer_area_at (self, g_array_index (layers, guint, i), day, NULL);

      g_clear_pointer (&area, acn_pyramid_unref);
    }
}

/**
 * acn_dossier_layer_length_km_at:
 * @layer: index of a layer
 * @day: any day
 *
 * Returns: geodesic length on WGS 84 of the lines that show on @day, km; 0 where none does. As long
 *   as the layer's geometry makes it: a line drawn with more points is longer.
 */
double
acn_dossier_layer_length_km_at (AcnDossier *self, guint layer, AcnDay day)
{
  g_autoptr (GArray) features = acn_dossier_layer_features_at (self, layer, day);
  double length_km = 0;

  g_return_val_if_fail (features != NULL, 0);
  if (acn_layer_is_derived_line (get_layer (self, layer)))
    {
      g_autoptr (AcnPyramid) line = acn_dossier_layer_area_at (self, layer, day, NULL);

      return line != NULL ? acn_geometry_length_km (acn_pyramid_get_geometry (line)) : 0;
    }
  for (guint i = 0; i < features->len; i++)
    {
      const AcnFeature *feature =
          &get_layer (self, layer)->features[g_array_index (features, guint, i)];
      const AcnGeometry *geometry = acn_pyramid_get_geometry (feature->pyramid);

      if (geometry->kind == ACN_GEOMETRY_LINES)
        length_km += acn_geometry_length_km (geometry);
    }
  return length_km;
}

/* --- Changes --------------------------------------------------------------------------------- */

static void
add_box (const AcnLayer *layer, guint feature, GArray *boxes)
{
  AcnBox box = acn_pyramid_get_box (layer->features[feature].pyramid);

  if (box.min_x <= box.max_x)
    g_array_append_val (boxes, box);
}

/* @box and all that is @km away from it. */
static AcnBox
grow_box (AcnBox box, double km)
{
  AcnBounds bounds;
  double    x[2], y[2];

  acn_mercator_unproject (box.min_x, box.min_y, &bounds.west, &bounds.north);
  acn_mercator_unproject (box.max_x, box.max_y, &bounds.east, &bounds.south);
  bounds = acn_bounds_grow (bounds, km);
  acn_mercator_project (bounds.west, MIN (bounds.north, ACN_LAT_MAX), &x[0], &y[0]);
  acn_mercator_project (bounds.east, MAX (bounds.south, -ACN_LAT_MAX), &x[1], &y[1]);
  return (AcnBox){ (gint32) CLAMP (x[0], 0, G_MAXINT32),
                   (gint32) CLAMP (y[0], 0, G_MAXINT32),
                   (gint32) CLAMP (x[1], 0, G_MAXINT32),
                   (gint32) CLAMP (y[1], 0, G_MAXINT32) };
}

/* Features of one layer that show on one of two days only. */
static void
compare_features (AcnDossier *self, guint index, AcnDay from_day, AcnDay to_day, GArray *boxes)
{
  const AcnLayer *layer = get_layer (self, index);
  g_autoptr (GArray) from = acn_time_index_items_at (self->times[index], from_day);
  g_autoptr (GArray) to = acn_time_index_items_at (self->times[index], to_day);
  guint i = 0, j = 0;

  while (i < from->len || j < to->len)
    {
      guint a = i < from->len ? g_array_index (from, guint, i) : G_MAXUINT;
      guint b = j < to->len ? g_array_index (to, guint, j) : G_MAXUINT;

      if (a != b)
        add_box (layer, MIN (a, b), boxes);
      i += a <= b;
      j += b <= a;
    }
}

/**
 * acn_dossier_layer_changes:
 * @layer: index of a layer
 * @from_day: any day
 * @to_day: any other, before or after
 *
 * Returns: (transfer full) (element-type AcnBox): world boxes of the features that show on one of
 *   the days only, for a derivation those of all its operands, grown by how far it reaches. Empty:
 *   the layer looks the same.
 */
GArray *
acn_dossier_layer_changes (AcnDossier *self, guint layer, AcnDay from_day, AcnDay to_day)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (AcnBox));
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *queued = g_new0 (guint8, self->data->layers->len);
  double             reach_km = 0;

  g_return_val_if_fail (layer < self->data->layers->len, boxes);
  g_array_append_val (queue, layer);
  for (guint i = 0; i < queue->len; i++)
    {
      guint           index = g_array_index (queue, guint, i);
      const AcnLayer *now = get_layer (self, index);

      if (acn_span_contains (acn_time_index_step (self->times[index], from_day), to_day))
        continue;
      reach_km += now->reach_km;
      compare_features (self, index, from_day, to_day, boxes);
      for (guint j = 0; now->content == ACN_LAYER_DERIVATION && j < now->n_operands; j++)
        if (!queued[now->operands[j]]++)
          g_array_append_val (queue, now->operands[j]);
    }
  for (guint i = 0; reach_km > 0 && i < boxes->len; i++)
    g_array_index (boxes, AcnBox, i) = grow_box (g_array_index (boxes, AcnBox, i), reach_km);
  return boxes;
}
