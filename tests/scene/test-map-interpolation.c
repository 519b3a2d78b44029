/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have changed between two states of the shipped dossier, as the map and its legend show
 * it. */
#include "scene/acn-map-interpolation.h"

#include "scene/acn-furniture.h"
#include "scene/acn-legend.h"
#include "scene/acn-map-scene.h"
#include "../shipped.h"

#include <string.h>

typedef struct
{
  AcnDossier *dossier;
  AcnMapSpec *spec;
  guint       occupied;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);

  f->dossier = load_shipped ();
  f->spec = acn_map_spec_new (f->dossier, basemap);
  f->spec->day = parse_day ("2022-09-20");
  f->occupied = acn_dossier_find_layer (f->dossier, "occupied");
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_map_spec_unref (f->spec);
  acn_dossier_unref (f->dossier);
}

/* Off until it is asked for, and where something else is asked of the line. */
static void
test_layer (Fixture *f, gconstpointer unused)
{
  AcnSpan between;

  g_assert_cmpuint (acn_map_spec_get_interpolated_layer (f->spec, NULL), ==, ACN_NONE);
  g_assert_null (acn_map_interpolation_get_note (f->spec));
  f->spec->interpolates = TRUE;
  g_assert_cmpuint (acn_map_spec_get_interpolated_layer (f->spec, &between), ==, f->occupied);
  g_assert_cmpint (between.begin_day, ==, parse_day ("2022-09-15"));
  g_assert_cmpint (between.end_day, ==, parse_day ("2022-09-26"));
  for (guint i = 0; i < 4; i++)
    {
      const AcnScenarioState state = { { 0 } };
      g_autoptr (AcnMapSpec) other = acn_map_spec_copy (f->spec);

      g_assert_true (other->interpolates);
      if (i == 0)
        other->layer_visible[f->occupied] = FALSE;
      else if (i == 1)
        acn_map_spec_set_comparison (other, parse_day ("2022-09-06"));
      else if (i == 2)
        acn_map_spec_set_scene (other, 0);
      else
        acn_map_spec_set_scenario (other, &state);
      g_assert_cmpuint (acn_map_spec_get_interpolated_layer (other, NULL), ==, ACN_NONE);
    }
}

static gboolean
legend_has (const AcnMapSpec *spec, const char *text)
{
  g_autoptr (GArray) entries = acn_legend_entries (spec);

  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (g_array_index (entries, AcnLegendEntry, i).text, text))
      return TRUE;
  return FALSE;
}

/* Legend and note name both states and say that nobody saw it; numbers stay with the earlier one.
 */
static void
test_words (Fixture *f, gconstpointer unused)
{
  static const char text[] = "Occupied: no longer, interpolated between the states of "
                             "15 September 2022 and of 26 September 2022, not observed";
  g_autofree char  *areas = acn_readout_to_text (f->spec, NULL), *note = NULL, *same = NULL;

  g_assert_false (legend_has (f->spec, text));
  f->spec->interpolates = TRUE;
  g_assert_true (legend_has (f->spec, text));
  note = acn_map_interpolation_get_note (f->spec);
  g_assert_cmpstr (note,
                   ==,
                   "Occupied: interpolated between the states of 15 September 2022 and of "
                   "26 September 2022, not observed; areas are those of 15 September 2022");
  same = acn_readout_to_text (f->spec, NULL);
  g_assert_cmpstr (same, ==, areas);
}

static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ 6.0 * strlen (text), 12, 9 };
}

static AcnMapScene *
make_scene (AcnMapSpec *spec, const AcnMapScene *previous)
{
  return acn_map_scene_new (spec, 6, 1, previous, NULL, measure, NULL);
}

/* From one day between the states to the next what moved is painted again, and no more. */
static void
test_changes (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) still = acn_map_spec_copy (f->spec);
  g_autoptr (AcnMapScene) first = NULL, second = NULL, off = NULL;
  g_autoptr (GArray) boxes = NULL, everywhere = NULL;
  AcnMapSpec *next;

  f->spec->interpolates = TRUE;
  first = make_scene (f->spec, NULL);
  g_assert_null (acn_map_scene_get_error (first));
  next = acn_map_spec_copy (f->spec);
  next->day++;
  second = make_scene (next, first);
  acn_map_spec_unref (next);
  g_assert_true (acn_map_scene_changes (first, second, &boxes));
  g_assert_cmpuint (boxes->len, >, 0);
  off = make_scene (still, first);
  g_assert_false (acn_map_scene_changes (first, off, &everywhere));
}

static void
test_styles (Fixture *f, gconstpointer unused)
{
  f->spec->interpolates = TRUE;
  f->spec->layer_opacity[f->occupied] = 0.6;
  for (AcnInterpolatedKind kind = 0; kind < ACN_N_INTERPOLATED; kind++)
    {
      const AcnStyle style = acn_map_interpolation_get_style (f->spec, kind);

      g_assert_true (style.dash);
      g_assert_cmpint (style.hatch, ==, ACN_HATCH_CROSS);
      g_assert_cmpfloat_with_epsilon (style.fade, 0.4, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scene/map-interpolation/layer", Fixture, NULL, set_up, test_layer, tear_down);
  g_test_add ("/scene/map-interpolation/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/scene/map-interpolation/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/scene/map-interpolation/styles", Fixture, NULL, set_up, test_styles, tear_down);
  return g_test_run ();
}
