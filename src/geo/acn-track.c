/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By Karney's geodesics as PROJ ships them (doi:10.1007/s00190-012-0578-z). Unlike the edges of
 * GeoJSON, those drawn by hand are the shortest ways themselves, so nothing is cut first. */
#include "geo/acn-track.h"

#include <geodesic.h>
#include <math.h>

static void
init_wgs84 (struct geod_geodesic *geodesic)
{
  geod_init (geodesic, 6378137.0, 1 / 298.257223563);
}

/**
 * acn_track_length_km:
 * @lonlat_deg: (array): n points, interleaved, degrees
 * @n: how many; fewer than 2 have no length
 *
 * Returns: length of the shortest ways from point to point, km.
 */
double
acn_track_length_km (const double *lonlat_deg, guint n)
{
  struct geod_geodesic geodesic;
  double               sum_m = 0;

  init_wgs84 (&geodesic);
  for (guint i = 1; i < n; i++)
    {
      const double *a = lonlat_deg + 2 * i - 2, *b = lonlat_deg + 2 * i;
      double        distance_m;

      geod_inverse (&geodesic, a[1], a[0], b[1], b[0], &distance_m, NULL, NULL);
      sum_m += distance_m;
    }
  return sum_m / 1000;
}

/**
 * acn_track_area_km2:
 * @lonlat_deg: (array): corners, interleaved, degrees; the last is joined to the first
 * @n: how many; fewer than 3 have no area
 * @out_perimeter_km: (out) (optional): the way around, km
 *
 * Returns: the area between the geodesics, km², whatever the winding; of a ring that crosses
 *   itself the difference of its loops.
 */
double
acn_track_area_km2 (const double *lonlat_deg, guint n, double *out_perimeter_km)
{
  struct geod_geodesic geodesic;
  struct geod_polygon  polygon;
  double               area_m2 = 0, perimeter_m = 0;

  init_wgs84 (&geodesic);
  geod_polygon_init (&polygon, 0);
  for (guint i = 0; i < n; i++)
    geod_polygon_addpoint (&geodesic, &polygon, lonlat_deg[2 * i + 1], lonlat_deg[2 * i]);
  if (n > 1)
    geod_polygon_compute (&geodesic, &polygon, 0, 1, &area_m2, &perimeter_m);
  if (out_perimeter_km != NULL)
    *out_perimeter_km = perimeter_m / 1000;
  return n > 2 ? fabs (area_m2) / 1e6 : 0;
}

/**
 * acn_track_trace:
 * @a_deg, @b_deg: longitude, latitude
 * @n: pieces, >= 1
 * @out_lonlat: (element-type double): gets the ends of the pieces of the geodesic, @b_deg last;
 *   longitudes run on beyond ±180 where the way crosses the antimeridian
 */
void
acn_track_trace (const double a_deg[2], const double b_deg[2], guint n, GArray *out_lonlat)
{
  struct geod_geodesic     geodesic;
  struct geod_geodesicline line;
  double                   previous = a_deg[0];

  g_return_if_fail (n >= 1);
  init_wgs84 (&geodesic);
  geod_inverseline (&line, &geodesic, a_deg[1], a_deg[0], b_deg[1], b_deg[0], 0);
  for (guint i = 1; i <= n; i++)
    {
      double point[2] = { b_deg[0], b_deg[1] };

      if (i < n)
        geod_position (&line, line.s13 * i / n, &point[1], &point[0], NULL);
      point[0] = previous + remainder (point[0] - previous, 360);
      previous = point[0];
      g_array_append_vals (out_lonlat, point, 2);
    }
}
