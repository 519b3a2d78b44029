/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer, touch and keys. The widget passes ratios and days; the session does the arithmetic. */
#include "timeline/acn-timeline-private.h"

#include <math.h>

/* A press that moves less is a click, px. */
#define CLICK_PX 4.0

/* How near the playhead's line takes the pointer, px. */
#define GRAB_PX 5.0

/* A notch of the wheel pans by this share of the screen, or zooms by this factor. */
#define NOTCH_RATIO 0.1
#define NOTCH_FACTOR 1.2

static double
get_length_px (AcnTimeline *self)
{
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);

  return layout != NULL ? MAX (acn_timeline_layout_get_frame (layout)->length, 1) : 1;
}

static double
pick_along (AcnTimeline *self, double x, double y)
{
  return self->orientation == GTK_ORIENTATION_HORIZONTAL ? x : y;
}

static gboolean
is_near_playhead (AcnTimeline *self, double x, double y)
{
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);
  double             playhead;

  if (layout == NULL)
    return FALSE;
  playhead = acn_timeline_layout_position_of (layout, acn_session_get_day (self->session) + 0.5);
  return pick_along (self, x, y) >= acn_timeline_layout_get_frame (layout)->begin &&
         fabs (pick_along (self, x, y) - playhead) <= GRAB_PX;
}

/* Whether a press at the point takes hold of the playhead: the axis anywhere, else its line where
 * no event lies. */
static gboolean
grabs_playhead (AcnTimeline *self, double x, double y)
{
  AcnTimelineHit hit = acn_timeline_layout_pick (acn_timeline_get_layout (self), x, y);

  if (hit.kind == ACN_TIMELINE_HIT_AXIS)
    return TRUE;
  return hit.kind == ACN_TIMELINE_HIT_NONE && is_near_playhead (self, x, y);
}

static const char *
pick_cursor (AcnTimeline *self, AcnTimelineHit hit, double x, double y)
{
  const gboolean is_horizontal = self->orientation == GTK_ORIENTATION_HORIZONTAL;

  if (self->drag == ACN_TIMELINE_DRAG_PAN || self->drag == ACN_TIMELINE_DRAG_LANE)
    return "grabbing";
  if (self->drag == ACN_TIMELINE_DRAG_PLAYHEAD || grabs_playhead (self, x, y))
    return is_horizontal ? "ew-resize" : "ns-resize";
  if (hit.kind == ACN_TIMELINE_HIT_EVENT || hit.kind == ACN_TIMELINE_HIT_LANE)
    return "pointer";
  if (hit.kind == ACN_TIMELINE_HIT_CLUSTER)
    return "zoom-in";
  return NULL;
}

/* What the pointer is on, also when the picture has moved beneath it. */
static void
update_pointer (AcnTimeline *self)
{
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);
  AcnTimelineHit     hit;
  gboolean           is_hot;

  if (layout == NULL)
    return;
  hit = acn_timeline_layout_pick (layout, self->pointer_x, self->pointer_y);
  is_hot = self->drag == ACN_TIMELINE_DRAG_NONE &&
           is_near_playhead (self, self->pointer_x, self->pointer_y) &&
           grabs_playhead (self, self->pointer_x, self->pointer_y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   pick_cursor (self, hit, self->pointer_x, self->pointer_y));
  if (self->playhead_is_hot != is_hot)
    {
      self->playhead_is_hot = is_hot;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  acn_timeline_set_hover (
      self,
      hit.kind == ACN_TIMELINE_HIT_EVENT && self->drag <= ACN_TIMELINE_DRAG_PRESSED ? hit.event
                                                                                    : ACN_NONE);
}

static void
motion_cb (AcnTimeline *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag == ACN_TIMELINE_DRAG_NONE)
    update_pointer (self);
}

static void
leave_cb (AcnTimeline *self)
{
  self->playhead_is_hot = FALSE;
  acn_timeline_set_hover (self, ACN_NONE);
}

/* --- Wheel, touchpad, pinch ------------------------------------------------------------------ */

static gboolean
scroll_cb (AcnTimeline *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  const GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const gboolean is_wheel =
      gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  const double delta = fabs (dy) >= fabs (dx) ? dy : dx;

  if (self->index == NULL)
    return GDK_EVENT_PROPAGATE;
  acn_timeline_stop_kinetic (self);
  if (state & GDK_CONTROL_MASK)
    acn_session_zoom_time (self->session,
                           pow (NOTCH_FACTOR, is_wheel ? -dy : -dy / 20),
                           acn_timeline_get_ratio (self, self->pointer_x, self->pointer_y));
  else
    acn_session_scroll_time (self->session,
                             is_wheel ? delta * NOTCH_RATIO : delta / get_length_px (self));
  return GDK_EVENT_STOP;
}

