/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-pmtiles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "io/acn-gunzip.h"
#include "io/acn-image-header.h"
#include "io/acn-json-document.h"
#include "io/acn-pmtiles-directory.h"

#define HEADER_SIZE 127
/* The first request to a server brings header and root directory at once. */
#define FIRST_READ (16 * 1024)
#define DIRECTORY_MAX (1024 * 1024)
#define DIRECTORY_UNPACKED_MAX (16 * 1024 * 1024)
#define METADATA_MAX (1024 * 1024)
#define METADATA_UNPACKED_MAX (4 * 1024 * 1024)
/* Directories below the root. */
#define DEPTH_MAX 3

typedef enum
{
  PACKED_UNKNOWN,
  PACKED_NOT,
  PACKED_GZIP,
  PACKED_BROTLI,
  PACKED_ZSTD,
} Packing;

/* A part of the file. */
typedef struct
{
  guint64 offset, length;
} Section;

struct _AcnPmtiles
{
  AcnByteSource *source;
  AcnTileInfo    info;
  Section        root, metadata, leaves, tiles;
  Packing        directory_packing, tile_packing;
  GBytes        *head;      /* the first bytes of the file */
  GArray        *directory; /* the root */
  GMutex         lock;
  GHashTable    *kept;   /* offset -> GArray, of leaves; under the lock */
  gsize          n_kept; /* entries in them */
};

/**
 * acn_pmtiles_number:
 * @id: a valid tile
 *
 * Returns: its number: the tiles of all lower zooms, then its place on the Hilbert curve of its own
 * Source: PMTiles specification, version 3.4, “Tile ID encoding”
 */
guint64
acn_pmtiles_number (AcnTileId id)
{
  guint64 number = ((G_GUINT64_CONSTANT (1) << 2 * id.z) - 1) / 3;
  guint64 x = id.x, y = id.y;

  for (guint64 side = (G_GUINT64_CONSTANT (1) << id.z) / 2; side > 0; side /= 2)
    {
      const guint64 right = (x & side) != 0, low = (y & side) != 0;

      number += side * side * ((3 * right) ^ low);
      if (low)
        continue;
      /* Turned about the quarter's middle, so that the curve goes on where it left. */
      if (right)
        {
          x = side - 1 - (x & (side - 1));
          y = side - 1 - (y & (side - 1));
        }
      const guint64 swap = x;
      x = y;
      y = swap;
    }
  return number;
}

/* --- Header ---------------------------------------------------------------------------------- */

static guint64
read_le64 (const guint8 *p)
{
  guint64 value;

  memcpy (&value, p, sizeof value);
  return GUINT64_FROM_LE (value);
}

static Section
read_section (const guint8 *p)
{
  return (Section){ read_le64 (p), read_le64 (p + 8) };
}

static gboolean
fail (GError **error, GIOErrorEnum code, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, code, message);
  return FALSE;
}

static gboolean
read_kind (AcnPmtiles *self, guint8 kind, GError **error)
{
  self->info.kind = kind == 1 ? ACN_TILES_VECTOR : ACN_TILES_RASTER;
  if (kind == 5)
    return fail (
        error, G_IO_ERROR_NOT_SUPPORTED, _ ("its tiles are AVIF; PNG, JPEG and WebP are read"));
  return TRUE;
}

