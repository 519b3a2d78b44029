/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a what-if and a scene do to the map of the shipped dossier: which layers, of which day, in
 * which manner, and what the legend says of them. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "model/acn-scenes.h"
#include "scene/acn-legend.h"
#include "scene/acn-map-spec.h"

typedef struct
{
  AcnDossier *dossier;
  AcnMapSpec *spec;
  guint       covered, occupied, controlled, nato;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = acn_data_file ("ukraine-nato.dossier.json");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);

  f->dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (f->dossier);
  f->spec = acn_map_spec_new (f->dossier, basemap);
  f->covered = acn_dossier_find_layer (f->dossier, "covered");
  f->occupied = acn_dossier_find_layer (f->dossier, "occupied");
  f->controlled = acn_dossier_find_layer (f->dossier, "controlled");
  f->nato = acn_dossier_find_layer (f->dossier, "nato");
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_map_spec_unref (f->spec);
  acn_dossier_unref (f->dossier);
}

/* Points of the coastline, summed. */
static gint64
sum_land (AcnBasemap *basemap)
{
  const guint n = acn_basemap_get_n_features (basemap, ACN_BASE_LAND);
  gint64      sum = 0;

  for (guint i = 0; i < n; i++)
    {
      AcnShape shape;

      acn_basemap_get_shape (basemap, ACN_BASE_LAND, i, ACN_SHAPE_N_LEVELS - 1, &shape);
      for (guint32 r = 0; r < shape.n_rings; r++)
        for (guint32 p = 0; p < shape.rings[r].n; p++)
          sum += (i + 1) * (gint64) shape.xy[2 * (gsize) (shape.rings[r].first + p)];
    }
  return sum;
}

/* What has been let go of is read again, and is the same. */
static void
test_basemap_rests (void)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  const gint64 before = sum_land (basemap);

  acn_basemap_rest (basemap);
  g_assert_cmpint (before, !=, 0);
  g_assert_cmpint (sum_land (basemap), ==, before);
}

static void
suppose (Fixture *f, const char *string)
{
  AcnScenarioState state;

  g_assert_true (
      acn_scenario_parse (acn_dossier_get_scenario (f->dossier), "en", string, &state, NULL));
  acn_map_spec_set_scenario (f->spec, &state);
}

#define MEMBER "reforms=done,end=armistice,invitation=given,ratification=all"

/* Whatever changes the picture makes two specs differ. */
static void
test_equals (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) same = acn_map_spec_copy (f->spec);
  g_autoptr (AcnMapSpec) scenario = acn_map_spec_copy (f->spec);
  g_autoptr (AcnMapSpec) compared = acn_map_spec_copy (f->spec);
  g_autoptr (AcnMapSpec) filtered = acn_map_spec_copy (f->spec);
  AcnScenarioState state;

  g_assert_true (acn_map_spec_equals (f->spec, same));
#define DIFFERS(member, value)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (AcnMapSpec) other = acn_map_spec_copy (f->spec);                                    \
                                                                                                   \
    other->member = value;                                                                         \
    g_assert_false (acn_map_spec_equals (f->spec, other));                                         \
    g_assert_false (acn_map_spec_equals (other, f->spec));                                         \
  }                                                                                                \
  G_STMT_END
  DIFFERS (day, f->spec->day + 1);
  DIFFERS (selection, 0);
  DIFFERS (language, "uk");
  DIFFERS (theme, ACN_THEME_DARK);
  DIFFERS (text_scale, 1.5);
  DIFFERS (scene, 0);
  DIFFERS (interpolates, TRUE);
  DIFFERS (layer_visible[f->nato], !f->spec->layer_visible[f->nato]);
  DIFFERS (layer_opacity[f->nato], 0.5);
  DIFFERS (layer_order[0], f->spec->layer_order[1]);
#undef DIFFERS
  g_assert_true (acn_scenario_parse (
      acn_dossier_get_scenario (f->dossier), "en", "reforms=done", &state, NULL));
  acn_map_spec_set_scenario (scenario, &state);
  g_assert_false (acn_map_spec_equals (f->spec, scenario));
  acn_map_spec_set_comparison (compared, f->spec->day - 100);
  g_assert_false (acn_map_spec_equals (f->spec, compared));
  filtered->shown_events = g_bytes_new ("\1\0", 2);
  g_assert_false (acn_map_spec_equals (f->spec, filtered));
}

