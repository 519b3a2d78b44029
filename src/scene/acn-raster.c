/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-raster.h"

#include <math.h>

#include "geo/acn-shape.h"

/* Tiles that one piece may be made of: where there would be more, larger ones are taken. */
#define N_TILES_MAX 256
/* Levels to look up for a tile that covers one that is not there. */
#define N_LEVELS_UP 4

typedef struct
{
  char *place;
  char *attribution;
  guint min_zoom, max_zoom;
  gint  has_failed; /* atomic */
} AcnRasterPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcnRaster, acn_raster, G_TYPE_OBJECT)

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define PRIVATE(self) ((AcnRasterPrivate *) acn_raster_get_instance_private (self))

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_raster_finalize (GObject *object)
{
  AcnRasterPrivate *private = PRIVATE (ACN_RASTER (object));

  g_free (private->place);
  g_free (private->attribution);
  G_OBJECT_CLASS (acn_raster_parent_class)->finalize (object);
}

static void
acn_raster_class_init (AcnRasterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acn_raster_finalize;
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          3,
                                          G_TYPE_UINT,
                                          G_TYPE_UINT,
                                          G_TYPE_UINT);
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
acn_raster_init (AcnRaster *self)
{
}

/**
 * acn_raster_set_info:
 * @place: where the tiles are from: a path or an address
 *
 * Once, before the raster is shared.
 */
void
acn_raster_set_info (AcnRaster *self, const char *place, const AcnTileInfo *info)
{
  AcnRasterPrivate *private = PRIVATE (self);

  private->place = g_strdup (place);
  private->attribution = g_strdup (info->attribution);
  private->min_zoom = info->min_zoom;
  private->max_zoom = info->max_zoom;
}

const char *
acn_raster_get_place (AcnRaster *self)
{
  return PRIVATE (self)->place;
}

/**
 * acn_raster_get_attribution:
 *
 * Returns: (nullable): whose the tiles are, in plain text
 */
const char *
acn_raster_get_attribution (AcnRaster *self)
{
  return PRIVATE (self)->attribution;
}

guint
acn_raster_get_max_zoom (AcnRaster *self)
{
  return PRIVATE (self)->max_zoom;
}

/**
 * acn_raster_get:
 * @id: a tile
 * @out_image: (out) (transfer full): set with %ACN_RASTER_READY
 *
 * Any thread.
 */
AcnRasterState
acn_raster_get (AcnRaster *self, AcnTileId id, AcnRasterWish wish, AcnImage **out_image)
{
  AcnRasterPrivate *private = PRIVATE (self);

  if (!acn_tile_id_is_valid (id) || id.z < private->min_zoom || id.z > private->max_zoom)
    return ACN_RASTER_ABSENT;
  return ACN_RASTER_GET_CLASS (self)->get (self, id, wish, out_image);
}

/* --- News ------------------------------------------------------------------------------------ */

typedef struct
{
  AcnRaster *raster; /* (owned) */
  AcnTileId  id;
  char      *message; /* or NULL: the tile arrived */
} News;

static gboolean
tell_cb (gpointer data)
{
  News *news = data;

  if (news->message != NULL)
    g_signal_emit (news->raster, signals[SIGNAL_FAILED], 0, news->message);
  else
    g_signal_emit (news->raster, signals[SIGNAL_ARRIVED], 0, news->id.z, news->id.x, news->id.y);
  g_object_unref (news->raster);
  g_free (news->message);
  g_free (news);
  return G_SOURCE_REMOVE;
}

static void
tell_later (AcnRaster *self, AcnTileId id, const char *message)
{
  News *news = g_new (News, 1);

  *news = (News){ g_object_ref (self), id, g_strdup (message) };
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, news, NULL);
}

/**
 * acn_raster_arrived:
 * @id: a tile that was pending
 *
 * For implementations; any thread.
 */
void
acn_raster_arrived (AcnRaster *self, AcnTileId id)
{
  tell_later (self, id, NULL);
}

