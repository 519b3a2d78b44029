/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-gunzip.h"

#include <glib/gi18n.h>

#define CHUNK 16384

/**
 * acn_gunzip:
 * @data: (array length=size): one gzip stream
 * @limit: the most that it may become, bytes
 *
 * Returns: (transfer full) (nullable): what it holds; NULL with an error of %G_IO_ERROR, also when
 *   it holds more than @limit
 */
GBytes *
acn_gunzip (const guint8 *data, gsize size, gsize limit, GError **error)
{
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result;

  do
    {
      guint8 chunk[CHUNK];
      gsize  n_read = 0, n_written = 0;

      result = g_converter_convert (G_CONVERTER (gzip),
                                    data,
                                    size,
                                    chunk,
                                    sizeof chunk,
                                    G_CONVERTER_INPUT_AT_END,
                                    &n_read,
                                    &n_written,
                                    error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      data += n_read;
      size -= n_read;
      if (n_written > limit - out->len)
        {
          g_set_error (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_DATA,
                       /* Translators: of a file; KiB are 1024 bytes. */
                       _ ("a part of it is larger than %u KiB when decompressed"),
                       (guint) (limit / 1024));
          return NULL;
        }
      g_byte_array_append (out, chunk, (guint) n_written);
    }
  while (result != G_CONVERTER_FINISHED);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
