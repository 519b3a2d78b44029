/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as RFC 4180 has them, and the table of events. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

void acn_csv_append_cell (GString *csv, const char *text);
char *
acn_csv_of_events (AcnDossier *dossier, const char *language, const guint *events, guint n_events);

G_END_DECLS
