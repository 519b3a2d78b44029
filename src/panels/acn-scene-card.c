/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-scene-card.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "panels/acn-markup.h"
#include "paint/acn-swatch.h"

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget       *label = gtk_label_new (NULL);
  g_autofree char *markup = acn_markup_from_text (text);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_part (GtkWidget *box, const AcnClass *class, const AcnScenePart *part, const char *language)
{
  GtkWidget  *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget  *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget  *swatch = g_object_new (ACN_TYPE_SWATCH, "valign", GTK_ALIGN_START, NULL);
  const char *title = class->title != NULL ? acn_text_get (class->title, language) : class->id;

  acn_swatch_set_style (ACN_SWATCH (swatch), &class->style);
  gtk_widget_set_margin_top (swatch, 2);
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_hexpand (words, TRUE);
  add_label (words, title, NULL);
  if (part->text != NULL)
    gtk_widget_add_css_class (add_label (words, acn_text_get (part->text, language), "caption"),
                              "dim-label");
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_quotation (GtkWidget *box, AcnDossier *dossier, const AcnQuotation *words, const char *language)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  g_autoptr (GString) from = g_string_new (NULL);

  add_label (box, acn_text_get (words->text, language), "quotation");
  for (guint i = 0; i < words->citations.n; i++)
    {
      const AcnCitation *citation = &words->citations.items[i];

      acn_isolate_append (from,
                          "%s%s%s%s",
                          i > 0 ? "; " : "",
                          sources[citation->source].title,
                          citation->locator != NULL ? ", " : "",
                          citation->locator != NULL ? citation->locator : "");
    }
  gtk_widget_add_css_class (add_label (box, from->str, "caption"), "dim-label");
}

/**
 * acn_scene_card_new:
 * @scene: index of a scene
 * @language: of its texts
 *
 * Returns: (transfer floating): the card; texts of the dossier are shown literally
 */
GtkWidget *
acn_scene_card_new (AcnDossier *dossier, guint scene, const char *language)
{
  const AcnScene  *shown = acn_dossier_get_scenes (dossier, NULL) + scene;
  const AcnLayer  *layer = acn_dossier_get_layers (dossier, NULL) + shown->layer;
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget       *button = gtk_button_new_with_mnemonic (_ ("Compare _Side by Side…"));
  g_autofree char *day = acn_format_day (shown->day, ACN_DATE_FULL, language);
  g_autofree char *heading = acn_isolate_printf (
      "%s · %s", shown->title != NULL ? acn_text_get (shown->title, language) : shown->id, day);

  gtk_widget_add_css_class (box, "outcome");
  add_label (box, heading, "heading");
  for (guint i = 0; i < shown->n_parts; i++)
    add_part (box, &layer->classes[shown->parts[i].class_index], &shown->parts[i], language);
  for (guint i = 0; i < shown->n_words; i++)
    add_quotation (box, dossier, &shown->words[i], language);
  if (shown->note != NULL)
    gtk_widget_add_css_class (add_label (box, acn_text_get (shown->note, language), "caption"),
                              "dim-label");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.compare-scenarios");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", shown->id);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}
