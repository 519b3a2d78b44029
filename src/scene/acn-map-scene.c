/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order of painting: sea, land, fills and hatches of the dossier's areas, water, coast, borders,
 * lines of the dossier, names. Everything goes into one opaque picture, so that water and names
 * stay above the shading as on a printed map. */
#include "scene/acn-map-scene.h"

#include "geo/acn-clip.h"
#include "geo/acn-overlay.h"
#include "scene/acn-hatch.h"
#include "scene/acn-palette.h"

#include <math.h>

/* What is laid out beyond the piece, so that strokes and names do not end at a seam. */
#define MARGIN_PX 12.0
#define HATCH_PERIOD_PX 7.0

/* One style of one layer: the shapes that are painted together. */
typedef struct
{
  AcnStyle style;
  guint    first_shape, n_shapes;
} Coat;

struct _AcnMapScene
{
  AcnMapSpec   *spec;
  double        zoom, scale;
  guint         level;
  GArray       *coats;
  GPtrArray    *shapes;   /* const AcnShape * of the pyramids below */
  GPtrArray    *pyramids; /* (owned) */
  AcnLabelPlan *labels;
  GError       *error; /* first derivation that failed, or NULL */
};

/* A piece of the map while it is laid out. */
typedef struct
{
  const AcnMapScene *scene;
  AcnDisplayList    *list;
  double             px_per_unit;
  double             origin_x, origin_y; /* world pixels of the piece's top left */
  double             width, height;
  double             clip[4]; /* west, north, east, south in the piece's pixels */
  AcnBox             box;     /* the same in world units */
  GArray            *ring;    /* scratch: doubles */
  GArray            *clipped; /* scratch: doubles */
} Piece;

/* --- Paths ----------------------------------------------------------------------------------- */

static void
project_ring (Piece *piece, const AcnShape *shape, const AcnRing *ring)
{
  const gint32 *xy = shape->xy + 2 * ring->first;
  double       *out;

  g_array_set_size (piece->ring, 2 * ring->n);
  out = (double *) (gpointer) piece->ring->data;
  for (guint i = 0; i < ring->n; i++)
    {
      out[2 * i] = xy[2 * i] * piece->px_per_unit - piece->origin_x;
      out[2 * i + 1] = xy[2 * i + 1] * piece->px_per_unit - piece->origin_y;
    }
}

static gboolean
is_within (const AcnBox *inner, const AcnBox *outer)
{
  return inner->min_x >= outer->min_x && inner->max_x <= outer->max_x &&
         inner->min_y >= outer->min_y && inner->max_y <= outer->max_y;
}

static void
add_contour (Piece *piece, const double *xy, guint n, gboolean closed)
{
  acn_display_list_begin_contour (piece->list, closed);
  for (guint i = 0; i < n; i++)
    acn_display_list_add_point (piece->list, xy[2 * i], xy[2 * i + 1]);
}

static void
add_run_cb (const double *xy, guint n, gpointer data)
{
  add_contour (data, xy, n, FALSE);
}

/* Adds the rings of @shape that meet the piece as contours of the current path: closed and cut to
 * the piece when @as_area, else as open lines. Returns whether there were any. */
static gboolean
add_shape (Piece *piece, const AcnShape *shape, gboolean as_area)
{
  gboolean any = FALSE;

  if (!acn_box_intersects (shape->box, piece->box))
    return FALSE;
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const AcnRing *ring = &shape->rings[r];
      const double  *xy;

      if (ring->n < 2 || !acn_box_intersects (ring->box, piece->box))
        continue;
      project_ring (piece, shape, ring);
      xy = (const double *) (gconstpointer) piece->ring->data;
      any = TRUE;
      if (as_area && is_within (&ring->box, &piece->box))
        add_contour (piece, xy, ring->n, TRUE);
      else if (as_area)
        {
          g_array_set_size (piece->clipped, 0);
          acn_clip_area_ring (xy, ring->n, piece->clip, piece->clipped);
          if (piece->clipped->len >= 6)
            add_contour (piece,
                         (const double *) (gconstpointer) piece->clipped->data,
                         piece->clipped->len / 2,
                         TRUE);
        }
      else
        {
          if (shape->kind == ACN_GEOMETRY_AREAS) /* the outline: back to the first point */
            {
              double first[2] = { xy[0], xy[1] };

              g_array_append_vals (piece->ring, first, 2);
              xy = (const double *) (gconstpointer) piece->ring->data;
            }
          acn_clip_line (xy, piece->ring->len / 2, piece->clip, add_run_cb, piece);
        }
    }
  return any;
}