/* What is measured from the line moves with the line that is supposed. */
static void
test_reach_follows_the_line (Fixture *f, gconstpointer unused)
{
  const guint reach = acn_dossier_find_layer (f->dossier, "reach-gmlrs");

  g_assert_cmpuint (reach, !=, ACN_NONE);
  suppose (f, MEMBER ",freeze=2022-09-06");
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, reach),
                   ==,
                   acn_map_spec_get_layer_day (f->spec, f->covered));
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, reach), !=, f->spec->day);
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, f->nato), ==, f->spec->day);
}

static void
test_shades (Fixture *f, gconstpointer unused)
{
  const AcnLayer *layer = acn_dossier_get_layers (f->dossier, NULL) + f->covered;
  AcnStyle        style;

  f->spec->layer_visible[f->covered] = FALSE;
  suppose (f, MEMBER);
  g_assert_true (acn_map_spec_shows_layer (f->spec, f->covered));
  g_assert_true (acn_map_spec_shows_hypothesis (f->spec));
  style = acn_map_spec_get_style (f->spec, f->covered, ACN_NONE);
  g_assert_cmpint (style.fill, ==, layer->style.fill);
  g_assert_cmpfloat (style.opacity, ==, layer->style.opacity);
  g_assert_cmpint (style.hatch, ==, layer->style.hatch);
  g_assert_cmpint (style.stroke, ==, layer->style.stroke);

  suppose (f, "reforms=done");
  style = acn_map_spec_get_style (f->spec, f->covered, ACN_NONE);
  g_assert_cmpint (style.fill, ==, ACN_HUE_NONE);
  g_assert_cmpint (style.stroke, ==, layer->style.fill);
  g_assert_true (style.dash);

  suppose (f, MEMBER ",resumed=ukraine");
  style = acn_map_spec_get_style (f->spec, f->covered, ACN_NONE);
  g_assert_cmpint (style.hatch, ==, ACN_HATCH_CROSS);
  g_assert_cmpint (style.fill, !=, layer->style.fill);

  acn_map_spec_set_scenario (f->spec, NULL);
  g_assert_false (acn_map_spec_shows_layer (f->spec, f->covered));
}

/* What is covered and what is not keep the line of the day that is fixed; the members do not. */
static void
test_freeze (Fixture *f, gconstpointer unused)
{
  AcnDay frozen;

  g_assert_true (acn_day_parse ("2022-09-06", &frozen));
  suppose (f, MEMBER);
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, f->covered), ==, f->spec->day);
  suppose (f, MEMBER ",freeze=2022-09-06");
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, f->covered), ==, frozen);
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, f->occupied), ==, frozen);
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, f->controlled), ==, frozen);
  g_assert_cmpint (acn_map_spec_get_layer_day (f->spec, f->nato), ==, f->spec->day);
}

static void
test_legend (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *state, *language, *expected;
  } cases[] = {
    { MEMBER ",freeze=2022-09-06",
      "en",
      "Covered by Article 5: in force · line of 6 September 2022" },
    { "freeze=2022-09-06", "en", "Covered by Article 5: not in force · line of 6 September 2022" },
    { MEMBER ",resumed=ukraine,freeze=2022-09-06",
      "uk",
      "Покрито статтею 5: не діє · лінія на 6 вересня 2022 р." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) entries = NULL;
      guint n_found = 0;

      f->spec->language = g_intern_string (cases[i].language);
      suppose (f, cases[i].state);
      entries = acn_legend_entries (f->spec);
      for (guint e = 0; e < entries->len; e++)
        {
          const AcnLegendEntry *entry = &g_array_index (entries, AcnLegendEntry, e);

          if (entry->hypothetical)
            g_assert_cmpstr (entry->text, ==, cases[i].expected);
          n_found += entry->hypothetical;
        }
      g_assert_cmpuint (n_found, ==, 1);
    }
}

