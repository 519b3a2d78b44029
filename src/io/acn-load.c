/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-load.h"

#include "io/acn-beneath.h"
#include "io/acn-load-folder.h"
#include "io/acn-read-added.h"
#include "io/acn-read.h"

#include <string.h>

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

static AcnDossierBuilder *
read_file (const char     *path,
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
  document = acn_json_document_new_dossier (bytes, file, diagnostics, cancellable);
  return document != NULL
             ? acn_read_dossier (document, path, check_shapes, diagnostics, cancellable)
             : NULL;
}

static AcnDossier *
load (const char        *path,
      const char *const *added,
      gboolean           check_shapes,
      AcnDiagnostics    *diagnostics,
      GCancellable      *cancellable)
{
  g_autoptr (AcnDossierBuilder) builder =
      g_file_test (path, G_FILE_TEST_IS_DIR)
          ? acn_read_folder (path, diagnostics, cancellable)
          : read_file (path, check_shapes, diagnostics, cancellable);

  if (builder == NULL || !acn_read_added_layers (builder, added, diagnostics, cancellable) ||
      g_cancellable_is_cancelled (cancellable))
    return NULL;
  return acn_dossier_builder_end (g_steal_pointer (&builder));
}

/**
 * acn_load_dossier:
 * @path: a dossier, or a folder of dated GeoJSON files, in the encoding of file names
 * @diagnostics: gets every error and warning, with its place
 * @cancellable: (nullable): ends the loading
 *
 * Reads the dossier and the GeoJSON files that it names, or makes one of the folder. Any thread;
 * may take a while.
 *
 * Returns: (transfer full) (nullable): the dossier; NULL when there is an error, which
 *   @diagnostics tells, or when cancelled
 */
AcnDossier *
acn_load_dossier (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable)
{
  return load (path, NULL, FALSE, diagnostics, cancellable);
}

/**
 * acn_load_dossier_with:
 * @path: a dossier, in the encoding of file names
 * @added: (array zero-terminated=1) (nullable): GeoJSON files that become layers above its own
 * @diagnostics: gets every error and warning, with its place
 * @cancellable: (nullable): ends the loading
 *
 * As acn_load_dossier(), with further layers.
 *
 * Returns: (transfer full) (nullable): the dossier
 */
AcnDossier *
acn_load_dossier_with (const char        *path,
                       const char *const *added,
                       AcnDiagnostics    *diagnostics,
                       GCancellable      *cancellable)
{
  return load (path, added, FALSE, diagnostics, cancellable);
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
  return load (path, NULL, TRUE, diagnostics, cancellable);
}

/* --- Ahead of the window --------------------------------------------------------------------- */

typedef struct
{
  char            *path; /* absolute */
  AcnDossierLoaded loaded;
  gpointer         data; /* for it */
  GDestroyNotify   destroy;
  GThread         *thread;
  GCancellable    *cancellable;
  AcnDossier      *dossier;
  AcnDiagnostics  *diagnostics;
  gboolean         done, unwanted; /* read and written under the lock */
} Ahead;

static GMutex ahead_lock;
static Ahead *ahead; /* the one load that nobody has asked for yet, or NULL */

