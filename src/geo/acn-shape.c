/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-shape.h"

#include "geo/acn-simplify.h"

#include <math.h>
#include <string.h>

/* Zoom that each level is made for, at one device pixel a logical one; the last keeps all. */
static const double level_zoom[ACN_SHAPE_N_LEVELS] = { 2.5, 4, 5, 6, 7, 8, 9.5, 0 };

/* Largest deviation, pixels of the level's zoom: two neighbours stay within half a pixel. */
#define TOLERANCE_PX 0.25

/* Rings smaller than this in both directions are left out, pixels of the level's zoom. */
#define SPECK_PX 0.8

struct _AcnPyramid
{
  gatomicrefcount refs;
  AcnGeometry    *geometry;
  AcnBox          box;
  AcnShape       *levels[ACN_SHAPE_N_LEVELS]; /* atomic; NULL until first use */
};

/* --- Mercator -------------------------------------------------------------------------------- */

/**
 * acn_mercator_project:
 * @lon_deg, @lat_deg: EPSG:4326; latitude is cut at ±ACN_LAT_MAX
 * @out_x, @out_y: (out): world units, 0..ACN_WORLD_SIZE
 *
 * Source: EPSG:3857, Snyder 1987 (USGS PP 1395) p. 41, spherical form
 */
void
acn_mercator_project (double lon_deg, double lat_deg, double *out_x, double *out_y)
{
  double lat = CLAMP (lat_deg, -ACN_LAT_MAX, ACN_LAT_MAX) * G_PI / 180;

  *out_x = (lon_deg + 180) / 360 * ACN_WORLD_SIZE;
  *out_y = (0.5 - log (tan (G_PI / 4 + lat / 2)) / (2 * G_PI)) * ACN_WORLD_SIZE;
}

/**
 * acn_mercator_unproject:
 * @x, @y: world units
 * @out_lon_deg, @out_lat_deg: (out): degrees, EPSG:4326
 */
void
acn_mercator_unproject (double x, double y, double *out_lon_deg, double *out_lat_deg)
{
  *out_lon_deg = x / ACN_WORLD_SIZE * 360 - 180;
  *out_lat_deg = (2 * atan (exp ((0.5 - y / ACN_WORLD_SIZE) * 2 * G_PI)) - G_PI / 2) * 180 / G_PI;
}

/**
 * acn_mercator_metres_per_px:
 * @lat_deg: degrees
 * @zoom: 256 px tile convention
 *
 * Returns: metres on the ground of one logical pixel at that latitude (sphere of WGS 84's
 * semi-major axis).
 */
double
acn_mercator_metres_per_px (double lat_deg, double zoom)
{
  return 2 * G_PI * 6378137.0 * cos (lat_deg * G_PI / 180) / (ACN_TILE_SIZE * exp2 (zoom));
}

/* --- Levels ---------------------------------------------------------------------------------- */

/**
 * acn_shape_level:
 * @zoom: of the picture
 * @scale: device pixels per logical pixel, > 0
 *
 * Returns: the first level that is fine enough for a device pixel.
 */
guint
acn_shape_level (double zoom, double scale)
{
  double wanted = zoom + log2 (scale);

  for (guint i = 0; i + 1 < ACN_SHAPE_N_LEVELS; i++)
    if (level_zoom[i] >= wanted)
      return i;
  return ACN_SHAPE_N_LEVELS - 1;
}

/**
 * acn_shape_level_tolerance:
 *
 * Returns: how far a line of the level may be from the data, world units; 0 for the last level.
 */
double
acn_shape_level_tolerance (guint level)
{
  if (level + 1 >= ACN_SHAPE_N_LEVELS)
    return 0;
  return TOLERANCE_PX * ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (level_zoom[level]));
}

/* --- Building -------------------------------------------------------------------------------- */

static void
extend_box (AcnBox *box, const gint32 *point)
{
  box->min_x = MIN (box->min_x, point[0]);
  box->min_y = MIN (box->min_y, point[1]);
  box->max_x = MAX (box->max_x, point[0]);
  box->max_y = MAX (box->max_y, point[1]);
}

static gint32
to_unit (double value)
{
  return (gint32) CLAMP (floor (value + 0.5), 0, ACN_WORLD_SIZE - 1);
}

/* Projects a ring; equal neighbours become one point, an area's closing point is dropped. */
static guint
project_ring (const AcnGeometry *geometry, guint begin, guint end, gint32 *out_xy)
{
  gboolean area = geometry->kind == ACN_GEOMETRY_AREAS;
  guint    n = 0;

  for (guint i = begin; i < end; i++)
    {
      double x, y;
      gint32 point[2];

      acn_mercator_project (geometry->xy[2 * i], geometry->xy[2 * i + 1], &x, &y);
      point[0] = to_unit (x);
      point[1] = to_unit (y);
      if (n > 0 && memcmp (point, out_xy + 2 * (n - 1), sizeof point) == 0)
        continue;
      memcpy (out_xy + 2 * n++, point, sizeof point);
    }
  if (area && n > 1 && memcmp (out_xy, out_xy + 2 * (n - 1), 2 * sizeof (gint32)) == 0)
    n--;
  return n;
}

static AcnBox
ring_box (const gint32 *xy, guint n)
{
  AcnBox box = ACN_BOX_EMPTY;

  for (guint i = 0; i < n; i++)
    extend_box (&box, xy + 2 * i);
  return box;
}

