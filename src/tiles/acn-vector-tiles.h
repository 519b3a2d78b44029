/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vector tiles are drawn by whoever has a renderer for them and says so here. */
#pragma once

#include "io/acn-tile-info.h"
#include "scene/acn-image.h"

G_BEGIN_DECLS

/* AcnVectorPainter: any thread but the main one; may wait for the main loop.
 * @tile: a Mapbox Vector Tile, unpacked
 *
 * Returns: (transfer full) (nullable): its picture, or NULL with an error of %G_IO_ERROR
 */
typedef AcnImage *(*AcnVectorPainter) (GBytes *tile, AcnTileId id, GError **error);

void      acn_vector_tiles_set_painter (AcnVectorPainter painter);
gboolean  acn_vector_tiles_are_painted (void);
AcnImage *acn_vector_tile_paint (GBytes *tile, AcnTileId id, GError **error);

G_END_DECLS
