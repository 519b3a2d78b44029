/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lanes under the hand: a menu of their heads, keys for the lane of the selection, and heads
 * that are dragged to another place. */
#include "timeline/acn-timeline-private.h"

#include "base/acn-isolate.h"

#include <glib/gi18n.h>

static const char *
get_title (AcnTimeline *self, guint lane)
{
  const AcnLane *row = &self->index->lanes[lane];

  return row->title != NULL ? acn_text_get (row->title, acn_session_get_language (self->session))
                            : row->id;
}

static gboolean
is_folded (AcnTimeline *self, guint lane)
{
  return acn_session_get_lane_folded (self->session)[lane] != 0;
}

/* --- Telling --------------------------------------------------------------------------------- */

static void
tell_folded (AcnTimeline *self, guint lane)
{
  const char *title = get_title (self, lane);

  acn_timeline_take_note (self,
                          is_folded (self, lane)
                              /* Translators: %s is the name of a lane of the timeline */
                              ? acn_isolate_printf (_ ("%s: folded"), title)
                              /* Translators: %s is the name of a lane of the timeline */
                              : acn_isolate_printf (_ ("%s: unfolded"), title));
}

static void
tell_place (AcnTimeline *self, guint lane)
{
  acn_timeline_take_note (
      self,
      /* Translators: the name of a lane of the timeline, its place, how many there are */
      acn_isolate_printf (_ ("%s: lane %u of %u"),
                          get_title (self, lane),
                          acn_session_get_lane_place (self->session, lane) + 1,
                          self->index->n_lanes));
}

/* --- Doing ----------------------------------------------------------------------------------- */

void
acn_timeline_toggle_lane (AcnTimeline *self, guint lane)
{
  acn_session_fold_lane (self->session, lane, !is_folded (self, lane));
  tell_folded (self, lane);
}

static void
move_lane (AcnTimeline *self, guint lane, int distance)
{
  acn_session_move_lane (self->session, lane, distance);
  tell_place (self, lane);
}

/* The lane that keys mean: that of the selection. */
static guint
get_keyed_lane (AcnTimeline *self)
{
  const guint selection =
      self->session != NULL ? acn_session_get_selection (self->session) : ACN_NONE;

  if (self->index == NULL || selection >= self->index->n_events)
    return ACN_NONE;
  return self->index->events[selection].lane < self->index->n_lanes
             ? self->index->events[selection].lane
             : ACN_NONE;
}

static gboolean
fold_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  const guint  lane = get_keyed_lane (self);

  if (lane == ACN_NONE)
    return GDK_EVENT_PROPAGATE;
  acn_timeline_toggle_lane (self, lane);
  return GDK_EVENT_STOP;
}

/* Arrows across time move the lane; those along it do nothing. */
static gboolean
move_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline   *self = ACN_TIMELINE (widget);
  const gboolean is_horizontal = self->orientation == GTK_ORIENTATION_HORIZONTAL;
  const guint    lane = get_keyed_lane (self);
  int            distance;
  gboolean       key_is_horizontal;

  g_variant_get (arguments, "(iib)", NULL, &distance, &key_is_horizontal);
  if (lane == ACN_NONE || is_horizontal == key_is_horizontal)
    return GDK_EVENT_PROPAGATE;
  move_lane (self, lane, distance);
  return GDK_EVENT_STOP;
}

/* --- Menu ------------------------------------------------------------------------------------ */

static void
fold_action (GtkWidget *widget, const char *name, GVariant *lane)
{
  AcnTimeline *self = ACN_TIMELINE (widget);

  if (self->index != NULL && g_variant_get_uint32 (lane) < self->index->n_lanes)
    acn_timeline_toggle_lane (self, g_variant_get_uint32 (lane));
}

static void
fold_others_action (GtkWidget *widget, const char *name, GVariant *lane)
{
  AcnTimeline *self = ACN_TIMELINE (widget);

  if (self->index != NULL)
    acn_session_fold_other_lanes (self->session, g_variant_get_uint32 (lane));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *arguments)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  guint        lane;
  int          distance;

  g_variant_get (arguments, "(ui)", &lane, &distance);
  if (self->index != NULL && lane < self->index->n_lanes)
    move_lane (self, lane, distance);
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *lane)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  AcnFilter    filter;

  if (self->index == NULL || g_variant_get_uint32 (lane) >= ACN_FILTER_LANES_MAX)
    return;
  filter = *acn_session_get_filter (self->session);
  filter.hidden_lanes |= G_GUINT64_CONSTANT (1) << g_variant_get_uint32 (lane);
  acn_session_set_filter (self->session, &filter);
}

