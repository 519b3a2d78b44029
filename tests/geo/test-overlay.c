/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-overlay.h"

#include <math.h>
#include <string.h>

/* One polygon of one ring, closed. */
static AcnGeometry *
make_ring (const double *xy, guint n)
{
  guint32 ring_end = n, part_end = 1;

  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                g_memdup2 (xy, 2 * n * sizeof (double)),
                                n,
                                g_memdup2 (&ring_end, sizeof ring_end),
                                1,
                                g_memdup2 (&part_end, sizeof part_end),
                                1);
}

static AcnGeometry *
make_box (double west, double south, double east, double north)
{
  const double xy[] = { west, south, east, south, east, north, west, north, west, south };

  return make_ring (xy, 5);
}

/* Surface of WGS 84 between the equator and 1° N, a degree of longitude wide: closed formula of the
 * authalic latitude (Snyder 1987, eq. 3-12), 12308.463894 km². */
#define EQUATOR_CELL_KM2 12308.463894

static void
test_area (void)
{
  g_autoptr (AcnGeometry) cell = make_box (30, 0, 31, 1);
  g_autoptr (AcnGeometry) wide = make_box (10, 0, 40, 1);

  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (cell), EQUATOR_CELL_KM2, 0.02);
  /* Long edges are straight in longitude and latitude, not great circles. */
  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (wide), 30 * EQUATOR_CELL_KM2, 0.5);
}

static void
test_distance (void)
{
  /* A degree of the equator is 111.319491 km; of the meridian at it 110.574389 km (WGS 84). */
  g_assert_cmpfloat_with_epsilon (acn_geo_distance_km (30, 0, 31, 0), 111.319491, 1e-5);
  g_assert_cmpfloat_with_epsilon (acn_geo_distance_km (30, 0, 30, 1), 110.574389, 1e-5);
  g_assert_cmpfloat_with_epsilon (acn_geo_distance_km (179.5, 0, -179.5, 0), 111.319491, 1e-5);
}

static void
test_operations (void)
{
  g_autoptr (AcnGeometry) a = make_box (0, 0, 2, 1), b = make_box (1, 0, 3, 1),
                          hole = make_box (0.5, 0.25, 1, 0.75);
  const AcnGeometry *pair[] = { a, b }, *holed[] = { a, hole };
  g_autoptr (AcnGeometry) difference = acn_overlay (ACN_OVERLAY_DIFFERENCE, pair, 2, 0, NULL);
  g_autoptr (AcnGeometry) both = acn_overlay (ACN_OVERLAY_INTERSECTION, pair, 2, 0, NULL);
  g_autoptr (AcnGeometry) either = acn_overlay (ACN_OVERLAY_UNION, pair, 2, 0, NULL);
  g_autoptr (AcnGeometry) ring = acn_overlay (ACN_OVERLAY_DIFFERENCE, holed, 2, 0, NULL);
  g_autoptr (AcnGeometry) nothing = NULL;

  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (difference), EQUATOR_CELL_KM2, 0.02);
  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (both), EQUATOR_CELL_KM2, 0.02);
  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (either), 3 * EQUATOR_CELL_KM2, 0.05);
  g_assert_cmpuint (ring->n_rings, ==, 2);
  g_assert_cmpuint (ring->n_parts, ==, 1);
  g_assert_true (acn_geometry_contains_point (ring, 0.25, 0.5));
  g_assert_false (acn_geometry_contains_point (ring, 0.75, 0.5));
  pair[1] = a;
  nothing = acn_overlay (ACN_OVERLAY_DIFFERENCE, pair, 2, 0, NULL);
  g_assert_true (acn_geometry_is_empty (nothing));
  g_assert_cmpfloat (acn_geometry_area_km2 (nothing), ==, 0);
}

static double
signed_area (const AcnGeometry *self, guint ring)
{
  guint  begin = ring > 0 ? self->ring_ends[ring - 1] : 0;
  double sum = 0;

  for (guint i = begin + 1; i < self->ring_ends[ring]; i++)
    sum += self->xy[2 * i - 2] * self->xy[2 * i + 1] - self->xy[2 * i] * self->xy[2 * i - 1];
  return sum;
}

static void
test_winding (void)
{
  g_autoptr (AcnGeometry) outer = make_box (0, 0, 4, 4), inner = make_box (1, 1, 2, 2);
  const AcnGeometry *operands[] = { outer, inner };
  g_autoptr (AcnGeometry) result = acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0, NULL);

  g_assert_cmpfloat (signed_area (result, 0), >, 0);
  g_assert_cmpfloat (signed_area (result, 1), <, 0);
}

static void
test_slivers (void)
{
  /* The difference leaves a strip of about 0.12 km² and the rest of the box. */
  g_autoptr (AcnGeometry) whole = make_box (0, 0, 1, 1), most = make_box (1e-5, 0, 0.5, 1);
  const AcnGeometry *operands[] = { whole, most };
  g_autoptr (AcnGeometry) all = acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0, NULL);
  g_autoptr (AcnGeometry) clean = acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0.5, NULL);

  g_assert_cmpuint (all->n_parts, ==, 2);
  g_assert_cmpuint (clean->n_parts, ==, 1);
  g_assert_cmpfloat (acn_geometry_area_km2 (clean), >, 6000);
}

