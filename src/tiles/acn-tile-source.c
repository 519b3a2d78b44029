/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles of a file are read by whoever paints. Those of the network have threads of their own, which
 * take the newest wish first: what was asked for while the map flew past can wait. */
#include "tiles/acn-tile-source.h"

#include "tiles/acn-decode.h"
#include "tiles/acn-tile-memory.h"
#include "tiles/acn-vector-tiles.h"

#include <glib/gi18n.h>

/* Decoded tiles of one source. */
#define MEMORY_BYTES (96 * 1024 * 1024)
/* Wishes that wait; older ones are forgotten. */
#define N_WISHES_MAX 256
/* After a failure a tile is not asked for again for so long. */
#define PAUSE_US (30 * G_USEC_PER_SEC)
/* Nor where the server has none. */
#define ABSENCE_US (3600 * (gint64) G_USEC_PER_SEC)
/* Tiles that a server may lack before the first that it has, until that is told as a failure. */
#define N_ABSENT_MAX 6

struct _AcnTileSource
{
  AcnRaster      parent_instance;
  AcnTileLoader *loader;
  AcnTileMemory *memory;
  GCancellable  *cancellable;
  GThreadPool   *pool; /* NULL: the loader is not slow */
  gboolean       is_vector;

  GMutex  lock; /* of all below */
  GCond   known;
  GQueue  wishes;           /* AcnTileId *, the newest first */
  GArray *running;          /* AcnTileId */
  gint    n_good, n_absent; /* atomic */
};

G_DEFINE_FINAL_TYPE (AcnTileSource, acn_tile_source, ACN_TYPE_RASTER)

/* --- Loading --------------------------------------------------------------------------------- */

static void
tell_failure (AcnTileSource *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    acn_raster_failed (ACN_RASTER (self), error->message);
}

static void
count_absent (AcnTileSource *self)
{
  if (self->loader->is_slow && g_atomic_int_add (&self->n_absent, 1) + 1 >= N_ABSENT_MAX &&
      g_atomic_int_get (&self->n_good) == 0)
    acn_raster_failed (ACN_RASTER (self), _ ("the server has no tiles at this address"));
}

static AcnImage *
decode (AcnTileSource *self, AcnTileId id, GBytes *bytes, GError **error)
{
  return self->is_vector ? acn_vector_tile_paint (bytes, id, error)
                         : acn_image_decode (bytes, error);
}

/* Reads and decodes a tile, and puts it, or that there is none, into memory. */
static void
load (AcnTileSource *self, AcnTileId id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = self->loader->load (self->loader, id, self->cancellable, &error);
  g_autoptr (AcnImage) image = bytes != NULL ? decode (self, id, bytes, &error) : NULL;
  gint64 end_us = g_get_monotonic_time () + PAUSE_US;

  if (image != NULL)
    {
      g_atomic_int_inc (&self->n_good);
      if (self->loader->keep != NULL)
        self->loader->keep (self->loader, id, bytes);
    }
  else if (bytes == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      end_us += ABSENCE_US;
      count_absent (self);
    }
  else
    tell_failure (self, error);
  acn_tile_memory_keep (self->memory, id, image, end_us);
}

/* --- Wishes ---------------------------------------------------------------------------------- */

static gboolean
is_same (AcnTileId a, AcnTileId b)
{
  return a.z == b.z && a.x == b.x && a.y == b.y;
}

/* Under the lock. */
static GList *
find_wish (AcnTileSource *self, AcnTileId id)
{
  for (GList *l = self->wishes.head; l != NULL; l = l->next)
    if (is_same (*(AcnTileId *) l->data, id))
      return l;
  return NULL;
}

static gboolean
is_running (AcnTileSource *self, AcnTileId id)
{
  for (guint i = 0; i < self->running->len; i++)
    if (is_same (g_array_index (self->running, AcnTileId, i), id))
      return TRUE;
  return FALSE;
}

static void
end_running (AcnTileSource *self, AcnTileId id)
{
  for (guint i = 0; i < self->running->len; i++)
    if (is_same (g_array_index (self->running, AcnTileId, i), id))
      {
        g_array_remove_index_fast (self->running, i);
        break;
      }
  g_cond_broadcast (&self->known);
}

static void
wish (AcnTileSource *self, AcnTileId id)
{
  GList *old;

  g_mutex_lock (&self->lock);
  if (!is_running (self, id))
    {
      old = find_wish (self, id);
      if (old != NULL)
        {
          g_queue_unlink (&self->wishes, old);
          g_queue_push_head_link (&self->wishes, old);
        }
      else
        {
          g_queue_push_head (&self->wishes, g_memdup2 (&id, sizeof id));
          /* Each push lets one thread take the newest wish, whichever that then is. */
          g_thread_pool_push (self->pool, g_object_ref (self), NULL);
        }
      if (self->wishes.length > N_WISHES_MAX)
        g_free (g_queue_pop_tail (&self->wishes));
    }
  g_mutex_unlock (&self->lock);
}

