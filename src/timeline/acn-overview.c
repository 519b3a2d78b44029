/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline/acn-overview.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "export/acn-pango-text.h"
#include "io/acn-area-store.h"
#include "model/acn-dossier-compare.h"
#include "paint/acn-snapshot-painter.h"
#include "scene/acn-palette.h"
#include "scene/acn-timeline-overview.h"

#include <adwaita.h>
#include <math.h>

#define HEIGHT_PX 46
#define MEASURE_AFTER_MS 1500

/* Half the width of the scale's handle over the overview; style.css holds the same. */
#define INSET_PX 4

struct _AcnOverview
{
  GtkWidget         parent_instance;
  AcnSession       *session;
  GSignalGroup     *signals;
  AcnTimelineIndex *index;
  GskRenderNode    *node;      /* all but what the timeline shows, which moves with every frame */
  AcnSpan           extent;    /* of @node */
  GCancellable     *measuring; /* of the series in flight, else NULL */
  guint             measure_id;
  GArray           *shares; /* AcnOverviewShare, or NULL */
};

G_DEFINE_FINAL_TYPE (AcnOverview, acn_overview, GTK_TYPE_WIDGET)

static void
queue_picture (AcnOverview *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- The territory over time ----------------------------------------------------------------- */

/* The last part of the read-out is charted: what is held, where a dossier tells of a war. */
static guint
get_charted_layer (AcnDossier *dossier)
{
  guint        n;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);

  return n > 0 && acn_dossier_get_readout_whole (dossier) != ACN_NONE ? parts[n - 1] : ACN_NONE;
}

static void
measure (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnDossier *dossier = data;
  const guint whole = acn_dossier_get_readout_whole (dossier);
  const guint charted = get_charted_layer (dossier);
  GError     *error = NULL;
  g_autoptr (GArray) series = NULL;
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (AcnOverviewShare));

  acn_area_store_need_sizes (dossier, charted);
  series = acn_dossier_layer_area_series (dossier, charted, &error);
  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const AcnAreaStep *step = &g_array_index (series, AcnAreaStep, i);
      AcnOverviewShare   share = { step->span.begin_day, 0 };
      double             km2;

      if (!acn_dossier_layer_area_km2_at (dossier, whole, share.begin_day, &km2, &error))
        break;
      share.share = km2 > 0 ? step->km2 / km2 : 0;
      g_array_append_val (shares, share);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&shares), (GDestroyNotify) g_array_unref);
}

/* Without the areas the overview shows the events alone; the read-out tells of the fault. */
static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnOverview *self = ACN_OVERVIEW (source);
  GArray      *shares = g_task_propagate_pointer (G_TASK (result), NULL);

  if (shares == NULL)
    return;
  g_clear_pointer (&self->shares, g_array_unref);
  self->shares = shares;
  queue_picture (self);
}

static gboolean
start_measuring_cb (gpointer data)
{
  AcnOverview *self = data;
  AcnDossier  *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
  g_autoptr (GTask) task = NULL;

  self->measure_id = 0;
  if (dossier == NULL || get_charted_layer (dossier) == ACN_NONE)
    return G_SOURCE_REMOVE;
  self->measuring = g_cancellable_new ();
  task = g_task_new (self, self->measuring, measured_cb, NULL);
  g_task_set_task_data (task, acn_dossier_ref (dossier), (GDestroyNotify) acn_dossier_unref);
  g_task_run_in_thread (task, measure);
  return G_SOURCE_REMOVE;
}

static void
stop_measuring (AcnOverview *self)
{
  g_clear_handle_id (&self->measure_id, g_source_remove);
  if (self->measuring != NULL)
    g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
}

static void
change_index (AcnOverview *self)
{
  AcnDossier *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;

  g_clear_pointer (&self->index, acn_timeline_index_unref);
  if (dossier != NULL)
    self->index = acn_timeline_index_new (dossier, acn_session_get_shown (self->session));
  queue_picture (self);
}

