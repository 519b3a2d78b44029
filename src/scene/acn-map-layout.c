/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order of painting: sea, land, tiles, fills and hatches of the dossier's areas, water, coast,
 * borders, lines of the dossier, names. Everything goes into one opaque picture, so that water and
 * names stay above the shading as on a printed map. */
#include "scene/acn-map-scene.h"

#include "geo/acn-clip.h"
#include "scene/acn-graticule.h"
#include "scene/acn-hatch.h"
#include "scene/acn-map-scene-private.h"
#include "scene/acn-palette.h"

#include <math.h>

/* What is laid out beyond the piece, so that strokes and names do not end at a seam. */
#define MARGIN_PX 12.0
#define HATCH_PERIOD_PX 7.0

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

      if (rank < min_rank || rank > max_rank ||
          !acn_map_scene_is_there (piece->scene->spec, layer, i))
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

/* Over the basemap, which shows where there is no tile. */
static void
draw_raster (Piece *piece)
{
  const AcnMapScene   *scene = piece->scene;
  const AcnRasterPiece part = { .zoom = scene->zoom,
                                .scale = scene->scale,
                                .x = piece->origin_x,
                                .y = piece->origin_y,
                                .width = piece->width,
                                .height = piece->height,
                                .waits = scene->waits,
                                .is_grey = scene->spec->theme == ACN_THEME_GREY };

  acn_raster_layout (scene->spec->raster, &part, piece->list);
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

  if (zoom >= 5.2 && piece->scene->spec->raster == NULL)
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
coat_shape (const Piece *piece, const AcnCoat *coat, guint index)
{
  return g_ptr_array_index (piece->scene->shapes, coat->first_shape + index);
}

static gboolean
add_coat (Piece *piece, const AcnCoat *coat, gboolean as_area)
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
hatch_coat (Piece *piece, const AcnCoat *coat, AcnColor color)
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
                  HATCH_PERIOD_PX,
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
      const AcnCoat *coat = &g_array_index (piece->scene->coats, AcnCoat, i);

      if (coat->style.fill == ACN_HUE_NONE)
        continue;
      if (coat->style.opacity > 0 && add_coat (piece, coat, TRUE))
        acn_display_list_fill (piece->list,
                               acn_color_with_alpha (acn_palette_hue (theme, coat->style.fill),
                                                     coat->style.opacity * (1 - coat->style.fade)));
      if (coat->style.hatch != ACN_HATCH_NONE)
        hatch_coat (piece,
                    coat,
                    acn_color_with_alpha (acn_palette_hue (theme, coat->style.fill),
                                          0.85 * (1 - coat->style.fade)));
    }
}

static void
draw_lines (Piece *piece, const AcnPalette *palette)
{
  AcnTheme theme = piece->scene->spec->theme;

  for (guint i = 0; i < piece->scene->coats->len; i++)
    {
      const AcnCoat *coat = &g_array_index (piece->scene->coats, AcnCoat, i);
      double         width = coat->style.width_px, strength = 1 - coat->style.fade;

      if (coat->style.stroke == ACN_HUE_NONE || width <= 0 || !add_coat (piece, coat, FALSE))
        continue;
      if (width >= 1.2)
        acn_display_list_stroke (piece->list,
                                 acn_color_with_alpha (palette->border_casing, 0.7 * strength),
                                 width + 1.6,
                                 0,
                                 0,
                                 TRUE);
      acn_display_list_stroke (
          piece->list,
          acn_color_with_alpha (acn_palette_hue (theme, coat->style.stroke), strength),
          width,
          coat->style.dash ? 5 : 0,
          coat->style.dash ? 3 : 0,
          FALSE);
    }
}

static void
draw_graticule (Piece *piece)
{
  const AcnMapSpec *spec = piece->scene->spec;
  const guint       layer = acn_graticule_find (spec);
  AcnStyle          style;

  if (layer == ACN_NONE)
    return;
  style = acn_map_spec_get_style (spec, layer, ACN_NONE);
  acn_display_list_begin_path (piece->list);
  acn_graticule_layout (piece->scene->zoom,
                        piece->origin_x,
                        piece->origin_y,
                        piece->width,
                        piece->height,
                        piece->list);
  acn_display_list_stroke (
      piece->list,
      acn_color_with_alpha (acn_palette_hue (spec->theme, style.stroke), 0.7 * (1 - style.fade)),
      style.width_px,
      0,
      0,
      FALSE);
}

