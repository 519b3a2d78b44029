/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line between areas: what outlines have in common, and nothing else of them. */
#include "geo/acn-frontier.h"
#include "geo/acn-overlay.h"

#include <math.h>
#include <string.h>

static AcnGeometry *
box (double west, double south, double east, double north)
{
  const double  xy[] = { west, south, east, south, east, north, west, north, west, south };
  const guint32 ring_end = 5, part_end = 1;

  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                g_memdup2 (xy, sizeof xy),
                                5,
                                g_memdup2 (&ring_end, sizeof ring_end),
                                1,
                                g_memdup2 (&part_end, sizeof part_end),
                                1);
}

static AcnGeometry *
between (const AcnGeometry *area, const AcnGeometry *a, const AcnGeometry *b)
{
  const AcnGeometry *others[2] = { a, b };
  g_autoptr (GError) error = NULL;
  AcnGeometry *line = acn_geometry_frontier (area, others, b != NULL ? 2 : 1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_cmpint (line->kind, ==, ACN_GEOMETRY_LINES);
  return line;
}

static void
test_neighbours (void)
{
  g_autoptr (AcnGeometry) east = box (1, 0, 2, 1), west = box (0, 0, 1, 1);
  g_autoptr (AcnGeometry) north = box (1, 1, 2, 2);
  g_autoptr (AcnGeometry) one = between (east, west, NULL), two = between (east, west, north);
  g_autoptr (AcnGeometry) back = between (west, east, NULL);

  g_assert_cmpuint (one->n_rings, ==, 1);
  g_assert_cmpuint (one->n_points, ==, 2);
  g_assert_cmpfloat (one->bounds.west, ==, 1);
  g_assert_cmpfloat (one->bounds.east, ==, 1);
  g_assert_cmpfloat_with_epsilon (
      acn_geometry_length_km (one), acn_geo_distance_km (1, 0, 1, 1), 1e-6);
  g_assert_cmpfloat_with_epsilon (acn_geometry_length_km (two),
                                  acn_geo_distance_km (1, 0, 1, 1) +
                                      acn_geo_distance_km (1, 1, 2, 1),
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (
      acn_geometry_length_km (back), acn_geometry_length_km (one), 1e-6);
}

/* A corner alone is no line; nor is what lies apart, or nothing. */
static void
test_nothing (void)
{
  g_autoptr (AcnGeometry) a = box (0, 0, 1, 1), corner = box (1, 1, 2, 2), far = box (5, 5, 6, 6);
  g_autoptr (AcnGeometry) empty =
      acn_geometry_new_take (ACN_GEOMETRY_AREAS, NULL, 0, NULL, 0, NULL, 0);
  g_autoptr (AcnGeometry) with_corner = between (a, corner, NULL);
  g_autoptr (AcnGeometry) with_far = between (a, far, NULL), with_empty = between (a, empty, far);
  g_autoptr (AcnGeometry) of_empty = between (empty, a, NULL);

  g_assert_cmpuint (with_corner->n_points, ==, 0);
  g_assert_cmpuint (with_far->n_points, ==, 0);
  g_assert_cmpuint (with_empty->n_points, ==, 0);
  g_assert_cmpuint (of_empty->n_points, ==, 0);
}

/* What an overlay cuts out lies against what it was cut from, all around, roundings or not. */
static void
test_after_overlay (void)
{
  g_autoptr (AcnGeometry) land = box (20, 44, 40, 52), taken = box (30.1234567, 46.7654321, 35, 49);
  const AcnGeometry *operands[2] = { land, taken };
  g_autoptr (AcnGeometry) rest = acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0, NULL);
  g_autoptr (AcnGeometry) line = between (taken, rest, NULL);

  g_assert_cmpfloat_with_epsilon (acn_geometry_length_km (line),
                                  acn_geo_distance_km (30.1234567, 46.7654321, 35, 46.7654321) +
                                      acn_geo_distance_km (35, 46.7654321, 35, 49) +
                                      acn_geo_distance_km (35, 49, 30.1234567, 49) +
                                      acn_geo_distance_km (30.1234567, 49, 30.1234567, 46.7654321),
                                  0.01);
}

static void
test_no_ring (void)
{
  const double  xy[] = { 0, 0, 1, 1 };
  const guint32 ring_end = 2, part_end = 1;
  g_autoptr (AcnGeometry) area = box (0, 0, 1, 1);
  g_autoptr (AcnGeometry) two = acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                                       g_memdup2 (xy, sizeof xy),
                                                       2,
                                                       g_memdup2 (&ring_end, sizeof ring_end),
                                                       1,
                                                       g_memdup2 (&part_end, sizeof part_end),
                                                       1);
  const AcnGeometry *others[] = { area, two };
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_geometry_frontier (area, others, 2, &error));
  g_assert_error (error, ACN_GEO_ERROR, ACN_GEO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "a line between areas could not be found: "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/frontier/neighbours", test_neighbours);
  g_test_add_func ("/geo/frontier/nothing", test_nothing);
  g_test_add_func ("/geo/frontier/no-ring", test_no_ring);
  g_test_add_func ("/geo/frontier/after-overlay", test_after_overlay);
  return g_test_run ();
}
