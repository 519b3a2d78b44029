/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of the dossier that ships. */
#pragma once

#include "base/acn-paths.h"
#include "io/acn-load.h"

static inline AcnDay
parse_day (const char *iso)
{
  AcnDay day;

  g_assert_true (acn_day_parse (iso, &day));
  return day;
}

/* Returns: (transfer full): the dossier, which has to load */
static inline AcnDossier *
load_shipped (void)
{
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier *dossier = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (dossier);
  return dossier;
}
