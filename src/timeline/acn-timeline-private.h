/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the timeline's source files only. */
#pragma once

#include "scene/acn-timeline-layout.h"
#include "timeline/acn-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_TIMELINE_DRAG_NONE,
  ACN_TIMELINE_DRAG_PRESSED, /* pressed, not yet moved */
  ACN_TIMELINE_DRAG_PAN,
  ACN_TIMELINE_DRAG_PLAYHEAD,
  ACN_TIMELINE_DRAG_LANE,
} AcnTimelineDrag;

/* AcnTimeline:
 * @layout, @node: the picture without the playhead, made when asked for; NULL when out of date
 * @hover: event under the pointer, or ACN_NONE
 * @drag_range: on screen when a drag or pinch began
 * @velocity: of a kinetic pan, screens a second
 * @rest_id: waits for quiet before the accessible description is written
 * @note: (nullable): what the description tells first the next time
 * @pressed_lane: whose head was pressed, or ACN_NONE
 * @menu: (nullable): of a lane's head
 */
struct _AcnTimeline
{
  GtkWidget          parent_instance;
  AcnSession        *session;
  GSignalGroup      *signals;
  AcnTimelineIndex  *index;
  AcnTimelineLayout *layout;
  GskRenderNode     *node;
  GtkOrientation     orientation;
  guint              hover;
  gboolean           playhead_is_hot;
  double             pointer_x, pointer_y;
  AcnTimelineDrag    drag;
  AcnTimeRange       drag_range;
  double             velocity;
  gint64             kinetic_usec;
  guint              kinetic_id;
  guint              rest_id;
  char              *note;
  guint              pressed_lane;
  GtkWidget         *menu;
};

AcnTimelineLayout *acn_timeline_get_layout (AcnTimeline *self);
void               acn_timeline_queue_layout (AcnTimeline *self);
void               acn_timeline_set_hover (AcnTimeline *self, guint event);
double             acn_timeline_get_ratio (AcnTimeline *self, double x, double y);

void acn_timeline_install_keys (GtkWidgetClass *widget_class);
void acn_timeline_bind_arrows (GtkWidgetClass *widget_class,
                               GdkModifierType modifiers,
                               GtkShortcutFunc callback,
                               int             what);
void acn_timeline_add_controllers (AcnTimeline *self);
void acn_timeline_pinch (AcnTimeline *self, double scale, double x, double y);
void acn_timeline_start_kinetic (AcnTimeline *self, double velocity);
void acn_timeline_stop_kinetic (AcnTimeline *self);

void acn_timeline_install_lanes (GtkWidgetClass *widget_class);
void acn_timeline_add_lane_controllers (AcnTimeline *self);
void acn_timeline_toggle_lane (AcnTimeline *self, guint lane);
void acn_timeline_drop_lane (AcnTimeline *self);
void acn_timeline_draw_drop (AcnTimeline *self, GtkSnapshot *snapshot);

gboolean acn_timeline_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip);
void acn_timeline_queue_description (AcnTimeline *self);
void acn_timeline_take_note (AcnTimeline *self, char *note);

G_END_DECLS
