/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The what-if: choices, what cannot be together, the decision table and its outcomes; and the proof
 * that every possible combination of options has an outcome. */
#include "io/acn-read.h"

#include "model/acn-scenario.h"

#include <glib/gi18n.h>

/* What is read while the scenario is: ids of its own lists and arrays that grow. */
typedef struct
{
  AcnIds  choice_ids, outcome_ids;
  AcnIds  option_ids[ACN_SCENARIO_CHOICES_MAX];
  GArray *choices, *impossible, *rules, *outcomes;
} Parts;

static const char *
keep_id (AcnReader *reader, const AcnIds *ids, guint index)
{
  return acn_dossier_builder_string (reader->builder, g_ptr_array_index (ids->ids, index));
}

/* --- Choices --------------------------------------------------------------------------------- */

typedef struct
{
  GArray *options;
  AcnIds *ids;
} Options;

static void
read_option (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  Options  *options = data;
  AcnOption option = { .id = keep_id (reader, options->ids, index),
                       .title = acn_reader_text (reader, object, "title", FALSE),
                       .note = acn_reader_text (reader, object, "note", FALSE) };

  g_array_append_val (options->options, option);
}

static void
read_options (AcnReader *reader, JsonObject *object, AcnChoice *choice, AcnIds *ids)
{
  Options options = { g_array_new (FALSE, FALSE, sizeof (AcnOption)), ids };

  acn_ids_collect (ids, reader, object, "options");
  acn_reader_each_of (reader, ids->array, "options", read_option, &options);
  choice->options =
      acn_dossier_builder_take_array (reader->builder, options.options, &choice->n_options);
  if (choice->n_options == 0 || choice->n_options > ACN_SCENARIO_OPTIONS_MAX)
    acn_reader_error (reader, /* Translators: %d is how many there may be, always the same;
                                 “options” is a member of an object. */
                      _ ("a choice has 1 to %d “options”"),
                      ACN_SCENARIO_OPTIONS_MAX);
}

static void
read_choice (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const kinds[] = { "option", "date" };
  Parts                   *parts = data;
  AcnChoice                choice = { .id = keep_id (reader, &parts->choice_ids, index) };
  const char              *preset;

  if (index >= ACN_SCENARIO_CHOICES_MAX)
    return;
  choice.title = acn_reader_text (reader, object, "title", FALSE);
  choice.note = acn_reader_text (reader, object, "note", FALSE);
  choice.is_date = acn_reader_choice (reader, object, "kind", kinds, G_N_ELEMENTS (kinds), 0) == 1;
  choice.citations = acn_reader_citations (reader, object, FALSE);
  read_options (reader, object, &choice, &parts->option_ids[index]);
  preset = acn_reader_string (reader, object, "default", FALSE);
  if (preset != NULL)
    choice.default_option = acn_ids_resolve (&parts->option_ids[index], reader, "default", preset);
  g_array_append_val (parts->choices, choice);
}

/* --- Patterns -------------------------------------------------------------------------------- */

static guint32
read_one_option (AcnReader *reader, AcnIds *ids, const char *name, JsonNode *node)
{
  guint option;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      acn_reader_error_in (reader, name, _ ("here must be an option or an array of options"));
      return 0;
    }
  option = acn_ids_resolve (ids, reader, name, json_node_get_string (node));
  return option < ACN_SCENARIO_OPTIONS_MAX ? 1u << option : 0;
}

static guint32
read_asked (AcnReader *reader, AcnIds *ids, const char *name, JsonNode *node)
{
  guint32    asked = 0;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return read_one_option (reader, ids, name, node);
  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0)
    acn_reader_error_in (reader, name, _ ("here must be one option at least"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    asked |= read_one_option (reader, ids, name, json_array_get_element (array, i));
  return asked;
}

static AcnPattern
read_pattern (AcnReader *reader, JsonObject *object, const char *member, Parts *parts)
{
  JsonObject    *when = acn_reader_object (reader, object, member, TRUE);
  AcnPattern     pattern;
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;
  gsize          here;

  for (guint i = 0; i < ACN_SCENARIO_CHOICES_MAX; i++)
    pattern.options[i] = G_MAXUINT32;
  if (when == NULL)
    return pattern;
  here = acn_reader_enter (reader, member);
  json_object_iter_init_ordered (&iter, when);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const guint choice = acn_ids_resolve (&parts->choice_ids, reader, name, name);

      if (choice >= parts->choices->len)
        continue;
      if (g_array_index (parts->choices, AcnChoice, choice).is_date)
        acn_reader_error_in (reader, name, _ ("a date does not decide the outcome"));
      else
        pattern.options[choice] = read_asked (reader, &parts->option_ids[choice], name, node);
    }
  acn_reader_leave (reader, here);
  return pattern;
}

static void
read_impossibility (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  Parts           *parts = data;
  AcnImpossibility impossible = { .when = read_pattern (reader, object, "when", parts),
                                  .reason = acn_reader_text (reader, object, "reason", TRUE),
                                  .citations = acn_reader_citations (reader, object, FALSE) };

  g_array_append_val (parts->impossible, impossible);
}

