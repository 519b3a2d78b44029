/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens tiles by where they are: a file (MBTiles, PMTiles) or an address of the web (a template,
 * TileJSON, PMTiles). */
#pragma once

#include "scene/acn-raster.h"

G_BEGIN_DECLS

/* The public servers of OpenStreetMap. */
#define ACN_TILES_OPENSTREETMAP "https://tile.openstreetmap.org/{z}/{x}/{y}.png"

gboolean   acn_tiles_is_address (const char *place);
AcnRaster *acn_tiles_open (const char *place, GCancellable *cancellable, GError **error);
void       acn_tiles_open_async (const char         *place,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
AcnRaster *acn_tiles_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
