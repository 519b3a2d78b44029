/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reaches the painter of vector tiles, and what does not. */
#include "tiles/acn-tile-files.h"
#include "tiles/acn-vector-tiles.h"

static const AcnTileId here = { 3, 4, 2 };
static gsize           n_painted;

static AcnImage *
paint (GBytes *tile, AcnTileId id, GError **error)
{
  g_assert_cmpuint (id.x, ==, here.x);
  n_painted = g_bytes_get_size (tile);
  return acn_image_new (2, 2);
}

static GBytes *
pack (gsize n_bytes)
{
  g_autoptr (GOutputStream) base = g_memory_output_stream_new_resizable ();
  g_autoptr (GConverter) zip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (base, zip);
  g_autofree char *zeros = g_malloc0 (n_bytes);

  g_assert_true (g_output_stream_write_all (stream, zeros, n_bytes, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (base));
}

static void
test_without_painter (void)
{
  const AcnTileInfo vector = { .kind = ACN_TILES_VECTOR }, raster = { .kind = ACN_TILES_RASTER };
  g_autoptr (GBytes) tile = g_bytes_new_static ("\x1a", 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (acn_vector_tiles_are_painted ());
  g_assert_true (acn_tiles_check_kind (&raster, NULL));
  g_assert_false (acn_tiles_check_kind (&vector, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_null (acn_vector_tile_paint (tile, here, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_packed (void)
{
  static const gsize sizes[] = { 1, 70000, 16 * 1024 * 1024 };
  const AcnTileInfo  vector = { .kind = ACN_TILES_VECTOR };
  g_autoptr (GBytes) plain = g_bytes_new_static ("\x1a\x00", 2);
  g_autoptr (AcnImage) image = NULL;

  acn_vector_tiles_set_painter (paint);
  g_assert_true (acn_tiles_check_kind (&vector, NULL));
  image = acn_vector_tile_paint (plain, here, NULL);
  g_assert_nonnull (image);
  g_assert_cmpuint (n_painted, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) tile = pack (sizes[i]);
      g_autoptr (AcnImage) drawn = acn_vector_tile_paint (tile, here, NULL);

      g_assert_nonnull (drawn);
      g_assert_cmpuint (n_painted, ==, sizes[i]);
    }
}

static void
test_bomb_and_torn (void)
{
  g_autoptr (GBytes) bomb = pack (16 * 1024 * 1024 + 1);
  g_autoptr (GBytes) whole = pack (5000);
  g_autoptr (GBytes) torn = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 9);
  g_autoptr (GError) error = NULL;

  n_painted = 0;
  g_assert_null (acn_vector_tile_paint (bomb, here, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_null (acn_vector_tile_paint (torn, here, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (n_painted, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/vector/without-painter", test_without_painter);
  g_test_add_func ("/tiles/vector/packed", test_packed);
  g_test_add_func ("/tiles/vector/bomb-and-torn", test_bomb_and_torn);
  return g_test_run ();
}