/* --- The basemap ----------------------------------------------------------------------------- */

/* A map without a day shows what is there today. */
static gboolean
is_there (const AcnMapSpec *spec, AcnBaseLayer layer, guint feature)
{
  AcnSpan span = acn_basemap_get_span (spec->basemap, layer, feature);

  return spec->dossier != NULL ? acn_span_contains (span, spec->day)
                               : span.end_day == ACN_DAY_OPEN_END;
}

/* Adds every feature of a basemap layer up to @max_rank to the current path. */
static gboolean
add_base_layer (Piece *piece, AcnBaseLayer layer, guint min_rank, guint max_rank, gboolean as_area)
{
  AcnBasemap *basemap = piece->scene->spec->basemap;
  guint       n = acn_basemap_get_n_features (basemap, layer);
  gboolean    any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      guint    rank = acn_basemap_get_rank (basemap, layer, i);
      AcnShape shape;

      if (rank < min_rank || rank > max_rank || !is_there (piece->scene->spec, layer, i))
        continue;
      acn_basemap_get_shape (basemap, layer, i, piece->scene->level, &shape);
      any |= add_shape (piece, &shape, as_area);
    }
  return any;
}

static void
draw_ground (Piece *piece, const AcnPalette *palette)
{
  acn_display_list_rect (
      piece->list, 0, 0, piece->width, piece->height, 0, palette->sea, (AcnColor){ 0 }, 0);
  acn_display_list_begin_path (piece->list);
  if (add_base_layer (piece, ACN_BASE_LAND, 0, 10, TRUE))
    acn_display_list_fill (piece->list, palette->land);
}

static void
draw_water (Piece *piece, const AcnPalette *palette)
{
  double zoom = piece->scene->zoom;

  /* Large rivers swell with the scale, small ones come in later and stay thin. */
  for (guint rank = 1; rank <= 10; rank++)
    {
      double from = 2.6 + 0.55 * rank,
             width = CLAMP ((zoom - from) * 0.55 + 0.5, 0, 4.2 - 0.28 * rank);

      if (zoom < from || width <= 0)
        continue;
      acn_display_list_begin_path (piece->list);
      if (add_base_layer (piece, ACN_BASE_RIVERS, rank, rank, FALSE))
        acn_display_list_stroke (piece->list, palette->water_line, width, 0, 0, TRUE);
    }
  acn_display_list_begin_path (piece->list);
  if (add_base_layer (piece, ACN_BASE_LAKES, 0, 10, TRUE))
    acn_display_list_fill (piece->list, palette->sea);
  acn_display_list_begin_path (piece->list);
  if (add_base_layer (piece, ACN_BASE_LAKES, 0, 10, FALSE))
    acn_display_list_stroke (piece->list, palette->water_line, 0.7, 0, 0, TRUE);
}

static void
draw_coast (Piece *piece, const AcnPalette *palette)
{
  acn_display_list_begin_path (piece->list);
  if (add_base_layer (piece, ACN_BASE_LAND, 0, 10, FALSE))
    acn_display_list_stroke (piece->list, palette->coast, 0.8, 0, 0, TRUE);
}

