/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline/acn-timeline-bar.h"

#include "timeline/acn-lane-row.h"

#include <glib/gi18n.h>

#define ZOOM_FACTOR 1.5

struct _AcnTimelineBar
{
  GtkWidget       parent_instance;
  AcnSession     *session;
  GSignalGroup   *signals;
  GtkWidget      *zoom_selection;
  GtkEditable    *search;
  GtkCheckButton *in_view;
  GtkDropDown    *source;
  GtkBox         *lanes;
  GtkRevealer    *hidden;
  GtkLabel       *hidden_label;
  gboolean        is_echo; /* the controls follow the session, not the person */
};

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AcnTimelineBar, acn_timeline_bar, GTK_TYPE_WIDGET)

static void
zoom_in_cb (AcnTimelineBar *self)
{
  if (self->session != NULL)
    acn_session_zoom_time (self->session, ZOOM_FACTOR, 0.5);
}

static void
zoom_out_cb (AcnTimelineBar *self)
{
  if (self->session != NULL)
    acn_session_zoom_time (self->session, 1 / ZOOM_FACTOR, 0.5);
}

static void
fit_cb (AcnTimelineBar *self)
{
  if (self->session != NULL)
    acn_session_fit_time (self->session);
}

static void
zoom_selection_cb (AcnTimelineBar *self)
{
  if (self->session != NULL)
    acn_session_zoom_to_selection (self->session);
}

/* --- The filter ------------------------------------------------------------------------------ */

/* The session's, with what the controls say. */
static void
chosen_cb (AcnTimelineBar *self)
{
  AcnFilter   filter;
  const guint source = gtk_drop_down_get_selected (self->source);

  if (self->is_echo || self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  filter = *acn_session_get_filter (self->session);
  acn_filter_set_text (&filter, gtk_editable_get_text (self->search));
  filter.source = source == 0 || source == GTK_INVALID_LIST_POSITION ? ACN_NONE : source - 1;
  if (filter.has_bounds != gtk_check_button_get_active (self->in_view))
    {
      filter.has_bounds = !filter.has_bounds;
      filter.bounds = (AcnBounds){ -180, -90, 180, 90 }; /* who has the map narrows it */
    }
  acn_session_set_filter (self->session, &filter);
}

static void
searched_cb (AcnTimelineBar *self)
{
  chosen_cb (self);
}

static void
clear_cb (AcnTimelineBar *self)
{
  if (self->session != NULL)
    acn_session_set_filter (self->session, &ACN_FILTER_NONE);
}

static void
show_hidden (AcnTimelineBar *self)
{
  const guint      n = acn_session_get_n_hidden (self->session);
  guint            n_events;
  g_autofree char *text = NULL;

  acn_dossier_get_events (acn_session_get_dossier (self->session), &n_events);
  text = g_strdup_printf (
      /* Translators: how many events a filter hides, and how many there are. */
      ngettext ("%u of %u events is hidden", "%u of %u events are hidden", n),
      n,
      n_events);
  gtk_label_set_text (self->hidden_label, text);
  gtk_revealer_set_reveal_child (self->hidden,
                                 !acn_filter_is_empty (acn_session_get_filter (self->session)));
}

static void
show_filter (AcnTimelineBar *self)
{
  const AcnFilter *filter;
  AcnFilter        typed = ACN_FILTER_NONE;

  if (self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  filter = acn_session_get_filter (self->session);
  self->is_echo = TRUE;
  acn_filter_set_text (&typed, gtk_editable_get_text (self->search));
  if (!g_str_equal (typed.text, filter->text)) /* a space at the end is still being typed */
    gtk_editable_set_text (self->search, filter->text);
  gtk_check_button_set_active (self->in_view, filter->has_bounds);
  gtk_drop_down_set_selected (self->source, filter->source == ACN_NONE ? 0 : filter->source + 1);
  self->is_echo = FALSE;
  show_hidden (self);
}

static GtkWidget *
find_row (AcnTimelineBar *self, guint lane)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->lanes));

  while (child != NULL && acn_lane_row_get_lane (ACN_LANE_ROW (child)) != lane)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Rows stand as the lanes do. */
