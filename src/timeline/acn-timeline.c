/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes only marks dirty; the layout is made when the frame is drawn or the pointer asks.
 * A move of the playhead draws the kept picture again with a new playhead on top. */
#include "timeline/acn-timeline-private.h"

#include "export/acn-pango-text.h"
#include "paint/acn-focus-ring.h"
#include "paint/acn-snapshot-painter.h"

#include <adwaita.h>

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS,
  PROP_ORIENTATION = N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (AcnTimeline,
                               acn_timeline,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ORIENTABLE, NULL))

static double
get_text_scale (AcnTimeline *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024) : 1;
}

/* Throws the picture away; the next frame makes a new one. */
void
acn_timeline_queue_layout (AcnTimeline *self)
{
  g_clear_pointer (&self->layout, acn_timeline_layout_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
queue_playhead (AcnTimeline *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  acn_timeline_queue_description (self);
}

static void
change_filter (AcnTimeline *self)
{
  AcnDossier *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;

  acn_timeline_queue_layout (self);
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  if (dossier != NULL)
    self->index = acn_timeline_index_new (dossier, acn_session_get_shown (self->session));
  acn_timeline_queue_description (self);
}

static void
change_dossier (AcnTimeline *self)
{
  acn_timeline_stop_kinetic (self);
  self->hover = ACN_NONE;
  change_filter (self);
}

static void
change_selection (AcnTimeline *self)
{
  acn_timeline_queue_layout (self);
  acn_timeline_queue_description (self);
}

static void
bind_cb (GSignalGroup *signals, AcnSession *session, AcnTimeline *self)
{
  change_dossier (self);
}

/* The layout of the present state; NULL without a dossier or a size. */
AcnTimelineLayout *
acn_timeline_get_layout (AcnTimeline *self)
{
  const int       width = gtk_widget_get_width (GTK_WIDGET (self));
  const int       height = gtk_widget_get_height (GTK_WIDGET (self));
  AcnTimelineSpec spec = { 0 };
  AcnTimeRange    range;

  if (self->layout != NULL || self->index == NULL || width <= 0 || height <= 0)
    return self->layout;
  range = acn_session_get_visible_range (self->session);
  spec.begin_day = range.begin;
  spec.end_day = range.end;
  spec.width_px = width;
  spec.height_px = height;
  spec.horizontal = self->orientation == GTK_ORIENTATION_HORIZONTAL;
  spec.dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  spec.high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  spec.text_scale = get_text_scale (self);
  spec.reach = acn_dossier_get_span (acn_session_get_dossier (self->session));
  spec.selection = acn_session_get_selection (self->session);
  spec.hover = self->hover;
  spec.others = acn_session_get_others (self->session, &spec.n_others);
  spec.lane_order = acn_session_get_lane_order (self->session);
  spec.lane_folded = acn_session_get_lane_folded (self->session);
  spec.language = acn_session_get_language (self->session);
  spec.meter.measure = acn_pango_text_measure;
  self->layout = acn_timeline_layout_new (self->index, &spec);
  return self->layout;
}

void
acn_timeline_set_hover (AcnTimeline *self, guint event)
{
  if (self->hover == event)
    return;
  self->hover = event;
  acn_timeline_queue_layout (self);
}

/* Where on the part that shows time a point is: 0 at its begin, 1 at its end. */
double
acn_timeline_get_ratio (AcnTimeline *self, double x, double y)
{
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);
  AcnTimeRange       range = acn_session_get_visible_range (self->session);

  if (layout == NULL)
    return 0.5;
  return (acn_timeline_layout_day_at (layout, x, y) - range.begin) / (range.end - range.begin);
}

static void
draw_picture (AcnTimeline *self, GtkSnapshot *snapshot)
{
  if (self->node == NULL)
    {
      GtkSnapshot *picture = gtk_snapshot_new ();

      acn_snapshot_paint (picture,
                          acn_timeline_layout_get_list (self->layout),
                          gtk_widget_get_scale_factor (GTK_WIDGET (self)));
      self->node = gtk_snapshot_free_to_node (picture);
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
draw_playhead (AcnTimeline *self, GtkSnapshot *snapshot)
{
  g_autoptr (AcnDisplayList) list = acn_timeline_layout_playhead (
      self->layout,
      acn_session_get_day (self->session),
      self->playhead_is_hot || self->drag == ACN_TIMELINE_DRAG_PLAYHEAD);

  acn_snapshot_paint (snapshot, list, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
acn_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnTimeline          *self = ACN_TIMELINE (widget);
  const graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  gtk_snapshot_push_clip (snapshot, &bounds);
  if (acn_timeline_get_layout (self) != NULL)
    {
      draw_picture (self, snapshot);
      draw_playhead (self, snapshot);
      if (self->drag == ACN_TIMELINE_DRAG_LANE)
        acn_timeline_draw_drop (self, snapshot);
    }
  if (gtk_widget_has_visible_focus (widget))
    acn_focus_ring_paint (snapshot, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
acn_timeline_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 380 : 420;
}

static void
acn_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnTimeline *self = ACN_TIMELINE (widget);

  acn_timeline_queue_layout (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
acn_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AcnTimeline *self = ACN_TIMELINE (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ORIENTATION:
      g_value_set_enum (value, self->orientation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_orientation (AcnTimeline *self, GtkOrientation orientation)
{
  if (self->orientation == orientation)
    return;
  self->orientation = orientation;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  acn_timeline_queue_layout (self);
  g_object_notify (G_OBJECT (self), "orientation");
}

static void
acn_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnTimeline *self = ACN_TIMELINE (object);

  switch (id)
    {
    case PROP_SESSION:
      acn_timeline_set_session (self, g_value_get_object (value));
      break;
    case PROP_ORIENTATION:
      set_orientation (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
acn_timeline_dispose (GObject *object)
{
  AcnTimeline *self = ACN_TIMELINE (object);

  acn_timeline_stop_kinetic (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->layout, acn_timeline_layout_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_TIMELINE);
  G_OBJECT_CLASS (acn_timeline_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_ORIENTATION, "orientation");
}

static void
acn_timeline_class_init (AcnTimelineClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_timeline_dispose;
  object_class->get_property = acn_timeline_get_property;
  object_class->set_property = acn_timeline_set_property;
  widget_class->snapshot = acn_timeline_snapshot;
  widget_class->measure = acn_timeline_measure;
  widget_class->size_allocate = acn_timeline_size_allocate;
  widget_class->query_tooltip = acn_timeline_query_tooltip;
  install_properties (object_class);
  acn_timeline_install_keys (widget_class);
  acn_timeline_install_lanes (widget_class);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-timeline.ui");
}

static void
watch_style (AcnTimeline *self)
{
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (acn_timeline_queue_layout),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::high-contrast",
                           G_CALLBACK (acn_timeline_queue_layout),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (acn_timeline_queue_layout),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
acn_timeline_init (AcnTimeline *self)
{
  static const struct
  {
    const char *detail;
    void (*handler) (AcnTimeline *self);
  } watched[] = {
    { "notify::dossier", change_dossier },
    { "notify::day", queue_playhead },
    { "notify::visible-span", acn_timeline_queue_layout },
    { "notify::selection", change_selection },
    { "notify::others", change_selection },
    { "notify::filter", change_filter },
    { "notify::lanes", acn_timeline_queue_layout },
    { "notify::language", change_filter },
  };

  self->orientation = GTK_ORIENTATION_VERTICAL;
  self->hover = ACN_NONE;
  self->pressed_lane = ACN_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, 0);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (
        self->signals, watched[i].detail, G_CALLBACK (watched[i].handler), self);
  watch_style (self);
  acn_focus_ring_follow (GTK_WIDGET (self));
  acn_timeline_add_controllers (self);
  acn_timeline_add_lane_controllers (self);
}

/**
 * acn_timeline_new:
 *
 * Returns: (transfer floating): a timeline without a session.
 */
GtkWidget *
acn_timeline_new (void)
{
  return g_object_new (ACN_TYPE_TIMELINE, NULL);
}

/**
 * acn_timeline_get_session:
 *
 * Returns: (transfer none) (nullable): the session that is shown.
 */
AcnSession *
acn_timeline_get_session (AcnTimeline *self)
{
  g_return_val_if_fail (ACN_IS_TIMELINE (self), NULL);
  return self->session;
}

/**
 * acn_timeline_set_session:
 * @session: (nullable): shown and changed by the timeline
 */
void
acn_timeline_set_session (AcnTimeline *self, AcnSession *session)
{
  g_return_if_fail (ACN_IS_TIMELINE (self));
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  if (session == NULL)
    change_dossier (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
