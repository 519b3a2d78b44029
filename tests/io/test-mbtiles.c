/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "io/acn-mbtiles.h"

#define TABLES                                                                                     \
  "CREATE TABLE metadata (name TEXT, value TEXT);"                                                 \
  "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data "      \
  "BLOB);"
#define WORDS                                                                                      \
  "INSERT INTO metadata VALUES ('name', 'A <b>map</b>'), ('attribution', '&copy; Us'),"            \
  " ('format', 'png'), ('minzoom', '0'), ('maxzoom', '3');"

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = g_dir_make_tmp ("acn-mbtiles-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "a b%?#.mbtiles", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
make (Fixture *self, const char *sql)
{
  sqlite3 *db;
  char    *message = NULL;

  g_unlink (self->path);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* SHA-256 of the file, and the names of all that lies beside it. */
static char *
look (Fixture *self)
{
  g_autofree char *contents = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sum = NULL, *list = NULL;
  const char      *name;
  gsize            size;

  g_assert_true (g_file_get_contents (self->path, &contents, &size, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, size);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (" ", (char **) names->pdata);
  return g_strdup_printf ("%s %s", sum, list);
}

static void
test_tiles (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  make (self,
        TABLES WORDS "INSERT INTO tiles VALUES (0, 0, 0, CAST ('world' AS BLOB)),"
                     " (3, 2, 7, CAST ('north' AS BLOB)), (3, 2, 0, 'text'), (3, 3, 0, NULL);");
  before = look (self);
  {
    g_autoptr (AcnMbtiles) tiles = acn_mbtiles_new (self->path, NULL, &error);
    g_autoptr (GBytes) world = NULL, north = NULL;

    g_assert_no_error (error);
    g_assert_cmpstr (acn_mbtiles_get_info (tiles)->name, ==, "A map");
    g_assert_cmpstr (acn_mbtiles_get_info (tiles)->attribution, ==, "© Us");
    g_assert_cmpuint (acn_mbtiles_get_info (tiles)->max_zoom, ==, 3);
    world = acn_mbtiles_read (tiles, (AcnTileId){ 0, 0, 0 }, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (world, NULL), g_bytes_get_size (world), "world", 5);
    /* Row 7 from the south is row 0 from the north. */
    north = acn_mbtiles_read (tiles, (AcnTileId){ 3, 2, 0 }, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (north, NULL), g_bytes_get_size (north), "north", 5);
    for (guint x = 2; x < 5; x++) /* a text, nothing, no row */
      {
        g_assert_null (acn_mbtiles_read (tiles, (AcnTileId){ 3, x, 7 }, NULL, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
        g_clear_error (&error);
      }
  }
  after = look (self);
  g_assert_cmpstr (before, ==, after);
}

/* Tiles in a view over two tables, as common tools write them; zooms from the tiles. */
static void
test_view (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnMbtiles) tiles = NULL;
  g_autoptr (GBytes) bytes = NULL;

  make (self,
        "CREATE TABLE map (zoom_level, tile_column, tile_row, tile_id);"
        "CREATE TABLE images (tile_id, tile_data);"
        "INSERT INTO map VALUES (5, 3, 4, 'i'); INSERT INTO images VALUES ('i', x'0102');"
        "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map"
        " JOIN images ON images.tile_id = map.tile_id;");
  tiles = acn_mbtiles_new (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (acn_mbtiles_get_info (tiles)->min_zoom, ==, 5);
  bytes = acn_mbtiles_read (tiles, (AcnTileId){ 5, 3, 27 }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 2);
}

/* --- Hostile --------------------------------------------------------------------------------- */

static const struct
{
  const char *what;
  const char *sql;
  int         code; /* of opening or of reading */
} hostile[] = {
  { "no tables", "CREATE TABLE other (a);", G_IO_ERROR_INVALID_DATA },
  { "tiles without columns", "CREATE TABLE tiles (a);", G_IO_ERROR_INVALID_DATA },
  { "no tiles", TABLES, G_IO_ERROR_INVALID_DATA },
  { "a zoom of no map",
    TABLES "INSERT INTO tiles VALUES (99, 0, 0, x'00');",
    G_IO_ERROR_INVALID_DATA },
  { "a negative zoom",
    TABLES "INSERT INTO tiles VALUES (-1, 0, 0, x'00');",
    G_IO_ERROR_INVALID_DATA },
  { "a zoom that is text",
    TABLES "INSERT INTO tiles VALUES ('a', 0, 0, x'00');",
    G_IO_ERROR_INVALID_DATA },
  { "a view that never ends",
    "CREATE TABLE metadata (name, value);" WORDS
    "CREATE VIEW tiles AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n"
    " WHERE i < 0;",
    G_IO_ERROR_TIMED_OUT },
  { "zooms from a view that never ends",
    "CREATE VIEW tiles AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n"
    " WHERE i < 0;",
    G_IO_ERROR_TIMED_OUT },
  { "metadata that never end",
    "CREATE VIEW metadata AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT 'a' AS name, 'b' AS value FROM n WHERE i < 0;"
    "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);",
    G_IO_ERROR_INVALID_DATA },
  { "a gigabyte of zeros",
    "CREATE TABLE metadata (name, value);" WORDS
    "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row,"
    " zeroblob (1000000000) AS tile_data;",
    G_IO_ERROR_INVALID_DATA },
  { "random bytes without end",
    "CREATE TABLE metadata (name, value);" WORDS
    "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row,"
    " randomblob (3000000) AS tile_data;",
    G_IO_ERROR_INVALID_DATA },
  { "a blob of 3 MiB",
    TABLES WORDS "INSERT INTO tiles VALUES (0, 0, 0, zeroblob (3145728));",
    G_IO_ERROR_INVALID_DATA },
  { "a cross join of itself",
    "CREATE TABLE metadata (name, value);" WORDS
    "CREATE TABLE n (i); WITH RECURSIVE m (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m LIMIT "
    "3000)"
    " INSERT INTO n SELECT i FROM m;"
    "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row,"
    " x'00' AS tile_data FROM n a, n b, n c WHERE a.i + b.i + c.i < 0;",
    G_IO_ERROR_TIMED_OUT },
};

static void
test_hostile (Fixture *self, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL;
      gint64           begin_us;

      make (self, hostile[i].sql);
      before = look (self);
      begin_us = g_get_monotonic_time ();
      {
        g_autoptr (AcnMbtiles) tiles = acn_mbtiles_new (self->path, NULL, &error);

        if (tiles != NULL)
          g_assert_null (acn_mbtiles_read (tiles, (AcnTileId){ 0, 0, 0 }, NULL, &error));
      }
      g_test_message ("%s: %s", hostile[i].what, error != NULL ? error->message : "no error");
      g_assert_error (error, G_IO_ERROR, hostile[i].code);
      /* Three queries of a quarter of a second; the rest is for a machine with much to do. */
      g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 20 * G_USEC_PER_SEC);
      after = look (self);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_cancelled (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnMbtiles) tiles = NULL;

  make (self, hostile[6].sql);
  tiles = acn_mbtiles_new (self->path, NULL, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (acn_mbtiles_read (tiles, (AcnTileId){ 0, 0, 0 }, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A journal and a write-ahead log beside the file are neither used nor touched. */
static void
test_journals (Fixture *self, gconstpointer unused)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  g_autofree char         *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  make (self,
        "PRAGMA journal_mode = WAL;" TABLES WORDS
        "INSERT INTO tiles VALUES (0, 0, 0, x'0102'); PRAGMA wal_checkpoint (TRUNCATE);");
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);

      g_assert_true (g_file_set_contents (path, "\x37\x7f\x06\x82 not a log at all", -1, NULL));
    }
  before = look (self);
  {
    g_autoptr (AcnMbtiles) tiles = acn_mbtiles_new (self->path, NULL, &error);
    g_autoptr (GBytes) bytes = NULL;

    g_assert_no_error (error);
    bytes = acn_mbtiles_read (tiles, (AcnTileId){ 0, 0, 0 }, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, 2);
  }
  after = look (self);
  g_assert_cmpstr (before, ==, after);
}

/* Every page spoilt in turn: an answer or an error. */
static void
test_corrupt (Fixture *self, gconstpointer unused)
{
  g_autofree char *whole = NULL;
  gsize            size;
  guint            n_good = 0;

  make (self,
        TABLES WORDS "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT 64)"
                     " INSERT INTO tiles SELECT 3, i % 8, i / 8, zeroblob (500) FROM n;");
  g_assert_true (g_file_get_contents (self->path, &whole, &size, NULL));
  for (gsize at = 0; at < size; at += 397)
    {
      g_autofree char *spoilt = g_memdup2 (whole, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnMbtiles) tiles = NULL;

      memset (spoilt + at, 0xff, MIN (16, size - at));
      g_assert_true (g_file_set_contents (self->path, spoilt, (gssize) size, NULL));
      tiles = acn_mbtiles_new (self->path, NULL, &error);
      g_assert_true ((tiles == NULL) == (error != NULL));
      for (guint i = 0; tiles != NULL && i < 64; i++)
        {
          g_autoptr (GBytes) bytes =
              acn_mbtiles_read (tiles, (AcnTileId){ 3, i % 8, i / 8 }, NULL, NULL);

          n_good += bytes != NULL;
        }
    }
  g_assert_cmpuint (n_good, >, 0);
}

static void
test_other_files (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *contents;
    int         code;
  } files[] = {
    { "", G_IO_ERROR_INVALID_DATA },
    { "SQLite format 3", G_IO_ERROR_INVALID_DATA },
    { "PMTiles\3 something else that is longer", G_IO_ERROR_INVALID_DATA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (self->path, files[i].contents, -1, NULL));
      g_assert_null (acn_mbtiles_new (self->path, NULL, &error));
      g_assert_error (error, G_IO_ERROR, files[i].code);
    }
  g_unlink (self->path);
  for (guint i = 0; i < 3; i++)
    {
      const char *const paths[] = { self->folder, "/dev/zero", self->path };
      const int         codes[] = { G_IO_ERROR_IS_DIRECTORY,
                                    G_IO_ERROR_NOT_REGULAR_FILE,
                                    G_IO_ERROR_NOT_FOUND };
      g_autoptr (GError) error = NULL;

      g_assert_null (acn_mbtiles_new (paths[i], NULL, &error));
      g_assert_error (error, G_IO_ERROR, codes[i]);
    }
}

/* The first words of a database, then anything. */
static void
test_no_database (Fixture *self, gconstpointer unused)
{
  char bytes[4096];
  g_autoptr (GError) error = NULL;

  memset (bytes, 0x5a, sizeof bytes);
  memcpy (bytes, "SQLite format 3", sizeof "SQLite format 3");
  g_assert_true (g_file_set_contents (self->path, bytes, sizeof bytes, NULL));
  g_assert_null (acn_mbtiles_new (self->path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, "its database cannot be read: file is not a database");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/io/mbtiles/tiles", test_tiles);
  ADD ("/io/mbtiles/view", test_view);
  ADD ("/io/mbtiles/hostile", test_hostile);
  ADD ("/io/mbtiles/cancelled", test_cancelled);
  ADD ("/io/mbtiles/journals", test_journals);
  ADD ("/io/mbtiles/corrupt", test_corrupt);
  ADD ("/io/mbtiles/other-files", test_other_files);
  ADD ("/io/mbtiles/no-database", test_no_database);
  return g_test_run ();
}
