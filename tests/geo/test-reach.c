/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-reach.h"

#include <math.h>

/* What acn_geometry_reach() promises, km. */
#define EDGE_KM 0.01

static AcnGeometry *
make_areas (const double *xy, const guint32 *ring_ends, guint n_rings)
{
  guint32 *part_ends = g_new (guint32, n_rings);

  for (guint i = 0; i < n_rings; i++)
    part_ends[i] = i + 1;
  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                g_memdup2 (xy, 2 * ring_ends[n_rings - 1] * sizeof (double)),
                                ring_ends[n_rings - 1],
                                g_memdup2 (ring_ends, n_rings * sizeof (guint32)),
                                n_rings,
                                part_ends,
                                n_rings);
}

/* An area with a bay and a headland, about as large and as far north as Ukraine, and an island. */
static const double  shape_xy[] = { 22, 48,   30, 45.5, 33, 46,   33.5, 44.5, 36, 45, 35, 47,
                                    40, 48.5, 36, 50,   34, 52.3, 31,   51,   31, 49, 29, 51.5,
                                    22, 48,   20, 40,   21, 40,   20.5, 40.7, 20, 40 };
static const guint32 shape_ends[] = { 13, 17 };

/* Least distance, by geodesics alone, to points every 100 m or so along the area's edges. */
static double
distance_to (const AcnGeometry *area, double lon, double lat)
{
  double best = G_MAXDOUBLE;

  for (guint r = 0, begin = 0; r < area->n_rings; begin = area->ring_ends[r], r++)
    for (guint i = begin + 1; i < area->ring_ends[r]; i++)
      {
        const double *a = area->xy + 2 * i - 2, *b = area->xy + 2 * i;
        double        low = 0, high = 1;

        /* Coarse, then ever finer about the best: an edge has one nearest point. */
        for (guint round = 0; round < 4; round++)
          {
            const double step = (high - low) / 20;
            double       at = low, nearest = G_MAXDOUBLE;

            for (guint k = 0; k <= 20; k++)
              {
                const double t = low + k * step;
                const double km = acn_geo_distance_km (
                    lon, lat, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]));

                if (km >= nearest)
                  continue;
                nearest = km;
                at = t;
              }
            low = MAX (0, at - step);
            high = MIN (1, at + step);
            best = MIN (best, nearest);
          }
      }
  return best;
}

static void
check_edge (const AcnGeometry *area, const AcnGeometry *reach, double km)
{
  double worst_point = 0, worst_edge = 0;

  for (guint r = 0, begin = 0; r < reach->n_rings; begin = reach->ring_ends[r], r++)
    for (guint i = begin + 1; i < reach->ring_ends[r]; i += 9)
      {
        const double *a = reach->xy + 2 * i - 2, *b = reach->xy + 2 * i;

        worst_point = MAX (worst_point, fabs (distance_to (area, b[0], b[1]) - km));
        worst_edge =
            MAX (worst_edge, fabs (distance_to (area, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2) - km));
      }
  g_test_message ("%.0f km: points off by %.4f km, edges by %.4f km", km, worst_point, worst_edge);
  g_assert_cmpfloat (worst_point, <=, EDGE_KM);
  g_assert_cmpfloat (worst_edge, <=, 1e-3 * km + EDGE_KM);
}

static void
test_distance (void)
{
  static const double kms[] = { 1, 70, 165, 300, 500, 1000 };
  g_autoptr (AcnGeometry) area = make_areas (shape_xy, shape_ends, 2);

  for (guint i = 0; i < G_N_ELEMENTS (kms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnGeometry) reach = acn_geometry_reach (area, kms[i], &error);

      g_assert_no_error (error);
      g_assert_true (acn_geometry_validate (reach, NULL, NULL, NULL));
      for (guint p = 0; p < area->n_points; p++)
        g_assert_true (acn_geometry_contains_point (reach, area->xy[2 * p], area->xy[2 * p + 1]));
      check_edge (area, reach, kms[i]);
    }
}

