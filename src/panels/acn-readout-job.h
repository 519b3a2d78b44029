/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the areas of a day in a worker. */
#pragma once

#include <gio/gio.h>

#include "model/acn-area-range.h"

G_BEGIN_DECLS

/* AcnReadoutAreas:
 * @day: the day measured
 * @whole_km2: area of the whole, km²; NaN when the dossier names none
 * @parts: (array length=n_parts): areas of the parts, with their limits
 */
typedef struct
{
  AcnDay        day;
  double        whole_km2;
  AcnAreaRange *parts;
  guint         n_parts;
} AcnReadoutAreas;

void acn_readout_areas_free (AcnReadoutAreas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnReadoutAreas, acn_readout_areas_free)

void             acn_readout_measure_async (AcnDossier         *dossier,
                                            AcnDay              day,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
AcnReadoutAreas *acn_readout_measure_finish (GAsyncResult *result, GError **error);

G_END_DECLS
