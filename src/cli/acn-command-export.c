/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accession export [FILE] -o OUT: a figure without a display. */
#include "cli/acn-cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "export/acn-comparison.h"
#include "export/acn-figure.h"
#include "model/acn-argument.h"
#include "model/acn-scenes.h"

/* AcnExportOptions: as given on the command line; NULL where not given. */
typedef struct
{
  char    *output;
  char    *date;
  char    *layers;
  char    *view;
  char    *size;
  char    *scale;
  char    *language;
  char    *style;
  char    *scenario;
  char    *scene;
  char    *beside;
  char    *claim;
  char    *bbox;
  char    *title;
  char    *caption;
  char    *preset;
  gboolean force;
  gboolean list_presets;
  gboolean list_layers;
  gboolean list_views;
} AcnExportOptions;

/* AcnExportPlan: what they mean, as far as can be said without the dossier. */
typedef struct
{
  AcnDay    day;
  int       width_px, height_px;
  double    scale;
  AcnTheme  theme;
  AcnBounds bbox; /* empty: not given */
} AcnExportPlan;

static void
clear_options (AcnExportOptions *options)
{
  g_free (options->output);
  g_free (options->date);
  g_free (options->layers);
  g_free (options->view);
  g_free (options->size);
  g_free (options->scale);
  g_free (options->language);
  g_free (options->style);
  g_free (options->scenario);
  g_free (options->scene);
  g_free (options->beside);
  g_free (options->claim);
  g_free (options->bbox);
  g_free (options->title);
  g_free (options->caption);
  g_free (options->preset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnExportOptions, clear_options)

static const struct
{
  const char *name;
  AcnTheme    theme;
} styles[] = {
  { "light", ACN_THEME_LIGHT },
  { "dark", ACN_THEME_DARK },
  { "print", ACN_THEME_PRINT },
};

/* Papers that people use, at 96 logical pixels an inch; the scale gives what a printer wants. */
static const struct
{
  const char *name;
  int         width_px, height_px;
  const char *what;
} presets[] = {
  { "slide", 1920, 1080, "a slide, 16:9" },     { "a4", 1123, 794, "A4, landscape" },
  { "a4-portrait", 794, 1123, "A4, portrait" }, { "a5", 794, 559, "A5, landscape" },
  { "a5-portrait", 559, 794, "A5, portrait" },  { "square", 1080, 1080, "a square post" },
};

static gboolean
parse_preset (const char *text, int *out_width_px, int *out_height_px)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, text))
      {
        *out_width_px = presets[i].width_px;
        *out_height_px = presets[i].height_px;
        return TRUE;
      }
  return FALSE;
}

static AcnExit
list_presets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
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

/* Reads what needs no dossier. FALSE: usage was wrong, and stderr says how. */
static gboolean
make_plan (const AcnExportOptions *options, AcnExportPlan *plan)
{
  *plan = (AcnExportPlan){ 0, 1920, 1080, 1, ACN_THEME_LIGHT, ACN_BOUNDS_EMPTY };
  if ((options->title != NULL && !g_utf8_validate (options->title, -1, NULL)) ||
      (options->caption != NULL && !g_utf8_validate (options->caption, -1, NULL)))
    {
      acn_cli_usage ("export", "--title and --caption want UTF-8");
      return FALSE;
    }
  if (options->preset != NULL && options->size != NULL)
    {
      acn_cli_usage ("export", "--preset and --size both say how large");
      return FALSE;
    }
  if (options->preset != NULL && !parse_preset (options->preset, &plan->width_px, &plan->height_px))
    {
      acn_cli_usage (
          "export", "there is no preset “%s”; --list-presets lists them", options->preset);
      return FALSE;
    }
  if (options->bbox != NULL && !parse_bbox (options->bbox, &plan->bbox))
    {
      acn_cli_usage ("export",
                     "--bbox wants WEST,SOUTH,EAST,NORTH in degrees, but “%s” is not",
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
      acn_cli_usage (
          "export", "--style wants light, dark or print, but “%s” is none of them", options->style);
      return FALSE;
    }
  if (options->output == NULL && !options->list_presets && !options->list_layers &&
      !options->list_views)
    {
      acn_cli_usage ("export", "no file to write: -o OUT is missing");
      return FALSE;
    }
  return TRUE;
}

static gboolean
show_layers (AcnMapSpec *map, const char *list, AcnExit *out_exit)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (map->dossier, &n);

  memset (map->layer_visible, 0, map->n_layers * sizeof *map->layer_visible);
  for (char **id = ids; *id != NULL; id++)
    {
      guint layer = acn_dossier_find_layer (map->dossier, g_strstrip (*id));

      if (layer == ACN_NONE)
        {
          g_autofree char *known = acn_cli_list_ids (layers, n, sizeof *layers);
          *out_exit = acn_cli_fail ("the dossier has no layer “%s”; it has %s", *id, known);
          return FALSE;
        }
      map->layer_visible[layer] = TRUE;
    }
  return TRUE;
}

