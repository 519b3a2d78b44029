/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figure is what the map shows: its day, layers, language and bounds, painted again by the same
 * layout in a worker. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "compat/acn-compat.h"
#include "export/acn-figure.h"
#include "model/acn-argument.h"

/* Figures are never narrower than this, px: title and legend need the room. */
#define MIN_WIDTH_PX 1280
#define SCALE 2.0

/* AcnExportJob: what the worker gets. */
typedef struct
{
  AcnFigure figure;
  char     *path;
} AcnExportJob;

static void
free_job (AcnExportJob *job)
{
  g_clear_pointer (&job->figure.map, acn_map_spec_unref);
  acn_figure_clear (&job->figure);
  g_free (job->path);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnExportJob *job = data;
  GError       *error = NULL;

  if (acn_figure_save (&job->figure, job->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
toast_saved (AcnWindow *self, const char *path)
{
  AdwToast *toast = adw_toast_new (_ ("Figure saved"));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  adw_toast_set_button_label (toast, _ ("Show in Folder"));
  adw_toast_set_action_name (toast, "win.show-in-folder");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnWindow    *self = ACN_WINDOW (source);
  AcnExportJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_application_unmark_busy (g_application_get_default ());
  if (g_task_propagate_boolean (G_TASK (result), &error))
    toast_saved (self, job->path);
  else
    acn_window_toast (self, error->message);
}

static AcnExportJob *
make_job (AcnWindow *self, const char *path, gboolean of_claim)
{
  AcnExportJob *job = g_new0 (AcnExportJob, 1);
  const guint   claim = acn_session_get_claim (self->session);
  int           width = MAX (gtk_widget_get_width (GTK_WIDGET (self->map)), 1);
  int           height = MAX (gtk_widget_get_height (GTK_WIDGET (self->map)), 1);
  double        growth = MAX (1.0, (double) MIN_WIDTH_PX / width);

  acn_figure_init (&job->figure, acn_map_view_dup_spec (self->map));
  job->figure.bounds = acn_map_view_get_bounds (self->map);
  job->figure.width_px = (int) (width * growth);
  job->figure.height_px = CLAMP ((int) (height * growth), 640, 2 * MIN_WIDTH_PX);
  job->figure.scale = SCALE;
  job->path = g_strdup (path);
  if (job->figure.map == NULL)
    return job;
  job->figure.map->theme = ACN_THEME_LIGHT; /* for paper, however dark the window is */
  if (of_claim && claim != ACN_NONE)
    acn_figure_tell_claim (&job->figure, claim);
  return job;
}

/**
 * acn_window_export_to:
 * @self: a window with a dossier
 * @path: the file to write; its suffix picks the format
 * @of_claim: whether it is the figure of the claim that is told, and not of the map as it is
 *
 * Writes the figure in a worker and tells when it is there.
 */
void
acn_window_export_to (AcnWindow *self, const char *path, gboolean of_claim)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, saved_cb, NULL);
  AcnExportJob *job = make_job (self, path, of_claim);

  if (job->figure.map == NULL)
    {
      acn_window_toast (self, _ ("The map is not ready yet"));
      free_job (job);
      return;
    }
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  g_application_mark_busy (g_application_get_default ());
  g_task_run_in_thread (task, run);
}

static GListModel *
make_filters (void)
{
  static const struct
  {
    const char *name;
    const char *pattern;
  } formats[] = {
    { N_ ("PNG Pictures"), "*.png" },       { N_ ("SVG Drawings"), "*.svg" },
    { N_ ("PDF Documents"), "*.pdf" },      { N_ ("GeoJSON of the Layers"), "*.geojson" },
    { N_ ("Table of the Areas"), "*.csv" },
  };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, _ (formats[i].name));
      gtk_file_filter_add_pattern (filter, formats[i].pattern);
      g_list_store_append (filters, filter);
    }
  return G_LIST_MODEL (filters);
}

static void
take_file (AcnWindow *self, GAsyncResult *result, gboolean of_claim)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = acn_compat_save_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    acn_window_export_to (self, path, of_claim);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    acn_window_toast (self, error != NULL ? error->message : _ ("Only local files can be written"));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;

  take_file (self, result, FALSE);
}

static void
chosen_for_claim_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;

  take_file (self, result, TRUE);
}

/**
 * acn_window_choose_export:
 * @self: a window with a dossier
 * @of_claim: whether it is the figure of the claim that is told, and not of the map as it is
 *
 * Asks where to and writes the figure.
 */
void
acn_window_choose_export (AcnWindow *self, gboolean of_claim)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  const guint      claim = acn_session_get_claim (self->session);
  g_autofree char *day = acn_day_to_iso (acn_session_get_day (self->session));
  const char      *what =
      of_claim && claim != ACN_NONE ? acn_dossier_get_claims (dossier, NULL)[claim].id : day;
  g_autofree char *name = g_strdup_printf ("%s-%s.png", acn_dossier_get_id (dossier), what);
  g_autoptr (GListModel) filters = make_filters ();

  acn_compat_save_file (GTK_WINDOW (self),
                        _ ("Export Figure"),
                        name,
                        filters,
                        of_claim ? chosen_for_claim_cb : chosen_cb,
                        g_object_ref (self));
}
