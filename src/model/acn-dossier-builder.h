/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a dossier. The reader fills the arrays (structs are copied in, strings and texts must come
 * from the builder's own store), resolves ids to indexes, then calls _end. */
#pragma once

#include "acn-dossier.h"

G_BEGIN_DECLS

typedef struct _AcnDossierBuilder AcnDossierBuilder;

AcnDossierBuilder *acn_dossier_builder_new (void);
void               acn_dossier_builder_free (AcnDossierBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnDossierBuilder, acn_dossier_builder_free)

G_END_DECLS