static gboolean
find_bounds (AcnDossier *dossier, const char *id, AcnBounds *out_bounds, AcnExit *out_exit)
{
  guint          n;
  const AcnView *views = acn_dossier_get_views (dossier, &n);
  guint          view =
      id != NULL ? acn_dossier_find_view (dossier, id) : acn_dossier_get_home_view (dossier);

  if (view == ACN_NONE && id != NULL)
    {
      g_autofree char *known = acn_cli_list_ids (views, n, sizeof *views);
      *out_exit = acn_cli_fail ("the dossier has no view “%s”; it has %s", id, known);
      return FALSE;
    }
  if (view == ACN_NONE)
    *out_bounds = (AcnBounds){ -180, -60, 180, 80 };
  else
    *out_bounds = views[view].bounds;
  return TRUE;
}

static gboolean
choose_language (AcnMapSpec *map, const char *language, AcnExit *out_exit)
{
  const char *const *known = acn_dossier_get_languages (map->dossier);

  if (language == NULL)
    return TRUE;
  if (!g_strv_contains (known, language))
    {
      g_autofree char *list = g_strjoinv (", ", (char **) known);
      *out_exit = acn_cli_fail ("the dossier has no texts in “%s”; it has %s", language, list);
      return FALSE;
    }
  map->language = g_intern_string (language);
  return TRUE;
}

/* What is supposed; without a day of its own the map shows the one whose line is drawn. */
static gboolean
suppose (AcnMapSpec *map, const AcnExportOptions *options, AcnExit *out_exit)
{
  AcnScenarioState state;

  if (options->scenario == NULL)
    return TRUE;
  if (!acn_cli_ask_scenario ("export", map->dossier, options->scenario, &state, out_exit))
    return FALSE;
  if (options->date == NULL)
    map->day = acn_scenario_get_day (acn_dossier_get_scenario (map->dossier), &state, map->day);
  acn_map_spec_set_scenario (map, &state);
  return TRUE;
}

/* A scene is a figure of its own: it brings its day, its layer and its view. */
static gboolean
set_scene (AcnMapSpec *map, const AcnExportOptions *options, AcnBounds *bounds, AcnExit *out_exit)
{
  guint           n;
  const AcnScene *scenes = acn_dossier_get_scenes (map->dossier, &n);
  const guint     scene = acn_dossier_find_scene (map->dossier, options->scene);

  if (options->scene == NULL)
    return TRUE;
  if (options->date != NULL || options->layers != NULL || options->scenario != NULL)
    {
      *out_exit = acn_cli_usage ("export", "--scene goes without --date, --layers and --scenario");
      return FALSE;
    }
  if (scene == ACN_NONE)
    {
      g_autofree char *known = acn_cli_list_ids (scenes, n, sizeof *scenes);
      *out_exit = acn_cli_fail ("the dossier has no scene “%s”; it has %s", options->scene, known);
      return FALSE;
    }
  acn_map_spec_set_scene (map, scene);
  if (options->view == NULL)
    *bounds = acn_dossier_get_views (map->dossier, NULL)[scenes[scene].view].bounds;
  return TRUE;
}

/* The other side: a scene, a day of the same scenario, or another state. */
static AcnMapSpec *
make_other (const AcnMapSpec *map, const char *beside, AcnBounds *bounds, AcnExit *out_exit)
{
  g_autoptr (AcnMapSpec) other = acn_map_spec_copy (map);
  const AcnScenario *table = acn_dossier_get_scenario (map->dossier);
  const guint        scene = acn_dossier_find_scene (map->dossier, beside);
  AcnScenarioState   state;
  AcnDay             day;

  acn_map_spec_set_scene (other, scene);
  if (scene != ACN_NONE)
    {
      const guint view = acn_dossier_get_scenes (map->dossier, NULL)[scene].view;

      *bounds = acn_dossier_get_views (map->dossier, NULL)[view].bounds;
      return g_steal_pointer (&other);
    }
  if (acn_day_parse (beside, &day) && table != NULL && map->has_scenario)
    {
      state = map->scenario;
      acn_scenario_fix_day (table, &state, day);
    }
  else if (!acn_cli_ask_scenario ("export", map->dossier, beside, &state, out_exit))
    return NULL;
  other->day = table != NULL ? acn_scenario_get_day (table, &state, other->day) : other->day;
  acn_map_spec_set_scenario (other, &state);
  return g_steal_pointer (&other);
}