static gboolean
add_borders (Piece *piece, gboolean disputed)
{
  AcnBasemap *basemap = piece->scene->spec->basemap;
  guint       n = acn_basemap_get_n_features (basemap, ACN_BASE_BORDERS);
  gboolean    any = FALSE;

  acn_display_list_begin_path (piece->list);
  for (guint i = 0; i < n; i++)
    {
      AcnShape shape;

      if (acn_basemap_get_disputed (basemap, i) != disputed)
        continue;
      acn_basemap_get_shape (basemap, ACN_BASE_BORDERS, i, piece->scene->level, &shape);
      any |= add_shape (piece, &shape, FALSE);
    }
  return any;
}

static void
draw_borders (Piece *piece, const AcnPalette *palette)
{
  double zoom = piece->scene->zoom, width = CLAMP (0.5 + (zoom - 3) * 0.22, 0.7, 2.0);

  if (zoom >= 5.2)
    {
      acn_display_list_begin_path (piece->list);
      if (add_base_layer (piece, ACN_BASE_OBLASTS, 0, 10, FALSE))
        acn_display_list_stroke (
            piece->list, palette->oblast, CLAMP ((zoom - 4.4) * 0.5, 0.5, 1.0), 4, 2.5, FALSE);
    }
  if (add_borders (piece, FALSE))
    {
      acn_display_list_stroke (piece->list,
                               acn_color_with_alpha (palette->border_casing, 0.65),
                               width + 1.8,
                               0,
                               0,
                               TRUE);
      acn_display_list_stroke (piece->list, palette->border, width, 0, 0, TRUE);
    }
  if (add_borders (piece, TRUE))
    acn_display_list_stroke (piece->list, palette->border, width, 5, 3, FALSE);
}

/* --- The dossier's layers -------------------------------------------------------------------- */

static const AcnShape *
coat_shape (const Piece *piece, const Coat *coat, guint index)
{
  return g_ptr_array_index (piece->scene->shapes, coat->first_shape + index);
}

static gboolean
add_coat (Piece *piece, const Coat *coat, gboolean as_area)
{
  gboolean any = FALSE;

  acn_display_list_begin_path (piece->list);
  for (guint i = 0; i < coat->n_shapes; i++)
    {
      const AcnShape *shape = coat_shape (piece, coat, i);

      if (shape->kind == ACN_GEOMETRY_AREAS || (!as_area && shape->kind == ACN_GEOMETRY_LINES))
        any |= add_shape (piece, shape, as_area);
    }
  return any;
}

/* The rings of a coat in pixels, for the hatcher. */
static void
hatch_coat (Piece *piece, const Coat *coat, AcnColor color)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  AcnRuns runs;

  for (guint i = 0; i < coat->n_shapes; i++)
    {
      const AcnShape *shape = coat_shape (piece, coat, i);

      if (shape->kind != ACN_GEOMETRY_AREAS || !acn_box_intersects (shape->box, piece->box))
        continue;
      for (guint r = 0; r < shape->n_rings; r++)
        if (shape->rings[r].n >= 3 && acn_box_intersects (shape->rings[r].box, piece->box))
          {
            guint32 end;

            project_ring (piece, shape, &shape->rings[r]);
            acn_clip_area_ring ((const double *) (gconstpointer) piece->ring->data,
                                shape->rings[r].n,
                                piece->clip,
                                xy);
            end = xy->len / 2;
            if (ends->len == 0 || g_array_index (ends, guint32, ends->len - 1) < end)
              g_array_append_val (ends, end);
          }
    }
  runs = (AcnRuns){ (const double *) (gconstpointer) xy->data,
                    (const guint32 *) (gconstpointer) ends->data,
                    ends->len };
  acn_hatch_area (piece->list,
                  &runs,
                  coat->style.hatch,
                  coat->style.hatch == ACN_HATCH_DOTS ? HATCH_PERIOD_PX : HATCH_PERIOD_PX,
                  coat->style.hatch == ACN_HATCH_DOTS ? 1.5 : 1.0,
                  piece->origin_x,
                  piece->origin_y,
                  color);
}

