/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lengths and areas on the ellipsoid WGS 84, by Karney's geodesics as PROJ ships them
 * (doi:10.1007/s00190-012-0578-z). RFC 7946 says that an edge is straight in longitude and
 * latitude, a geodesic is not: long edges are therefore cut into short ones first. */
#include "geo/acn-overlay.h"

#include <geodesic.h>
#include <math.h>

#define WGS84_A_M 6378137.0
#define WGS84_F (1 / 298.257223563)

/* At 50° N a geodesic between two points of one parallel so far apart leaves it by less than a
 * metre; a box of 18° by 8° then has its area to 0.01 km². */
#define MAX_EDGE_DEG 0.05

static void
add_edge (const struct geod_geodesic *geodesic,
          struct geod_polygon        *polygon,
          const double               *a,
          const double               *b)
{
  double dx = b[0] - a[0], dy = b[1] - a[1];
  int    n = (int) ceil (MAX (fabs (dx), fabs (dy)) / MAX_EDGE_DEG);

  for (int i = 1; i < n; i++)
    geod_polygon_addpoint (geodesic, polygon, a[1] + dy * i / n, a[0] + dx * i / n);
  geod_polygon_addpoint (geodesic, polygon, b[1], b[0]);
}

/* Signed: counterclockwise is positive. */
static double
ring_area_m2 (const struct geod_geodesic *geodesic, const double *xy, guint n)
{
  struct geod_polygon polygon;
  double              area = 0;

  geod_polygon_init (&polygon, 0);
  for (guint i = 1; i < n; i++) /* the last point equals the first */
    add_edge (geodesic, &polygon, xy + 2 * i - 2, xy + 2 * i);
  geod_polygon_compute (geodesic, &polygon, 0, 1, &area, NULL);
  return area;
}

static void
init_wgs84 (struct geod_geodesic *geodesic)
{
  geod_init (geodesic, WGS84_A_M, WGS84_F);
}

/**
 * acn_geometry_part_area_km2:
 * @part: a polygon of @self, below its n_parts
 *
 * Returns: geodesic area of the polygon without its holes, km², whatever the winding.
 */
double
acn_geometry_part_area_km2 (const AcnGeometry *self, guint part)
{
  struct geod_geodesic geodesic;
  guint                first = part > 0 ? self->part_ends[part - 1] : 0;
  double               area = 0;

  init_wgs84 (&geodesic);
  for (guint r = first; r < self->part_ends[part]; r++)
    {
      guint  begin = r > 0 ? self->ring_ends[r - 1] : 0;
      double ring =
          fabs (ring_area_m2 (&geodesic, self->xy + 2 * (gsize) begin, self->ring_ends[r] - begin));

      area += r == first ? ring : -ring;
    }
  return area / 1e6;
}

/**
 * acn_geometry_area_km2:
 *
 * Returns: geodesic area, km², WGS 84; 0 for points and lines. 0.7 µs a point.
 */
double
acn_geometry_area_km2 (const AcnGeometry *self)
{
  double area = 0;

  if (self->kind != ACN_GEOMETRY_AREAS)
    return 0;
  for (guint part = 0; part < self->n_parts; part++)
    area += acn_geometry_part_area_km2 (self, part);
  return area;
}

/**
 * acn_geo_distance_km:
 *
 * Returns: geodesic distance of two points, km, WGS 84.
 */
double
acn_geo_distance_km (double lon_a_deg, double lat_a_deg, double lon_b_deg, double lat_b_deg)
{
  struct geod_geodesic geodesic;
  double               distance_m;

  init_wgs84 (&geodesic);
  geod_inverse (&geodesic, lat_a_deg, lon_a_deg, lat_b_deg, lon_b_deg, &distance_m, NULL, NULL);
  return distance_m / 1000;
}

/**
 * acn_geometry_length_km:
 *
 * Returns: geodesic length of lines, or of the outlines of areas, km, WGS 84; 0 for points.
 */
double
acn_geometry_length_km (const AcnGeometry *self)
{
  double length = 0;

  if (self->kind == ACN_GEOMETRY_POINTS)
    return 0;
  for (guint r = 0, begin = 0; r < self->n_rings; begin = self->ring_ends[r], r++)
    for (guint i = begin + 1; i < self->ring_ends[r]; i++)
      length += acn_geo_distance_km (
          self->xy[2 * i - 2], self->xy[2 * i - 1], self->xy[2 * i], self->xy[2 * i + 1]);
  return length;
}

/**
 * acn_geometry_contains_point:
 * @lon_deg, @lat_deg: degrees
 *
 * Returns: whether the point lies in the areas, even-odd; FALSE for points and lines. O(n).
 */
gboolean
acn_geometry_contains_point (const AcnGeometry *self, double lon_deg, double lat_deg)
{
  gboolean inside = FALSE;

  if (self->kind != ACN_GEOMETRY_AREAS || lon_deg < self->bounds.west ||
      lon_deg > self->bounds.east || lat_deg < self->bounds.south || lat_deg > self->bounds.north)
    return FALSE;
  for (guint r = 0, begin = 0; r < self->n_rings; begin = self->ring_ends[r], r++)
    for (guint i = begin + 1; i < self->ring_ends[r]; i++)
      {
        const double *a = self->xy + 2 * i - 2, *b = self->xy + 2 * i;

        if ((a[1] > lat_deg) != (b[1] > lat_deg) &&
            lon_deg < a[0] + (lat_deg - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
          inside = !inside;
      }
  return inside;
}
