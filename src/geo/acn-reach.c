/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A buffer has a shape and an edge. GEOS finds the shape (which arcs there are, what merges, which
 * holes stay) in an azimuthal equidistant plane about the middle of the area; such a plane is true
 * from its middle only, up to 1 % off elsewhere. Then each point of the edge is set anew: the
 * nearest point of the area is sought by straight lines through space, which order distances as
 * geodesics do (to a metre at 1,000 km), and the geodesic from there through the point is walked
 * for exactly the distance. */
#include "geo/acn-reach.h"

#include "geo/acn-geos.h"

#include <geodesic.h>
#include <glib/gi18n.h>
#include <math.h>

#define WGS84_A_M 6378137.0
#define WGS84_F (1 / 298.257223563)

/* Edges are straight in longitude and latitude; so short, they are straight in space, too. */
#define MAX_EDGE_DEG 0.1

/* Chords of an arc of 2° each lie at most 0.015 % of the radius within it. */
#define QUADRANT_SEGMENTS 45

/* Edges of the buffer are cut into pieces no longer than this before they are set. */
#define MAX_PIECE_M 10000.0

/* The nearest point may change when a point of the edge moves; where two arcs meet, it does. */
#define N_ROUNDS 16

/* Points that one ball holds in the search for the nearest. */
#define BALL_POINTS 32

/* Beyond these there is no plane worth the name. */
#define MAX_WIDTH_DEG 120.0
#define MAX_LAT_DEG 88.0
#define MAX_KM 1000.0

#define DEG (G_PI / 180)

/* A run of one ring. */
typedef struct
{
  double centre[3], radius;
  guint  first, last; /* points, both of the run */
} Ball;

typedef struct
{
  struct geod_geodesic geodesic;
  double               lon_deg, lat_deg; /* the middle */
  double               distance_m;
  GArray              *lonlat; /* the edges of the area, cut into short ones */
  GArray              *space;  /* the same, metres from the centre of the earth */
  GArray              *ends;   /* guint: ends of rings in points */
  GArray              *balls;
} Reach;

/* --- Places ---------------------------------------------------------------------------------- */

/* On the ellipsoid's surface, metres. */
static void
to_space (double lon_deg, double lat_deg, double *out)
{
  const double e2 = WGS84_F * (2 - WGS84_F), s = sin (lat_deg * DEG);
  const double n = WGS84_A_M / sqrt (1 - e2 * s * s);

  out[0] = n * cos (lat_deg * DEG) * cos (lon_deg * DEG);
  out[1] = n * cos (lat_deg * DEG) * sin (lon_deg * DEG);
  out[2] = n * (1 - e2) * s;
}

static void
to_plane (const Reach *self, const double *lonlat, double *out)
{
  double distance_m, azimuth;

  geod_inverse (&self->geodesic,
                self->lat_deg,
                self->lon_deg,
                lonlat[1],
                lonlat[0],
                &distance_m,
                &azimuth,
                NULL);
  out[0] = distance_m * sin (azimuth * DEG);
  out[1] = distance_m * cos (azimuth * DEG);
}

static void
from_plane (const Reach *self, const double *xy, double *out_lonlat)
{
  geod_direct (&self->geodesic,
               self->lat_deg,
               self->lon_deg,
               atan2 (xy[0], xy[1]) / DEG,
               hypot (xy[0], xy[1]),
               &out_lonlat[1],
               &out_lonlat[0],
               NULL);
}

/* --- The area -------------------------------------------------------------------------------- */

static void
add_point (Reach *self, const double *lonlat)
{
  double space[3];

  to_space (lonlat[0], lonlat[1], space);
  g_array_append_vals (self->lonlat, lonlat, 2);
  g_array_append_vals (self->space, space, 3);
}

static void
add_ring (Reach *self, const double *xy, guint n)
{
  guint end;

  for (guint i = 0; i + 1 < n; i++)
    {
      const double *a = xy + 2 * i, *b = a + 2;
      const double  length = MAX (fabs (b[0] - a[0]), fabs (b[1] - a[1]));
      const guint   parts = (guint) MAX (1, ceil (length / MAX_EDGE_DEG));

      for (guint p = 0; p < parts; p++)
        {
          const double t = (double) p / parts;

          add_point (self, (const double[]){ a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]) });
        }
    }
  add_point (self, xy + 2 * (gsize) (n - 1));
  end = self->lonlat->len / 2;
  g_array_append_val (self->ends, end);
}

