/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map shows on a day at a zoom, found out before any part of it is laid out; and what
 * differs between two such pictures. */
#include "scene/acn-map-scene.h"

#include "scene/acn-line-labels.h"
#include "scene/acn-map-difference.h"
#include "scene/acn-map-interpolation.h"
#include "scene/acn-map-scene-private.h"

#include <math.h>

/* --- Making ---------------------------------------------------------------------------------- */

static void
begin_coat (AcnMapScene *self, AcnStyle style)
{
  AcnCoat coat = { .style = style, .first_shape = self->shapes->len };

  g_array_append_val (self->coats, coat);
}

static void
add_to_coat (AcnMapScene *self, AcnPyramid *pyramid)
{
  const AcnShape *shape = acn_pyramid_get_shape (pyramid, self->level);

  if (shape->kind == ACN_GEOMETRY_POINTS || shape->n_rings == 0)
    return;
  g_ptr_array_add (self->shapes, (gpointer) shape);
  g_ptr_array_add (self->pyramids, acn_pyramid_ref (pyramid));
  g_array_index (self->coats, AcnCoat, self->coats->len - 1).n_shapes++;
}

static void
keep_error (AcnMapScene *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static AcnPyramid *
area_of (AcnMapScene *self, guint index, GError **error)
{
  return acn_dossier_layer_area_at (
      self->spec->dossier, index, acn_map_spec_get_layer_day (self->spec, index), error);
}

/* The line around all that the layer shows: neighbours have no line between them. */
static void
add_outline (AcnMapScene *self, guint index)
{
  const AcnStyle whole = acn_map_spec_get_style (self->spec, index, ACN_NONE);
  const AcnStyle style = {
    .stroke = whole.stroke, .width_px = whole.width_px, .dash = whole.dash, .fade = whole.fade
  };
  GError *error = NULL;
  g_autoptr (AcnPyramid) pyramid = area_of (self, index, &error);

  if (pyramid == NULL)
    {
      keep_error (self, error);
      return;
    }
  begin_coat (self, style);
  add_to_coat (self, pyramid);
}

/* One coat for the layer's own style and one for each class; areas are outlined together. */
static void
add_data_layer (AcnMapScene *self, const AcnLayer *layer, guint index)
{
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (
      self->spec->dossier, index, acn_map_spec_get_layer_day (self->spec, index));
  /* What a person added has lines of its own colours. */
  gboolean outlined = layer->style.stroke != ACN_HUE_NONE && layer->added_path == NULL &&
                      acn_layer_has_area_features (layer);

  for (guint c = 0; c <= layer->n_classes; c++)
    {
      guint    class_index = c == layer->n_classes ? ACN_NONE : c;
      AcnStyle style = acn_map_spec_get_style (self->spec, index, class_index);

      if (outlined)
        style.stroke = ACN_HUE_NONE;
      begin_coat (self, style);
      for (guint i = 0; i < shown->len; i++)
        {
          const AcnFeature *feature = &layer->features[g_array_index (shown, guint, i)];

          if (feature->class_index == class_index)
            add_to_coat (self, feature->pyramid);
        }
    }
  if (outlined && shown->len > 0)
    add_outline (self, index);
}

static void
add_derived_layer (AcnMapScene *self, guint index)
{
  GError *error = NULL;
  g_autoptr (AcnPyramid) pyramid = area_of (self, index, &error);

  if (pyramid == NULL)
    {
      keep_error (self, error);
      return;
    }
  begin_coat (self, acn_map_spec_get_style (self->spec, index, ACN_NONE));
  add_to_coat (self, pyramid);
}

/* What differs in a layer, in place of the layer. */
static void
add_difference (AcnMapScene *self)
{
  GError *error = NULL;
  g_autoptr (AcnDifference) difference = acn_map_difference_new (self->spec, &error);

  if (difference == NULL)
    {
      keep_error (self, error);
      return;
    }
  for (AcnDifferenceKind kind = 0; kind < ACN_N_DIFFERENCES; kind++)
    {
      begin_coat (self, acn_map_difference_get_style (self->spec, kind));
      add_to_coat (self, acn_difference_get_area (difference, kind));
    }
}

/* What may have changed by the day, over the earlier state. */
static void
add_interpolation (AcnMapScene *self)
{
  GError *error = NULL;
  g_autoptr (AcnInterpolation) between = acn_map_interpolation_new (self->spec, &error);

  if (between == NULL)
    {
      keep_error (self, error);
      return;
    }
  begin_coat (self, acn_map_interpolation_get_style (self->spec, ACN_INTERPOLATED_GAINED));
  add_to_coat (self, between->gained);
  begin_coat (self, acn_map_interpolation_get_style (self->spec, ACN_INTERPOLATED_LOST));
  add_to_coat (self, between->lost);
}

static void
add_layers (AcnMapScene *self)
{
  const AcnLayer *layers;
  guint           n;

  if (self->spec->dossier == NULL)
    return;
  layers = acn_dossier_get_layers (self->spec->dossier, &n);
  for (guint i = 0; i < n; i++)
    {
      const guint layer = self->spec->layer_order[i];

      if (!acn_map_spec_shows_layer (self->spec, layer) || self->spec->layer_opacity[layer] <= 0)
        continue;
      if (layer == acn_map_spec_get_compared_layer (self->spec))
        add_difference (self);
      else if (layers[layer].content == ACN_LAYER_DATA)
        add_data_layer (self, &layers[layer], layer);
      else if (layers[layer].content == ACN_LAYER_DERIVATION)
        add_derived_layer (self, layer);
      if (layer == acn_map_spec_get_interpolated_layer (self->spec, NULL))
        add_interpolation (self);
    }
}

static gboolean
layer_has_points (const AcnLayer *layer)
{
  return layer->n_features > 0 &&
         acn_pyramid_get_geometry (layer->features[0].pyramid)->kind == ACN_GEOMETRY_POINTS;
}

/* Whether a layer looks the same on both specs' days. */
static gboolean
layer_is_same (const AcnMapSpec *a, const AcnMapSpec *b, guint layer)
{
  const AcnDay day_a = acn_map_spec_get_layer_day (a, layer);
  const AcnDay day_b = acn_map_spec_get_layer_day (b, layer);

  if (acn_map_spec_shows_layer (a, layer) != acn_map_spec_shows_layer (b, layer))
    return FALSE;
  return !acn_map_spec_shows_layer (a, layer) || day_a == day_b ||
         acn_span_contains (acn_dossier_layer_step (a->dossier, layer, day_a), day_b);
}

static gboolean
labels_are_same (const AcnMapScene *previous, const AcnMapSpec *spec, double zoom)
{
  const AcnMapSpec *old = previous->spec;
  const AcnLayer   *layers;
  guint             n;

  if (previous->zoom != zoom || old->dossier != spec->dossier || old->basemap != spec->basemap ||
      old->language != spec->language || old->text_scale != spec->text_scale ||
      (old->raster != NULL) != (spec->raster != NULL))
    return FALSE;
  if (spec->dossier == NULL)
    return TRUE;
  layers = acn_dossier_get_layers (spec->dossier, &n);
  for (guint i = 0; i < n; i++)
    if (layer_has_points (&layers[i]) && !layer_is_same (old, spec, i))
      return FALSE;
  return TRUE;
}

/**
 * acn_map_scene_new:
 * @spec: what to show; shared from now on
 * @zoom: 256 px tile convention, fractional
 * @scale: device pixels per logical pixel
 * @previous: (nullable): a scene whose names may be used again
 * @room: (nullable): where names may stand on a page, whose tiles are waited for; NULL on a map
 *   that is moved
 *
 * May take some ms (derived areas, names): not for the main thread.
 *
 * Returns: (transfer full): the scene. A derivation that fails is left out and told by
 *   acn_map_scene_get_error().
 */
AcnMapScene *
acn_map_scene_new (AcnMapSpec         *spec,
                   double              zoom,
                   double              scale,
                   const AcnMapScene  *previous,
                   const AcnLabelRoom *room,
                   AcnTextMeasure      measure,
                   gpointer            measure_data)
{
  AcnMapScene *self = g_atomic_rc_box_new0 (AcnMapScene);

  self->spec = acn_map_spec_ref (spec);
  self->zoom = zoom;
  self->scale = scale;
  self->level = acn_shape_level (zoom, scale);
  self->waits = room != NULL;
  self->coats = g_array_new (FALSE, FALSE, sizeof (AcnCoat));
  self->shapes = g_ptr_array_new ();
  self->pyramids = g_ptr_array_new_with_free_func ((GDestroyNotify) acn_pyramid_unref);
  add_layers (self);
  if (previous != NULL && labels_are_same (previous, spec, zoom))
    self->labels = acn_label_plan_ref (previous->labels);
  else
    self->labels = acn_label_plan_new (spec, zoom, room, measure, measure_data);
  self->line_labels =
      acn_line_labels_new (spec, zoom, self->level, room, self->labels, measure, measure_data);
  return self;
}

AcnMapScene *
acn_map_scene_ref (AcnMapScene *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_scene (gpointer data)
{
  AcnMapScene *self = data;

  g_ptr_array_unref (self->shapes);
  g_ptr_array_unref (self->pyramids);
  g_array_unref (self->coats);
  acn_label_plan_unref (self->labels);
  g_clear_pointer (&self->line_labels, acn_label_plan_unref);
  g_clear_error (&self->error);
  acn_map_spec_unref (self->spec);
}

void
acn_map_scene_unref (AcnMapScene *self)
{
  g_atomic_rc_box_release_full (self, clear_scene);
}

AcnMapSpec *
acn_map_scene_get_spec (const AcnMapScene *self)
{
  return self->spec;
}

double
acn_map_scene_get_zoom (const AcnMapScene *self)
{
  return self->zoom;
}

/**
 * acn_map_scene_get_error:
 *
 * Returns: (nullable): why a derived layer is missing from the picture.
 */
const GError *
acn_map_scene_get_error (const AcnMapScene *self)
{
  return self->error;
}

/* --- Changes --------------------------------------------------------------------------------- */

/* A map without a day shows what is there today. */
gboolean
acn_map_scene_is_there (const AcnMapSpec *spec, AcnBaseLayer layer, guint feature)
{
  AcnSpan span = acn_basemap_get_span (spec->basemap, layer, feature);

  return spec->dossier != NULL ? acn_span_contains (span, spec->day)
                               : span.end_day == ACN_DAY_OPEN_END;
}

/* Waters that are there on one of the two days only. */
static void
add_changed_waters (const AcnMapSpec *a, const AcnMapSpec *b, GArray *boxes)
{
  guint n = acn_basemap_get_n_features (b->basemap, ACN_BASE_LAKES);

  for (guint i = 0; i < n; i++)
    {
      AcnShape shape;

      if (acn_map_scene_is_there (a, ACN_BASE_LAKES, i) ==
          acn_map_scene_is_there (b, ACN_BASE_LAKES, i))
        continue;
      acn_basemap_get_shape (b->basemap, ACN_BASE_LAKES, i, ACN_SHAPE_N_LEVELS - 1, &shape);
      g_array_append_val (boxes, shape.box);
    }
}

/* What is drawn between two states moves with every day. */
static void
add_interpolated (const AcnMapSpec *spec, GArray *boxes)
{
  AcnSpan     between;
  const guint layer = acn_map_spec_get_interpolated_layer (spec, &between);
  g_autoptr (GArray) changes = NULL;

  if (layer == ACN_NONE)
    return;
  changes = acn_dossier_layer_changes (spec->dossier, layer, between.begin_day, between.end_day);
  g_array_append_vals (boxes, changes->data, changes->len);
}

/* What stands on lines moves with them, and may move where the line does not. */
static void
add_line_labels (const AcnMapScene *self, GArray *boxes)
{
  const double    units_per_px = ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (self->zoom));
  guint           n = 0;
  const AcnLabel *labels =
      self->line_labels != NULL ? acn_label_plan_get (self->line_labels, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const AcnBox box = { (gint32) (labels[i].west * units_per_px),
                           (gint32) (labels[i].north * units_per_px),
                           (gint32) (labels[i].east * units_per_px),
                           (gint32) (labels[i].south * units_per_px) };

      g_array_append_val (boxes, box);
    }
}

/**
 * acn_map_scene_changes:
 * @other: a later scene
 * @out_boxes: (out) (transfer full) (element-type AcnBox) (nullable): what differs, world units
 *
 * Returns: TRUE and the boxes when the pictures differ in those places only; FALSE when they may
 *   differ everywhere (another zoom, language, theme, dossier, or set of layers or names).
 */
gboolean
acn_map_scene_changes (const AcnMapScene *self, const AcnMapScene *other, GArray **out_boxes)
{
  const AcnMapSpec *a = self->spec, *b = other->spec;
  g_autoptr (GArray) boxes = NULL;

  *out_boxes = NULL;
  if (self->labels != other->labels || self->scale != other->scale || a->theme != b->theme ||
      a->raster != b->raster || !acn_map_spec_agrees (a, b))
    return FALSE;
  boxes = g_array_new (FALSE, FALSE, sizeof (AcnBox));
  add_changed_waters (a, b, boxes);
  if (!acn_line_labels_equal (self->line_labels, other->line_labels))
    {
      add_line_labels (self, boxes);
      add_line_labels (other, boxes);
    }
  if (a->day != b->day)
    {
      add_interpolated (a, boxes);
      add_interpolated (b, boxes);
    }
  for (guint i = 0; i < b->n_layers; i++)
    {
      g_autoptr (GArray) changes = NULL;

      if (!acn_map_spec_shows_layer (b, i))
        continue;
      changes = acn_dossier_layer_changes (
          b->dossier, i, acn_map_spec_get_layer_day (a, i), acn_map_spec_get_layer_day (b, i));
      g_array_append_vals (boxes, changes->data, changes->len);
    }
  *out_boxes = g_steal_pointer (&boxes);
  return TRUE;
}
