/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles of the shipped dossier: those that are taken over from another date must be what painting
 * them anew would give. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "map/acn-tile-set.h"

#include <math.h>

#define ZOOM 5.37

typedef struct
{
  AcnDossier *dossier;
  AcnBasemap *basemap;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);

  f->dossier = acn_load_dossier (path, diagnostics, NULL);
  f->basemap = acn_basemap_open_default (NULL);
  g_assert_nonnull (f->dossier);
  g_assert_nonnull (f->basemap);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_pointer (&f->dossier, acn_dossier_unref);
  g_clear_pointer (&f->basemap, acn_basemap_unref);
}

static void
changed_cb (AcnTileSet *set, gpointer data)
{
  guint *n_changes = data;

  ++*n_changes;
}

/* Ukraine at the test's zoom. */
static AcnTileRange
ukraine (const AcnTileSet *set)
{
  double west, north, east, south, px = ACN_TILE_SIZE * exp2 (ZOOM) / ACN_WORLD_SIZE;

  acn_mercator_project (22, 52.4, &west, &north);
  acn_mercator_project (40.2, 44.4, &east, &south);
  return acn_tile_set_range (set, west * px, north * px, (east - west) * px, (south - north) * px);
}

static AcnTileSet *
paint (Fixture *f, const char *iso, AcnTileSet *previous)
{
  g_autoptr (AcnMapSpec) spec = acn_map_spec_new (f->dossier, f->basemap);
  guint       n_changes = 0;
  AcnTileSet *set;

  g_assert_true (acn_day_parse (iso, &spec->day));
  set = acn_tile_set_new (spec, ZOOM, 1, previous, changed_cb, &n_changes);
  while (!acn_tile_set_request (set, ukraine (set)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_changes, >=, 1);
  acn_tile_set_disconnect (set);
  return set;
}

/* The order of a ring's points may move a pixel's coverage by a rounding; no more. */
#define ROUNDING 4

/* The channels that differ in the columns and rows [x0, x1) x [y0, y1) of two tiles. */
static guint
count_unlike (cairo_surface_t *a, cairo_surface_t *b, int x0, int y0, int x1, int y1)
{
  const guint8 *pa = cairo_image_surface_get_data (a), *pb = cairo_image_surface_get_data (b);
  const int     stride = cairo_image_surface_get_stride (a);
  guint         n = 0;

  for (int y = y0; y < y1; y++)
    for (int i = y * stride + 4 * x0; i < y * stride + 4 * x1; i++)
      n += ABS (pa[i] - pb[i]) > ROUNDING;
  return n;
}

static gboolean
pictures_equal (cairo_surface_t *a, cairo_surface_t *b)
{
  return count_unlike (a, b, 0, 0, ACN_TILE_SIZE, ACN_TILE_SIZE) == 0;
}

static const char *const days[] = { "2013-06-01", "2014-03-01", "2015-03-01", "2022-02-24",
                                    "2022-03-29", "2022-03-30", "2022-09-05", "2022-11-12",
                                    "2023-06-30", "2023-07-01", "2024-07-11", "2008-04-02" };

static void
test_taken_over_tiles_are_true (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTileSet) shown = paint (f, days[0], NULL);
  guint n_taken_over = 0, n_repainted = 0;

  for (guint d = 1; d < G_N_ELEMENTS (days); d++)
    {
      AcnTileSet *next = paint (f, days[d], shown);
      g_autoptr (AcnTileSet) fresh = paint (f, days[d], NULL);
      AcnTileRange range = ukraine (next);

      for (int y = range.y0; y < range.y1; y++)
        for (int x = range.x0; x < range.x1; x++)
          {
            cairo_surface_t *tile = acn_tile_set_get_tile (next, x, y);

            if (!pictures_equal (tile, acn_tile_set_get_tile (fresh, x, y)))
              g_error ("tile %d, %d of %s is not what it should be after %s",
                       x,
                       y,
                       days[d],
                       days[d - 1]);
            if (tile == acn_tile_set_get_tile (shown, x, y))
              n_taken_over++;
            else
              n_repainted++;
          }
      acn_tile_set_unref (shown);
      shown = next;
    }
  g_assert_cmpuint (n_taken_over, >, 0);
  g_assert_cmpuint (n_repainted, >, 0);
}

