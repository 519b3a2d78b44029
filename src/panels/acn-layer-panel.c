/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-layer-panel.h"

#include <string.h>

#include "panels/acn-layer-row.h"

/* Rows are added for so long at a time, µs; one takes about a tenth of it. */
#define SLICE_US 5000

/* Layers that have rows from the beginning; those of others come when they are scrolled to: GTK
 * takes some 2 ms for each, and all of them for each that is added. */
#define N_FIRST 60

struct _AcnLayerPanel
{
  AdwBin parent_instance;

  AcnSession   *session;
  GSignalGroup *signals;

  guint                fill_id;    /* of the filling that waits, else 0 */
  guint                next_group; /* that it fills */
  guint                next_place; /* in the order of layers, that it looks at for that */
  AdwPreferencesGroup *filled;     /* the widget of that group, or NULL: no layer of it yet */
  guint                n_filled;   /* layers that have rows */
  GtkAdjustment       *scroll;     /* that the panel is moved by, or NULL */

  GtkBox *groups;
  GArray *order; /* guint: the layers as the rows show them */
};

G_DEFINE_FINAL_TYPE (AcnLayerPanel, acn_layer_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
clear_groups (AcnLayerPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

static void
add_layer (AdwPreferencesGroup *widget, AcnSession *session, const AcnLayer *layer, guint index)
{
  adw_preferences_group_add (widget, acn_layer_row_new (session, index));
  for (guint i = 0; i < layer->n_classes; i++)
    adw_preferences_group_add (widget, acn_layer_row_new_for_class (session, index, i));
}

/* Adds the widget of a group, @title NULL: of those layers that have none. */
static AdwPreferencesGroup *
add_group (AcnLayerPanel *self, const AcnText *title)
{
  AdwPreferencesGroup *widget = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    {
      const char      *text = acn_text_get (title, acn_session_get_language (self->session));
      g_autofree char *escaped = g_markup_escape_text (text, -1);
      adw_preferences_group_set_title (widget, escaped);
    }
  gtk_box_append (self->groups, GTK_WIDGET (widget));
  return widget;
}

/* Adds the layer of a group that comes next. FALSE: there is none. */
static gboolean
fill_group (AcnLayerPanel *self, guint group, const AcnText *title)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);

  while (self->next_place < n)
    {
      const guint layer = g_array_index (self->order, guint, self->next_place++);

      if (layers[layer].group != group)
        continue;
      if (self->filled == NULL)
        self->filled = add_group (self, title);
      add_layer (self->filled, self->session, &layers[layer], layer);
      self->n_filled++;
      return TRUE;
    }
  return FALSE;
}

/* Adds the layer that comes next. FALSE: there is none. */
static gboolean
fill_next (AcnLayerPanel *self)
{
  guint           n;
  const AcnGroup *groups = acn_dossier_get_groups (acn_session_get_dossier (self->session), &n);

  for (; self->next_group <= n; self->next_group++)
    {
      const gboolean grouped = self->next_group < n;

      if (fill_group (self,
                      grouped ? self->next_group : ACN_NONE,
                      grouped ? groups[self->next_group].title : NULL))
        return TRUE;
      self->next_place = 0;
      self->filled = NULL;
    }
  return FALSE;
}

/* Whether there is less than a page below what is seen. */
static gboolean
is_near_end (AcnLayerPanel *self)
{
  const double page = gtk_adjustment_get_page_size (self->scroll);

  return page > 0 &&
         gtk_adjustment_get_upper (self->scroll) - gtk_adjustment_get_value (self->scroll) - page <
             page;
}

/* Whether there are rows enough for now, @n at least. */
static gboolean
is_filled (AcnLayerPanel *self, guint n)
{
  return self->scroll != NULL && self->n_filled >= n && !is_near_end (self);
}

static void scrolled_cb (AcnLayerPanel *self);