static AcnExit
write_comparison (const AcnFigure *figure, const AcnExportOptions *options)
{
  AcnComparison comparison = { { { figure->map, figure->bounds }, { NULL, figure->bounds } },
                               { figure->width_px, figure->height_px, figure->scale } };
  g_autoptr (AcnMapSpec) other = NULL;
  g_autoptr (GError) error = NULL;
  AcnExit result = ACN_EXIT_DONE;

  if (figure->map->scene == ACN_NONE && !figure->map->has_scenario)
    return acn_cli_usage ("export", "--beside goes with --scenario or --scene");
  other = make_other (figure->map, options->beside, &comparison.sides[1].bounds, &result);
  if (other == NULL)
    return result;
  comparison.sides[1].map = other;
  if (acn_comparison_save (&comparison, options->output, &error))
    return ACN_EXIT_DONE;
  if (g_error_matches (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_FORMAT))
    return acn_cli_usage ("export", "%s", error->message);
  return acn_cli_fail ("%s", error->message);
}

/* The figure of a step of the argument. */
static gboolean
tell_claim (AcnFigure *figure, const AcnExportOptions *options, AcnExit *out_exit)
{
  guint claim;

  if (options->claim == NULL)
    return TRUE;
  if (options->date != NULL || options->layers != NULL || options->scene != NULL ||
      options->scenario != NULL)
    {
      *out_exit =
          acn_cli_usage ("export", "--claim goes without --date, --layers, --scene and --scenario");
      return FALSE;
    }
  claim = acn_dossier_find_claim (figure->map->dossier, options->claim);
  if (claim == ACN_NONE)
    {
      *out_exit = acn_cli_fail ("the dossier has no claim “%s”", options->claim);
      return FALSE;
    }
  acn_figure_tell_claim (figure, claim);
  return TRUE;
}

static AcnExit
list_layers (AcnDossier *dossier)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  for (guint i = 0; i < n; i++)
    printf ("%s\t%s\n",
            layers[i].id,
            acn_text_get (layers[i].title, acn_dossier_get_language (dossier)));
  return fflush (stdout) == 0 ? ACN_EXIT_DONE : acn_cli_fail ("could not write to stdout");
}

static AcnExit
list_views (AcnDossier *dossier)
{
  guint          n;
  const AcnView *views = acn_dossier_get_views (dossier, &n);

  for (guint i = 0; i < n; i++)
    printf (
        "%s\t%s\n", views[i].id, acn_text_get (views[i].title, acn_dossier_get_language (dossier)));
  return fflush (stdout) == 0 ? ACN_EXIT_DONE : acn_cli_fail ("could not write to stdout");
}

static AcnExit
write_figure (AcnDossier *dossier, const AcnExportOptions *options, const AcnExportPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (&error);
  g_autoptr (AcnMapSpec) map = NULL;
  AcnFigure figure = { .width_px = plan->width_px, .height_px = plan->height_px };
  AcnExit   result = ACN_EXIT_DONE;

  if (basemap == NULL)
    return acn_cli_fail ("%s", error->message);
  map = acn_map_spec_new (dossier, basemap);
  map->theme = plan->theme;
  if (options->date != NULL)
    map->day = plan->day;
  if (!acn_cli_check_day (dossier, map->day))
    return ACN_EXIT_FAILED;
  if (options->layers != NULL && !show_layers (map, options->layers, &result))
    return result;
  if (!choose_language (map, options->language, &result) ||
      !find_bounds (dossier, options->view, &figure.bounds, &result) ||
      !suppose (map, options, &result) || !set_scene (map, options, &figure.bounds, &result))
    return result;
  figure.map = map;
  figure.scale = plan->scale;
  if (!tell_claim (&figure, options, &result))
    return result;
  if (plan->bbox.west < plan->bbox.east)
    figure.bounds = plan->bbox;
  if (options->title != NULL)
    {
      g_free (figure.title);
      figure.title = g_strdup (options->title);
    }
  if (options->caption != NULL)
    {
      g_free (figure.caption);
      figure.caption = g_strdup (options->caption);
    }
  if (!options->force && g_file_test (options->output, G_FILE_TEST_EXISTS))
    {
      acn_figure_clear (&figure);
      return acn_cli_fail ("“%s” is there already; --force replaces it", options->output);
    }
  if (options->beside != NULL && figure.caption == NULL && figure.title == NULL)
    return write_comparison (&figure, options);
  if (options->beside != NULL)
    {
      acn_figure_clear (&figure);
      return acn_cli_usage ("export", "--beside goes without --title, --caption and --claim");
    }
  acn_figure_save (&figure, options->output, NULL, &error);
  acn_figure_clear (&figure);
  if (error == NULL)
    return ACN_EXIT_DONE;
  if (g_error_matches (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_FORMAT))
    return acn_cli_usage ("export", "%s", error->message);
  return acn_cli_fail ("%s", error->message);
}

