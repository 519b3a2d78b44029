/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas of the dossier that was opened last, in a file of the cache: what the next start needs. It
 * may vanish, be damaged or of another dossier; then they are worked out. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

gboolean acn_area_store_read (AcnDossier *dossier, AcnDay day);
gboolean acn_area_store_write (AcnDossier *dossier, AcnDay day, GError **error);
void     acn_area_store_write_later (AcnDossier *dossier, AcnDay day);

G_END_DECLS
