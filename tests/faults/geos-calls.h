/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of GEOS may fail: X (name, parameters, arguments) for each function, all pointers without
 * their types. Those that make something of what they are given, which they take also when they
 * fail, come second; a number is what the third kind returns for a failure. */
#pragma once

#define GEOS_CALLS(X)                                                                              \
  X (GEOSDifferencePrec_r, (void *c, void *a, void *b, double grid), (c, a, b, grid))              \
  X (GEOSIntersectionPrec_r, (void *c, void *a, void *b, double grid), (c, a, b, grid))            \
  X (GEOSIntersection_r, (void *c, void *a, void *b), (c, a, b))                                   \
  X (GEOSUnaryUnion_r, (void *c, void *a), (c, a))                                                 \
  X (GEOSUnaryUnionPrec_r, (void *c, void *a, double grid), (c, a, grid))                          \
  X (GEOSMakeValidWithParams_r, (void *c, void *a, void *how), (c, a, how))                        \
  X (GEOSBuffer_r, (void *c, void *a, double width, int segments), (c, a, width, segments))        \
  X (GEOSBoundary_r, (void *c, void *a), (c, a))                                                   \
  X (GEOSPrepare_r, (void *c, void *a), (c, a))                                                    \
  X (GEOSGeom_createRectangle_r,                                                                   \
     (void *c, double west, double south, double east, double north),                              \
     (c, west, south, east, north))                                                                \
  X (GEOSGeom_createPointFromXY_r, (void *c, double x, double y), (c, x, y))                       \
  X (GEOSGeom_transformXY_r, (void *c, void *a, void *move, void *data), (c, a, move, data))       \
  X (GEOSCoordSeq_copyFromBuffer_r,                                                                \
     (void *c, const double *xy, unsigned n, int z, int m),                                        \
     (c, xy, n, z, m))

#define GEOS_MAKERS(X)                                                                             \
  X (GEOSGeom_createLinearRing_r, (void *c, void *points), (c, points))                            \
  X (GEOSGeom_createLineString_r, (void *c, void *points), (c, points))                            \
  X (GEOSGeom_createPoint_r, (void *c, void *points), (c, points))                                 \
  X (GEOSGeom_createPolygon_r,                                                                     \
     (void *c, void *ring, void **holes, unsigned n),                                              \
     (c, ring, holes, n))                                                                          \
  X (GEOSGeom_createCollection_r,                                                                  \
     (void *c, int kind, void **parts, unsigned n),                                                \
     (c, kind, parts, n))

#define GEOS_ANSWERS(X)                                                                            \
  X (int, 0, GEOSDistance_r, (void *c, void *a, void *b, double *out), (c, a, b, out))             \
  X (int, 0, GEOSGeom_getXMin_r, (void *c, void *a, double *out), (c, a, out))                     \
  X (int, 0, GEOSArea_r, (void *c, void *a, double *out), (c, a, out))                             \
  X (char, 2, GEOSisValid_r, (void *c, void *a), (c, a))                                           \
  X (char,                                                                                         \
     2,                                                                                            \
     GEOSPreparedDistanceWithin_r,                                                                 \
     (void *c, void *a, void *b, double distance),                                                 \
     (c, a, b, distance))
