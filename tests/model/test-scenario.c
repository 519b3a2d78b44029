/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The what-if of the shipped dossier: one outcome for every possible combination, and the outcomes
 * that the argument tells. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "model/acn-argument.h"
#include "model/acn-scenario.h"
#include "model/acn-scenario-extent.h"

static AcnDossier *
load (const char *name)
{
  g_autofree char *path = acn_data_file (name);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier *dossier = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (dossier);
  return dossier;
}

static AcnDossier *
load_shipped (void)
{
  return load ("ukraine-nato.dossier.json");
}

static void
test_complete (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);
  AcnScenarioState   state = { { 0 }, { 0 } };
  guint              n = 0, n_possible = 0;

  g_assert_nonnull (scenario);
  do
    {
      g_autofree char *string = acn_scenario_print (scenario, &state);
      g_autoptr (GError) error = NULL;
      AcnScenarioState again;

      n++;
      if (acn_scenario_find_impossible (scenario, &state) != NULL)
        {
          g_assert_false (acn_scenario_parse (scenario, "en", string, &again, &error));
          g_assert_error (error, ACN_SCENARIO_ERROR, ACN_SCENARIO_ERROR_IMPOSSIBLE);
          continue;
        }
      n_possible++;
      g_assert_cmpuint (acn_scenario_decide (scenario, &state), <, scenario->n_outcomes);
      g_assert_true (acn_scenario_parse (scenario, "en", string, &again, &error));
      g_assert_cmpmem (again.option, sizeof again.option, state.option, sizeof state.option);
    }
  while (acn_scenario_next (scenario, &state));
  g_assert_cmpuint (n, ==, 128);
  g_assert_cmpuint (n_possible, <, n);
  g_assert_cmpuint (n_possible, >, 0);
}

static void
test_outcomes (void)
{
  static const struct
  {
    const char *state, *outcome;
  } cases[] = {
    { "reforms=open", "both-open" },
    { "reforms=done", "fighting-open" },
    { "end=armistice", "reforms-open" },
    { "reforms=done,end=armistice,freeze=2024-03-31", "conditions-met" },
    { "reforms=done,end=ceasefire,invitation=given", "invited" },
    { "invitation=given", "invited-at-war" },
    { "end=ceasefire,resumed=ukraine", "resumed-before" },
    { "reforms=done,end=armistice,invitation=given,ratification=all", "in-force" },
    { "reforms=done,end=victory,invitation=given,ratification=all", "in-force-victory" },
    { "reforms=done,end=armistice,invitation=given,ratification=all,resumed=russia", "attacked" },
    { "reforms=done,end=armistice,invitation=given,ratification=all,resumed=ukraine", "void" },
    { "reforms=done,end=armistice,invitation=given,ratification=all,resumed=occupied", "outside" },
  };
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      AcnScenarioState state;

      g_assert_true (acn_scenario_parse (scenario, "en", cases[i].state, &state, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (
          scenario->outcomes[acn_scenario_decide (scenario, &state)].id, ==, cases[i].outcome);
    }
}

static gboolean
chose (const AcnScenario      *scenario,
       const AcnScenarioState *state,
       const char             *choice,
       const char             *option)
{
  for (guint i = 0; i < scenario->n_choices; i++)
    if (g_str_equal (scenario->choices[i].id, choice))
      return g_str_equal (scenario->choices[i].options[state->option[i]].id, option);
  g_assert_not_reached ();
}

/* What the argument says of every combination: nothing binds before all have ratified; then the
 * guarantee holds for what Kyiv controls, unless Ukraine itself resumed the fighting. */
static void
test_against_the_argument (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);
  AcnScenarioState   state = { { 0 }, { 0 } };
  guint              n_bound = 0;

  do
    {
      const AcnOutcome *outcome;
      gboolean          ratified, by_ukraine;

      if (acn_scenario_find_impossible (scenario, &state) != NULL)
        continue;
      outcome = &scenario->outcomes[acn_scenario_decide (scenario, &state)];
      ratified = chose (scenario, &state, "ratification", "all");
      by_ukraine = chose (scenario, &state, "resumed", "ukraine");
      g_assert_cmpint (outcome->status,
                       ==,
                       !ratified    ? ACN_STATUS_NOT_IN_FORCE
                       : by_ukraine ? ACN_STATUS_VOID
                                    : ACN_STATUS_IN_FORCE);
      g_assert_cmpint (outcome->shade,
                       ==,
                       !ratified    ? ACN_SHADE_OUTLINE
                       : by_ukraine ? ACN_SHADE_STRUCK
                                    : ACN_SHADE_FILL);
      /* who ratifies has invited, reformed and stopped fighting */
      g_assert_true (!ratified || (chose (scenario, &state, "invitation", "given") &&
                                   chose (scenario, &state, "reforms", "done") &&
                                   !chose (scenario, &state, "end", "none")));
      n_bound += ratified;
    }
  while (acn_scenario_next (scenario, &state));
  g_assert_cmpuint (n_bound, ==, 12); /* three ends of the fighting, four things after it */
}

