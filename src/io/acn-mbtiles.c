/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database may hold views that never end, blobs of a gigabyte, triggers and a journal to be
 * rolled back. So it is opened as a file that does not change (no journal is looked at, nothing is
 * locked), in the defensive mode, with a bound on every value and a clock in every query. */
#include "io/acn-mbtiles.h"

#include <sqlite3.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "io/acn-beneath.h"

/* Bytes of one value or row. */
#define VALUE_MAX (2 * 1024 * 1024)
/* Bytes of a statement, also of one in the schema. */
#define STATEMENT_MAX (64 * 1024)
/* Of one query. */
#define QUERY_US (250 * 1000)
/* Instructions of the database's machine between two looks at the clock. */
#define STEPS_PER_LOOK 1000
/* Rows of the metadata that are looked at. */
#define METADATA_MAX 1000

struct _AcnMbtiles
{
  AcnTileInfo   info;
  GMutex        lock; /* of all below */
  sqlite3      *db;
  sqlite3_stmt *select;
  gint64        end_us;
  GCancellable *cancellable; /* of the query that runs, or NULL */
};

/* --- Queries --------------------------------------------------------------------------------- */

static int
look_cb (void *data)
{
  AcnMbtiles *self = data;

  return g_get_monotonic_time () > self->end_us || g_cancellable_is_cancelled (self->cancellable);
}

static void
begin_query (AcnMbtiles *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
  self->end_us = g_get_monotonic_time () + QUERY_US;
}

static gboolean
fail (AcnMbtiles *self, int code, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_TIMED_OUT,
                         _ ("its database does not answer within a quarter of a second"));
  else if (code == SQLITE_TOOBIG)
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("one of its tiles is larger than 2 MiB"));
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_DATA,
                 /* Translators: %s says why, in English. */
                 _ ("its database cannot be read: %s"),
                 sqlite3_errstr (code));
  return FALSE;
}

/* --- Opening --------------------------------------------------------------------------------- */

/* Before SQLite sees it: a pipe would hold it up, another file gets a clearer sentence. */
static gboolean
check_file (const char *path, GError **error)
{
  static const char magic[] = "SQLite format 3";
  char              head[sizeof magic] = { 0 };
  guint64           size;
  int               fd = acn_open_file (path, &size, error);
  ssize_t           n_read;

  if (fd < 0)
    return FALSE;
  n_read = pread (fd, head, sizeof head, 0);
  close (fd);
  if (n_read == sizeof head && memcmp (head, magic, sizeof head) == 0)
    return TRUE;
  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("it is no MBTiles file: it is no database"));
  return FALSE;
}

static gboolean
restrain (AcnMbtiles *self)
{
  static const struct
  {
    int option, value;
  } options[] = { { SQLITE_DBCONFIG_DEFENSIVE, 1 },
                  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
                  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
                  { SQLITE_DBCONFIG_ENABLE_FKEY, 0 },
                  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      int now = -1;

      if (sqlite3_db_config (self->db, options[i].option, options[i].value, &now) != SQLITE_OK ||
          now != options[i].value)
        return FALSE;
    }
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, VALUE_MAX);
  sqlite3_limit (self->db, SQLITE_LIMIT_SQL_LENGTH, STATEMENT_MAX);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (self->db, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit (self->db, SQLITE_LIMIT_COMPOUND_SELECT, 10);
  sqlite3_limit (self->db, SQLITE_LIMIT_FUNCTION_ARG, 8);
  sqlite3_limit (self->db, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_progress_handler (self->db, STEPS_PER_LOOK, look_cb, self);
  return TRUE;
}

static gboolean
open_database (AcnMbtiles *self, const char *path, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  /* Absolute, so it has one. */
  g_autofree char *uri = g_filename_to_uri (full, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, "?mode=ro&immutable=1", NULL);
  int              code;

  code = sqlite3_open_v2 (name,
                          &self->db,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                              SQLITE_OPEN_PRIVATECACHE,
                          NULL);
  if (code != SQLITE_OK)
    return fail (self, code, error);
  if (!restrain (self))
    return fail (self, SQLITE_ERROR, error);
  return TRUE;
}

/* --- Metadata -------------------------------------------------------------------------------- */

/* Words: what the metadata tell; each NULL or to be freed. */
typedef struct
{
  char *name, *attribution, *format, *min_zoom, *max_zoom;
} Words;

static void
keep_word (Words *words, const char *name, const char *value)
{
  char **slot = strcmp (name, "name") == 0          ? &words->name
                : strcmp (name, "attribution") == 0 ? &words->attribution
                : strcmp (name, "format") == 0      ? &words->format
                : strcmp (name, "minzoom") == 0     ? &words->min_zoom
                : strcmp (name, "maxzoom") == 0     ? &words->max_zoom
                                                    : NULL;

  if (slot != NULL && *slot == NULL)
    *slot = g_utf8_make_valid (value, -1);
}

static void
clear_words (Words *words)
{
  g_free (words->name);
  g_free (words->attribution);
  g_free (words->format);
  g_free (words->min_zoom);
  g_free (words->max_zoom);
}

/* A file without metadata is shown all the same. */
static int
read_words (AcnMbtiles *self, Words *words)
{
  sqlite3_stmt *statement = NULL;
  int           code =
      sqlite3_prepare_v2 (self->db, "SELECT name, value FROM metadata", -1, &statement, NULL);

  for (guint i = 0; code == SQLITE_OK && i < METADATA_MAX; i++)
    {
      const char *name, *value;

      if (sqlite3_step (statement) != SQLITE_ROW)
        break;
      name = (const char *) sqlite3_column_text (statement, 0);
      value = (const char *) sqlite3_column_text (statement, 1);
      if (name != NULL && value != NULL)
        keep_word (words, name, value);
    }
  return sqlite3_finalize (statement);
}

static gboolean
read_zoom (const char *text, guint *out)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, ACN_TILE_ZOOM_MAX, &number, NULL))
    return FALSE;
  *out = (guint) number;
  return TRUE;
}