/* A condition says in words what the table decides; it is checked, and shown by nothing yet. */
static void
read_condition (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  acn_reader_text (reader, object, "title", FALSE);
  acn_reader_text (reader, object, "text", FALSE);
  read_pattern (reader, object, "met", data);
  g_array_unref (acn_reader_references (reader, object, "claims", ACN_LIST_CLAIMS, FALSE));
  acn_reader_citations (reader, object, FALSE);
}

static void
read_conditions (AcnReader *reader, JsonObject *object, Parts *parts)
{
  AcnIds ids;

  acn_ids_init (&ids, NC_ ("part of a dossier", "condition"));
  acn_ids_collect (&ids, reader, object, "conditions");
  acn_reader_each_of (reader, ids.array, "conditions", read_condition, parts);
  acn_ids_clear (&ids);
}

static void
read_rule (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  Parts      *parts = data;
  AcnRule     rule = { .when = read_pattern (reader, object, "when", parts), .outcome = ACN_NONE };
  const char *outcome = acn_reader_string (reader, object, "outcome", TRUE);

  if (outcome != NULL)
    rule.outcome = acn_ids_resolve (&parts->outcome_ids, reader, "outcome", outcome);
  g_array_append_val (parts->rules, rule);
}

static void
read_outcome (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const statuses[] = { "not-in-force", "in-force", "void" };
  static const char *const hows[] = { "outline", "fill", "struck", "none" };
  Parts                   *parts = data;
  AcnOutcome               outcome = { .id = keep_id (reader, &parts->outcome_ids, index) };
  JsonObject              *shade = acn_reader_object (reader, object, "shade", TRUE);

  outcome.title = acn_reader_text (reader, object, "title", FALSE);
  outcome.text = acn_reader_text (reader, object, "text", TRUE);
  outcome.clause = acn_reader_text (reader, object, "clause", FALSE);
  acn_reader_need (reader, object, "status");
  outcome.status =
      acn_reader_choice (reader, object, "status", statuses, G_N_ELEMENTS (statuses), 0);
  outcome.citations = acn_reader_citations (reader, object, TRUE);
  outcome.shade_layer = ACN_NONE;
  outcome.shade = ACN_SHADE_NONE;
  if (shade != NULL)
    {
      const gsize here = acn_reader_enter (reader, "shade");

      outcome.shade_layer = acn_reader_reference (reader, shade, "layer", ACN_LIST_LAYERS, FALSE);
      acn_reader_need (reader, shade, "how");
      outcome.shade =
          acn_reader_choice (reader, shade, "how", hows, G_N_ELEMENTS (hows), ACN_SHADE_NONE);
      acn_reader_leave (reader, here);
    }
  g_array_append_val (parts->outcomes, outcome);
}

/* --- Completeness ---------------------------------------------------------------------------- */

static gboolean
check_size (AcnReader *reader, const AcnScenario *scenario)
{
  for (guint i = 0, product = 1; i < scenario->n_choices; i++)
    {
      if (scenario->choices[i].is_date)
        continue;
      product *= scenario->choices[i].n_options;
      if (product > ACN_SCENARIO_STATES_MAX)
        {
          acn_reader_error_in (reader,
                               "choices", /* Translators: of the choices of a scenario; %d is some
                                             thousands, always the same. */
                               _ ("more than %d combinations"),
                               ACN_SCENARIO_STATES_MAX);
          return FALSE;
        }
    }
  return TRUE;
}

static void
check_rules (AcnReader *reader, const gboolean *used, guint n_rules)
{
  const gsize here = acn_reader_enter (reader, "table");

  for (guint i = 0; i < n_rules; i++)
    if (!used[i])
      {
        const gsize there = acn_reader_enter_index (reader, i);

        acn_reader_error (
            reader, _ ("no possible combination comes to this rule: rules above take them all"));
        acn_reader_leave (reader, there);
      }
  acn_reader_leave (reader, here);
}

static void
check_complete (AcnReader *reader, const AcnScenario *scenario)
{
  AcnScenarioState     state = acn_scenario_get_default (scenario);
  g_autofree gboolean *used = g_new0 (gboolean, scenario->n_rules);

  if (!check_size (reader, scenario))
    return;
  if (acn_scenario_find_impossible (scenario, &state) != NULL)
    acn_reader_error_in (reader, "choices", _ ("the defaults of the choices cannot be together"));
  for (guint i = 0; i < scenario->n_choices; i++)
    state.option[i] = 0;
  do
    {
      g_autofree char *string = NULL;
      guint            rule;

      if (acn_scenario_find_impossible (scenario, &state) != NULL)
        continue;
      rule = acn_scenario_find_rule (scenario, &state);
      if (rule != ACN_NONE)
        {
          used[rule] = TRUE;
          continue;
        }
      string = acn_scenario_print (scenario, &state);
      acn_reader_error_in (
          reader,
          "table", /* Translators: of choices of a scenario, as CHOICE=OPTION,CHOICE=OPTION. */
          _ ("the combination %s has no outcome"),
          string);
      return;
    }
  while (acn_scenario_next (scenario, &state));
  check_rules (reader, used, scenario->n_rules);
}

