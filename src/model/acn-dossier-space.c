/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a dossier lies where. */
#include "model/acn-dossier-private.h"

#include "geo/acn-overlay.h"
#include "geo/acn-reach.h"

static AcnSpaceIndex *
index_features (const AcnLayer *layer)
{
  AcnSpaceIndex *index = acn_space_index_new ();

  for (guint i = 0; i < layer->n_features; i++)
    acn_space_index_add (index, acn_pyramid_get_geometry (layer->features[i].pyramid)->bounds, i);
  acn_space_index_seal (index);
  return index;
}

static AcnSpaceIndex *
index_events (AcnDossier *self)
{
  AcnSpaceIndex  *index = acn_space_index_new ();
  const AcnPlace *places = acn_dossier_get_places (self, NULL);
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (self, &n);

  for (guint i = 0; i < n; i++)
    if (events[i].place != ACN_NONE)
      {
        const AcnPlace *place = &places[events[i].place];

        acn_space_index_add (
            index,
            (AcnBounds){ place->lon_deg, place->lat_deg, place->lon_deg, place->lat_deg },
            i);
      }
  acn_space_index_seal (index);
  return index;
}

/*
 * acn_dossier_index_space:
 * @self: a dossier whose data are complete
 */
void
acn_dossier_index_space (AcnDossier *self)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (self, &n);

  self->spaces = g_new0 (AcnSpaceIndex *, MAX (1, n));
  for (guint i = 0; i < n; i++)
    self->spaces[i] = index_features (&layers[i]);
  self->event_space = index_events (self);
}

/**
 * acn_dossier_layer_features_in:
 * @layer: index of a layer
 * @bounds: degrees; a box of no size asks about a point
 *
 * Returns: (transfer full) (element-type guint): indexes of the features whose box meets @bounds,
 *   whatever the day, ascending
 */
GArray *
acn_dossier_layer_features_in (AcnDossier *self, guint layer, AcnBounds bounds)
{
  g_return_val_if_fail (layer < self->data->layers->len, NULL);
  return acn_space_index_items_in (self->spaces[layer], bounds);
}

/**
 * acn_dossier_events_in:
 * @bounds: degrees
 *
 * Returns: (transfer full) (element-type guint): indexes of the events whose place lies in
 *   @bounds, ascending
 */
GArray *
acn_dossier_events_in (AcnDossier *self, AcnBounds bounds)
{
  return acn_space_index_items_in (self->event_space, bounds);
}

static void
extend (AcnBounds *bounds, const AcnBounds *by)
{
  bounds->west = MIN (bounds->west, by->west);
  bounds->south = MIN (bounds->south, by->south);
  bounds->east = MAX (bounds->east, by->east);
  bounds->north = MAX (bounds->north, by->north);
}

static AcnBounds
event_bounds (AcnDossier *self)
{
  const AcnPlace *places = acn_dossier_get_places (self, NULL);
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (self, &n);
  AcnBounds       bounds = ACN_BOUNDS_EMPTY;

  for (guint i = 0; i < n; i++)
    if (events[i].place != ACN_NONE)
      {
        const AcnPlace *place = &places[events[i].place];

        extend (&bounds,
                &(AcnBounds){ place->lon_deg, place->lat_deg, place->lon_deg, place->lat_deg });
      }
  return bounds;
}

/**
 * acn_dossier_layer_bounds_at:
 * @layer: index of a layer
 *
 * Returns: the box of what the layer shows on the day, of all its features when it shows none then;
 *   of a derived layer that of what it is derived from. Empty: the layer has no place.
 */
AcnBounds
acn_dossier_layer_bounds_at (AcnDossier *self, guint index, AcnDay day)
{
  const AcnLayer *layer = acn_dossier_get_layers (self, NULL) + index;
  AcnBounds       bounds = ACN_BOUNDS_EMPTY;
  g_autoptr (GArray) shown = NULL;

  if (layer->content == ACN_LAYER_EVENTS)
    return event_bounds (self);
  for (guint i = 0; i < layer->n_operands; i++)
    if (i == 0 || layer->overlay_op == ACN_OVERLAY_UNION)
      {
        const AcnBounds part = acn_dossier_layer_bounds_at (self, layer->operands[i], day);

        extend (&bounds, &part);
      }
  bounds = acn_bounds_grow (bounds, layer->reach_km);
  shown = acn_dossier_layer_features_at (self, index, day);
  for (guint i = 0; i < shown->len; i++)
    extend (&bounds,
            &acn_pyramid_get_geometry (layer->features[g_array_index (shown, guint, i)].pyramid)
                 ->bounds);
  for (guint i = 0; shown->len == 0 && i < layer->n_features; i++)
    extend (&bounds, &acn_pyramid_get_geometry (layer->features[i].pyramid)->bounds);
  return bounds;
}
