/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A geometry of RFC 7946 as compact arrays: immutable, shared by reference, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ACN_GEOMETRY_POINTS, /* Point, MultiPoint: each ring is one point */
  ACN_GEOMETRY_LINES,  /* LineString, MultiLineString: each ring is a line */
  ACN_GEOMETRY_AREAS,  /* Polygon, MultiPolygon: rings closed (last point equals the first) */
} AcnGeometryKind;

/* AcnBounds: degrees, EPSG:4326, west <= east; empty when west > east. */
typedef struct
{
  double west, south, east, north;
} AcnBounds;

#define ACN_BOUNDS_EMPTY ((AcnBounds){ 1e9, 1e9, -1e9, -1e9 })

typedef struct _AcnGeometry AcnGeometry;

/* AcnGeometry (read-only outside src/geo):
 * @xy: 2 * n_points doubles: longitude, latitude in degrees, EPSG:4326
 * @ring_ends: n_rings ends: ring i is the points [i ? ring_ends[i - 1] : 0, ring_ends[i])
 * @part_ends: n_parts ends in rings: polygon i has an exterior ring first, then its holes
 *   (NULL for points and lines, where every ring is a part)
 */
struct _AcnGeometry
{
  AcnGeometryKind kind;
  guint           n_points;
  guint           n_rings;
  guint           n_parts;
  const double   *xy;
  const guint32  *ring_ends;
  const guint32  *part_ends;
  AcnBounds       bounds;
};

/* Takes copies of nothing: the arrays (g_malloc) belong to the geometry afterwards. */
AcnGeometry *acn_geometry_new_take (AcnGeometryKind kind,
                                    double         *xy,
                                    guint           n_points,
                                    guint32        *ring_ends,
                                    guint           n_rings,
                                    guint32        *part_ends,
                                    guint           n_parts);
AcnGeometry *acn_geometry_new_take_arrays (AcnGeometryKind kind,
                                           GArray         *xy,
                                           GArray         *ring_ends,
                                           GArray         *part_ends);
AcnGeometry *acn_geometry_ref (AcnGeometry *self);
void         acn_geometry_unref (AcnGeometry *self);
gboolean     acn_geometry_is_empty (const AcnGeometry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnGeometry, acn_geometry_unref)

G_END_DECLS