static void
decelerate_cb (AcnTimeline *self, double velocity_x, double velocity_y)
{
  if (self->index != NULL)
    acn_timeline_start_kinetic (self,
                                (fabs (velocity_y) >= fabs (velocity_x) ? velocity_y : velocity_x) /
                                    get_length_px (self));
}

/* The first finger was no click, and what it dragged stays where it is. */
static void
pinch_begin_cb (AcnTimeline *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  self->drag = ACN_TIMELINE_DRAG_NONE;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  acn_timeline_stop_kinetic (self);
  if (self->session != NULL)
    self->drag_range = acn_session_get_visible_range (self->session);
}

/* @scale: against the distance of the fingers when the pinch began, when @drag_range was shown */
void
acn_timeline_pinch (AcnTimeline *self, double scale, double x, double y)
{
  AcnTimeRange range;

  if (self->index == NULL || !(scale > 0))
    return;
  range = acn_session_get_visible_range (self->session);
  acn_session_zoom_time (self->session,
                         scale * (range.end - range.begin) /
                             (self->drag_range.end - self->drag_range.begin),
                         acn_timeline_get_ratio (self, x, y));
}

static void
pinch_cb (AcnTimeline *self, double scale, GtkGesture *gesture)
{
  double x = self->pointer_x, y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  acn_timeline_pinch (self, scale, x, y);
}

/* --- Press and drag -------------------------------------------------------------------------- */

static void
move_playhead (AcnTimeline *self, double x, double y)
{
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);

  if (layout != NULL)
    acn_session_set_day (self->session, (AcnDay) floor (acn_timeline_layout_day_at (layout, x, y)));
}

