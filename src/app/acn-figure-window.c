/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen is the figure itself, laid out and painted in a worker: saving it cannot differ. */
#include "app/acn-figure-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/acn-figure-job.h"
#include "app/acn-toast.h"
#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "compat/acn-compat.h"
#include "export/acn-cairo-painter.h"

/* What is chosen is painted when it has not changed for this long, ms. */
#define QUIET_MS 150
#define PREVIEW_PX 1400.0
#define POINTS_PER_PX 0.75
/* Below this width the choices stand below the picture, px. */
#define NARROW_PX 760
/* More than stands between two in a header, px. */
#define GAP_PX 12

/* What “Show” may be. */
typedef enum
{
  SHOW_DAY,
  SHOW_DAYS,
  SHOW_SERIES,
} Show;

struct _AcnFigureWindow
{
  AdwWindow parent_instance;

  AcnFigure    *figure; /* as it was asked for, then as it is chosen */
  char         *name;   /* for files, without suffix */
  GCancellable *painting, *saving;
  guint         paint_id, stack_id;
  gint64        saving_since_us;

  AdwToastOverlay     *toasts;
  GtkPicture          *picture;
  AdwHeaderBar        *header;
  GtkWidget           *tools, *tools_below; /* one of them is shown */
  GtkBox              *halves;
  GtkWidget           *choices;
  GtkRevealer         *progress_revealer;
  GtkProgressBar      *progress;
  AdwComboRow         *preset, *style, *language, *dates, *step;
  GtkSpinButton       *margin, *resolution;
  GtkEditable         *title_row, *subtitle_row, *caption_row, *days_row, *from_row, *to_row;
  AdwPreferencesGroup *parts;
  GtkSwitch           *part_switches[6];
};

G_DEFINE_FINAL_TYPE (AcnFigureWindow, acn_figure_window, ADW_TYPE_WINDOW)

static const char *const steps[] = { "1d", "1w", "1mo", "1y", "states", "events" };

static void
toast (AcnFigureWindow *self, const char *message)
{
  acn_toast_show (self->toasts, message);
}

/* --- What is chosen -------------------------------------------------------------------------- */

/* The row's text or NULL; the figure's own title is no choice of ours. */
static char *
get_words (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
read_day (AcnFigureWindow *self, const char *text, AcnDay *out_day)
{
  return acn_day_parse (text, out_day) &&
         acn_span_contains (acn_dossier_get_span (self->figure->map->dossier), *out_day);
}

static gboolean
read_days (AcnFigureWindow *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (self->days_row), ",", 61);
  const guint n = g_strv_length (parts);

  g_clear_pointer (&self->figure->days, g_free);
  self->figure->n_days = 0;
  if (adw_combo_row_get_selected (self->dates) != SHOW_DAYS)
    return TRUE;
  self->figure->days = g_new0 (AcnDay, n + 1);
  for (guint i = 0; i < MIN (n, 60); i++)
    if (!read_day (self, g_strstrip (parts[i]), &self->figure->days[i]))
      return FALSE;
  self->figure->n_days = n;
  return n > 0 && n <= 60;
}

static gboolean
read_span (AcnFigureWindow *self, AcnSpan *out_span)
{
  if (!read_day (self, gtk_editable_get_text (self->from_row), &out_span->begin_day) ||
      !read_day (self, gtk_editable_get_text (self->to_row), &out_span->end_day))
    return FALSE;
  return out_span->begin_day <= out_span->end_day++;
}

static void
set_error (GtkEditable *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

/* Takes the choices into the figure; FALSE when a row says nothing that can be shown. */
static gboolean
read_choices (AcnFigureWindow *self)
{
  AcnFigure             *figure = self->figure;
  guint                  n;
  const guint            preset = adw_combo_row_get_selected (self->preset);
  const AcnFigurePreset *presets = acn_figure_get_presets (&n);
  const Show             show = adw_combo_row_get_selected (self->dates);
  AcnSpan                span = { 0, 1 };
  const gboolean days = read_days (self), series = show != SHOW_SERIES || read_span (self, &span);

  if (preset >= 1 && preset <= n)
    {
      figure->width_px = presets[preset - 1].width_px;
      figure->height_px = presets[preset - 1].height_px;
    }
  figure->map->theme = (AcnTheme) adw_combo_row_get_selected (self->style);
  figure->map->language = g_intern_string (acn_dossier_get_languages (
      figure->map->dossier)[adw_combo_row_get_selected (self->language)]);
  figure->margin_px = gtk_spin_button_get_value (self->margin);
  figure->scale = gtk_spin_button_get_value (self->resolution);
  figure->parts = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->part_switches); i++)
    if (gtk_switch_get_active (self->part_switches[i]))
      figure->parts |= 1u << i;
  g_free (figure->title);
  g_free (figure->subtitle);
  g_free (figure->caption);
  figure->title = get_words (self->title_row);
  figure->subtitle = get_words (self->subtitle_row);
  figure->caption = get_words (self->caption_row);
  if (show == SHOW_SERIES && series)
    figure->map->day = span.begin_day;
  gtk_widget_set_visible (GTK_WIDGET (self->days_row), show == SHOW_DAYS);
  gtk_widget_set_visible (GTK_WIDGET (self->from_row), show == SHOW_SERIES);
  gtk_widget_set_visible (GTK_WIDGET (self->to_row), show == SHOW_SERIES);
  gtk_widget_set_visible (GTK_WIDGET (self->step), show == SHOW_SERIES);
  set_error (self->days_row, !days);
  set_error (self->from_row, !series);
  set_error (self->to_row, !series);
  return days && series;
}

