/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of dated GeoJSON files as one layer over time. */
#pragma once

#include "model/acn-dossier-builder.h"

#include "base/acn-diagnostics.h"

G_BEGIN_DECLS

gboolean acn_folder_parse_name (const char *name, AcnDay *out_day, char **out_form);
AcnDossierBuilder *
acn_read_folder (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable);

G_END_DECLS
