/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The precedents and the measures of the shipped dossier. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "model/acn-scenes.h"

static AcnDossier *
load_shipped (void)
{
  g_autofree char *path = acn_data_file ("ukraine-nato.dossier.json");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier *dossier = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (dossier);
  return dossier;
}

static AcnDay
parse_day (const char *iso)
{
  AcnDay day;

  g_assert_true (acn_day_parse (iso, &day));
  return day;
}

/* Published areas, rounded, km²: the Federal Republic without the Saar 245,500, the GDR with the
 * Soviet sector 108,700 and West Berlin 480; Japan without the islands 371,000, the islands 4,970
 * (Statistisches Bundesamt; Geospatial Information Authority of Japan). */
static void
test_areas (void)
{
  static const struct
  {
    const char *id;
    double      covered_km2, excluded_km2, tolerance;
  } cases[] = {
    { "germany-1955", 245500, 109200, 0.01 },
    { "japan-1960", 371000, 4970, 0.02 },
  };
  g_autoptr (AcnDossier) dossier = load_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double covered_km2, excluded_km2;

      acn_dossier_measure_scene (
          dossier, acn_dossier_find_scene (dossier, cases[i].id), &covered_km2, &excluded_km2);
      g_assert_cmpfloat_with_epsilon (
          covered_km2, cases[i].covered_km2, cases[i].covered_km2 * cases[i].tolerance);
      g_assert_cmpfloat_with_epsilon (
          excluded_km2, cases[i].excluded_km2, cases[i].excluded_km2 * cases[i].tolerance);
    }
  g_assert_cmpuint (acn_dossier_find_scene (dossier, "atlantis"), ==, ACN_NONE);
  g_assert_cmpuint (acn_dossier_find_scene (dossier, NULL), ==, ACN_NONE);
}

/* The layer of a scene shows the scene's day, whatever day is asked for. */
static void
test_fixed_day (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnScene *scene =
      acn_dossier_get_scenes (dossier, NULL) + acn_dossier_find_scene (dossier, "germany-1955");
  static const char *const days[] = { "1949-01-01", "1955-05-06", "1990-10-03", "2024-07-11" };
  g_autoptr (GArray) there = acn_dossier_layer_features_at (dossier, scene->layer, scene->day);

  g_assert_cmpint (scene->day, ==, parse_day ("1955-05-06"));
  g_assert_cmpuint (there->len, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GArray) shown =
          acn_dossier_layer_features_at (dossier, scene->layer, parse_day (days[i]));

      g_assert_cmpmem (
          shown->data, shown->len * sizeof (guint), there->data, there->len * sizeof (guint));
    }
}

static void
test_parts (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  guint           n;
  const AcnScene *scenes = acn_dossier_get_scenes (dossier, &n);

  g_assert_cmpuint (n, ==, 2);
  for (guint i = 0; i < n; i++)
    {
      const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + scenes[i].layer;

      g_assert_cmpuint (scenes[i].n_parts, ==, layer->n_classes);
      g_assert_cmpuint (scenes[i].n_words, >, 0);
      g_assert_cmpuint (scenes[i].words[0].citations.n, >, 0);
      for (guint p = 0; p < scenes[i].n_parts; p++)
        g_assert_cmpuint (scenes[i].parts[p].class_index, <, layer->n_classes);
    }
}

static void
test_measures (void)
{
  static const struct
  {
    const char *iso;
    guint       state[3];
  } cases[] = {
    { "2024-02-29", { ACN_NONE, ACN_NONE, ACN_NONE } },
    { "2024-03-31", { 0, 0, 0 } },
    { "2024-04-04", { 1, 0, 0 } },
    { "2024-06-14", { 2, 0, 1 } },
    { "2024-07-11", { 3, 1, 2 } },
  };
  g_autoptr (AcnDossier) dossier = load_shipped ();
  guint             n;
  const AcnMeasure *measures = acn_dossier_get_measures (dossier, &n);

  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint m = 0; m < n; m++)
      g_assert_cmpuint (acn_measure_find_state_at (&measures[m], parse_day (cases[i].iso)),
                        ==,
                        cases[i].state[m]);
  g_assert_cmpint (measures[0].states[3].progress, ==, ACN_PROGRESS_DECIDED);
  g_assert_true (measures[0].states[3].partly);
  g_assert_false (measures[0].states[0].partly);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/scenes/areas", test_areas);
  g_test_add_func ("/model/scenes/fixed-day", test_fixed_day);
  g_test_add_func ("/model/scenes/parts", test_parts);
  g_test_add_func ("/model/measures/states", test_measures);
  return g_test_run ();
}
