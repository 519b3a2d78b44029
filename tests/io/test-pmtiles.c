/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "io/acn-gunzip.h"
#include "io/acn-pmtiles-directory.h"
#include "io/acn-pmtiles.h"

/* --- Numbers --------------------------------------------------------------------------------- */

/* The curve walked step by step by turning its pieces, another way than the one under test.
 * Source: D. Hilbert, Math. Ann. 38 (1891) 459. */
static void
walk (guint n, int x, int y, int ax, int ay, int bx, int by, GArray *out)
{
  if (n == 0)
    {
      guint point[2] = { (guint) x, (guint) y };

      g_array_append_vals (out, point, 2);
      return;
    }
  const int half = 1 << (n - 1);

  /* (x, y) is the corner where the piece begins, a runs along the way to its end, b inward. */
  walk (n - 1, x, y, bx, by, ax, ay, out);
  walk (n - 1, x + half * bx, y + half * by, ax, ay, bx, by, out);
  walk (n - 1, x + half * (ax + bx), y + half * (ay + by), ax, ay, bx, by, out);
  walk (n - 1,
        x + (2 * half - 1) * ax + (half - 1) * bx,
        y + (2 * half - 1) * ay + (half - 1) * by,
        -bx,
        -by,
        -ax,
        -ay,
        out);
}

static void
test_numbers (void)
{
  guint64 begin = 0;

  g_assert_cmpuint (acn_pmtiles_number ((AcnTileId){ 0, 0, 0 }), ==, 0);
  for (guint z = 1; z <= 6; z++)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (guint));

      begin += G_GUINT64_CONSTANT (1) << 2 * (z - 1);
      walk (z, 0, 0, 1, 0, 0, 1, points);
      g_assert_cmpuint (points->len, ==, 2u << 2 * z);
      for (guint i = 0; i < points->len / 2; i++)
        {
          const AcnTileId id = { z,
                                 g_array_index (points, guint, 2 * i),
                                 g_array_index (points, guint, 2 * i + 1) };

          g_assert_cmpuint (acn_pmtiles_number (id), ==, begin + i);
        }
    }
}

/* Neighbours on the curve are neighbours on the map, and no number comes twice, at depth too. */
static void
test_deep_numbers (void)
{
  g_assert_cmpuint (acn_pmtiles_number ((AcnTileId){ 24, (1u << 24) - 1, 0 }),
                    ==,
                    ((G_GUINT64_CONSTANT (1) << 48) - 1) / 3 + (G_GUINT64_CONSTANT (1) << 48) - 1);
  g_assert_cmpuint (
      acn_pmtiles_number ((AcnTileId){ 24, 0, 0 }), ==, ((G_GUINT64_CONSTANT (1) << 48) - 1) / 3);
}

/* --- Archives -------------------------------------------------------------------------------- */

static void
put_varint (GByteArray *out, guint64 value)
{
  do
    {
      guint8 byte = (guint8) ((value & 0x7f) | (value > 0x7f ? 0x80 : 0));

      g_byte_array_append (out, &byte, 1);
      value >>= 7;
    }
  while (value > 0);
}

static GByteArray *
make_directory (const AcnPmtilesEntry *entries, guint n)
{
  GByteArray *out = g_byte_array_new ();

  put_varint (out, n);
  for (guint i = 0; i < n; i++)
    put_varint (out, entries[i].number - (i > 0 ? entries[i - 1].number : 0));
  for (guint i = 0; i < n; i++)
    put_varint (out, entries[i].run);
  for (guint i = 0; i < n; i++)
    put_varint (out, entries[i].length);
  for (guint i = 0; i < n; i++)
    put_varint (out,
                i > 0 && entries[i].offset == entries[i - 1].offset + entries[i - 1].length
                    ? 0
                    : entries[i].offset + 1);
  return out;
}