static void
find_scroll (AcnLayerPanel *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self->groups), GTK_TYPE_SCROLLED_WINDOW);

  if (window == NULL || self->scroll != NULL)
    return;
  self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)));
  g_signal_connect_object (
      self->scroll, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->scroll, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/* Empties the panel; FALSE: it stays so. */
static gboolean
begin_filling (AcnLayerPanel *self)
{
  const AcnLayerStack *stack;

  find_scroll (self);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  clear_groups (self);
  g_array_set_size (self->order, 0);
  self->next_group = self->next_place = self->n_filled = 0;
  self->filled = NULL;
  if (acn_session_get_dossier (self->session) == NULL || acn_session_get_drawing (self->session))
    return FALSE;
  stack = acn_session_get_layers (self->session);
  g_array_append_vals (self->order, stack->order, stack->n);
  return TRUE;
}

/* Again, as many as there were. */
static void
fill_cb (AcnLayerPanel *self)
{
  const guint n = MAX (self->n_filled, N_FIRST);

  if (begin_filling (self))
    while ((self->scroll == NULL || self->n_filled < n) && fill_next (self))
      ;
}

static gboolean
is_in_order (AcnLayerPanel *self)
{
  const AcnLayerStack *stack = acn_session_get_layers (self->session);

  return stack->n == self->order->len &&
         (stack->n == 0 || /* there is no memory either */
          memcmp (stack->order, self->order->data, stack->n * sizeof *stack->order) == 0);
}

static gboolean
fill_late_cb (gpointer data)
{
  AcnLayerPanel *self = data;
  const gint64   end_us = g_get_monotonic_time () + SLICE_US;

  while (is_in_order (self) && !is_filled (self, N_FIRST) && fill_next (self))
    if (g_get_monotonic_time () >= end_us)
      return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  if (!is_in_order (self))
    fill_cb (self);
  return G_SOURCE_REMOVE;
}

/* Some forty rows of text take longer than the map, and there may be hundreds: it goes first, and
 * then as many at a time as leave room for what else happens. */
static void
dossier_cb (AcnLayerPanel *self)
{
  if (begin_filling (self))
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_late_cb, self, NULL);
}

/* Layers are left that have no rows, and they come into sight. */
static void
scrolled_cb (AcnLayerPanel *self)
{
  if (self->fill_id == 0 && self->n_filled < self->order->len && is_near_end (self))
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_late_cb, self, NULL);
}

static GtkWidget *
find_row (GtkWidget *widget, guint layer)
{
  GtkWidget *row = NULL;

  if (ACN_IS_LAYER_ROW (widget))
    return acn_layer_row_get_layer (ACN_LAYER_ROW (widget)) == layer ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && row == NULL;
       child = gtk_widget_get_next_sibling (child))
    row = find_row (child, layer);
  return row;
}

/* The layer whose row has the focus, or ACN_NONE. */
static guint
focused_layer (AcnLayerPanel *self)
{
  GtkWidget *focus = GTK_WIDGET (self->groups);

  while (focus != NULL && !ACN_IS_LAYER_ROW (focus))
    focus = gtk_widget_get_focus_child (focus);
  return focus != NULL ? acn_layer_row_get_layer (ACN_LAYER_ROW (focus)) : ACN_NONE;
}

/* Rows follow their layers; the focus stays with its own. */
static void
layers_changed_cb (AcnLayerPanel *self)
{
  const guint layer = focused_layer (self);
  GtkWidget  *row;

  if (self->fill_id != 0 || is_in_order (self))
    return;
  fill_cb (self);
  row = layer != ACN_NONE ? find_row (GTK_WIDGET (self->groups), layer) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
bind_cb (AcnLayerPanel *self, AcnSession *session)
{
  dossier_cb (self);
}

static void
acn_layer_panel_set_session (AcnLayerPanel *self, AcnSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_clear_handle_id (&self->fill_id, g_source_remove);
  clear_groups (self);
  g_signal_group_set_target (self->signals, session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
acn_layer_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ACN_LAYER_PANEL (object)->session);
}

static void
acn_layer_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  acn_layer_panel_set_session (ACN_LAYER_PANEL (object), g_value_get_object (value));
}

static void
acn_layer_panel_dispose (GObject *object)
{
  AcnLayerPanel *self = ACN_LAYER_PANEL (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->scroll);
  g_clear_object (&self->session);
  g_clear_pointer (&self->order, g_array_unref);
  G_OBJECT_CLASS (acn_layer_panel_parent_class)->dispose (object);
}

static void
acn_layer_panel_class_init (AcnLayerPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_layer_panel_dispose;
  object_class->get_property = acn_layer_panel_get_property;
  object_class->set_property = acn_layer_panel_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-layer-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnLayerPanel, groups);
}

static void
acn_layer_panel_init (AcnLayerPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_swapped (self->signals, "notify::dossier", G_CALLBACK (dossier_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::drawing", G_CALLBACK (dossier_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::language", G_CALLBACK (fill_cb), self);
  g_signal_group_connect_swapped (
      self->signals, "layers-changed", G_CALLBACK (layers_changed_cb), self);
}
