/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers: switched, weakened, looked at alone, put in another order; each change can be taken
 * back. */
#include "state/acn-session-private.h"

#include <math.h>

/* --- Looking --------------------------------------------------------------------------------- */

/**
 * acn_session_get_layers:
 *
 * Returns: (transfer none): how the layers lie; valid until the next change
 */
const AcnLayerStack *
acn_session_get_layers (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return self->layers;
}

/**
 * acn_session_get_layer_visible:
 * @layer: index of a layer
 *
 * Returns: whether the map shows it; FALSE for a layer that is not there.
 */
gboolean
acn_session_get_layer_visible (AcnSession *self, guint layer)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  return acn_layer_stack_shows (self->layers, layer);
}

/* --- Changing -------------------------------------------------------------------------------- */

/*
 * acn_session_put_layers:
 * @stack: (transfer full): what to show from now on; one word goes out
 */
void
acn_session_put_layers (AcnSession *self, AcnLayerStack *stack)
{
  acn_layer_stack_unref (self->layers);
  self->layers = stack;
  acn_session_set_scene (self, ACN_NONE);
  g_signal_emit_by_name (self, "layers-changed");
}

/* Remembers what was, puts what is. */
static void
change (AcnSession *self, AcnLayerStack *stack)
{
  const gboolean has_history = acn_session_remember_layers (self);

  acn_session_put_layers (self, stack);
  if (has_history)
    g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_HISTORY]);
}

/**
 * acn_session_set_layer_visible:
 * @layer: index of a layer; others are ignored
 * @visible: whether the map shows it; a layer that is looked at alone is that no longer
 */
void
acn_session_set_layer_visible (AcnSession *self, guint layer, gboolean visible)
{
  AcnLayerStack *stack;

  g_return_if_fail (ACN_IS_SESSION (self));
  visible = visible != FALSE;
  if (layer >= self->layers->n || acn_layer_stack_shows (self->layers, layer) == visible)
    return;
  stack = acn_layer_stack_copy (self->layers);
  stack->solo = ACN_NONE;
  stack->visible[layer] = visible;
  self->opacity_layer = ACN_NONE;
  change (self, stack);
}

/**
 * acn_session_show_layer_of_claim:
 * @layer: index of a layer; others are ignored
 *
 * As acn_session_set_layer_visible(), but what a claim shows is no change to take back.
 */
void
acn_session_show_layer_of_claim (AcnSession *self, guint layer, gboolean visible)
{
  AcnLayerStack *stack;

  if (layer >= self->layers->n || acn_layer_stack_shows (self->layers, layer) == visible)
    return;
  stack = acn_layer_stack_copy (self->layers);
  stack->solo = ACN_NONE;
  stack->visible[layer] = visible;
  acn_session_put_layers (self, stack);
}

/**
 * acn_session_set_layer_opacity:
 * @layer: index of a layer; others are ignored
 * @opacity: 0..1, of its own; steps of one slider are taken back together
 */
void
acn_session_set_layer_opacity (AcnSession *self, guint layer, double opacity)
{
  AcnLayerStack *stack;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (isfinite (opacity));
  opacity = round (CLAMP (opacity, 0, 1) * 100) / 100;
  if (layer >= self->layers->n || self->layers->opacity[layer] == opacity)
    return;
  stack = acn_layer_stack_copy (self->layers);
  stack->opacity[layer] = opacity;
  if (self->opacity_layer == layer)
    acn_session_put_layers (self, stack);
  else
    change (self, stack);
  self->opacity_layer = layer;
}

/**
 * acn_session_set_solo:
 * @layer: the layer that is looked at alone; ACN_NONE: all that are switched on
 */
void
acn_session_set_solo (AcnSession *self, guint layer)
{
  AcnLayerStack *stack;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (layer >= self->layers->n)
    layer = ACN_NONE;
  if (self->layers->solo == layer)
    return;
  stack = acn_layer_stack_copy (self->layers);
  stack->solo = layer;
  self->opacity_layer = ACN_NONE;
  change (self, stack);
}

/**
 * acn_session_place_layer:
 * @layer: index of a layer; others are ignored
 * @place: its place in the order, the lowest on the map is 0
 */
void
acn_session_place_layer (AcnSession *self, guint layer, guint place)
{
  AcnLayerStack *stack;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (layer >= self->layers->n ||
      acn_layer_stack_find (self->layers, layer) == MIN (place, self->layers->n - 1))
    return;
  stack = acn_layer_stack_copy (self->layers);
  acn_layer_stack_place (stack, layer, place);
  self->opacity_layer = ACN_NONE;
  change (self, stack);
}

/* The place of the next layer of the same group, in one direction. */
static guint
find_neighbour (AcnSession *self, guint layer, int direction)
{
  const AcnLayer *layers = acn_dossier_get_layers (self->dossier, NULL);
  gint64          place = acn_layer_stack_find (self->layers, layer);

  for (place += direction; place >= 0 && place < self->layers->n; place += direction)
    if (layers[self->layers->order[place]].group == layers[layer].group)
      return (guint) place;
  return ACN_NONE;
}

/**
 * acn_session_move_layer:
 * @layer: index of a layer; others are ignored
 * @direction: 1: above the next of its group, -1: below the one before
 */
void
acn_session_move_layer (AcnSession *self, guint layer, int direction)
{
  guint place;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier == NULL || layer >= self->layers->n)
    return;
  place = find_neighbour (self, layer, direction);
  if (place != ACN_NONE)
    acn_session_place_layer (self, layer, place);
}

/**
 * acn_session_restore_layers:
 * @saved: what acn_layer_stack_save() gave once
 *
 * No change to take back: the dossier was left so.
 */
void
acn_session_restore_layers (AcnSession *self, GVariant *saved)
{
  AcnLayerStack *stack;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier == NULL)
    return;
  stack = acn_layer_stack_copy (self->layers);
  acn_layer_stack_restore (stack, self->dossier, saved);
  acn_session_put_layers (self, stack);
}

/**
 * acn_session_request_layer:
 * @layer: index of a layer; one without shapes on the day is ignored
 *
 * Asks the map to show all of the layer that is there on the day.
 */
void
acn_session_request_layer (AcnSession *self, guint layer)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier != NULL && layer < self->layers->n)
    acn_session_request_bounds (self,
                                acn_dossier_layer_bounds_at (self->dossier, layer, self->day));
}
