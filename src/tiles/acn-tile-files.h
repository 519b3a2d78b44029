/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tiles/acn-tile-source.h"

G_BEGIN_DECLS

/* Vector tiles want a renderer of their own. */
gboolean   acn_tiles_check_kind (const AcnTileInfo *info, GError **error);
AcnRaster *acn_tiles_open_file (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
