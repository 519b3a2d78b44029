/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between AcnGeometry and GEOS: only acn-overlay.c, acn-band.c and
 * acn-frontier.c know GEOS besides. */
#pragma once

#include <geos_c.h>

#include "geo/acn-geometry.h"

G_BEGIN_DECLS

GEOSContextHandle_t acn_geos_get (void);
const char         *acn_geos_last_message (void);
GEOSGeometry       *acn_geos_from_geometry (GEOSContextHandle_t geos, const AcnGeometry *geometry);
AcnGeometry        *acn_geos_to_areas (GEOSContextHandle_t geos, const GEOSGeometry *geometry);

G_END_DECLS