static GByteArray *
compress (const void *data, gsize size)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  GByteArray      *out = g_byte_array_new ();
  const guint8    *p = data;
  GConverterResult result;

  do
    {
      guint8 chunk[65536];
      gsize  n_read, n_written;

      result = g_converter_convert (G_CONVERTER (gzip),
                                    p,
                                    size,
                                    chunk,
                                    sizeof chunk,
                                    G_CONVERTER_INPUT_AT_END,
                                    &n_read,
                                    &n_written,
                                    NULL);
      g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
      p += n_read;
      size -= n_read;
      g_byte_array_append (out, chunk, (guint) n_written);
    }
  while (result != G_CONVERTER_FINISHED);
  return out;
}

static void
put_64 (GByteArray *out, gsize at, guint64 value)
{
  value = GUINT64_TO_LE (value);
  memcpy (out->data + at, &value, 8);
}

typedef struct
{
  GByteArray *root, *metadata, *leaves, *tiles;
  guint8      directory_packing, tile_packing, kind, min_zoom, max_zoom;
} Parts;

static GByteArray *
assemble (const Parts *parts)
{
  GByteArray       *out = g_byte_array_new ();
  const GByteArray *sections[] = { parts->root, parts->metadata, parts->leaves, parts->tiles };

  g_byte_array_set_size (out, 127);
  memset (out->data, 0, 127);
  memcpy (out->data, "PMTiles\3", 8);
  for (guint i = 0; i < 4; i++)
    {
      put_64 (out, 8 + 16 * i, out->len);
      put_64 (out, 16 + 16 * i, sections[i] != NULL ? sections[i]->len : 0);
      if (sections[i] != NULL)
        g_byte_array_append (out, sections[i]->data, sections[i]->len);
    }
  out->data[97] = parts->directory_packing;
  out->data[98] = parts->tile_packing;
  out->data[99] = parts->kind;
  out->data[100] = parts->min_zoom;
  out->data[101] = parts->max_zoom;
  return out;
}

static AcnPmtiles *
open_bytes (const GByteArray *archive, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (archive->data, archive->len);

  return acn_pmtiles_new (acn_byte_source_new_bytes (bytes), "a.pmtiles", NULL, error);
}

static GByteArray *
from_text (const char *text)
{
  return g_byte_array_append (g_byte_array_new (), (const guint8 *) text, (guint) strlen (text));
}

/* Tiles of zooms 0 to 2: "world", then one for all four of zoom 1, then one of zoom 2 in a leaf. */
static GByteArray *
make_archive (gboolean packed)
{
  const AcnPmtilesEntry leaf_entries[] = {
    { acn_pmtiles_number ((AcnTileId){ 2, 3, 1 }), 9, 4, 1 }
  };
  g_autoptr (GByteArray) plain_leaf = make_directory (leaf_entries, 1);
  g_autoptr (GByteArray) leaf =
      packed ? compress (plain_leaf->data, plain_leaf->len) : g_byte_array_ref (plain_leaf);
  const AcnPmtilesEntry entries[] = { { 0, 0, 5, 1 }, { 1, 5, 4, 4 }, { 5, 0, leaf->len, 0 } };
  g_autoptr (GByteArray) plain_root = make_directory (entries, 3);
  g_autoptr (GByteArray) root =
      packed ? compress (plain_root->data, plain_root->len) : g_byte_array_ref (plain_root);
  const char *json = "{\"name\":\"Three\",\"attribution\":\"<a href='x'>&copy; Us</a>\"}";
  g_autoptr (GByteArray) metadata = packed ? compress (json, strlen (json)) : from_text (json);
  g_autoptr (GByteArray) tiles = from_text ("worldfourleaf");
  const Parts parts = { root, metadata, leaf, tiles, packed ? 2 : 1, 1, 2, 0, 2 };

  return assemble (&parts);
}

