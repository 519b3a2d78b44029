/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-interpolation.h"

#include "geo/acn-overlay.h"
#include "geo/acn-sweep.h"
#include "model/acn-dossier-compare.h"
#include "model/acn-dossier-private.h"

static gboolean
shows_something (AcnDossier *self, guint layer, AcnDay day)
{
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (self, layer, day);

  return shown->len > 0;
}

/**
 * acn_dossier_layer_is_between:
 * @layer: index of a layer with features of its own
 * @day: any day
 * @out_between: (out) (optional): the first day of the state that shows on @day, and of the next
 *
 * Nothing is between two states across a break: where the layer shows nothing on either side, where
 * the next state is more than ACN_INTERPOLATION_MAX_DAYS away, or where there is none within the
 * dossier's span.
 *
 * Returns: whether @day is after the first day of a state, and another follows soon
 */
gboolean
acn_dossier_layer_is_between (AcnDossier *self, guint layer, AcnDay day, AcnSpan *out_between)
{
  const AcnSpan step = acn_dossier_layer_step (self, layer, day);

  if (step.begin_day == ACN_DAY_OPEN_BEGIN || step.end_day == ACN_DAY_OPEN_END ||
      day <= step.begin_day || day >= step.end_day ||
      step.end_day - step.begin_day > ACN_INTERPOLATION_MAX_DAYS ||
      !acn_span_contains (acn_dossier_get_span (self), step.end_day) ||
      !shows_something (self, layer, step.begin_day) ||
      !shows_something (self, layer, step.end_day))
    return FALSE;
  if (out_between != NULL)
    *out_between = step;
  return TRUE;
}

static AcnPyramid *
take_area (AcnGeometry *area, double *out_km2)
{
  if (area == NULL)
    return NULL;
  *out_km2 = acn_geometry_area_km2 (area);
  return acn_pyramid_new (area);
}

/* What is left of the lost ground shrinks towards what stays, as what is gained grows from it. */
static AcnGeometry *
leave (AcnGeometry *lost, const AcnGeometry *staying, double fraction, GError **error)
{
  g_autoptr (AcnGeometry) left = acn_sweep (lost, staying, 1 - fraction, error);
  const AcnGeometry *operands[] = { lost, left };

  return left != NULL
             ? acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, G_N_ELEMENTS (operands), 0, error)
             : NULL;
}

/**
 * acn_dossier_layer_interpolate:
 * @layer: index of a layer
 * @day: a day that acn_dossier_layer_is_between() two states
 *
 * Sweeps the ground that differs between the states evenly over the days (see acn_sweep()). What
 * borders on nothing that the line could have come from changes with the later state. Takes some
 * ms: not for the main thread.
 *
 * Returns: (transfer full) (nullable): what changed by then; %NULL with @error when GEOS fails
 */
AcnInterpolation *
acn_dossier_layer_interpolate (AcnDossier *self, guint layer, AcnDay day, GError **error)
{
  g_autoptr (AcnInterpolation) result = g_new0 (AcnInterpolation, 1);
  g_autoptr (AcnDifference) difference = NULL;
  AcnGeometry *staying;

  g_return_val_if_fail (acn_dossier_layer_is_between (self, layer, day, &result->between), NULL);
  result->fraction = (double) (day - result->between.begin_day) /
                     (result->between.end_day - result->between.begin_day);
  difference = acn_dossier_layer_compare (
      self, layer, result->between.begin_day, result->between.end_day, error);
  if (difference == NULL)
    return NULL;
  staying = acn_pyramid_get_geometry (difference->unchanged);
  result->gained = take_area (
      acn_sweep (acn_pyramid_get_geometry (difference->gained), staying, result->fraction, error),
      &result->gained_km2);
  if (result->gained == NULL)
    return NULL;
  result->lost = take_area (
      leave (acn_pyramid_get_geometry (difference->lost), staying, result->fraction, error),
      &result->lost_km2);
  return result->lost != NULL ? g_steal_pointer (&result) : NULL;
}

/**
 * acn_interpolation_free:
 * @self: (transfer full) (nullable): perhaps unfinished
 */
void
acn_interpolation_free (AcnInterpolation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->gained, acn_pyramid_unref);
  g_clear_pointer (&self->lost, acn_pyramid_unref);
  g_free (self);
}