/* A tiny area grows to a disc: its surface is that of the ellipsoid's geodesic circle. */
static void
test_disc (void)
{
  static const double  xy[] = { 30, 50, 30.0001, 50, 30.0001, 50.0001, 30, 50 };
  static const guint32 end = 4;
  g_autoptr (AcnGeometry) dot = make_areas (xy, &end, 1);
  g_autoptr (AcnGeometry) disc = acn_geometry_reach (dot, 300, NULL);
  const double r = 6380; /* mean radius of curvature at 50° N, km */

  g_assert_cmpuint (disc->n_parts, ==, 1);
  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (disc),
                                  2 * G_PI * r * r * (1 - cos (300 / r)),
                                  0.001 * G_PI * 300 * 300);
}

/* Two areas stay two until the reach joins them; a hole that is narrow enough goes. */
static void
test_topology (void)
{
  static const double xy[] = {
    0, 50, 1, 50, 1, 51, 0, 51, 0, 50, 4, 50, 5, 50, 5, 51, 4, 51, 4, 50
  };
  static const guint32 ends[] = { 5, 10 };
  g_autoptr (AcnGeometry) two = make_areas (xy, ends, 2);
  g_autoptr (AcnGeometry) near = acn_geometry_reach (two, 50, NULL);
  g_autoptr (AcnGeometry) far = acn_geometry_reach (two, 150, NULL);

  g_assert_cmpuint (near->n_parts, ==, 2);
  g_assert_cmpuint (far->n_parts, ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr (AcnGeometry) none =
      acn_geometry_new_take (ACN_GEOMETRY_AREAS, NULL, 0, NULL, 0, NULL, 0);
  g_autoptr (AcnGeometry) reach = acn_geometry_reach (none, 100, NULL);

  g_assert_true (acn_geometry_is_empty (reach));
}

static void
test_refused (void)
{
  static const double  polar[] = { 10, 80, 11, 80, 11, 81, 10, 80 };
  static const double  wide[] = { -170, 10, 170, 10, 170, 11, -170, 10 };
  static const guint32 end = 4;
  g_autoptr (AcnGeometry) north = make_areas (polar, &end, 1);
  g_autoptr (AcnGeometry) round = make_areas (wide, &end, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_geometry_reach (north, 900, &error));
  g_assert_error (error, ACN_GEO_ERROR, ACN_GEO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (acn_geometry_reach (round, 10, &error));
  g_assert_error (error, ACN_GEO_ERROR, ACN_GEO_ERROR_FAILED);
}

/* East of 180° nothing is told; what is told does not run round the earth. */
static void
test_date_line (void)
{
  static const double  xy[] = { 177, 60, 179, 60, 179, 61, 177, 61, 177, 60 };
  static const guint32 end = 5;
  g_autoptr (AcnGeometry) area = make_areas (xy, &end, 1);
  g_autoptr (AcnGeometry) reach = acn_geometry_reach (area, 200, NULL);

  g_assert_cmpfloat (reach->bounds.east, ==, 180);
  g_assert_cmpfloat (reach->bounds.west, >, 170);
}

static void
test_grow (void)
{
  const AcnBounds grown = acn_bounds_grow ((AcnBounds){ 22, 44, 40, 52 }, 300);

  g_assert_cmpfloat (acn_geo_distance_km (40, 52, grown.east, 52), >=, 300);
  g_assert_cmpfloat (acn_geo_distance_km (30, 52, 30, grown.north), >=, 300);
  g_assert_cmpfloat (acn_geo_distance_km (30, 44, 30, grown.south), >=, 300);
  g_assert_cmpfloat (acn_bounds_grow (ACN_BOUNDS_EMPTY, 10).west, ==, ACN_BOUNDS_EMPTY.west);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/reach/distance", test_distance);
  g_test_add_func ("/geo/reach/disc", test_disc);
  g_test_add_func ("/geo/reach/topology", test_topology);
  g_test_add_func ("/geo/reach/nothing", test_nothing);
  g_test_add_func ("/geo/reach/refused", test_refused);
  g_test_add_func ("/geo/reach/date-line", test_date_line);
  g_test_add_func ("/geo/reach/grow", test_grow);
  return g_test_run ();
}
