/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers as they are on a day, as GeoJSON (RFC 7946). */
#pragma once

#include <glib.h>

#include "model/acn-dossier.h"

G_BEGIN_DECLS

GBytes *acn_write_geojson (AcnDossier   *dossier,
                           const guint  *layers,
                           guint         n_layers,
                           const AcnDay *days,
                           const char   *language,
                           guint         compared_layer,
                           AcnDay        compared_day,
                           guint         interpolated_layer,
                           GError      **error);

G_END_DECLS
