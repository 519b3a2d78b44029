/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-layer-panel.h"

#include <string.h>

#include "panels/acn-layer-row.h"

struct _AcnLayerPanel
{
  AdwBin parent_instance;

  AcnSession   *session;
  GSignalGroup *signals;

  guint fill_id;    /* of the filling that waits, else 0 */
  guint next_group; /* that it adds */

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

/* Adds the layers of one group; ACN_NONE: those without one. */
static void
add_group (AcnLayerPanel *self, guint group, const AcnText *title)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);
  AdwPreferencesGroup *widget = NULL;

  for (guint i = 0; i < n; i++)
    {
      const guint layer = acn_session_get_layers (self->session)->order[i];

      if (layers[layer].group != group)
        continue;
      if (widget == NULL)
        widget = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      add_layer (widget, self->session, &layers[layer], layer);
    }
  if (widget == NULL)
    return;
  if (title != NULL)
    {
      const char      *text = acn_text_get (title, acn_session_get_language (self->session));
      g_autofree char *escaped = g_markup_escape_text (text, -1);
      adw_preferences_group_set_title (widget, escaped);
    }
  gtk_box_append (self->groups, GTK_WIDGET (widget));
}

/* Adds the group that comes next. FALSE: there is none. */
static gboolean
fill_next (AcnLayerPanel *self)
{
  guint           n;
  const AcnGroup *groups = acn_dossier_get_groups (acn_session_get_dossier (self->session), &n);
  const guint     group = self->next_group++;

  if (group < n)
    add_group (self, group, groups[group].title);
  else
    add_group (self, ACN_NONE, NULL);
  return group < n;
}

/* Empties the panel; FALSE: it stays so. */
static gboolean
begin_filling (AcnLayerPanel *self)
{
  const AcnLayerStack *stack;

  g_clear_handle_id (&self->fill_id, g_source_remove);
  clear_groups (self);
  g_array_set_size (self->order, 0);
  self->next_group = 0;
  if (acn_session_get_dossier (self->session) == NULL || acn_session_get_drawing (self->session))
    return FALSE;
  stack = acn_session_get_layers (self->session);
  g_array_append_vals (self->order, stack->order, stack->n);
  return TRUE;
}

static void
fill_cb (AcnLayerPanel *self)
{
  if (begin_filling (self))
    while (fill_next (self))
      ;
}

static gboolean
is_in_order (AcnLayerPanel *self)
{
  const AcnLayerStack *stack = acn_session_get_layers (self->session);

  return stack->n == self->order->len &&
         memcmp (stack->order, self->order->data, stack->n * sizeof *stack->order) == 0;
}

static gboolean
fill_late_cb (gpointer data)
{
  AcnLayerPanel *self = data;

  if (is_in_order (self) && fill_next (self))
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  if (!is_in_order (self))
    fill_cb (self);
  return G_SOURCE_REMOVE;
}

/* Some forty rows of text take longer than the map: it goes first, and then a group at a time. */
static void
dossier_cb (AcnLayerPanel *self)
{
  if (begin_filling (self))
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
