/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the layers of a dossier lie on each other: which are switched on, how strong, in which order,
 * and which one is looked at alone. A value: a change makes a copy, so that histories share it. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* AcnLayerStack (read-only once shared):
 * @visible, @opacity: by layer; opacity 0..1
 * @order: indexes of layers, the lowest on the map first
 * @solo: the layer that is looked at alone, or ACN_NONE
 */
typedef struct
{
  guint     n;
  guint     solo;
  gboolean *visible;
  double   *opacity;
  guint    *order;
} AcnLayerStack;

AcnLayerStack *acn_layer_stack_new (AcnDossier *dossier);
AcnLayerStack *acn_layer_stack_copy (const AcnLayerStack *self);
AcnLayerStack *acn_layer_stack_ref (AcnLayerStack *self);
void           acn_layer_stack_unref (AcnLayerStack *self);
gboolean       acn_layer_stack_shows (const AcnLayerStack *self, guint layer);
guint          acn_layer_stack_find (const AcnLayerStack *self, guint layer);
void           acn_layer_stack_place (AcnLayerStack *self, guint layer, guint place);
GVariant      *acn_layer_stack_save (const AcnLayerStack *self, AcnDossier *dossier);
void           acn_layer_stack_restore (AcnLayerStack *self, AcnDossier *dossier, GVariant *saved);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnLayerStack, acn_layer_stack_unref)

G_END_DECLS