static void
test_freeze (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);
  AcnScenarioState   state = acn_scenario_get_default (scenario);
  AcnDay             day;

  g_assert_true (acn_day_parse ("2024-03-31", &day));
  g_assert_cmpint (acn_scenario_get_day (scenario, &state, 17), ==, 17);
  g_assert_true (acn_scenario_parse (scenario, "en", "freeze=2024-03-31", &state, NULL));
  g_assert_cmpint (acn_scenario_get_day (scenario, &state, 17), ==, day);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *state;
    int         code;
  } cases[] = {
    { "reforms", ACN_SCENARIO_ERROR_SYNTAX },
    { "reforms=done,reforms=open", ACN_SCENARIO_ERROR_SYNTAX },
    { "peace=now", ACN_SCENARIO_ERROR_UNKNOWN },
    { "end=2024-03-31", ACN_SCENARIO_ERROR_UNKNOWN },
    { "freeze=2024-02-30", ACN_SCENARIO_ERROR_UNKNOWN },
    { "ratification=all", ACN_SCENARIO_ERROR_IMPOSSIBLE },
  };
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      AcnScenarioState state;

      g_assert_false (acn_scenario_parse (scenario, "en", cases[i].state, &state, &error));
      g_assert_error (error, ACN_SCENARIO_ERROR, cases[i].code);
    }
}

static void
test_claims (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  guint           n, n_sections;
  const AcnClaim *claims = acn_dossier_get_claims (dossier, &n);

  acn_dossier_get_sections (dossier, &n_sections);
  g_assert_cmpuint (n, ==, 103);
  g_assert_cmpuint (n_sections, ==, 13);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (claims[i].section, <, n_sections);
      g_assert_cmpuint (claims[i].kind, <, ACN_CLAIM_UNTOLD);
      g_assert_cmpuint (claims[i].record, <, ACN_RECORD_UNTOLD);
      g_assert_cmpuint (claims[i].citations.n, >, 0);
      g_assert_cmpuint (acn_dossier_find_claim (dossier, claims[i].id), ==, i);
      for (guint j = 0; j < claims[i].n_events; j++)
        g_assert_cmpuint (acn_dossier_find_event (dossier, claims[i].events[j]), !=, ACN_NONE);
    }
  g_assert_cmpuint (acn_dossier_find_claim (dossier, "S-0"), ==, ACN_NONE);
}

/* A dossier without a what-if has nothing to measure, which is no error. */
static void
test_none (void)
{
  g_autoptr (AcnDossier) dossier = load ("samples/german-unification.dossier.json");
  g_autoptr (GError) error = NULL;
  AcnExtent extent = { .line_km = -1 };

  g_assert_null (acn_dossier_get_scenario (dossier));
  g_assert_false (
      acn_scenario_measure (dossier, acn_dossier_get_home_day (dossier), &extent, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (extent.line_km, ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/scenario/complete", test_complete);
  g_test_add_func ("/model/scenario/argument", test_against_the_argument);
  g_test_add_func ("/model/scenario/outcomes", test_outcomes);
  g_test_add_func ("/model/scenario/freeze", test_freeze);
  g_test_add_func ("/model/scenario/refused", test_refused);
  g_test_add_func ("/model/scenario/none", test_none);
  g_test_add_func ("/model/argument/claims", test_claims);
  return g_test_run ();
}