/* The areas wait until the map has had its time. */
static void
change_dossier (AcnOverview *self)
{
  stop_measuring (self);
  g_clear_pointer (&self->shares, g_array_unref);
  change_index (self);
  if (self->index != NULL)
    self->measure_id = g_timeout_add (MEASURE_AFTER_MS, start_measuring_cb, self);
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

static AcnOverviewSpec
get_spec (AcnOverview *self)
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
  spec.high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  spec.text_scale = MIN (get_text_scale (self), 1.5);
  spec.language = acn_session_get_language (self->session);
  spec.meter.measure = acn_pango_text_measure;
  if (self->shares != NULL)
    {
      AcnDossier     *dossier = acn_session_get_dossier (self->session);
      const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + get_charted_layer (dossier);
      const AcnHue    hue =
          layer->style.stroke != ACN_HUE_NONE ? layer->style.stroke : layer->style.fill;

      spec.shares = (const AcnOverviewShare *) (gconstpointer) self->shares->data;
      spec.n_shares = self->shares->len;
      spec.share_color = acn_palette_hue (spec.dark ? ACN_THEME_DARK : ACN_THEME_LIGHT, hue);
    }
  return spec;
}

static void
acn_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnOverview    *self = ACN_OVERVIEW (widget);
  AcnOverviewSpec spec;
  g_autoptr (AcnDisplayList) visible = NULL;

  if (self->index == NULL)
    return;
  spec = get_spec (self);
  visible = acn_overview_layout_visible (&spec);
  acn_snapshot_paint (snapshot, visible, gtk_widget_get_scale_factor (widget));
  if (self->node != NULL && !acn_span_equal (self->extent, spec.extent))
    g_clear_pointer (&self->node, gsk_render_node_unref);
  if (self->node == NULL)
    {
      g_autoptr (AcnDisplayList) list = acn_overview_layout (self->index, &spec);
      GtkSnapshot *picture = gtk_snapshot_new ();

      acn_snapshot_paint (picture, list, gtk_widget_get_scale_factor (widget));
      self->node = gtk_snapshot_free_to_node (picture);
      self->extent = spec.extent;
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

  stop_measuring (self);
  g_clear_pointer (&self->shares, g_array_unref);
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
  g_signal_group_connect_swapped (self->signals, "notify::filter", G_CALLBACK (change_index), self);
  g_signal_group_connect_swapped (
      self->signals, "notify::visible-span", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (
      self->signals, "notify::language", G_CALLBACK (queue_picture), self);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (queue_picture),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::high-contrast",
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

/**
 * acn_overview_describe_at:
 * @x: from the left edge, pixels
 *
 * Returns: (transfer full) (nullable): the day at @x and what part of the territory is held then:
 *   "6 September 2022 · Occupied 124,879 km² (20.8 %)"; NULL outside of the dossier's days
 */
char *
acn_overview_describe_at (AcnOverview *self, double x)
{
  const AcnSpan    extent = acn_overview_get_extent (self);
  const double     width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * INSET_PX;
  AcnDossier      *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
  const char      *language;
  g_autofree char *date = NULL, *area = NULL, *part = NULL;
  const AcnLayer  *layer;
  AcnDay           day;
  double           km2, whole_km2;

  if (dossier == NULL || width <= 0 || x < 0)
    return NULL;
  day = extent.begin_day +
        (AcnDay) lround ((x - INSET_PX) / width * (double) (acn_span_n_days (extent) - 1));
  if (!acn_span_contains (extent, day))
    return NULL;
  language = acn_session_get_language (self->session);
  date = acn_format_day (day, ACN_DATE_FULL, language);
  /* Once the areas are there, asking for one costs nothing. */
  if (self->shares == NULL ||
      !acn_dossier_layer_area_km2_at (dossier, get_charted_layer (dossier), day, &km2, NULL) ||
      !acn_dossier_layer_area_km2_at (
          dossier, acn_dossier_get_readout_whole (dossier), day, &whole_km2, NULL))
    return g_steal_pointer (&date);
  layer = acn_dossier_get_layers (dossier, NULL) + get_charted_layer (dossier);
  area = acn_format_km2 (km2, language);
  part = acn_format_share (whole_km2 > 0 ? km2 / whole_km2 : 0, language);
  return acn_isolate_printf (
      "%s · %s %s (%s)", date, acn_text_get (layer->title, language), area, part);
}
