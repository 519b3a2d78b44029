/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The areas that the first picture of a dossier needs, as bytes: working them out takes longer than
 * reading them, and they depend on nothing but what the dossier shows on that day. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

GBytes  *acn_dossier_keep_areas (AcnDossier *self, AcnDay day);
gboolean acn_dossier_use_kept_areas (AcnDossier *self, AcnDay day, GBytes *kept);

G_END_DECLS
