/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-area-cache.h"

#include <math.h>

typedef struct
{
  gint64      key;               /* first, so that an entry is its own key */
  GList       link;              /* in the order of use, newest first */
  GList       shape_link;        /* the same of those with an area */
  AcnPyramid *area;              /* NULL when only its size is known */
  double      km2;               /* NaN when it is not known */
  double      low_km2, high_km2; /* limits; NaN when they are not known */
} Entry;

struct _AcnAreaCache
{
  GMutex      mutex;
  GHashTable *entries;
  GQueue      order, shapes;
  guint       n_max;
  guint64     n_points, n_points_max; /* of all areas */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->area, acn_pyramid_unref);
  g_free (entry);
}

static gint64
make_key (guint layer, AcnDay begin_day)
{
  return (gint64) ((guint64) layer << 32 | (guint32) begin_day);
}

/**
 * acn_area_cache_new:
 * @n_max: entries to keep, at least 1
 * @n_points_max: corners of all areas together; the last one used is kept however large it is
 *
 * Returns: (transfer full): an empty cache, for any thread
 */
AcnAreaCache *
acn_area_cache_new (guint n_max, guint64 n_points_max)
{
  AcnAreaCache *self = g_new0 (AcnAreaCache, 1);

  g_mutex_init (&self->mutex);
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);
  self->n_max = n_max;
  self->n_points_max = n_points_max;
  return self;
}

/**
 * acn_area_cache_free:
 * @self: (transfer full): a cache that no thread uses any more
 */
void
acn_area_cache_free (AcnAreaCache *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static guint
count_points (const Entry *entry)
{
  return acn_pyramid_get_geometry (entry->area)->n_points;
}

/* With the lock held: the entry, which becomes the newest, or NULL. */
static Entry *
use_entry (AcnAreaCache *self, gint64 key)
{
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  if (entry->area != NULL)
    {
      g_queue_unlink (&self->shapes, &entry->shape_link);
      g_queue_push_head_link (&self->shapes, &entry->shape_link);
    }
  return entry;
}

/* With the lock held: the area goes, what is known of its size stays. */
static void
drop_area (AcnAreaCache *self, Entry *entry)
{
  if (entry->area == NULL)
    return;
  self->n_points -= count_points (entry);
  g_queue_unlink (&self->shapes, &entry->shape_link);
  g_clear_pointer (&entry->area, acn_pyramid_unref);
}

/* With the lock held: the entry, made when there was none. */
static Entry *
need_entry (AcnAreaCache *self, gint64 key)
{
  Entry *entry = use_entry (self, key);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->key = key;
  entry->km2 = entry->low_km2 = entry->high_km2 = NAN;
  entry->link.data = entry->shape_link.data = entry;
  g_hash_table_insert (self->entries, &entry->key, entry);
  g_queue_push_head_link (&self->order, &entry->link);
  while (self->order.length > self->n_max)
    {
      Entry *oldest = g_queue_peek_tail (&self->order);

      drop_area (self, oldest);
      g_queue_unlink (&self->order, &oldest->link);
      g_hash_table_remove (self->entries, &oldest->key);
    }
  return entry;
}

/**
 * acn_area_cache_get:
 * @layer: index of a layer
 * @begin_day: first day of the step
 *
 * Returns: (transfer full) (nullable): the area, or NULL when it is not kept
 */
AcnPyramid *
acn_area_cache_get (AcnAreaCache *self, guint layer, AcnDay begin_day)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = use_entry (self, make_key (layer, begin_day));

  return entry != NULL && entry->area != NULL ? acn_pyramid_ref (entry->area) : NULL;
}

/**
 * acn_area_cache_get_km2:
 * @out_km2: (out): size of the area
 *
 * Returns: whether the size is kept
 */
gboolean
acn_area_cache_get_km2 (AcnAreaCache *self, guint layer, AcnDay begin_day, double *out_km2)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = use_entry (self, make_key (layer, begin_day));

  if (entry == NULL || isnan (entry->km2))
    return FALSE;
  *out_km2 = entry->km2;
  return TRUE;
}

/**
 * acn_area_cache_put:
 * @area: an area; a reference is kept, in place of an earlier one
 */
void
acn_area_cache_put (AcnAreaCache *self, guint layer, AcnDay begin_day, AcnPyramid *area)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = need_entry (self, make_key (layer, begin_day));

  acn_pyramid_ref (area);
  drop_area (self, entry);
  entry->area = area;
  g_queue_push_head_link (&self->shapes, &entry->shape_link);
  self->n_points += count_points (entry);
  while (self->n_points > self->n_points_max && self->shapes.length > 1)
    drop_area (self, g_queue_peek_tail (&self->shapes));
}

/**
 * acn_area_cache_put_km2:
 * @km2: size of the area
 */
void
acn_area_cache_put_km2 (AcnAreaCache *self, guint layer, AcnDay begin_day, double km2)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  need_entry (self, make_key (layer, begin_day))->km2 = km2;
}

/**
 * acn_area_cache_get_limits:
 * @out_low_km2, @out_high_km2: (out): between which limits the size lies
 *
 * Returns: whether they are kept
 */
gboolean
acn_area_cache_get_limits (
    AcnAreaCache *self, guint layer, AcnDay begin_day, double *out_low_km2, double *out_high_km2)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = use_entry (self, make_key (layer, begin_day));

  if (entry == NULL || isnan (entry->low_km2))
    return FALSE;
  *out_low_km2 = entry->low_km2;
  *out_high_km2 = entry->high_km2;
  return TRUE;
}

/**
 * acn_area_cache_put_limits:
 * @low_km2, @high_km2: between which limits the size of the area lies
 */
void
acn_area_cache_put_limits (
    AcnAreaCache *self, guint layer, AcnDay begin_day, double low_km2, double high_km2)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = need_entry (self, make_key (layer, begin_day));

  entry->low_km2 = low_km2;
  entry->high_km2 = high_km2;
}

/**
 * acn_area_cache_get_n:
 *
 * Returns: entries kept
 */
guint
acn_area_cache_get_n (AcnAreaCache *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->order.length;
}
