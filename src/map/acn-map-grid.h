/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says to a viewport how zoom, tiles and projection count: a source that is never asked for a
 * tile. */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define ACN_TYPE_MAP_GRID (acn_map_grid_get_type ())
G_DECLARE_FINAL_TYPE (AcnMapGrid, acn_map_grid, ACN, MAP_GRID, ShumateMapSource)

ShumateMapSource *acn_map_grid_new (guint tile_size_px, guint min_zoom, guint max_zoom);

G_END_DECLS
