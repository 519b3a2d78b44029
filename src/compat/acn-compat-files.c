/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/acn-compat.h"

#if GTK_CHECK_VERSION(4, 10, 0)

static GtkFileDialog *
make_dialog (const char *title, GListModel *filters)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_modal (dialog, TRUE);
  if (filters != NULL)
    gtk_file_dialog_set_filters (dialog, filters);
  return dialog;
}

static void
return_file (GTask *task, GFile *file, GError *error)
{
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
           g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
    }
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile  *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, file, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile  *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, file, error);
}

void
acn_compat_open_file (GtkWindow          *parent,
                      const char         *title,
                      GListModel         *filters,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (title, filters);

  gtk_file_dialog_open (dialog, parent, NULL, opened_cb, g_task_new (parent, NULL, callback, data));
}

static void
folder_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile  *folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, folder, error);
}

void
acn_compat_open_folder (GtkWindow          *parent,
                        const char         *title,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (title, NULL);

  gtk_file_dialog_select_folder (
      dialog, parent, NULL, folder_opened_cb, g_task_new (parent, NULL, callback, data));
}

void
acn_compat_save_file (GtkWindow          *parent,
                      const char         *title,
                      const char         *name,
                      GListModel         *filters,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (title, filters);

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, NULL, saved_cb, g_task_new (parent, NULL, callback, data));
}

void
acn_compat_show_uri (GtkWindow *parent, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
}

#else

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (
        task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
show_chooser (GtkFileChooserNative *dialog, GListModel *filters, GTask *task)
{
  guint n = filters != NULL ? g_list_model_get_n_items (filters) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * acn_compat_open_file:
 * @parent: the window that asks
 * @title: title of the dialog
 * @filters: (nullable): list of #GtkFileFilter, the first is active
 * @callback: called when a file was chosen or the dialog dismissed
 * @data: for @callback
 */
void
acn_compat_open_file (GtkWindow          *parent,
                      const char         *title,
                      GListModel         *filters,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  show_chooser (dialog, filters, g_task_new (parent, NULL, callback, data));
}

/**
 * acn_compat_open_folder:
 * @parent: the window that asks
 * @title: title of the dialog
 * @callback: called when a folder was chosen or the dialog dismissed; acn_compat_open_file_finish()
 *   gives it
 * @data: for @callback
 */
void
acn_compat_open_folder (GtkWindow          *parent,
                        const char         *title,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  show_chooser (dialog, NULL, g_task_new (parent, NULL, callback, data));
}

/**
 * acn_compat_save_file:
 * @parent: the window that asks
 * @title: title of the dialog
 * @name: proposed file name
 * @filters: (nullable): list of #GtkFileFilter, the first is active
 * @callback: called when a file was chosen or the dialog dismissed
 * @data: for @callback
 */
void
acn_compat_save_file (GtkWindow          *parent,
                      const char         *title,
                      const char         *name,
                      GListModel         *filters,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show_chooser (dialog, filters, g_task_new (parent, NULL, callback, data));
}

/**
 * acn_compat_show_uri:
 * @parent: the window that asks
 * @uri: what to open in the program that the desktop has for it
 */
void
acn_compat_show_uri (GtkWindow *parent, const char *uri)
{
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

#endif

/**
 * acn_compat_open_file_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED when the person dismissed the dialog
 *
 * Returns: (transfer full) (nullable): the file chosen
 */
GFile *
acn_compat_open_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * acn_compat_save_file_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED when the person dismissed the dialog
 *
 * Returns: (transfer full) (nullable): the file chosen; the person agreed to replace it
 */
GFile *
acn_compat_save_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
open_folder_of (GtkWindow *parent, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    acn_compat_show_uri (parent, uri);
}

/* AcnFolderRequest: kept until the file manager answers. */
typedef struct
{
  GtkWindow *parent; /* weak */
  GFile     *file;
} AcnFolderRequest;

static void
free_folder_request (AcnFolderRequest *request)
{
  g_clear_weak_pointer (&request->parent);
  g_object_unref (request->file);
  g_free (request);
}

#if GTK_CHECK_VERSION(4, 10, 0)

/* It asks the file manager, and the portal in a sandbox. */
static void
shown_in_folder_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFolderRequest *request = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (
          GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    open_folder_of (request->parent, request->file);
  free_folder_request (request);
}

static void
show_in_folder (AcnFolderRequest *request)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (request->file);

  gtk_file_launcher_open_containing_folder (
      launcher, request->parent, NULL, shown_in_folder_cb, request);
}

#else

/* Without a file manager on the bus the folder opens in whatever shows folders. */
static void
shown_in_folder_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFolderRequest *request = data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer == NULL)
    open_folder_of (request->parent, request->file);
  free_folder_request (request);
}

static void
show_in_folder (AcnFolderRequest *request)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char  *uri = g_file_get_uri (request->file);
  const char *const uris[] = { uri, NULL };

  if (bus == NULL)
    {
      open_folder_of (request->parent, request->file);
      free_folder_request (request);
      return;
    }
  g_dbus_connection_call (bus,
                          "org.freedesktop.FileManager1",
                          "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1",
                          "ShowItems",
                          g_variant_new ("(^ass)", uris, ""),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          5000,
                          NULL,
                          shown_in_folder_cb,
                          request);
}

#endif

/**
 * acn_compat_show_in_folder:
 * @parent: the window that asks
 * @file: a file that exists
 *
 * Opens the folder of @file in the file manager, with the file selected where that is possible.
 */
void
acn_compat_show_in_folder (GtkWindow *parent, GFile *file)
{
  AcnFolderRequest *request = g_new0 (AcnFolderRequest, 1);

  g_set_weak_pointer (&request->parent, parent);
  request->file = g_object_ref (file);
  show_in_folder (request);
}
