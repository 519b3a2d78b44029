/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline/acn-filter-menu.h"

#include "timeline/acn-lane-row.h"

#include <glib/gi18n.h>

struct _AcnFilterMenu
{
  GtkPopover      parent_instance;
  AcnSession     *session; /* weak: the bar that has the menu has it */
  GtkCheckButton *in_view;
  GtkDropDown    *source;
  GtkBox         *lanes;
  gboolean        is_echo; /* the controls follow the session, not the person */
};

G_DEFINE_FINAL_TYPE (AcnFilterMenu, acn_filter_menu, GTK_TYPE_POPOVER)

/* The session's, with what the controls say. */
static void
chosen_cb (AcnFilterMenu *self)
{
  AcnFilter   filter;
  const guint source = gtk_drop_down_get_selected (self->source);

  if (self->is_echo || self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  filter = *acn_session_get_filter (self->session);
  filter.source = source == 0 || source == GTK_INVALID_LIST_POSITION ? ACN_NONE : source - 1;
  if (filter.has_bounds != gtk_check_button_get_active (self->in_view))
    {
      filter.has_bounds = !filter.has_bounds;
      filter.bounds = (AcnBounds){ -180, -90, 180, 90 }; /* who has the map narrows it */
    }
  acn_session_set_filter (self->session, &filter);
}

/* --- Following the session ------------------------------------------------------------------- */

static void
show_filter (AcnFilterMenu *self)
{
  const AcnFilter *filter;

  if (acn_session_get_dossier (self->session) == NULL)
    return;
  filter = acn_session_get_filter (self->session);
  self->is_echo = TRUE;
  gtk_check_button_set_active (self->in_view, filter->has_bounds);
  gtk_drop_down_set_selected (self->source, filter->source == ACN_NONE ? 0 : filter->source + 1);
  self->is_echo = FALSE;
}

static GtkWidget *
find_row (AcnFilterMenu *self, guint lane)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->lanes));

  while (child != NULL && acn_lane_row_get_lane (ACN_LANE_ROW (child)) != lane)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Rows stand as the lanes do. */
static void
order_lanes (AcnFilterMenu *self)
{
  AcnDossier  *dossier = acn_session_get_dossier (self->session);
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
fill_lanes (AcnFilterMenu *self, AcnDossier *dossier)
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
fill_sources (AcnFilterMenu *self, AcnDossier *dossier)
{
  guint            n;
  const AcnSource *sources = acn_dossier_get_sources (dossier, &n);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Any source"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, sources[i].title);
  gtk_drop_down_set_model (self->source, G_LIST_MODEL (names));
}

static void
fill (AcnFilterMenu *self)
{
  AcnDossier *dossier = acn_session_get_dossier (self->session);

  if (dossier == NULL || acn_session_get_drawing (self->session))
    return;
  self->is_echo = TRUE;
  fill_lanes (self, dossier);
  fill_sources (self, dossier);
  self->is_echo = FALSE;
  show_filter (self);
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_filter_menu_dispose (GObject *object)
{
  g_clear_weak_pointer (&ACN_FILTER_MENU (object)->session);
  G_OBJECT_CLASS (acn_filter_menu_parent_class)->dispose (object);
}

static void
acn_filter_menu_class_init (AcnFilterMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_filter_menu_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-filter-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnFilterMenu, in_view);
  gtk_widget_class_bind_template_child (widget_class, AcnFilterMenu, source);
  gtk_widget_class_bind_template_child (widget_class, AcnFilterMenu, lanes);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
acn_filter_menu_init (AcnFilterMenu *self)
{
  g_autoptr (GtkExpression) name = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->source, name);
  g_signal_connect_object (
      self->source, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * acn_filter_menu_new:
 * @session: whose filter and lanes are shown and set
 *
 * Returns: (transfer floating): a menu that follows the session as long as there is one
 */
GtkWidget *
acn_filter_menu_new (AcnSession *session)
{
  static const struct
  {
    const char *signal;
    void (*callback) (AcnFilterMenu *);
  } followed[] = { { "notify::dossier", fill },
                   { "notify::drawing", fill },
                   { "notify::language", fill },
                   { "notify::filter", show_filter },
                   { "notify::lanes", order_lanes } };
  AcnFilterMenu *self = g_object_new (ACN_TYPE_FILTER_MENU, NULL);

  g_set_weak_pointer (&self->session, session);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (
        session, followed[i].signal, G_CALLBACK (followed[i].callback), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
