/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names without the marks of mnemonics. GTK 4.18 says that a label names the items of a menu which
 * by its role has no name, so that a screen reader reads nothing; GTK 4.8 names a button by its
 * text as it is written, underscore included, and by its label once more. */
#include "compat/acn-compat.h"

/* A label without the mark of its mnemonic. */
static char *
strip_mnemonic (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '_' || *++p != '\0')
      g_string_append_c (out, *p);
    else
      break;
  return g_string_free (out, FALSE);
}

static void
set_name (GtkWidget *widget, const char *text)
{
  g_autofree char *name = strip_mnemonic (text);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The type is private to GTK, its property is not. */
static void
name_items (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      if (text != NULL)
        set_name (widget, text);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_POPOVER_MENU (widget))
    name_items (widget);
  else if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)) &&
           gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    set_name (widget, gtk_button_get_label (GTK_BUTTON (widget)));
  return G_SOURCE_CONTINUE;
}

/**
 * acn_compat_name_mnemonics:
 *
 * From now on buttons and the items of menus have a name without the mark of a mnemonic when they
 * are shown. Called once, after GTK has started.
 */
void
acn_compat_name_mnemonics (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