static void
assert_tile (AcnPmtiles *pmtiles, AcnTileId id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = acn_pmtiles_read (pmtiles, id, NULL, &error);

  if (expected == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_assert_null (bytes);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpmem (
      g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
check_archive (AcnPmtiles *pmtiles)
{
  const AcnTileInfo *info = acn_pmtiles_get_info (pmtiles);

  g_assert_cmpstr (info->name, ==, "Three");
  g_assert_cmpstr (info->attribution, ==, "© Us");
  g_assert_cmpint (info->kind, ==, ACN_TILES_RASTER);
  g_assert_cmpuint (info->max_zoom, ==, 2);
  for (guint i = 0; i < 2; i++) /* the second time from what is kept */
    {
      assert_tile (pmtiles, (AcnTileId){ 0, 0, 0 }, "world");
      assert_tile (pmtiles, (AcnTileId){ 1, 0, 0 }, "four");
      assert_tile (pmtiles, (AcnTileId){ 1, 1, 1 }, "four");
      assert_tile (pmtiles, (AcnTileId){ 2, 3, 1 }, "leaf");
      assert_tile (pmtiles, (AcnTileId){ 2, 3, 2 }, NULL);
      assert_tile (pmtiles, (AcnTileId){ 24, 3, 2 }, NULL);
    }
}

static void
test_archive (void)
{
  for (guint packed = 0; packed < 2; packed++)
    {
      g_autoptr (GByteArray) archive = make_archive (packed == 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnPmtiles) pmtiles = open_bytes (archive, &error);

      g_assert_no_error (error);
      check_archive (pmtiles);
    }
}

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("acn-pmtiles-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.pmtiles", NULL);
  g_autoptr (GByteArray) archive = make_archive (TRUE);
  g_autoptr (GError) error = NULL;
  AcnByteSource *source;

  g_assert_true (g_file_set_contents (path, (char *) archive->data, archive->len, NULL));
  source = acn_byte_source_new_file (path, &error);
  g_assert_no_error (error);
  {
    g_autoptr (AcnPmtiles) pmtiles = acn_pmtiles_new (source, path, NULL, &error);

    g_assert_no_error (error);
    check_archive (pmtiles);
  }
  g_assert_null (acn_byte_source_new_file (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_null (acn_byte_source_new_file ("/dev/zero", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_unlink (path);
  g_rmdir (folder);
}

/* A file that is cut while it is open gives an error and no signal. */
static void
test_cut_while_open (void)
{
  g_autofree char *folder = g_dir_make_tmp ("acn-pmtiles-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.pmtiles", NULL);
  g_autoptr (GByteArray) archive = make_archive (FALSE);
  g_autoptr (GError) error = NULL;

  const guint length = archive->len;

  g_byte_array_set_size (archive, length + 100000);
  memset (archive->data + length, 0, 100000);
  put_64 (archive, 56, archive->len - 8);
  put_64 (archive, 64, 8);
  g_assert_true (g_file_set_contents (path, (char *) archive->data, archive->len, NULL));
  {
    g_autoptr (AcnPmtiles) pmtiles =
        acn_pmtiles_new (acn_byte_source_new_file (path, NULL), path, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (truncate (path, 20000), ==, 0);
    g_assert_null (acn_pmtiles_read (pmtiles, (AcnTileId){ 0, 0, 0 }, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  }
  g_unlink (path);
  g_rmdir (folder);
}

/* --- Hostile archives ------------------------------------------------------------------------ */

static void
assert_refused (const GByteArray *archive)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnPmtiles) pmtiles = open_bytes (archive, &error);

  if (pmtiles != NULL)
    {
      g_autoptr (GBytes) bytes = acn_pmtiles_read (pmtiles, (AcnTileId){ 2, 3, 1 }, NULL, &error);
      g_assert_null (bytes);
    }
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_FAILED);
  g_test_message ("%s", error->message);
}

static void
test_bad_headers (void)
{
  static const struct
  {
    guint   at;
    guint64 value;
  } changes[] = {
    { 0, 0x73656c69544d5051 },  /* another magic */
    { 8, G_MAXUINT64 },         /* root out of the file */
    { 16, G_MAXUINT64 },        /* root without end */
    { 16, 0 },                  /* root of nothing */
    { 16, 2 * 1024 * 1024 },    /* root too large */
    { 40, G_MAXUINT64 - 2 },    /* leaves whose end wraps */
    { 48, 1 },                  /* leaves that end early */
    { 56, G_MAXUINT64 - 8 },    /* tiles whose end wraps */
    { 64, 3 },                  /* tiles that end early */
    { 96, 0x0000020002010300 }, /* brotli directories */
    { 96, 0x0000020005010100 }, /* avif */
    { 96, 0x0000020902010100 }, /* zooms the wrong way round */
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GByteArray) archive = make_archive (FALSE);

      put_64 (archive, changes[i].at, changes[i].value);
      assert_refused (archive);
    }
  for (guint n = 0; n < 127; n += 7)
    {
      g_autoptr (GByteArray) archive = make_archive (FALSE);

      g_byte_array_set_size (archive, n);
      assert_refused (archive);
    }
}

/* A leaf that is its own leaf. */
static void
test_leaf_loop (void)
{
  const AcnPmtilesEntry entries[] = { { 0, 0, 6, 0 } };
  g_autoptr (GByteArray) leaf = make_directory (entries, 1);
  const AcnPmtilesEntry again[] = { { 0, 0, leaf->len, 0 } };
  g_autoptr (GByteArray) root = make_directory (again, 1);
  g_autoptr (GByteArray) loop = make_directory (again, 1);
  const Parts parts = { root, NULL, loop, NULL, 1, 1, 2, 0, 2 };
  g_autoptr (GByteArray) archive = assemble (&parts);

  assert_refused (archive);
}

/* Small files that would be large ones. */
static void
test_bombs (void)
{
  g_autofree guint8 *zeros = g_malloc0 (40 * 1024 * 1024);
  g_autoptr (GByteArray) root = compress (zeros, 40 * 1024 * 1024);
  Parts parts = { root, NULL, NULL, NULL, 2, 1, 2, 0, 2 };
  g_autoptr (GByteArray) archive = assemble (&parts);
  const AcnPmtilesEntry entries[] = {
    { acn_pmtiles_number ((AcnTileId){ 2, 3, 1 }), 0, root->len, 1 }
  };
  g_autoptr (GByteArray) small = make_directory (entries, 1);
  g_autoptr (GByteArray) packed = compress (small->data, small->len);
  g_autoptr (GByteArray) second = NULL;

  g_assert_cmpuint (archive->len, <, 64 * 1024);
  assert_refused (archive);
  parts = (Parts){ packed, NULL, NULL, root, 2, 2, 2, 0, 2 };
  second = assemble (&parts);
  assert_refused (second);
}

static void
test_bad_directories (void)
{
  static const char *const hex[] = {
    "",                                             /* nothing */
    "ff",                                           /* a number without end */
    "ffffffffffffffffff7f",                         /* one of more than 64 bits */
    "ffffffffffffffffff01",                         /* 2^64 - 1 entries */
    "808040",                                       /* a million entries in three bytes */
    "01 00 01 00 01",                               /* a tile of no length */
    "01 00 01 05 00",                               /* the first offset from the one before */
    "02 05 00 01 01 05 05 01 00",                   /* the same number twice */
    "02 05 ffffffffffffffffff01 01 01 05 05 01 00", /* a number that wraps */
    "01 00 ffffffff1f 05 01",                       /* a run of more than 32 bits */
    "01 00 01 05",                                  /* cut */
  };

  for (guint i = 0; i < G_N_ELEMENTS (hex); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      for (const char *p = hex[i]; *p != '\0'; p++)
        if (*p != ' ')
          {
            guint8 byte = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));

            g_byte_array_append (bytes, &byte, 1);
            p++;
          }
      g_assert_null (acn_pmtiles_directory_read (bytes->data, bytes->len, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* Against a search from end to end. */
static void
test_find (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (AcnPmtilesEntry));
  guint64 number = 3;

  for (guint i = 0; i < 500; i++)
    {
      AcnPmtilesEntry entry = { number, i, 1, (guint32) g_rand_int_range (rand, 0, 4) };

      g_array_append_val (entries, entry);
      number += entry.run + (guint64) g_rand_int_range (rand, 1, 4);
    }
  for (guint64 n = 0; n < number + 5; n++)
    {
      const AcnPmtilesEntry *expected = NULL;

      for (guint i = 0; i < entries->len; i++)
        {
          const AcnPmtilesEntry *entry = &g_array_index (entries, AcnPmtilesEntry, i);

          if (entry->number <= n)
            expected = entry->run == 0 || n < entry->number + entry->run ? entry : NULL;
        }
      g_assert_true (acn_pmtiles_directory_find (entries, n) == expected);
    }
}

/* Directories are kept up to a million entries in all; then they are read again. */
static void
test_more_than_is_kept (void)
{
  const guint                 n = 400000;
  const guint64               first = acn_pmtiles_number ((AcnTileId){ 11, 0, 0 });
  AcnPmtilesEntry             root_entries[3];
  g_autofree AcnPmtilesEntry *entries = g_new (AcnPmtilesEntry, n);
  g_autoptr (GByteArray) leaves = g_byte_array_new (), root = NULL, packed_root = NULL,
                         archive = NULL;
  g_autoptr (GByteArray) tiles = from_text ("abc");
  g_autoptr (AcnPmtiles) pmtiles = NULL;
  g_autoptr (GError) error = NULL;

  for (guint k = 0; k < 3; k++)
    {
      g_autoptr (GByteArray) plain = NULL, leaf = NULL;

      for (guint i = 0; i < n; i++)
        entries[i] = (AcnPmtilesEntry){ first + k * n + i, k, 1, 1 };
      plain = make_directory (entries, n);
      leaf = compress (plain->data, plain->len);
      root_entries[k] = (AcnPmtilesEntry){ first + k * n, leaves->len, leaf->len, 0 };
      g_byte_array_append (leaves, leaf->data, leaf->len);
    }
  root = make_directory (root_entries, 3);
  packed_root = compress (root->data, root->len);
  archive = assemble (&(Parts){ packed_root, NULL, leaves, tiles, 2, 1, 2, 11, 11 });
  pmtiles = open_bytes (archive, &error);
  g_assert_no_error (error);
  for (guint round = 0; round < 2; round++)
    for (guint x = 0; x < 2048; x += 341)
      for (guint y = 0; y < 2048; y += 500)
        {
          const AcnTileId id = { 11, x, y };
          const guint64   leaf = (acn_pmtiles_number (id) - first) / n;
          const char      expected[] = { (char) ('a' + leaf), '\0' };

          assert_tile (pmtiles, id, leaf < 3 ? expected : NULL);
        }
}

/* Every byte of a whole archive turned: an answer or an error, never more. */
static void
test_turned (void)
{
  g_autoptr (GByteArray) archive = make_archive (FALSE);

  for (guint i = 0; i < archive->len; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autoptr (AcnPmtiles) pmtiles = NULL;

        archive->data[i] ^= (guint8) (1 << bit);
        pmtiles = open_bytes (archive, NULL);
        for (guint z = 0; pmtiles != NULL && z < 3; z++)
          {
            g_autoptr (GError) error = NULL;
            g_autoptr (GBytes) bytes =
                acn_pmtiles_read (pmtiles, (AcnTileId){ z, z, z / 2 }, NULL, &error);

            g_assert_true ((bytes == NULL) == (error != NULL));
          }
        archive->data[i] ^= (guint8) (1 << bit);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/pmtiles/numbers", test_numbers);
  g_test_add_func ("/io/pmtiles/deep-numbers", test_deep_numbers);
  g_test_add_func ("/io/pmtiles/archive", test_archive);
  g_test_add_func ("/io/pmtiles/file", test_file);
  g_test_add_func ("/io/pmtiles/cut-while-open", test_cut_while_open);
  g_test_add_func ("/io/pmtiles/bad-headers", test_bad_headers);
  g_test_add_func ("/io/pmtiles/leaf-loop", test_leaf_loop);
  g_test_add_func ("/io/pmtiles/bombs", test_bombs);
  g_test_add_func ("/io/pmtiles/bad-directories", test_bad_directories);
  g_test_add_func ("/io/pmtiles/find", test_find);
  g_test_add_func ("/io/pmtiles/more-than-is-kept", test_more_than_is_kept);
  g_test_add_func ("/io/pmtiles/turned", test_turned);
  return g_test_run ();
}