/* --- Preview --------------------------------------------------------------------------------- */

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnFigurePainting) painting = acn_figure_paint_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (painting == NULL)
    {
      toast (self, error->message);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (painting->texture));
  gtk_picture_set_alternative_text (self->picture, painting->description);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, painting->description, -1);
}

static gboolean
repaint_cb (gpointer data)
{
  AcnFigureWindow *self = data;
  const AcnFigure *figure = self->figure;
  const double     factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  self->paint_id = 0;
  if (self->painting != NULL)
    g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
  self->painting = g_cancellable_new ();
  acn_figure_paint_async (
      figure,
      MIN (factor, factor * PREVIEW_PX / MAX (figure->width_px, figure->height_px)),
      self->painting,
      painted_cb,
      self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (AcnFigureWindow *self)
{
  const gboolean possible = read_choices (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.save", possible);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.copy", possible);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.print", possible);
  g_clear_handle_id (&self->paint_id, g_source_remove);
  if (possible)
    self->paint_id = g_timeout_add (QUIET_MS, repaint_cb, self);
}

/* --- Copying and dragging -------------------------------------------------------------------- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnFigurePainting) painting = acn_figure_paint_finish (result, &error);

  if (painting == NULL)
    {
      toast (self, error->message);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), painting->texture);
  toast (self, _ ("Picture copied"));
}

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (widget);

  acn_figure_paint_async (self->figure, self->figure->scale, NULL, copied_cb, self);
}

/* As pixels for programs that paint, as a file for those that take files. */
static GdkContentProvider *
prepare_drag_cb (GtkDragSource *source, double x, double y, AcnFigureWindow *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "accession", NULL);
  g_autofree char *base = g_strdup_printf ("%s.png", self->name);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GdkContentProvider *providers[2];
  GdkPaintable       *paintable = gtk_picture_get_paintable (self->picture);
  guint               n = 0;

  if (paintable == NULL)
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) == 0 && acn_figure_save (self->figure, path, NULL, NULL))
    providers[n++] = gdk_content_provider_new_typed (G_TYPE_FILE, file);
  providers[n++] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, paintable);
  return gdk_content_provider_new_union (providers, n);
}

static void
begin_drag_cb (GtkDragSource *source, GdkDrag *drag, AcnFigureWindow *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) icon = NULL;
  const double width = 200, height = width * self->figure->height_px / self->figure->width_px;

  gdk_paintable_snapshot (gtk_picture_get_paintable (self->picture), snapshot, width, height);
  icon = gtk_snapshot_to_paintable (snapshot, NULL);
  gtk_drag_source_set_icon (source, icon, 0, 0);
}

/* --- Printing -------------------------------------------------------------------------------- */

/* The figure fills the page: laid out for its size, as vectors. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, AcnFigure *figure)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDisplayList) list = NULL;

  figure->width_px = (int) floor (gtk_print_context_get_width (context) / POINTS_PER_PX);
  figure->height_px = (int) floor (gtk_print_context_get_height (context) / POINTS_PER_PX);
  list = acn_figure_layout (figure, &error);
  if (list == NULL)
    {
      gtk_print_operation_cancel (operation);
      return;
    }
  cairo_scale (cr, POINTS_PER_PX, POINTS_PER_PX);
  acn_cairo_paint (cr, list);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;

  gtk_page_setup_set_orientation (setup,
                                  self->figure->width_px > self->figure->height_px
                                      ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                      : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, self->name);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_data (operation,
                         "draw-page",
                         G_CALLBACK (draw_page_cb),
                         acn_figure_copy (self->figure),
                         (GClosureNotify) (GCallback) acn_figure_free,
                         0);
  gtk_print_operation_run (
      operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error);
  if (error != NULL)
    toast (self, error->message);
}

/* --- Saving ---------------------------------------------------------------------------------- */

