/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the timeline stands (beside the map, or under it), and what the window adds to it: a way
 * back, and a filter that follows the map. */
#include "app/acn-window-private.h"
#include "panels/acn-events-window.h"

/* Heights of a timeline that runs across, px and as a share of what there is. */
#define ACROSS_PX 330
#define ACROSS_RATIO 0.45
#define BESIDE_WIDE_PX 420
#define BESIDE_PX 340

/* How long a paned may take to turn, ms; then its handle is the person's. */
#define SETTLED_MSEC 1000

/* What header and scrubber take of a window's height, px; both may not be laid out yet. */
#define BARS_PX 112

static gboolean
is_across (AcnWindow *self)
{
  if (self->shape <= ACN_WINDOW_NARROW)
    return TRUE;
  return self->timeline_across &&
         g_strcmp0 (gtk_stack_get_visible_child_name (self->left), "timeline") == 0;
}

/* The map's side grows with the window, the timeline keeps its size. */
static void
set_children (AcnWindow *self, gboolean across)
{
  g_autoptr (GtkWidget) timeline = g_object_ref (GTK_WIDGET (self->left));
  g_autoptr (GtkWidget) others = g_object_ref (GTK_WIDGET (self->inner));

  gtk_paned_set_start_child (self->outer, NULL);
  gtk_paned_set_end_child (self->outer, NULL);
  gtk_paned_set_start_child (self->outer, across ? others : timeline);
  gtk_paned_set_end_child (self->outer, across ? timeline : others);
  gtk_paned_set_resize_start_child (self->outer, across);
  gtk_paned_set_resize_end_child (self->outer, !across);
}

/* A paned that turns rescales what it was told: told again once it has turned. */
static gboolean
set_position_cb (gpointer data)
{
  AcnWindow *self = data;

  self->timeline_id = 0;
  gtk_paned_set_position (self->outer, self->timeline_position);
  return G_SOURCE_REMOVE;
}

static void
turned_cb (AcnWindow *self)
{
  if (self->timeline_position >= 0 && self->timeline_id == 0)
    self->timeline_id = g_idle_add (set_position_cb, self);
}

/* Comes after all layout and painting that waits, however slow the machine is. */
static gboolean
forget_position_cb (gpointer data)
{
  AcnWindow *self = data;

  if (gtk_paned_get_position (self->outer) != self->timeline_position)
    gtk_paned_set_position (self->outer, self->timeline_position);
  self->timeline_position = -1;
  self->forget_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * acn_window_end_timeline:
 * @self: a window that is being disposed of
 */
void
acn_window_end_timeline (AcnWindow *self)
{
  g_clear_handle_id (&self->timeline_id, g_source_remove);
  g_clear_handle_id (&self->forget_id, g_source_remove);
}

/**
 * acn_window_place_timeline:
 * @self: a window
 *
 * Puts the timeline beside the map or, in a narrow window or by choice, under it.
 */
void
acn_window_place_timeline (AcnWindow *self)
{
  const gboolean       across = is_across (self);
  const GtkOrientation orientation = across ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  const int            height = gtk_widget_get_height (GTK_WIDGET (self)) - BARS_PX;
  const int            kept = acn_window_get_timeline_size (self, across);
  int                  size = self->shape == ACN_WINDOW_WIDE ? BESIDE_WIDE_PX : BESIDE_PX;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->timeline), orientation);
  if (across != (gtk_paned_get_end_child (self->outer) == GTK_WIDGET (self->left)))
    set_children (self, across);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->outer),
                                  across ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  acn_window_fit_map_tools (self);
  if (across)
    size = MAX (height - (kept > 0 ? kept : (int) MIN (height * ACROSS_RATIO, ACROSS_PX)), 0);
  else if (kept > 0)
    size = kept;
  gtk_paned_set_position (self->outer, size);
  self->timeline_position = size;
  if (self->forget_id == 0)
    self->forget_id =
        g_timeout_add_full (G_PRIORITY_LOW, SETTLED_MSEC, forget_position_cb, self, NULL);
}

static void
across_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AcnWindow *self = data;

  self->timeline_across = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "timeline-across", self->timeline_across);
  acn_window_place_timeline (self);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_session_go_back (ACN_WINDOW (data)->session);
}

static void
forward_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_session_go_forward (ACN_WINDOW (data)->session);
}

/* “Events in this view” means the view that is there now. */
static void
follow_view_cb (AcnWindow *self)
{
  AcnFilter filter = *acn_session_get_filter (self->session);

  if (!filter.has_bounds)
    return;
  filter.bounds = acn_map_view_get_bounds (self->map);
  acn_session_set_filter (self->session, &filter);
}

static void
show_events_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;
  GtkWindow *window = acn_events_window_new (self->session);

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

static const GActionEntry entries[] = {
  { .name = "show-events", .activate = show_events_cb },
  { .name = "timeline-across", .state = "false", .change_state = across_cb },
  { .name = "back", .activate = back_cb },
  { .name = "forward", .activate = forward_cb },
};

static void
set_enabled (AcnWindow *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), is_enabled);
}

static void
history_cb (AcnWindow *self)
{
  set_enabled (self, "back", acn_session_can_go_back (self->session));
  set_enabled (self, "forward", acn_session_can_go_forward (self->session));
}

/**
 * acn_window_add_timeline:
 * @self: a window whose settings are bound
 */
void
acn_window_add_timeline (AcnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (self->settings != NULL)
    {
      self->timeline_across = g_settings_get_boolean (self->settings, "timeline-across");
      g_simple_action_set_state (
          G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "timeline-across")),
          g_variant_new_boolean (self->timeline_across));
    }
  g_signal_connect_object (self->left,
                           "notify::visible-child",
                           G_CALLBACK (acn_window_place_timeline),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->outer, "notify::max-position", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::history", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::filter", G_CALLBACK (follow_view_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::camera", G_CALLBACK (follow_view_cb), self, G_CONNECT_SWAPPED);
  history_cb (self);
}
