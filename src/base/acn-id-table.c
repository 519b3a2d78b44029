/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open addressing with linear steps, at most half full. The hash is seeded, so that no file can
 * choose ids that meet. The bits of a slot that no index needs hold those of the hash that choose
 * no slot: an id that is not the one looked for hardly ever has to be read. */
#include "base/acn-id-table.h"

#include "base/acn-memory.h"

#include <string.h>

#define SIZE_MIN 16

static inline const char *
get_id (gconstpointer ids, gsize stride, guint index)
{
  return *(const char *const *) (gconstpointer) ((const char *) ids + index * stride);
}

static guint64
get_seed (void)
{
  static gsize seed;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, ((gsize) g_random_int () << 16 ^ g_random_int ()) | 1);
  return seed;
}

static guint32
hash_id (const char *id)
{
  guint64 hash = get_seed ();

  for (; *id != '\0'; id++)
    {
      hash = (hash ^ (guint8) *id) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 32;
    }
  return (guint32) hash;
}

/**
 * acn_id_table_init:
 * @self: (out caller-allocates): an empty table
 */
void
acn_id_table_init (AcnIdTable *self)
{
  *self = (AcnIdTable){ 0 };
}

/**
 * acn_id_table_clear:
 * @self: a table, empty after that
 */
void
acn_id_table_clear (AcnIdTable *self)
{
  g_free (self->slots);
  acn_id_table_init (self);
}

/* The place that a slot holds, or G_MAXUINT where it is empty. */
static inline guint
get_index (const AcnIdTable *self, guint32 slot)
{
  return (slot & self->mask) - 1;
}

static inline guint32
make_slot (const AcnIdTable *self, guint index, guint32 hash)
{
  return (hash & ~self->mask) | (index + 1);
}

/* The slot that holds @id, or where it would be. */
static guint32 *
find_slot (const AcnIdTable *self, gconstpointer ids, gsize stride, const char *id, guint32 hash)
{
  guint32 at = hash & self->mask;

  while (self->slots[at] != 0 &&
         (((self->slots[at] ^ hash) & ~self->mask) != 0 ||
          strcmp (get_id (ids, stride, get_index (self, self->slots[at])), id) != 0))
    at = (at + 1) & self->mask;
  return &self->slots[at];
}

/**
 * acn_id_table_reserve:
 * @ids: where the id of the first element is; as in acn_id_table_add()
 * @n: elements that there will be
 *
 * Makes room for them at once.
 */
void
acn_id_table_reserve (AcnIdTable *self, gconstpointer ids, gsize stride, guint n)
{
  g_autofree guint32 *old = NULL;
  const guint32       n_old = self->slots != NULL ? self->mask + 1 : 0;
  const guint32       old_mask = self->mask;
  guint32             size = SIZE_MIN;

  while (size / 2 < n)
    size *= 2;
  if (size <= n_old)
    return;
  old = self->slots;
  self->slots = g_new0 (guint32, size);
  acn_memory_expect (self->slots, size * sizeof (guint32));
  self->mask = size - 1;
  for (guint32 i = 0; i < n_old; i++)
    if (old[i] != 0)
      {
        const guint   index = (old[i] & old_mask) - 1;
        const char   *id = get_id (ids, stride, index);
        const guint32 hash = hash_id (id);

        *find_slot (self, ids, stride, id, hash) = make_slot (self, index, hash);
      }
}

/**
 * acn_id_table_prefetch:
 * @id: that will be added or looked for soon
 *
 * Lets the processor fetch its slot meanwhile: a large table is in none of its caches.
 */
void
acn_id_table_prefetch (const AcnIdTable *self, const char *id)
{
  if (self->slots != NULL)
    __builtin_prefetch (&self->slots[hash_id (id) & self->mask]);
}

/**
 * acn_id_table_add:
 * @ids: where the id of the first element is; may lie elsewhere than before
 * @stride: bytes from one id to the next
 * @index: place of the element, which has an id
 *
 * Returns: the place of the element that has this id already; @index when none had
 */
guint
acn_id_table_add (AcnIdTable *self, gconstpointer ids, gsize stride, guint index)
{
  const char   *id = get_id (ids, stride, index);
  const guint32 hash = hash_id (id);
  guint32      *slot;

  acn_id_table_reserve (self, ids, stride, MAX (self->n, index) + 1);
  slot = find_slot (self, ids, stride, id, hash);
  if (*slot != 0)
    return get_index (self, *slot);
  *slot = make_slot (self, index, hash);
  self->n++;
  return index;
}

/**
 * acn_id_table_find:
 * @ids: where the id of the first element is
 * @stride: bytes from one id to the next
 * @id: any string
 *
 * Returns: the place of the element with this id, or G_MAXUINT
 */
guint
acn_id_table_find (const AcnIdTable *self, gconstpointer ids, gsize stride, const char *id)
{
  if (self->slots == NULL)
    return G_MAXUINT;
  return get_index (self, *find_slot (self, ids, stride, id, hash_id (id)));
}
