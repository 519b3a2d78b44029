/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-map-difference.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"

/* Told apart by hatch as well as by colour. */
static const AcnStyle styles[ACN_N_DIFFERENCES] = {
  [ACN_DIFFERENCE_UNCHANGED] = { .fill = ACN_HUE_SLATE,
                                 .opacity = 0.18,
                                 .hatch = ACN_HATCH_DOTS,
                                 .stroke = ACN_HUE_SLATE,
                                 .width_px = 0.8 },
  [ACN_DIFFERENCE_GAINED] = { .fill = ACN_HUE_CRIMSON,
                              .opacity = 0.34,
                              .hatch = ACN_HATCH_DIAGONAL,
                              .stroke = ACN_HUE_CRIMSON,
                              .width_px = 1.2 },
  [ACN_DIFFERENCE_LOST] = { .fill = ACN_HUE_BLUE,
                            .opacity = 0.34,
                            .hatch = ACN_HATCH_BACK_DIAGONAL,
                            .stroke = ACN_HUE_BLUE,
                            .width_px = 1.2 },
};

static AcnDay
get_day (const AcnMapSpec *spec)
{
  return acn_map_spec_get_layer_day (spec, acn_map_spec_get_compared_layer (spec));
}

/**
 * acn_map_difference_get_style:
 * @spec: compares
 *
 * Returns: how that part of the difference is drawn
 */
AcnStyle
acn_map_difference_get_style (const AcnMapSpec *spec, AcnDifferenceKind kind)
{
  AcnStyle style = styles[kind];

  style.fade = 1 - spec->layer_opacity[acn_map_spec_get_compared_layer (spec)];
  return style;
}

/**
 * acn_map_difference_get_text:
 * @spec: compares
 *
 * Returns: (transfer full): "Occupied: gained, 6 September 2022 – 12 November 2022", the earlier
 * day first
 */
char *
acn_map_difference_get_text (const AcnMapSpec *spec, AcnDifferenceKind kind)
{
  static const AcnPhrase phrases[ACN_N_DIFFERENCES] = {
    [ACN_DIFFERENCE_UNCHANGED] = ACN_PHRASE_UNCHANGED,
    [ACN_DIFFERENCE_GAINED] = ACN_PHRASE_GAINED,
    [ACN_DIFFERENCE_LOST] = ACN_PHRASE_LOST,
  };
  const AcnLayer *layer =
      acn_dossier_get_layers (spec->dossier, NULL) + acn_map_spec_get_compared_layer (spec);
  const AcnDay     day = get_day (spec);
  g_autofree char *from =
      acn_format_day (MIN (day, spec->compared_day), ACN_DATE_FULL, spec->language);
  g_autofree char *to =
      acn_format_day (MAX (day, spec->compared_day), ACN_DATE_FULL, spec->language);

  return acn_isolate_printf ("%s: %s, %s – %s",
                             layer->title != NULL ? acn_text_get (layer->title, spec->language)
                                                  : layer->id,
                             acn_phrase (phrases[kind], spec->language),
                             from,
                             to);
}

/**
 * acn_map_difference_new:
 * @spec: compares
 *
 * From the earlier to the later day, whichever of them the map is of. Takes some ms: not for the
 * main thread.
 *
 * Returns: (transfer full): the difference; %NULL with @error when GEOS fails
 */
AcnDifference *
acn_map_difference_new (const AcnMapSpec *spec, GError **error)
{
  const AcnDay day = get_day (spec);

  return acn_dossier_layer_compare (spec->dossier,
                                    acn_map_spec_get_compared_layer (spec),
                                    MIN (day, spec->compared_day),
                                    MAX (day, spec->compared_day),
                                    error);
}

/* Returns: (transfer none): the area of a part of the difference, perhaps empty */
AcnPyramid *
acn_difference_get_area (const AcnDifference *self, AcnDifferenceKind kind)
{
  return kind == ACN_DIFFERENCE_GAINED ? self->gained
         : kind == ACN_DIFFERENCE_LOST ? self->lost
                                       : self->unchanged;
}

/* Returns: its size, geodesic, WGS 84, km² */
double
acn_difference_get_km2 (const AcnDifference *self, AcnDifferenceKind kind)
{
  return kind == ACN_DIFFERENCE_GAINED ? self->gained_km2
         : kind == ACN_DIFFERENCE_LOST ? self->lost_km2
                                       : self->unchanged_km2;
}
