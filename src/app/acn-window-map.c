/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's map: finding on it, and the way back to where it stood. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "panels/acn-base-map-group.h"
#include "panels/acn-search-card.h"

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;

  if (acn_session_get_dossier (self->session) != NULL)
    acn_search_card_open (ACN_SEARCH_CARD (self->search));
}

static void
view_back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_session_go_to_stop (ACN_WINDOW (data)->session, -1);
}

static void
view_forward_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_session_go_to_stop (ACN_WINDOW (data)->session, 1);
}

static void
base_map_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  g_type_ensure (ACN_TYPE_BASE_MAP_GROUP);
  builder = gtk_builder_new_from_resource ("/io/github/accession/Accession/acn-base-map-window.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, data);
  gtk_window_present (window);
}

static const GActionEntry entries[] = {
  { .name = "base-map", .activate = base_map_cb },
  { .name = "find", .activate = find_cb },
  { .name = "view-back", .activate = view_back_cb },
  { .name = "view-forward", .activate = view_forward_cb },
};

static void
set_enabled (AcnWindow *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), is_enabled);
}

static void
stops_cb (AcnWindow *self)
{
  set_enabled (self, "view-back", acn_session_can_go_to_stop (self->session, -1));
  set_enabled (self, "view-forward", acn_session_can_go_to_stop (self->session, 1));
}

/* A search hides what it covers: whoever goes back to the map needs it no more. */
static void
card_hidden_cb (AcnWindow *self)
{
  if (!gtk_widget_get_visible (self->search) && gtk_widget_get_mapped (GTK_WIDGET (self->map)))
    gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/**
 * acn_window_fill_views:
 * @self: a window
 *
 * Puts the ways through the map before the dossier's views.
 */
void
acn_window_fill_views (AcnWindow *self)
{
  g_autoptr (GMenu) ways = g_menu_new ();

  g_menu_append (ways, _ ("_Back"), "win.view-back");
  g_menu_append (ways, _ ("_Forward"), "win.view-forward");
  g_menu_append (ways, _ ("_Home View and Date"), "win.go-home");
  g_menu_append (ways, _ ("Base _Map…"), "win.base-map");
  g_menu_append_section (self->views_menu, NULL, G_MENU_MODEL (ways));
}

static void
words_cb (AcnWindow *self)
{
  g_autofree char *words = NULL;

  g_object_get (self->readout, "words", &words, NULL);
  acn_map_view_set_facts (self->map, words);
}

/**
 * acn_window_add_map:
 * @self: a window
 */
void
acn_window_add_map (AcnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (
      self->session, "notify::stops", G_CALLBACK (stops_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->search, "notify::visible", G_CALLBACK (card_hidden_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->readout, "notify::words", G_CALLBACK (words_cb), self, G_CONNECT_SWAPPED);
  stops_cb (self);
}
