/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which dossiers were open of late: the menu offers those that are still there. */
#include "app/acn-window-private.h"

#include "base/acn-paths.h"

/* Files that the menu offers at most. */
#define N_RECENT 8

/* --- The menu -------------------------------------------------------------------------------- */

/* In a worker, as a disk may be slow: the first of the paths that are there. */
static void
find_there (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *paths = data, *there = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < paths->len && there->len < N_RECENT; i++)
    if (g_file_test (paths->pdata[i], G_FILE_TEST_EXISTS))
      g_ptr_array_add (there, g_strdup (paths->pdata[i]));
  g_task_return_pointer (task, there, (GDestroyNotify) g_ptr_array_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnWindow *self = ACN_WINDOW (source);
  g_autoptr (GPtrArray) paths = g_task_propagate_pointer (G_TASK (result), NULL);

  if (paths == NULL) /* the list has changed since */
    return;
  g_clear_object (&self->finding_recent);
  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);

      acn_window_append_item (self->recent_menu, name, "win.open-path", paths->pdata[i]);
    }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static GPtrArray *
list_recent (void)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GList     *items = g_list_sort (gtk_recent_manager_get_items (manager), compare_newest_first);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (GList *l = items; l != NULL; l = l->next)
    {
      char *path = g_filename_from_uri (gtk_recent_info_get_uri (l->data), NULL, NULL);

      if (path != NULL && gtk_recent_info_has_application (l->data, g_get_application_name ()))
        g_ptr_array_add (paths, path);
      else
        g_free (path);
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  return paths;
}

static void
fill_recent (AcnWindow *self)
{
  g_autoptr (GTask) task = NULL;

  acn_window_end_recent (self);
  self->finding_recent = g_cancellable_new ();
  task = g_task_new (self, self->finding_recent, found_cb, NULL);
  g_task_set_task_data (task, list_recent (), (GDestroyNotify) g_ptr_array_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, find_there);
}

/**
 * acn_window_add_recent:
 * @self: a window
 *
 * Follows the list of recent files.
 */
void
acn_window_add_recent (AcnWindow *self)
{
  g_signal_connect_object (gtk_recent_manager_get_default (),
                           "changed",
                           G_CALLBACK (fill_recent),
                           self,
                           G_CONNECT_SWAPPED);
  fill_recent (self);
}

/**
 * acn_window_end_recent:
 * @self: a window
 *
 * Looks for recent files no more.
 */
void
acn_window_end_recent (AcnWindow *self)
{
  if (self->finding_recent != NULL)
    g_cancellable_cancel (self->finding_recent);
  g_clear_object (&self->finding_recent);
}

/* --- The file -------------------------------------------------------------------------------- */

/**
 * acn_window_remember_file:
 * @self: a window
 * @path: of the dossier that has just been opened
 *
 * Opens it again next time, and lists it among the recent ones, but for the shipped one.
 */
void
acn_window_remember_file (AcnWindow *self, const char *path)
{
  static char     *groups[] = { (char *) "accession", NULL };
  GtkRecentData    recent = { .mime_type = (char *) "application/vnd.accession.dossier+json",
                              .app_name = (char *) g_get_application_name (),
                              .app_exec = (char *) "accession %f",
                              .groups = groups };
  g_autofree char *shipped = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  gboolean         is_shipped = g_strcmp0 (path, shipped) == 0;
  g_autofree char *uri = g_filename_to_uri (full, NULL, NULL);

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-dossier", is_shipped ? "" : full);
  if (!is_shipped && uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &recent);
}
