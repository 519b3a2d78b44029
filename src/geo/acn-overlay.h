/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Set operations on areas (GEOS) and geodesic measures (PROJ), all reentrant. */
#pragma once

#include "acn-geometry.h"

G_BEGIN_DECLS

#define ACN_GEO_ERROR (acn_geo_error_quark ())
typedef enum
{
  ACN_GEO_ERROR_INVALID, /* a geometry that GEOS cannot use, even repaired */
  ACN_GEO_ERROR_FAILED,  /* GEOS gave no result */
} AcnGeoError;
GQuark acn_geo_error_quark (void);

typedef enum
{
  ACN_OVERLAY_DIFFERENCE, /* the first minus all others */
  ACN_OVERLAY_UNION,
  ACN_OVERLAY_INTERSECTION, /* common to all */
} AcnOverlayOp;

/* min_part_km2: parts smaller than this (slivers) are dropped from the result; 0 keeps all. */
AcnGeometry *acn_overlay (AcnOverlayOp              op,
                          const AcnGeometry *const *operands,
                          guint                     n_operands,
                          double                    min_part_km2,
                          GError                  **error);
gboolean     acn_geometry_validate (const AcnGeometry *self,
                                    char             **out_reason,
                                    double            *out_lon_deg,
                                    double            *out_lat_deg);
AcnGeometry *acn_geometry_make_valid (const AcnGeometry *self, GError **error);
double       acn_geometry_area_km2 (const AcnGeometry *self);
double       acn_geometry_part_area_km2 (const AcnGeometry *self, guint part);
double       acn_geometry_length_km (const AcnGeometry *self);
double acn_geo_distance_km (double lon_a_deg, double lat_a_deg, double lon_b_deg, double lat_b_deg);
gboolean acn_geometry_contains_point (const AcnGeometry *self, double lon_deg, double lat_deg);

G_END_DECLS
