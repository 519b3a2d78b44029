/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline/acn-timeline-bar.h"

#include "timeline/acn-filter-menu.h"

#include <glib/gi18n.h>

#define ZOOM_FACTOR 1.5

struct _AcnTimelineBar
{
  GtkWidget      parent_instance;
  AcnSession    *session;
  GSignalGroup  *signals;
  GtkWidget     *zoom_selection;
  GtkEditable   *search;
  GtkMenuButton *filter;
  GtkRevealer   *hidden;
  GtkLabel      *hidden_label;
  gboolean       is_echo; /* the controls follow the session, not the person */
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

static void
searched_cb (AcnTimelineBar *self)
{
  AcnFilter filter;

  if (self->is_echo || self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  filter = *acn_session_get_filter (self->session);
  acn_filter_set_text (&filter, gtk_editable_get_text (self->search));
  acn_session_set_filter (self->session, &filter);
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
  self->is_echo = FALSE;
  show_hidden (self);
}

/* There may be hundreds of sources in it. */
static void
build_menu_cb (GtkMenuButton *button, gpointer data)
{
  AcnTimelineBar *self = data;

  if (gtk_menu_button_get_popover (button) == NULL && self->session != NULL)
    gtk_menu_button_set_popover (button, acn_filter_menu_new (self->session));
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
  show_filter (self);
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
  gtk_menu_button_set_popover (self->filter, NULL);
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
  BIND (filter);
  BIND (hidden);
  BIND (hidden_label);
#undef BIND
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
  static const char *const filtered[] = {
    "notify::dossier", "notify::drawing", "notify::language", "notify::filter"
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, 0);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (self->signals, watched[i], G_CALLBACK (update), self);
  for (guint i = 0; i < G_N_ELEMENTS (filtered); i++)
    g_signal_group_connect_swapped (self->signals, filtered[i], G_CALLBACK (show_filter), self);
  gtk_menu_button_set_create_popup_func (self->filter, build_menu_cb, self, NULL);
  update (self);
}
