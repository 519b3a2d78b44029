/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything within a distance of an area, on the ellipsoid. */
#pragma once

#include "geo/acn-overlay.h"

G_BEGIN_DECLS

AcnGeometry *acn_geometry_reach (const AcnGeometry *self, double km, GError **error);
AcnBounds    acn_bounds_grow (AcnBounds bounds, double km);

G_END_DECLS