static const double *
space_of (const Reach *self, guint point)
{
  return &g_array_index (self->space, double, 3 * (gsize) point);
}

static double
space_distance (const double *a, const double *b)
{
  const double d[3] = { a[0] - b[0], a[1] - b[1], a[2] - b[2] };

  return sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
}

static void
add_ball (Reach *self, guint first, guint last)
{
  const double *a = space_of (self, first), *b = space_of (self, last);
  Ball ball = { { (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2 }, 0, first, last };

  for (guint i = first; i <= last; i++)
    ball.radius = MAX (ball.radius, space_distance (ball.centre, space_of (self, i)));
  g_array_append_val (self->balls, ball);
}

static void
init_reach (Reach *self, const AcnGeometry *area, double km)
{
  geod_init (&self->geodesic, WGS84_A_M, WGS84_F);
  self->lon_deg = (area->bounds.west + area->bounds.east) / 2;
  self->lat_deg = (area->bounds.south + area->bounds.north) / 2;
  self->distance_m = km * 1000;
  self->lonlat = g_array_new (FALSE, FALSE, sizeof (double));
  self->space = g_array_new (FALSE, FALSE, sizeof (double));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->balls = g_array_new (FALSE, FALSE, sizeof (Ball));
  for (guint r = 0, begin = 0; r < area->n_rings; begin = area->ring_ends[r], r++)
    add_ring (self, area->xy + 2 * (gsize) begin, area->ring_ends[r] - begin);
  for (guint r = 0, begin = 0; r < self->ends->len; r++)
    {
      const guint end = g_array_index (self->ends, guint, r);

      for (guint first = begin; first + 1 < end; first += BALL_POINTS)
        add_ball (self, first, MIN (first + BALL_POINTS, end - 1));
      begin = end;
    }
}

static void
clear_reach (Reach *self)
{
  g_array_unref (self->lonlat);
  g_array_unref (self->space);
  g_array_unref (self->ends);
  g_array_unref (self->balls);
}

/* --- The nearest point ----------------------------------------------------------------------- */

/* How far along from @a to @b, 0..1, the point nearest to @p lies. */
static double
nearest_along (const double *a, const double *b, const double *p)
{
  const double ab[3] = { b[0] - a[0], b[1] - a[1], b[2] - a[2] };
  const double length2 = ab[0] * ab[0] + ab[1] * ab[1] + ab[2] * ab[2];
  const double along = (p[0] - a[0]) * ab[0] + (p[1] - a[1]) * ab[1] + (p[2] - a[2]) * ab[2];

  return length2 > 0 ? CLAMP (along / length2, 0, 1) : 0;
}

static void
search_ball (const Reach *self, const Ball *ball, const double *p, double *best, double *out_lonlat)
{
  const double *lonlat = (const double *) (gconstpointer) self->lonlat->data;

  for (guint i = ball->first; i < ball->last; i++)
    {
      const double *a = space_of (self, i), *b = a + 3;
      const double  t = nearest_along (a, b, p);
      const double  foot[3] = { a[0] + t * (b[0] - a[0]),
                                a[1] + t * (b[1] - a[1]),
                                a[2] + t * (b[2] - a[2]) };
      const double  distance = space_distance (foot, p);
      const double *from = lonlat + 2 * (gsize) i;

      if (distance >= *best)
        continue;
      *best = distance;
      out_lonlat[0] = from[0] + t * (from[2] - from[0]);
      out_lonlat[1] = from[1] + t * (from[3] - from[1]);
    }
}

static void
find_nearest (const Reach *self, const double *lonlat, double *out_lonlat)
{
  const Ball *balls = (const Ball *) (gconstpointer) self->balls->data, *first = balls;
  double      p[3], best = G_MAXDOUBLE, nearest = G_MAXDOUBLE;

  to_space (lonlat[0], lonlat[1], p);
  for (guint i = 0; i < self->balls->len; i++)
    {
      const double gap = space_distance (balls[i].centre, p) - balls[i].radius;

      if (gap >= nearest)
        continue;
      nearest = gap;
      first = &balls[i];
    }
  search_ball (self, first, p, &best, out_lonlat);
  for (guint i = 0; i < self->balls->len; i++)
    if (space_distance (balls[i].centre, p) - balls[i].radius < best)
      search_ball (self, &balls[i], p, &best, out_lonlat);
}

/* Sets the point where it is exactly the distance away from what is nearest to it. */
static void
set_point (const Reach *self, double *lonlat)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double foot[2], azimuth, distance_m;

      find_nearest (self, lonlat, foot);
      geod_inverse (
          &self->geodesic, foot[1], foot[0], lonlat[1], lonlat[0], &distance_m, &azimuth, NULL);
      if (fabs (distance_m - self->distance_m) < 1)
        break;
      geod_direct (&self->geodesic,
                   foot[1],
                   foot[0],
                   azimuth,
                   self->distance_m,
                   &lonlat[1],
                   &lonlat[0],
                   NULL);
    }
  /* On from the middle, not the other way round the earth. */
  while (lonlat[0] > self->lon_deg + 180)
    lonlat[0] -= 360;
  while (lonlat[0] < self->lon_deg - 180)
    lonlat[0] += 360;
  lonlat[0] = CLAMP (lonlat[0], -180, 180);
}

