/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of the ground that come in tiles: what a map asks of them, wherever they come from. */
#pragma once

#include <glib-object.h>

#include "io/acn-tile-info.h"
#include "scene/acn-display-list.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_RASTER_READY,
  ACN_RASTER_ABSENT,  /* there is none, or none for now */
  ACN_RASTER_PENDING, /* it is on its way: “arrived” tells */
} AcnRasterState;

typedef enum
{
  ACN_RASTER_PEEK, /* only what is in memory */
  ACN_RASTER_ASK,  /* what is slow to come is asked for, and pending */
  ACN_RASTER_WAIT, /* never pending; not in the main thread */
} AcnRasterWish;

#define ACN_TYPE_RASTER (acn_raster_get_type ())
G_DECLARE_DERIVABLE_TYPE (AcnRaster, acn_raster, ACN, RASTER, GObject)

/* AcnRasterClass:
 * @get: any thread; gives a reference to the picture with ACN_RASTER_READY only
 */
struct _AcnRasterClass
{
  GObjectClass parent_class;

  AcnRasterState (*get) (AcnRaster *self, AcnTileId id, AcnRasterWish wish, AcnImage **out_image);
};

/* Signals, in the main context: arrived (z, x, y): a tile that was pending can be asked for again;
 *          failed (message): told once. */
void        acn_raster_set_info (AcnRaster *self, const char *place, const AcnTileInfo *info);
const char *acn_raster_get_place (AcnRaster *self);
const char *acn_raster_get_attribution (AcnRaster *self);
guint       acn_raster_get_max_zoom (AcnRaster *self);
AcnRasterState
     acn_raster_get (AcnRaster *self, AcnTileId id, AcnRasterWish wish, AcnImage **out_image);
void acn_raster_arrived (AcnRaster *self, AcnTileId id);
void acn_raster_failed (AcnRaster *self, const char *message);

/* AcnRasterPiece: the part of the world to lay out, world pixels at @zoom. */
typedef struct
{
  double   zoom, scale;
  double   x, y, width, height;
  gboolean waits, is_grey;
} AcnRasterPiece;

void acn_raster_layout (AcnRaster *self, const AcnRasterPiece *piece, AcnDisplayList *list);

G_END_DECLS
