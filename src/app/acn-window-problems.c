/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a dossier: in the place of the atlas when nothing else is open, else in a
 * window of its own; the warnings of the open one are a menu away. */
#include "app/acn-window-private.h"

#include "app/acn-toast.h"

#include <glib/gi18n.h>

#include "io/acn-load.h"

#define ACTION "show-problems"

/* @title: (nullable): instead of "The Dossier Could Not Be Opened" */
static void
show_list (AcnWindow *self, AcnDiagnostics *diagnostics, const char *title)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/accession/Accession/acn-diagnostics-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  acn_diagnostics_view_show (ACN_DIAGNOSTICS_VIEW (gtk_builder_get_object (builder, "diagnostics")),
                             diagnostics);
  if (title != NULL)
    {
      gtk_window_set_title (window, title);
      gtk_widget_set_visible (GTK_WIDGET (gtk_builder_get_object (builder, "stays")), FALSE);
    }
  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

/**
 * acn_window_show_failure:
 * @self: a window
 * @diagnostics: why a dossier could not be opened
 *
 * The one that is open stays.
 */
void
acn_window_show_failure (AcnWindow *self, AcnDiagnostics *diagnostics)
{
  if (acn_session_get_dossier (self->session) != NULL)
    {
      show_list (self, diagnostics, NULL);
      return;
    }
  acn_diagnostics_view_show (self->diagnostics, diagnostics);
  gtk_stack_set_visible_child_name (self->pages, "error");
}

static void
set_enabled (AcnWindow *self, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), ACTION)), enabled);
}

static void
offer_problems (AcnWindow *self, guint n)
{
  g_autofree char *message = g_strdup_printf (
      /* Translators: %u counts errors and warnings in a file. */
      ngettext ("The dossier has %u problem", "The dossier has %u problems", n),
      n);
  GtkWidget *button;
  AdwToast  *toast = acn_toast_new (GTK_WIDGET (self), message, _ ("_Show"), &button);

  acn_toast_set_action (button, "win." ACTION, NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
keep_problems (AcnWindow *self, AcnDiagnostics *diagnostics)
{
  const guint n = acn_diagnostics_get_n_warnings (diagnostics);

  acn_window_forget_problems (self);
  set_enabled (self, n > 0);
  if (n > 0)
    self->problems = acn_diagnostics_ref (diagnostics);
}

/**
 * acn_window_forget_problems:
 * @self: a window whose dossier goes
 */
void
acn_window_forget_problems (AcnWindow *self)
{
  if (self->rereading != NULL)
    g_cancellable_cancel (self->rereading);
  g_clear_object (&self->rereading);
  g_clear_pointer (&self->problems, acn_diagnostics_unref);
}

/**
 * acn_window_take_problems:
 * @self: a window whose dossier has just been opened
 * @diagnostics: what was found while reading it: no errors, perhaps warnings
 *
 * Keeps the warnings for the menu, and says that there are some.
 */
void
acn_window_take_problems (AcnWindow *self, AcnDiagnostics *diagnostics)
{
  keep_problems (self, diagnostics);
  if (self->problems != NULL)
    offer_problems (self, acn_diagnostics_get_n_warnings (diagnostics));
}

/* --- In another language --------------------------------------------------------------------- */

static void
read_again_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (AcnDossier) dossier = acn_load_dossier_finish (result, &diagnostics, NULL);

  if (dossier != NULL) /* else its files have changed since, which the window tells */
    keep_problems (self, diagnostics);
}

/**
 * acn_window_pass_problems:
 * @self: a window that spoke another language
 * @next: a window that shows the same dossier
 *
 * What was found in a file is told in the language that the program had then. So a worker reads
 * the files once more, for nothing else; until that is done, the old words stand.
 */
void
acn_window_pass_problems (AcnWindow *self, AcnWindow *next)
{
  const char *path = acn_dossier_get_path (acn_session_get_dossier (next->session));
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  if (self->problems == NULL || path == NULL)
    return;
  keep_problems (next, self->problems);
  next->rereading = g_cancellable_new ();
  for (guint i = 0; self->added != NULL && i < self->added->len; i++)
    g_ptr_array_add (added, g_ptr_array_index (self->added, i));
  g_ptr_array_add (added, NULL);
  acn_load_dossier_with_async (path,
                               (const char *const *) added->pdata,
                               next->rereading,
                               read_again_cb,
                               g_object_ref (next));
}

static void
show_problems_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;

  if (self->problems != NULL)
    show_list (self, self->problems, _ ("Problems of the Dossier"));
}

/**
 * acn_window_add_problems:
 * @self: a window
 *
 * Adds the action that shows them.
 */
void
acn_window_add_problems (AcnWindow *self)
{
  static const GActionEntry entries[] = { { .name = ACTION, .activate = show_problems_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_enabled (self, FALSE);
}
