/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads PMTiles, version 3: one file with a header, directories of tiles along a Hilbert curve, and
 * the tiles. Nothing that it says is trusted. */
#pragma once

#include "io/acn-byte-source.h"
#include "io/acn-tile-info.h"

G_BEGIN_DECLS

typedef struct _AcnPmtiles AcnPmtiles;

AcnPmtiles        *acn_pmtiles_new (AcnByteSource *source,
                                    const char    *file,
                                    GCancellable  *cancellable,
                                    GError       **error);
void               acn_pmtiles_free (AcnPmtiles *self);
const AcnTileInfo *acn_pmtiles_get_info (const AcnPmtiles *self);
GBytes *
acn_pmtiles_read (AcnPmtiles *self, AcnTileId id, GCancellable *cancellable, GError **error);

guint64 acn_pmtiles_number (AcnTileId id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnPmtiles, acn_pmtiles_free)

G_END_DECLS
