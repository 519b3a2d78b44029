/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/acn-reader.h"

G_BEGIN_DECLS

AcnGeometry *acn_geojson_read_geometry (AcnReader *reader, JsonObject *object);

G_END_DECLS
