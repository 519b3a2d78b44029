/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-layer-row.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "panels/acn-layer-menu.h"
#include "paint/acn-swatch.h"

struct _AcnLayerRow
{
  AdwActionRow parent_instance;

  AcnSession *session; /* not owned: the row lives in a list that goes with its session */
  guint       layer;
  guint       class_index; /* ACN_NONE: the layer itself */

  AcnSwatch *swatch;
  GtkSwitch *toggle;    /* NULL: of a class */
  GtkWidget *more;      /* the same */
  gboolean   following; /* the session, so that nothing is set back */
};

G_DEFINE_FINAL_TYPE (AcnLayerRow, acn_layer_row, ADW_TYPE_ACTION_ROW)

static const AcnLayer *
get_layer (AcnLayerRow *self)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);

  g_assert (self->layer < n);
  return &layers[self->layer];
}

static char *
describe (const AcnLayer *layer, const char *language)
{
  const char *legend = layer->legend != NULL ? acn_text_get (layer->legend, language) : NULL;
  const char *title = acn_text_get (layer->title, language);
  const char *word = acn_phrase (ACN_PHRASE_HYPOTHETICAL, language);

  if (legend != NULL && g_strcmp0 (legend, title) == 0)
    legend = NULL;
  if (!layer->hypothetical)
    return g_strdup (legend != NULL ? legend : "");
  if (legend == NULL)
    return g_strdup (word);
  return acn_isolate_printf ("%s · %s", word, legend);
}

/* As it is on the map: weakened where that was chosen. */
static void
show_style (AcnLayerRow *self)
{
  const AcnLayer *layer = get_layer (self);
  AcnStyle        style =
      self->class_index != ACN_NONE ? layer->classes[self->class_index].style : layer->style;

  style.fade = 1 - acn_session_get_layers (self->session)->opacity[self->layer];
  acn_swatch_set_style (self->swatch, &style);
}

static void
show_layer (AcnLayerRow *self)
{
  const AcnLayer  *layer = get_layer (self);
  const char      *language = acn_session_get_language (self->session);
  const char      *title = acn_text_get (layer->title, language);
  g_autofree char *subtitle = describe (layer, language);
  /* Translators: a menu; %s is the title of a layer. */
  g_autofree char *more = acn_isolate_printf (_ ("More about “%s”"), title);

  gtk_widget_set_tooltip_text (self->more, more);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
show_class (AcnLayerRow *self)
{
  const AcnClass *class = &get_layer (self)->classes[self->class_index];

  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self),
      acn_text_get (class->title, acn_session_get_language (self->session)));
  gtk_widget_add_css_class (GTK_WIDGET (self), "class");
}

static void
layers_changed_cb (AcnLayerRow *self)
{
  const AcnLayerStack *stack = acn_session_get_layers (self->session);
  gboolean             visible = acn_layer_stack_shows (stack, self->layer);

  if (self->layer >= stack->n) /* of a dossier that has gone */
    return;
  self->following = TRUE;
  if (self->toggle != NULL)
    gtk_switch_set_active (self->toggle, visible);
  self->following = FALSE;
  gtk_widget_set_opacity (GTK_WIDGET (self->swatch), visible ? 1.0 : 0.35);
  show_style (self);
}

static void
toggled_cb (AcnLayerRow *self)
{
  if (self->session != NULL && !self->following)
    acn_session_set_layer_visible (
        self->session, self->layer, gtk_switch_get_active (self->toggle));
}

/* There may be a hundred menus that nobody opens. */
static void
build_menu_cb (GtkMenuButton *button, gpointer data)
{
  AcnLayerRow *self = data;

  if (gtk_menu_button_get_popover (button) == NULL && self->session != NULL)
    gtk_menu_button_set_popover (button, acn_layer_menu_new (self->session, self->layer));
}

static void
add_controls (AcnLayerRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (toggled_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), build_menu_cb, self, NULL);
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->more);
}

/* --- Order ----------------------------------------------------------------------------------- */

static gboolean
move_key_cb (GtkWidget *widget, GVariant *direction, gpointer data)
{
  AcnLayerRow *self = ACN_LAYER_ROW (widget);

  if (self->session != NULL)
    acn_session_move_layer (self->session, self->layer, g_variant_get_int32 (direction));
  return TRUE;
}

static void
add_move_keys (AcnLayerRow *self)
{
  static const struct
  {
    guint key;
    int   direction;
  } keys[] = { { GDK_KEY_Up, -1 }, { GDK_KEY_Down, 1 } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                            gtk_callback_action_new (move_key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].direction));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static GdkContentProvider *
drag_prepare_cb (AcnLayerRow *self, double x, double y, GtkDragSource *source)
{
  return gdk_content_provider_new_typed (G_TYPE_UINT, self->layer);
}

static void
drag_begin_cb (AcnLayerRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* A layer of the same group takes the place of the one on which it is dropped. */
static gboolean
drop_cb (AcnLayerRow *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  const guint     layer = g_value_get_uint (value);
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);

  if (layer >= n || layer == self->layer || layers[layer].group != layers[self->layer].group)
    return FALSE;
  acn_session_place_layer (
      self->session,
      layer,
      acn_layer_stack_find (acn_session_get_layers (self->session), self->layer));
  return TRUE;
}

static void
add_dragging (AcnLayerRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (
      source, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
acn_layer_row_dispose (GObject *object)
{
  AcnLayerRow *self = ACN_LAYER_ROW (object);

  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (acn_layer_row_parent_class)->dispose (object);
}

static void
acn_layer_row_class_init (AcnLayerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acn_layer_row_dispose;
}

static void
acn_layer_row_init (AcnLayerRow *self)
{
  self->class_index = ACN_NONE;
  self->swatch = g_object_new (ACN_TYPE_SWATCH, NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->swatch));
}

/**
 * acn_layer_row_new_for_class:
 * @session: the state to show; its dossier must not change while the row lives
 * @layer: index of a layer
 * @class_index: index of one of its classes, or %ACN_NONE for the layer itself with a switch
 *
 * Returns: a row
 */
GtkWidget *
acn_layer_row_new_for_class (AcnSession *session, guint layer, guint class_index)
{
  AcnLayerRow *self = g_object_new (ACN_TYPE_LAYER_ROW, NULL);

  self->layer = layer;
  self->class_index = class_index;
  g_set_weak_pointer (&self->session, session);
  if (class_index == ACN_NONE)
    {
      add_controls (self);
      show_layer (self);
      add_move_keys (self);
      add_dragging (self);
    }
  else
    show_class (self);
  g_signal_connect_object (
      session, "layers-changed", G_CALLBACK (layers_changed_cb), self, G_CONNECT_SWAPPED);
  layers_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * acn_layer_row_get_layer:
 *
 * Returns: index of its layer
 */
guint
acn_layer_row_get_layer (AcnLayerRow *self)
{
  g_return_val_if_fail (ACN_IS_LAYER_ROW (self), ACN_NONE);
  return self->layer;
}

/**
 * acn_layer_row_new:
 * @session: the state to show and set; its dossier must not change while the row lives
 * @layer: index of a layer
 *
 * Returns: a row with a switch
 */
GtkWidget *
acn_layer_row_new (AcnSession *session, guint layer)
{
  return acn_layer_row_new_for_class (session, layer, ACN_NONE);
}
