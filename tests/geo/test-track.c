/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-track.h"

#include <math.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

/* Flinders Peak to Buninyon: 54,972.271 m, the example of Geoscience Australia. */
static void
test_length (void)
{
  const double way[] = { 144 + 25 / 60.0 + 29.52440 / 3600,
                         -(37 + 57 / 60.0 + 3.72030 / 3600),
                         143 + 55 / 60.0 + 35.38390 / 3600,
                         -(37 + 39 / 60.0 + 10.15610 / 3600) };
  const double meridian[] = { 10, 0, 10, 45, 10, 90 };

  assert_near (acn_track_length_km (way, 2), 54.972271, 1e-6);
  /* a quarter of a meridian of WGS 84 */
  assert_near (acn_track_length_km (meridian, 3), 10001.9657, 0.001);
  assert_near (acn_track_length_km (way, 1), 0, 1e-12);
  assert_near (acn_track_length_km (way, 0), 0, 1e-12);
}

static void
test_area (void)
{
  /* an octant: an eighth of the ellipsoid's 510065621.7 km² */
  const double octant[] = { 0, 0, 90, 0, 0, 90 };
  const double backwards[] = { 0, 90, 90, 0, 0, 0 };
  double       around;

  assert_near (acn_track_area_km2 (octant, 3, &around), 510065621.724 / 8, 1);
  assert_near (around, 10018.7542 + 2 * 10001.9657, 0.001);
  assert_near (acn_track_area_km2 (backwards, 3, NULL), 510065621.724 / 8, 1);
  assert_near (acn_track_area_km2 (octant, 2, &around), 0, 1e-12);
  assert_near (around, 2 * 10018.7542, 0.001);
  assert_near (acn_track_area_km2 (octant, 0, &around), 0, 1e-12);
  assert_near (around, 0, 1e-12);
}

static void
test_trace (void)
{
  const double a[2] = { 170, 50 }, b[2] = { -170, 50 };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  const double *xy;

  acn_track_trace (a, b, 4, points);
  xy = (const double *) (gconstpointer) points->data;
  g_assert_cmpuint (points->len, ==, 8);
  assert_near (xy[6], 190, 1e-9); /* on beyond the antimeridian */
  assert_near (xy[7], 50, 1e-9);
  assert_near (xy[2], 180, 1e-6);
  g_assert_cmpfloat (xy[3], >, 50.3); /* a great circle bends to the pole */
  g_assert_cmpfloat (xy[1], >, 50);
  g_assert_cmpfloat (xy[1], <, xy[3]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/track/length", test_length);
  g_test_add_func ("/geo/track/area", test_area);
  g_test_add_func ("/geo/track/trace", test_trace);
  return g_test_run ();
}