/* --- Names ----------------------------------------------------------------------------------- */

/* A line's own hue, on the way to that of other writing, so that it can be read. */
static AcnColor
line_ink (const AcnPalette *palette, AcnTheme theme, AcnHue hue)
{
  const AcnColor line = acn_palette_hue (theme, hue), ink = palette->ink;

  return (AcnColor){ 0.5f * (line.r + ink.r), 0.5f * (line.g + ink.g), 0.5f * (line.b + ink.b), 1 };
}

static AcnColor
ink_color (const Piece *piece, const AcnPalette *palette, const AcnLabel *label)
{
  switch (label->ink)
    {
    case ACN_INK_WATER:
      return palette->water_ink;
    case ACN_INK_COUNTRY:
      return palette->country_ink;
    case ACN_INK_LINE:
      return line_ink (palette, piece->scene->spec->theme, label->hue);
    case ACN_INK_PLACE:
    default:
      return palette->ink;
    }
}

static void
draw_label (Piece *piece, const AcnPalette *palette, const AcnLabel *label)
{
  AcnColor color = ink_color (piece, palette, label);
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
draw_labels (Piece *piece, const AcnPalette *palette, const AcnLabelPlan *plan)
{
  guint           n;
  const AcnLabel *labels = acn_label_plan_get (plan, &n);
  double          west = piece->origin_x, north = piece->origin_y;

  for (guint i = 0; i < n; i++)
    if (labels[i].west < west + piece->width + 3 && labels[i].east > west - 3 &&
        labels[i].north < north + piece->height + 3 && labels[i].south > north - 3)
      draw_label (piece, palette, &labels[i]);
}

/* Once more without halos: that of a character lies over the one before it. */
static void
draw_line_labels (Piece *piece, const AcnPalette *palette)
{
  const double    west = piece->origin_x, north = piece->origin_y;
  guint           n;
  const AcnLabel *labels = acn_label_plan_get (piece->scene->line_labels, &n);

  draw_labels (piece, palette, piece->scene->line_labels);
  for (guint i = 0; i < n; i++)
    if (labels[i].west < west + piece->width + 3 && labels[i].east > west - 3 &&
        labels[i].north < north + piece->height + 3 && labels[i].south > north - 3)
      acn_display_list_text (piece->list,
                             labels[i].x - west,
                             labels[i].y - north,
                             &labels[i].font,
                             labels[i].text,
                             ink_color (piece, palette, &labels[i]),
                             (AcnColor){ 0 },
                             0,
                             labels[i].angle_rad);
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
  if (self->spec->raster != NULL)
    draw_raster (&piece);
  draw_fills (&piece);
  if (self->spec->raster == NULL)
    {
      draw_water (&piece, palette);
      draw_coast (&piece, palette);
    }
  draw_borders (&piece, palette);
  draw_lines (&piece, palette);
  draw_graticule (&piece);
  if (self->line_labels != NULL)
    draw_line_labels (&piece, palette);
  draw_labels (&piece, palette, self->labels);
  g_array_unref (piece.ring);
  g_array_unref (piece.clipped);
}

/* How much coarser than a picture what stands for it may be, zooms, and how fine it is at most. */
#define GROUND_COARSER 2
#define GROUND_ZOOM_MAX 4

/**
 * acn_map_ground_layout:
 * @zoom: exact
 * @origin_x_px, @origin_y_px: world pixels (at @zoom) of the piece's top left
 * @width_px, @height_px: size of the piece
 * @list: gets the piece, opaque, in its own pixels
 *
 * Sea, land and borders in coarse lines, for the moment in which a map is not painted yet. Any
 * thread.
 */
void
acn_map_ground_layout (AcnMapSpec     *spec,
                       double          zoom,
                       double          origin_x_px,
                       double          origin_y_px,
                       double          width_px,
                       double          height_px,
                       AcnDisplayList *list)
{
  const AcnPalette *palette = acn_palette_get (spec->theme);
  const AcnMapScene scene = { .spec = spec,
                              .zoom = zoom,
                              .scale = 1,
                              .level = acn_shape_level (
                                  MIN (zoom - GROUND_COARSER, GROUND_ZOOM_MAX), 1) };
  Piece             piece = { .list = list };

  init_piece (&piece, &scene, origin_x_px, origin_y_px, width_px, height_px);
  draw_ground (&piece, palette);
  draw_borders (&piece, palette);
  g_array_unref (piece.ring);
  g_array_unref (piece.clipped);
}
