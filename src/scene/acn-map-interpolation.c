/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-map-interpolation.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"

/* Crossed out and dashed, as nothing is that was observed. */
static const AcnStyle styles[ACN_N_INTERPOLATED] = {
  [ACN_INTERPOLATED_GAINED] = { .fill = ACN_HUE_CRIMSON,
                                .opacity = 0.12,
                                .hatch = ACN_HATCH_CROSS,
                                .stroke = ACN_HUE_CRIMSON,
                                .width_px = 1.6,
                                .dash = TRUE },
  [ACN_INTERPOLATED_LOST] = { .fill = ACN_HUE_BLUE,
                              .opacity = 0.22,
                              .hatch = ACN_HATCH_CROSS,
                              .stroke = ACN_HUE_BLUE,
                              .width_px = 1.6,
                              .dash = TRUE },
};

/**
 * acn_map_interpolation_get_style:
 * @spec: interpolates
 *
 * Returns: how that part is drawn
 */
AcnStyle
acn_map_interpolation_get_style (const AcnMapSpec *spec, AcnInterpolatedKind kind)
{
  AcnStyle style = styles[kind];

  style.fade = 1 - spec->layer_opacity[acn_map_spec_get_interpolated_layer (spec, NULL)];
  return style;
}

/* "interpolated between the states of 20 March 2023 and of 20 May 2023, not observed" */
static char *
tell_states (const AcnMapSpec *spec, const AcnLayer **out_layer)
{
  AcnSpan          between;
  const guint      layer = acn_map_spec_get_interpolated_layer (spec, &between);
  g_autofree char *from = acn_format_day (between.begin_day, ACN_DATE_FULL, spec->language);
  g_autofree char *to = acn_format_day (between.end_day, ACN_DATE_FULL, spec->language);

  *out_layer = acn_dossier_get_layers (spec->dossier, NULL) + layer;
  return acn_isolate_printf ("%s %s %s %s, %s",
                             acn_phrase (ACN_PHRASE_INTERPOLATED, spec->language),
                             from,
                             acn_phrase (ACN_PHRASE_AND_OF, spec->language),
                             to,
                             acn_phrase (ACN_PHRASE_NOT_OBSERVED, spec->language));
}

/**
 * acn_map_interpolation_get_text:
 * @spec: interpolates
 *
 * Returns: (transfer full): "Occupied: gained, interpolated between the states of 20 March 2023 and
 *   of 20 May 2023, not observed"
 */
char *
acn_map_interpolation_get_text (const AcnMapSpec *spec, AcnInterpolatedKind kind)
{
  const AcnLayer  *layer;
  g_autofree char *states = tell_states (spec, &layer);

  return acn_isolate_printf (
      "%s: %s, %s",
      layer->title != NULL ? acn_text_get (layer->title, spec->language) : layer->id,
      acn_phrase (kind == ACN_INTERPOLATED_GAINED ? ACN_PHRASE_GAINED : ACN_PHRASE_LOST,
                  spec->language),
      states);
}

/**
 * acn_map_interpolation_get_note:
 *
 * Returns: (transfer full) (nullable): what every picture says of the interpolation in it, and that
 *   areas are those of the earlier state; NULL where it has none
 */
char *
acn_map_interpolation_get_note (const AcnMapSpec *spec)
{
  AcnSpan          between;
  const AcnLayer  *layer;
  g_autofree char *states = NULL, *from = NULL;

  if (acn_map_spec_get_interpolated_layer (spec, &between) == ACN_NONE)
    return NULL;
  states = tell_states (spec, &layer);
  from = acn_format_day (between.begin_day, ACN_DATE_FULL, spec->language);
  return acn_isolate_printf ("%s: %s; %s %s",
                             layer->title != NULL ? acn_text_get (layer->title, spec->language)
                                                  : layer->id,
                             states,
                             acn_phrase (ACN_PHRASE_AREAS_ARE_OF, spec->language),
                             from);
}

/**
 * acn_map_interpolation_new:
 * @spec: interpolates
 *
 * Takes some ms: not for the main thread.
 *
 * Returns: (transfer full): what may have changed; %NULL with @error when GEOS fails
 */
AcnInterpolation *
acn_map_interpolation_new (const AcnMapSpec *spec, GError **error)
{
  return acn_dossier_layer_interpolate (
      spec->dossier, acn_map_spec_get_interpolated_layer (spec, NULL), spec->day, error);
}
