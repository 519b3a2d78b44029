/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoJSON that a person adds to an open dossier. */
#pragma once

#include "base/acn-diagnostics.h"
#include "model/acn-dossier-builder.h"

G_BEGIN_DECLS

gboolean acn_read_added_layers (AcnDossierBuilder *builder,
                                const char *const *paths,
                                AcnDiagnostics    *diagnostics,
                                GCancellable      *cancellable);

G_END_DECLS
