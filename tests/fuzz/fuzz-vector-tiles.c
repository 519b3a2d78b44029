/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vector tile, packed or not: its painter gets what was packed, never more than its share, and
 * nothing of what is torn. With an odd first byte the rest is packed here, as no fuzzer finds the
 * checksum of gzip. */
#include <gio/gio.h>

#include "tiles/acn-vector-tiles.h"

/* As src/tiles/acn-vector-tiles.c has it. */
#define TILE_BYTES_MAX (16 * 1024 * 1024)

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static GBytes *painted;

static AcnImage *
paint (GBytes *tile, AcnTileId id, GError **error)
{
  g_assert_cmpuint (g_bytes_get_size (tile), <=, TILE_BYTES_MAX);
  g_assert_null (painted);
  painted = g_bytes_ref (tile);
  return acn_image_new (1, 1);
}

static GBytes *
pack (const guint8 *data, size_t size)
{
  g_autoptr (GOutputStream) base = g_memory_output_stream_new_resizable ();
  g_autoptr (GConverter) zip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (base, zip);

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (base));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const gboolean packs = size > 0 && data[0] % 2 == 1;
  g_autoptr (GBytes) plain = g_bytes_new (data + packs, size - packs);
  g_autoptr (GBytes) tile = packs ? pack (data + 1, size - 1) : g_bytes_ref (plain);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnImage) image = NULL;

  acn_vector_tiles_set_painter (paint);
  image = acn_vector_tile_paint (tile, (AcnTileId){ 0, 0, 0 }, &error);
  g_assert_true ((image == NULL) == (error != NULL));
  g_assert_true ((image == NULL) == (painted == NULL));
  if (packs)
    g_assert_true (painted != NULL && g_bytes_equal (painted, plain));
  g_clear_pointer (&painted, g_bytes_unref);
  return 0;
}
