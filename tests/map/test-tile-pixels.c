/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-tile-pixels.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Of 16 MiB that are kept, 64 tiles of 256 px are all. */
#define N_KEPT 64

static gboolean
is_mapped (gconstpointer page)
{
  unsigned char there;

  return mincore ((gpointer) page, (gsize) sysconf (_SC_PAGESIZE), &there) == 0;
}

static guchar *
paint (cairo_surface_t *tile, double grey)
{
  cairo_t *cr = cairo_create (tile);

  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (tile);
  return cairo_image_surface_get_data (tile);
}

static void
test_next (void)
{
  cairo_surface_t *tile = acn_tile_pixels_new (256), *other;
  const guchar    *pixels = paint (tile, 1);

  g_assert_cmpint (cairo_surface_status (tile), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 256);
  g_assert_cmpint (cairo_image_surface_get_height (tile), ==, 256);
  g_assert_cmpint (pixels[0], ==, 255);

  /* While it is there, it has its memory for itself. */
  other = acn_tile_pixels_new (256);
  g_assert_true (paint (other, 0) != pixels);
  g_assert_cmpint (pixels[256 * 256 * 4 - 2], ==, 255);
  cairo_surface_destroy (other);

  /* Whoever holds it last gives it back. */
  cairo_surface_reference (tile);
  cairo_surface_destroy (tile);
  g_assert_cmpint (pixels[0], ==, 255);
  cairo_surface_destroy (tile);
  other = acn_tile_pixels_new (512);
  g_assert_true (paint (other, 0.5) != pixels);
  tile = acn_tile_pixels_new (256);
  g_assert_true (paint (tile, 0.25) == pixels);
  cairo_surface_destroy (tile);
  cairo_surface_destroy (other);
}

static void
test_rest (void)
{
  cairo_surface_t *tile = acn_tile_pixels_new (256), *used = acn_tile_pixels_new (256);
  const guchar    *pixels = paint (tile, 1), *used_pixels = paint (used, 1);

  cairo_surface_destroy (tile);
  g_assert_true (is_mapped (pixels));
  acn_tile_pixels_rest ();
  g_assert_false (is_mapped (pixels));
  g_assert_true (is_mapped (used_pixels));
  g_assert_cmpint (used_pixels[0], ==, 255);
  cairo_surface_destroy (used);
  acn_tile_pixels_rest ();
  g_assert_false (is_mapped (used_pixels));
}

/* What many tiles had is not kept for few. */
static void
test_many (void)
{
  cairo_surface_t *tiles[N_KEPT + 20];
  const guchar    *pixels[G_N_ELEMENTS (tiles)];
  guint            n_mapped = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      tiles[i] = acn_tile_pixels_new (256);
      pixels[i] = paint (tiles[i], 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    cairo_surface_destroy (tiles[i]);
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    n_mapped += is_mapped (pixels[i]);
  g_assert_cmpuint (n_mapped, ==, N_KEPT);
  acn_tile_pixels_rest ();
}

static gpointer
take_and_give (gpointer data)
{
  const double grey = GPOINTER_TO_UINT (data) / 255.0;

  for (guint i = 0; i < 500; i++)
    {
      cairo_surface_t *tile = acn_tile_pixels_new (64);
      const guchar    *pixels = paint (tile, grey);

      for (guint k = 0; k < 64 * 64; k++)
        g_assert_cmpuint (pixels[4 * k], ==, GPOINTER_TO_UINT (data));
      cairo_surface_destroy (tile);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tiles", take_and_give, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  acn_tile_pixels_rest ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tile-pixels/next", test_next);
  g_test_add_func ("/map/tile-pixels/rest", test_rest);
  g_test_add_func ("/map/tile-pixels/many", test_many);
  g_test_add_func ("/map/tile-pixels/threads", test_threads);
  return g_test_run ();
}
