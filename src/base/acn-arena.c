/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-arena.h"

#include "base/acn-memory.h"

#include <string.h>

/* Bytes that are asked of the system at once; what is a quarter of it or more has its own block. */
#define BLOCK_SIZE 65536
/* What has so many blocks gets large ones, bytes. */
#define N_SMALL_BLOCKS 256
#define LARGE_BLOCK_SIZE (4 * 1024 * 1024)
/* Strings that are remembered for sharing: a power of two. Two that meet in one place are both
 * kept, so that the table does not grow with what is in a file. */
#define N_SHARED 4096

struct _AcnArena
{
  char       *at, *end; /* what is free in the block that is being filled */
  GPtrArray  *blocks;
  const char *shared[N_SHARED];
};

/**
 * acn_arena_new:
 *
 * Returns: (transfer full): an empty arena
 */
AcnArena *
acn_arena_new (void)
{
  AcnArena *self = g_new0 (AcnArena, 1);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * acn_arena_free:
 * @self: (transfer full): an arena; all that it gave goes with it
 */
void
acn_arena_free (AcnArena *self)
{
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static char *
add_block (AcnArena *self, gsize size)
{
  char *block = g_malloc (size);

  acn_memory_expect (block, size);
  g_ptr_array_add (self->blocks, block);
  return block;
}

/**
 * acn_arena_alloc:
 * @size: bytes
 * @alignment: 1, 2, 4 or 8
 *
 * Returns: (transfer none): memory that is not cleared
 */
gpointer
acn_arena_alloc (AcnArena *self, gsize size, gsize alignment)
{
  gsize padding = -(gsize) self->at & (alignment - 1);
  char *memory;

  if (size >= BLOCK_SIZE / 4)
    return add_block (self, size);
  if (padding + size > (gsize) (self->end - self->at))
    {
      const gsize block_size = self->blocks->len < N_SMALL_BLOCKS ? BLOCK_SIZE : LARGE_BLOCK_SIZE;

      self->at = add_block (self, block_size);
      self->end = self->at + block_size;
      padding = 0;
    }
  memory = self->at + padding;
  self->at = memory + size;
  return memory;
}

/**
 * acn_arena_string:
 * @string: (array length=length): without 0 in it
 * @length: bytes
 *
 * Returns: (transfer none): a copy, ended by 0
 */
const char *
acn_arena_string (AcnArena *self, const char *string, gsize length)
{
  char *copy = acn_arena_alloc (self, length + 1, 1);

  memcpy (copy, string, length);
  copy[length] = '\0';
  return copy;
}

/**
 * acn_arena_share_string:
 * @string: (array length=length): without 0 in it
 * @length: bytes
 *
 * As acn_arena_string(), for strings of which many are alike.
 *
 * Returns: (transfer none): a copy, perhaps one that was given before
 */
const char *
acn_arena_share_string (AcnArena *self, const char *string, gsize length)
{
  guint32      hash = 2166136261u;
  const char **place;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) string[i]) * 16777619u;
  place = &self->shared[(hash ^ hash >> 16) % N_SHARED];
  if (*place == NULL || strncmp (*place, string, length) != 0 || (*place)[length] != '\0')
    *place = acn_arena_string (self, string, length);
  return *place;
}
