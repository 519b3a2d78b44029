/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles from a file or from the network, decoded and kept in memory. */
#pragma once

#include "scene/acn-raster.h"

G_BEGIN_DECLS

typedef struct _AcnTileLoader AcnTileLoader;

/* AcnTileLoader: where the bytes of tiles come from.
 * @load: any thread; the tile, or NULL with an error: %G_IO_ERROR_NOT_FOUND when there is none
 * @keep: (nullable): told that the bytes of a tile were decoded, so that they are worth keeping
 * @free: frees the loader
 * @is_slow: it may wait for others; then it is called in threads of its own
 * @n_at_once: how many of them
 */
struct _AcnTileLoader
{
  GBytes *(*load) (AcnTileLoader *self, AcnTileId id, GCancellable *cancellable, GError **error);
  void (*keep) (AcnTileLoader *self, AcnTileId id, GBytes *bytes);
  void (*free) (AcnTileLoader *self);
  gboolean is_slow;
  guint    n_at_once;
};

#define ACN_TYPE_TILE_SOURCE (acn_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (AcnTileSource, acn_tile_source, ACN, TILE_SOURCE, AcnRaster)

AcnRaster *acn_tile_source_new (AcnTileLoader *loader, const char *place, const AcnTileInfo *info);
void       acn_tile_source_stop (AcnTileSource *self);

G_END_DECLS
