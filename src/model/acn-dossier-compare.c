/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-dossier-compare.h"

#include "geo/acn-overlay.h"
#include "model/acn-dossier-private.h"

static AcnPyramid *
overlay (AcnOverlayOp op, AcnPyramid *a, AcnPyramid *b, double *out_km2, GError **error)
{
  const AcnGeometry *operands[] = { acn_pyramid_get_geometry (a), acn_pyramid_get_geometry (b) };
  AcnGeometry *result = acn_overlay (op, operands, G_N_ELEMENTS (operands), ACN_SLIVER_KM2, error);

  if (result == NULL)
    return NULL;
  *out_km2 = acn_geometry_area_km2 (result);
  return acn_pyramid_new (result);
}

/**
 * acn_dossier_layer_compare:
 * @layer: index of a layer
 * @from_day: any day
 * @to_day: any other, before or after
 *
 * The areas in which the layer differs between two days: gained is shown on @to_day only, lost on
 * @from_day only. Takes some ms: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the difference; %NULL with @error when GEOS fails
 */
AcnDifference *
acn_dossier_layer_compare (
    AcnDossier *self, guint layer, AcnDay from_day, AcnDay to_day, GError **error)
{
  g_autoptr (AcnDifference) result = g_new0 (AcnDifference, 1);
  g_autoptr (AcnPyramid) from = acn_dossier_layer_area_at (self, layer, from_day, error);
  g_autoptr (AcnPyramid) to = NULL;

  if (from == NULL)
    return NULL;
  to = acn_dossier_layer_area_at (self, layer, to_day, error);
  if (to == NULL)
    return NULL;
  result->gained = overlay (ACN_OVERLAY_DIFFERENCE, to, from, &result->gained_km2, error);
  if (result->gained == NULL)
    return NULL;
  result->lost = overlay (ACN_OVERLAY_DIFFERENCE, from, to, &result->lost_km2, error);
  if (result->lost == NULL)
    return NULL;
  result->unchanged = overlay (ACN_OVERLAY_INTERSECTION, from, to, &result->unchanged_km2, error);
  return result->unchanged != NULL ? g_steal_pointer (&result) : NULL;
}

/**
 * acn_difference_free:
 * @self: (transfer full) (nullable): a difference, perhaps unfinished
 */
void
acn_difference_free (AcnDifference *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->gained, acn_pyramid_unref);
  g_clear_pointer (&self->lost, acn_pyramid_unref);
  g_clear_pointer (&self->unchanged, acn_pyramid_unref);
  g_free (self);
}

/**
 * acn_dossier_layer_area_series:
 * @layer: index of a layer
 *
 * The layer's area over the dossier's span, step by step. The first time costs a union for each
 * step, so it is not for the main thread; the dossier keeps the sizes.
 *
 * Returns: (transfer full) (nullable) (element-type AcnAreaStep): the steps, ascending, without
 *   gaps; %NULL with @error when GEOS fails
 */
GArray *
acn_dossier_layer_area_series (AcnDossier *self, guint layer, GError **error)
{
  AcnSpan span = acn_dossier_get_span (self);
  g_autoptr (GArray) series = g_array_new (FALSE, FALSE, sizeof (AcnAreaStep));

  for (AcnDay day = span.begin_day; day < span.end_day;)
    {
      AcnAreaStep step = { acn_span_intersect (acn_dossier_layer_step (self, layer, day), span),
                           0 };

      if (!acn_dossier_layer_area_km2_at (self, layer, day, &step.km2, error))
        return NULL;
      g_array_append_val (series, step);
      day = step.span.end_day;
    }
  return g_steal_pointer (&series);
}
