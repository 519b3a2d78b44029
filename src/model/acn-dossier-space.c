/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a dossier lies where. */
#include "model/acn-dossier-private.h"

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
