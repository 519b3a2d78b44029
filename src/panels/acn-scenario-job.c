/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-scenario-job.h"

#include <glib/gi18n.h>

/* What the worker gets. */
typedef struct
{
  AcnDossier *dossier;
  AcnDay      day;
} Request;

static void
free_request (Request *request)
{
  acn_dossier_unref (request->dossier);
  g_free (request);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request   *request = data;
  GError    *error = NULL;
  AcnExtent *extent = g_new0 (AcnExtent, 1);

  if (acn_scenario_measure (request->dossier, request->day, extent, &error))
    {
      g_task_return_pointer (task, extent, g_free);
      return;
    }
  g_free (extent);
  if (error == NULL)
    g_set_error_literal (
        &error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("the scenario names no areas"));
  g_task_return_error (task, error);
}

/**
 * acn_scenario_measure_async:
 * @day: the day whose line counts
 * @cancellable: (nullable): to drop the result
 * @callback: called in the caller's main context
 */
void
acn_scenario_measure_async (AcnDossier         *dossier,
                            AcnDay              day,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->dossier = acn_dossier_ref (dossier);
  request->day = day;
  g_task_set_task_data (task, request, (GDestroyNotify) free_request);
  g_task_run_in_thread (task, run);
}

/**
 * acn_scenario_measure_finish:
 *
 * Returns: (transfer full) (nullable): freed by g_free(); its towns live as long as the dossier
 */
AcnExtent *
acn_scenario_measure_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
