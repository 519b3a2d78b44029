/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline/acn-overview.h"

#include "export/acn-pango-text.h"
#include "paint/acn-snapshot-painter.h"
#include "scene/acn-timeline-overview.h"

#include <adwaita.h>

#define HEIGHT_PX 46

/* Half the width of the scale's handle over the overview; style.css holds the same. */
#define INSET_PX 4

struct _AcnOverview
{
  GtkWidget         parent_instance;
  AcnSession       *session;
  GSignalGroup     *signals;
  AcnTimelineIndex *index;
  GskRenderNode    *node;
};

G_DEFINE_FINAL_TYPE (AcnOverview, acn_overview, GTK_TYPE_WIDGET)

static void
queue_picture (AcnOverview *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
change_dossier (AcnOverview *self)
{
  AcnDossier *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;

  g_clear_pointer (&self->index, acn_timeline_index_unref);
  if (dossier != NULL)
    self->index = acn_timeline_index_new (dossier, acn_session_get_shown (self->session));
  queue_picture (self);
}

static void
bind_cb (GSignalGroup *signals, AcnSession *session, AcnOverview *self)
{
  change_dossier (self);
}

static double
get_text_scale (AcnOverview *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024) : 1;
}

static AcnDisplayList *
make_list (AcnOverview *self)
{
  AcnOverviewSpec spec = { 0 };
  AcnTimeRange    range = acn_session_get_visible_range (self->session);

  spec.extent = acn_overview_get_extent (self);
  spec.visible_begin = range.begin;
  spec.visible_end = range.end;
  spec.width_px = gtk_widget_get_width (GTK_WIDGET (self));
  spec.height_px = gtk_widget_get_height (GTK_WIDGET (self));
  spec.inset_px = INSET_PX;
  spec.dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  spec.text_scale = MIN (get_text_scale (self), 1.5);
  spec.language = acn_session_get_language (self->session);
  spec.meter.measure = acn_pango_text_measure;
  return acn_overview_layout (self->index, &spec);
}

static void
acn_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnOverview *self = ACN_OVERVIEW (widget);

  if (self->index == NULL)
    return;
  if (self->node == NULL)
    {
      g_autoptr (AcnDisplayList) list = make_list (self);
      GtkSnapshot *picture = gtk_snapshot_new ();

      acn_snapshot_paint (picture, list);
      self->node = gtk_snapshot_free_to_node (picture);
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
acn_overview_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : HEIGHT_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 400 : HEIGHT_PX;
}

static void
acn_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  queue_picture (ACN_OVERVIEW (widget));
}

static void
acn_overview_dispose (GObject *object)
{
  AcnOverview *self = ACN_OVERVIEW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (acn_overview_parent_class)->dispose (object);
}

static void
acn_overview_class_init (AcnOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_overview_dispose;
  widget_class->snapshot = acn_overview_snapshot;
  widget_class->measure = acn_overview_measure;
  widget_class->size_allocate = acn_overview_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
acn_overview_init (AcnOverview *self)
{
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_group_connect_swapped (
      self->signals, "notify::dossier", G_CALLBACK (change_dossier), self);
  g_signal_group_connect_swapped (
      self->signals, "notify::filter", G_CALLBACK (change_dossier), self);
  g_signal_group_connect_swapped (
      self->signals, "notify::visible-span", G_CALLBACK (queue_picture), self);
  g_signal_group_connect_swapped (
      self->signals, "notify::language", G_CALLBACK (queue_picture), self);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (queue_picture),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * acn_overview_set_session:
 * @session: (nullable): whose story is drawn
 */
void
acn_overview_set_session (AcnOverview *self, AcnSession *session)
{
  g_return_if_fail (ACN_IS_OVERVIEW (self));
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  if (session == NULL)
    change_dossier (self);
}

/**
 * acn_overview_get_extent:
 *
 * Returns: the days from edge to edge: the home span, or the whole dossier while the playhead or
 *   what the timeline shows lies far outside it; days of the dossier only. [0, 1) without one.
 */
AcnSpan
acn_overview_get_extent (AcnOverview *self)
{
  AcnDossier  *dossier;
  AcnSpan      span, home;
  AcnTimeRange range;
  double       slack;

  g_return_val_if_fail (ACN_IS_OVERVIEW (self), ((AcnSpan){ 0, 1 }));
  dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
  if (dossier == NULL)
    return (AcnSpan){ 0, 1 };
  span = acn_dossier_get_span (dossier);
  home = acn_span_intersect (span, acn_dossier_get_home_span (dossier));
  range = acn_session_get_visible_range (self->session);
  slack = 0.2 * (double) acn_span_n_days (home);
  if (acn_span_is_empty (home) || !acn_span_contains (home, acn_session_get_day (self->session)) ||
      range.begin < home.begin_day - slack || range.end > home.end_day + slack)
    return span;
  return home;
}
