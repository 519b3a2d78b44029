/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer in the list of layers: swatch, title, what it shows, a switch. Or a class of a layer,
 * without a switch. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_LAYER_ROW (acn_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (AcnLayerRow, acn_layer_row, ACN, LAYER_ROW, AdwActionRow)

GtkWidget *acn_layer_row_new (AcnSession *session, guint layer);
GtkWidget *acn_layer_row_new_for_class (AcnSession *session, guint layer, guint class_index);
guint      acn_layer_row_get_layer (AcnLayerRow *self);

G_END_DECLS
