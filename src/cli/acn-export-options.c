/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/acn-export-options.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/acn-diagnostics.h"
#include "base/acn-suggest.h"
#include "io/acn-beneath.h"
#include "io/acn-json-document.h"

/* A grid of more maps than this shows nothing. */
#define MAX_DAYS 60

/* The options that a figure file may hold. */
static const struct
{
  const char *name;
  gsize       offset;
} fields[] = {
  { "date", offsetof (AcnExportOptions, date) },
  { "tiles", offsetof (AcnExportOptions, tiles) },
  { "dates", offsetof (AcnExportOptions, dates) },
  { "from", offsetof (AcnExportOptions, from) },
  { "to", offsetof (AcnExportOptions, to) },
  { "step", offsetof (AcnExportOptions, step) },
  { "seconds", offsetof (AcnExportOptions, seconds) },
  { "layers", offsetof (AcnExportOptions, layers) },
  { "view", offsetof (AcnExportOptions, view) },
  { "bbox", offsetof (AcnExportOptions, bbox) },
  { "size", offsetof (AcnExportOptions, size) },
  { "scale", offsetof (AcnExportOptions, scale) },
  { "preset", offsetof (AcnExportOptions, preset) },
  { "margin", offsetof (AcnExportOptions, margin) },
  { "language", offsetof (AcnExportOptions, language) },
  { "style", offsetof (AcnExportOptions, style) },
  { "parts", offsetof (AcnExportOptions, parts) },
  { "scenario", offsetof (AcnExportOptions, scenario) },
  { "scene", offsetof (AcnExportOptions, scene) },
  { "beside", offsetof (AcnExportOptions, beside) },
  { "compare", offsetof (AcnExportOptions, compare) },
  { "interpolate", offsetof (AcnExportOptions, interpolate) },
  { "claim", offsetof (AcnExportOptions, claim) },
  { "title", offsetof (AcnExportOptions, title) },
  { "subtitle", offsetof (AcnExportOptions, subtitle) },
  { "caption", offsetof (AcnExportOptions, caption) },
};

static char **
get_field (AcnExportOptions *self, guint index)
{
  return (char **) (gpointer) ((char *) self + fields[index].offset);
}

void
acn_export_options_clear (AcnExportOptions *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_clear_pointer (get_field (self, i), g_free);
  g_clear_pointer (&self->outputs, g_strfreev);
  g_clear_pointer (&self->figure, g_free);
}

/* --- Figure files ---------------------------------------------------------------------------- */

/* What the command line says itself goes before what the file says. */
static gboolean
take_option (AcnExportOptions *self, const char *name, JsonNode *value, AcnExit *out_exit)
{
  const char *text = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name) && text != NULL)
      {
        char **field = get_field (self, i);

        if (*field == NULL)
          *field = g_strdup (text);
        return TRUE;
      }
  *out_exit =
      acn_cli_fail (text == NULL ? "%s: /options/%s is no string" : "%s: /options/%s is not known",
                    self->figure,
                    name);
  return FALSE;
}

/* A figure file is {"figure": 1, "dossier": ID, "options": {NAME: TEXT, …}}. */
static gboolean
take_options (AcnExportOptions *self, JsonNode *root, AcnExit *out_exit)
{
  JsonObject    *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode      *options = object != NULL ? json_object_get_member (object, "options") : NULL;
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (options == NULL || !JSON_NODE_HOLDS_OBJECT (options) ||
      json_object_get_int_member_with_default (object, "figure", 0) != 1)
    {
      *out_exit = acn_cli_fail ("%s: this is no figure file of version 1", self->figure);
      return FALSE;
    }
  json_object_iter_init (&iter, json_node_get_object (options));
  while (json_object_iter_next (&iter, &name, &value))
    if (!take_option (self, name, value, out_exit))
      return FALSE;
  return TRUE;
}

/**
 * acn_export_options_read_figure:
 * @out_exit: (out): why not
 *
 * Adds what the figure file says, where the command line says nothing.
 *
 * Returns: FALSE when there is a file and it cannot be read
 */
gboolean
acn_export_options_read_figure (AcnExportOptions *self, AcnExit *out_exit)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnJsonDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  if (self->figure == NULL)
    return TRUE;
  bytes = acn_read_file (self->figure, NULL, &error);
  if (bytes == NULL)
    {
      *out_exit = acn_cli_fail ("%s: %s", self->figure, error->message);
      return FALSE;
    }
  document = acn_json_document_new (bytes, self->figure, diagnostics, NULL);
  if (document != NULL && acn_diagnostics_get_n_errors (diagnostics) == 0)
    return take_options (self, acn_json_document_get_root (document), out_exit);
  told = acn_diagnostics_to_string (diagnostics);
  fputs (told, stderr);
  *out_exit = ACN_EXIT_FAILED;
  return FALSE;
}

