/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accession info [FILE]: what a dossier holds, and what it says on a day. */
#include "cli/acn-cli.h"
#include "cli/acn-info-compare.h"
#include "cli/acn-info-scenes.h"
#include "model/acn-area-range.h"
#include "model/acn-scenario.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/acn-format.h"

/* AcnLayerArea: its sizes are NaN where the layer has no areas. */
typedef struct
{
  AcnAreaRange size;
  double share; /* of the whole of the read-out, 0..1; NaN without a whole and for larger layers */
} AcnLayerArea;

static gboolean
layer_has_areas (const AcnLayer *layer)
{
  if (layer->content == ACN_LAYER_DERIVATION)
    return !acn_layer_is_derived_line (layer);
  /* The size of the countries in a camp says nothing. */
  if (!acn_layer_has_shapes (layer) || layer->by_position)
    return FALSE;
  for (guint i = 0; i < layer->n_features; i++)
    {
      const AcnGeometry *geometry = acn_pyramid_get_geometry (layer->features[i].pyramid);
      if (geometry->kind == ACN_GEOMETRY_AREAS)
        return TRUE;
    }
  return FALSE;
}

static gboolean
measure_layers (AcnDossier *dossier, AcnDay day, GArray *areas, GError **error)
{
  guint           n, whole = acn_dossier_get_readout_whole (dossier);
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      AcnLayerArea area = { { NAN, NAN, NAN }, NAN };

      if (layer_has_areas (&layers[i]) && !layers[i].has_fixed_day &&
          !acn_dossier_layer_range_at (dossier, i, day, &area.size, error))
        {
          g_prefix_error (error, "layer “%s”: ", layers[i].id);
          return FALSE;
        }
      g_array_append_val (areas, area);
    }
  for (guint i = 0; i < n && whole != ACN_NONE; i++)
    {
      AcnLayerArea *area = &g_array_index (areas, AcnLayerArea, i);
      area->share = area->size.km2 / g_array_index (areas, AcnLayerArea, whole).size.km2;
      if (area->share > 1)
        area->share = i == whole ? 1 : NAN;
    }
  return TRUE;
}

/* The organisation whose members are told: the one that a layer shows, else the actor “nato”. */
static guint
find_organisation (AcnDossier *dossier)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  for (guint i = 0; i < n; i++)
    if (layers[i].members_of != ACN_NONE)
      return layers[i].members_of;
  return acn_dossier_find_actor (dossier, "nato");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_members (AcnDossier *dossier, AcnDay day)
{
  GPtrArray      *members = g_ptr_array_new ();
  guint           n, organisation = find_organisation (dossier);
  const AcnActor *actors = acn_dossier_get_actors (dossier, &n);

  for (guint i = 0; i < n && organisation != ACN_NONE; i++)
    if (acn_dossier_actor_is_member (dossier, i, organisation, day))
      g_ptr_array_add (members,
                       (gpointer) (actors[i].iso3166 != NULL ? actors[i].iso3166 : actors[i].id));
  g_ptr_array_sort (members, compare_names);
  return members;
}

static void
add_day (JsonBuilder *builder, const char *member, AcnDay day)
{
  g_autofree char *iso = acn_day_to_iso (day);

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, iso);
}

static void
add_string (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_count (JsonBuilder *builder, const char *member, guint n)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, n);
}

static void
add_km2 (JsonBuilder *builder, const char *member, double km2)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, km2);
}

