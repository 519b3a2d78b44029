/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-tile-memory.h"

/* What an entry without a picture counts, so that these too have an end. */
#define ENTRY_BYTES 256

typedef struct
{
  guint64   key;
  AcnImage *image; /* or NULL: there is no tile until then */
  gint64    end_us;
  GList     link; /* in the order of use, the last first */
} Entry;

struct _AcnTileMemory
{
  GMutex      lock;
  GHashTable *entries; /* key -> Entry */
  GQueue      used;
  gsize       n_bytes, limit_bytes;
};

static guint64
make_key (AcnTileId id)
{
  return (guint64) id.z << 56 | (guint64) id.x << 28 | id.y;
}

static gsize
count_bytes (const Entry *entry)
{
  return ENTRY_BYTES +
         (entry->image != NULL ? (gsize) entry->image->width * entry->image->height * 4 : 0);
}

static void
free_entry (Entry *entry)
{
  g_clear_pointer (&entry->image, acn_image_unref);
  g_free (entry);
}

/**
 * acn_tile_memory_new:
 * @limit_bytes: of all pictures together
 *
 * Returns: (transfer full): an empty memory
 */
AcnTileMemory *
acn_tile_memory_new (gsize limit_bytes)
{
  AcnTileMemory *self = g_new0 (AcnTileMemory, 1);

  g_mutex_init (&self->lock);
  self->entries =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) free_entry);
  self->limit_bytes = limit_bytes;
  return self;
}

void
acn_tile_memory_free (AcnTileMemory *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
drop (AcnTileMemory *self, Entry *entry)
{
  self->n_bytes -= count_bytes (entry);
  g_queue_unlink (&self->used, &entry->link);
  g_hash_table_remove (self->entries, &entry->key);
}

/**
 * acn_tile_memory_find:
 * @out_image: (out) (transfer full) (nullable): the tile; NULL: there is none, for now
 *
 * Returns: whether anything is known of the tile
 */
gboolean
acn_tile_memory_find (AcnTileMemory *self, AcnTileId id, AcnImage **out_image)
{
  const guint64 key = make_key (id);
  Entry        *entry;

  *out_image = NULL;
  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, &key);
  if (entry != NULL && entry->image == NULL && entry->end_us < g_get_monotonic_time ())
    {
      drop (self, entry);
      entry = NULL;
    }
  if (entry != NULL)
    {
      g_queue_unlink (&self->used, &entry->link);
      g_queue_push_head_link (&self->used, &entry->link);
      *out_image = entry->image != NULL ? acn_image_ref (entry->image) : NULL;
    }
  g_mutex_unlock (&self->lock);
  return entry != NULL;
}

/**
 * acn_tile_memory_keep:
 * @image: (nullable): the tile, shared from now on; NULL: there is none
 * @end_us: monotonic time until which there is none
 */
void
acn_tile_memory_keep (AcnTileMemory *self, AcnTileId id, AcnImage *image, gint64 end_us)
{
  Entry *entry = g_new0 (Entry, 1), *old;

  entry->key = make_key (id);
  entry->image = image != NULL ? acn_image_ref (image) : NULL;
  entry->end_us = end_us;
  entry->link.data = entry;
  g_mutex_lock (&self->lock);
  old = g_hash_table_lookup (self->entries, &entry->key);
  if (old != NULL)
    drop (self, old);
  g_hash_table_insert (self->entries, &entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  self->n_bytes += count_bytes (entry);
  while (self->n_bytes > self->limit_bytes && self->used.length > 1)
    drop (self, self->used.tail->data);
  g_mutex_unlock (&self->lock);
}
