/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state/acn-layer-stack.h"

#include <math.h>

static AcnLayerStack *
create (guint n)
{
  AcnLayerStack *self = g_atomic_rc_box_new0 (AcnLayerStack);

  self->n = n;
  self->solo = ACN_NONE;
  self->visible = g_new0 (gboolean, MAX (1, n));
  self->opacity = g_new0 (double, MAX (1, n));
  self->order = g_new0 (guint, MAX (1, n));
  return self;
}

/**
 * acn_layer_stack_new:
 * @dossier: (nullable): whose layers; NULL has none
 *
 * Returns: (transfer full): the layers as the dossier has them
 */
AcnLayerStack *
acn_layer_stack_new (AcnDossier *dossier)
{
  guint           n = 0;
  const AcnLayer *layers = dossier != NULL ? acn_dossier_get_layers (dossier, &n) : NULL;
  AcnLayerStack  *self = create (n);

  for (guint i = 0; i < n; i++)
    {
      self->visible[i] = layers[i].visible;
      self->opacity[i] = 1;
      self->order[i] = i;
    }
  return self;
}

/**
 * acn_layer_stack_copy:
 *
 * Returns: (transfer full): an equal one that may be changed
 */
AcnLayerStack *
acn_layer_stack_copy (const AcnLayerStack *self)
{
  AcnLayerStack *copy = create (self->n);

  copy->solo = self->solo;
  for (guint i = 0; i < self->n; i++)
    {
      copy->visible[i] = self->visible[i];
      copy->opacity[i] = self->opacity[i];
      copy->order[i] = self->order[i];
    }
  return copy;
}

AcnLayerStack *
acn_layer_stack_ref (AcnLayerStack *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_stack (gpointer data)
{
  AcnLayerStack *self = data;

  g_free (self->visible);
  g_free (self->opacity);
  g_free (self->order);
}

void
acn_layer_stack_unref (AcnLayerStack *self)
{
  g_atomic_rc_box_release_full (self, clear_stack);
}

/**
 * acn_layer_stack_shows:
 * @layer: index of a layer
 *
 * Returns: whether it is to be seen; FALSE for one that is not there
 */
gboolean
acn_layer_stack_shows (const AcnLayerStack *self, guint layer)
{
  if (layer >= self->n)
    return FALSE;
  return self->solo == ACN_NONE ? self->visible[layer] : self->solo == layer;
}

/**
 * acn_layer_stack_find:
 * @layer: index of a layer
 *
 * Returns: its place in the order, the lowest on the map is 0; ACN_NONE for one that is not there
 */
guint
acn_layer_stack_find (const AcnLayerStack *self, guint layer)
{
  for (guint i = 0; i < self->n; i++)
    if (self->order[i] == layer)
      return i;
  return ACN_NONE;
}

/**
 * acn_layer_stack_place:
 * @layer: index of a layer; others are ignored
 * @place: where it goes; beyond the end is the end
 */
void
acn_layer_stack_place (AcnLayerStack *self, guint layer, guint place)
{
  const guint from = acn_layer_stack_find (self, layer);

  if (from == ACN_NONE)
    return;
  place = MIN (place, self->n - 1);
  for (guint i = from; i < place; i++)
    self->order[i] = self->order[i + 1];
  for (guint i = from; i > place; i--)
    self->order[i] = self->order[i - 1];
  self->order[place] = layer;
}

/**
 * acn_layer_stack_save:
 *
 * Returns: (transfer floating): a(sbd): id, whether it is switched on, opacity; the lowest first
 */
GVariant *
acn_layer_stack_save (const AcnLayerStack *self, AcnDossier *dossier)
{
  const AcnLayer *layers = acn_dossier_get_layers (dossier, NULL);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbd)"));
  for (guint i = 0; i < self->n; i++)
    {
      const guint layer = self->order[i];

      g_variant_builder_add (
          &builder, "(sbd)", layers[layer].id, self->visible[layer], self->opacity[layer]);
    }
  return g_variant_builder_end (&builder);
}

/**
 * acn_layer_stack_restore:
 * @saved: a(sbd), from anywhere: layers that the dossier does not have are passed over, those that
 *   it does not name keep their place behind their neighbour
 */
void
acn_layer_stack_restore (AcnLayerStack *self, AcnDossier *dossier, GVariant *saved)
{
  GVariantIter       iter;
  const char        *id;
  gboolean           visible;
  double             opacity;
  guint              place = 0;
  g_autofree guint8 *seen = g_new0 (guint8, MAX (1, self->n));

  g_return_if_fail (g_variant_is_of_type (saved, G_VARIANT_TYPE ("a(sbd)")));
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&sbd)", &id, &visible, &opacity))
    {
      const guint layer = acn_dossier_find_layer (dossier, id);

      if (layer == ACN_NONE || seen[layer])
        continue;
      seen[layer] = TRUE;
      self->visible[layer] = visible;
      self->opacity[layer] = isfinite (opacity) ? CLAMP (opacity, 0, 1) : 1;
      if (acn_layer_stack_find (self, layer) < place)
        place--;
      acn_layer_stack_place (self, layer, place++);
    }
}