static void
draw_fills (Piece *piece)
{
  AcnTheme theme = piece->scene->spec->theme;

  for (guint i = 0; i < piece->scene->coats->len; i++)
    {
      const Coat *coat = &g_array_index (piece->scene->coats, Coat, i);

      if (coat->style.fill == ACN_HUE_NONE)
        continue;
      if (coat->style.opacity > 0 && add_coat (piece, coat, TRUE))
        acn_display_list_fill (
            piece->list,
            acn_color_with_alpha (acn_palette_hue (theme, coat->style.fill), coat->style.opacity));
      if (coat->style.hatch != ACN_HATCH_NONE)
        hatch_coat (
            piece, coat, acn_color_with_alpha (acn_palette_hue (theme, coat->style.fill), 0.85));
    }
}

static void
draw_lines (Piece *piece, const AcnPalette *palette)
{
  AcnTheme theme = piece->scene->spec->theme;

  for (guint i = 0; i < piece->scene->coats->len; i++)
    {
      const Coat *coat = &g_array_index (piece->scene->coats, Coat, i);
      double      width = coat->style.width_px;

      if (coat->style.stroke == ACN_HUE_NONE || width <= 0 || !add_coat (piece, coat, FALSE))
        continue;
      if (width >= 1.2)
        acn_display_list_stroke (piece->list,
                                 acn_color_with_alpha (palette->border_casing, 0.7),
                                 width + 1.6,
                                 0,
                                 0,
                                 TRUE);
      acn_display_list_stroke (piece->list,
                               acn_palette_hue (theme, coat->style.stroke),
                               width,
                               coat->style.dash ? 5 : 0,
                               coat->style.dash ? 3 : 0,
                               FALSE);
    }
}

/* --- Names ----------------------------------------------------------------------------------- */

static AcnColor
ink_color (const AcnPalette *palette, AcnInk ink)
{
  return ink == ACN_INK_WATER     ? palette->water_ink
         : ink == ACN_INK_COUNTRY ? palette->country_ink
                                  : palette->ink;
}

static void
draw_label (Piece *piece, const AcnPalette *palette, const AcnLabel *label)
{
  AcnColor color = ink_color (palette, label->ink);
  double   x = label->dot_x - piece->origin_x, y = label->dot_y - piece->origin_y;

  if (label->dot_px > 0 && label->capital)
    {
      acn_display_list_circle (
          piece->list, x, y, label->dot_px + 1.2, palette->halo, palette->ink, 1.1);
      acn_display_list_circle (
          piece->list, x, y, label->dot_px - 1, palette->ink, (AcnColor){ 0 }, 0);
    }
  else if (label->dot_px > 0)
    acn_display_list_circle (piece->list, x, y, label->dot_px, palette->halo, palette->ink, 1.2);
  acn_display_list_text (
      piece->list,
      label->x - piece->origin_x,
      label->y - piece->origin_y,
      &label->font,
      label->text,
      color,
      acn_color_with_alpha (palette->halo, label->ink == ACN_INK_WATER ? 0 : 0.85),
      label->ink == ACN_INK_WATER ? 0 : 2.4,
      label->angle_rad);
}

static void
draw_labels (Piece *piece, const AcnPalette *palette)
{
  guint           n;
  const AcnLabel *labels = acn_label_plan_get (piece->scene->labels, &n);
  double          west = piece->origin_x, north = piece->origin_y;

  for (guint i = 0; i < n; i++)
    if (labels[i].west < west + piece->width + 3 && labels[i].east > west - 3 &&
        labels[i].north < north + piece->height + 3 && labels[i].south > north - 3)
      draw_label (piece, palette, &labels[i]);
}

/* --- Making ---------------------------------------------------------------------------------- */

static void
begin_coat (AcnMapScene *self, const AcnStyle *style)
{
  Coat coat = { .style = *style, .first_shape = self->shapes->len };

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
  g_array_index (self->coats, Coat, self->coats->len - 1).n_shapes++;
}