/* --- The whole ------------------------------------------------------------------------------- */

static void
read_lists_of (AcnReader *reader, JsonObject *object, Parts *parts)
{
  acn_ids_collect (&parts->choice_ids, reader, object, "choices");
  acn_ids_collect (&parts->outcome_ids, reader, object, "outcomes");
  if (parts->choice_ids.ids->len > ACN_SCENARIO_CHOICES_MAX)
    acn_reader_error_in (reader,
                         "choices", /* Translators: %d is how many there may be, always the same. */
                         _ ("a scenario has at most %d choices"),
                         ACN_SCENARIO_CHOICES_MAX);
  acn_reader_each_of (reader, parts->choice_ids.array, "choices", read_choice, parts);
  acn_reader_each_of (reader, parts->outcome_ids.array, "outcomes", read_outcome, parts);
  read_conditions (reader, object, parts);
  acn_reader_each (reader, object, "impossible", read_impossibility, parts);
  acn_reader_each (reader, object, "table", read_rule, parts);
}

static void
read_scenario (AcnReader *reader, JsonObject *object, Parts *parts)
{
  AcnDossierBuilder *builder = reader->builder;
  const guint        n_before = acn_diagnostics_get_n_errors (reader->diagnostics);
  AcnScenario        scenario = { 0 };
  GArray            *excluded;

  scenario.title = acn_reader_text (reader, object, "title", FALSE);
  scenario.text = acn_reader_text (reader, object, "text", FALSE);
  scenario.hypothetical = acn_reader_boolean (reader, object, "hypothetical", TRUE);
  scenario.whole = acn_reader_reference (reader, object, "whole", ACN_LIST_LAYERS, FALSE);
  scenario.covered = acn_reader_reference (reader, object, "covered", ACN_LIST_LAYERS, FALSE);
  excluded = acn_reader_references (reader, object, "excluded", ACN_LIST_LAYERS, FALSE);
  scenario.excluded = acn_dossier_builder_take_array (builder, excluded, &scenario.n_excluded);
  acn_reader_citations (reader, object, FALSE);
  read_lists_of (reader, object, parts);
  scenario.choices = acn_dossier_builder_take_array (
      builder, g_steal_pointer (&parts->choices), &scenario.n_choices);
  scenario.impossible = acn_dossier_builder_take_array (
      builder, g_steal_pointer (&parts->impossible), &scenario.n_impossible);
  scenario.rules =
      acn_dossier_builder_take_array (builder, g_steal_pointer (&parts->rules), &scenario.n_rules);
  scenario.outcomes = acn_dossier_builder_take_array (
      builder, g_steal_pointer (&parts->outcomes), &scenario.n_outcomes);
  if (acn_diagnostics_get_n_errors (reader->diagnostics) == n_before)
    check_complete (reader, &scenario);
  builder->scenario = acn_dossier_builder_copy (builder, &scenario, sizeof scenario);
}

/*
 * acn_read_scenario:
 * @reader: at the root, ids collected
 * @root: the dossier
 */
void
acn_read_scenario (AcnReader *reader, JsonObject *root)
{
  JsonObject *object = acn_reader_object (reader, root, "scenario", FALSE);
  Parts       parts = { .choices = g_array_new (FALSE, TRUE, sizeof (AcnChoice)),
                        .impossible = g_array_new (FALSE, TRUE, sizeof (AcnImpossibility)),
                        .rules = g_array_new (FALSE, TRUE, sizeof (AcnRule)),
                        .outcomes = g_array_new (FALSE, TRUE, sizeof (AcnOutcome)) };
  gsize       here;

  acn_ids_init (&parts.choice_ids, NC_ ("part of a dossier", "choice"));
  acn_ids_init (&parts.outcome_ids, NC_ ("part of a dossier", "outcome"));
  for (guint i = 0; i < ACN_SCENARIO_CHOICES_MAX; i++)
    acn_ids_init (&parts.option_ids[i], NC_ ("part of a dossier", "option"));
  if (object != NULL)
    {
      here = acn_reader_enter (reader, "scenario");
      read_scenario (reader, object, &parts);
      acn_reader_leave (reader, here);
    }
  acn_ids_clear (&parts.choice_ids);
  acn_ids_clear (&parts.outcome_ids);
  for (guint i = 0; i < ACN_SCENARIO_CHOICES_MAX; i++)
    acn_ids_clear (&parts.option_ids[i]);
  g_clear_pointer (&parts.choices, g_array_unref);
  g_clear_pointer (&parts.impossible, g_array_unref);
  g_clear_pointer (&parts.rules, g_array_unref);
  g_clear_pointer (&parts.outcomes, g_array_unref);
}
