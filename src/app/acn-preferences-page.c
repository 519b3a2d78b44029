/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-preferences-page.h"

#include <glib/gi18n.h>

#include "app/acn-language.h"
#include "app/acn-toast.h"
#include "panels/acn-base-map-group.h"
#include "panels/acn-wrap-labels.h"

struct _AcnPreferencesPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;
  GVariant  *before; /* (owned): what the reset took away, a{sv}, or NULL */

  AdwComboRow *language;
  AdwComboRow *style;
  AdwComboRow *speed;
  GtkSwitch   *reduce_motion;
  GtkSwitch   *restore_session;
  GtkSwitch   *fade;
  GtkWidget   *reset;
};

G_DEFINE_FINAL_TYPE (AcnPreferencesPage, acn_preferences_page, ADW_TYPE_PREFERENCES_PAGE)

/* What the rows of a list stand for, in their order. */
static const char *const languages[] = { ACN_LANGUAGE_SYSTEM, "en", "uk", NULL };
static const char *const styles[] = { "system", "light", "dark", NULL };
static const char *const speeds[] = { "½×", "1×", "2×", "4×", NULL };

static const char *const keys[] = {
  "language", "style",          "reduce-motion", "restore-session",
  "fade",     "playback-speed", "base-map",      "tile-cache-megabytes",
  NULL
};

/* --- Lists ----------------------------------------------------------------------------------- */

static gboolean
key_to_row (GValue *value, GVariant *variant, gpointer data)
{
  const char *const *choices = data;

  for (guint i = 0; choices[i] != NULL; i++)
    if (g_str_equal (choices[i], g_variant_get_string (variant, NULL)))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
row_to_key (const GValue *value, const GVariantType *type, gpointer data)
{
  const char *const *choices = data;
  const guint        n = g_strv_length ((char **) choices), i = g_value_get_uint (value);

  return i < n ? g_variant_new_string (choices[i]) : NULL;
}

static void
bind_list (AcnPreferencesPage *self, const char *key, AdwComboRow *row, const char *const *choices)
{
  g_settings_bind_with_mapping (self->settings,
                                key,
                                row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                key_to_row,
                                row_to_key,
                                (gpointer) choices,
                                NULL);
}

/* A language is told by its own name, so that who has lost the way finds it again. */
static void
fill_languages (AcnPreferencesPage *self)
{
  const char *const names[] = {
    C_ ("language", "Follow the System"), "English", "Українська", NULL
  };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  adw_combo_row_set_model (self->language, G_LIST_MODEL (model));
}

/* --- Reset ----------------------------------------------------------------------------------- */

static void
undo_cb (AcnPreferencesPage *self)
{
  GVariantIter iter;
  const char  *key;
  GVariant    *value;

  if (self->before == NULL)
    return;
  g_variant_iter_init (&iter, self->before);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &value))
    {
      g_settings_set_value (self->settings, key, value);
      g_variant_unref (value);
    }
  g_clear_pointer (&self->before, g_variant_unref);
}

static void
reset_cb (AcnPreferencesPage *self)
{
  GtkWidget *button;
  g_autoptr (AdwToast) toast =
      acn_toast_new (GTK_WIDGET (self), _ ("Preferences reset"), _ ("_Undo"), &button);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_user_value (self->settings, keys[i]);

      if (value != NULL)
        g_variant_dict_insert_value (&dict, keys[i], value);
    }
  g_clear_pointer (&self->before, g_variant_unref);
  self->before = g_variant_ref_sink (g_variant_dict_end (&dict));
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (self->settings, keys[i]);
  g_signal_connect_object (button, "clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit_by_name (self, "told", toast);
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_preferences_page_dispose (GObject *object)
{
  AcnPreferencesPage *self = ACN_PREFERENCES_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->before, g_variant_unref);
  G_OBJECT_CLASS (acn_preferences_page_parent_class)->dispose (object);
}

static void
acn_preferences_page_class_init (AcnPreferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_preferences_page_dispose;
  g_signal_new ("told",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                ADW_TYPE_TOAST);
  g_type_ensure (ACN_TYPE_BASE_MAP_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, language);
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, style);
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, speed);
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, reduce_motion);
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, restore_session);
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, fade);
  gtk_widget_class_bind_template_child (widget_class, AcnPreferencesPage, reset);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
acn_preferences_page_init (AcnPreferencesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_wrap_labels (self->reset);
  fill_languages (self);
}

/**
 * acn_preferences_page_new:
 * @settings: of the program
 *
 * Returns: (transfer floating): the page, bound to @settings
 */
AcnPreferencesPage *
acn_preferences_page_new (GSettings *settings)
{
  AcnPreferencesPage *self = g_object_new (ACN_TYPE_PREFERENCES_PAGE, NULL);

  self->settings = g_object_ref (settings);
  bind_list (self, "language", self->language, languages);
  bind_list (self, "style", self->style, styles);
  bind_list (self, "playback-speed", self->speed, speeds);
  g_settings_bind (
      settings, "reduce-motion", self->reduce_motion, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (
      settings, "restore-session", self->restore_session, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "fade", self->fade, "active", G_SETTINGS_BIND_DEFAULT);
  return self;
}
