/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paint/acn-later.h"

#include "state/acn-session.h"

struct _AcnLater
{
  AdwBin      parent_instance;
  GType       kind;
  AcnSession *session;
};

enum
{
  PROP_0,
  PROP_KIND,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AcnLater, acn_later, ADW_TYPE_BIN)

static void
acn_later_map (GtkWidget *widget)
{
  AcnLater *self = ACN_LATER (widget);

  if (adw_bin_get_child (ADW_BIN (self)) == NULL)
    adw_bin_set_child (ADW_BIN (self), g_object_new (self->kind, "session", self->session, NULL));
  GTK_WIDGET_CLASS (acn_later_parent_class)->map (widget);
}

static void
acn_later_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AcnLater *self = ACN_LATER (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_gtype (value, self->kind);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
acn_later_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnLater *self = ACN_LATER (object);

  switch (id)
    {
    case PROP_KIND:
      self->kind = g_value_get_gtype (value);
      break;
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
acn_later_dispose (GObject *object)
{
  g_clear_object (&ACN_LATER (object)->session);
  G_OBJECT_CLASS (acn_later_parent_class)->dispose (object);
}

static void
acn_later_class_init (AcnLaterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = acn_later_dispose;
  object_class->get_property = acn_later_get_property;
  object_class->set_property = acn_later_set_property;
  GTK_WIDGET_CLASS (klass)->map = acn_later_map;
  properties[PROP_KIND] =
      g_param_spec_gtype ("kind",
                          NULL,
                          NULL,
                          GTK_TYPE_WIDGET,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SESSION] = g_param_spec_object (
      "session", NULL, NULL, ACN_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acn_later_init (AcnLater *self)
{
}

static void
build_menu_cb (GtkMenuButton *button, gpointer model)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, model);
}

/**
 * acn_later_menu:
 * @button: without a menu
 * @model: of its menu; shared from now on
 *
 * Main thread.
 */
void
acn_later_menu (GtkMenuButton *button, GMenuModel *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));
  gtk_menu_button_set_create_popup_func (
      button, build_menu_cb, g_object_ref (model), g_object_unref);
}
