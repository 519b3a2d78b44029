/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures in a worker how much a scenario covers. */
#pragma once

#include <gio/gio.h>

#include "model/acn-scenario-extent.h"

G_BEGIN_DECLS

void       acn_scenario_measure_async (AcnDossier         *dossier,
                                       AcnDay              day,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            data);
AcnExtent *acn_scenario_measure_finish (GAsyncResult *result, GError **error);

G_END_DECLS
