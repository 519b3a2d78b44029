/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads MBTiles: map tiles in a database of SQLite, which is opened so that it can neither be
 * written nor hold the program up. */
#pragma once

#include "io/acn-tile-info.h"

G_BEGIN_DECLS

typedef struct _AcnMbtiles AcnMbtiles;

AcnMbtiles        *acn_mbtiles_new (const char *path, GCancellable *cancellable, GError **error);
void               acn_mbtiles_free (AcnMbtiles *self);
const AcnTileInfo *acn_mbtiles_get_info (const AcnMbtiles *self);
GBytes *
acn_mbtiles_read (AcnMbtiles *self, AcnTileId id, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnMbtiles, acn_mbtiles_free)

G_END_DECLS
