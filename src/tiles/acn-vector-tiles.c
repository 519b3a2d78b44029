/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-vector-tiles.h"

#include <glib/gi18n.h>

/* Unpacked; a tile of a country is 1 MiB at most. */
#define TILE_BYTES_MAX (16 * 1024 * 1024)

static AcnVectorPainter painter;

/**
 * acn_vector_tiles_set_painter:
 *
 * To be called before the first tile is asked for.
 */
void
acn_vector_tiles_set_painter (AcnVectorPainter value)
{
  g_atomic_pointer_set (&painter, value);
}

/**
 * acn_vector_tiles_are_painted:
 *
 * Returns: whether there is a painter
 */
gboolean
acn_vector_tiles_are_painted (void)
{
  return g_atomic_pointer_get (&painter) != NULL;
}

static GBytes *
unpack (GBytes *packed, GError **error)
{
  g_autoptr (GInputStream) base = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GConverter) unzip =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (base, unzip);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[65536];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0)
    {
      if (bytes->len + (gsize) n > TILE_BYTES_MAX)
        {
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_INVALID_DATA,
                               _ ("a vector tile unpacks to over 16 MiB"));
          return NULL;
        }
      g_byte_array_append (bytes, piece, (guint) n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * acn_vector_tile_paint:
 * @tile: a Mapbox Vector Tile, packed by gzip or not
 *
 * Returns: (transfer full) (nullable): its picture, or NULL with an error of %G_IO_ERROR
 */
AcnImage *
acn_vector_tile_paint (GBytes *tile, AcnTileId id, GError **error)
{
  const AcnVectorPainter paint = g_atomic_pointer_get (&painter);
  gsize                  n;
  const guint8          *bytes = g_bytes_get_data (tile, &n);
  g_autoptr (GBytes) plain =
      n > 2 && bytes[0] == 0x1f && bytes[1] == 0x8b ? unpack (tile, error) : g_bytes_ref (tile);

  if (plain == NULL)
    return NULL;
  if (paint == NULL || g_bytes_get_size (plain) > TILE_BYTES_MAX)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("a vector tile cannot be drawn"));
      return NULL;
    }
  return paint (plain, id, error);
}
