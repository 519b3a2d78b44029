/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers that a person adds to the open dossier, until it is closed; and what is dropped on the
 * window. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "base/acn-isolate.h"
#include "compat/acn-compat.h"
#include "io/acn-beneath.h"
#include "io/acn-load.h"

/* How much of a .json file is looked at to tell a dossier from GeoJSON, bytes. */
#define PEEK_BYTES 4096

/* --- Loading with other layers --------------------------------------------------------------- */

/* What waits for the dossier with its layers.
 * @paths: (element-type filename): of all added layers, as they are to be
 * @layers: how all layers are to lie, or NULL: as they do
 * @gone: what to say when one has gone by this, or NULL */
typedef struct
{
  AcnWindow *window;
  GPtrArray *paths;
  GVariant  *layers;
  char      *gone;
} Change;

static void
free_change (Change *change)
{
  g_object_unref (change->window);
  g_ptr_array_unref (change->paths);
  g_clear_pointer (&change->layers, g_variant_unref);
  g_free (change->gone);
  g_free (change);
}

static GVariant *
save_layers (AcnSession *session)
{
  return g_variant_ref_sink (
      acn_layer_stack_save (acn_session_get_layers (session), acn_session_get_dossier (session)));
}

/* What is shown goes on; the layers lie as in @order, or those that were there as they did. */
static void
exchange_dossier (AcnWindow *self, AcnDossier *dossier, GVariant *order)
{
  AcnSession        *session = self->session;
  const AcnCamera    camera = acn_session_get_camera (session);
  const AcnTimeRange range = acn_session_get_visible_range (session);
  const AcnDay       day = acn_session_get_day (session);
  const guint        selection = acn_session_get_selection (session);
  const gboolean     supposes = acn_session_get_scenario (session) != NULL;
  AcnScenarioState   scenario = { 0 };
  g_autoptr (GVariant) layers = order != NULL ? g_variant_ref (order) : save_layers (session);

  if (supposes)
    scenario = *acn_session_get_scenario (session);
  acn_window_end_memory (self);
  acn_session_set_dossier (session, dossier);
  acn_window_begin_memory (self);
  acn_session_restore_layers (session, layers);
  acn_session_set_day (session, day);
  acn_session_set_visible_range (session, range);
  acn_session_set_selection (session, selection);
  if (supposes)
    acn_session_set_scenario (session, &scenario);
  acn_map_view_set_camera (self->map, camera);
}

/* The layer that was added last, on the map as it is. */
static void
show_newest (AcnWindow *self)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);

  if (n > 0 && layers[n - 1].added_path != NULL)
    {
      g_autofree char *text = acn_isolate_printf (
          /* Translators: %s is the title of a layer. */
          _ ("Added “%s”"),
          acn_text_get (layers[n - 1].title, acn_session_get_language (self->session)));

      acn_session_request_layer (self->session, n - 1);
      acn_window_toast (self, text);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Change    *change = data;
  AcnWindow *self = change->window;
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDossier) dossier = acn_load_dossier_finish (result, &diagnostics, &error);
  const gboolean more =
      change->layers == NULL && change->paths->len > (self->added != NULL ? self->added->len : 0);

  g_clear_object (&self->adding);
  if (dossier == NULL && error == NULL)
    acn_window_show_failure (self, diagnostics);
  if (dossier != NULL)
    {
      g_clear_pointer (&self->added, g_ptr_array_unref);
      self->added = g_ptr_array_ref (change->paths);
      exchange_dossier (self, dossier, change->layers);
      acn_window_take_problems (self, diagnostics);
      if (more)
        show_newest (self);
      if (change->gone != NULL)
        acn_window_offer_undo (self, change->gone, "win.restore-layer", NULL);
    }
  free_change (change);
}

static GPtrArray *
copy_added (AcnWindow *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->added != NULL && i < self->added->len; i++)
    g_ptr_array_add (paths, g_strdup (g_ptr_array_index (self->added, i)));
  return paths;
}

/* @layers: (nullable): how all are to lie
 * @gone: (transfer full) (nullable): what to say of one that goes */
static void
load_with (AcnWindow *self, GPtrArray *paths, GVariant *layers, char *gone)
{
  Change     *change = g_new0 (Change, 1);
  const char *path = acn_dossier_get_path (acn_session_get_dossier (self->session));
  g_autoptr (GPtrArray) strv = g_ptr_array_new ();

  change->window = g_object_ref (self);
  change->paths = g_ptr_array_ref (paths);
  change->layers = layers != NULL ? g_variant_ref (layers) : NULL;
  change->gone = gone;
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (strv, g_ptr_array_index (paths, i));
  g_ptr_array_add (strv, NULL);
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
  self->adding = g_cancellable_new ();
  acn_load_dossier_with_async (
      path, (const char *const *) strv->pdata, self->adding, loaded_cb, change);
}

/**
 * acn_window_add_layers:
 * @self: a window with an open dossier
 * @files: (element-type filename): GeoJSON files
 *
 * Shows them as layers of the dossier until it is closed, or says what is wrong with one of them.
 */
void
acn_window_add_layers (AcnWindow *self, GPtrArray *files)
{
  g_autoptr (GPtrArray) paths = copy_added (self);

  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);

      if (!g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
        g_ptr_array_add (paths, g_strdup (path));
    }
  load_with (self, paths, NULL, NULL);
}