static void
order_lanes (AcnTimelineBar *self)
{
  AcnDossier  *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
  const guint *order;
  GtkWidget   *last = NULL;
  guint        n = 0;

  if (dossier == NULL)
    return;
  acn_dossier_get_lanes (dossier, &n);
  order = acn_session_get_lane_order (self->session);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = find_row (self, order[i]);

      if (row == NULL) /* of a dossier that has gone */
        return;
      if (gtk_widget_get_prev_sibling (row) != last)
        gtk_box_reorder_child_after (self->lanes, row, last);
      last = row;
    }
}

static void
fill_lanes (AcnTimelineBar *self, AcnDossier *dossier)
{
  guint      n;
  GtkWidget *child;

  acn_dossier_get_lanes (dossier, &n);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lanes))) != NULL)
    gtk_box_remove (self->lanes, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->lanes, acn_lane_row_new (self->session, i));
  order_lanes (self);
}

static void
fill_sources (AcnTimelineBar *self, AcnDossier *dossier)
{
  guint            n;
  const AcnSource *sources = acn_dossier_get_sources (dossier, &n);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Any source"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, sources[i].title);
  gtk_drop_down_set_model (self->source, G_LIST_MODEL (names));
}

/* The popover is still closed while the map draws its first picture. */
static void
fill (AcnTimelineBar *self)
{
  AcnDossier *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;

  if (dossier == NULL || acn_session_get_drawing (self->session))
    return;
  self->is_echo = TRUE;
  fill_lanes (self, dossier);
  fill_sources (self, dossier);
  self->is_echo = FALSE;
  show_filter (self);
}

/* --- Following the session ------------------------------------------------------------------- */

static void
update (AcnTimelineBar *self)
{
  const gboolean has_dossier =
      self->session != NULL && acn_session_get_dossier (self->session) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), has_dossier);
  gtk_widget_set_sensitive (self->zoom_selection,
                            has_dossier && acn_session_get_selection (self->session) != ACN_NONE);
}

static void
bind_cb (GSignalGroup *signals, AcnSession *session, AcnTimelineBar *self)
{
  fill (self);
  update (self);
}

static void
acn_timeline_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ACN_TIMELINE_BAR (object)->session);
}

static void
acn_timeline_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnTimelineBar *self = ACN_TIMELINE_BAR (object);

  if (!g_set_object (&self->session, g_value_get_object (value)))
    return;
  g_signal_group_set_target (self->signals, self->session);
  g_object_notify_by_pspec (object, pspec);
}

static void
acn_timeline_bar_dispose (GObject *object)
{
  AcnTimelineBar *self = ACN_TIMELINE_BAR (object);
  GtkWidget      *child;

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_TIMELINE_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child); /* those that the template does not name */
  G_OBJECT_CLASS (acn_timeline_bar_parent_class)->dispose (object);
}

static void
acn_timeline_bar_class_init (AcnTimelineBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_timeline_bar_dispose;
  object_class->get_property = acn_timeline_bar_get_property;
  object_class->set_property = acn_timeline_bar_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "timelinebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-timeline-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnTimelineBar, zoom_selection);
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, AcnTimelineBar, child)
  BIND (search);
  BIND (in_view);
  BIND (source);
  BIND (lanes);
  BIND (hidden);
  BIND (hidden_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, fit_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_selection_cb);
}

static void
acn_timeline_bar_init (AcnTimelineBar *self)
{
  static const char *const watched[] = { "notify::dossier", "notify::selection" };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, 0);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->signals, watched[i], G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::dossier", G_CALLBACK (fill), self);
  g_signal_group_connect_swapped (self->signals, "notify::drawing", G_CALLBACK (fill), self);
  g_signal_group_connect_swapped (self->signals, "notify::language", G_CALLBACK (fill), self);
  g_signal_group_connect_swapped (self->signals, "notify::filter", G_CALLBACK (show_filter), self);
  g_signal_group_connect_swapped (self->signals, "notify::lanes", G_CALLBACK (order_lanes), self);
  {
    g_autoptr (GtkExpression) name =
        gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

    gtk_drop_down_set_expression (self->source, name);
  }
  g_signal_connect_object (
      self->source, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
