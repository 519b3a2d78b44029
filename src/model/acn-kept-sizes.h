/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sizes of a layer at all times, as bytes: each costs a union of areas, so that they are worked
 * out once and not at each start. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

GBytes  *acn_dossier_keep_sizes (AcnDossier *self, guint layer);
gboolean acn_dossier_use_kept_sizes (AcnDossier *self, guint layer, GBytes *kept);

G_END_DECLS