static void
forget_removed (AcnWindow *self)
{
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->removed_layers, g_variant_unref);
}

/**
 * acn_window_forget_added:
 * @self: a window whose dossier goes
 */
void
acn_window_forget_added (AcnWindow *self)
{
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  forget_removed (self);
}

/* --- What is dropped ------------------------------------------------------------------------- */

static gboolean
has_suffix (const char *path, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, suffix);
}

/* A dossier says at its head what it is. */
static gboolean
is_dossier (const char *path)
{
  g_autoptr (GError) error = NULL;
  char    head[PEEK_BYTES + 1];
  guint64 size;
  ssize_t n;
  int     fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) || has_suffix (path, ".dossier.json"))
    return TRUE;
  if (!has_suffix (path, ".json"))
    return FALSE;
  fd = acn_open_file (path, &size, &error);
  if (fd < 0) /* the loader says why it cannot be read */
    return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  n = read (fd, head, PEEK_BYTES);
  close (fd);
  head[MAX (n, 0)] = '\0';
  return strstr (head, "\"accession-dossier\"") != NULL;
}

/* The index of the last dossier of several paths, or -1. */
static void
find_dossier (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *paths = data;
  int        found = (int) paths->len - 1;

  while (found >= 0 && !is_dossier (paths->pdata[found]))
    found--;
  g_task_return_int (task, found);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnWindow *self = ACN_WINDOW (source);
  GPtrArray *paths = g_task_get_task_data (G_TASK (result));
  const int  found = (int) g_task_propagate_int (G_TASK (result), NULL);

  if (self->toasts == NULL) /* it has been closed meanwhile */
    return;
  if (found >= 0)
    acn_window_open (self, paths->pdata[found]);
  else if (acn_session_get_dossier (self->session) != NULL)
    acn_window_add_layers (self, paths);
  else
    acn_window_open (self, paths->pdata[paths->len - 1]);
}

/* Only a worker looks into what was dropped: a disk may take its time. */
static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, AcnWindow *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GTask) task = g_task_new (self, NULL, found_cb, NULL);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  g_task_set_task_data (task, paths, (GDestroyNotify) g_ptr_array_unref);
  if (paths->len == 0)
    return FALSE;
  g_task_run_in_thread (task, find_dossier);
  return TRUE;
}

/* --- Actions --------------------------------------------------------------------------------- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = acn_compat_open_file_finish (result, &error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        acn_window_toast (self,
                          error != NULL ? error->message : _ ("Only local files can be opened"));
      return;
    }
  g_ptr_array_add (files, path);
  acn_window_add_layers (self, files);
}

static void
add_layer_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) geojson = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (acn_session_get_dossier (self->session) == NULL)
    return;
  gtk_file_filter_set_name (geojson, _ ("GeoJSON"));
  gtk_file_filter_add_pattern (geojson, "*.geojson");
  gtk_file_filter_add_pattern (geojson, "*.json");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, geojson);
  g_list_store_append (filters, all);
  acn_compat_open_file (
      GTK_WINDOW (self), _ ("Add a Layer"), G_LIST_MODEL (filters), chosen_cb, g_object_ref (self));
}

static void
add_layer_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (files, g_variant_dup_string (parameter, NULL));
  if (acn_session_get_dossier (self->session) != NULL)
    acn_window_add_layers (self, files);
}

static char *
tell_gone (AcnWindow *self, const char *path)
{
  guint            n, i = 0;
  const AcnLayer  *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);
  g_autofree char *name = g_path_get_basename (path);
  const char      *title = name;

  while (i < n && g_strcmp0 (layers[i].added_path, path) != 0)
    i++;
  if (i < n)
    title = acn_text_get_or (layers[i].title, acn_session_get_language (self->session), name);
  /* Translators: %s is the title of a layer. */
  return acn_isolate_printf (_ ("Removed “%s”"), title);
}

static void
remove_layer_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow  *self = data;
  const char *path = g_variant_get_string (parameter, NULL);
  g_autoptr (GPtrArray) paths = copy_added (self);
  guint index;

  if (!g_ptr_array_find_with_equal_func (paths, path, g_str_equal, &index))
    return;
  forget_removed (self);
  self->removed = copy_added (self);
  self->removed_layers = save_layers (self->session);
  g_ptr_array_remove_index (paths, index);
  load_with (self, paths, NULL, tell_gone (self, path));
}

static void
restore_layer_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;

  if (self->removed == NULL)
    return;
  load_with (self, self->removed, self->removed_layers, NULL);
  forget_removed (self);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = acn_compat_open_file_finish (result, &error);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    acn_window_open (self, path);
}

static void
open_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_compat_open_folder (GTK_WINDOW (data),
                          _ ("Open a Folder of Dated GeoJSON Files"),
                          folder_chosen_cb,
                          g_object_ref (data));
}

static const GActionEntry entries[] = {
  { .name = "open-folder", .activate = open_folder_cb },
  { .name = "add-layer", .activate = add_layer_cb },
  { .name = "add-layer-path", .activate = add_layer_path_cb, .parameter_type = "s" },
  { .name = "remove-layer", .activate = remove_layer_cb, .parameter_type = "s" },
  { .name = "restore-layer", .activate = restore_layer_cb },
};

/**
 * acn_window_add_added:
 * @self: a window
 *
 * Takes files that are dropped, and the actions for layers that are added.
 */
void
acn_window_add_added (AcnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
