/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a set of map tiles says of itself, and how a tile is named: in the Web Mercator grid, rows
 * counted from the north. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The deepest zoom of a tile. */
#define ACN_TILE_ZOOM_MAX 24

typedef enum
{
  ACN_TILES_RASTER, /* PNG, JPEG or WebP: each tile says so itself */
  ACN_TILES_VECTOR,
} AcnTilesKind;

typedef struct
{
  guint z, x, y; /* z at most ACN_TILE_ZOOM_MAX; x, y < 2^z */
} AcnTileId;

/* AcnTileInfo:
 * @name, @attribution: (nullable): plain text
 * @min_zoom, @max_zoom: of the tiles that there are
 */
typedef struct
{
  AcnTilesKind kind;
  char        *name;
  char        *attribution;
  guint        min_zoom, max_zoom;
} AcnTileInfo;

void     acn_tile_info_clear (AcnTileInfo *self);
void     acn_tile_info_set_words (AcnTileInfo *self, const char *name, const char *attribution);
gboolean acn_tile_id_is_valid (AcnTileId id);
char    *acn_plain_words (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnTileInfo, acn_tile_info_clear)

G_END_DECLS
