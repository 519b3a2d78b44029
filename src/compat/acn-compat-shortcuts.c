/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of shortcuts as rows that can be searched, wrap and scroll: GTK's own window of it is
 * cut where texts are large or the screen is narrow, and is deprecated since 4.18; only its
 * description of a table is used, as nothing else that translators know has the place of a key in
 * it. */
#include "compat/acn-compat.h"

/* Keys that look alike, as those of the block of digits, are told once. */
static GtkWidget *
new_keys (const char *const *accelerators)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (guint i = 0; accelerators[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint           key;
      char           *label;

      if (!gtk_accelerator_parse (accelerators[i], &key, &modifiers))
        continue;
      label = gtk_accelerator_get_label (key, modifiers);
      if (g_hash_table_add (told, label))
        {
          GtkWidget *keys = gtk_shortcut_label_new (accelerators[i]);

          gtk_widget_set_halign (keys, GTK_ALIGN_END);
          gtk_box_append (GTK_BOX (box), keys);
        }
    }
  return box;
}

static GtkWidget *
new_row (GtkWidget *shortcut, GtkApplication *application)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = NULL, *accelerator = NULL, *action = NULL;
  g_auto (GStrv) accelerators = NULL;

  g_object_get (
      shortcut, "title", &title, "accelerator", &accelerator, "action-name", &action, NULL);
  accelerators = action != NULL ? gtk_application_get_accels_for_action (application, action)
                                : g_strsplit (accelerator, " ", 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_keys ((const char *const *) accelerators));
  return row;
}

/* Groups and shortcuts in their order, below whatever boxes the section has put them in. */
static void
add_rows (GtkWidget            *widget,
          AdwPreferencesPage   *page,
          AdwPreferencesGroup **group,
          GtkApplication       *application)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  const gboolean is_group = GTK_IS_SHORTCUTS_GROUP (widget);
  const gboolean is_shortcut = GTK_IS_SHORTCUTS_SHORTCUT (widget);
  G_GNUC_END_IGNORE_DEPRECATIONS

  if (is_group)
    {
      g_autofree char *title = NULL;

      g_object_get (widget, "title", &title, NULL);
      *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (*group, title);
      adw_preferences_page_add (page, *group);
    }
  if (is_shortcut && *group != NULL)
    {
      adw_preferences_group_add (*group, new_row (widget, application));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_rows (child, page, group, application);
}

/**
 * acn_compat_show_shortcuts:
 * @window: whose keys they are
 * @resource: path of a resource with a GtkShortcutsSection "shortcuts"
 * @title: of what is shown, translated
 *
 * Shows the table until the person closes it. An action has the keys that the application gave it.
 */
void
acn_compat_show_shortcuts (GtkApplicationWindow *window, const char *resource, const char *title)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (resource);
  AdwPreferencesPage  *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = NULL;

  adw_preferences_page_set_title (page, title);
  add_rows (GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts")),
            page,
            &group,
            gtk_window_get_application (GTK_WINDOW (window)));
  acn_compat_show_pages (GTK_WINDOW (window), page, TRUE);
}
