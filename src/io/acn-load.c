/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-load.h"

#include "base/acn-memory.h"
#include "io/acn-area-store.h"
#include "io/acn-beneath.h"
#include "io/acn-load-folder.h"
#include "io/acn-read-added.h"
#include "io/acn-read.h"

#include <glib/gi18n.h>
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
                       /* Translators: %s says why, without a full stop. */
                       _ ("this file could not be opened: %s"),
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
  char           **names; /* absolute */
  AcnLoadPlace    *place;
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
  g_clear_pointer (&self->place, acn_load_place_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_free (self);
}

/* About what reading the shipped dossier takes. */
#define AHEAD_BYTES (12 * 1024 * 1024)

/* The areas that the first picture needs come with it. */
static void
prepare_areas (AcnDossier *dossier)
{
  const AcnDay day = acn_dossier_get_home_day (dossier);

  if (acn_area_store_read (dossier, day))
    return;
  acn_dossier_prepare_areas (dossier, day);
  acn_area_store_write_later (dossier, day);
}

static gpointer
load_ahead_in_thread (gpointer data)
{
  Ahead   *self = data;
  gboolean unwanted;

  acn_memory_reserve (AHEAD_BYTES);
  self->place = acn_load_place_find ((const char *const *) self->names);
  self->dossier = acn_load_dossier (self->place->path, self->diagnostics, self->cancellable);
  if (self->dossier != NULL)
    prepare_areas (self->dossier);
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

static char **
make_absolute (const char *const *names)
{
  const guint n = g_strv_length ((char **) names);
  char      **absolute = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    absolute[i] = g_canonicalize_filename (names[i], NULL);
  return absolute;
}

/**
 * acn_load_dossier_ahead:
 * @names: (array zero-terminated=1): a dossier that will be asked for soon, or a folder; the first
 *   that is there, else the last
 * @loaded: (nullable): called in the thread when it is loaded and before anybody has it; not when
 *   it has faults
 * @data: for @loaded
 * @destroy: (nullable): of @data, in the thread
 *
 * Begins to load it in a thread, while the program prepares its window. The next
 * acn_load_dossier_async() or acn_load_dossier_take() has it where it names the same, and lets it
 * go where it names another. Main thread.
 */
void
acn_load_dossier_ahead (const char *const *names,
                        AcnDossierLoaded   loaded,
                        gpointer           data,
                        GDestroyNotify     destroy)
{
  Ahead *self = g_new0 (Ahead, 1);

  g_return_if_fail (ahead == NULL);
  self->names = make_absolute (names);
  self->loaded = loaded;
  self->data = data;
  self->destroy = destroy;
  self->diagnostics = acn_diagnostics_new ();
  self->cancellable = g_cancellable_new ();
  ahead = self;
  self->thread = g_thread_new ("load-ahead", load_ahead_in_thread, self);
}

/* Takes the load of @names out of its place, and lets that of others go. */
static Ahead *
take_ahead (const char *const *names, gboolean only_done)
{
  g_auto (GStrv) absolute = make_absolute (names);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ahead_lock);
  gboolean same = ahead != NULL &&
                  g_strv_equal ((const char *const *) ahead->names, (const char *const *) absolute);

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
finish_ahead (Ahead           *self,
              AcnDiagnostics **out_diagnostics,
              AcnLoadPlace   **out_place,
              GCancellable    *cancellable)
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
  *out_place = g_steal_pointer (&self->place);
  dossier = g_steal_pointer (&self->dossier);
  free_ahead (self);
  return dossier;
}

/**
 * acn_load_dossier_take:
 * @names: (array zero-terminated=1): as for acn_load_dossier_ahead()
 * @out_diagnostics: (out) (transfer full) (nullable): every error and warning of a load that is
 * done
 * @out_place: (out) (transfer full) (nullable): which of @names it was
 *
 * Never waits.
 *
 * Returns: (transfer full) (nullable): the dossier when it was loaded ahead and that is done; NULL
 *   with diagnostics when it is done and has errors, without them when there is nothing to take
 */
AcnDossier *
acn_load_dossier_take (const char *const *names,
                       AcnDiagnostics   **out_diagnostics,
                       AcnLoadPlace     **out_place)
{
  Ahead *self = take_ahead (names, TRUE);

  *out_diagnostics = NULL;
  *out_place = NULL;
  return self != NULL ? finish_ahead (self, out_diagnostics, out_place, NULL) : NULL;
}

/* --- In a worker ------------------------------------------------------------------------------ */

/* Job: of a worker. */
typedef struct
{
  char          **names;
  char          **added;
  AcnLoadPlace   *place;
  AcnDiagnostics *diagnostics;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_strfreev (job->names);
  g_strfreev (job->added);
  g_clear_pointer (&job->place, acn_load_place_free);
  g_clear_pointer (&job->diagnostics, acn_diagnostics_unref);
  g_free (job);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job               *job = data;
  AcnDossier        *dossier;
  const char *const *names = (const char *const *) job->names;
  Ahead             *begun = job->added == NULL ? take_ahead (names, FALSE) : NULL;

  if (begun != NULL)
    dossier = finish_ahead (begun, &job->diagnostics, &job->place, cancellable);
  else
    {
      job->place = acn_load_place_find (names);
      job->diagnostics = acn_diagnostics_new ();
      dossier = acn_load_dossier_with (
          job->place->path, (const char *const *) job->added, job->diagnostics, cancellable);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, dossier, (GDestroyNotify) acn_dossier_unref);
  else
    g_clear_pointer (&dossier, acn_dossier_unref);
}

static void
begin (const char *const  *names,
       const char *const  *added,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->names = g_strdupv ((char **) names);
  job->added = g_strdupv ((char **) added);
  g_task_set_source_tag (task, acn_load_dossier_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * acn_load_dossier_async:
 * @names: (array zero-terminated=1): dossiers or folders, in the encoding of file names; the first
 *   that is there is loaded, else the last
 * @cancellable: (nullable): ends the loading
 * @callback: called in the thread's main context
 * @data: for @callback
 *
 * As acn_load_dossier(), in a worker, and so is all that the disk is asked: when cancelled, the
 * callback comes at once, and the worker ends when it notices.
 */
void
acn_load_dossier_async (const char *const  *names,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  begin (names, NULL, cancellable, callback, data);
}

/**
 * acn_load_dossier_with_async:
 * @path: a dossier, in the encoding of file names
 * @added: (array zero-terminated=1) (nullable): GeoJSON files that become layers above its own
 * @cancellable: (nullable): ends the loading
 * @callback: called in the thread's main context
 * @data: for @callback
 *
 * As acn_load_dossier_with(), in a worker; acn_load_dossier_finish() ends it.
 */
void
acn_load_dossier_with_async (const char         *path,
                             const char *const  *added,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  begin ((const char *[]){ path, NULL }, added, cancellable, callback, data);
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
    *out_diagnostics = acn_diagnostics_ref (((Job *) g_task_get_task_data (task))->diagnostics);
  return g_task_propagate_pointer (task, error);
}

/**
 * acn_load_dossier_get_place:
 * @result: of a load that was not cancelled
 *
 * Returns: (transfer none): which of the names it was, and where
 */
const AcnLoadPlace *
acn_load_dossier_get_place (GAsyncResult *result)
{
  return ((Job *) g_task_get_task_data (G_TASK (result)))->place;
}