static void
test_same_day_paints_nothing (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTileSet) first = paint (f, "2022-06-01", NULL);
  g_autoptr (AcnTileSet) second = paint (f, "2022-06-02", first);
  AcnTileRange range = ukraine (first);

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      g_assert_true (acn_tile_set_get_tile (first, x, y) == acn_tile_set_get_tile (second, x, y));
}

static AcnMapSpec *
make_spec (Fixture *f, const char *iso)
{
  AcnMapSpec *spec = acn_map_spec_new (f->dossier, f->basemap);

  g_assert_true (acn_day_parse (iso, &spec->day));
  return spec;
}

/* Begins the picture of paint() as if there were no map yet. */
static void
begin_ahead (Fixture *f, const char *iso)
{
  const double px = ACN_TILE_SIZE * exp2 (ZOOM) / ACN_WORLD_SIZE;
  g_autoptr (AcnMapSpec) spec = make_spec (f, iso);
  double west, north, east, south;

  acn_mercator_project (22, 52.4, &west, &north);
  acn_mercator_project (40.2, 44.4, &east, &south);
  acn_tile_set_begin_ahead (
      spec, ZOOM, 1, west * px, north * px, (east - west) * px, (south - north) * px);
}

static guint
count_equal (AcnTileSet *a, AcnTileSet *b, AcnTileRange range)
{
  guint n = 0;

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      n += pictures_equal (acn_tile_set_get_tile (a, x, y), acn_tile_set_get_tile (b, x, y));
  return n;
}

/* Letters that touch and are cut by the window's edge are composed in another way by cairo 1.18:
 * some pixels beside such an edge may differ. */
static void
assert_equal_in_window (AcnTileSet *a, AcnTileSet *b, AcnTileRange range)
{
  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        const int x0 = MAX (0, (int) floor (range.west) - x * ACN_TILE_SIZE),
                  y0 = MAX (0, (int) floor (range.north) - y * ACN_TILE_SIZE),
                  x1 = MIN (ACN_TILE_SIZE, (int) ceil (range.east) - x * ACN_TILE_SIZE),
                  y1 = MIN (ACN_TILE_SIZE, (int) ceil (range.south) - y * ACN_TILE_SIZE);
        const guint n = count_unlike (
            acn_tile_set_get_tile (a, x, y), acn_tile_set_get_tile (b, x, y), x0, y0, x1, y1);

        g_assert_cmpuint (n, <=, 4 * (x1 - x0) * (y1 - y0) / 400);
      }
}

/* What was begun ahead is what would have been painted, for whoever asks for just that: the window
 * at once, all of its tiles when any more of them is asked for. */