/* --- Values ---------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  AcnTheme    theme;
} styles[] = {
  { "light", ACN_THEME_LIGHT },
  { "dark", ACN_THEME_DARK },
  { "print", ACN_THEME_PRINT },
  { "grey", ACN_THEME_GREY },
};

static gboolean
parse_preset (const char *text, int *out_width_px, int *out_height_px)
{
  guint                  n;
  const AcnFigurePreset *presets = acn_figure_get_presets (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (presets[i].name, text))
      {
        *out_width_px = presets[i].width_px;
        *out_height_px = presets[i].height_px;
        return TRUE;
      }
  return FALSE;
}

/* Tells that there is none of that name. */
static void
refuse_preset (const char *text)
{
  guint                   n;
  const AcnFigurePreset  *presets = acn_figure_get_presets (&n);
  g_autofree const char **names = g_new (const char *, n);
  const char             *nearest;

  for (guint i = 0; i < n; i++)
    names[i] = presets[i].name;
  nearest = acn_suggest (text, names, n);
  acn_cli_usage ("export",
                 "there is no preset “%s”; %s%s%s--list-presets lists them",
                 text,
                 nearest != NULL ? "did you mean “" : "",
                 nearest != NULL ? nearest : "",
                 nearest != NULL ? "”? " : "");
}

/* The list of sizes that have a name, on stdout. */
AcnExit
acn_export_list_presets (void)
{
  guint                  n;
  const AcnFigurePreset *presets = acn_figure_get_presets (&n);

  for (guint i = 0; i < n; i++)
    printf ("%s\t%dx%d\t%s\n",
            presets[i].name,
            presets[i].width_px,
            presets[i].height_px,
            presets[i].what);
  return fflush (stdout) == 0 ? ACN_EXIT_DONE : acn_cli_fail ("could not write to stdout");
}

static gboolean
parse_bbox (const char *text, AcnBounds *out_bounds)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double numbers[4];

  if (g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end != '\0' || !isfinite (numbers[i]))
        return FALSE;
    }
  *out_bounds = (AcnBounds){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return numbers[0] < numbers[2] && numbers[1] < numbers[3] && fabs (numbers[0]) <= 180 &&
         fabs (numbers[2]) <= 180 && fabs (numbers[1]) <= 86 && fabs (numbers[3]) <= 86;
}

static gboolean
parse_size (const char *text, int *out_width_px, int *out_height_px)
{
  char   *end;
  guint64 width = g_ascii_strtoull (text, &end, 10);
  guint64 height;

  if (!g_ascii_isdigit (*text) || *end != 'x' || !g_ascii_isdigit (end[1]))
    return FALSE;
  height = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || width < 16 || width > 16384 || height < 16 || height > 16384)
    return FALSE;
  *out_width_px = (int) width;
  *out_height_px = (int) height;
  return TRUE;
}

static gboolean
parse_scale (const char *text, double *out_scale)
{
  char *end;

  if (!g_ascii_isdigit (*text) || strpbrk (text, "xXpPeE") != NULL)
    return FALSE;
  *out_scale = g_ascii_strtod (text, &end);
  return *end == '\0' && *out_scale >= 1 && *out_scale <= 8;
}

static gboolean
parse_style (const char *text, AcnTheme *out_theme)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].name, text))
      {
        *out_theme = styles[i].theme;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_number (const char *text, double min, double max, double *out_value)
{
  char *end;

  *out_value = g_ascii_strtod (text, &end);
  return g_ascii_isdigit (*text) && *end == '\0' && strpbrk (text, "xXpP") == NULL &&
         *out_value >= min && *out_value <= max;
}

static gboolean
parse_days (const char *text, AcnExportPlan *plan)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  plan->days = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  for (char **part = parts; *part != NULL; part++)
    {
      AcnDay day;

      if (!acn_cli_parse_day ("export", g_strstrip (*part), &day))
        return FALSE;
      g_array_append_val (plan->days, day);
    }
  if (plan->days->len >= 1 && plan->days->len <= MAX_DAYS)
    return TRUE;
  acn_cli_usage ("export", "--dates wants 1 to %d days with commas between", MAX_DAYS);
  return FALSE;
}

static gboolean
plan_series (const AcnExportOptions *options, AcnExportPlan *plan)
{
  const gboolean whole = options->from != NULL && options->to != NULL && options->step != NULL;
  AcnDay         last;

  if (options->from == NULL && options->to == NULL && options->step == NULL)
    return TRUE;
  if (!whole || options->dates != NULL || options->beside != NULL)
    {
      acn_cli_usage ("export",
                     "a series wants --from, --to and --step, and goes without --dates and "
                     "--beside");
      return FALSE;
    }
  if (!acn_cli_parse_day ("export", options->from, &plan->span.begin_day) ||
      !acn_cli_parse_day ("export", options->to, &last))
    return FALSE;
  plan->span.end_day = last + 1;
  if (plan->span.end_day <= plan->span.begin_day)
    {
      acn_cli_usage ("export", "--to is before --from");
      return FALSE;
    }
  return TRUE;
}

