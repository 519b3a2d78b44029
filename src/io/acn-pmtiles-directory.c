/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-pmtiles-directory.h"

#include <glib/gi18n.h>

/* Varints: numbers of seven bits a byte, the lowest first. */
typedef struct
{
  const guint8 *at, *end;
  gboolean      bad;
} Varints;

static guint64
next (Varints *self)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      if (self->at == self->end)
        break;
      /* The tenth byte has room for one bit. */
      if (shift == 63 && *self->at > 1)
        break;
      value |= (guint64) (*self->at & 0x7f) << shift;
      if ((*self->at++ & 0x80) == 0)
        return value;
    }
  self->bad = TRUE;
  return 0;
}

static guint32
next_32 (Varints *self)
{
  const guint64 value = next (self);

  self->bad |= value > G_MAXUINT32;
  return (guint32) value;
}

/* Each column of the table stands whole, one after the other. */
static gboolean
read_columns (Varints *varints, AcnPmtilesEntry *entries, guint n)
{
  guint64 number = 0;

  for (guint i = 0; i < n; i++)
    {
      const guint64 step = next (varints);

      if (!g_uint64_checked_add (&number, number, step) || (i > 0 && step == 0))
        return FALSE;
      entries[i].number = number;
    }
  for (guint i = 0; i < n; i++)
    entries[i].run = next_32 (varints);
  for (guint i = 0; i < n; i++)
    {
      entries[i].length = next_32 (varints);
      if (entries[i].length == 0)
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const guint64 offset = next (varints);

      if (offset > 0)
        entries[i].offset = offset - 1;
      else if (i == 0 || !g_uint64_checked_add (
                             &entries[i].offset, entries[i - 1].offset, entries[i - 1].length))
        return FALSE;
    }
  return !varints->bad;
}

/**
 * acn_pmtiles_directory_read:
 * @data: (array length=size) (nullable): the directory, decompressed
 *
 * Returns: (transfer full) (nullable) (element-type AcnPmtilesEntry): its entries, their numbers
 *   growing; NULL with %G_IO_ERROR_INVALID_DATA
 * Source: PMTiles specification, version 3.4, “Directory Encoding”
 */
GArray *
acn_pmtiles_directory_read (const guint8 *data, gsize size, GError **error)
{
  Varints       varints = { data, size > 0 ? data + size : data, FALSE };
  const guint64 n = next (&varints);

  /* An entry takes four bytes at least, so a lie about how many there are costs no memory. */
  if (!varints.bad && n <= ACN_PMTILES_ENTRIES_MAX && n <= size / 4)
    {
      g_autoptr (GArray) entries =
          g_array_sized_new (FALSE, TRUE, sizeof (AcnPmtilesEntry), (guint) n);

      g_array_set_size (entries, (guint) n);
      if (read_columns (&varints, (AcnPmtilesEntry *) (gpointer) entries->data, (guint) n))
        return g_steal_pointer (&entries);
    }
  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("one of its directories is damaged"));
  return NULL;
}

/**
 * acn_pmtiles_directory_find:
 * @number: of a tile
 *
 * Returns: (transfer none) (nullable): the entry that has the tile, or the directory in which to
 *   look on; NULL when there is none
 */
const AcnPmtilesEntry *
acn_pmtiles_directory_find (const GArray *directory, guint64 number)
{
  guint low = 0, high = directory->len;

  /* Entries before @low begin at or before @number. */
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (directory, AcnPmtilesEntry, middle).number <= number)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return NULL;

  const AcnPmtilesEntry *entry = &g_array_index (directory, AcnPmtilesEntry, low - 1);
  return entry->run == 0 || number - entry->number < entry->run ? entry : NULL;
}
