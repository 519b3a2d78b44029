/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-measure.h"

#include "base/acn-format.h"
#include "geo/acn-track.h"
#include "scene/acn-palette.h"

#include <math.h>

/* A way is drawn in pieces so long that the curve of a geodesic shows, km. */
#define PIECE_KM 50.0
#define PIECES_MAX 200

#define LEG_PX 11.5

void
acn_measure_init (AcnMeasure *self, AcnMeasureKind kind)
{
  self->kind = kind;
  self->lonlat_deg = g_array_new (FALSE, FALSE, sizeof (double));
}

void
acn_measure_clear (AcnMeasure *self)
{
  self->kind = ACN_MEASURE_NONE;
  g_clear_pointer (&self->lonlat_deg, g_array_unref);
}

/**
 * acn_measure_add:
 * @lon_deg, @lat_deg: the next point; one like the last is no new point
 */
void
acn_measure_add (AcnMeasure *self, double lon_deg, double lat_deg)
{
  const double  point[2] = { lon_deg, lat_deg };
  const guint   n = acn_measure_get_n_points (self);
  const double *last = n > 0 ? &g_array_index (self->lonlat_deg, double, 2 * (n - 1)) : NULL;

  if (last == NULL || last[0] != lon_deg || last[1] != lat_deg)
    g_array_append_vals (self->lonlat_deg, point, 2);
}

void
acn_measure_remove_last (AcnMeasure *self)
{
  if (self->lonlat_deg->len >= 2)
    g_array_set_size (self->lonlat_deg, self->lonlat_deg->len - 2);
}

guint
acn_measure_get_n_points (const AcnMeasure *self)
{
  return self->lonlat_deg != NULL ? self->lonlat_deg->len / 2 : 0;
}

static const double *
get_points (const AcnMeasure *self)
{
  return (const double *) (gconstpointer) self->lonlat_deg->data;
}

/**
 * acn_measure_to_text:
 *
 * Returns: (transfer full): "412 km", or "12,345 km² · 450 km around"; empty while there are too
 * few points.
 */
char *
acn_measure_to_text (const AcnMeasure *self, const char *language)
{
  const guint      n = acn_measure_get_n_points (self);
  double           around_km, km2;
  g_autofree char *area = NULL, *around = NULL;

  if (n < 2)
    return g_strdup ("");
  if (self->kind == ACN_MEASURE_DISTANCE || n == 2)
    return acn_format_distance (acn_track_length_km (get_points (self), n), language);
  km2 = acn_track_area_km2 (get_points (self), n, &around_km);
  area = acn_format_km2 (km2, language);
  around = acn_format_distance (around_km, language);
  return g_strconcat (area, " · ", around, NULL);
}

/* --- Drawing --------------------------------------------------------------------------------- */

typedef struct
{
  AcnDisplayList *list;
  double          px_per_unit, origin_x, origin_y;
} Canvas;

static void
project (const Canvas *canvas, const double *lonlat_deg, double *out_x, double *out_y)
{
  acn_mercator_project (lonlat_deg[0], lonlat_deg[1], out_x, out_y);
  *out_x = *out_x * canvas->px_per_unit - canvas->origin_x;
  *out_y = *out_y * canvas->px_per_unit - canvas->origin_y;
}

static void
add_leg (const Canvas *canvas, const double *a, const double *b)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  const double ends[4] = { a[0], a[1], b[0], b[1] };
  const double n = ceil (acn_track_length_km (ends, 2) / PIECE_KM);

  acn_track_trace (a, b, (guint) CLAMP (n, 1, PIECES_MAX), points);
  for (guint i = 0; i + 1 < points->len; i += 2)
    {
      double x, y;

      project (canvas, &g_array_index (points, double, i), &x, &y);
      acn_display_list_add_point (canvas->list, x, y);
    }
}

static void
add_way (const Canvas *canvas, const AcnMeasure *self, gboolean closed)
{
  const guint   n = acn_measure_get_n_points (self);
  const double *points = get_points (self);
  double        x, y;

  acn_display_list_begin_path (canvas->list);
  acn_display_list_begin_contour (canvas->list, closed);
  project (canvas, points, &x, &y);
  acn_display_list_add_point (canvas->list, x, y);
  for (guint i = 1; i < n; i++)
    add_leg (canvas, points + 2 * i - 2, points + 2 * i);
  if (closed)
    add_leg (canvas, points + 2 * n - 2, points);
}

/* The length of a leg, beside its end. */
static void
draw_leg_text (const Canvas     *canvas,
               const AcnMapSpec *spec,
               const double     *a,
               AcnTextMeasure    measure,
               gpointer          data)
{
  const AcnPalette *palette = acn_palette_get (spec->theme);
  const AcnFont     font = { .size_px = (float) (LEG_PX * spec->text_scale), .weight = 600 };
  g_autofree char  *text = acn_format_distance (acn_track_length_km (a, 2), spec->language);
  const double      width = measure (&font, text, data).width_px;
  double            ax, ay, bx, by;

  project (canvas, a, &ax, &ay);
  project (canvas, a + 2, &bx, &by);
  if (hypot (bx - ax, by - ay) < width + 16) /* no room along the leg */
    return;
  acn_display_list_text (canvas->list,
                         (ax + bx) / 2 - width / 2,
                         (ay + by) / 2 - 6,
                         &font,
                         text,
                         palette->ink,
                         palette->halo,
                         3.5,
                         0);
}

/**
 * acn_measure_layout:
 * @spec: what the map under it shows; its theme, language and scale of texts are taken
 * @zoom, @origin_x_px, @origin_y_px: the piece of the map, as in acn_map_scene_layout()
 * @list: gets the way or the ring with its points and the lengths of its legs
 */
void
acn_measure_layout (const AcnMeasure *self,
                    const AcnMapSpec *spec,
                    double            zoom,
                    double            origin_x_px,
                    double            origin_y_px,
                    AcnTextMeasure    measure,
                    gpointer          measure_data,
                    AcnDisplayList   *list)
{
  const AcnPalette *palette = acn_palette_get (spec->theme);
  const Canvas      canvas = {
         list, ACN_TILE_SIZE * exp2 (zoom) / ACN_WORLD_SIZE, origin_x_px, origin_y_px
  };
  const guint    n = acn_measure_get_n_points (self);
  const gboolean closed = self->kind == ACN_MEASURE_AREA && n > 2;

  if (n == 0)
    return;
  if (closed)
    {
      add_way (&canvas, self, TRUE);
      acn_display_list_fill (list, acn_color_with_alpha (palette->accent, 0.15));
    }
  if (n > 1)
    {
      add_way (&canvas, self, closed);
      acn_display_list_stroke (list, palette->halo, 5, 0, 0, TRUE);
      add_way (&canvas, self, closed);
      acn_display_list_stroke (list, palette->accent, 2.2, 0, 0, TRUE);
    }
  for (guint i = 0; i < n; i++)
    {
      double x, y;

      project (&canvas, get_points (self) + 2 * i, &x, &y);
      acn_display_list_circle (list, x, y, 4.5, palette->halo, palette->accent, 2.2);
      if (i > 0 && self->kind == ACN_MEASURE_DISTANCE)
        draw_leg_text (&canvas, spec, get_points (self) + 2 * i - 2, measure, measure_data);
    }
}