static void
append_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (AcnTimeline *self, guint lane)
{
  const gboolean is_horizontal = self->orientation == GTK_ORIENTATION_HORIZONTAL;
  const guint    place = acn_session_get_lane_place (self->session, lane);
  GMenu         *menu = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  append_item (menu,
               is_folded (self, lane) ? _ ("_Unfold") : _ ("_Fold"),
               "lane.fold",
               g_variant_new_uint32 (lane));
  append_item (menu, _ ("_Hide Its Events"), "lane.hide", g_variant_new_uint32 (lane));
  if (place > 0)
    append_item (moves,
                 is_horizontal ? _ ("Move _Up") : _ ("Move _Left"),
                 "lane.move",
                 g_variant_new ("(ui)", lane, -1));
  if (place + 1 < self->index->n_lanes)
    append_item (moves,
                 is_horizontal ? _ ("Move _Down") : _ ("Move _Right"),
                 "lane.move",
                 g_variant_new ("(ui)", lane, 1));
  append_item (others, _ ("Fold All _Others"), "lane.fold-others", g_variant_new_uint32 (lane));
  append_item (others, _ ("Unfold _All"), "lane.fold-others", g_variant_new_uint32 (ACN_NONE));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

static void
show_menu (AcnTimeline *self, guint lane, double x, double y)
{
  g_autoptr (GMenuModel) model = make_menu (self, lane);

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
show_menu_at (AcnTimeline *self, double x, double y)
{
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);
  AcnTimelineHit     hit;

  if (layout == NULL)
    return FALSE;
  hit = acn_timeline_layout_pick (layout, x, y);
  if (hit.kind != ACN_TIMELINE_HIT_LANE)
    return FALSE;
  show_menu (self, hit.lane, x, y);
  return TRUE;
}

static void
pressed_cb (AcnTimeline *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (show_menu_at (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (AcnTimeline *self, double x, double y, GtkGesture *gesture)
{
  if (show_menu_at (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* By keyboard the menu is that of the selection's lane, at its head. */
static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline          *self = ACN_TIMELINE (widget);
  const guint           lane = get_keyed_lane (self);
  const AcnTimelineHit *hits;
  guint                 n_hits;

  if (lane == ACN_NONE || acn_timeline_get_layout (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  hits = acn_timeline_layout_get_hits (self->layout, &n_hits);
  for (guint i = 0; i < n_hits; i++)
    if (hits[i].kind == ACN_TIMELINE_HIT_LANE && hits[i].lane == lane)
      {
        show_menu (self, lane, hits[i].x, hits[i].y + hits[i].height);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

/* --- Dragging -------------------------------------------------------------------------------- */

/* The head that a dragged one would take the place of. */
static const AcnTimelineHit *
find_drop (AcnTimeline *self)
{
  const AcnTimelineHit *hits;
  guint                 n_hits;

  if (acn_timeline_get_layout (self) == NULL)
    return NULL;
  hits = acn_timeline_layout_get_hits (self->layout, &n_hits);
  for (guint i = 0; i < n_hits; i++)
    if (hits[i].kind == ACN_TIMELINE_HIT_LANE && hits[i].lane != self->pressed_lane &&
        self->pointer_x >= hits[i].x && self->pointer_x < hits[i].x + hits[i].width &&
        self->pointer_y >= hits[i].y && self->pointer_y < hits[i].y + hits[i].height)
      return &hits[i];
  return NULL;
}

/* Puts the dragged lane where it was let go. */
void
acn_timeline_drop_lane (AcnTimeline *self)
{
  const AcnTimelineHit *drop = find_drop (self);

  if (drop != NULL)
    move_lane (self,
               self->pressed_lane,
               (int) acn_session_get_lane_place (self->session, drop->lane) -
                   (int) acn_session_get_lane_place (self->session, self->pressed_lane));
}

/* A line where the dragged lane would come to stand. */
void
acn_timeline_draw_drop (AcnTimeline *self, GtkSnapshot *snapshot)
{
  const AcnTimelineHit *drop = find_drop (self);
  const GdkRGBA         accent = { 0.21f, 0.52f, 0.89f, 1 };
  gboolean              is_before;
  graphene_rect_t       line;

  if (drop == NULL)
    return;
  is_before = acn_session_get_lane_place (self->session, drop->lane) <
              acn_session_get_lane_place (self->session, self->pressed_lane);
  if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
    graphene_rect_init (&line,
                        (float) drop->x,
                        (float) (is_before ? drop->y : drop->y + drop->height) - 1.5f,
                        (float) drop->width,
                        3);
  else
    graphene_rect_init (&line,
                        (float) (is_before ? drop->x - 2 : drop->x + drop->width + 2) - 1.5f,
                        (float) drop->y - 1,
                        3,
                        (float) drop->height + 2);
  gtk_snapshot_append_color (snapshot, &accent, &line);
}

/* --- Set-up ---------------------------------------------------------------------------------- */

void
acn_timeline_install_lanes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "lane.fold", "u", fold_action);
  gtk_widget_class_install_action (widget_class, "lane.fold-others", "u", fold_others_action);
  gtk_widget_class_install_action (widget_class, "lane.hide", "u", hide_action);
  gtk_widget_class_install_action (widget_class, "lane.move", "(ui)", move_action);
  acn_timeline_bind_arrows (widget_class, GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_key_cb, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, fold_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

void
acn_timeline_add_lane_controllers (AcnTimeline *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}
