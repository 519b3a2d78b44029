/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-area-pick.h"

#include "geo/acn-overlay.h"

/* The topmost visible feature that has a date of its own and holds the point. */
static const AcnFeature *
pick_feature (const AcnMapSpec *spec, double lon_deg, double lat_deg)
{
  for (guint l = spec->n_layers; l > 0; l--)
    {
      const AcnLayer *layer = acn_dossier_get_layers (spec->dossier, NULL) + l - 1;
      g_autoptr (GArray) here = NULL;

      if (!acn_map_spec_shows_layer (spec, l - 1) || layer->content != ACN_LAYER_DATA)
        continue;
      here = acn_dossier_layer_features_in (
          spec->dossier, l - 1, (AcnBounds){ lon_deg, lat_deg, lon_deg, lat_deg });
      for (guint i = 0; i < here->len; i++)
        {
          const AcnFeature  *feature = &layer->features[g_array_index (here, guint, i)];
          const AcnGeometry *geometry = acn_pyramid_get_geometry (feature->pyramid);

          if (acn_span_contains (feature->when.span, acn_map_spec_get_layer_day (spec, l - 1)) &&
              feature->when.span.begin_day != ACN_DAY_OPEN_BEGIN &&
              geometry->kind == ACN_GEOMETRY_AREAS &&
              acn_geometry_contains_point (geometry, lon_deg, lat_deg))
            return feature;
        }
    }
  return NULL;
}

/**
 * acn_area_pick_event:
 * @lon_deg, @lat_deg: where, degrees
 *
 * Finds the dated area under the point and the event that tells how it came: among the events whose
 * place lies in that area and that began by the spec's day, the last; else the event that began
 * nearest to the day from which the area shows.
 *
 * Returns: index of the event, ACN_NONE where no dated area is shown.
 */
guint
acn_area_pick_event (const AcnMapSpec *spec, double lon_deg, double lat_deg)
{
  const AcnFeature *feature = spec->dossier != NULL ? pick_feature (spec, lon_deg, lat_deg) : NULL;
  guint             n, nearest = ACN_NONE, within = ACN_NONE;
  const AcnEvent   *events;
  const AcnPlace   *places;
  gint64            nearest_days = G_MAXINT64;

  if (feature == NULL)
    return ACN_NONE;
  places = acn_dossier_get_places (spec->dossier, NULL);
  events = acn_dossier_get_events (spec->dossier, &n);
  for (guint i = 0; i < n; i++)
    {
      gint64 days = ABS ((gint64) events[i].when.span.begin_day - feature->when.span.begin_day);

      if (events[i].place == ACN_NONE || events[i].when.span.begin_day > spec->day)
        continue;
      if (acn_geometry_contains_point (acn_pyramid_get_geometry (feature->pyramid),
                                       places[events[i].place].lon_deg,
                                       places[events[i].place].lat_deg))
        within = i;
      if (days < nearest_days)
        {
          nearest_days = days;
          nearest = i;
        }
    }
  return within != ACN_NONE ? within : nearest;
}
