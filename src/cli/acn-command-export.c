/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accession export [FILE] -o OUT: a figure without a display. */
#include "cli/acn-export-options.h"

#include "cli/acn-export-tiles.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/acn-memory.h"
#include "base/acn-suggest.h"
#include "export/acn-comparison.h"
#include "export/acn-series.h"
#include "model/acn-argument.h"
#include "model/acn-scenes.h"

static gboolean
show_layers (AcnMapSpec *map, const char *list, AcnExit *out_exit)
{
  g_autofree char *unknown = NULL, *known = NULL, *id = NULL;
  const char      *end;
  guint            n;
  const AcnLayer  *layers = acn_dossier_get_layers (map->dossier, &n);

  if (acn_map_spec_parse_layers (map, list, &unknown))
    return TRUE;
  end = strchr (unknown, ':');
  id = end != NULL ? g_strndup (unknown, (gsize) (end - unknown)) : g_strdup (unknown);
  if (acn_dossier_find_layer (map->dossier, g_strstrip (id)) != ACN_NONE)
    {
      *out_exit = acn_cli_usage (
          "export", "--layers wants an opacity of 0 to 100 per cent, but “%s” has none", unknown);
      return FALSE;
    }
  known = acn_cli_tell_known (id, layers, n, sizeof *layers);
  *out_exit = acn_cli_fail ("the dossier has no layer “%s”; %s", id, known);
  return FALSE;
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
      g_autofree char *known = acn_cli_tell_known (id, views, n, sizeof *views);
      *out_exit = acn_cli_fail ("the dossier has no view “%s”; %s", id, known);
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
      const char      *nearest = acn_suggest (language, known, g_strv_length ((char **) known));

      *out_exit = acn_cli_fail ("the dossier has no texts in “%s”; %s%s%sit has %s",
                                language,
                                nearest != NULL ? "did you mean “" : "",
                                nearest != NULL ? nearest : "",
                                nearest != NULL ? "”? " : "",
                                list);
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
      g_autofree char *known = acn_cli_tell_known (options->scene, scenes, n, sizeof *scenes);
      *out_exit = acn_cli_fail ("the dossier has no scene “%s”; %s", options->scene, known);
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
write_comparison (const AcnFigure *figure, const AcnExportOptions *options, const char *path)
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
  if (acn_comparison_save (&comparison, path, &error))
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

/* --- Writing --------------------------------------------------------------------------------- */

static volatile sig_atomic_t interrupted;

static void
interrupt_cb (int number)
{
  interrupted = 1;
}

/* AcnWatch: progress of a series, told to a person who watches. */
typedef struct
{
  GCancellable *cancellable;
  gint64        begin_us;
  gboolean      is_watched;
} AcnWatch;

static void
progress_cb (guint n_done, guint n_frames, gpointer data)
{
  AcnWatch    *self = data;
  const double seconds = (double) (g_get_monotonic_time () - self->begin_us) / G_USEC_PER_SEC;

  if (interrupted)
    g_cancellable_cancel (self->cancellable);
  if (self->is_watched)
    fprintf (stderr,
             "\r%u of %u frames, %.0f s left%s",
             n_done,
             n_frames,
             seconds / n_done * (n_frames - n_done),
             n_done == n_frames ? "\n" : " ");
}

static gboolean
write_series (const AcnFigure        *figure,
              const AcnExportOptions *options,
              const AcnExportPlan    *plan,
              const char             *path,
              GError                **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  AcnWatch        progress = { cancellable, g_get_monotonic_time (), isatty (STDERR_FILENO) };
  const AcnSeries series = { figure,        plan->span,  options->step,
                             plan->seconds, progress_cb, &progress };
  const struct sigaction action = { .sa_handler = interrupt_cb };

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  return acn_series_save (&series, path, cancellable, error);
}

static AcnExit
tell_error (const GError *error)
{
  if (g_error_matches (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_FORMAT) ||
      g_error_matches (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SERIES))
    return acn_cli_usage ("export", "%s", error->message);
  return acn_cli_fail ("%s", error->message);
}

static AcnExit
write_outputs (const AcnFigure *figure, const AcnExportOptions *options, const AcnExportPlan *plan)
{
  for (char **path = options->outputs; *path != NULL; path++)
    {
      g_autofree char *first = acn_series_name_frame (*path, 1);
      const char      *tested = options->step != NULL && first != NULL ? first : *path;

      if (!options->force && g_file_test (tested, G_FILE_TEST_EXISTS))
        return acn_cli_fail ("“%s” is there already; --force replaces it", tested);
    }
  for (char **path = options->outputs; *path != NULL; path++)
    {
      g_autoptr (GError) error = NULL;
      AcnExit result = ACN_EXIT_DONE;

      if (options->step != NULL)
        write_series (figure, options, plan, *path, &error);
      else if (options->beside != NULL)
        result = write_comparison (figure, options, *path);
      else
        acn_figure_save (figure, *path, NULL, &error);
      if (error != NULL)
        result = tell_error (error);
      if (result != ACN_EXIT_DONE)
        return result;
    }
  return ACN_EXIT_DONE;
}

static void
set_words (AcnFigure *figure, const AcnExportOptions *options)
{
  if (options->title != NULL)
    {
      g_free (figure->title);
      figure->title = g_strdup (options->title);
    }
  if (options->caption != NULL)
    {
      g_free (figure->caption);
      figure->caption = g_strdup (options->caption);
    }
  figure->subtitle = g_strdup (options->subtitle);
}

static gboolean
check_days (AcnDossier *dossier, const AcnExportPlan *plan)
{
  for (guint i = 0; plan->days != NULL && i < plan->days->len; i++)
    if (!acn_cli_check_day (dossier, g_array_index (plan->days, AcnDay, i)))
      return FALSE;
  return plan->span.begin_day == plan->span.end_day ||
         (acn_cli_check_day (dossier, plan->span.begin_day) &&
          acn_cli_check_day (dossier, plan->span.end_day - 1));
}

static gboolean
compare (AcnMapSpec *map, const AcnExportOptions *options, AcnExit *out_exit)
{
  const gboolean is_next = g_str_equal (options->compare, "next");
  AcnDay         day;

  *out_exit = ACN_EXIT_USAGE;
  if (!is_next && !acn_cli_parse_day ("export", options->compare, &day))
    return FALSE;
  if (options->scene != NULL || options->beside != NULL)
    {
      *out_exit = acn_cli_usage ("export", "--compare goes without --scene and --beside");
      return FALSE;
    }
  *out_exit = ACN_EXIT_FAILED;
  if (!is_next && !acn_cli_check_day (map->dossier, day))
    return FALSE;
  if (is_next)
    acn_map_spec_set_comparison_with_next (map);
  else
    acn_map_spec_set_comparison (map, day);
  if (is_next || acn_map_spec_get_compared_layer (map) != ACN_NONE)
    return TRUE;
  *out_exit = acn_cli_fail ("the dossier has no areas to compare on two days");
  return FALSE;
}

/* Comparison, scene and scenario rest on states alone. */
static gboolean
interpolate (AcnMapSpec *map, const AcnExportOptions *options, AcnExit *out_exit)
{
  if (options->compare != NULL || options->scene != NULL || options->beside != NULL ||
      options->scenario != NULL || options->claim != NULL)
    {
      *out_exit = acn_cli_usage ("export",
                                 "--interpolate goes without --compare, --scene, --beside, "
                                 "--scenario and --claim");
      return FALSE;
    }
  map->interpolates = TRUE;
  return TRUE;
}

/* The map of the figure, and what of the world it shows. */
static AcnExit
set_up (AcnFigure *figure, const AcnExportOptions *options, const AcnExportPlan *plan)
{
  AcnMapSpec *map = figure->map;
  AcnExit     result = ACN_EXIT_DONE;

  map->theme = plan->theme;
  if (options->date != NULL)
    map->day = plan->day;
  if (!acn_cli_check_day (map->dossier, map->day) || !check_days (map->dossier, plan))
    return ACN_EXIT_FAILED;
  if (options->layers != NULL && !show_layers (map, options->layers, &result))
    return result;
  if (!choose_language (map, options->language, &result) ||
      !find_bounds (map->dossier, options->view, &figure->bounds, &result) ||
      !suppose (map, options, &result) || !set_scene (map, options, &figure->bounds, &result))
    return result;
  figure->width_px = plan->width_px;
  figure->height_px = plan->height_px;
  figure->scale = plan->scale;
  figure->parts = plan->parts;
  figure->margin_px = plan->margin_px;
  if (plan->days != NULL)
    {
      figure->n_days = plan->days->len;
      figure->days = g_memdup2 (plan->days->data, plan->days->len * sizeof (AcnDay));
    }
  if (!tell_claim (figure, options, &result))
    return result;
  if (plan->bbox.west < plan->bbox.east)
    figure->bounds = plan->bbox;
  if (options->compare != NULL && !compare (map, options, &result))
    return result;
  if ((options->between || options->interpolate != NULL) && !interpolate (map, options, &result))
    return result;
  set_words (figure, options);
  if (options->beside != NULL && (options->dates != NULL || figure->caption != NULL ||
                                  figure->title != NULL || figure->subtitle != NULL))
    return acn_cli_usage ("export",
                          "--beside goes without --dates, --title, --subtitle, --caption and "
                          "--claim");
  if (options->dates != NULL &&
      (options->date != NULL || options->scene != NULL || options->claim != NULL))
    return acn_cli_usage ("export", "--dates goes without --date, --scene and --claim");
  return ACN_EXIT_DONE;
}

static AcnExit
write_figure (AcnDossier *dossier, const AcnExportOptions *options, const AcnExportPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (&error);
  g_autoptr (AcnMapSpec) map = NULL;
  AcnFigure figure;
  AcnExit   result;

  if (basemap == NULL)
    return acn_cli_fail ("%s", error->message);
  map = acn_map_spec_new (dossier, basemap);
  acn_figure_init (&figure, map);
  result = set_up (&figure, options, plan);
  if (result == ACN_EXIT_DONE)
    result = acn_export_open_tiles (map, options);
  if (result == ACN_EXIT_DONE)
    result = write_outputs (&figure, options, plan);
  if (result == ACN_EXIT_DONE)
    result = acn_export_check_tiles (map);
  acn_figure_clear (&figure);
  return result;
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
  g_auto (AcnExportOptions) options = { NULL };
  g_auto (AcnExportPlan) plan = { 0 };
  g_auto (GStrv) rest = g_strdupv (argv);
  g_autoptr (AcnDossier) dossier = NULL;
  AcnExit result = acn_export_options_parse (&options, &rest);

  if (rest == NULL || !acn_export_options_read_figure (&options, &result))
    return result;
  if (!acn_export_plan_make (&plan, &options))
    return ACN_EXIT_USAGE;
  if (options.list_presets)
    return acn_export_list_presets ();
  dossier = acn_cli_load_one ("export", rest + 1, &result);
  if (dossier == NULL)
    return result;
  if (options.list_layers)
    return list_layers (dossier);
  if (options.list_views)
    return list_views (dossier);
  acn_memory_keep (TRUE);
  return write_figure (dossier, &options, &plan);
}
