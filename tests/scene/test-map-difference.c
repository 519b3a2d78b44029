/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference between two days of the shipped dossier, as the map and its legend show it. */
#include "geo/acn-overlay.h"
#include "scene/acn-furniture.h"
#include "scene/acn-legend.h"
#include "scene/acn-map-difference.h"
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
  f->spec->day = parse_day ("2022-09-15");
  f->occupied = acn_dossier_find_layer (f->dossier, "occupied");
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_map_spec_unref (f->spec);
  acn_dossier_unref (f->dossier);
}

static void
test_layer (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) other = acn_map_spec_copy (f->spec);

  g_assert_cmpuint (acn_map_spec_get_compared_layer (f->spec), ==, ACN_NONE);
  acn_map_spec_set_comparison (other, parse_day ("2022-09-06"));
  g_assert_cmpuint (acn_map_spec_get_compared_layer (other), ==, f->occupied);
  /* What is compared shows, even where the layer was switched off. */
  other->layer_visible[f->occupied] = FALSE;
  g_assert_true (acn_map_spec_shows_layer (other, f->occupied));
  acn_map_spec_set_scene (other, 0);
  g_assert_cmpuint (acn_map_spec_get_compared_layer (other), ==, ACN_NONE);
}

/* Two specs that compare agree only when they compare the same days. */
static void
test_agrees (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapSpec) a = acn_map_spec_copy (f->spec), b = NULL;

  acn_map_spec_set_comparison (a, parse_day ("2022-09-06"));
  g_assert_false (acn_map_spec_agrees (a, f->spec));
  b = acn_map_spec_copy (a);
  g_assert_true (acn_map_spec_agrees (a, b));
  b->day++;
  g_assert_false (acn_map_spec_agrees (a, b));
  b->day--;
  b->compared_day++;
  g_assert_false (acn_map_spec_agrees (a, b));
}

/* What is lost is lost whichever of the two days the map is of. */
static void
test_order (Fixture *f, gconstpointer unused)
{
  double lost_km2[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AcnMapSpec) spec = acn_map_spec_copy (f->spec);
      g_autoptr (AcnDifference) difference = NULL;

      spec->day = parse_day (i == 0 ? "2022-09-15" : "2022-09-06");
      acn_map_spec_set_comparison (spec, parse_day (i == 0 ? "2022-09-06" : "2022-09-15"));
      difference = acn_map_difference_new (spec, NULL);
      lost_km2[i] = acn_difference_get_km2 (difference, ACN_DIFFERENCE_LOST);
      g_assert_cmpfloat (lost_km2[i], >, 5000);
      g_assert_cmpfloat (acn_difference_get_km2 (difference, ACN_DIFFERENCE_UNCHANGED), >, 100000);
      /* Izium is in what was lost. */
      g_assert_true (acn_geometry_contains_point (
          acn_pyramid_get_geometry (acn_difference_get_area (difference, ACN_DIFFERENCE_LOST)),
          37.25,
          49.21));
    }
  g_assert_cmpfloat (lost_km2[0], ==, lost_km2[1]);
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

static void
test_words (Fixture *f, gconstpointer unused)
{
  g_autofree char *before = acn_readout_to_text (f->spec, NULL), *after = NULL;

  g_assert_true (legend_has (f->spec, "Occupied by Russia since 2022"));
  acn_map_spec_set_comparison (f->spec, parse_day ("2022-09-06"));
  g_assert_false (legend_has (f->spec, "Occupied by Russia since 2022"));
  g_assert_true (legend_has (f->spec, "Occupied: gained, 6 September 2022 – 15 September 2022"));
  g_assert_true (legend_has (f->spec, "Occupied: no longer, 6 September 2022 – 15 September 2022"));
  g_assert_true (legend_has (f->spec, "Occupied: unchanged, 6 September 2022 – 15 September 2022"));
  after = acn_readout_to_text (f->spec, NULL);
  g_assert_true (g_str_has_prefix (after, before));
  g_assert_nonnull (strstr (after, "Occupied: no longer, 6 September 2022 – 15 September 2022: "));
}

/* What is held on 6 September 2022 lasts through the 7th, when contested ground alone changes; the
 * last state lasts until the end. */
static void
test_next (Fixture *f, gconstpointer unused)
{
  f->spec->day = parse_day ("2022-09-06");
  acn_map_spec_set_comparison_with_next (f->spec);
  g_assert_cmpuint (acn_map_spec_get_compared_layer (f->spec), ==, f->occupied);
  g_assert_cmpint (f->spec->compared_day, ==, parse_day ("2022-09-08"));
  f->spec->day = acn_dossier_get_span (f->dossier).end_day - 1;
  acn_map_spec_set_comparison_with_next (f->spec);
  g_assert_cmpuint (acn_map_spec_get_compared_layer (f->spec), ==, ACN_NONE);
}

static void
test_styles (Fixture *f, gconstpointer unused)
{
  acn_map_spec_set_comparison (f->spec, parse_day ("2022-09-06"));
  for (AcnDifferenceKind a = 0; a < ACN_N_DIFFERENCES; a++)
    for (AcnDifferenceKind b = 0; b < a; b++)
      {
        const AcnStyle one = acn_map_difference_get_style (f->spec, a);
        const AcnStyle other = acn_map_difference_get_style (f->spec, b);

        g_assert_cmpint (one.hatch, !=, other.hatch);
        g_assert_cmpint (one.fill, !=, other.fill);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scene/map-difference/layer", Fixture, NULL, set_up, test_layer, tear_down);
  g_test_add ("/scene/map-difference/agrees", Fixture, NULL, set_up, test_agrees, tear_down);
  g_test_add ("/scene/map-difference/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/scene/map-difference/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/scene/map-difference/next", Fixture, NULL, set_up, test_next, tear_down);
  g_test_add ("/scene/map-difference/styles", Fixture, NULL, set_up, test_styles, tear_down);
  return g_test_run ();
}
