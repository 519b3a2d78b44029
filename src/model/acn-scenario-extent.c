/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-scenario-extent.h"

#include "geo/acn-overlay.h"

/* --- The line -------------------------------------------------------------------------------- */

/* All that is excluded, within the whole: what lies beyond has no line with what is covered. */
static AcnGeometry *
unite_excluded (AcnDossier        *dossier,
                const AcnScenario *scenario,
                const AcnGeometry *whole,
                AcnDay             day,
                GError           **error)
{
  g_autoptr (GPtrArray) pyramids =
      g_ptr_array_new_with_free_func ((GDestroyNotify) acn_pyramid_unref);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (AcnGeometry) all = NULL;
  const AcnGeometry *operands[2];

  for (guint i = 0; i < scenario->n_excluded; i++)
    {
      AcnPyramid *area = acn_dossier_layer_area_at (dossier, scenario->excluded[i], day, error);

      if (area == NULL)
        return NULL;
      g_ptr_array_add (pyramids, area);
      g_ptr_array_add (parts, acn_pyramid_get_geometry (area));
    }
  if (parts->len == 0)
    return acn_geometry_new_take (ACN_GEOMETRY_AREAS, NULL, 0, NULL, 0, NULL, 0);
  all = acn_overlay (
      ACN_OVERLAY_UNION, (const AcnGeometry *const *) parts->pdata, parts->len, 0, error);
  if (all == NULL)
    return NULL;
  operands[0] = whole;
  operands[1] = all;
  return acn_overlay (ACN_OVERLAY_INTERSECTION, operands, 2, 0, error);
}

/* Covered and excluded are the whole: of their outlines, what is not the whole's is the line, and
 * is there twice. */
static double
line_length_km (const AcnGeometry *whole, const AcnGeometry *covered, const AcnGeometry *excluded)
{
  return MAX (0,
              (acn_geometry_length_km (covered) + acn_geometry_length_km (excluded) -
               acn_geometry_length_km (whole)) /
                  2);
}

/* --- Towns ----------------------------------------------------------------------------------- */

static int
compare_population (gconstpointer a, gconstpointer b)
{
  const AcnFeature *const *first = a, *const *second = b;

  return ((*first)->population < (*second)->population) -
         ((*first)->population > (*second)->population);
}

static GPtrArray *
list_towns (AcnDossier *dossier, const AcnGeometry *whole, AcnDay day)
{
  GPtrArray      *towns = g_ptr_array_new ();
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  for (guint l = 0; l < n; l++)
    {
      g_autoptr (GArray) near = acn_dossier_layer_features_in (dossier, l, whole->bounds);

      for (guint i = 0; i < near->len; i++)
        {
          const AcnFeature *feature = &layers[l].features[g_array_index (near, guint, i)];

          if (acn_pyramid_get_geometry (feature->pyramid)->kind == ACN_GEOMETRY_POINTS &&
              feature->population > 0 && feature->name != NULL &&
              acn_span_contains (feature->when.span, day))
            g_ptr_array_add (towns, (gpointer) feature);
        }
    }
  g_ptr_array_sort (towns, compare_population);
  return towns;
}

static guint
choose_towns (GPtrArray *towns, const AcnGeometry *area, const AcnFeature **out_towns)
{
  guint n = 0;

  for (guint i = 0; i < towns->len && n < ACN_EXTENT_TOWNS; i++)
    {
      const AcnFeature  *town = g_ptr_array_index (towns, i);
      const AcnGeometry *point = acn_pyramid_get_geometry (town->pyramid);

      if (acn_geometry_contains_point (area, point->xy[0], point->xy[1]))
        out_towns[n++] = town;
    }
  return n;
}

/* --- The whole ------------------------------------------------------------------------------- */

/**
 * acn_scenario_measure:
 * @dossier: has a scenario that names the whole and what is covered
 * @day: the day whose line counts
 * @out_extent: (out): its towns live as long as the dossier
 *
 * Takes some ten ms: not for the main thread.
 *
 * Returns: whether it could be measured; FALSE with @error when GEOS fails, and without one when
 *   the scenario names no areas
 */
gboolean
acn_scenario_measure (AcnDossier *dossier, AcnDay day, AcnExtent *out_extent, GError **error)
{
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);
  g_autoptr (AcnPyramid) whole = NULL, covered = NULL;
  g_autoptr (AcnGeometry) excluded = NULL;
  g_autoptr (GPtrArray) towns = NULL;
  AcnExtent extent = { .day = day };

  if (scenario == NULL || scenario->whole == ACN_NONE || scenario->covered == ACN_NONE)
    return FALSE;
  whole = acn_dossier_layer_area_at (dossier, scenario->whole, day, error);
  covered =
      whole != NULL ? acn_dossier_layer_area_at (dossier, scenario->covered, day, error) : NULL;
  if (covered == NULL)
    return FALSE;
  excluded = unite_excluded (dossier, scenario, acn_pyramid_get_geometry (whole), day, error);
  if (excluded == NULL ||
      !acn_dossier_layer_area_km2_at (dossier, scenario->whole, day, &extent.whole_km2, error) ||
      !acn_dossier_layer_area_km2_at (dossier, scenario->covered, day, &extent.covered_km2, error))
    return FALSE;
  extent.excluded_km2 = acn_geometry_area_km2 (excluded);
  extent.line_km = line_length_km (
      acn_pyramid_get_geometry (whole), acn_pyramid_get_geometry (covered), excluded);
  towns = list_towns (dossier, acn_pyramid_get_geometry (whole), day);
  extent.n_covered_towns =
      choose_towns (towns, acn_pyramid_get_geometry (covered), extent.covered_towns);
  extent.n_excluded_towns = choose_towns (towns, excluded, extent.excluded_towns);
  *out_extent = extent;
  return TRUE;
}
