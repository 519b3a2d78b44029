/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file, as a list that can be read and copied. */
#pragma once

#include <adwaita.h>

#include "base/acn-diagnostics.h"

G_BEGIN_DECLS

#define ACN_TYPE_DIAGNOSTICS_VIEW (acn_diagnostics_view_get_type ())
G_DECLARE_FINAL_TYPE (AcnDiagnosticsView, acn_diagnostics_view, ACN, DIAGNOSTICS_VIEW, AdwBin)

GtkWidget *acn_diagnostics_view_new (void);
void       acn_diagnostics_view_show (AcnDiagnosticsView *self, AcnDiagnostics *diagnostics);

G_END_DECLS
