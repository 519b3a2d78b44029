/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figure is what the map shows: its day, layers, language and bounds, painted again by the same
 * layout in a worker. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "app/acn-figure-job.h"
#include "app/acn-figure-window.h"
#include "app/acn-toast.h"
#include "model/acn-argument.h"

/* Figures are never narrower than this, px: title and legend need the room. */
#define MIN_WIDTH_PX 1280
#define SCALE 2.0

static void
toast_saved (AcnWindow *self, const char *path)
{
  GtkWidget *button;
  AdwToast  *toast =
      acn_toast_new (GTK_WIDGET (self), _ ("Figure saved"), _ ("Show in Folder"), &button);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  acn_toast_set_action (button, "win.show-in-folder", g_variant_new_string (uri));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnWindow       *self = ACN_WINDOW (source);
  g_autofree char *path = data;
  g_autoptr (GError) error = NULL;

  g_application_unmark_busy (g_application_get_default ());
  if (acn_figure_save_finish (result, NULL, &error))
    toast_saved (self, path);
  else
    acn_window_toast (self, error->message);
}

/* What the map shows, for paper; NULL while there is no map. */
static AcnFigure *
make_figure (AcnWindow *self, gboolean of_claim)
{
  g_autoptr (AcnMapSpec) map = acn_map_view_dup_spec (self->map);
  const guint  claim = acn_session_get_claim (self->session);
  const int    width = MAX (gtk_widget_get_width (GTK_WIDGET (self->map)), 1);
  const int    height = MAX (gtk_widget_get_height (GTK_WIDGET (self->map)), 1);
  const double growth = MAX (1.0, (double) MIN_WIDTH_PX / width);
  AcnFigure    figure, *copy;

  if (map == NULL)
    return NULL;
  g_clear_pointer (&map->shown_events, g_bytes_unref); /* a figure tells all of its day */
  map->theme = ACN_THEME_LIGHT;                        /* however dark the window is */
  acn_figure_init (&figure, map);
  figure.bounds = acn_map_view_get_bounds (self->map);
  figure.width_px = (int) (width * growth);
  figure.height_px = CLAMP ((int) (height * growth), 640, 2 * MIN_WIDTH_PX);
  figure.scale = SCALE;
  if (of_claim && claim != ACN_NONE)
    acn_figure_tell_claim (&figure, claim);
  copy = acn_figure_copy (&figure);
  acn_figure_clear (&figure);
  return copy;
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
  g_autoptr (AcnFigure) figure = make_figure (self, of_claim);

  if (figure == NULL)
    {
      acn_window_toast (self, _ ("The map is not ready yet"));
      return;
    }
  g_application_mark_busy (g_application_get_default ());
  acn_figure_save_async (
      figure, (AcnSpan){ 0, 0 }, NULL, path, NULL, NULL, saved_cb, self, g_strdup (path));
}

/**
 * acn_window_choose_export:
 * @self: a window with a dossier
 * @of_claim: whether it is the figure of the claim that is told, and not of the map as it is
 *
 * Opens the composer with the figure.
 */
void
acn_window_choose_export (AcnWindow *self, gboolean of_claim)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  const guint      claim = acn_session_get_claim (self->session);
  g_autofree char *day = acn_day_to_iso (acn_session_get_day (self->session));
  const char      *what =
      of_claim && claim != ACN_NONE ? acn_dossier_get_claims (dossier, NULL)[claim].id : day;
  g_autofree char *name = g_strdup_printf ("%s-%s", acn_dossier_get_id (dossier), what);
  g_autoptr (AcnFigure) figure = make_figure (self, of_claim);
  GtkWindow *window;

  if (figure == NULL)
    {
      acn_window_toast (self, _ ("The map is not ready yet"));
      return;
    }
  window = acn_figure_window_new (figure, name, gtk_widget_get_width (GTK_WIDGET (self)) < 760);
  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_set_modal (window, TRUE);
  gtk_window_present (window);
}
