/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-layer-row.h"

#include "base/acn-format.h"
#include "panels/acn-swatch.h"

struct _AcnLayerRow
{
  AdwActionRow parent_instance;

  AcnSession *session; /* not owned: the row lives in a list that goes with its session */
  guint       layer;
  guint       class_index; /* ACN_NONE: the layer itself */

  AcnSwatch *swatch;
  GtkSwitch *toggle;
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
  return g_strdup_printf ("%s · %s", word, legend);
}

static void
show_layer (AcnLayerRow *self)
{
  const AcnLayer  *layer = get_layer (self);
  const char      *language = acn_session_get_language (self->session);
  const char      *title = acn_text_get (layer->title, language);
  g_autofree char *subtitle = describe (layer, language);

  acn_swatch_set_style (self->swatch, &layer->style);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
show_class (AcnLayerRow *self)
{
  const AcnClass *class = &get_layer (self)->classes[self->class_index];

  acn_swatch_set_style (self->swatch, &class->style);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self),
      acn_text_get (class->title, acn_session_get_language (self->session)));
  gtk_widget_set_visible (GTK_WIDGET (self->toggle), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "class");
}

static void
layers_changed_cb (AcnLayerRow *self)
{
  gboolean visible = acn_session_get_layer_visible (self->session, self->layer);

  gtk_switch_set_active (self->toggle, visible);
  gtk_widget_set_opacity (GTK_WIDGET (self->swatch), visible ? 1.0 : 0.35);
}

static void
toggled_cb (AcnLayerRow *self)
{
  if (self->session != NULL)
    acn_session_set_layer_visible (
        self->session, self->layer, gtk_switch_get_active (self->toggle));
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
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
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
    show_layer (self);
  else
    show_class (self);
  g_signal_connect_object (
      session, "layers-changed", G_CALLBACK (layers_changed_cb), self, G_CONNECT_SWAPPED);
  layers_changed_cb (self);
  return GTK_WIDGET (self);
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
