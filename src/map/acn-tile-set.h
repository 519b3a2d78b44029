/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles of one map picture: one spec at one exact zoom. Each tile is an opaque picture, painted
 * by a worker and drawn unscaled at whole device pixels. Main thread, but for the painting. */
#pragma once

#include <gtk/gtk.h>

#include "scene/acn-map-scene.h"

G_BEGIN_DECLS

typedef struct _AcnTileSet AcnTileSet;

/* Called in the main context after the set is prepared and after tiles are painted. */
typedef void (*AcnTileSetChanged) (AcnTileSet *self, gpointer data);

/* AcnTileRange:
 * @x0, @y0, @x1, @y1: tiles [x0, x1) x [y0, y1) of the grid of ACN_TILE_SIZE logical pixels
 * @west, @north, @east, @south: the window that they are of, world pixels at the set's zoom */
typedef struct
{
  int    x0, y0, x1, y1;
  double west, north, east, south;
} AcnTileRange;

/* Lets the workers open their fonts before there is anything to paint. */
void acn_tile_set_warm_up (void);

AcnTileSet *acn_tile_set_new (AcnMapSpec       *spec,
                              double            zoom,
                              int               scale,
                              AcnTileSet       *previous,
                              AcnTileSetChanged changed,
                              gpointer          data);
void        acn_tile_set_begin_ahead (AcnMapSpec *spec,
                                      double      zoom,
                                      int         scale,
                                      double      west_px,
                                      double      north_px,
                                      double      width_px,
                                      double      height_px);
AcnTileSet *acn_tile_set_take_ahead (
    AcnMapSpec *spec, double zoom, int scale, AcnTileSetChanged changed, gpointer data);
AcnTileSet *acn_tile_set_ref (AcnTileSet *self);
void        acn_tile_set_unref (AcnTileSet *self);
void        acn_tile_set_disconnect (AcnTileSet *self);
gboolean
acn_tile_set_matches (const AcnTileSet *self, const AcnMapSpec *spec, double zoom, int scale);
double       acn_tile_set_get_zoom (const AcnTileSet *self);
int          acn_tile_set_get_scale (const AcnTileSet *self);
AcnMapScene *acn_tile_set_get_scene (const AcnTileSet *self);
AcnTileRange acn_tile_set_range (
    const AcnTileSet *self, double west_px, double north_px, double width_px, double height_px);
gboolean         acn_tile_set_request (AcnTileSet *self, AcnTileRange range);
gboolean         acn_tile_set_wait (AcnTileSet *self, AcnTileRange range, gint64 until_us);
gboolean         acn_tile_set_is_complete (const AcnTileSet *self, AcnTileRange range);
void             acn_tile_set_outdate (AcnTileSet *self, AcnTileId id);
void             acn_tile_set_trim (AcnTileSet *self, AcnTileRange keep);
cairo_surface_t *acn_tile_set_get_tile (const AcnTileSet *self, int x, int y);
GdkTexture      *acn_tile_set_get_texture (AcnTileSet *self, int x, int y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnTileSet, acn_tile_set_unref)

G_END_DECLS
