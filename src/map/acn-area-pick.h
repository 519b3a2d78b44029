/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a place on the map to the moment that made it so. */
#pragma once

#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

guint acn_area_pick_event (const AcnMapSpec *spec, double lon_deg, double lat_deg);

G_END_DECLS
