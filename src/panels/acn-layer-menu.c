/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-layer-menu.h"

#include <glib/gi18n.h>

#include "panels/acn-citation-row.h"

/* More sources of a layer scroll, px. */
#define SOURCES_PX 170

struct _AcnLayerMenu
{
  GtkPopover parent_instance;

  AcnSession *session; /* weak: the row lives in a list that goes with its session */
  guint       layer;

  GtkBox          *about; /* note and sources */
  GtkWidget       *opacity;
  GtkToggleButton *solo;
  GtkWidget       *remove; /* of what a person added */
  GtkAdjustment   *percent;
  gboolean         following; /* the session, so that nothing is set back */
};

G_DEFINE_FINAL_TYPE (AcnLayerMenu, acn_layer_menu, GTK_TYPE_POPOVER)

static const AcnLayer *
get_layer (AcnLayerMenu *self)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (acn_session_get_dossier (self->session), &n);

  g_assert (self->layer < n);
  return &layers[self->layer];
}

static void
layers_changed_cb (AcnLayerMenu *self)
{
  const AcnLayerStack *stack = acn_session_get_layers (self->session);

  if (self->layer >= stack->n) /* of a dossier that has gone */
    return;
  self->following = TRUE;
  gtk_toggle_button_set_active (self->solo, stack->solo == self->layer);
  gtk_adjustment_set_value (self->percent, stack->opacity[self->layer] * 100);
  self->following = FALSE;
}

/* --- What a person chooses ------------------------------------------------------------------- */

static void
opacity_cb (AcnLayerMenu *self)
{
  if (self->session != NULL && !self->following)
    acn_session_set_layer_opacity (
        self->session, self->layer, gtk_adjustment_get_value (self->percent) / 100);
}

static void
solo_cb (AcnLayerMenu *self)
{
  if (self->session != NULL && !self->following)
    acn_session_set_solo (self->session,
                          gtk_toggle_button_get_active (self->solo) ? self->layer : ACN_NONE);
}

static void
zoom_cb (AcnLayerMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->session != NULL)
    acn_session_request_layer (self->session, self->layer);
}

static void
lower_cb (AcnLayerMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->session != NULL)
    acn_session_move_layer (self->session, self->layer, -1);
}

static void
raise_cb (AcnLayerMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->session != NULL)
    acn_session_move_layer (self->session, self->layer, 1);
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
tell_about (AcnLayerMenu *self)
{
  const AcnLayer *layer = get_layer (self);
  const char     *language = acn_session_get_language (self->session);

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
offer_what_fits (AcnLayerMenu *self)
{
  const AcnLayer *layer = get_layer (self);

  gtk_widget_set_visible (
      self->opacity, layer->content != ACN_LAYER_EVENTS && layer->style.marker != ACN_MARKER_CITY);
  gtk_widget_set_visible (self->remove, layer->added_path != NULL);
  if (layer->added_path != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", layer->added_path);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "win.remove-layer");
    }
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_layer_menu_dispose (GObject *object)
{
  AcnLayerMenu *self = ACN_LAYER_MENU (object);

  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (acn_layer_menu_parent_class)->dispose (object);
}

static void
acn_layer_menu_class_init (AcnLayerMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_layer_menu_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-layer-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnLayerMenu, about);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerMenu, opacity);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerMenu, solo);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerMenu, remove);
  gtk_widget_class_bind_template_child (widget_class, AcnLayerMenu, percent);
  gtk_widget_class_bind_template_callback (widget_class, opacity_cb);
  gtk_widget_class_bind_template_callback (widget_class, solo_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
  gtk_widget_class_bind_template_callback (widget_class, lower_cb);
  gtk_widget_class_bind_template_callback (widget_class, raise_cb);
}

static void
acn_layer_menu_init (AcnLayerMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acn_layer_menu_new:
 * @session: the state to show and set; its dossier must not change while the menu lives
 * @layer: index of a layer
 *
 * Returns: (transfer floating): what can be done with the layer, and what is told of it
 */
GtkWidget *
acn_layer_menu_new (AcnSession *session, guint layer)
{
  AcnLayerMenu *self = g_object_new (ACN_TYPE_LAYER_MENU, NULL);

  self->layer = layer;
  g_set_weak_pointer (&self->session, session);
  offer_what_fits (self);
  tell_about (self);
  g_signal_connect_object (
      session, "layers-changed", G_CALLBACK (layers_changed_cb), self, G_CONNECT_SWAPPED);
  layers_changed_cb (self);
  return GTK_WIDGET (self);
}