static void
drag_begin_cb (AcnTimeline *self, double x, double y)
{
  AcnTimelineHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  acn_timeline_stop_kinetic (self);
  if (acn_timeline_get_layout (self) == NULL)
    return;
  self->drag_range = acn_session_get_visible_range (self->session);
  self->drag = ACN_TIMELINE_DRAG_PRESSED;
  hit = acn_timeline_layout_pick (self->layout, x, y);
  self->pressed_lane = hit.kind == ACN_TIMELINE_HIT_LANE ? hit.lane : ACN_NONE;
  if (!grabs_playhead (self, x, y))
    return;
  self->drag = ACN_TIMELINE_DRAG_PLAYHEAD;
  acn_session_set_playing (self->session, FALSE);
  if (!is_near_playhead (self, x, y))
    move_playhead (self, x, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (AcnTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (self->drag == ACN_TIMELINE_DRAG_PRESSED && hypot (dx, dy) >= CLICK_PX)
    {
      self->drag = self->pressed_lane != ACN_NONE ? ACN_TIMELINE_DRAG_LANE : ACN_TIMELINE_DRAG_PAN;
      update_pointer (self);
    }
  if (self->drag == ACN_TIMELINE_DRAG_LANE && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    {
      self->pointer_x = x + dx;
      self->pointer_y = y + dy;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  if (self->drag == ACN_TIMELINE_DRAG_PAN)
    {
      const double length = self->drag_range.end - self->drag_range.begin;
      const double days = -pick_along (self, dx, dy) / get_length_px (self) * length;

      acn_session_set_visible_range (
          self->session,
          (AcnTimeRange){ self->drag_range.begin + days, self->drag_range.end + days });
    }
  else if (self->drag == ACN_TIMELINE_DRAG_PLAYHEAD &&
           gtk_gesture_drag_get_start_point (gesture, &x, &y))
    move_playhead (self, x + dx, y + dy);
}

/* The first day of @members and the day after the last; those without an end have one day. */
static AcnSpan
get_members_span (AcnTimeline *self, GArray *members)
{
  AcnSpan span = { ACN_DAY_OPEN_END, ACN_DAY_OPEN_BEGIN };

  for (guint i = 0; i < members->len; i++)
    {
      const guint   event = g_array_index (members, guint, i);
      const AcnSpan when = self->index->events[event].when.span;
      const AcnDay  day = acn_session_event_day (self->session, event);

      span.begin_day =
          MIN (span.begin_day, when.begin_day == ACN_DAY_OPEN_BEGIN ? day : when.begin_day);
      span.end_day = MAX (span.end_day, when.end_day == ACN_DAY_OPEN_END ? day + 1 : when.end_day);
    }
  return span;
}

/* Opens a cluster: zooms to its days, or when they cannot be told apart selects one event after
 * the other. */
static void
open_cluster (AcnTimeline *self, const AcnTimelineHit *hit)
{
  g_autoptr (GArray) members = acn_timeline_layout_list_members (self->layout, hit);
  const AcnTimeRange range = acn_session_get_visible_range (self->session);
  const AcnSpan      span = get_members_span (self, members);
  const double       length = (double) acn_span_n_days (span);
  const double       air = MAX (length * 0.4, ACN_RANGE_MIN_DAYS / 2);
  const guint        selection = acn_session_get_selection (self->session);
  guint              next = 0;

  if (length > 1 && length + 2 * air < 0.8 * (range.end - range.begin))
    {
      acn_session_set_visible_range (self->session,
                                     (AcnTimeRange){ span.begin_day - air, span.end_day + air });
      return;
    }
  for (guint i = 0; i < members->len; i++)
    if (g_array_index (members, guint, i) == selection)
      next = (i + 1) % members->len;
  acn_session_select_event (self->session, g_array_index (members, guint, next));
}

static void
click (AcnTimeline *self, double x, double y, gboolean is_adding)
{
  AcnTimelineHit hit = acn_timeline_layout_pick (self->layout, x, y);

  if (hit.kind == ACN_TIMELINE_HIT_EVENT && is_adding)
    acn_session_toggle_selection (self->session, hit.event);
  else if (hit.kind == ACN_TIMELINE_HIT_EVENT)
    acn_session_select_event (self->session, hit.event);
  else if (hit.kind == ACN_TIMELINE_HIT_LANE)
    acn_timeline_toggle_lane (self, hit.lane);
  else if (hit.kind == ACN_TIMELINE_HIT_CLUSTER)
    open_cluster (self, &hit);
  else if (hit.kind == ACN_TIMELINE_HIT_NONE)
    acn_session_set_selection (self->session, ACN_NONE);
}

/* A second finger ends what the first one has begun as well, and that is no click. */
static gboolean
is_let_go (GtkGesture *gesture)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  return event != NULL && (gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE ||
                           gdk_event_get_event_type (event) == GDK_TOUCH_END);
}

static void
drag_end_cb (AcnTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double                x, y;
  const AcnTimelineDrag drag = self->drag;

  self->drag = ACN_TIMELINE_DRAG_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (drag == ACN_TIMELINE_DRAG_PRESSED && is_let_go (GTK_GESTURE (gesture)) &&
      acn_timeline_get_layout (self) != NULL && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    click (self,
           x,
           y,
           (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) &
            (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0);
  else if (drag == ACN_TIMELINE_DRAG_LANE)
    acn_timeline_drop_lane (self);
  update_pointer (self);
}

static void
drag_cancel_cb (AcnTimeline *self)
{
  self->drag = ACN_TIMELINE_DRAG_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
swipe_cb (AcnTimeline *self, double velocity_x, double velocity_y)
{
  if (self->drag == ACN_TIMELINE_DRAG_PAN)
    acn_timeline_start_kinetic (self,
                                -pick_along (self, velocity_x, velocity_y) / get_length_px (self));
}

/* --- Keys ------------------------------------------------------------------------------------ */

typedef enum
{
  WALK_EVENT,  /* along time, from event to event */
  WALK_LANE,   /* the same, within the lane */
  WALK_EXTEND, /* the same, adding to the selection */
} Walk;

/* Arrows along time walk events, those across it lanes. */
static gboolean
walk_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  int          walk, direction;
  gboolean     is_horizontal;

  g_variant_get (arguments, "(iib)", &walk, &direction, &is_horizontal);
  if (self->index == NULL)
    return GDK_EVENT_PROPAGATE;
  if (is_horizontal != (self->orientation == GTK_ORIENTATION_HORIZONTAL))
    {
      if (walk != WALK_EVENT)
        return GDK_EVENT_PROPAGATE;
      acn_session_walk_across (self->session, direction);
    }
  else if (walk == WALK_EXTEND)
    acn_session_extend_selection (self->session, direction);
  else if (walk == WALK_LANE)
    acn_session_walk_lane (self->session, direction);
  else
    acn_session_step (self->session, ACN_STEP_EVENT, direction);
  return GDK_EVENT_STOP;
}

static gboolean
page_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);

  if (self->index == NULL)
    return GDK_EVENT_PROPAGATE;
  acn_timeline_stop_kinetic (self);
  acn_session_scroll_time (self->session, g_variant_get_double (arguments));
  return GDK_EVENT_STOP;
}

static gboolean
edge_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  AcnSpan      span;

  if (self->index == NULL)
    return GDK_EVENT_PROPAGATE;
  span = acn_dossier_get_span (acn_session_get_dossier (self->session));
  acn_session_seek (self->session,
                    g_variant_get_boolean (arguments) ? span.end_day - 1 : span.begin_day);
  return GDK_EVENT_STOP;
}

/* Zooms about the playhead when it is on screen. */
static gboolean
zoom_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  AcnTimeRange range;
  double       anchor;

  if (self->index == NULL)
    return GDK_EVENT_PROPAGATE;
  range = acn_session_get_visible_range (self->session);
  anchor = (acn_session_get_day (self->session) + 0.5 - range.begin) / (range.end - range.begin);
  acn_session_zoom_time (
      self->session, g_variant_get_double (arguments), anchor >= 0 && anchor <= 1 ? anchor : 0.5);
  return GDK_EVENT_STOP;
}

static gboolean
fit_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);

  if (self->index == NULL)
    return GDK_EVENT_PROPAGATE;
  acn_session_fit_time (self->session);
  return GDK_EVENT_STOP;
}

