/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-layer-row.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "panels/acn-citation-row.h"
#include "paint/acn-swatch.h"

/* More sources of a layer scroll, px. */
#define SOURCES_PX 170

struct _AcnLayerRow
{
  AdwActionRow parent_instance;

  AcnSession *session; /* not owned: the row lives in a list that goes with its session */
  guint       layer;
  guint       class_index; /* ACN_NONE: the layer itself */

  AcnSwatch       *swatch;
  GtkSwitch       *toggle;
  GtkWidget       *more;
  GtkPopover      *popover;
  GtkBox          *about; /* note and sources, made when they are asked for */
  GtkWidget       *opacity;
  GtkToggleButton *solo;
  GtkWidget       *remove; /* of what a person added */
  GtkAdjustment   *percent;
  gboolean         following; /* the session, so that nothing is set back */
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

  gtk_widget_set_visible (
      self->opacity, layer->content != ACN_LAYER_EVENTS && layer->style.marker != ACN_MARKER_CITY);
  gtk_widget_set_visible (self->remove, layer->added_path != NULL);
  if (layer->added_path != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", layer->added_path);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "win.remove-layer");
    }
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
  gtk_widget_set_visible (GTK_WIDGET (self->toggle), FALSE);
  gtk_widget_set_visible (self->more, FALSE);
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
  gtk_switch_set_active (self->toggle, visible);
  gtk_toggle_button_set_active (self->solo, stack->solo == self->layer);
  gtk_adjustment_set_value (self->percent, stack->opacity[self->layer] * 100);
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

static void
opacity_cb (AcnLayerRow *self)
{
  if (self->session != NULL && !self->following)
    acn_session_set_layer_opacity (
        self->session, self->layer, gtk_adjustment_get_value (self->percent) / 100);
}

static void
solo_cb (AcnLayerRow *self)
{
  if (self->session != NULL && !self->following)
    acn_session_set_solo (self->session,
                          gtk_toggle_button_get_active (self->solo) ? self->layer : ACN_NONE);
}

/* --- What is told of it ---------------------------------------------------------------------- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_sources (AcnDossier *dossier, AcnCitations citations, const char *language)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  GtkWidget       *list = gtk_list_box_new (), *scrolled = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < citations.n; i++)
    gtk_list_box_append (
        GTK_LIST_BOX (list),
        acn_citation_row_new (
            i + 1, &sources[citations.items[i].source], citations.items[i].locator, language));
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), SOURCES_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static void
opened_cb (AcnLayerRow *self)
{
  const AcnLayer *layer = get_layer (self);
  const char     *language = acn_session_get_language (self->session);

  if (gtk_widget_get_first_child (GTK_WIDGET (self->about)) != NULL)
    return;
  if (layer->note != NULL)
    gtk_box_append (self->about, make_label (acn_text_get (layer->note, language), "caption"));
  if (layer->citations.n > 0)
    {
      gtk_box_append (self->about, make_label (_ ("Sources"), "caption-heading"));
      gtk_box_append (
          self->about,
          make_sources (acn_session_get_dossier (self->session), layer->citations, language));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->about),
                          gtk_widget_get_first_child (GTK_WIDGET (self->about)) != NULL);
}

static void
zoom_cb (AcnLayerRow *self)
{
  gtk_popover_popdown (self->popover);
  if (self->session != NULL)
    acn_session_request_layer (self->session, self->layer);
}

/* --- Order ----------------------------------------------------------------------------------- */

static void
lower_cb (AcnLayerRow *self)
{
  gtk_popover_popdown (self->popover);
  if (self->session != NULL)
    acn_session_move_layer (self->session, self->layer, -1);
}

static void
raise_cb (AcnLayerRow *self)
{
  gtk_popover_popdown (self->popover);
  if (self->session != NULL)
    acn_session_move_layer (self->session, self->layer, 1);
}

static gboolean
move_key_cb (GtkWidget *widget, GVariant *direction, gpointer data)
{
  AcnLayerRow *self = ACN_LAYER_ROW (widget);

  if (g_variant_get_int32 (direction) < 0)
    lower_cb (self);
  else
    raise_cb (self);
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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_layer_row_dispose;
  g_type_ensure (ACN_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-layer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, toggle);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, more);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, popover);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, about);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, opacity);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, solo);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, remove);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerRow, percent);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, opacity_cb);
  gtk_widget_class_bind_template_callback (widget_class, solo_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
  gtk_widget_class_bind_template_callback (widget_class, lower_cb);
  gtk_widget_class_bind_template_callback (widget_class, raise_cb);
}

static void
acn_layer_row_init (AcnLayerRow *self)
{
  self->class_index = ACN_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
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
