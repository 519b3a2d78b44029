/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-map-grid.h"

struct _AcnMapGrid
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (AcnMapGrid, acn_map_grid, SHUMATE_TYPE_MAP_SOURCE)

static void
acn_map_grid_class_init (AcnMapGridClass *klass)
{
}

static void
acn_map_grid_init (AcnMapGrid *self)
{
}

/**
 * acn_map_grid_new:
 * @tile_size_px: side of a tile at a whole zoom level, px
 * @min_zoom, @max_zoom: levels that the viewport allows
 *
 * Returns: (transfer full): a source of nothing, in Web Mercator
 */
ShumateMapSource *
acn_map_grid_new (guint tile_size_px, guint min_zoom, guint max_zoom)
{
  return g_object_new (ACN_TYPE_MAP_GRID,
                       "id",
                       "accession",
                       "name",
                       "Accession",
                       "tile-size",
                       tile_size_px,
                       "min-zoom-level",
                       min_zoom,
                       "max-zoom-level",
                       max_zoom,
                       "projection",
                       SHUMATE_MAP_PROJECTION_MERCATOR,
                       NULL);
}