static gboolean
deselect_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);

  if (self->index == NULL || acn_session_get_selection (self->session) == ACN_NONE)
    return GDK_EVENT_PROPAGATE;
  acn_session_set_selection (self->session, ACN_NONE);
  return GDK_EVENT_STOP;
}

/*
 * acn_timeline_bind_arrows:
 * @callback: gets (iib): @what, -1 or 1 for the direction, and whether the arrow is horizontal
 *
 * Binds the four arrows, those of the keypad as well.
 */
void
acn_timeline_bind_arrows (GtkWidgetClass *widget_class,
                          GdkModifierType modifiers,
                          GtkShortcutFunc callback,
                          int             what)
{
  static const struct
  {
    guint    key, keypad_key;
    int      direction;
    gboolean is_horizontal;
  } arrows[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, -1, FALSE },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 1, FALSE },
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, TRUE },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (guint keypad = 0; keypad < 2; keypad++)
      gtk_widget_class_add_binding (widget_class,
                                    keypad ? arrows[i].keypad_key : arrows[i].key,
                                    modifiers,
                                    callback,
                                    "(iib)",
                                    what,
                                    arrows[i].direction,
                                    arrows[i].is_horizontal);
}

void
acn_timeline_install_keys (GtkWidgetClass *widget_class)
{
  static const GdkModifierType walks[] = {
    [WALK_EVENT] = 0, [WALK_LANE] = GDK_CONTROL_MASK, [WALK_EXTEND] = GDK_SHIFT_MASK
  };
  static const struct
  {
    guint           key;
    GtkShortcutFunc callback;
    double          value;
  } others[] = {
    { GDK_KEY_Page_Up, page_cb, -0.8 },
    { GDK_KEY_KP_Page_Up, page_cb, -0.8 },
    { GDK_KEY_Page_Down, page_cb, 0.8 },
    { GDK_KEY_KP_Page_Down, page_cb, 0.8 },
    { GDK_KEY_plus, zoom_cb, 1.5 },
    { GDK_KEY_KP_Add, zoom_cb, 1.5 },
    { GDK_KEY_equal, zoom_cb, 1.5 },
    { GDK_KEY_minus, zoom_cb, 1 / 1.5 },
    { GDK_KEY_KP_Subtract, zoom_cb, 1 / 1.5 },
  };

  for (guint walk = 0; walk < G_N_ELEMENTS (walks); walk++)
    acn_timeline_bind_arrows (widget_class, walks[walk], walk_cb, (int) walk);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_widget_class_add_binding (
        widget_class, others[i].key, 0, others[i].callback, "d", others[i].value);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, edge_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, edge_cb, "b", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_0, 0, fit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_0, 0, fit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, deselect_cb, NULL);
}

void
acn_timeline_add_controllers (AcnTimeline *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      scroll, "decelerate", G_CALLBACK (decelerate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (swipe, "swipe", G_CALLBACK (swipe_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_group (drag, swipe);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
