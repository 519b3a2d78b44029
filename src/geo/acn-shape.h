/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Geometry ready for drawing: Web Mercator on an integer grid, simplified for a zoom level.
 *
 * World units: the square of Web Mercator (EPSG:3857, latitude within ±85.0511°) is
 * [0, ACN_WORLD_SIZE) in both axes, x east from 180° W, y south from the north edge; one unit is
 * 1.9 cm at the equator. At zoom z the world is 256 * 2^z pixels wide. */
#pragma once

#include "acn-geometry.h"

G_BEGIN_DECLS

#define ACN_WORLD_SIZE 2147483648.0
#define ACN_LAT_MAX 85.05112877980659
#define ACN_TILE_SIZE 256 /* logical pixels of the zoom convention */

/* Levels of simplification: level i serves zooms in (i - 1, i] * step..., see acn_shape_level. */
#define ACN_SHAPE_N_LEVELS 8

typedef struct
{
  gint32 min_x, min_y, max_x, max_y;
} AcnBox;

#define ACN_BOX_EMPTY ((AcnBox){ G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 })

typedef struct
{
  AcnBox  box;
  guint32 first; /* index of its first point in the shape's xy */
  guint32 n;     /* points; area rings are not closed (the last point differs from the first) */
} AcnRing;

/* AcnShape: one geometry at one level; a view of memory owned by its pyramid or basemap. */
typedef struct
{
  AcnGeometryKind kind;
  AcnBox          box;
  guint32         n_rings;
  const AcnRing  *rings;
  const gint32   *xy; /* interleaved x y, world units */
} AcnShape;

/* AcnPyramid: a geometry's shapes, built per level on first use; any thread. */
typedef struct _AcnPyramid AcnPyramid;

AcnPyramid     *acn_pyramid_new (AcnGeometry *geometry);
AcnPyramid     *acn_pyramid_ref (AcnPyramid *self);
void            acn_pyramid_unref (AcnPyramid *self);
AcnGeometry    *acn_pyramid_get_geometry (AcnPyramid *self);
AcnBox          acn_pyramid_get_box (AcnPyramid *self);
const AcnShape *acn_pyramid_get_shape (AcnPyramid *self, guint level);

guint  acn_shape_level (double zoom, double scale);
double acn_shape_level_tolerance (guint level);

static inline gboolean
acn_box_intersects (AcnBox a, AcnBox b)
{
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

void   acn_mercator_project (double lon_deg, double lat_deg, double *out_x, double *out_y);
void   acn_mercator_unproject (double x, double y, double *out_lon_deg, double *out_lat_deg);
double acn_mercator_metres_per_px (double lat_deg, double zoom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnPyramid, acn_pyramid_unref)

G_END_DECLS