/* What is large in degrees need not be on the ground: near the pole, and around a hole. */
static void
test_slivers_of_large_boxes (void)
{
  g_autoptr (AcnGeometry) north = make_box (0, 89.9, 0.1, 89.99), south = make_box (0, 0, 1, 1);
  g_autoptr (AcnGeometry) hole = make_box (1e-6, 1e-6, 1 - 1e-6, 1 - 1e-6);
  const AcnGeometry *apart[] = { north, south }, *ring[] = { south, hole };
  g_autoptr (AcnGeometry) kept = acn_overlay (ACN_OVERLAY_UNION, apart, 2, 0, NULL);
  g_autoptr (AcnGeometry) clean = acn_overlay (ACN_OVERLAY_UNION, apart, 2, 3, NULL);
  g_autoptr (AcnGeometry) thin = acn_overlay (ACN_OVERLAY_DIFFERENCE, ring, 2, 0, NULL);
  g_autoptr (AcnGeometry) gone = acn_overlay (ACN_OVERLAY_DIFFERENCE, ring, 2, 0.5, NULL);

  g_assert_cmpuint (kept->n_parts, ==, 2);
  g_assert_cmpuint (clean->n_parts, ==, 1);
  g_assert_cmpfloat (acn_geometry_area_km2 (clean), >, 12000);
  g_assert_cmpuint (thin->n_parts, ==, 1);
  g_assert_cmpfloat (acn_geometry_area_km2 (thin), <, 0.06);
  g_assert_cmpuint (gone->n_parts, ==, 0);
}

static void
test_invalid (void)
{
  const double bow_tie[] = { 0, 0, 2, 2, 2, 0, 0, 2, 0, 0 };
  g_autoptr (AcnGeometry) crossed = make_ring (bow_tie, 5), valid = NULL;
  g_autofree char *reason = NULL;
  double           lon, lat;

  g_assert_false (acn_geometry_validate (crossed, &reason, &lon, &lat));
  g_assert_cmpstr (reason, ==, "Self-intersection");
  g_assert_cmpfloat_with_epsilon (lon, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (lat, 1, 1e-9);
  valid = acn_geometry_make_valid (crossed, NULL);
  g_assert_true (acn_geometry_validate (valid, NULL, NULL, NULL));
  g_assert_cmpuint (valid->n_parts, ==, 2);
}

/* A map covered by random boxes: what is kept and what is taken away is the whole. */
static void
test_parts_make_the_whole (void)
{
  g_autoptr (AcnGeometry) whole = make_box (22, 44, 40, 52);
  double whole_km2 = acn_geometry_area_km2 (whole);

  for (guint run = 0; run < 50; run++)
    {
      double west = g_test_rand_double_range (20, 38), south = g_test_rand_double_range (43, 51);
      g_autoptr (AcnGeometry) part = make_box (west,
                                               south,
                                               west + g_test_rand_double_range (0.1, 6),
                                               south + g_test_rand_double_range (0.1, 6));
      const AcnGeometry *operands[] = { whole, part };
      g_autoptr (AcnGeometry) rest = acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0, NULL);
      g_autoptr (AcnGeometry) taken = acn_overlay (ACN_OVERLAY_INTERSECTION, operands, 2, 0, NULL);

      g_assert_cmpfloat_with_epsilon (
          acn_geometry_area_km2 (rest) + acn_geometry_area_km2 (taken), whole_km2, 0.1);
    }
}

/* A ring of two points is none: GEOS says so, and nothing is made of it. */
static void
test_no_ring (void)
{
  const double xy[] = { 0, 0, 1, 1 };
  g_autoptr (AcnGeometry) two = make_ring (xy, 2), whole = make_box (0, 0, 2, 2);
  const AcnGeometry *const pairs[][2] = { { two, whole }, { whole, two } };
  g_autofree char         *reason = NULL;

  g_assert_false (acn_geometry_validate (two, &reason, NULL, NULL));
  g_assert_nonnull (strstr (reason, "LinearRing"));
  g_assert_false (acn_geometry_validate (two, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (AcnOverlayOp op = ACN_OVERLAY_DIFFERENCE; op <= ACN_OVERLAY_INTERSECTION; op++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_null (acn_overlay (op, pairs[i], 2, 0, &error));
        g_assert_error (error, ACN_GEO_ERROR, ACN_GEO_ERROR_INVALID);
        g_assert_nonnull (strstr (error->message, "an area is broken and cannot be repaired: "));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/overlay/area", test_area);
  g_test_add_func ("/geo/overlay/distance", test_distance);
  g_test_add_func ("/geo/overlay/operations", test_operations);
  g_test_add_func ("/geo/overlay/winding", test_winding);
  g_test_add_func ("/geo/overlay/slivers", test_slivers);
  g_test_add_func ("/geo/overlay/slivers-of-large-boxes", test_slivers_of_large_boxes);
  g_test_add_func ("/geo/overlay/invalid", test_invalid);
  g_test_add_func ("/geo/overlay/no-ring", test_no_ring);
  g_test_add_func ("/geo/overlay/parts-make-the-whole", test_parts_make_the_whole);
  return g_test_run ();
}