static void
work_cb (gpointer data, gpointer unused)
{
  g_autoptr (AcnTileSource) self = data;
  AcnTileId  id;
  AcnTileId *newest;

  g_mutex_lock (&self->lock);
  newest = g_queue_pop_head (&self->wishes);
  if (newest != NULL)
    {
      id = *newest;
      g_free (newest);
      g_array_append_val (self->running, id);
    }
  g_mutex_unlock (&self->lock);
  if (newest == NULL)
    return;
  load (self, id);
  g_mutex_lock (&self->lock);
  end_running (self, id);
  g_mutex_unlock (&self->lock);
  acn_raster_arrived (ACN_RASTER (self), id);
}

/* A figure is to be whole: wishes again when others pushed the tile out. */
static void
wait_for (AcnTileSource *self, AcnTileId id, AcnImage **out_image)
{
  while (!acn_tile_memory_find (self->memory, id, out_image) &&
         !g_cancellable_is_cancelled (self->cancellable))
    {
      wish (self, id);
      g_mutex_lock (&self->lock);
      if (is_running (self, id) || find_wish (self, id) != NULL)
        g_cond_wait_until (&self->known, &self->lock, g_get_monotonic_time () + G_USEC_PER_SEC / 4);
      g_mutex_unlock (&self->lock);
    }
}

static AcnRasterState
acn_tile_source_get (AcnRaster *raster, AcnTileId id, AcnRasterWish how, AcnImage **out_image)
{
  AcnTileSource *self = ACN_TILE_SOURCE (raster);

  if (!acn_tile_memory_find (self->memory, id, out_image))
    {
      if (how == ACN_RASTER_PEEK)
        return ACN_RASTER_PENDING;
      if (self->pool == NULL)
        {
          load (self, id);
          acn_tile_memory_find (self->memory, id, out_image);
        }
      else if (how == ACN_RASTER_WAIT)
        wait_for (self, id, out_image);
      else
        {
          wish (self, id);
          return ACN_RASTER_PENDING;
        }
    }
  return *out_image != NULL ? ACN_RASTER_READY : ACN_RASTER_ABSENT;
}

/* --- Object ---------------------------------------------------------------------------------- */

/**
 * acn_tile_source_stop:
 *
 * Ends what is on its way: nothing is asked for any more. The threads end by themselves.
 */
void
acn_tile_source_stop (AcnTileSource *self)
{
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->lock);
  g_queue_clear_full (&self->wishes, g_free);
  g_cond_broadcast (&self->known);
  g_mutex_unlock (&self->lock);
}

static void
acn_tile_source_finalize (GObject *object)
{
  AcnTileSource *self = ACN_TILE_SOURCE (object);

  /* Jobs hold references, so there is none left; this may be one of the pool's own threads. */
  g_queue_clear_full (&self->wishes, g_free);
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, TRUE, FALSE);
  self->loader->free (self->loader);
  acn_tile_memory_free (self->memory);
  g_array_unref (self->running);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->known);
  G_OBJECT_CLASS (acn_tile_source_parent_class)->finalize (object);
}

static void
acn_tile_source_class_init (AcnTileSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acn_tile_source_finalize;
  ACN_RASTER_CLASS (klass)->get = acn_tile_source_get;
}

static void
acn_tile_source_init (AcnTileSource *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->known);
  g_queue_init (&self->wishes);
  self->running = g_array_new (FALSE, FALSE, sizeof (AcnTileId));
  self->memory = acn_tile_memory_new (MEMORY_BYTES);
  self->cancellable = g_cancellable_new ();
}

/**
 * acn_tile_source_new:
 * @loader: (transfer full): where the bytes come from
 * @place: a path or an address, as a person would give it
 *
 * Returns: (transfer full): the tiles
 */
AcnRaster *
acn_tile_source_new (AcnTileLoader *loader, const char *place, const AcnTileInfo *info)
{
  AcnTileSource *self = g_object_new (ACN_TYPE_TILE_SOURCE, NULL);

  self->loader = loader;
  self->is_vector = info->kind == ACN_TILES_VECTOR;
  if (loader->is_slow)
    self->pool = g_thread_pool_new (work_cb, NULL, (int) loader->n_at_once, FALSE, NULL);
  acn_raster_set_info (ACN_RASTER (self), place, info);
  return ACN_RASTER (self);
}