static gboolean
read_header (AcnPmtiles *self, GError **error)
{
  gsize         size;
  const guint8 *p = g_bytes_get_data (self->head, &size);

  if (size < 8 || memcmp (p, "PMTiles", 7) != 0)
    return fail (error, G_IO_ERROR_INVALID_DATA, _ ("it is no PMTiles archive"));
  if (p[7] != 3)
    return fail (
        error, G_IO_ERROR_NOT_SUPPORTED, _ ("it is PMTiles of another version; version 3 is read"));
  if (size < HEADER_SIZE)
    return fail (error, G_IO_ERROR_PARTIAL_INPUT, _ ("it ends within its header"));
  self->root = read_section (p + 8);
  self->metadata = read_section (p + 24);
  self->leaves = read_section (p + 40);
  self->tiles = read_section (p + 56);
  self->directory_packing = p[97];
  self->tile_packing = p[98];
  self->info.min_zoom = p[100];
  self->info.max_zoom = p[101];
  if (self->info.min_zoom > self->info.max_zoom || self->info.max_zoom > ACN_TILE_ZOOM_MAX)
    return fail (error, G_IO_ERROR_INVALID_DATA, _ ("its zoom levels are out of order"));
  if (self->directory_packing > PACKED_GZIP || self->tile_packing > PACKED_GZIP)
    return fail (error,
                 G_IO_ERROR_NOT_SUPPORTED,
                 _ ("it is compressed by another method than gzip, which alone is read"));
  return read_kind (self, p[99], error);
}

/* --- Parts ----------------------------------------------------------------------------------- */

/* From the bytes that are there already, or from the source. */
static GBytes *
read_bytes (AcnPmtiles   *self,
            guint64       offset,
            guint64       length,
            gsize         limit,
            GCancellable *cancellable,
            GError      **error)
{
  const gsize n_head = g_bytes_get_size (self->head);

  if (length <= limit && offset <= n_head && length <= n_head - offset)
    return g_bytes_new_from_bytes (self->head, offset, length);
  return acn_byte_source_read (self->source, offset, length, limit, cancellable, error);
}

static GBytes *
unpack (GBytes *packed, Packing packing, gsize limit, GError **error)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  if (packing != PACKED_GZIP)
    return g_bytes_ref (packed);
  return acn_gunzip (data, size, limit, error);
}

static GArray *
read_directory (
    AcnPmtiles *self, guint64 offset, guint64 length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) packed = read_bytes (self, offset, length, DIRECTORY_MAX, cancellable, error);
  g_autoptr (GBytes) bytes =
      packed != NULL ? unpack (packed, self->directory_packing, DIRECTORY_UNPACKED_MAX, error)
                     : NULL;
  gsize         size;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size); /* NULL of none */
  return acn_pmtiles_directory_read (data, size, error);
}

/* What the metadata say is for people: whatever is wrong there, the tiles can be shown. */
static void
read_words (AcnPmtiles *self, const char *file, GCancellable *cancellable)
{
  g_autoptr (GBytes) packed = read_bytes (
      self, self->metadata.offset, self->metadata.length, METADATA_MAX, cancellable, NULL);
  g_autoptr (GBytes) bytes =
      packed != NULL ? unpack (packed, self->directory_packing, METADATA_UNPACKED_MAX, NULL) : NULL;
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnJsonDocument) document =
      bytes != NULL ? acn_json_document_new (bytes, file, diagnostics, cancellable) : NULL;
  JsonNode   *root = document != NULL ? acn_json_document_get_root (document) : NULL;
  const char *words[2] = { NULL, NULL };

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *node =
          json_object_get_member (json_node_get_object (root), i == 0 ? "name" : "attribution");

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
        words[i] = json_node_get_string (node);
    }
  acn_tile_info_set_words (&self->info, words[0], words[1]);
}

/* --- The archive ------------------------------------------------------------------------------ */

/**
 * acn_pmtiles_new:
 * @source: (transfer full): the archive
 * @file: what to call it in messages
 *
 * Returns: (transfer full) (nullable): the archive with its root directory; NULL with an error of
 *   %G_IO_ERROR
 */
AcnPmtiles *
acn_pmtiles_new (AcnByteSource *source, const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (AcnPmtiles) self = g_new0 (AcnPmtiles, 1);

  self->source = source;
  g_mutex_init (&self->lock);
  self->kept =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->head = acn_byte_source_read (
      source, 0, MIN (source->size, FIRST_READ), FIRST_READ, cancellable, error);
  if (self->head == NULL || !read_header (self, error))
    return NULL;
  self->directory = read_directory (self, self->root.offset, self->root.length, cancellable, error);
  if (self->directory == NULL)
    return NULL;
  read_words (self, file, cancellable);
  return g_steal_pointer (&self);
}

