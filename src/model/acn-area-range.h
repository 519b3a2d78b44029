/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between which limits an area lies, for what is known of its outline. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* Geodesic (WGS 84): low_km2 <= km2 <= high_km2. */
typedef struct
{
  double km2;
  double low_km2;
  double high_km2;
} AcnAreaRange;

gboolean acn_dossier_layer_range_at (
    AcnDossier *self, guint layer, AcnDay day, AcnAreaRange *out_range, GError **error);

G_END_DECLS