static void
keep_error (AcnMapScene *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/* The line around all that the layer shows: neighbours have no line between them. */
static void
add_outline (AcnMapScene *self, const AcnLayer *layer, guint index)
{
  AcnStyle style = { .stroke = layer->style.stroke,
                     .width_px = layer->style.width_px,
                     .dash = layer->style.dash };
  GError  *error = NULL;
  g_autoptr (AcnPyramid) pyramid =
      acn_dossier_layer_area_at (self->spec->dossier, index, self->spec->day, &error);

  if (pyramid == NULL)
    {
      keep_error (self, error);
      return;
    }
  begin_coat (self, &style);
  add_to_coat (self, pyramid);
}

static gboolean
has_areas (const AcnLayer *layer)
{
  return layer->n_features > 0 &&
         acn_pyramid_get_geometry (layer->features[0].pyramid)->kind == ACN_GEOMETRY_AREAS;
}

/* One coat for the layer's own style and one for each class; areas are outlined together. */
static void
add_data_layer (AcnMapScene *self, const AcnLayer *layer, guint index)
{
  g_autoptr (GArray) shown =
      acn_dossier_layer_features_at (self->spec->dossier, index, self->spec->day);
  gboolean outlined = layer->style.stroke != ACN_HUE_NONE && has_areas (layer);

  for (guint c = 0; c <= layer->n_classes; c++)
    {
      guint    class_index = c == layer->n_classes ? ACN_NONE : c;
      AcnStyle style = class_index == ACN_NONE ? layer->style : layer->classes[c].style;

      if (outlined)
        style.stroke = ACN_HUE_NONE;
      begin_coat (self, &style);
      for (guint i = 0; i < shown->len; i++)
        {
          const AcnFeature *feature = &layer->features[g_array_index (shown, guint, i)];

          if (feature->class_index == class_index)
            add_to_coat (self, feature->pyramid);
        }
    }
  if (outlined && shown->len > 0)
    add_outline (self, layer, index);
}

static void
add_derived_layer (AcnMapScene *self, const AcnLayer *layer, guint index)
{
  GError *error = NULL;
  g_autoptr (AcnPyramid) pyramid =
      acn_dossier_layer_area_at (self->spec->dossier, index, self->spec->day, &error);

  if (pyramid == NULL)
    {
      keep_error (self, error);
      return;
    }
  begin_coat (self, &layer->style);
  add_to_coat (self, pyramid);
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
    if (self->spec->layer_visible[i] && layers[i].content == ACN_LAYER_DATA)
      add_data_layer (self, &layers[i], i);
    else if (self->spec->layer_visible[i] && layers[i].content == ACN_LAYER_DERIVATION)
      add_derived_layer (self, &layers[i], i);
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
  if (a->layer_visible[layer] != b->layer_visible[layer])
    return FALSE;
  return !a->layer_visible[layer] || a->day == b->day ||
         acn_span_contains (acn_dossier_layer_step (a->dossier, layer, a->day), b->day);
}

static gboolean
labels_are_same (const AcnMapScene *previous, const AcnMapSpec *spec, double zoom)
{
  const AcnMapSpec *old = previous->spec;
  const AcnLayer   *layers;
  guint             n;

  if (previous->zoom != zoom || old->dossier != spec->dossier || old->basemap != spec->basemap ||
      old->language != spec->language)
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
 *
 * May take some ms (derived areas, names): not for the main thread.
 *
 * Returns: (transfer full): the scene. A derivation that fails is left out and told by
 *   acn_map_scene_get_error().
 */
AcnMapScene *
acn_map_scene_new (AcnMapSpec        *spec,
                   double             zoom,
                   double             scale,
                   const AcnMapScene *previous,
                   AcnTextMeasure     measure,
                   gpointer           measure_data)
{
  AcnMapScene *self = g_atomic_rc_box_new0 (AcnMapScene);

  self->spec = acn_map_spec_ref (spec);
  self->zoom = zoom;
  self->scale = scale;
  self->level = acn_shape_level (zoom, scale);
  self->coats = g_array_new (FALSE, FALSE, sizeof (Coat));
  self->shapes = g_ptr_array_new ();
  self->pyramids = g_ptr_array_new_with_free_func ((GDestroyNotify) acn_pyramid_unref);
  add_layers (self);
  if (previous != NULL && labels_are_same (previous, spec, zoom))
    self->labels = acn_label_plan_ref (previous->labels);
  else
    self->labels = acn_label_plan_new (spec, zoom, measure, measure_data);
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

/* --- Laying out ------------------------------------------------------------------------------ */

static void
init_piece (Piece *piece, const AcnMapScene *scene, double x, double y, double width, double height)
{
  double units_per_px = ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (scene->zoom));

  piece->scene = scene;
  piece->px_per_unit = 1 / units_per_px;
  piece->origin_x = x;
  piece->origin_y = y;
  piece->width = width;
  piece->height = height;
  piece->clip[0] = piece->clip[1] = -MARGIN_PX;
  piece->clip[2] = width + MARGIN_PX;
  piece->clip[3] = height + MARGIN_PX;
  piece->box.min_x = (gint32) CLAMP ((x - MARGIN_PX) * units_per_px, G_MININT32, G_MAXINT32);
  piece->box.min_y = (gint32) CLAMP ((y - MARGIN_PX) * units_per_px, G_MININT32, G_MAXINT32);
  piece->box.max_x =
      (gint32) CLAMP ((x + width + MARGIN_PX) * units_per_px, G_MININT32, G_MAXINT32);
  piece->box.max_y =
      (gint32) CLAMP ((y + height + MARGIN_PX) * units_per_px, G_MININT32, G_MAXINT32);
  piece->ring = g_array_sized_new (FALSE, FALSE, sizeof (double), 4096);
  piece->clipped = g_array_sized_new (FALSE, FALSE, sizeof (double), 4096);
}

/**
 * acn_map_scene_layout:
 * @origin_x_px, @origin_y_px: world pixels (at the scene's zoom) of the piece's top left
 * @width_px, @height_px: size of the piece
 * @list: gets the piece, opaque, in its own pixels
 *
 * Any thread; the work is proportional to what meets the piece.
 */
void
acn_map_scene_layout (const AcnMapScene *self,
                      double             origin_x_px,
                      double             origin_y_px,
                      double             width_px,
                      double             height_px,
                      AcnDisplayList    *list)
{
  const AcnPalette *palette = acn_palette_get (self->spec->theme);
  Piece             piece = { .list = list };

  init_piece (&piece, self, origin_x_px, origin_y_px, width_px, height_px);
  draw_ground (&piece, palette);
  draw_fills (&piece);
  draw_water (&piece, palette);
  draw_coast (&piece, palette);
  draw_borders (&piece, palette);
  draw_lines (&piece, palette);
  draw_labels (&piece, palette);
  g_array_unref (piece.ring);
  g_array_unref (piece.clipped);
}

/* Waters that are there on one of the two days only. */
static void
add_changed_waters (const AcnMapSpec *a, const AcnMapSpec *b, GArray *boxes)
{
  guint n = acn_basemap_get_n_features (b->basemap, ACN_BASE_LAKES);

  for (guint i = 0; i < n; i++)
    {
      AcnShape shape;

      if (is_there (a, ACN_BASE_LAKES, i) == is_there (b, ACN_BASE_LAKES, i))
        continue;
      acn_basemap_get_shape (b->basemap, ACN_BASE_LAKES, i, ACN_SHAPE_N_LEVELS - 1, &shape);
      g_array_append_val (boxes, shape.box);
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
  if (self->labels != other->labels || self->scale != other->scale || a->theme != b->theme)
    return FALSE;
  boxes = g_array_new (FALSE, FALSE, sizeof (AcnBox));
  add_changed_waters (a, b, boxes);
  for (guint i = 0; i < b->n_layers; i++)
    {
      g_autoptr (GArray) changes = NULL;

      if (a->layer_visible[i] != b->layer_visible[i])
        return FALSE;
      if (!b->layer_visible[i])
        continue;
      changes = acn_dossier_layer_changes (b->dossier, i, a->day, b->day);
      g_array_append_vals (boxes, changes->data, changes->len);
    }
  *out_boxes = g_steal_pointer (&boxes);
  return TRUE;
}
