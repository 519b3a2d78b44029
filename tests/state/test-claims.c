/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every claim of the shipped dossier, told by a session: day and layers are the claim's. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "model/acn-argument.h"
#include "model/acn-scenes.h"
#include "state/acn-session.h"

static AcnDossier *
load_shipped (void)
{
  g_autofree char *path = acn_data_file ("ukraine-nato.dossier.json");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier *dossier = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (dossier);
  return dossier;
}

static gboolean
names (const AcnClaim *claim, const char *layer, const AcnLayer *layers)
{
  for (guint i = 0; i < claim->n_layers; i++)
    if (g_str_equal (layers[claim->layers[i]].id, layer))
      return TRUE;
  return FALSE;
}

static void
test_each_claim (void)
{
  static const char *const told[] = { "nato", "covered", "occupied", "ukraine" };
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  guint           n, n_layers;
  const AcnClaim *claims = acn_dossier_get_claims (dossier, &n);
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n_layers);
  const guint     cities = acn_dossier_find_layer (dossier, "cities");

  acn_session_set_dossier (session, dossier);
  for (guint i = 0; i < n; i++)
    {
      acn_session_tell_claim (session, i);
      g_assert_cmpuint (acn_session_get_claim (session), ==, i);
      g_assert_true (acn_session_claim_is_shown (session));
      g_assert_cmpuint (
          acn_session_get_scene (session), ==, acn_dossier_find_scene (dossier, claims[i].scene));
      g_assert_true (claims[i].scene != NULL ||
                     acn_span_contains (claims[i].when.span, acn_session_get_day (session)));
      for (guint j = 0; j < G_N_ELEMENTS (told) && claims[i].n_layers > 0; j++)
        g_assert_cmpint (
            acn_session_get_layer_visible (session, acn_dossier_find_layer (dossier, told[j])),
            ==,
            names (&claims[i], told[j], layers));
      g_assert_true (acn_session_get_layer_visible (session, cities));
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_look_around (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  guint  n_notified = 0;
  AcnDay day;

  acn_session_set_dossier (session, dossier);
  g_signal_connect_swapped (session, "notify::claim", G_CALLBACK (count_cb), &n_notified);
  acn_session_tell_claim (session, 3);
  day = acn_session_get_day (session);
  acn_session_seek (session, day - 100);
  g_assert_false (acn_session_claim_is_shown (session));
  acn_session_tell_claim (session, 3);
  g_assert_cmpint (acn_session_get_day (session), ==, day);
  g_assert_true (acn_session_claim_is_shown (session));
  g_assert_cmpuint (n_notified, ==, 1);
  acn_session_tell_claim (session, ACN_NONE);
  g_assert_cmpuint (acn_session_get_claim (session), ==, ACN_NONE);
  g_assert_cmpint (acn_session_get_day (session), ==, day);
  g_assert_cmpuint (n_notified, ==, 2);
  acn_session_tell_claim (session, 5);
  acn_session_set_dossier (session, NULL);
  g_assert_cmpuint (acn_session_get_claim (session), ==, ACN_NONE);
}

/* A scene is left by the playhead, by a layer and by the next claim, and what it hid is back. */
static void
test_scene (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  guint n_notified = 0;
  guint cities, claim;

  g_signal_connect_swapped (session, "notify::scene", G_CALLBACK (count_cb), &n_notified);
  acn_session_set_dossier (session, dossier);
  g_assert_cmpuint (n_notified, ==, 0);
  cities = acn_dossier_find_layer (dossier, "cities");
  claim = acn_dossier_find_claim (dossier, "S-57");
  acn_session_tell_claim (session, claim);
  g_assert_cmpuint (acn_session_get_scene (session), ==, 1);
  acn_session_set_day (session, acn_session_get_day (session));
  g_assert_cmpuint (acn_session_get_scene (session), ==, ACN_NONE);
  g_assert_false (acn_session_claim_is_shown (session));
  acn_session_tell_claim (session, claim);
  g_assert_true (acn_session_claim_is_shown (session));
  acn_session_set_layer_visible (session, cities, FALSE);
  g_assert_cmpuint (acn_session_get_scene (session), ==, ACN_NONE);
  acn_session_tell_claim (session, claim);
  acn_session_tell_claim (session, 0);
  g_assert_cmpuint (acn_session_get_scene (session), ==, ACN_NONE);
  g_assert_cmpuint (n_notified, >=, 6);
  acn_session_set_scene (session, 0);
  acn_session_set_dossier (session, NULL);
  g_assert_cmpuint (acn_session_get_scene (session), ==, ACN_NONE);
}

static void
test_scenario (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  const AcnScenario *table = acn_dossier_get_scenario (dossier);
  AcnScenarioState   state = acn_scenario_get_default (table);
  guint              n_notified = 0;
  AcnDay             frozen;

  g_assert_true (acn_day_parse ("2022-09-06", &frozen));
  acn_session_set_scenario (session, &state); /* no dossier: nothing to suppose */
  g_assert_null (acn_session_get_scenario (session));
  acn_session_set_dossier (session, dossier);
  g_signal_connect_swapped (session, "notify::scenario", G_CALLBACK (count_cb), &n_notified);
  acn_session_set_scenario (session, &state);
  acn_session_set_scenario (session, &state);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (acn_session_get_scenario_day (session), ==, acn_session_get_day (session));
  g_assert_true (acn_scenario_parse (table, "en", "freeze=2022-09-06", &state, NULL));
  acn_session_set_scenario (session, &state);
  g_assert_cmpint (acn_session_get_scenario_day (session), ==, frozen);
  state.option[4] = 1; /* ratified without an invitation */
  acn_session_set_scenario (session, &state);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpuint (acn_session_get_scenario (session)->option[4], ==, 0);
  acn_session_tell_claim (session, 0); /* shows what it tells, and nothing supposed */
  g_assert_null (acn_session_get_scenario (session));
  g_assert_cmpuint (n_notified, ==, 3);
  acn_session_set_scenario (session, NULL);
  g_assert_cmpuint (n_notified, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/claims/each", test_each_claim);
  g_test_add_func ("/state/claims/look-around", test_look_around);
  g_test_add_func ("/state/scene", test_scene);
  g_test_add_func ("/state/scenario", test_scenario);
  return g_test_run ();
}
