/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-load.h"

#include "io/acn-beneath.h"
#include "io/acn-read.h"

static void
report_unreadable (AcnDiagnostics *diagnostics, const char *file, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  acn_diagnostics_add (diagnostics,
                       ACN_SEVERITY_ERROR,
                       file,
                       0,
                       0,
                       "",
                       "this file could not be opened: %s",
                       error->message);
}

static AcnDossier *
load (const char     *path,
      gboolean        check_shapes,
      AcnDiagnostics *diagnostics,
      GCancellable   *cancellable)
{
  g_autofree char *file = g_filename_display_name (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = acn_read_file (path, cancellable, &error);
  g_autoptr (AcnJsonDocument) document = NULL;

  if (bytes == NULL)
    {
      report_unreadable (diagnostics, file, error);
      return NULL;
    }
  document = acn_json_document_new (bytes, file, diagnostics, cancellable);
  return document != NULL
             ? acn_read_dossier (document, path, check_shapes, diagnostics, cancellable)
             : NULL;
}

/**
 * acn_load_dossier:
 * @path: a dossier, in the encoding of file names
 * @diagnostics: gets every error and warning, with its place
 * @cancellable: (nullable): ends the loading
 *
 * Reads the dossier and the GeoJSON files that it names. Any thread; may take a while.
 *
 * Returns: (transfer full) (nullable): the dossier; NULL when there is an error, which
 *   @diagnostics tells, or when cancelled
 */
AcnDossier *
acn_load_dossier (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable)
{
  return load (path, FALSE, diagnostics, cancellable);
}

/**
 * acn_load_dossier_checked:
 * @path: a dossier, in the encoding of file names
 * @diagnostics: gets every error and warning, with its place
 * @cancellable: (nullable): ends the loading
 *
 * As acn_load_dossier(), and warns of areas that cross themselves: for authors, as it doubles the
 * time.
 *
 * Returns: (transfer full) (nullable): the dossier
 */
AcnDossier *
acn_load_dossier_checked (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable)
{
  return load (path, TRUE, diagnostics, cancellable);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnDiagnostics *diagnostics = g_object_get_data (G_OBJECT (task), "diagnostics");
  AcnDossier     *dossier = acn_load_dossier (data, diagnostics, cancellable);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, dossier, (GDestroyNotify) acn_dossier_unref);
  else
    g_clear_pointer (&dossier, acn_dossier_unref);
}

/**
 * acn_load_dossier_async:
 * @path: a dossier, in the encoding of file names
 * @cancellable: (nullable): ends the loading
 * @callback: called in the thread's main context
 * @data: for @callback
 *
 * As acn_load_dossier(), in a worker.
 */
void
acn_load_dossier_async (const char         *path,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, acn_load_dossier_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (task),
                          "diagnostics",
                          acn_diagnostics_new (),
                          (GDestroyNotify) acn_diagnostics_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * acn_load_dossier_finish:
 * @out_diagnostics: (out) (transfer full): every error and warning; NULL when cancelled
 * @error: %G_IO_ERROR_CANCELLED or nothing
 *
 * Returns: (transfer full) (nullable): the dossier; NULL without @error when the diagnostics say
 * why
 */
AcnDossier *
acn_load_dossier_finish (GAsyncResult *result, AcnDiagnostics **out_diagnostics, GError **error)
{
  GTask *task = G_TASK (result);

  g_return_val_if_fail (g_async_result_is_tagged (result, acn_load_dossier_async), NULL);
  *out_diagnostics = NULL;
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    *out_diagnostics = acn_diagnostics_ref (g_object_get_data (G_OBJECT (task), "diagnostics"));
  return g_task_propagate_pointer (task, error);
}
