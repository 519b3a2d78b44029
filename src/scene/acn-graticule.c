/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On Mercator both are straight: a piece of the map needs two points a line, and lines of
 * neighbouring pieces meet without more. */
#include "scene/acn-graticule.h"

#include "base/acn-format.h"
#include "scene/acn-palette.h"

#include <math.h>

/* How far lines lie apart at least, px. */
#define APART_PX 90.0

#define NAME_PX 10.5

/**
 * acn_graticule_find:
 *
 * Returns: index of the graticule's layer when it is shown, else ACN_NONE
 */
guint
acn_graticule_find (const AcnMapSpec *spec)
{
  const AcnLayer *layers =
      spec->dossier != NULL ? acn_dossier_get_layers (spec->dossier, NULL) : NULL;

  for (guint i = 0; layers != NULL && i < spec->n_layers; i++)
    if (layers[i].content == ACN_LAYER_GRATICULE && acn_map_spec_shows_layer (spec, i))
      return i;
  return ACN_NONE;
}

/**
 * acn_graticule_step:
 * @zoom: 256 px tile convention
 *
 * Returns: degrees from line to line: a part of 90 that gives room between meridians
 */
double
acn_graticule_step (double zoom)
{
  static const double steps[] = { 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30 };
  const double        px_per_deg = ACN_TILE_SIZE * exp2 (zoom) / 360;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * px_per_deg >= APART_PX)
      return steps[i];
  return 45;
}

/* Lines are counted from the equator and Greenwich, so that each has one place, whatever piece. */
typedef struct
{
  double px_per_unit, step;
  int    first_x, last_x, first_y, last_y;
} Grid;

static Grid
find_grid (double zoom, double x_px, double y_px, double width_px, double height_px)
{
  Grid   grid = { ACN_TILE_SIZE * exp2 (zoom) / ACN_WORLD_SIZE, acn_graticule_step (zoom) };
  double west, north, east, south;

  acn_mercator_unproject (x_px / grid.px_per_unit, y_px / grid.px_per_unit, &west, &north);
  acn_mercator_unproject (
      (x_px + width_px) / grid.px_per_unit, (y_px + height_px) / grid.px_per_unit, &east, &south);
  grid.first_x = (int) ceil (MAX (west, -180) / grid.step);
  grid.last_x = (int) floor (MIN (east, 180) / grid.step);
  grid.first_y = (int) ceil (MAX (south, -ACN_LAT_MAX) / grid.step);
  grid.last_y = (int) floor (MIN (north, ACN_LAT_MAX) / grid.step);
  return grid;
}

static double
meridian_px (const Grid *grid, int i)
{
  double x, y;

  acn_mercator_project (i * grid->step, 0, &x, &y);
  return x * grid->px_per_unit;
}

static double
parallel_px (const Grid *grid, int i)
{
  double x, y;

  acn_mercator_project (0, i * grid->step, &x, &y);
  return y * grid->px_per_unit;
}

static void
add_line (AcnDisplayList *list, double x0, double y0, double x1, double y1)
{
  acn_display_list_begin_contour (list, FALSE);
  acn_display_list_add_point (list, x0, y0);
  acn_display_list_add_point (list, x1, y1);
}

/**
 * acn_graticule_layout:
 * @origin_x_px, @origin_y_px, @width_px, @height_px: the piece of the map, as in
 *   acn_map_scene_layout()
 * @list: gets the lines as contours of a path that has begun
 */
void
acn_graticule_layout (double          zoom,
                      double          origin_x_px,
                      double          origin_y_px,
                      double          width_px,
                      double          height_px,
                      AcnDisplayList *list)
{
  const Grid grid = find_grid (zoom, origin_x_px - 1, origin_y_px - 1, width_px + 2, height_px + 2);

  for (int i = grid.first_x; i <= grid.last_x; i++)
    {
      const double x = meridian_px (&grid, i) - origin_x_px;

      add_line (list, x, -1, x, height_px + 1);
    }
  for (int i = grid.first_y; i <= grid.last_y; i++)
    {
      const double y = parallel_px (&grid, i) - origin_y_px;

      add_line (list, -1, y, width_px + 1, y);
    }
}

static AcnFont
name_font (const AcnMapSpec *spec)
{
  return (AcnFont){ .size_px = (float) (NAME_PX * spec->text_scale), .weight = 500 };
}

/* Sets a name that has room at @x, @y of the frame. */
static void
set_name (const AcnMapSpec   *spec,
          const AcnFrame     *frame,
          const double        origin[2],
          const AcnLabelRoom *room,
          double              x,
          double              y,
          double              width,
          const char         *text,
          AcnDisplayList     *list)
{
  const AcnPalette *palette = acn_palette_get (spec->theme);
  const AcnFont     font = name_font (spec);
  const AcnLabelBox box = { origin[0] + x - 3,
                            origin[1] + y - 12 * spec->text_scale,
                            origin[0] + x + width + 3,
                            origin[1] + y + 5 * spec->text_scale };

  if (room == NULL || acn_label_room_holds (room, &box))
    acn_display_list_text (list,
                           frame->x + x,
                           frame->y + y,
                           &font,
                           text,
                           palette->ink,
                           acn_color_with_alpha (palette->halo, 0.85),
                           2.6,
                           0);
}

/**
 * acn_graticule_layout_names:
 * @frame: the map within @list
 * @zoom, @origin_x_px, @origin_y_px: what of the world is in it
 * @room: (nullable): where names may stand, in world pixels
 * @list: gets the degrees, of meridians along the upper edge, of parallels along the left
 *
 * Does nothing while the graticule is not shown.
 */
void
acn_graticule_layout_names (const AcnMapSpec   *spec,
                            const AcnFrame     *frame,
                            double              zoom,
                            double              origin_x_px,
                            double              origin_y_px,
                            const AcnLabelRoom *room,
                            AcnTextMeasure      measure,
                            gpointer            measure_data,
                            AcnDisplayList     *list)
{
  const double  origin[2] = { origin_x_px, origin_y_px }, scale = spec->text_scale;
  const AcnFont font = name_font (spec);
  Grid          grid;

  if (acn_graticule_find (spec) == ACN_NONE)
    return;
  grid = find_grid (zoom, origin_x_px, origin_y_px, frame->width, frame->height);
  for (int i = grid.first_x; i <= grid.last_x; i++)
    {
      g_autofree char *text = acn_format_meridian (i * grid.step, spec->language);
      const double     width = measure (&font, text, measure_data).width_px;
      const double     x = meridian_px (&grid, i) - origin_x_px - width / 2;

      if (x >= 4 && x + width <= frame->width - 4)
        set_name (spec, frame, origin, room, x, 15 * scale, width, text, list);
    }
  for (int i = grid.first_y; i <= grid.last_y; i++)
    {
      g_autofree char *text = acn_format_parallel (i * grid.step, spec->language);
      const double     width = measure (&font, text, measure_data).width_px;
      const double     y = parallel_px (&grid, i) - origin_y_px + 4 * scale;

      if (y >= 34 * scale && y <= frame->height - 8 * scale)
        set_name (spec, frame, origin, room, 4, y, width, text, list);
    }
}
