/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of members are compared as what they say (an escape hides no duplicate): one by one in
 * small objects, in a seeded hash table in large ones, so that no choice of names makes it slow. */
#include "io/acn-json-scanner-private.h"

#include "io/acn-json-string.h"

/* Members of an object that are compared one by one. */
#define FEW_NAMES 24

typedef struct
{
  guint64 hash;
  gsize   begin;
  guint32 length;
  guint32 has_escapes;
} Name;

static guint64 name_seed;

/*
 * acn_json_scanner_init_names:
 * @self: a scanner
 */
void
acn_json_scanner_init_names (AcnJsonScanner *self)
{
  static gsize seeded;

  if (g_once_init_enter (&seeded))
    {
      name_seed = ((guint64) g_random_int () << 32 | g_random_int ()) | 1;
      g_once_init_leave (&seeded, 1);
    }
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
}

static guint64
hash_bytes (const guint8 *p, gsize length)
{
  guint64 hash = name_seed;

  for (gsize i = 0; i < length; i++)
    {
      hash = (hash ^ p[i]) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
  return hash;
}

static guint
hash_name (gconstpointer bytes)
{
  gsize         length;
  const guint8 *p = g_bytes_get_data ((GBytes *) bytes, &length);

  return (guint) (hash_bytes (p, length) >> 32);
}

static GBytes *
decode_name (AcnJsonScanner *self, const Name *name)
{
  if (!name->has_escapes)
    return g_bytes_new_static (self->data + name->begin, name->length);
  return g_string_free_to_bytes (acn_json_string_decode (self->data + name->begin, name->length));
}

static gboolean
names_equal (AcnJsonScanner *self, const Name *a, const Name *b)
{
  if (a->hash != b->hash)
    return FALSE;
  g_autoptr (GBytes) name_a = decode_name (self, a);
  g_autoptr (GBytes) name_b = decode_name (self, b);
  return g_bytes_equal (name_a, name_b);
}

/* Moves the names of the innermost object into a table. */
static void
use_table (AcnJsonScanner *self)
{
  GHashTable *table =
      g_hash_table_new_full (hash_name, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = self->first_name[self->depth]; i < self->names->len; i++)
    {
      Name *name = &g_array_index (self->names, Name, i);
      g_hash_table_insert (table, decode_name (self, name), GSIZE_TO_POINTER (name->begin));
    }
  self->many_names[self->depth] = table;
}

/* Where the innermost object already has this name, behind the quote; 0 when it has not. Keeps
 * the name. */
static gsize
keep_name (AcnJsonScanner *self, const Name *name)
{
  const guint first = self->first_name[self->depth];
  GHashTable *table = self->many_names[self->depth];

  if (table == NULL && self->names->len - first >= FEW_NAMES)
    {
      use_table (self);
      table = self->many_names[self->depth];
    }
  if (table != NULL)
    {
      GBytes *key = decode_name (self, name);
      gsize   earlier = GPOINTER_TO_SIZE (g_hash_table_lookup (table, key));

      if (earlier == 0)
        g_hash_table_insert (table, key, GSIZE_TO_POINTER (name->begin));
      else
        g_bytes_unref (key);
      return earlier;
    }
  for (guint i = first; i < self->names->len; i++)
    {
      const Name *earlier = &g_array_index (self->names, Name, i);
      if (names_equal (self, earlier, name))
        return earlier->begin;
    }
  g_array_append_vals (self->names, name, 1);
  return 0;
}

/*
 * acn_json_scanner_remember_name:
 * @begin: where the name begins, behind its quote
 * @length: its bytes
 * @has_escapes: whether there is a backslash in it
 *
 * Returns: where the innermost object already has this name (behind the quote), 0 when it has not
 */
gsize
acn_json_scanner_remember_name (AcnJsonScanner *self,
                                gsize           begin,
                                gsize           length,
                                gboolean        has_escapes)
{
  Name name = { .begin = begin, .length = length, .has_escapes = has_escapes };

  if (has_escapes)
    {
      g_autoptr (GString) decoded = acn_json_string_decode (self->data + begin, length);
      name.hash = hash_bytes ((const guint8 *) decoded->str, decoded->len);
    }
  else
    name.hash = hash_bytes (self->data + begin, length);
  return keep_name (self, &name);
}

/*
 * acn_json_scanner_count_names:
 *
 * Returns: members of the innermost object so far
 */
guint
acn_json_scanner_count_names (const AcnJsonScanner *self)
{
  GHashTable *table = self->many_names[self->depth];

  return table != NULL ? g_hash_table_size (table)
                       : self->names->len - self->first_name[self->depth];
}
