/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas and sizes of the dossier that was opened last, in files of the cache: what the next start
 * needs. They may vanish, be damaged or of another dossier; then they are worked out. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

gboolean acn_area_store_read (AcnDossier *dossier, AcnDay day);
gboolean acn_area_store_write (AcnDossier *dossier, AcnDay day, GError **error);
void     acn_area_store_write_later (AcnDossier *dossier, AcnDay day);
void     acn_area_store_need_sizes (AcnDossier *dossier, guint layer);

G_END_DECLS