static void
copy_text_cb (GtkButton *button, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
  gtk_button_set_label (button, _ ("Copied"));
}

static void
toast_saved (AcnFigureWindow *self, const char *alt_text)
{
  GtkWidget *button;
  AdwToast  *said =
      acn_toast_new (GTK_WIDGET (self), _ ("Figure saved"), _ ("Copy Alt Text"), &button);

  g_signal_connect_data (button,
                         "clicked",
                         G_CALLBACK (copy_text_cb),
                         g_strdup (alt_text),
                         (GClosureNotify) (GCallback) g_free,
                         0);
  adw_toast_set_timeout (said, 10);
  adw_toast_overlay_add_toast (self->toasts, said);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *alt_text = NULL;

  g_clear_object (&self->saving);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.cancel", FALSE);
  changed_cb (self);
  if (acn_figure_save_finish (result, &alt_text, &error))
    toast_saved (self, alt_text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    toast (self, error->message);
}

static void
progress_cb (guint n_done, guint n_frames, gpointer owner)
{
  AcnFigureWindow *self = owner;
  const double     seconds =
      (double) (g_get_monotonic_time () - self->saving_since_us) / G_USEC_PER_SEC;
  /* Translators: how many pictures of a series are done, of how many, and seconds to go. */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u frames, %.0f s left"),
                                           n_done,
                                           n_frames,
                                           seconds / MAX (1, n_done) * (n_frames - n_done));

  gtk_progress_bar_set_fraction (self->progress, (double) n_done / MAX (1, n_frames));
  gtk_progress_bar_set_text (self->progress, text);
}

static void
save_to (AcnFigureWindow *self, const char *path)
{
  const gboolean is_series = adw_combo_row_get_selected (self->dates) == SHOW_SERIES;
  AcnSpan        span = { 0, 0 };

  if (!read_choices (self) || (is_series && !read_span (self, &span)))
    return;
  g_clear_object (&self->saving);
  self->saving = g_cancellable_new ();
  self->saving_since_us = g_get_monotonic_time ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, _ ("Painting…"));
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.cancel", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.save", FALSE);
  acn_figure_save_async (self->figure,
                         span,
                         is_series ? steps[adw_combo_row_get_selected (self->step)] : NULL,
                         path,
                         self->saving,
                         progress_cb,
                         saved_cb,
                         self,
                         NULL);
}

/* Frames: that are there already. */
typedef struct
{
  AcnFigureWindow *window;
  char            *path;
} Frames;

static void
free_frames (gpointer data)
{
  Frames *frames = data;

  g_object_unref (frames->window);
  g_free (frames->path);
  g_free (frames);
}

static void
replace_cb (gpointer data)
{
  const Frames *frames = data;

  save_to (frames->window, frames->path);
}

/* The file dialog asks before it replaces the file it names, but not for the frames of a series. */
static void
ask_and_save (AcnFigureWindow *self, const char *path)
{
  const gboolean   is_series = adw_combo_row_get_selected (self->dates) == SHOW_SERIES;
  g_autofree char *first = is_series ? acn_series_name_frame (path, 1) : NULL, *body = NULL;
  Frames          *frames;

  if (first == NULL || !g_file_test (first, G_FILE_TEST_EXISTS))
    {
      save_to (self, path);
      return;
    }
  /* Translators: %s is a file name. */
  body = acn_isolate_printf (_ ("“%s” is there already, others may be, too."), first);
  frames = g_new (Frames, 1);
  *frames = (Frames){ g_object_ref (self), g_strdup (path) };
  acn_compat_ask (GTK_WINDOW (self),
                  _ ("Replace Frames?"),
                  body,
                  _ ("_Cancel"),
                  _ ("_Replace"),
                  replace_cb,
                  frames,
                  free_frames);
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (widget);

  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnFigureWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = acn_compat_save_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    ask_and_save (self, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    toast (self, error != NULL ? error->message : _ ("Only local files can be written"));
}

static GListModel *
make_filters (gboolean is_series)
{
  static const struct
  {
    const char *name;
    const char *pattern;
  } one[] = { { N_ ("PNG Pictures"), "*.png" },       { N_ ("SVG Drawings"), "*.svg" },
              { N_ ("PDF Documents"), "*.pdf" },      { N_ ("GeoJSON of the Layers"), "*.geojson" },
              { N_ ("Table of the Areas"), "*.csv" }, { N_ ("Figure Files"), "*.json" } },
    many[] = { { N_ ("Numbered Pictures"), "*%*d.png" }, { N_ ("Moving Picture"), "*.webp" } };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  for (guint i = 0; i < (is_series ? G_N_ELEMENTS (many) : G_N_ELEMENTS (one)); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (is_series ? many[i].name : one[i].name));
      gtk_file_filter_add_pattern (filter, is_series ? many[i].pattern : one[i].pattern);
      g_list_store_append (filters, filter);
    }
  return G_LIST_MODEL (filters);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (widget);
  const gboolean   is_series = adw_combo_row_get_selected (self->dates) == SHOW_SERIES;
  g_autofree char *name = g_strdup_printf ("%s%s", self->name, is_series ? ".webp" : ".png");
  g_autoptr (GListModel) filters = make_filters (is_series);

  acn_compat_save_file (
      GTK_WINDOW (self), _ ("Save Figure"), name, filters, file_chosen_cb, g_object_ref (self));
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
stack (AcnFigureWindow *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->halves),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_vexpand (self->choices, narrow);
}