/* --- The buffer ------------------------------------------------------------------------------ */

/* The area with its points in the plane. */
static AcnGeometry *
project_area (const Reach *self, const AcnGeometry *area)
{
  const guint   n = self->lonlat->len / 2;
  double       *xy = g_new (double, 2 * (gsize) n);
  guint32      *ring_ends = g_memdup2 (self->ends->data, area->n_rings * sizeof (guint32));
  guint32      *part_ends = g_memdup2 (area->part_ends, area->n_parts * sizeof (guint32));
  const double *lonlat = (const double *) (gconstpointer) self->lonlat->data;

  for (gsize i = 0; i < n; i++)
    to_plane (self, lonlat + 2 * i, xy + 2 * i);
  return acn_geometry_new_take (
      ACN_GEOMETRY_AREAS, xy, n, ring_ends, area->n_rings, part_ends, area->n_parts);
}

static AcnGeometry *
buffer (const AcnGeometry *plane, double distance_m, GError **error)
{
  GEOSContextHandle_t geos = acn_geos_get ();
  GEOSGeometry       *given = acn_geos_from_geometry (geos, plane);
  GEOSGeometry       *grown =
      given != NULL ? GEOSBuffer_r (geos, given, distance_m, QUADRANT_SEGMENTS) : NULL;
  AcnGeometry *result = grown != NULL ? acn_geos_to_areas (geos, grown) : NULL;

  if (result == NULL)
    g_set_error (error,
                 ACN_GEO_ERROR,
                 ACN_GEO_ERROR_FAILED,
                 /* Translators: %s says why, in English. */
                 _ ("a reach could not be found: %s"),
                 acn_geos_last_message ());
  GEOSGeom_destroy_r (geos, given);
  GEOSGeom_destroy_r (geos, grown);
  return result;
}

/* Adds the edge from @a to before @b, both in the plane, each of its points set anew. */
static void
set_piece (const Reach *self, const double *a, const double *b, GArray *out)
{
  const guint parts = (guint) MAX (1, ceil (hypot (b[0] - a[0], b[1] - a[1]) / MAX_PIECE_M));

  for (guint p = 0; p < parts; p++)
    {
      const double t = (double) p / parts;
      const double xy[2] = { a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]) };
      double       lonlat[2];

      from_plane (self, xy, lonlat);
      set_point (self, lonlat);
      g_array_append_vals (out, lonlat, 2);
    }
}