/**
 * acn_raster_failed:
 * @message: a sentence for the person; only the first is told
 *
 * For implementations; any thread.
 */
void
acn_raster_failed (AcnRaster *self, const char *message)
{
  if (g_atomic_int_compare_and_exchange (&PRIVATE (self)->has_failed, FALSE, TRUE))
    tell_later (self, (AcnTileId){ 0 }, message);
}

/* --- Laying out ------------------------------------------------------------------------------ */

/* To whole device pixels, so that neighbours meet without a seam. */
static double
snap (const AcnRasterPiece *piece, double world_px, double origin_px)
{
  return round ((world_px - origin_px) * piece->scale) / piece->scale;
}

static void
add_image (AcnDisplayList *list, const AcnRasterPiece *piece, AcnImage *image, const double box[4])
{
  g_autoptr (AcnImage) grey = piece->is_grey ? acn_image_to_grey (image) : NULL;

  acn_display_list_image (
      list, grey != NULL ? grey : image, box[0], box[1], box[2] - box[0], box[3] - box[1]);
}

static void
find_box (const AcnRasterPiece *piece, AcnTileId id, double box[4])
{
  const double side = ACN_TILE_SIZE * exp2 (piece->zoom - id.z);

  box[0] = snap (piece, id.x * side, piece->x);
  box[1] = snap (piece, id.y * side, piece->y);
  box[2] = snap (piece, (id.x + 1) * side, piece->x);
  box[3] = snap (piece, (id.y + 1) * side, piece->y);
}

/* A tile, or else the part of a larger one that covers it. */
static void
add_tile (AcnRaster *self, const AcnRasterPiece *piece, AcnTileId id, AcnDisplayList *list)
{
  AcnRasterWish wish = piece->waits ? ACN_RASTER_WAIT : ACN_RASTER_ASK;
  AcnTileId     up = id;
  double        own[4], box[4];

  find_box (piece, id, own);
  for (guint i = 0; i <= N_LEVELS_UP; i++)
    {
      g_autoptr (AcnImage) image = NULL;
      const AcnRasterState state = acn_raster_get (self, up, wish, &image);

      if (state == ACN_RASTER_READY)
        {
          find_box (piece, up, box);
          if (i > 0)
            acn_display_list_push_clip (list, own[0], own[1], own[2] - own[0], own[3] - own[1]);
          add_image (list, piece, image, box);
          if (i > 0)
            acn_display_list_pop_clip (list);
          return;
        }
      if (state == ACN_RASTER_PENDING || i > 0)
        wish = ACN_RASTER_PEEK;
      if (up.z == 0)
        return;
      up = (AcnTileId){ up.z - 1, up.x / 2, up.y / 2 };
    }
}

static int
tile_at (double number, guint z)
{
  return (int) CLAMP (number, 0, (double) (1u << z));
}

/**
 * acn_raster_layout:
 * @piece: what of the world, and how
 * @list: gets the tiles that there are
 */
void
acn_raster_layout (AcnRaster *self, const AcnRasterPiece *piece, AcnDisplayList *list)
{
  const AcnRasterPrivate *private = PRIVATE (self);
  guint z = (guint) CLAMP (round (piece->zoom), 0, private->max_zoom);
  int   x0, y0, x1, y1;

  for (;; z--)
    {
      const double side = ACN_TILE_SIZE * exp2 (piece->zoom - z);

      x0 = tile_at (floor (piece->x / side), z);
      y0 = tile_at (floor (piece->y / side), z);
      x1 = tile_at (ceil ((piece->x + piece->width) / side), z);
      y1 = tile_at (ceil ((piece->y + piece->height) / side), z);
      if (z == 0 || (x1 - x0) * (gint64) (y1 - y0) <= N_TILES_MAX)
        break;
    }
  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      add_tile (self, piece, (AcnTileId){ z, (guint) x, (guint) y }, list);
}
