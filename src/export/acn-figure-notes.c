/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure says of itself: what it shows, in words, and how it is made again. */
#include "acn-config.h"
#include "base/acn-format.h"
#include "export/acn-figure.h"
#include "model/acn-scenes.h"

#include <string.h>

/* --- Alt text -------------------------------------------------------------------------------- */

static void
add_layers (GString *text, const AcnMapSpec *map)
{
  const AcnLayer *layers = acn_dossier_get_layers (map->dossier, NULL);
  gboolean        any = FALSE;

  for (guint i = 0; i < map->n_layers; i++)
    {
      const AcnText *name = layers[i].legend != NULL ? layers[i].legend : layers[i].title;

      if (!acn_map_spec_shows_layer (map, i))
        continue;
      g_string_append_printf (
          text,
          "%s%s%s%s%s",
          any ? "; " : " ",
          name != NULL ? acn_text_get (name, map->language) : layers[i].id,
          layers[i].hypothetical ? " (" : "",
          layers[i].hypothetical ? acn_phrase (ACN_PHRASE_HYPOTHETICAL, map->language) : "",
          layers[i].hypothetical ? ")" : "");
      any = TRUE;
    }
  g_string_append_c (text, '.');
}

/**
 * acn_figure_describe:
 *
 * Returns: (transfer full): the figure in words, for those who do not see it: what, when, how much,
 *   what is supposed; in the language of the map
 */
char *
acn_figure_describe (const AcnFigure *figure)
{
  const AcnMapSpec *map = figure->map;
  const AcnOutcome *outcome = acn_map_spec_get_outcome (map);
  g_autofree char  *day = acn_format_day (map->day, ACN_DATE_FULL, map->language);
  g_autofree char  *areas = acn_readout_to_text (map, NULL);
  GString          *text = g_string_new (NULL);

  g_string_append_printf (text, "%s, %s:", acn_figure_get_title (figure), day);
  add_layers (text, map);
  if (areas != NULL && *areas != '\0')
    g_string_append_printf (text, " %s.", areas);
  if (outcome != NULL)
    g_string_append_printf (text,
                            " %s: %s",
                            acn_phrase (ACN_PHRASE_HYPOTHETICAL, map->language),
                            acn_text_get (outcome->text, map->language));
  if (figure->caption != NULL)
    g_string_append_printf (text, " %s", figure->caption);
  return g_string_free (text, FALSE);
}

/**
 * acn_figure_get_title:
 *
 * Returns: (transfer none): what stands above the map
 */
const char *
acn_figure_get_title (const AcnFigure *figure)
{
  const AcnMapSpec *map = figure->map;
  const AcnText    *title = acn_dossier_get_title (map->dossier);

  if (figure->title != NULL)
    return figure->title;
  if (map->scene != ACN_NONE)
    {
      const AcnScene *scene = acn_dossier_get_scenes (map->dossier, NULL) + map->scene;

      title = scene->title != NULL ? scene->title : title;
    }
  return title != NULL ? acn_text_get (title, map->language) : acn_dossier_get_id (map->dossier);
}

/* --- The command ----------------------------------------------------------------------------- */

/* As a shell takes it: quoted, but for words that no shell reads anything into. */
static char *
quote (const char *word)
{
  const gsize plain = strspn (word,
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "_.,:=/+-");

  return *word != '\0' && word[plain] == '\0' ? g_strdup (word) : g_shell_quote (word);
}

static void
add_option (GString *command, const char *name, const char *value)
{
  g_autofree char *quoted = NULL;

  if (value == NULL)
    return;
  quoted = quote (value);
  g_string_append_printf (command, " --%s=%s", name, quoted);
}

static void
add_layer_ids (GString *command, const AcnMapSpec *map)
{
  const AcnLayer *layers = acn_dossier_get_layers (map->dossier, NULL);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < map->n_layers; i++)
    if (map->layer_visible[i])
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "", layers[i].id);
  add_option (command, "layers", ids->str);
}

/* As many digits as give the same number again. */
static char *
print_bounds (AcnBounds bounds)
{
  const double numbers[] = { bounds.west, bounds.south, bounds.east, bounds.north };
  GString     *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (
          text, "%s%s", i > 0 ? "," : "", g_ascii_dtostr (buffer, sizeof buffer, numbers[i]));
    }
  return g_string_free (text, FALSE);
}

/**
 * acn_figure_get_command:
 *
 * Returns: (transfer full): the command line that makes the same figure again from the same
 *   dossier, but for the name of the output
 */
char *
acn_figure_get_command (const AcnFigure *figure)
{
  static const char *const themes[] = { "light", "dark", "print" };
  const AcnMapSpec        *map = figure->map;
  const char              *path = acn_dossier_get_path (map->dossier);
  g_autofree char         *file = g_path_get_basename (path != NULL ? path : "dossier.json");
  g_autofree char         *quoted = quote (file), *day = acn_day_to_iso (map->day);
  g_autofree char         *bounds = print_bounds (figure->bounds), *state = NULL;
  char                     scale[G_ASCII_DTOSTR_BUF_SIZE];
  GString                 *command = g_string_new ("accession export ");

  g_string_append (command, quoted);
  if (map->scene != ACN_NONE)
    add_option (command, "scene", acn_dossier_get_scenes (map->dossier, NULL)[map->scene].id);
  else
    {
      add_option (command, "date", day);
      add_layer_ids (command, map);
    }
  if (map->has_scenario)
    state = acn_scenario_print (acn_dossier_get_scenario (map->dossier), &map->scenario);
  add_option (command, "scenario", state);
  add_option (command, "bbox", bounds);
  g_string_append_printf (command, " --size %dx%d", figure->width_px, figure->height_px);
  add_option (command, "scale", g_ascii_dtostr (scale, sizeof scale, figure->scale));
  add_option (command, "language", map->language);
  add_option (command, "style", themes[map->theme]);
  add_option (command, "title", figure->title);
  add_option (command, "caption", figure->caption);
  return g_string_free (command, FALSE);
}

/* --- All of it ------------------------------------------------------------------------------- */

/**
 * acn_figure_make_notes:
 * @out_notes: (out): to be cleared
 */
void
acn_figure_make_notes (const AcnFigure *figure, AcnFigureNotes *out_notes)
{
  AcnDossier *dossier = figure->map->dossier;
  const char *edition = acn_dossier_get_edition (dossier);

  out_notes->title = g_strdup (acn_figure_get_title (figure));
  out_notes->description = acn_figure_describe (figure);
  out_notes->software = g_strdup ("Accession " ACN_VERSION);
  out_notes->source = g_strdup_printf ("%s%s%s sha256:%s",
                                       acn_dossier_get_id (dossier),
                                       edition != NULL ? " " : "",
                                       edition != NULL ? edition : "",
                                       acn_dossier_get_sha256 (dossier));
  out_notes->command = acn_figure_get_command (figure);
}

void
acn_figure_notes_clear (AcnFigureNotes *notes)
{
  g_clear_pointer (&notes->title, g_free);
  g_clear_pointer (&notes->description, g_free);
  g_clear_pointer (&notes->software, g_free);
  g_clear_pointer (&notes->source, g_free);
  g_clear_pointer (&notes->command, g_free);
}