void
acn_pmtiles_free (AcnPmtiles *self)
{
  acn_tile_info_clear (&self->info);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->directory, g_array_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->source, acn_byte_source_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const AcnTileInfo *
acn_pmtiles_get_info (const AcnPmtiles *self)
{
  return &self->info;
}

/* Within its section, or FALSE. */
static gboolean
place_entry (const Section *section, const AcnPmtilesEntry *entry, guint64 *out, GError **error)
{
  guint64 end;

  if (g_uint64_checked_add (&end, entry->offset, entry->length) && end <= section->length &&
      g_uint64_checked_add (out, section->offset, entry->offset))
    return TRUE;
  return fail (error, G_IO_ERROR_INVALID_DATA, _ ("one of its directories points out of the file"));
}

static GArray *
get_leaf (AcnPmtiles *self, const AcnPmtilesEntry *entry, GCancellable *cancellable, GError **error)
{
  GArray *leaf;
  guint64 offset;

  if (!place_entry (&self->leaves, entry, &offset, error))
    return NULL;
  g_mutex_lock (&self->lock);
  leaf = g_hash_table_lookup (self->kept, &offset);
  if (leaf != NULL)
    g_array_ref (leaf);
  g_mutex_unlock (&self->lock);
  if (leaf != NULL)
    return leaf;
  leaf = read_directory (self, offset, entry->length, cancellable, error);
  if (leaf == NULL)
    return NULL;
  g_mutex_lock (&self->lock);
  if (self->n_kept + leaf->len > ACN_PMTILES_ENTRIES_MAX)
    {
      g_hash_table_remove_all (self->kept);
      self->n_kept = 0;
    }
  if (g_hash_table_insert (self->kept, g_memdup2 (&offset, sizeof offset), g_array_ref (leaf)))
    self->n_kept += leaf->len;
  g_mutex_unlock (&self->lock);
  return leaf;
}

static GBytes *
read_tile (AcnPmtiles            *self,
           const AcnPmtilesEntry *entry,
           GCancellable          *cancellable,
           GError               **error)
{
  g_autoptr (GBytes) packed = NULL;
  guint64 offset;

  if (!place_entry (&self->tiles, entry, &offset, error))
    return NULL;
  packed = read_bytes (self, offset, entry->length, ACN_IMAGE_BYTES_MAX, cancellable, error);
  return packed != NULL ? unpack (packed, self->tile_packing, ACN_IMAGE_BYTES_MAX, error) : NULL;
}

/**
 * acn_pmtiles_read:
 * @id: a valid tile
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the tile; NULL with %G_IO_ERROR_NOT_FOUND when the archive
 *   has none there, or with another error of %G_IO_ERROR
 */
GBytes *
acn_pmtiles_read (AcnPmtiles *self, AcnTileId id, GCancellable *cancellable, GError **error)
{
  const guint64 number = acn_pmtiles_number (id);
  g_autoptr (GArray) directory = g_array_ref (self->directory);

  for (guint depth = 0; depth <= DEPTH_MAX; depth++)
    {
      const AcnPmtilesEntry *entry = acn_pmtiles_directory_find (directory, number);
      GArray                *leaf;

      if (entry == NULL)
        {
          fail (error, G_IO_ERROR_NOT_FOUND, _ ("there is no such tile"));
          return NULL;
        }
      if (entry->run > 0)
        return read_tile (self, entry, cancellable, error);
      leaf = get_leaf (self, entry, cancellable, error);
      if (leaf == NULL)
        return NULL;
      g_array_unref (directory);
      directory = leaf;
    }
  fail (error, G_IO_ERROR_INVALID_DATA, _ ("its directories lie in each other without an end"));
  return NULL;
}
