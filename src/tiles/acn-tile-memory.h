/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles that were decoded last, and where there are none. Any thread. */
#pragma once

#include "io/acn-tile-info.h"
#include "scene/acn-image.h"

G_BEGIN_DECLS

typedef struct _AcnTileMemory AcnTileMemory;

AcnTileMemory *acn_tile_memory_new (gsize limit_bytes);
void           acn_tile_memory_free (AcnTileMemory *self);
gboolean       acn_tile_memory_find (AcnTileMemory *self, AcnTileId id, AcnImage **out_image);
void acn_tile_memory_keep (AcnTileMemory *self, AcnTileId id, AcnImage *image, gint64 end_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnTileMemory, acn_tile_memory_free)

G_END_DECLS
