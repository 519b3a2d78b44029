/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two dates at once: a line across the window's map, or a second map beside it. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

/* A comparison begins with the day a year before. */
#define DAYS_BEFORE 365

/* Maps narrower than this stand one above the other, px. */
#define SIDE_MIN_WIDTH_PX 560

static void
day_chosen_cb (AcnWindow *self, int day)
{
  acn_window_hold_day (self, day);
}

static void
place_second (AcnWindow *self, gboolean is_wanted)
{
  GtkWidget *maps = gtk_widget_get_parent (GTK_WIDGET (self->map));
  const int  width = gtk_widget_get_width (maps);

  if (!is_wanted && self->second_map != NULL)
    gtk_box_remove (GTK_BOX (maps), g_steal_pointer (&self->second_map));
  if (!is_wanted || self->second_map != NULL)
    return;
  self->second_map = acn_map_view_new ();
  g_object_bind_property (
      self->map, "has-legend", self->second_map, "has-legend", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->map, "fades", self->second_map, "fades", G_BINDING_SYNC_CREATE);
  gtk_widget_set_size_request (self->second_map, 120, 80);
  gtk_widget_set_hexpand (self->second_map, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->second_map),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of the Date That Is Held"),
                                  -1);
  g_signal_connect_object (
      self->second_map, "day-chosen", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->second_map, "told", G_CALLBACK (acn_window_toast), self, G_CONNECT_SWAPPED);
  acn_map_view_compare (ACN_MAP_VIEW (self->second_map), ACN_MAP_OF_HELD_DAY, self->held_day);
  acn_map_view_set_session (ACN_MAP_VIEW (self->second_map), self->session);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (maps),
                                  width < SIDE_MIN_WIDTH_PX ? GTK_ORIENTATION_VERTICAL
                                                            : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_prepend (GTK_BOX (maps), self->second_map);
}

static AcnMapManner
get_manner (AcnWindow *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), "compare");
  const char *name = g_variant_get_string (state, NULL);

  return g_str_equal (name, "swipe")     ? ACN_MAP_SWIPE
         : g_str_equal (name, "side")    ? ACN_MAP_OF_SHOWN_DAY
         : g_str_equal (name, "changes") ? ACN_MAP_CHANGES
         : g_str_equal (name, "next")    ? ACN_MAP_NEXT_CHANGE
         : g_str_equal (name, "between") ? ACN_MAP_BETWEEN
                                         : ACN_MAP_ALONE;
}

static void
show_comparison (AcnWindow *self)
{
  const AcnMapManner manner = get_manner (self);

  place_second (self, manner == ACN_MAP_OF_SHOWN_DAY);
  if (self->second_map != NULL)
    acn_map_view_compare (ACN_MAP_VIEW (self->second_map), ACN_MAP_OF_HELD_DAY, self->held_day);
  acn_map_view_compare (self->map, manner, self->held_day);
}

/**
 * acn_window_hold_day:
 * @day: the day that is compared with the one that is shown
 */
void
acn_window_hold_day (AcnWindow *self, AcnDay day)
{
  self->held_day = day;
  show_comparison (self);
}

/* A year before what is shown, or the other end of the time that there is. */
static AcnDay
find_day_to_hold (AcnWindow *self)
{
  const AcnSpan span = acn_dossier_get_span (acn_session_get_dossier (self->session));
  const AcnDay  day = acn_session_get_day (self->session), before = day - DAYS_BEFORE;

  if (acn_span_contains (span, before))
    return before;
  return acn_span_contains (span, span.begin_day) && span.begin_day != day ? span.begin_day : day;
}

static void
compare_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AcnWindow *self = data;

  if (acn_session_get_dossier (self->session) == NULL)
    return;
  if (get_manner (self) == ACN_MAP_ALONE)
    self->held_day = find_day_to_hold (self);
  g_simple_action_set_state (action, state);
  show_comparison (self);
}

static void
compare_next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const next[] = {
    [ACN_MAP_ALONE] = "swipe", [ACN_MAP_SWIPE] = "side",      [ACN_MAP_OF_SHOWN_DAY] = "off",
    [ACN_MAP_CHANGES] = "off", [ACN_MAP_NEXT_CHANGE] = "off", [ACN_MAP_BETWEEN] = "off"
  };

  g_action_group_change_action_state (
      G_ACTION_GROUP (data), "compare", g_variant_new_string (next[get_manner (data)]));
}

/* What is held is a day of the dossier that was open. */
static void
dossier_cb (AcnWindow *self)
{
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "compare")),
      g_variant_new_string ("off"));
  show_comparison (self);
}

static const GActionEntry entries[] = {
  { .name = "compare", .parameter_type = "s", .state = "'off'", .change_state = compare_cb },
  { .name = "compare-next", .activate = compare_next_cb },
};

/**
 * acn_window_add_comparison:
 * @self: a window
 */
void
acn_window_add_comparison (AcnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (
      self->map, "day-chosen", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::dossier", G_CALLBACK (dossier_cb), self, G_CONNECT_SWAPPED);
}
