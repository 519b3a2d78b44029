/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-citation-row.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "compat/acn-compat.h"

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  acn_isolate_append (line, "%s", part);
}

/* Author, where it stood, when, and the place in it. */
static char *
describe (const AcnSource *source, const char *locator, const char *language)
{
  GString         *line = g_string_new (NULL);
  g_autofree char *issued = NULL;
  AcnWhen          when;

  if (source->issued != NULL && acn_when_parse (source->issued, &when, NULL))
    issued = acn_format_when (&when, language);
  append_part (line, source->author);
  append_part (line, source->container);
  append_part (line, issued);
  append_part (line, locator);
  return g_string_free (line, FALSE);
}

static void
open_cb (GtkWidget *widget, const char *uri)
{
  acn_compat_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri);
}

static void
free_uri (gpointer uri, GClosure *closure)
{
  g_free (uri);
}

static GtkWidget *
make_link_button (AdwActionRow *row, const AcnSource *source)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("acn-link-symbolic");
  /* Translators: %s is the title of a source; it opens in the web browser. */
  g_autofree char *label = acn_isolate_printf (_ ("Open “%s”"), source->title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, source->url);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_data (
      button, "clicked", G_CALLBACK (open_cb), g_strdup (source->url), free_uri, 0);
  return button;
}

/**
 * acn_citation_row_new:
 * @number: 1, 2, … in the list
 * @source: the document cited
 * @locator: (nullable): the place in it
 * @language: BCP 47 tag for dates
 *
 * Returns: a row; texts of the dossier are shown literally
 */
GtkWidget *
acn_citation_row_new (guint            number,
                      const AcnSource *source,
                      const char      *locator,
                      const char      *language)
{
  AdwActionRow    *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *line = describe (source, locator, language);
  g_autofree char *digits = acn_isolate_printf ("%u", number);
  GtkWidget       *mark = gtk_label_new (digits);

  gtk_widget_add_css_class (mark, "dim-label");
  gtk_widget_add_css_class (mark, "numeric");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_margin_top (mark, 12);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), source->title);
  adw_action_row_set_subtitle (row, line);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_action_row_add_prefix (row, mark);
  if (source->url != NULL)
    {
      GtkWidget *button = make_link_button (row, source);
      adw_action_row_add_suffix (row, button);
      adw_action_row_set_activatable_widget (row, button);
      /* libadwaita names it by the row's title, which does not say what it does. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
    }
  gtk_widget_add_css_class (GTK_WIDGET (row), "citation");
  return GTK_WIDGET (row);
}