/* The edge of the buffer, set anew. */
static AcnGeometry *
set_edge (const Reach *self, const AcnGeometry *grown)
{
  GArray  *xy = g_array_new (FALSE, FALSE, sizeof (double));
  guint32 *ring_ends = g_new (guint32, MAX (1, grown->n_rings));
  guint32 *part_ends = g_memdup2 (grown->part_ends, grown->n_parts * sizeof (guint32));
  guint    n_points;

  for (guint r = 0, begin = 0; r < grown->n_rings; begin = grown->ring_ends[r], r++)
    {
      const guint first = xy->len;

      for (gsize i = begin; i + 1 < grown->ring_ends[r]; i++)
        set_piece (self, grown->xy + 2 * i, grown->xy + 2 * i + 2, xy);
      for (guint axis = 0; axis < 2; axis++)
        {
          const double closing = g_array_index (xy, double, first + axis);

          g_array_append_val (xy, closing);
        }
      ring_ends[r] = xy->len / 2;
    }
  n_points = xy->len / 2;
  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                (double *) (gpointer) g_array_free (xy, FALSE),
                                n_points,
                                ring_ends,
                                grown->n_rings,
                                part_ends,
                                grown->n_parts);
}

static gboolean
check_place (const AcnGeometry *self, double km, GError **error)
{
  const AcnBounds grown = acn_bounds_grow (self->bounds, km);

  if (self->bounds.east - self->bounds.west <= MAX_WIDTH_DEG && grown.north <= MAX_LAT_DEG &&
      grown.south >= -MAX_LAT_DEG && km <= MAX_KM)
    return TRUE;
  g_set_error (error,
               ACN_GEO_ERROR,
               ACN_GEO_ERROR_FAILED,
               /* Translators: of a layer that shows what lies within a range. */
               _ ("a reach of %.0f km from here goes over a pole or round the earth"),
               km);
  return FALSE;
}

/**
 * acn_geometry_reach:
 * @self: areas, EPSG:4326
 * @km: how far, kilometres, > 0
 *
 * Any thread. Each point of the result's edge is @km away from @self to within 10 m along a
 * geodesic of WGS 84; between two points it is within 0.1 % of @km, worst where two arcs meet.
 *
 * Returns: (transfer full): @self and all that is at most @km away from it, cut at 180° of
 *   longitude; NULL with ACN_GEO_ERROR when it would hold a pole, is wider than 120° or farther
 *   than 1,000 km.
 */
AcnGeometry *
acn_geometry_reach (const AcnGeometry *self, double km, GError **error)
{
  g_autoptr (AcnGeometry) plane = NULL;
  g_autoptr (AcnGeometry) grown = NULL;
  g_autoptr (AcnGeometry) edge = NULL;
  Reach reach;

  g_return_val_if_fail (km > 0, NULL);
  if (self->kind != ACN_GEOMETRY_AREAS || acn_geometry_is_empty (self))
    return acn_geometry_new_take (ACN_GEOMETRY_AREAS, NULL, 0, NULL, 0, NULL, 0);
  if (!check_place (self, km, error))
    return NULL;
  init_reach (&reach, self, km);
  plane = project_area (&reach, self);
  grown = buffer (plane, reach.distance_m, error);
  if (grown != NULL)
    edge = set_edge (&reach, grown);
  clear_reach (&reach);
  return edge != NULL ? acn_geometry_make_valid (edge, error) : NULL;
}

/**
 * acn_bounds_grow:
 * @bounds: degrees
 * @km: kilometres, >= 0
 *
 * Returns: a box that holds all that is at most @km away from @bounds, within ±180° and ±90°
 */
AcnBounds
acn_bounds_grow (AcnBounds bounds, double km)
{
  const double dlat = km / 110.0; /* a degree of latitude is 110.57 km at least */
  double       lat, dlon;

  if (bounds.west > bounds.east || km <= 0)
    return bounds;
  bounds.south = MAX (-90, bounds.south - dlat);
  bounds.north = MIN (90, bounds.north + dlat);
  lat = MIN (89, MAX (fabs (bounds.south), fabs (bounds.north)));
  dlon = dlat / cos (lat * DEG);
  bounds.west = MAX (-180, bounds.west - dlon);
  bounds.east = MIN (180, bounds.east + dlon);
  return bounds;
}
