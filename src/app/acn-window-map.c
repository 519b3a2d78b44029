/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's map: finding on it, and the way back to where it stood. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "map/acn-map-decor.h"
#include "panels/acn-base-map-group.h"
#include "panels/acn-search-card.h"

/* Below the buttons on the map: the line of places, the note and the scale bar; in narrow windows
 * they stand along its upper edge, px. */
#define TOOLS_PX 132
#define TOOLS_TIGHT_PX 6
/* From the button that unfolds them to the others, which stand clear of what is hypothetical, px.
 */
#define TOOLS_DROP_PX 16

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
  AcnWindow          *self = data;
  AcnDossier         *dossier = acn_session_get_dossier (self->session);
  const AcnTileOffer *offer = dossier != NULL ? acn_dossier_get_tiles (dossier) : NULL;
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  g_type_ensure (ACN_TYPE_BASE_MAP_GROUP);
  builder = gtk_builder_new_from_resource ("/io/github/accession/Accession/acn-base-map-window.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  if (offer != NULL)
    acn_base_map_group_set_offer (
        ACN_BASE_MAP_GROUP (gtk_builder_get_object (builder, "group")),
        offer->tiles,
        offer->title != NULL ? acn_text_get (offer->title, acn_session_get_language (self->session))
                             : NULL);
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

/* --- The buttons ----------------------------------------------------------------------------- */

static void
unfolded_cb (AcnWindow *self)
{
  const gboolean narrow = self->shape <= ACN_WINDOW_NARROW;

  gtk_widget_set_visible (
      self->map_buttons,
      !narrow || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->map_tools_toggle)));
}

/**
 * acn_window_fit_map_tools:
 * @self: a window
 *
 * The buttons stand in a column beside the map's middle, and in a row where the timeline across
 * leaves it low; in a narrow window, where that would hide the map, in a row below its upper edge
 * that is folded until it is asked for.
 */
void
acn_window_fit_map_tools (AcnWindow *self)
{
  const gboolean       narrow = self->shape <= ACN_WINDOW_NARROW;
  const GtkOrientation timeline = gtk_orientable_get_orientation (GTK_ORIENTABLE (self->timeline));
  const gboolean       low = !narrow && timeline == GTK_ORIENTATION_HORIZONTAL;
  const GtkOrientation along =
      narrow || low ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  const GtkArrowType side = narrow ? GTK_ARROW_DOWN : low ? GTK_ARROW_UP : GTK_ARROW_LEFT;
  const double       text_scale = acn_map_text_scale (GTK_WIDGET (self), G_MAXINT);

  gtk_widget_set_valign (self->map_tools, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_margin_top (self->map_tools, TOOLS_TIGHT_PX);
  gtk_widget_set_margin_bottom (self->map_tools, narrow ? 0 : (int) (TOOLS_PX * text_scale));
  gtk_widget_set_margin_end (self->map_tools, narrow ? TOOLS_TIGHT_PX : 12);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->map_buttons), along);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->zoom_buttons), along);
  gtk_box_set_spacing (GTK_BOX (self->map_tools), narrow ? TOOLS_DROP_PX : 0);
  gtk_box_set_spacing (GTK_BOX (self->map_buttons), narrow ? TOOLS_TIGHT_PX : 12);
  gtk_menu_button_set_direction (self->views_button, side);
  gtk_menu_button_set_direction (self->compare_button, side);
  gtk_widget_set_visible (self->map_tools_toggle, narrow);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->map_tools_toggle), FALSE);
  unfolded_cb (self);
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
  g_signal_connect_object (
      self->map_tools_toggle, "toggled", G_CALLBACK (unfolded_cb), self, G_CONNECT_SWAPPED);
  /* East stays on the right in every language, and the legend on the left; so do these. */
  gtk_widget_set_direction (self->map_tools, GTK_TEXT_DIR_LTR);
  stops_cb (self);
}
