/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of one dossier, in GSettings below a path that is made from its id. */
#pragma once

#include "state/acn-session.h"

G_BEGIN_DECLS

GSettings *acn_dossier_memory_open (AcnDossier *dossier);
gboolean acn_dossier_memory_restore (GSettings *memory, AcnSession *session, AcnCamera *out_camera);

G_END_DECLS
