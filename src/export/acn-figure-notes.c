/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure says of itself: what it shows, in words, and how it is made again. */
#include "acn-config.h"
#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "export/acn-figure.h"
#include "model/acn-scenes.h"
#include "scene/acn-map-interpolation.h"

#include <json-glib/json-glib.h>
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
      acn_isolate_append (
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

/* The areas, with their day where there are several. Returns: whether they could be computed. */
static gboolean
add_areas (GString *text, const AcnMapSpec *map, const AcnDay *day, GError **error)
{
  g_autoptr (AcnMapSpec) at = acn_map_spec_copy (map);
  g_autofree char *date = NULL, *areas = NULL, *interpolation = NULL;

  if (day != NULL)
    {
      at->day = *day;
      date = acn_format_day (at->day, ACN_DATE_FULL, at->language);
      g_string_append_printf (text, " %s:", date);
    }
  areas = acn_readout_to_text (at, error);
  if (areas == NULL)
    return FALSE;
  if (*areas != '\0')
    acn_isolate_append (text, " %s.", areas);
  interpolation = acn_map_interpolation_get_note (at);
  if (interpolation != NULL)
    acn_isolate_append (text, " (%s)", interpolation);
  return TRUE;
}

/**
 * acn_figure_describe:
 *
 * Returns: (transfer full): the figure in words, for those who do not see it: what, when, how much,
 *   what is supposed; in the language of the map. NULL with @error when an area could not be
 * computed
 */
char *
acn_figure_describe (const AcnFigure *figure, GError **error)
{
  const AcnMapSpec *map = figure->map;
  const AcnOutcome *outcome = acn_map_spec_get_outcome (map);
  g_autoptr (GString) text = g_string_new (NULL);

  acn_isolate_append (text, "%s", acn_figure_get_title (figure));
  if (figure->n_days == 0)
    {
      g_autofree char *day = acn_format_day (map->day, ACN_DATE_FULL, map->language);

      g_string_append_printf (text, ", %s", day);
    }
  g_string_append_c (text, ':');
  add_layers (text, map);
  for (guint i = 0; i < MAX (1, figure->n_days); i++)
    if (!add_areas (text, map, figure->n_days > 0 ? &figure->days[i] : NULL, error))
      return NULL;
  if (outcome != NULL)
    acn_isolate_append (text,
                        " %s: %s",
                        acn_phrase (ACN_PHRASE_HYPOTHETICAL, map->language),
                        acn_text_get (outcome->text, map->language));
  if (figure->caption != NULL)
    acn_isolate_append (text, " %s", figure->caption);
  return g_string_free (g_steal_pointer (&text), FALSE);
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
clear_option (gpointer data)
{
  AcnFigureOption *option = data;

  g_free (option->value);
}

static void
add_option (GArray *options, const char *name, const char *value)
{
  const AcnFigureOption option = { name, g_strdup (value) };

  if (value != NULL)
    g_array_append_val (options, option);
}

static void
add_layer_ids (GArray *options, const AcnMapSpec *map)
{
  g_autofree char *ids = acn_map_spec_print_layers (map);

  add_option (options, "layers", ids);
}

static void
add_days (GArray *options, const AcnFigure *figure)
{
  g_autoptr (GString) days = g_string_new (NULL);

  for (guint i = 0; i < figure->n_days; i++)
    {
      g_autofree char *day = acn_day_to_iso (figure->days[i]);

      g_string_append_printf (days, "%s%s", i > 0 ? "," : "", day);
    }
  add_option (options, "dates", days->str);
}

/* The fewest digits that give the same number again. */
static void
print_number (double number, char *buffer, int size)
{
  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, size, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        return;
    }
}

static char *
print_bounds (AcnBounds bounds)
{
  const double numbers[] = { bounds.west, bounds.south, bounds.east, bounds.north };
  GString     *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      print_number (numbers[i], buffer, sizeof buffer);
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", buffer);
    }
  return g_string_free (text, FALSE);
}

static void
add_what (GArray *options, const AcnFigure *figure)
{
  const AcnMapSpec *map = figure->map;
  g_autofree char  *day = acn_day_to_iso (map->day);

  if (map->scene != ACN_NONE && figure->n_days == 0)
    {
      add_option (options, "scene", acn_dossier_get_scenes (map->dossier, NULL)[map->scene].id);
      return;
    }
  if (figure->n_days > 0)
    add_days (options, figure);
  else
    add_option (options, "date", day);
  add_layer_ids (options, map);
}

/* Neither folders nor keys are for others to read. */
static void
add_tiles (GArray *options, const char *place)
{
  const char      *query = strchr (place, '?');
  g_autofree char *shown = strstr (place, "://") == NULL ? g_path_get_basename (place)
                           : query != NULL ? g_strndup (place, (gsize) (query - place))
                                           : g_strdup (place);

  add_option (options, "tiles", shown);
}

/**
 * acn_figure_get_options:
 *
 * Returns: (transfer full) (element-type AcnFigureOption): what “accession export” must be given to
 *   make the same figure again from the same dossier, but for the name of the output
 */
