/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer of a ShumateMap that shows an AcnMapSpec. */
#pragma once

#include <shumate/shumate.h>

#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

#define ACN_TYPE_TILE_LAYER (acn_tile_layer_get_type ())
G_DECLARE_FINAL_TYPE (AcnTileLayer, acn_tile_layer, ACN, TILE_LAYER, ShumateLayer)

/* Signals: settled (): the picture is complete and shows the newest spec.
 *          failed (message): a derived layer could not be drawn */
AcnTileLayer *acn_tile_layer_new (ShumateViewport *viewport);
void          acn_tile_layer_set_spec (AcnTileLayer *self, AcnMapSpec *spec);
gboolean      acn_tile_layer_begin (AcnTileLayer *self);

/* The window of the viewport in world pixels at its zoom; whole device pixels. */
void acn_viewport_window (ShumateViewport *viewport,
                          GtkWidget       *widget,
                          double          *out_west_px,
                          double          *out_north_px);

/* Draws only what is left of @edge_px, widget pixels; G_MAXDOUBLE: everything. */
void acn_tile_layer_set_edge (AcnTileLayer *self, double edge_px);

void acn_tile_layer_set_fades (AcnTileLayer *self, gboolean fades);
G_END_DECLS
