/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-shape.h"
#include "geo/acn-simplify.h"

#include <math.h>

static double
segment_distance (const gint32 *p, const gint32 *a, const gint32 *b)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1], px = (double) p[0] - a[0],
         py = (double) p[1] - a[1];
  double length = dx * dx + dy * dy,
         t = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0, 1) : 0;

  return hypot (px - t * dx, py - t * dy);
}

static double
line_distance (const gint32 *p, const gint32 *xy, guint n, gboolean ring)
{
  double best = G_MAXDOUBLE;

  for (guint i = ring ? 0 : 1; i < n; i++)
    best = MIN (best, segment_distance (p, xy + 2 * (i == 0 ? n - 1 : i - 1), xy + 2 * i));
  return best;
}

/* A wandering line of @n points. */
static void
fill_walk (gint32 *xy, guint n)
{
  gint32 x = 1000000, y = 1000000;

  for (guint i = 0; i < n; i++)
    {
      x += g_test_rand_int_range (-1000, 3000);
      y += g_test_rand_int_range (-2000, 2000);
      xy[2 * i] = x;
      xy[2 * i + 1] = y;
    }
}

static void
test_stays_within_tolerance (void)
{
  gint32 xy[2 * 500], out[2 * 500];

  for (guint run = 0; run < 40; run++)
    for (guint ring = 0; ring < 2; ring++)
      {
        double tolerance = g_test_rand_double_range (100, 20000);
        guint  n;

        fill_walk (xy, 500);
        n = acn_simplify (xy, 500, ring, tolerance, out);
        g_assert_cmpuint (n, >=, 2);
        g_assert_cmpuint (n, <, 500);
        for (guint i = 0; i < 500; i++)
          g_assert_cmpfloat (line_distance (xy + 2 * i, out, n, ring), <=, tolerance + 1e-6);
      }
}

static void
test_small_inputs (void)
{
  const gint32 xy[] = { 1, 2, 3, 4, 5, 6 };
  gint32       out[6] = { 0 };

  g_assert_cmpuint (acn_simplify (xy, 1, FALSE, 10, out), ==, 1);
  g_assert_cmpuint (acn_simplify (xy, 2, FALSE, 10, out), ==, 2);
  g_assert_cmpuint (acn_simplify (xy, 3, FALSE, 10, out), ==, 2); /* the middle lies on the line */
  g_assert_cmpint (out[0], ==, 1);
  g_assert_cmpint (out[3], ==, 6);
  g_assert_cmpuint (acn_simplify (xy, 3, FALSE, 0, out), ==, 3);
}

/* Two neighbours with one border: their rings run it in opposite directions and begin elsewhere.
 * Every kept point of one must lie within half a pixel's tolerance of the other. */
static void
test_neighbours_agree (void)
{
  enum
  {
    BORDER = 400
  };
  const double tolerance = 4000;

  for (guint run = 0; run < 30; run++)
    {
      gint32 border[2 * BORDER], left[2 * (BORDER + 2)], right[2 * (BORDER + 2)];
      gint32 left_out[2 * (BORDER + 2)], right_out[2 * (BORDER + 2)];
      guint  n_left, n_right, shared = 0;

      fill_walk (border, BORDER);
      for (guint i = 0; i < BORDER; i++)
        for (guint axis = 0; axis < 2; axis++)
          {
            left[2 * i + axis] = border[2 * i + axis];
            right[2 * i + axis] = border[2 * (BORDER - 1 - i) + axis];
          }
      left[2 * BORDER] = left[2 * BORDER + 2] = border[2 * BORDER - 2];
      left[2 * BORDER + 1] = left[2 * BORDER + 3] = 500000000;
      left[2 * BORDER + 2] = border[0];
      right[2 * BORDER] = border[0];
      right[2 * BORDER + 2] = border[2 * BORDER - 2];
      right[2 * BORDER + 1] = right[2 * BORDER + 3] = 100;
      n_left = acn_simplify (left, BORDER + 2, TRUE, tolerance, left_out);
      n_right = acn_simplify (right, BORDER + 2, TRUE, tolerance, right_out);
      for (guint i = 0; i < n_left; i++)
        for (guint j = 0; j < n_right; j++)
          shared +=
              left_out[2 * i] == right_out[2 * j] && left_out[2 * i + 1] == right_out[2 * j + 1];
      /* All but what lies next to the ends of the common border is the same. */
      g_assert_cmpuint (shared + 24, >=, MAX (n_left, n_right));
      for (guint i = 0; i < BORDER; i++)
        {
          g_assert_cmpfloat (
              line_distance (border + 2 * i, left_out, n_left, TRUE), <=, tolerance + 1e-6);
          g_assert_cmpfloat (
              line_distance (border + 2 * i, right_out, n_right, TRUE), <=, tolerance + 1e-6);
        }
    }
}