GArray *
acn_figure_get_options (const AcnFigure *figure)
{
  static const char *const themes[] = { "light", "dark", "print", "grey" };
  const AcnMapSpec        *map = figure->map;
  g_autofree char         *size = g_strdup_printf ("%dx%d", figure->width_px, figure->height_px);
  g_autofree char         *bounds = print_bounds (figure->bounds), *state = NULL;
  g_autofree char         *parts = acn_figure_parts_print (figure->parts);
  char                     number[G_ASCII_DTOSTR_BUF_SIZE];
  GArray                  *options = g_array_new (FALSE, FALSE, sizeof (AcnFigureOption));

  g_array_set_clear_func (options, clear_option);
  add_what (options, figure);
  if (map->has_scenario)
    state = acn_scenario_print (acn_dossier_get_scenario (map->dossier), &map->scenario);
  add_option (options, "scenario", state);
  if (acn_map_spec_get_compared_layer (map) != ACN_NONE)
    {
      g_autofree char *compared = acn_day_to_iso (map->compared_day);

      add_option (options, "compare", compared);
    }
  if (map->interpolates)
    add_option (options, "interpolate", "yes");
  add_option (options, "bbox", bounds);
  add_option (options, "size", size);
  print_number (figure->scale, number, sizeof number);
  add_option (options, "scale", number);
  add_option (options, "language", map->language);
  add_option (options, "style", themes[map->theme]);
  if (map->raster != NULL)
    add_tiles (options, acn_raster_get_place (map->raster));
  if (figure->parts != ACN_FIGURE_PARTS_DEFAULT)
    add_option (options, "parts", parts);
  print_number (figure->margin_px, number, sizeof number);
  if (figure->margin_px > 0)
    add_option (options, "margin", number);
  add_option (options, "title", figure->title);
  add_option (options, "subtitle", figure->subtitle);
  add_option (options, "caption", figure->caption);
  return options;
}

/**
 * acn_figure_get_command:
 *
 * Returns: (transfer full): the command line that makes the same figure again
 */
char *
acn_figure_get_command (const AcnFigure *figure)
{
  const char      *path = acn_dossier_get_path (figure->map->dossier);
  g_autofree char *file = g_path_get_basename (path != NULL ? path : "dossier.json");
  g_autofree char *quoted = quote (file);
  g_autoptr (GArray) options = acn_figure_get_options (figure);
  GString *command = g_string_new ("accession export ");

  g_string_append (command, quoted);
  for (guint i = 0; i < options->len; i++)
    {
      const AcnFigureOption *option = &g_array_index (options, AcnFigureOption, i);
      g_autofree char       *value = quote (option->value);

      if (g_str_equal (option->name, "interpolate"))
        g_string_append (command, " --interpolate");
      else
        g_string_append_printf (command, " --%s=%s", option->name, value);
    }
  return g_string_free (command, FALSE);
}

/**
 * acn_figure_to_json:
 *
 * Returns: (transfer full): a figure file: {"figure": 1, "dossier": ID, "options": {…}}, the
 * options under the names that they have on the command line; “accession export --figure” reads it
 */
char *
acn_figure_to_json (const AcnFigure *figure)
{
  g_autoptr (GArray) options = acn_figure_get_options (figure);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "figure");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "dossier");
  json_builder_add_string_value (builder, acn_dossier_get_id (figure->map->dossier));
  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  for (guint i = 0; i < options->len; i++)
    {
      const AcnFigureOption *option = &g_array_index (options, AcnFigureOption, i);

      json_builder_set_member_name (builder, option->name);
      json_builder_add_string_value (builder, option->value);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/* --- Parts ----------------------------------------------------------------------------------- */

static const char *const part_names[] = {
  "legend", "scale", "readout", "timeline", "inset", "print"
};

/**
 * acn_figure_parts_print:
 * @parts: AcnFigureParts
 *
 * Returns: (transfer full): "legend,scale", or "none"
 */
char *
acn_figure_parts_print (guint parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (part_names); i++)
    if (parts & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", part_names[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("none");
}

/**
 * acn_figure_parts_parse:
 * @text: names of parts with commas between, or "none"
 * @out_parts: (out): AcnFigureParts
 *
 * Returns: FALSE when a name is not known
 */
gboolean
acn_figure_parts_parse (const char *text, guint *out_parts)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  *out_parts = 0;
  if (g_str_equal (text, "none"))
    return TRUE;
  for (char **name = names; *name != NULL; name++)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (part_names) && !g_str_equal (part_names[i], g_strstrip (*name)))
        i++;
      if (i == G_N_ELEMENTS (part_names))
        return FALSE;
      *out_parts |= 1u << i;
    }
  return names[0] != NULL;
}

/* --- All of it ------------------------------------------------------------------------------- */

/**
 * acn_figure_make_notes:
 * @out_notes: (out): to be cleared
 *
 * Returns: whether all is known; else only the description is not there, as acn_figure_describe()
 * says
 */
gboolean
acn_figure_make_notes (const AcnFigure *figure, AcnFigureNotes *out_notes, GError **error)
{
  AcnDossier *dossier = figure->map->dossier;
  const char *edition = acn_dossier_get_edition (dossier);

  out_notes->title = g_strdup (acn_figure_get_title (figure));
  out_notes->software = g_strdup ("Accession " ACN_VERSION);
  out_notes->source = g_strdup_printf ("%s%s%s sha256:%s",
                                       acn_dossier_get_id (dossier),
                                       edition != NULL ? " " : "",
                                       edition != NULL ? edition : "",
                                       acn_dossier_get_sha256 (dossier));
  out_notes->command = acn_figure_get_command (figure);
  out_notes->description = acn_figure_describe (figure, error);
  return out_notes->description != NULL;
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
