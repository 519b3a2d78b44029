/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/acn-raster.h"

G_BEGIN_DECLS

AcnRaster *acn_tiles_open_web (const char *address, GCancellable *cancellable, GError **error);

G_END_DECLS