static void
add_areas (JsonBuilder *builder, AcnDossier *dossier, GArray *areas)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  json_builder_set_member_name (builder, "areas");
  json_builder_begin_object (builder);
  for (guint i = 0; i < n; i++)
    {
      const AcnLayerArea *area = &g_array_index (areas, AcnLayerArea, i);

      if (isnan (area->size.km2))
        continue;
      json_builder_set_member_name (builder, layers[i].id);
      json_builder_begin_object (builder);
      add_km2 (builder, "km2", area->size.km2);
      add_km2 (builder, "low_km2", area->size.low_km2);
      add_km2 (builder, "high_km2", area->size.high_km2);
      if (isfinite (area->share))
        {
          json_builder_set_member_name (builder, "share");
          json_builder_add_double_value (builder, area->share);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_lengths (JsonBuilder *builder, AcnDossier *dossier, AcnDay day)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  json_builder_set_member_name (builder, "lengths");
  json_builder_begin_object (builder);
  for (guint i = 0; i < n; i++)
    {
      double km = acn_dossier_layer_length_km_at (dossier, i, day);

      if (km <= 0)
        continue;
      json_builder_set_member_name (builder, layers[i].id);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "km");
      json_builder_add_double_value (builder, km);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_counts (JsonBuilder *builder, AcnDossier *dossier)
{
  guint n;

  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  acn_dossier_get_events (dossier, &n);
  add_count (builder, "events", n);
  add_count (builder, "claims", acn_dossier_get_n_claims (dossier));
  acn_dossier_get_sources (dossier, &n);
  add_count (builder, "sources", n);
  acn_dossier_get_layers (dossier, &n);
  add_count (builder, "layers", n);
  acn_dossier_get_views (dossier, &n);
  add_count (builder, "views", n);
  acn_dossier_get_places (dossier, &n);
  add_count (builder, "places", n);
  acn_dossier_get_actors (dossier, &n);
  add_count (builder, "actors", n);
  acn_dossier_get_lanes (dossier, &n);
  add_count (builder, "lanes", n);
  json_builder_end_object (builder);
}

static void
add_head (JsonBuilder *builder, AcnDossier *dossier)
{
  AcnSpan     span = acn_dossier_get_span (dossier);
  const char *language = acn_dossier_get_language (dossier);

  add_string (builder, "id", acn_dossier_get_id (dossier));
  add_string (builder, "edition", acn_dossier_get_edition (dossier));
  add_string (builder, "title", acn_text_get (acn_dossier_get_title (dossier), language));
  add_string (builder, "sha256", acn_dossier_get_sha256 (dossier));
  json_builder_set_member_name (builder, "span");
  json_builder_begin_object (builder);
  add_day (builder, "first", span.begin_day);
  add_day (builder, "last", span.end_day - 1);
  json_builder_end_object (builder);
}

static void
add_list (JsonBuilder *builder, const char *member, const char *const *values, guint n)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

/* What is asked of the what-if: its state, and the outcome. */
typedef struct
{
  const AcnScenario *scenario; /* NULL: nothing was asked */
  AcnScenarioState   state;
  AcnDay             day; /* whose line counts */
} WhatIf;

static gboolean
ask (AcnDossier *dossier, const char *string, WhatIf *what_if, AcnExit *out_exit)
{
  if (!acn_cli_ask_scenario ("info", dossier, string, &what_if->state, out_exit))
    return FALSE;
  what_if->scenario = acn_dossier_get_scenario (dossier);
  return TRUE;
}

static const char *const status_names[] = { "not-in-force", "in-force", "void" };

static const AcnOutcome *
get_outcome (const WhatIf *what_if)
{
  return &what_if->scenario->outcomes[acn_scenario_decide (what_if->scenario, &what_if->state)];
}

static void
add_citations (JsonBuilder *builder, AcnDossier *dossier, AcnCitations citations)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);

  json_builder_set_member_name (builder, "citations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < citations.n; i++)
    {
      json_builder_begin_object (builder);
      add_string (builder, "source", sources[citations.items[i].source].id);
      if (citations.items[i].locator != NULL)
        add_string (builder, "locator", citations.items[i].locator);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_what_if (JsonBuilder *builder, AcnDossier *dossier, const WhatIf *what_if)
{
  const char       *language = acn_dossier_get_language (dossier);
  const AcnOutcome *outcome;
  g_autofree char  *string = NULL;

  if (what_if->scenario == NULL)
    return;
  outcome = get_outcome (what_if);
  string = acn_scenario_print (what_if->scenario, &what_if->state);
  json_builder_set_member_name (builder, "scenario");
  json_builder_begin_object (builder);
  add_string (builder, "state", string);
  add_string (builder, "outcome", outcome->id);
  add_string (builder, "status", status_names[outcome->status]);
  add_string (builder, "text", acn_text_get (outcome->text, language));
  if (outcome->clause != NULL)
    add_string (builder, "clause", acn_text_get (outcome->clause, language));
  add_citations (builder, dossier, outcome->citations);
  acn_info_add_extent (builder, dossier, what_if->day);
  json_builder_end_object (builder);
}

static void
print_what_if (AcnDossier *dossier, const WhatIf *what_if)
{
  const char       *language = acn_dossier_get_language (dossier);
  const AcnOutcome *outcome;

  if (what_if->scenario == NULL)
    return;
  outcome = get_outcome (what_if);
  printf ("\nHypothetical: %s\n", acn_text_get (outcome->text, language));
  if (outcome->clause != NULL)
    printf ("  %s\n", acn_text_get (outcome->clause, language));
  acn_info_print_extent (dossier, what_if->day, outcome->status == ACN_STATUS_IN_FORCE);
  for (guint i = 0; i < outcome->citations.n; i++)
    {
      const AcnCitation *citation = &outcome->citations.items[i];
      const AcnSource   *source = acn_dossier_get_sources (dossier, NULL) + citation->source;

      printf ("  [%u] %s%s%s\n",
              i + 1,
              source->title,
              citation->locator != NULL ? ", " : "",
              citation->locator != NULL ? citation->locator : "");
    }
}

static AcnExit
print_json (AcnDossier       *dossier,
            AcnDay            day,
            GArray           *areas,
            const WhatIf     *what_if,
            const AcnCompare *compare)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) members = list_members (dossier, day);
  g_autofree char   *text = NULL;
  const char *const *languages = acn_dossier_get_languages (dossier);

  json_builder_begin_object (builder);
  add_head (builder, dossier);
  add_day (builder, "date", day);
  add_areas (builder, dossier, areas);
  acn_compare_add_json (compare, builder);
  add_lengths (builder, dossier, day);
  acn_info_add_scenes (builder, dossier);
  add_list (builder, "members", (const char *const *) members->pdata, members->len);
  add_counts (builder, dossier);
  add_list (builder, "languages", languages, g_strv_length ((char **) languages));
  add_what_if (builder, dossier, what_if);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  puts (text);
  return fflush (stdout) == 0 ? ACN_EXIT_DONE : acn_cli_fail ("could not write to stdout");
}

static AcnExit
print_words (AcnDossier       *dossier,
             AcnDay            day,
             GArray           *areas,
             const WhatIf     *what_if,
             const AcnCompare *compare)
{
  const char      *language = acn_dossier_get_language (dossier);
  const char      *title = acn_text_get (acn_dossier_get_title (dossier), language);
  g_autofree char *date = acn_format_day (day, ACN_DATE_FULL, "en");
  g_autoptr (GPtrArray) members = list_members (dossier, day);
  guint           n, n_events;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  acn_dossier_get_events (dossier, &n_events);
  printf ("%s\n%s, edition %s\n%u events, %u layers, %u claims\n\n%s\n",
          title,
          acn_dossier_get_id (dossier),
          acn_dossier_get_edition (dossier),
          n_events,
          n,
          acn_dossier_get_n_claims (dossier),
          date);
  for (guint i = 0; i < n; i++)
    {
      const AcnLayerArea *area = &g_array_index (areas, AcnLayerArea, i);

      if (isnan (area->size.km2))
        continue;
      g_autofree char *km2 = acn_format_km2 (area->size.km2, "en");
      g_autofree char *limits = acn_format_limits (area->size.low_km2, area->size.high_km2, "en");
      const gboolean   certain = area->size.high_km2 - area->size.low_km2 < 1;
      g_autofree char *share = isfinite (area->share) ? acn_format_share (area->share, "en") : NULL;
      printf ("  %-16s %s%s%s%s%s%s%s\n",
              layers[i].id,
              km2,
              certain ? "" : " (",
              certain ? "" : limits,
              certain ? "" : ")",
              share != NULL ? ", " : "",
              share != NULL ? share : "",
              layers[i].hypothetical ? " (hypothetical)" : "");
    }
  for (guint i = 0; i < n; i++)
    {
      double km = acn_dossier_layer_length_km_at (dossier, i, day);

      if (km > 0)
        {
          g_autofree char *length = acn_format_km (km, "en");
          printf ("  %-16s %s\n", layers[i].id, length);
        }
    }
  acn_info_print_scenes (dossier);
  printf ("  %u members of the alliance\n", members->len);
  acn_compare_print (compare);
  print_what_if (dossier, what_if);
  return fflush (stdout) == 0 ? ACN_EXIT_DONE : acn_cli_fail ("could not write to stdout");
}

/**
 * acn_command_info:
 * @argv: (transfer none): "info", options and at most one path
 *
 * Returns: %ACN_EXIT_DONE with the facts on stdout, else why not
 */
AcnExit
acn_command_info (char **argv)
{
  g_autofree char   *date = NULL;
  g_autofree char   *scenario = NULL;
  g_autofree char   *other = NULL;
  AcnCompare         compare = { NULL };
  WhatIf             what_if = { NULL };
  gboolean           json = FALSE;
  const GOptionEntry entries[] = {
    { "date",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &date,
      "The day to tell about; else the home day",
      "YYYY-MM-DD" },
    { "scenario",
      's',
      0,
      G_OPTION_ARG_STRING,
      &scenario,
      "Ask the what-if, e.g. reforms=done,end=armistice,freeze=2024-03-31",
      "CHOICE=OPTION,…" },
    { "compare",
      'c',
      0,
      G_OPTION_ARG_FILENAME,
      &other,
      "Tell what is gained, lost and unchanged from the day to this one",
      "YYYY-MM-DD" },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, "One JSON object instead of words", NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (argv);
  g_autoptr (AcnDossier) dossier = NULL;
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (AcnLayerArea));
  g_autoptr (GError) error = NULL;
  AcnDay  day = 0;
  AcnExit result = ACN_EXIT_DONE;

  if (!acn_cli_parse ("info",
                      "info [OPTION…] [FILE]",
                      "Tells what a dossier holds, and the areas and members of a day.",
                      entries,
                      &rest,
                      &result))
    return result;
  if (date != NULL && !acn_cli_parse_day ("info", date, &day))
    return ACN_EXIT_USAGE;
  if (other != NULL && !acn_cli_parse_day ("info", other, &compare.to_day))
    return ACN_EXIT_USAGE;
  dossier = acn_cli_load_one ("info", rest + 1, &result);
  if (dossier == NULL)
    return result;
  if (scenario != NULL && !ask (dossier, scenario, &what_if, &result))
    return result;
  if (what_if.scenario != NULL && date == NULL)
    day =
        acn_scenario_get_day (what_if.scenario, &what_if.state, acn_dossier_get_home_day (dossier));
  else if (what_if.scenario != NULL)
    day = acn_scenario_get_day (what_if.scenario, &what_if.state, day);
  else if (date == NULL)
    day = acn_dossier_get_home_day (dossier);
  what_if.day = day;
  if ((date != NULL || what_if.scenario != NULL) && !acn_cli_check_day (dossier, day))
    return ACN_EXIT_FAILED;
  if (other != NULL && !acn_cli_check_day (dossier, compare.to_day))
    return ACN_EXIT_FAILED;
  if (other != NULL)
    compare.dossier = dossier;
  compare.from_day = day;
  if (!measure_layers (dossier, day, areas, &error) || !acn_compare_measure (&compare, &error))
    return acn_cli_fail ("%s", error->message);
  result = json ? print_json (dossier, day, areas, &what_if, &compare)
                : print_words (dossier, day, areas, &what_if, &compare);
  acn_compare_clear (&compare);
  return result;
}
