/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums by which what was kept is known again. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

#define ACN_KEPT_SUM_BYTES 32 /* SHA-256 */

void     acn_kept_add_number (GChecksum *sum, double number);
void     acn_kept_add_geometry (GChecksum *sum, const AcnGeometry *geometry);
gboolean acn_kept_add_layer (GChecksum *sum, guint index, const AcnLayer *layer);
void     acn_kept_sum (const guint8 *bytes, gsize size, guint8 *out);

G_END_DECLS