static gboolean
plan_parts (const AcnExportOptions *options, AcnExportPlan *plan)
{
  if (options->parts != NULL && !acn_figure_parts_parse (options->parts, &plan->parts))
    {
      acn_cli_usage ("export",
                     "--parts wants names of legend, scale, readout, timeline, inset and print "
                     "with commas between, or none, but “%s” is not",
                     options->parts);
      return FALSE;
    }
  if (options->margin != NULL && !parse_number (options->margin, 0, 400, &plan->margin_px))
    {
      acn_cli_usage ("export", "--margin wants 0 to 400 pixels, but “%s” is not", options->margin);
      return FALSE;
    }
  if (options->seconds != NULL && !parse_number (options->seconds, 0.02, 60, &plan->seconds))
    {
      acn_cli_usage ("export", "--seconds wants 0.02 to 60, but “%s” is not", options->seconds);
      return FALSE;
    }
  return TRUE;
}

void
acn_export_plan_clear (AcnExportPlan *self)
{
  g_clear_pointer (&self->days, g_array_unref);
}

/**
 * acn_export_plan_make:
 * @self: (out): to be cleared
 *
 * Reads what needs no dossier.
 *
 * Returns: FALSE when usage was wrong, and stderr says how
 */
gboolean
acn_export_plan_make (AcnExportPlan *plan, const AcnExportOptions *options)
{
  *plan = (AcnExportPlan){ .seconds = 0.5,
                           .width_px = 1920,
                           .height_px = 1080,
                           .scale = 1,
                           .parts = ACN_FIGURE_PARTS_DEFAULT,
                           .bbox = ACN_BOUNDS_EMPTY };
  if ((options->title != NULL && !g_utf8_validate (options->title, -1, NULL)) ||
      (options->subtitle != NULL && !g_utf8_validate (options->subtitle, -1, NULL)) ||
      (options->caption != NULL && !g_utf8_validate (options->caption, -1, NULL)))
    {
      acn_cli_usage ("export", "--title, --subtitle and --caption want UTF-8");
      return FALSE;
    }
  if (options->interpolate != NULL && !g_str_equal (options->interpolate, "yes"))
    {
      acn_cli_usage ("export", "interpolate wants yes, but “%s” is not", options->interpolate);
      return FALSE;
    }
  if (!plan_parts (options, plan) || !plan_series (options, plan) ||
      (options->dates != NULL && !parse_days (options->dates, plan)))
    return FALSE;
  if (options->preset != NULL && options->size != NULL)
    {
      acn_cli_usage ("export", "--preset and --size both say how large");
      return FALSE;
    }
  if (options->preset != NULL && !parse_preset (options->preset, &plan->width_px, &plan->height_px))
    {
      refuse_preset (options->preset);
      return FALSE;
    }
  if (options->bbox != NULL && !parse_bbox (options->bbox, &plan->bbox))
    {
      acn_cli_usage ("export",
                     "--bbox wants WEST,SOUTH,EAST,NORTH in degrees, west and south first, within "
                     "±180 and ±86, but “%s” is not",
                     options->bbox);
      return FALSE;
    }
  if (options->date != NULL && !acn_cli_parse_day ("export", options->date, &plan->day))
    return FALSE;
  if (options->size != NULL && !parse_size (options->size, &plan->width_px, &plan->height_px))
    {
      acn_cli_usage ("export",
                     "--size wants WIDTHxHEIGHT in pixels, each 16 to 16384, but “%s” is not",
                     options->size);
      return FALSE;
    }
  if (options->scale != NULL && !parse_scale (options->scale, &plan->scale))
    {
      acn_cli_usage (
          "export", "--scale wants a number from 1 to 8, but “%s” is none", options->scale);
      return FALSE;
    }
  if (options->style != NULL && !parse_style (options->style, &plan->theme))
    {
      acn_cli_usage ("export",
                     "--style wants light, dark, print or grey, but “%s” is none of them",
                     options->style);
      return FALSE;
    }
  if (options->outputs == NULL && !options->list_presets && !options->list_layers &&
      !options->list_views)
    {
      acn_cli_usage ("export", "no file to write: -o OUT is missing");
      return FALSE;
    }
  return TRUE;
}

/* --- The command line ------------------------------------------------------------------------ */

/**
 * acn_export_options_parse:
 * @self: (out): to be cleared
 * @argv: (inout): what is left are the files
 *
 * Returns: what to end with when @self is not to be used: then argv is NULL
 */