static int
measure_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

/* Returns: whether the title has no room beside the tools, wherever these are. */
static gboolean
is_header_full (AcnFigureWindow *self)
{
  const int wanted =
      measure_width (GTK_WIDGET (self->header)) +
      (gtk_widget_get_visible (self->tools_below) ? measure_width (self->tools_below) + GAP_PX : 0);

  return wanted > gtk_widget_get_width (GTK_WIDGET (self->header));
}

static void
move_tools (AcnFigureWindow *self, gboolean below)
{
  gtk_widget_set_visible (self->tools, !below);
  gtk_widget_set_visible (self->tools_below, below);
}

static gboolean
stack_cb (gpointer data)
{
  AcnFigureWindow *self = data;

  self->stack_id = 0;
  stack (self, gtk_widget_get_width (GTK_WIDGET (self)) < NARROW_PX);
  move_tools (self, is_header_full (self));
  return G_SOURCE_REMOVE;
}

static void
acn_figure_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (widget);
  const gboolean   is_stacked =
      gtk_orientable_get_orientation (GTK_ORIENTABLE (self->halves)) == GTK_ORIENTATION_VERTICAL;

  GTK_WIDGET_CLASS (acn_figure_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (self->stack_id == 0 && ((width < NARROW_PX) != is_stacked ||
                              is_header_full (self) != gtk_widget_get_visible (self->tools_below)))
    self->stack_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, stack_cb, self, NULL);
}

static void
acn_figure_window_dispose (GObject *object)
{
  AcnFigureWindow *self = ACN_FIGURE_WINDOW (object);

  g_clear_handle_id (&self->paint_id, g_source_remove);
  g_clear_handle_id (&self->stack_id, g_source_remove);
  if (self->painting != NULL)
    g_cancellable_cancel (self->painting);
  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
  g_clear_object (&self->painting);
  g_clear_object (&self->saving);
  g_clear_pointer (&self->figure, acn_figure_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (acn_figure_window_parent_class)->dispose (object);
}

static void
acn_figure_window_class_init (AcnFigureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_figure_window_dispose;
  widget_class->size_allocate = acn_figure_window_size_allocate;
  gtk_widget_class_install_action (widget_class, "figure.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "figure.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "figure.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "figure.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "figure.save", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "figure.print", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-figure-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, AcnFigureWindow, child)
  BIND (toasts);
  BIND (picture);
  BIND (header);
  BIND (tools);
  BIND (tools_below);
  BIND (halves);
  BIND (choices);
  BIND (progress_revealer);
  BIND (progress);
  BIND (preset);
  BIND (style);
  BIND (language);
  BIND (dates);
  BIND (step);
  BIND (margin);
  BIND (resolution);
  BIND (title_row);
  BIND (subtitle_row);
  BIND (caption_row);
  BIND (days_row);
  BIND (from_row);
  BIND (to_row);
  BIND (parts);
#undef BIND
}

static void
add_parts (AcnFigureWindow *self)
{
  static const char *const names[] = { N_ ("Legend"),        N_ ("Scale Bar"), N_ ("Areas"),
                                       N_ ("Strip of Time"), N_ ("Locator"),   N_ ("Small Print") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row = adw_action_row_new (), *control = gtk_switch_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (names[i]));
      gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
      adw_preferences_group_add (self->parts, row);
      self->part_switches[i] = GTK_SWITCH (control);
    }
}

static void
add_drag (AcnFigureWindow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_drag_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (begin_drag_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->picture), GTK_EVENT_CONTROLLER (source));
}

