/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large a person has made the timeline and the panel: kept in the settings, as long as a window
 * has them side by side. 0 stands for what the window chooses itself. */
#include "app/acn-window-private.h"

#define TIMELINE_WIDTH_KEY "timeline-width"
#define TIMELINE_HEIGHT_KEY "timeline-height"
#define PANEL_WIDTH_KEY "panel-width"

static gboolean
is_across (AcnWindow *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->outer)) == GTK_ORIENTATION_VERTICAL;
}

/* Not while the paned turns, nor where it stands at a limit, as in a window that has become
 * smaller; and a person who reads makes no room for the timeline. */
static void
outer_moved_cb (AcnWindow *self)
{
  int position, least, most;

  if (self->timeline_position >= 0 || self->shape < ACN_WINDOW_MEDIUM ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->left), "timeline") != 0)
    return;
  g_object_get (
      self->outer, "position", &position, "min-position", &least, "max-position", &most, NULL);
  if (position <= least || position >= most)
    return;
  if (is_across (self))
    self->timeline_height_px = gtk_widget_get_height (GTK_WIDGET (self->outer)) - position;
  else
    self->timeline_width_px = position;
}

static gboolean
place_panel_cb (gpointer data)
{
  AcnWindow *self = data;

  self->panel_id = 0;
  gtk_paned_set_position (self->inner,
                          gtk_widget_get_width (GTK_WIDGET (self->inner)) - self->panel_width_px);
  return G_SOURCE_REMOVE;
}

/* Its width is known from here on; places cannot change while sizes are being given. */
static void
inner_sized_cb (AcnWindow *self)
{
  if (self->panel_width_px <= 0 || self->panel_placed || self->shape != ACN_WINDOW_WIDE ||
      gtk_widget_get_width (GTK_WIDGET (self->inner)) <= self->panel_width_px)
    return;
  self->panel_placed = TRUE;
  self->panel_id = g_idle_add (place_panel_cb, self);
}

/* A paned says by itself whether somebody has placed it. */
static void
inner_moved_cb (AcnWindow *self)
{
  gboolean is_placed;

  g_object_get (self->inner, "position-set", &is_placed, NULL);
  if (is_placed && self->shape == ACN_WINDOW_WIDE && gtk_widget_get_visible (self->panel) &&
      self->panel_id == 0 && gtk_widget_get_width (self->panel) > 0)
    self->panel_width_px =
        gtk_widget_get_width (GTK_WIDGET (self->inner)) - gtk_paned_get_position (self->inner);
}

/* A finger grasps a handle that is hidden, where it was last, and the map below does not move: its
 * gestures rest as long. */
static void
let_grasp (GtkPaned *paned)
{
  const gboolean has_handle = gtk_widget_get_visible (gtk_paned_get_start_child (paned)) &&
                              gtk_widget_get_visible (gtk_paned_get_end_child (paned));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (paned));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      const GtkPropagationPhase phase = gtk_event_controller_get_propagation_phase (controller);

      if (!GTK_IS_GESTURE (controller))
        continue;
      if (phase != GTK_PHASE_NONE)
        g_object_set_data (G_OBJECT (controller), "acn-phase", GINT_TO_POINTER (phase));
      gtk_event_controller_set_propagation_phase (
          controller,
          has_handle ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (controller), "acn-phase"))
                     : GTK_PHASE_NONE);
    }
}

static void
follow_handle (GtkPaned *paned)
{
  GtkWidget *const children[] = { gtk_paned_get_start_child (paned),
                                  gtk_paned_get_end_child (paned) };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    g_signal_connect_object (
        children[i], "notify::visible", G_CALLBACK (let_grasp), paned, G_CONNECT_SWAPPED);
  let_grasp (paned);
}

/**
 * acn_window_get_timeline_size:
 * @self: a window
 * @across: whether the timeline runs across, under the map
 *
 * Returns: the height or width that a person gave it, px; 0 when nobody has
 */
int
acn_window_get_timeline_size (AcnWindow *self, gboolean across)
{
  if (self->shape < ACN_WINDOW_MEDIUM)
    return 0;
  return across ? self->timeline_height_px : self->timeline_width_px;
}

/**
 * acn_window_add_panes:
 * @self: a window whose settings are bound
 */
void
acn_window_add_panes (AcnWindow *self)
{
  follow_handle (self->outer);
  follow_handle (self->inner);
  if (self->settings == NULL)
    return;
  self->timeline_width_px = g_settings_get_int (self->settings, TIMELINE_WIDTH_KEY);
  self->timeline_height_px = g_settings_get_int (self->settings, TIMELINE_HEIGHT_KEY);
  self->panel_width_px = g_settings_get_int (self->settings, PANEL_WIDTH_KEY);
  g_signal_connect_object (
      self->outer, "notify::position", G_CALLBACK (outer_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->inner, "notify::position", G_CALLBACK (inner_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->inner, "notify::max-position", G_CALLBACK (inner_sized_cb), self, G_CONNECT_SWAPPED);
}

/**
 * acn_window_end_panes:
 * @self: a window that is being disposed of
 *
 * Writes what is remembered of them.
 */
void
acn_window_end_panes (AcnWindow *self)
{
  g_clear_handle_id (&self->panel_id, g_source_remove);
  if (self->settings == NULL)
    return;
  g_settings_set_int (self->settings, TIMELINE_WIDTH_KEY, MAX (0, self->timeline_width_px));
  g_settings_set_int (self->settings, TIMELINE_HEIGHT_KEY, MAX (0, self->timeline_height_px));
  g_settings_set_int (self->settings, PANEL_WIDTH_KEY, MAX (0, self->panel_width_px));
}