static void
test_ahead (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTileSet) fresh = paint (f, "2022-06-01", NULL);
  g_autoptr (AcnMapSpec) spec = make_spec (f, "2022-06-01");
  g_autoptr (AcnTileSet) set = NULL;
  guint        n_changes = 0;
  AcnTileRange range, moved;
  guint        n_tiles;

  begin_ahead (f, "2022-06-01");
  set = acn_tile_set_take_ahead (spec, ZOOM, 1, changed_cb, &n_changes);
  g_assert_nonnull (set);
  g_assert_true (acn_tile_set_matches (set, spec, ZOOM, 1));
  g_assert_null (acn_tile_set_take_ahead (spec, ZOOM, 1, changed_cb, &n_changes));
  range = ukraine (set);
  g_assert_true (acn_tile_set_wait (set, range, g_get_monotonic_time () + 60 * G_USEC_PER_SEC));
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (acn_tile_set_is_complete (set, range));
  assert_equal_in_window (set, fresh, range);
  n_tiles = (guint) ((range.x1 - range.x0) * (range.y1 - range.y0));
  g_assert_cmpuint (count_equal (set, fresh, range), <, n_tiles);
  moved = acn_tile_set_range (
      set, range.west + 1, range.north, range.east - range.west, range.south - range.north);
  g_assert_cmpint (moved.x1, ==, range.x1);
  g_assert_false (acn_tile_set_is_complete (set, moved));
  g_assert_true (acn_tile_set_wait (set, moved, g_get_monotonic_time () + 60 * G_USEC_PER_SEC));
  g_assert_cmpuint (count_equal (set, fresh, range), ==, n_tiles);
  acn_tile_set_disconnect (set);
}

/* Anything else gives it up. */
static void
test_ahead_of_another (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) spec = make_spec (f, "2022-06-01");
  g_autoptr (AcnMapSpec) later = make_spec (f, "2022-06-02");

  begin_ahead (f, "2022-06-01");
  g_assert_null (acn_tile_set_take_ahead (later, ZOOM, 1, NULL, NULL));
  g_assert_null (acn_tile_set_take_ahead (spec, ZOOM, 1, NULL, NULL));
  begin_ahead (f, "2022-06-01");
  g_assert_null (acn_tile_set_take_ahead (spec, ZOOM + 0.01, 1, NULL, NULL));
  begin_ahead (f, "2022-06-01");
  g_assert_null (acn_tile_set_take_ahead (spec, ZOOM, 2, NULL, NULL));
}

/* Nobody waits longer than was said. */
static void
test_wait_ends (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) spec = make_spec (f, "2022-06-01");
  g_autoptr (AcnTileSet) set = acn_tile_set_new (spec, ZOOM, 1, NULL, NULL, NULL);

  g_assert_false (acn_tile_set_wait (set, ukraine (set), g_get_monotonic_time ()));
  g_assert_true (
      acn_tile_set_wait (set, ukraine (set), g_get_monotonic_time () + 60 * G_USEC_PER_SEC));
  acn_tile_set_disconnect (set);
}

static void
test_range (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTileSet) set = paint (f, "2022-06-01", NULL);
  AcnTileRange whole = acn_tile_set_range (set, -1e6, -1e6, 1e9, 1e9);
  AcnTileRange one = acn_tile_set_range (set, 512, 256, 256, 256);

  g_assert_cmpint (whole.x0, ==, 0);
  g_assert_cmpint (whole.x1, ==, 42); /* 2^5.37 = 41.4 */
  g_assert_cmpint (one.x0, ==, 2);
  g_assert_cmpint (one.x1, ==, 3);
  g_assert_cmpint (one.y0, ==, 1);
  g_assert_cmpint (one.y1, ==, 2);
}

static void
test_trim (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTileSet) set = paint (f, "2022-06-01", NULL);
  AcnTileRange range = ukraine (set);
  AcnTileRange kept = { range.x0, range.y0, range.x0 + 1, range.y0 + 1 };

  acn_tile_set_trim (set, kept);
  g_assert_true (acn_tile_set_is_complete (set, kept));
  g_assert_false (acn_tile_set_is_complete (set, range));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/map/tile-set/taken-over-tiles-are-true", test_taken_over_tiles_are_true);
  ADD ("/map/tile-set/same-day-paints-nothing", test_same_day_paints_nothing);
  ADD ("/map/tile-set/range", test_range);
  ADD ("/map/tile-set/trim", test_trim);
  ADD ("/map/tile-set/ahead", test_ahead);
  ADD ("/map/tile-set/ahead-of-another", test_ahead_of_another);
  ADD ("/map/tile-set/wait-ends", test_wait_ends);
  return g_test_run ();
}
