/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-readout-job.h"

#include <math.h>

/* AcnReadoutRequest: what the worker gets. */
typedef struct
{
  AcnDossier *dossier;
  AcnDay      day;
} AcnReadoutRequest;

static void
free_request (AcnReadoutRequest *request)
{
  acn_dossier_unref (request->dossier);
  g_free (request);
}

void
acn_readout_areas_free (AcnReadoutAreas *self)
{
  g_free (self->parts);
  g_free (self);
}

static gboolean
measure (AcnDossier *dossier, AcnReadoutAreas *areas, GError **error)
{
  guint        n, whole = acn_dossier_get_readout_whole (dossier);
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);

  areas->whole_km2 = NAN;
  if (whole != ACN_NONE &&
      !acn_dossier_layer_area_km2_at (dossier, whole, areas->day, &areas->whole_km2, error))
    return FALSE;
  areas->parts = g_new0 (AcnAreaRange, n);
  areas->n_parts = n;
  for (guint i = 0; i < n; i++)
    if (!acn_dossier_layer_range_at (dossier, parts[i], areas->day, &areas->parts[i], error))
      return FALSE;
  return TRUE;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnReadoutRequest *request = data;
  g_autoptr (AcnReadoutAreas) areas = g_new0 (AcnReadoutAreas, 1);
  GError *error = NULL;

  areas->day = request->day;
  if (measure (request->dossier, areas, &error))
    g_task_return_pointer (task, g_steal_pointer (&areas), (GDestroyNotify) acn_readout_areas_free);
  else
    g_task_return_error (task, error);
}

/**
 * acn_readout_measure_async:
 * @dossier: a dossier
 * @day: the day to measure
 * @cancellable: (nullable): to drop the result
 * @callback: called in the caller's main context
 * @data: for @callback
 */
void
acn_readout_measure_async (AcnDossier         *dossier,
                           AcnDay              day,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  AcnReadoutRequest *request = g_new0 (AcnReadoutRequest, 1);

  request->dossier = acn_dossier_ref (dossier);
  request->day = day;
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  g_task_run_in_thread (task, run);
}

/**
 * acn_readout_measure_finish:
 * @result: what the callback got
 * @error: what the overlay of a layer failed with, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the areas
 */
AcnReadoutAreas *
acn_readout_measure_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
