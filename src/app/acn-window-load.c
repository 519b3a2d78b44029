/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: one load at a time, the last one asked for wins. What is open stays until the next
 * dossier is whole. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "app/acn-first-picture.h"
#include "app/acn-toast.h"
#include "base/acn-paths.h"
#include "compat/acn-compat.h"
#include "io/acn-load.h"

/* Loads that are done sooner show no page of their own, ms. */
#define PATIENCE_MS 300

/* The map has this long to itself when it is the first one of its window, ms. */
#define DRAWING_MS 1000

static gboolean
show_loading_cb (gpointer data)
{
  AcnWindow *self = data;

  self->loading_id = 0;
  if (acn_session_get_dossier (self->session) == NULL)
    gtk_stack_set_visible_child_name (self->pages, "loading");
  else
    acn_window_toast (self, _ ("Opening the dossier…"));
  return G_SOURCE_REMOVE;
}

static gboolean
drawing_too_long_cb (gpointer data)
{
  AcnWindow *self = data;

  self->drawing_id = 0;
  acn_window_end_drawing (self);
  return G_SOURCE_REMOVE;
}

/* Until the first picture is there, or for as long as anyone is patient: the map may be hidden. */
static void
begin_drawing (AcnWindow *self)
{
  if (self->completed)
    return;
  acn_session_set_drawing (self->session, TRUE);
  if (self->drawing_id == 0)
    self->drawing_id = g_timeout_add (DRAWING_MS, drawing_too_long_cb, self);
}

/**
 * acn_window_end_drawing:
 * @self: a window
 *
 * Lets what stands beside the map begin its work.
 */
void
acn_window_end_drawing (AcnWindow *self)
{
  g_clear_handle_id (&self->drawing_id, g_source_remove);
  acn_session_set_drawing (self->session, FALSE);
}

static void
end_loading (AcnWindow *self)
{
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_object (&self->loading);
}

/* A window that has not been shown yet paints its map for the size that it had last. */
static void
paint_ahead (AcnWindow *self)
{
  if (self->settings != NULL && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    acn_first_picture_expect (self->settings, self->map);
}

static void
show_loaded (AcnWindow *self, AcnDossier *dossier, AcnDiagnostics *diagnostics)
{
  if (dossier == NULL)
    {
      acn_window_forget_kept (self);
      acn_window_show_failure (self, diagnostics);
      return;
    }
  acn_window_forget_added (self);
  acn_window_end_memory (self);
  begin_drawing (self);
  acn_session_set_dossier (self->session, dossier);
  acn_window_begin_memory (self);
  acn_window_restore_kept (self);
  acn_window_show_pending_claim (self);
  paint_ahead (self);
  acn_window_begin_watch (self);
  acn_window_take_problems (self, diagnostics);
}

/* Says so when it is one of several in its folder. */
static void
tell_folder (AcnWindow *self, const AcnLoadPlace *place)
{
  g_autofree char *message = NULL;
  AdwToast        *toast;
  GtkWidget       *button;

  if (place->n_in_folder < 2)
    return;
  message =
      g_strdup_printf (/* Translators: which one of a folder is open; %u is how many it has. */
                       ngettext ("The first of %u dossier in this folder",
                                 "The first of %u dossiers in this folder",
                                 place->n_in_folder),
                       place->n_in_folder);
  toast = acn_toast_new (GTK_WIDGET (self), message, _ ("_Open Another…"), &button);
  acn_toast_set_action (button, "win.open", NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* @place: which of the names it was. A file whose name looks like that of another with a claim has
 * none. */
static void
take_loaded (AcnWindow          *self,
             AcnDossier         *dossier,
             AcnDiagnostics     *diagnostics,
             const AcnLoadPlace *place)
{
  if (self->pending_claim != NULL && self->asked[1] != NULL && place->n_named == 0)
    g_clear_pointer (&self->pending_claim, g_free);
  show_loaded (self, dossier, diagnostics);
  tell_folder (self, place);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDossier) dossier = acn_load_dossier_finish (result, &diagnostics, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end_loading (self);
  take_loaded (self, dossier, diagnostics, acn_load_dossier_get_place (result));
}

/**
 * acn_window_open_first:
 * @self: a window
 * @names: (array zero-terminated=1): paths of dossiers, or of folders that hold one; the first that
 *   is there is meant, else the last
 * @claim: (nullable): id of a claim to show, unless the first of several names is there
 *
 * Loads it in a worker and shows it, or says what is wrong with it. A dossier that was loaded ahead
 * is shown at once.
 */
void
acn_window_open_first (AcnWindow *self, const char *const *names, const char *claim)
{
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (AcnLoadPlace) place = NULL;
  g_autoptr (AcnDossier) dossier = NULL;
  char **asked = g_strdupv ((char **) names), *pending = g_strdup (claim);

  g_return_if_fail (ACN_IS_WINDOW (self));

  acn_window_cancel_loading (self);
  g_strfreev (self->asked); /* @names and @claim may be of it */
  self->asked = asked;
  g_free (self->pending_claim);
  self->pending_claim = pending;
  names = (const char *const *) asked;
  dossier = acn_load_dossier_take (names, &diagnostics, &place);
  if (diagnostics != NULL)
    {
      take_loaded (self, dossier, diagnostics, place);
      return;
    }
  self->loading = g_cancellable_new ();
  self->loading_id = g_timeout_add (PATIENCE_MS, show_loading_cb, self);
  acn_load_dossier_async (names, self->loading, loaded_cb, g_object_ref (self));
}

/**
 * acn_window_open:
 * @self: a window
 * @path: path of a dossier, or of a folder that holds one
 *
 * As acn_window_open_first().
 */
void
acn_window_open (AcnWindow *self, const char *path)
{
  acn_window_open_first (self, (const char *[]){ path, NULL }, NULL);
}

/**
 * acn_window_open_shipped:
 * @self: a window
 */
void
acn_window_open_shipped (AcnWindow *self)
{
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);

  acn_window_open (self, path);
}

/**
 * acn_window_cancel_loading:
 * @self: a window
 *
 * Forgets the load in flight, if any.
 */
void
acn_window_cancel_loading (AcnWindow *self)
{
  if (self->loading == NULL)
    return;
  g_cancellable_cancel (self->loading);
  end_loading (self);
  acn_window_forget_kept (self);
  if (acn_session_get_dossier (self->session) == NULL)
    gtk_stack_set_visible_child_name (self->pages, "empty");
}

static GListModel *
make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) dossiers = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (dossiers, _ ("Dossiers"));
  gtk_file_filter_add_pattern (dossiers, "*.dossier.json");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, dossiers);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = acn_compat_open_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    acn_window_open (self, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    acn_window_toast (self, error != NULL ? error->message : _ ("Only local files can be opened"));
}

/**
 * acn_window_choose_dossier:
 * @self: a window
 *
 * Asks for a file and opens it.
 */
void
acn_window_choose_dossier (AcnWindow *self)
{
  g_autoptr (GListModel) filters = make_filters ();

  acn_compat_open_file (
      GTK_WINDOW (self), _ ("Open a Dossier"), filters, chosen_cb, g_object_ref (self));
}
