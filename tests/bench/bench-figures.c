/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure of the shipped dossier must cost at least: painting its shapes and encoding its
 * pixels, in one process that has everything loaded. Usage: bench-figures WIDTH HEIGHT RUNS; prints
 * "layout_ms paint_ms encode_ms", medians. */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/acn-paths.h"
#include "export/acn-cairo-painter.h"
#include "export/acn-figure.h"
#include "io/acn-load.h"

/* As the program’s own: see acn-png.c. */
#define ZLIB_LEVEL 3

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median_ms (double *times_us, int n)
{
  qsort (times_us, (size_t) n, sizeof *times_us, compare);
  return times_us[n / 2] / 1000;
}

static void
write_cb (png_structp png, png_bytep bytes, size_t size)
{
  g_byte_array_append (png_get_io_ptr (png), bytes, (guint) size);
}

static void
encode (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop   info = png_create_info_struct (png);

  png_set_write_fn (png, out, write_cb, NULL);
  png_set_compression_level (png, ZLIB_LEVEL);
  png_set_filter (png, 0, PNG_FILTER_NONE);
  png_set_IHDR (
      png, info, (png_uint_32) width, (png_uint_32) height, 8, PNG_COLOR_TYPE_RGB, 0, 0, 0);
  png_write_info (png, info);
  png_set_filler (png, 0, PNG_FILLER_AFTER);
  png_set_bgr (png);
  for (int y = 0; y < height; y++)
    png_write_row (
        png, cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autoptr (AcnDossier) dossier = acn_load_dossier (path, diagnostics, NULL);
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnMapSpec) map = NULL;
  const int runs = argc > 3 ? CLAMP (atoi (argv[3]), 1, 99) : 5;
  double    layout[99], paint[99], pack[99];
  AcnFigure figure;

  if (argc < 3 || dossier == NULL || basemap == NULL)
    return 1;
  map = acn_map_spec_new (dossier, basemap);
  acn_figure_init (&figure, map);
  figure.bounds = acn_dossier_get_views (dossier, NULL)[acn_dossier_get_home_view (dossier)].bounds;
  figure.width_px = atoi (argv[1]);
  figure.height_px = atoi (argv[2]);
  for (int i = 0; i < runs; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (AcnDisplayList) list = acn_figure_layout (&figure, NULL);
      cairo_surface_t *surface;
      cairo_t         *cr;

      layout[i] = (double) (g_get_monotonic_time () - begin);
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, figure.width_px, figure.height_px);
      begin = g_get_monotonic_time ();
      cr = cairo_create (surface);
      acn_cairo_paint (cr, list);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      paint[i] = (double) (g_get_monotonic_time () - begin);
      begin = g_get_monotonic_time ();
      encode (surface);
      pack[i] = (double) (g_get_monotonic_time () - begin);
      cairo_surface_destroy (surface);
    }
  printf ("%.2f %.2f %.2f\n",
          median_ms (layout, runs),
          median_ms (paint, runs),
          median_ms (pack, runs));
  return 0;
}