static AcnExit
run_export (AcnExportOptions *options, char **files)
{
  g_autoptr (AcnDossier) dossier = NULL;
  AcnExportPlan plan;
  AcnExit       result = ACN_EXIT_DONE;

  if (!make_plan (options, &plan))
    return ACN_EXIT_USAGE;
  if (options->list_presets)
    return list_presets ();
  dossier = acn_cli_load_one ("export", files, &result);
  if (dossier == NULL)
    return result;
  if (options->list_layers)
    return list_layers (dossier);
  if (options->list_views)
    return list_views (dossier);
  return write_figure (dossier, options, &plan);
}

/**
 * acn_command_export:
 * @argv: (transfer none): "export", options and at most one path
 *
 * Returns: %ACN_EXIT_DONE with the figure written, else why not
 */
AcnExit
acn_command_export (char **argv)
{
  g_auto (AcnExportOptions) given = { NULL };
  const GOptionEntry entries[] = {
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &given.output,
      "The file to write; its suffix picks the format",
      "OUT" },
    { "date",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &given.date,
      "The day shown; else the home day",
      "YYYY-MM-DD" },
    { "layers",
      'l',
      0,
      G_OPTION_ARG_FILENAME,
      &given.layers,
      "The layers shown; else those that are visible at first",
      "A,B" },
    { "view",
      'v',
      0,
      G_OPTION_ARG_FILENAME,
      &given.view,
      "The part of the world; else the home view",
      "ID" },
    { "size", 's', 0, G_OPTION_ARG_FILENAME, &given.size, "Logical size; else 1920x1080", "WxH" },
    { "scale",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &given.scale,
      "Pixels of the file per logical pixel, 1 to 8; else 1",
      "S" },
    { "language",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &given.language,
      "Language of the figure; else the dossier’s own",
      "TAG" },
    { "style",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &given.style,
      "light, dark or print; else light",
      "NAME" },
    { "scenario",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &given.scenario,
      "What is supposed, as in “accession info --scenario”",
      "CHOICE=OPTION,…" },
    { "scene", 0, 0, G_OPTION_ARG_FILENAME, &given.scene, "A scene instead of the map", "ID" },
    { "bbox",
      'b',
      0,
      G_OPTION_ARG_FILENAME,
      &given.bbox,
      "The part of the world in degrees",
      "W,S,E,N" },
    { "preset", 'p', 0, G_OPTION_ARG_FILENAME, &given.preset, "A size by its name", "NAME" },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &given.title, "Instead of the dossier’s", "TEXT" },
    { "caption", 0, 0, G_OPTION_ARG_FILENAME, &given.caption, "Under the map", "TEXT" },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &given.force, "Replace a file that is there", NULL },
    { "list-presets", 0, 0, G_OPTION_ARG_NONE, &given.list_presets, "List the presets", NULL },
    { "claim", 0, 0, G_OPTION_ARG_FILENAME, &given.claim, "A claim with its paragraph", "ID" },
    { "beside",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &given.beside,
      "Compare with another state, the line of another day, or a scene",
      "STATE|DAY|SCENE" },
    { "list-layers",
      0,
      0,
      G_OPTION_ARG_NONE,
      &given.list_layers,
      "List the ids of the layers",
      NULL },
    { "list-views", 0, 0, G_OPTION_ARG_NONE, &given.list_views, "List the ids of the views", NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (argv);
  AcnExit result = ACN_EXIT_DONE;

  if (!acn_cli_parse (
          "export",
          "export [OPTION…] [FILE] -o OUT",
          "Writes the map of a day as a figure (.png, .svg, .pdf), or the layers of a\n"
          "day as GeoJSON (.geojson). A figure says how it is made again. Needs no display.",
          entries,
          &rest,
          &result))
    return result;
  return run_export (&given, rest + 1);
}
