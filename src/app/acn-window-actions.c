/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-window-private.h"

#include "compat/acn-compat.h"

#include <glib/gi18n.h>

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_choose_dossier (data);
}

static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_open (data, g_variant_get_string (parameter, NULL));
}

static void
open_shipped_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_open_shipped (data);
}

static void
cancel_loading_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_cancel_loading (data);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_choose_export (data, FALSE);
}

static void
export_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_export_to (data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
show_in_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  acn_compat_show_in_folder (GTK_WINDOW (data), file);
}

static void
show_panel_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AcnWindow *self = data;

  gtk_widget_set_visible (self->panel, g_variant_get_boolean (state));
  if (self->settings != NULL && self->shape == ACN_WINDOW_WIDE)
    g_settings_set_boolean (self->settings, "panel-visible", g_variant_get_boolean (state));
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (GTK_WINDOW (data));
  else
    gtk_window_unfullscreen (GTK_WINDOW (data));
}

/* The table of shortcuts is long and seldom asked for: it is made when it is. */
static void
show_help_overlay_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_compat_show_shortcuts (
      data, "/io/github/accession/Accession/acn-shortcuts.ui", _ ("Keyboard Shortcuts"));
}

static void
play_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  acn_session_set_playing (ACN_WINDOW (data)->session, g_variant_get_boolean (state));
}

static void
language_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AcnWindow  *self = data;
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  const char *language = g_variant_get_string (state, NULL);

  if (dossier != NULL && g_strv_contains (acn_dossier_get_languages (dossier), language))
    acn_session_set_language (self->session, language);
}

static void
view_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;
  guint      view = acn_dossier_find_view (acn_session_get_dossier (self->session),
                                      g_variant_get_string (parameter, NULL));

  if (view != ACN_NONE)
    acn_session_request_view (self->session, view);
}

static void
event_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;
  guint      event = acn_dossier_find_event (acn_session_get_dossier (self->session),
                                        g_variant_get_string (parameter, NULL));

  if (event != ACN_NONE)
    acn_session_select_event (self->session, event);
}

static void
day_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnDay day;

  if (acn_day_parse (g_variant_get_string (parameter, NULL), &day))
    acn_session_seek (ACN_WINDOW (data)->session, day);
}

static void
go_home_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow  *self = data;
  AcnDossier *dossier = acn_session_get_dossier (self->session);

  acn_session_set_selection (self->session, ACN_NONE);
  acn_session_seek (self->session, acn_dossier_get_home_day (dossier));
  if (acn_dossier_get_home_view (dossier) != ACN_NONE)
    acn_session_request_view (self->session, acn_dossier_get_home_view (dossier));
}

static void
zoom_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gboolean in = g_str_equal (g_action_get_name (G_ACTION (action)), "zoom-in");

  acn_map_view_zoom_by (ACN_WINDOW (data)->map, in ? 0.5 : -0.5);
}

static const struct
{
  const char *action;
  AcnStep     step;
  int         direction;
} steps[] = {
  { "previous-event", ACN_STEP_EVENT, -1 }, { "next-event", ACN_STEP_EVENT, 1 },
  { "previous-day", ACN_STEP_DAY, -1 },     { "next-day", ACN_STEP_DAY, 1 },
  { "previous-month", ACN_STEP_MONTH, -1 }, { "next-month", ACN_STEP_MONTH, 1 },
};

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].action, g_action_get_name (G_ACTION (action))))
      acn_session_step (ACN_WINDOW (data)->session, steps[i].step, steps[i].direction);
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open_cb },
  { .name = "open-path", .activate = open_path_cb, .parameter_type = "s" },
  { .name = "open-shipped", .activate = open_shipped_cb },
  { .name = "cancel-loading", .activate = cancel_loading_cb },
  { .name = "show-in-folder", .activate = show_in_folder_cb, .parameter_type = "s" },
  { .name = "show-help-overlay", .activate = show_help_overlay_cb },
  { .name = "fullscreen", .state = "false", .change_state = fullscreen_cb },
};

/* Those that need a dossier. */
static const GActionEntry dossier_entries[] = {
  { .name = "export", .activate = export_cb },
  { .name = "export-to", .activate = export_to_cb, .parameter_type = "s" },
  { .name = "show-panel", .state = "true", .change_state = show_panel_cb },
  { .name = "play", .state = "false", .change_state = play_cb },
  { .name = "language", .parameter_type = "s", .state = "'en'", .change_state = language_cb },
  { .name = "view", .activate = view_cb, .parameter_type = "s" },
  { .name = "event", .activate = event_cb, .parameter_type = "s" },
  { .name = "day", .activate = day_cb, .parameter_type = "s" },
  { .name = "go-home", .activate = go_home_cb },
  { .name = "zoom-in", .activate = zoom_cb },
  { .name = "zoom-out", .activate = zoom_cb },
  { .name = "previous-event", .activate = step_cb },
  { .name = "next-event", .activate = step_cb },
  { .name = "previous-day", .activate = step_cb },
  { .name = "next-day", .activate = step_cb },
  { .name = "previous-month", .activate = step_cb },
  { .name = "next-month", .activate = step_cb },
};

static void
set_state (AcnWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
follow_window_cb (AcnWindow *self)
{
  set_state (self, "show-panel", g_variant_new_boolean (gtk_widget_get_visible (self->panel)));
  set_state (
      self, "fullscreen", g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (self))));
}

/**
 * acn_window_add_actions:
 * @self: a window
 *
 * Adds the actions "win.…". Other programs reach them on the session bus.
 */
void
acn_window_add_actions (AcnWindow *self)
{
  g_autoptr (GPropertyAction) legend = g_property_action_new ("legend", self->map, "has-legend");

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (legend));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (
      G_ACTION_MAP (self), dossier_entries, G_N_ELEMENTS (dossier_entries), self);
  g_signal_connect_object (
      self->panel, "notify::visible", G_CALLBACK (follow_window_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (follow_window_cb), NULL);
  follow_window_cb (self);
}

/**
 * acn_window_update_actions:
 * @self: a window
 *
 * Makes the actions agree with the session.
 */
void
acn_window_update_actions (AcnWindow *self)
{
  gboolean has_dossier = acn_session_get_dossier (self->session) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (dossier_entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), dossier_entries[i].name);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has_dossier);
    }
  set_state (self, "play", g_variant_new_boolean (acn_session_get_playing (self->session)));
  set_state (self, "language", g_variant_new_string (acn_session_get_language (self->session)));
}