static gint64
box_side (AcnBox box)
{
  return MAX ((gint64) box.max_x - box.min_x, (gint64) box.max_y - box.min_y);
}

typedef struct
{
  AcnShape shape;
  AcnRing  rings[];
} ShapeBlock;

static void
free_shape (AcnShape *shape)
{
  g_free ((gpointer) shape->xy);
  g_free (shape);
}

/* The ring with the largest box: a geometry never vanishes whole. */
static guint
largest_ring (const AcnGeometry *geometry, gint32 *scratch)
{
  gint64 best = -1;
  guint  at = 0;

  for (guint r = 0; r < geometry->n_rings; r++)
    {
      guint n = project_ring (
          geometry, r > 0 ? geometry->ring_ends[r - 1] : 0, geometry->ring_ends[r], scratch);
      gint64 side = n > 0 ? box_side (ring_box (scratch, n)) : 0;

      if (side > best)
        {
          best = side;
          at = r;
        }
    }
  return at;
}

static AcnShape *
build_shape (const AcnGeometry *geometry, guint level)
{
  double             tolerance = acn_shape_level_tolerance (level);
  double             speck = tolerance / TOLERANCE_PX * SPECK_PX;
  ShapeBlock        *block = g_malloc0 (sizeof (ShapeBlock) + geometry->n_rings * sizeof (AcnRing));
  AcnShape          *shape = &block->shape;
  g_autofree gint32 *scratch = g_new (gint32, 2 * (gsize) MAX (1, geometry->n_points));
  gint32            *xy = g_new (gint32, 2 * (gsize) MAX (1, geometry->n_points));
  guint              n_points = 0, largest = speck > 0 ? largest_ring (geometry, scratch) : 0;

  shape->kind = geometry->kind;
  shape->box = ACN_BOX_EMPTY;
  shape->rings = block->rings;
  for (guint r = 0; r < geometry->n_rings; r++)
    {
      AcnRing *ring = &block->rings[shape->n_rings];
      guint    n = project_ring (
          geometry, r > 0 ? geometry->ring_ends[r - 1] : 0, geometry->ring_ends[r], scratch);

      if (n == 0)
        continue;
      ring->box = ring_box (scratch, n);
      if (geometry->kind != ACN_GEOMETRY_POINTS && r != largest &&
          (double) box_side (ring->box) < speck)
        continue;
      ring->first = n_points;
      ring->n = acn_simplify (
          scratch, n, geometry->kind == ACN_GEOMETRY_AREAS, tolerance, xy + 2 * n_points);
      n_points += ring->n;
      extend_box (&shape->box, (gint32[]){ ring->box.min_x, ring->box.min_y });
      extend_box (&shape->box, (gint32[]){ ring->box.max_x, ring->box.max_y });
      shape->n_rings++;
    }
  shape->xy = g_realloc_n (xy, 2 * (gsize) MAX (1, n_points), sizeof (gint32));
  return shape;
}

/* --- The pyramid ----------------------------------------------------------------------------- */

/**
 * acn_pyramid_new:
 * @geometry: (transfer full): the data
 *
 * Returns: (transfer full): its shapes, none built yet.
 */
AcnPyramid *
acn_pyramid_new (AcnGeometry *geometry)
{
  AcnPyramid *self = g_new0 (AcnPyramid, 1);
  double      west, north, east, south;

  g_atomic_ref_count_init (&self->refs);
  self->geometry = geometry;
  self->box = ACN_BOX_EMPTY;
  if (!acn_geometry_is_empty (geometry))
    {
      acn_mercator_project (geometry->bounds.west, geometry->bounds.north, &west, &north);
      acn_mercator_project (geometry->bounds.east, geometry->bounds.south, &east, &south);
      self->box = (AcnBox){ to_unit (west), to_unit (north), to_unit (east), to_unit (south) };
    }
  return self;
}

AcnPyramid *
acn_pyramid_ref (AcnPyramid *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
acn_pyramid_unref (AcnPyramid *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < ACN_SHAPE_N_LEVELS; i++)
    g_clear_pointer (&self->levels[i], free_shape);
  g_clear_pointer (&self->geometry, acn_geometry_unref);
  g_free (self);
}

AcnGeometry *
acn_pyramid_get_geometry (AcnPyramid *self)
{
  return self->geometry;
}

/**
 * acn_pyramid_get_box:
 *
 * Returns: what the data cover, world units; ACN_BOX_EMPTY for an empty geometry.
 */
AcnBox
acn_pyramid_get_box (AcnPyramid *self)
{
  return self->box;
}

/**
 * acn_pyramid_get_shape:
 * @level: 0..ACN_SHAPE_N_LEVELS - 1
 *
 * Any thread; two threads that come first at once both build, and one result is kept.
 *
 * Returns: (transfer none): the shape, as long as the pyramid lives.
 */
const AcnShape *
acn_pyramid_get_shape (AcnPyramid *self, guint level)
{
  AcnShape *shape;

  g_return_val_if_fail (level < ACN_SHAPE_N_LEVELS, NULL);
  shape = g_atomic_pointer_get (&self->levels[level]);
  if (shape != NULL)
    return shape;
  shape = build_shape (self->geometry, level);
  if (g_atomic_pointer_compare_and_exchange (&self->levels[level], NULL, shape))
    return shape;
  free_shape (shape);
  return g_atomic_pointer_get (&self->levels[level]);
}