static void
test_agrees (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) before = acn_map_spec_copy (f->spec);

  g_assert_true (acn_map_spec_agrees (before, f->spec));
  suppose (f, MEMBER);
  g_assert_false (acn_map_spec_agrees (before, f->spec));
  acn_map_spec_unref (before);
  before = acn_map_spec_copy (f->spec);
  g_assert_true (acn_map_spec_agrees (before, f->spec));
  suppose (f, MEMBER ",freeze=2022-09-06");
  g_assert_true (acn_map_spec_agrees (before, f->spec)); /* another day, the same manner */
  suppose (f, "reforms=done");
  g_assert_false (acn_map_spec_agrees (before, f->spec));
}

static void
test_scene (Fixture *f, gconstpointer unused)
{
  const guint     index = acn_dossier_find_scene (f->dossier, "japan-1960");
  const AcnScene *scene = acn_dossier_get_scenes (f->dossier, NULL) + index;
  g_autoptr (AcnMapSpec) copy = NULL;

  suppose (f, MEMBER);
  acn_map_spec_set_scene (f->spec, index);
  copy = acn_map_spec_copy (f->spec);
  g_assert_cmpint (copy->day, ==, scene->day);
  g_assert_null (acn_map_spec_get_outcome (copy));
  g_assert_false (acn_map_spec_shows_hypothesis (copy)); /* it is history */
  for (guint i = 0; i < copy->n_layers; i++)
    g_assert_cmpint (acn_map_spec_shows_layer (copy, i), ==, i == scene->layer);
  acn_map_spec_set_scene (f->spec, ACN_NONE);
  g_assert_cmpuint (f->spec->scene, ==, ACN_NONE);
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

/* What is written as an option gives the same layers again. */
static void
test_layers_in_words (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) again = acn_map_spec_copy (f->spec);
  g_autofree char *unknown = NULL, *text = NULL, *same = NULL;

  g_assert_true (acn_map_spec_parse_layers (f->spec, "occupied:40, nato ,covered", &unknown));
  text = acn_map_spec_print_layers (f->spec);
  g_assert_cmpstr (text, ==, "occupied:40,nato,covered");
  g_assert_cmpfloat (acn_map_spec_get_style (f->spec, f->occupied, ACN_NONE).fade, ==, 1 - 0.4);
  g_assert_cmpfloat (acn_map_spec_get_style (f->spec, f->nato, ACN_NONE).fade, ==, 0);
  g_assert_false (acn_map_spec_agrees (f->spec, again));
  g_assert_true (acn_map_spec_parse_layers (again, text, &unknown));
  g_assert_true (acn_map_spec_agrees (f->spec, again));
  same = acn_map_spec_print_layers (again);
  g_assert_cmpstr (same, ==, text);
  g_assert_null (unknown);
}

static void
test_layers_that_are_not_there (Fixture *f, gconstpointer unused)
{
  static const char *const wrong[] = { "atlantis", ",", "nato:", "nato:101", "nato:-1", "nato:x" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *unknown = NULL;

      g_assert_false (acn_map_spec_parse_layers (f->spec, wrong[i], &unknown));
      g_assert_nonnull (unknown);
    }
}

/* The legend follows the order, and weakens with its layer. */
static void
test_legend_follows (Fixture *f, gconstpointer unused)
{
  g_autofree char *unknown = NULL;
  g_autoptr (GArray) entries = NULL;

  g_assert_true (acn_map_spec_parse_layers (f->spec, "occupied:40,nato", &unknown));
  entries = acn_legend_entries (f->spec);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpfloat (g_array_index (entries, AcnLegendEntry, 0).style.fade, ==, 1 - 0.4);
  g_assert_cmpfloat (g_array_index (entries, AcnLegendEntry, 2).style.fade, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/scene/map-spec/shades", test_shades);
  ADD ("/scene/map-spec/freeze", test_freeze);
  ADD ("/scene/map-spec/reach-follows-the-line", test_reach_follows_the_line);
  ADD ("/scene/map-spec/legend", test_legend);
  ADD ("/scene/map-spec/agrees", test_agrees);
  ADD ("/scene/map-spec/equals", test_equals);
  ADD ("/scene/map-spec/scene", test_scene);
  ADD ("/scene/map-spec/layers-in-words", test_layers_in_words);
  ADD ("/scene/map-spec/layers-that-are-not-there", test_layers_that_are_not_there);
  ADD ("/scene/map-spec/legend-follows", test_legend_follows);
  g_test_add_func ("/scene/basemap/rest", test_basemap_rests);
  return g_test_run ();
}