static void
acn_figure_window_init (AcnFigureWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figure.cancel", FALSE);
  add_parts (self);
  add_drag (self);
}

static void
fill_combo (
    AdwComboRow *row, const char *context, const char *const *names, guint n, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (
        list, context != NULL ? g_dpgettext2 (NULL, context, names[i]) : _ (names[i]));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

static void
fill_languages (AcnFigureWindow *self)
{
  const char *const *languages = acn_dossier_get_languages (self->figure->map->dossier);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; languages[i] != NULL; i++)
    gtk_string_list_append (list, acn_format_language (languages[i]));
  adw_combo_row_set_model (self->language, G_LIST_MODEL (list));
  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_equal (languages[i], self->figure->map->language))
      adw_combo_row_set_selected (self->language, i);
}

static void
fill (AcnFigureWindow *self)
{
  static const char *const presets[] = { N_ ("As the Window"), N_ ("Slide, 16:9"),
                                         N_ ("A4, Landscape"), N_ ("A4, Portrait"),
                                         N_ ("A5, Landscape"), N_ ("A5, Portrait"),
                                         N_ ("Square Post"),   N_ ("Post of a Thread") };
  static const char *const styles[] = { NC_ ("style", "Light"),
                                        NC_ ("style", "Dark"),
                                        NC_ ("style", "Print"),
                                        NC_ ("style", "Greyscale") };
  static const char *const shows[] = { N_ ("This Day"), N_ ("Several Days"), N_ ("A Series") };
  static const char *const step_names[] = { NC_ ("step", "Day"),
                                            NC_ ("step", "Week"),
                                            NC_ ("step", "Month"),
                                            NC_ ("step", "Year"),
                                            NC_ ("step", "Change of the Map"),
                                            NC_ ("step", "Event") };
  const AcnFigure         *figure = self->figure;
  const AcnSpan            span = acn_dossier_get_span (figure->map->dossier);
  g_autofree char         *day = acn_day_to_iso (figure->map->day);
  g_autofree char         *from = acn_day_to_iso (MAX (span.begin_day, figure->map->day - 364));

  fill_combo (self->preset, NULL, presets, G_N_ELEMENTS (presets), 0);
  fill_combo (self->style, "style", styles, G_N_ELEMENTS (styles), figure->map->theme);
  fill_combo (self->dates, NULL, shows, G_N_ELEMENTS (shows), SHOW_DAY);
  fill_combo (self->step, "step", step_names, G_N_ELEMENTS (step_names), 2);
  fill_languages (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->part_switches); i++)
    gtk_switch_set_active (self->part_switches[i], (figure->parts & (1u << i)) != 0);
  gtk_spin_button_set_value (self->resolution, figure->scale);
  gtk_editable_set_text (self->title_row, acn_figure_get_title (figure));
  gtk_editable_set_text (self->caption_row, figure->caption != NULL ? figure->caption : "");
  gtk_editable_set_text (self->days_row, day);
  gtk_editable_set_text (self->from_row, from);
  gtk_editable_set_text (self->to_row, day);
  /* A scene is of one day. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->dates), figure->map->scene == ACN_NONE);
}

static void
follow_choices (AcnFigureWindow *self)
{
  AdwComboRow *const combos[] = {
    self->preset, self->style, self->language, self->dates, self->step
  };
  GtkEditable *const   rows[] = { self->title_row, self->subtitle_row, self->caption_row,
                                  self->days_row,  self->from_row,     self->to_row };
  GtkSpinButton *const spins[] = { self->margin, self->resolution };

  for (guint i = 0; i < G_N_ELEMENTS (combos); i++)
    g_signal_connect_object (
        combos[i], "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_object (rows[i], "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (spins); i++)
    g_signal_connect_object (
        spins[i], "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (self->part_switches); i++)
    g_signal_connect_object (
        self->part_switches[i], "notify::active", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * acn_figure_window_new:
 * @figure: copied
 * @name: of files, without suffix
 * @narrow: whether there is room for the preview above the choices only
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWindow *
acn_figure_window_new (const AcnFigure *figure, const char *name, gboolean narrow)
{
  AcnFigureWindow *self = g_object_new (ACN_TYPE_FIGURE_WINDOW, NULL);

  self->figure = acn_figure_copy (figure);
  self->name = g_strdup (name);
  if (narrow)
    {
      stack (self, TRUE);
      gtk_window_set_default_size (GTK_WINDOW (self), 360, 640);
    }
  fill (self);
  follow_choices (self);
  changed_cb (self);
  return GTK_WINDOW (self);
}