static void
free_ahead (Ahead *self)
{
  g_clear_pointer (&self->dossier, acn_dossier_unref);
  g_clear_pointer (&self->diagnostics, acn_diagnostics_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

/* The areas that the first picture needs are worked out on the way. */
static gpointer
load_ahead_in_thread (gpointer data)
{
  Ahead   *self = data;
  gboolean unwanted;

  self->dossier = acn_load_dossier (self->path, self->diagnostics, self->cancellable);
  if (self->dossier != NULL)
    acn_dossier_prepare_areas (self->dossier, acn_dossier_get_home_day (self->dossier));
  if (self->dossier != NULL && self->loaded != NULL &&
      !g_cancellable_is_cancelled (self->cancellable))
    self->loaded (self->dossier, self->data);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_mutex_lock (&ahead_lock);
  self->done = TRUE;
  unwanted = self->unwanted;
  g_mutex_unlock (&ahead_lock);
  if (unwanted)
    free_ahead (self);
  return NULL;
}

/**
 * acn_load_dossier_ahead:
 * @path: a dossier that will be asked for soon
 * @loaded: (nullable): called in the thread when it is loaded and before anybody has it; not when
 *   it has faults
 * @data: for @loaded
 * @destroy: (nullable): of @data, in the thread
 *
 * Begins to load it in a thread, while the program prepares its window. The next
 * acn_load_dossier_async() or acn_load_dossier_take() has it where it names the same path, and
 * lets it go where it names another. Main thread.
 */
void
acn_load_dossier_ahead (const char      *path,
                        AcnDossierLoaded loaded,
                        gpointer         data,
                        GDestroyNotify   destroy)
{
  Ahead *self = g_new0 (Ahead, 1);

  g_return_if_fail (ahead == NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->loaded = loaded;
  self->data = data;
  self->destroy = destroy;
  self->diagnostics = acn_diagnostics_new ();
  self->cancellable = g_cancellable_new ();
  ahead = self;
  self->thread = g_thread_new ("load-ahead", load_ahead_in_thread, self);
}

/* Takes the load of @path out of its place, and lets that of another path go. */
static Ahead *
take_ahead (const char *path, gboolean only_done)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ahead_lock);
  gboolean same = ahead != NULL && strcmp (ahead->path, absolute) == 0;

  if (ahead == NULL || (same && only_done && !ahead->done))
    return NULL;
  if (same)
    return g_steal_pointer (&ahead);
  g_clear_pointer (&ahead->thread, g_thread_unref);
  g_cancellable_cancel (ahead->cancellable);
  if (ahead->done)
    free_ahead (ahead);
  else
    ahead->unwanted = TRUE;
  ahead = NULL;
  return NULL;
}

static void
cancel_ahead_cb (GCancellable *cancellable, gpointer other)
{
  g_cancellable_cancel (other);
}

/* Waits for it where it is not done yet. @cancellable: (nullable): ends it */
static AcnDossier *
finish_ahead (Ahead *self, AcnDiagnostics **out_diagnostics, GCancellable *cancellable)
{
  gulong      handler = 0;
  AcnDossier *dossier;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable,
                                     G_CALLBACK (cancel_ahead_cb),
                                     g_object_ref (self->cancellable),
                                     g_object_unref);
  g_thread_join (g_steal_pointer (&self->thread));
  g_cancellable_disconnect (cancellable, handler);
  *out_diagnostics = g_steal_pointer (&self->diagnostics);
  dossier = g_steal_pointer (&self->dossier);
  free_ahead (self);
  return dossier;
}

/**
 * acn_load_dossier_take:
 * @path: a dossier, in the encoding of file names
 * @out_diagnostics: (out) (transfer full) (nullable): every error and warning of a load that is
 * done
 *
 * Never waits.
 *
 * Returns: (transfer full) (nullable): the dossier when it was loaded ahead and that is done; NULL
 *   with diagnostics when it is done and has errors, without them when there is nothing to take
 */
AcnDossier *
acn_load_dossier_take (const char *path, AcnDiagnostics **out_diagnostics)
{
  Ahead *self = take_ahead (path, TRUE);

  *out_diagnostics = NULL;
  return self != NULL ? finish_ahead (self, out_diagnostics, NULL) : NULL;
}

/* --- In a worker ------------------------------------------------------------------------------ */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnDiagnostics *diagnostics = NULL;
  AcnDossier     *dossier;
  char          **added = g_object_get_data (G_OBJECT (task), "added");
  Ahead          *begun = added == NULL ? take_ahead (data, FALSE) : NULL;

  if (begun != NULL)
    dossier = finish_ahead (begun, &diagnostics, cancellable);
  else
    dossier = acn_load_dossier_with (
        data, (const char *const *) added, diagnostics = acn_diagnostics_new (), cancellable);
  g_object_set_data_full (
      G_OBJECT (task), "diagnostics", diagnostics, (GDestroyNotify) acn_diagnostics_unref);
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
  acn_load_dossier_with_async (path, NULL, cancellable, callback, data);
}

/**
 * acn_load_dossier_with_async:
 * @path: a dossier, in the encoding of file names
 * @added: (array zero-terminated=1) (nullable): GeoJSON files that become layers above its own
 * @cancellable: (nullable): ends the loading
 * @callback: called in the thread's main context
 * @data: for @callback
 *
 * As acn_load_dossier_with(), in a worker; acn_load_dossier_finish() ends it. When cancelled, the
 * callback comes at once, and the worker ends when it notices.
 */
void
acn_load_dossier_with_async (const char         *path,
                             const char *const  *added,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, acn_load_dossier_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_object_set_data_full (
      G_OBJECT (task), "added", g_strdupv ((char **) added), (GDestroyNotify) g_strfreev);
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