AcnExit
acn_export_options_parse (AcnExportOptions *self, char ***argv)
{
  const GOptionEntry entries[] = {
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &self->outputs,
      "A file to write; its suffix picks the format; may be given again",
      "OUT" },
    { "date",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &self->date,
      "The day shown; else the home day",
      "YYYY-MM-DD" },
    { "layers",
      'l',
      0,
      G_OPTION_ARG_FILENAME,
      &self->layers,
      "The layers shown; else those that are visible at first",
      "A,B" },
    { "view",
      'v',
      0,
      G_OPTION_ARG_FILENAME,
      &self->view,
      "The part of the world; else the home view",
      "ID" },
    { "size", 's', 0, G_OPTION_ARG_FILENAME, &self->size, "Logical size; else 1920x1080", "WxH" },
    { "scale",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->scale,
      "Pixels of the file per logical pixel, 1 to 8; else 1",
      "S" },
    { "language",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->language,
      "Language of the figure; else the dossier’s own",
      "TAG" },
    { "style",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->style,
      "light, dark, print or grey; else light",
      "NAME" },
    { "scenario",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->scenario,
      "What is supposed, as in “accession info --scenario”",
      "CHOICE=OPTION,…" },
    { "scene", 0, 0, G_OPTION_ARG_FILENAME, &self->scene, "A scene instead of the map", "ID" },
    { "bbox",
      'b',
      0,
      G_OPTION_ARG_FILENAME,
      &self->bbox,
      "The part of the world in degrees",
      "W,S,E,N" },
    { "preset", 'p', 0, G_OPTION_ARG_FILENAME, &self->preset, "A size by its name", "NAME" },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &self->title, "Instead of the dossier’s", "TEXT" },
    { "caption", 0, 0, G_OPTION_ARG_FILENAME, &self->caption, "Under the map", "TEXT" },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &self->force, "Replace a file that is there", NULL },
    { "list-presets", 0, 0, G_OPTION_ARG_NONE, &self->list_presets, "List the presets", NULL },
    { "claim", 0, 0, G_OPTION_ARG_FILENAME, &self->claim, "A claim with its paragraph", "ID" },
    { "beside",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->beside,
      "Compare with another state, the line of another day, or a scene",
      "STATE|DAY|SCENE" },
    { "compare",
      'c',
      0,
      G_OPTION_ARG_FILENAME,
      &self->compare,
      "Show what is gained, lost and unchanged since or until this day, or until the next state",
      "YYYY-MM-DD|next" },
    { "interpolate",
      0,
      0,
      G_OPTION_ARG_NONE,
      &self->between,
      "Draw what may have changed since the last state, not observed",
      NULL },
    { "list-layers",
      0,
      0,
      G_OPTION_ARG_NONE,
      &self->list_layers,
      "List the ids of the layers",
      NULL },
    { "list-views", 0, 0, G_OPTION_ARG_NONE, &self->list_views, "List the ids of the views", NULL },
    { "dates", 0, 0, G_OPTION_ARG_FILENAME, &self->dates, "A map for each day", "D,D,…" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &self->from, "First day of a series", "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &self->to, "Last day of a series", "YYYY-MM-DD" },
    { "step",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->step,
      "Of a series: 3d, 1w, 1mo, 1y, states or events",
      "STEP" },
    { "seconds",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->seconds,
      "That a frame of a .webp stands; else 0.5",
      "S" },
    { "margin", 0, 0, G_OPTION_ARG_FILENAME, &self->margin, "Free at all sides", "PIXELS" },
    { "parts",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->parts,
      "legend, scale, readout, timeline, inset, print, or none; else the first three",
      "A,B" },
    { "subtitle", 0, 0, G_OPTION_ARG_FILENAME, &self->subtitle, "Under the title", "TEXT" },
    { "figure", 0, 0, G_OPTION_ARG_FILENAME, &self->figure, "Read options from a file", "JSON" },
    { "tiles",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->tiles,
      "Tiles over the built-in map: MBTiles, PMTiles, or an address",
      "FILE|ADDRESS" },
    { "allow-network",
      0,
      0,
      G_OPTION_ARG_NONE,
      &self->allow_network,
      "The server of the tiles may be asked",
      NULL },
    { NULL },
  };
  AcnExit result = ACN_EXIT_DONE;

  if (acn_cli_parse (
          "export",
          "export [OPTION…] [FILE] -o OUT",
          "Writes the map of a day as a figure (.png, .svg, .pdf), the layers of a day as\n"
          "GeoJSON (.geojson) or their areas as a table (.csv), or a series of days as\n"
          "numbered figures (frame-%04d.png) or a moving picture (.webp). A figure says\n"
          "how it is made again. Needs no display.",
          entries,
          argv,
          &result))
    return ACN_EXIT_DONE;
  g_clear_pointer (argv, g_strfreev);
  return result;
}