/* Wherever a ring begins, the same points are kept. */
static void
test_ring_begin_does_not_matter (void)
{
  gint32 xy[2 * 300], turned[2 * 300], out[2 * 300], turned_out[2 * 300];

  for (guint run = 0; run < 40; run++)
    {
      guint  shift = (guint) g_test_rand_int_range (1, 300), n, n_turned;
      double tolerance = g_test_rand_double_range (100, 20000);

      fill_walk (xy, 300);
      for (guint i = 0; i < 2 * 300; i++)
        turned[i] = xy[(i + 2 * shift) % (2 * 300)];
      n = acn_simplify (xy, 300, TRUE, tolerance, out);
      n_turned = acn_simplify (turned, 300, TRUE, tolerance, turned_out);
      g_assert_cmpmem (out, 2 * n * sizeof (gint32), turned_out, 2 * n_turned * sizeof (gint32));
    }
}

static void
test_mercator (void)
{
  double x, y, lon, lat;

  acn_mercator_project (0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, ACN_WORLD_SIZE / 2, 1e-3);
  g_assert_cmpfloat_with_epsilon (y, ACN_WORLD_SIZE / 2, 1e-3);
  acn_mercator_project (180, ACN_LAT_MAX, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, ACN_WORLD_SIZE, 1e-3);
  g_assert_cmpfloat_with_epsilon (y, 0, 1);
  acn_mercator_project (0, 90, &x, &y); /* the pole is cut, not infinite */
  g_assert_true (isfinite (y));
  for (guint i = 0; i < 200; i++)
    {
      double lon_in = g_test_rand_double_range (-180, 180),
             lat_in = g_test_rand_double_range (-85, 85);

      acn_mercator_project (lon_in, lat_in, &x, &y);
      acn_mercator_unproject (x, y, &lon, &lat);
      g_assert_cmpfloat_with_epsilon (lon, lon_in, 1e-9);
      g_assert_cmpfloat_with_epsilon (lat, lat_in, 1e-9);
    }
  /* 156543.03 m a pixel at the equator of zoom 0, half of it at 60° (OGC 17-083r2, annex D.1). */
  g_assert_cmpfloat_with_epsilon (acn_mercator_metres_per_px (0, 0), 156543.03392804097, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      acn_mercator_metres_per_px (60, 3), 156543.03392804097 / 16, 1e-6);
}

static AcnGeometry *
make_islands (void)
{
  /* A large square and one of about 20 m. */
  static const double squares[] = { 30, 50, 31,      50, 31,      51,      30, 51,      30, 50,
                                    32, 50, 32.0003, 50, 32.0003, 50.0002, 32, 50.0002, 32, 50 };
  guint32             ring_ends[] = { 5, 10 }, part_ends[] = { 1, 2 };

  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                g_memdup2 (squares, sizeof squares),
                                10,
                                g_memdup2 (ring_ends, sizeof ring_ends),
                                2,
                                g_memdup2 (part_ends, sizeof part_ends),
                                2);
}

static void
test_pyramid (void)
{
  g_autoptr (AcnPyramid) pyramid = acn_pyramid_new (make_islands ());
  const AcnShape *coarse = acn_pyramid_get_shape (pyramid, 0);
  const AcnShape *fine = acn_pyramid_get_shape (pyramid, ACN_SHAPE_N_LEVELS - 1);

  g_assert_true (coarse == acn_pyramid_get_shape (pyramid, 0));
  g_assert_cmpuint (coarse->n_rings, ==, 1); /* the islet is a speck */
  g_assert_cmpuint (fine->n_rings, ==, 2);
  g_assert_cmpuint (fine->rings[0].n, ==, 4); /* not closed */
  g_assert_true (acn_box_intersects (fine->box, acn_pyramid_get_box (pyramid)));
  g_assert_cmpint (fine->box.max_x, ==, fine->rings[1].box.max_x);
}

static void
test_levels (void)
{
  g_assert_cmpuint (acn_shape_level (0, 1), ==, 0);
  g_assert_cmpuint (acn_shape_level (20, 1), ==, ACN_SHAPE_N_LEVELS - 1);
  for (double zoom = 0; zoom < 14; zoom += 0.1)
    {
      guint level = acn_shape_level (zoom, 1);

      /* A quarter of a pixel at most, at any zoom; twice the pixels ask for a level further. */
      g_assert_cmpfloat (acn_shape_level_tolerance (level) * ACN_TILE_SIZE * exp2 (zoom) /
                             ACN_WORLD_SIZE,
                         <=,
                         0.2500001);
      g_assert_cmpuint (acn_shape_level (zoom, 2), ==, acn_shape_level (zoom + 1, 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/simplify/stays-within-tolerance", test_stays_within_tolerance);
  g_test_add_func ("/geo/simplify/small-inputs", test_small_inputs);
  g_test_add_func ("/geo/simplify/neighbours-agree", test_neighbours_agree);
  g_test_add_func ("/geo/simplify/ring-begin-does-not-matter", test_ring_begin_does_not_matter);
  g_test_add_func ("/geo/shape/mercator", test_mercator);
  g_test_add_func ("/geo/shape/pyramid", test_pyramid);
  g_test_add_func ("/geo/shape/levels", test_levels);
  return g_test_run ();
}
