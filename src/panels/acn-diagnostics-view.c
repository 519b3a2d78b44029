/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-diagnostics-view.h"

#include <glib/gi18n.h>

#include "base/acn-isolate.h"
#include "compat/acn-compat.h"

struct _AcnDiagnosticsView
{
  AdwBin parent_instance;

  AcnDiagnostics *diagnostics;

  GtkLabel   *summary;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AcnDiagnosticsView, acn_diagnostics_view, ADW_TYPE_BIN)

static char *
describe_place (const AcnDiagnostic *diagnostic)
{
  GString         *place = g_string_new (NULL);
  g_autofree char *pointer = acn_diagnostic_dup_short_pointer (diagnostic);

  acn_isolate_append (place, "%s", diagnostic->file);
  if (diagnostic->line > 0)
    g_string_append_printf (place, ":%u:%u", diagnostic->line, diagnostic->column);
  if (*pointer != '\0')
    acn_isolate_append (place, "   %s", pointer);
  return g_string_free (place, FALSE);
}

static GtkWidget *
make_row (const AcnDiagnostic *diagnostic)
{
  AdwActionRow    *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *place = describe_place (diagnostic);
  gboolean         is_error = diagnostic->severity == ACN_SEVERITY_ERROR;
  GtkWidget       *icon =
      gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_error ? _ ("Error") : _ ("Warning"),
                                  -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), diagnostic->message);
  adw_action_row_set_subtitle (row, place);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_action_row_add_prefix (row, icon);
  gtk_widget_add_css_class (GTK_WIDGET (row), "diagnostic");
  return GTK_WIDGET (row);
}

/* --- Files that can be opened ---------------------------------------------------------------- */

/* In a worker, as a disk may be slow: which of the diagnostics are of a file that is there. */
static void
find_files (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnDiagnostics *diagnostics = data;
  const guint     n = acn_diagnostics_get_n (diagnostics);
  GArray         *there = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), n);

  for (guint i = 0; i < n; i++)
    {
      const char *file = acn_diagnostics_get (diagnostics, i)->file;
      gboolean    is_there;

      if (i > 0 && g_strcmp0 (file, acn_diagnostics_get (diagnostics, i - 1)->file) == 0)
        is_there = g_array_index (there, gboolean, i - 1);
      else
        is_there = g_file_test (file, G_FILE_TEST_IS_REGULAR);
      g_array_append_val (there, is_there);
    }
  g_task_return_pointer (task, there, (GDestroyNotify) g_array_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnDiagnosticsView *self = ACN_DIAGNOSTICS_VIEW (source);
  g_autoptr (GArray) there = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->diagnostics != g_task_get_task_data (G_TASK (result)))
    return; /* others are shown by now, or none */
  for (guint i = 0; i < there->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (!g_array_index (there, gboolean, i))
        continue;
      gtk_list_box_row_set_activatable (row, TRUE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Open in the text editor"));
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, AcnDiagnosticsView *self)
{
  const AcnDiagnostic *diagnostic =
      acn_diagnostics_get (self->diagnostics, gtk_list_box_row_get_index (row));
  g_autoptr (GFile) file = g_file_new_for_path (diagnostic->file);

  acn_compat_edit_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        file,
                        diagnostic->line,
                        diagnostic->column);
}

static void
copy_cb (AcnDiagnosticsView *self)
{
  g_autofree char *text = acn_diagnostics_to_string (self->diagnostics);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
acn_diagnostics_view_dispose (GObject *object)
{
  AcnDiagnosticsView *self = ACN_DIAGNOSTICS_VIEW (object);

  g_clear_pointer (&self->diagnostics, acn_diagnostics_unref);
  G_OBJECT_CLASS (acn_diagnostics_view_parent_class)->dispose (object);
}

static void
acn_diagnostics_view_class_init (AcnDiagnosticsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_diagnostics_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-diagnostics-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnDiagnosticsView, summary);
  gtk_widget_class_bind_template_child (widget_class, AcnDiagnosticsView, list);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
acn_diagnostics_view_init (AcnDiagnosticsView *self)
{
  self->diagnostics = acn_diagnostics_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acn_diagnostics_view_new:
 *
 * Returns: an empty view
 */
GtkWidget *
acn_diagnostics_view_new (void)
{
  return g_object_new (ACN_TYPE_DIAGNOSTICS_VIEW, NULL);
}

/**
 * acn_diagnostics_view_show:
 * @self: a view
 * @diagnostics: what to list; kept by reference and not to change afterwards
 */
void
acn_diagnostics_view_show (AcnDiagnosticsView *self, AcnDiagnostics *diagnostics)
{
  guint            n = acn_diagnostics_get_n (diagnostics);
  guint            n_errors = acn_diagnostics_get_n_errors (diagnostics);
  guint            n_warnings = acn_diagnostics_get_n_warnings (diagnostics);
  g_autofree char *errors = NULL, *warnings = NULL, *summary = NULL;
  g_autoptr (GTask) task = NULL;
  GtkWidget *row;

  g_return_if_fail (ACN_IS_DIAGNOSTICS_VIEW (self));

  acn_diagnostics_ref (diagnostics);
  acn_diagnostics_unref (self->diagnostics);
  self->diagnostics = diagnostics;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (acn_diagnostics_get (diagnostics, i)));
  /* Translators: of a file; after a comma the count of warnings may follow. */
  errors = g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors);
  /* Translators: of a file; the count of errors and a comma may stand before. */
  warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  summary = n_errors > 0 && n_warnings > 0 ? g_strdup_printf ("%s, %s", errors, warnings)
                                           : g_strdup (n_warnings > 0 ? warnings : errors);
  gtk_label_set_text (self->summary, summary);
  task = g_task_new (self, NULL, found_cb, NULL);
  g_task_set_task_data (
      task, acn_diagnostics_ref (diagnostics), (GDestroyNotify) acn_diagnostics_unref);
  g_task_run_in_thread (task, find_files);
}