/* The zooms as the tiles have them, for metadata that do not tell. */
static gboolean
find_zooms (AcnMbtiles *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gint64        min = 0, max = -1;
  int           code = sqlite3_prepare_v2 (
      self->db, "SELECT min(zoom_level), max(zoom_level) FROM tiles", -1, &statement, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      code = SQLITE_OK;
      min = sqlite3_column_int64 (statement, 0);
      max = sqlite3_column_type (statement, 1) == SQLITE_INTEGER
                ? sqlite3_column_int64 (statement, 1)
                : -1;
    }
  sqlite3_finalize (statement);
  if (code != SQLITE_OK)
    return fail (self, code, error);
  if (min < 0 || max < min || max > ACN_TILE_ZOOM_MAX)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_DATA,
                           _ ("it has no tiles, or none of a known zoom"));
      return FALSE;
    }
  self->info.min_zoom = (guint) min;
  self->info.max_zoom = (guint) max;
  return TRUE;
}

static gboolean
read_info (AcnMbtiles *self, GCancellable *cancellable, GError **error)
{
  Words    words = { NULL };
  gboolean told;

  begin_query (self, cancellable);
  read_words (self, &words);
  acn_tile_info_set_words (&self->info, words.name, words.attribution);
  self->info.kind = words.format != NULL &&
                            (strcmp (words.format, "pbf") == 0 || strcmp (words.format, "mvt") == 0)
                        ? ACN_TILES_VECTOR
                        : ACN_TILES_RASTER;
  told = read_zoom (words.min_zoom, &self->info.min_zoom) &&
         read_zoom (words.max_zoom, &self->info.max_zoom) &&
         self->info.min_zoom <= self->info.max_zoom;
  clear_words (&words);
  begin_query (self, cancellable);
  return told || find_zooms (self, error);
}

static gboolean
prepare_select (AcnMbtiles *self, GError **error)
{
  int code = sqlite3_prepare_v3 (self->db,
                                 "SELECT tile_data FROM tiles "
                                 "WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                                 -1,
                                 SQLITE_PREPARE_PERSISTENT,
                                 &self->select,
                                 NULL);

  if (code == SQLITE_OK)
    return TRUE;
  if (code != SQLITE_ERROR)
    return fail (self, code, error);
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_DATA,
                       _ ("it is no MBTiles file: it has no table of tiles"));
  return FALSE;
}

/**
 * acn_mbtiles_new:
 * @path: a file that the person named
 *
 * The file is never written, nor anything beside it. May take a quarter of a second: not for the
 * main thread.
 *
 * Returns: (transfer full) (nullable): the tiles; NULL with an error of %G_IO_ERROR
 * Source: MBTiles 1.3; sqlite.org, “Defense Against The Dark Arts”
 */
AcnMbtiles *
acn_mbtiles_new (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (AcnMbtiles) self = g_new0 (AcnMbtiles, 1);

  g_mutex_init (&self->lock);
  if (!check_file (path, error) || !open_database (self, path, error))
    return NULL;
  begin_query (self, cancellable);
  if (!prepare_select (self, error) || !read_info (self, cancellable, error))
    return NULL;
  self->cancellable = NULL;
  return g_steal_pointer (&self);
}

void
acn_mbtiles_free (AcnMbtiles *self)
{
  sqlite3_finalize (self->select);
  sqlite3_close_v2 (self->db);
  acn_tile_info_clear (&self->info);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const AcnTileInfo *
acn_mbtiles_get_info (const AcnMbtiles *self)
{
  return &self->info;
}

/* --- Tiles ------------------------------------------------------------------------------------ */

static GBytes *
select_tile (AcnMbtiles *self, AcnTileId id, GError **error)
{
  GBytes *bytes = NULL;
  int     code;

  sqlite3_bind_int (self->select, 1, (int) id.z);
  sqlite3_bind_int (self->select, 2, (int) id.x);
  /* Rows are counted from the south here. */
  sqlite3_bind_int (self->select, 3, (int) ((1u << id.z) - 1 - id.y));
  code = sqlite3_step (self->select);
  if (code == SQLITE_ROW && sqlite3_column_type (self->select, 0) == SQLITE_BLOB)
    {
      const void *blob = sqlite3_column_blob (self->select, 0);
      const int   size = sqlite3_column_bytes (self->select, 0);

      bytes = g_bytes_new (blob, blob != NULL ? (gsize) size : 0);
    }
  else if (code == SQLITE_ROW || code == SQLITE_DONE)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no such tile"));
  else
    fail (self, code, error);
  sqlite3_reset (self->select);
  return bytes;
}

/**
 * acn_mbtiles_read:
 * @id: a valid tile
 *
 * Any thread, one at a time.
 *
 * Returns: (transfer full) (nullable): the tile; NULL with %G_IO_ERROR_NOT_FOUND when there is
 * none, or with another error of %G_IO_ERROR
 */
GBytes *
acn_mbtiles_read (AcnMbtiles *self, AcnTileId id, GCancellable *cancellable, GError **error)
{
  GBytes *bytes;

  g_mutex_lock (&self->lock);
  begin_query (self, cancellable);
  bytes = select_tile (self, id, error);
  self->cancellable = NULL;
  g_mutex_unlock (&self->lock);
  return bytes;
}
