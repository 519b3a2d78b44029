/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file for each address, named by its checksum: a line with expiry and ETag, then the tile. The
 * time of the file is that of its last use, by which the oldest go first. A file that is damaged is
 * no harm: what is read is decoded behind the same gate as what comes from a server. */
#include "tiles/acn-tile-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "io/acn-beneath.h"
#include "io/acn-image-header.h"

#define MAGIC "accession-tile 1 "
/* Bytes of the first line. */
#define HEAD_MAX 512
#define LIMIT_DEFAULT (256 * G_GUINT64_CONSTANT (1024) * 1024)
#define SUFFIX ".tile"

static GMutex   lock; /* of all below */
static guint64  limit = LIMIT_DEFAULT;
static guint64  size; /* of all files, once counted */
static gboolean is_counted;

/* A file that might go. */
typedef struct
{
  char   *path;
  gint64  used_s;
  guint64 size;
} Old;

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "accession", "tiles", NULL);
}

static char *
get_path (const char *url)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
  g_autofree char *name = g_strconcat (sum, SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

/* --- All files ------------------------------------------------------------------------------- */

static void
clear_old (gpointer data)
{
  g_free (((Old *) data)->path);
}

static GArray *
list_files (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GArray     *files = g_array_new (FALSE, FALSE, sizeof (Old));
  const char *name;

  g_array_set_clear_func (files, clear_old);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Old         old = { g_build_filename (folder, name, NULL), 0, 0 };
      struct stat status;

      /* Nothing but our own files is ever removed. */
      if (!g_str_has_suffix (name, SUFFIX) || lstat (old.path, &status) < 0 ||
          !S_ISREG (status.st_mode))
        {
          g_free (old.path);
          continue;
        }
      old.used_s = status.st_mtime;
      old.size = (guint64) status.st_size;
      g_array_append_val (files, old);
    }
  return files;
}

static int
compare_oldest_first (gconstpointer a, gconstpointer b)
{
  const gint64 x = ((const Old *) a)->used_s, y = ((const Old *) b)->used_s;

  return x < y ? -1 : x > y;
}

static void
count (void)
{
  g_autoptr (GArray) files = is_counted ? NULL : list_files ();

  for (guint i = 0; files != NULL && i < files->len; i++)
    size += g_array_index (files, Old, i).size;
  is_counted = TRUE;
}

/* Down to nine tenths of the limit, so that this is seldom done. */
static void
trim (void)
{
  g_autoptr (GArray) files = NULL;

  if (size <= limit)
    return;
  files = list_files ();
  g_array_sort (files, compare_oldest_first);
  size = 0;
  for (guint i = 0; i < files->len; i++)
    size += g_array_index (files, Old, i).size;
  for (guint i = 0; i < files->len && size > limit / 10 * 9; i++)
    {
      const Old *old = &g_array_index (files, Old, i);

      if (g_unlink (old->path) == 0)
        size -= old->size;
    }
}

/**
 * acn_tile_disk_get_size:
 *
 * Returns: bytes of all that is kept
 */
guint64
acn_tile_disk_get_size (void)
{
  guint64 now;

  g_mutex_lock (&lock);
  count ();
  now = size;
  g_mutex_unlock (&lock);
  return now;
}

/**
 * acn_tile_disk_clear:
 *
 * Removes all that is kept.
 */
void
acn_tile_disk_clear (void)
{
  g_mutex_lock (&lock);
  {
    g_autoptr (GArray) files = list_files ();

    for (guint i = 0; i < files->len; i++)
      g_unlink (g_array_index (files, Old, i).path);
  }
  size = 0;
  is_counted = FALSE;
  g_mutex_unlock (&lock);
}

/**
 * acn_tile_disk_set_limit:
 * @limit_bytes: of all together; 0: nothing is kept
 */
void
acn_tile_disk_set_limit (guint64 limit_bytes)
{
  g_mutex_lock (&lock);
  limit = limit_bytes;
  count ();
  trim ();
  g_mutex_unlock (&lock);
}

/* --- One file -------------------------------------------------------------------------------- */

void
acn_tile_file_clear (AcnTileFile *file)
{
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_clear_pointer (&file->etag, g_free);
}

/* "accession-tile 1 1700000000 "abc"\n" */
static gboolean
read_head (GBytes *whole, AcnTileFile *out)
{
  gsize            length;
  const char      *data = g_bytes_get_data (whole, &length);
  const char      *end = memchr (data, '\n', MIN (length, HEAD_MAX));
  g_autofree char *line = NULL;
  char            *rest;

  if (end == NULL || !g_str_has_prefix (data, MAGIC))
    return FALSE;
  line = g_strndup (data + strlen (MAGIC), (gsize) (end - data) - strlen (MAGIC));
  out->expires_s = g_ascii_strtoll (line, &rest, 10);
  if (rest == line)
    return FALSE;
  out->etag = rest[0] == ' ' && rest[1] != '\0' ? g_strdup (rest + 1) : NULL;
  out->bytes =
      g_bytes_new_from_bytes (whole, (gsize) (end + 1 - data), length - (gsize) (end + 1 - data));
  return TRUE;
}

/**
 * acn_tile_disk_find:
 * @out_file: (out): to be cleared, when TRUE is returned
 */
gboolean
acn_tile_disk_find (const char *url, AcnTileFile *out_file)
{
  g_autofree char *path = get_path (url);
  struct stat      status;
  g_autoptr (GBytes) whole = NULL;

  *out_file = (AcnTileFile){ NULL };
  if (lstat (path, &status) < 0 || status.st_size > ACN_IMAGE_BYTES_MAX + HEAD_MAX)
    return FALSE;
  whole = acn_read_file (path, NULL, NULL);
  if (whole == NULL || g_bytes_get_size (whole) < sizeof MAGIC || !read_head (whole, out_file))
    return FALSE;
  utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
  return TRUE;
}

/**
 * acn_tile_disk_keep:
 * @bytes: a tile that was decoded, and so is one
 * @etag: (nullable)
 * @expires_s: Unix time; 0: it must not be kept
 *
 * What cannot be written is not kept: a cache that fails is no failure.
 */
void
acn_tile_disk_keep (const char *url, GBytes *bytes, const char *etag, gint64 expires_s)
{
  g_autofree char *folder = get_folder (), *path = get_path (url);
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autofree char *head = NULL;
  gsize            length;
  const guint8    *data = g_bytes_get_data (bytes, &length);
  struct stat      status;

  if (expires_s == 0 || length > ACN_IMAGE_BYTES_MAX)
    return;
  if (etag != NULL && (strlen (etag) > HEAD_MAX / 2 || strpbrk (etag, "\r\n") != NULL))
    etag = NULL;
  head = g_strdup_printf (MAGIC "%" G_GINT64_FORMAT "%s%s\n",
                          expires_s,
                          etag != NULL ? " " : "",
                          etag != NULL ? etag : "");
  g_byte_array_append (whole, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (whole, data, (guint) length);
  g_mutex_lock (&lock);
  count ();
  if (limit > 0 && g_mkdir_with_parents (folder, 0700) == 0)
    {
      const guint64 before = lstat (path, &status) == 0 ? (guint64) status.st_size : 0;

      /* Renamed into place, but not waited for: what power loss spoils is fetched again. */
      if (g_file_set_contents_full (path,
                                    (const char *) whole->data,
                                    whole->len,
                                    G_FILE_SET_CONTENTS_CONSISTENT,
                                    0600,
                                    NULL))
        size += whole->len - MIN (size, before);
      trim ();
    }
  g_mutex_unlock (&lock);
}

/**
 * acn_tile_disk_drop:
 *
 * Forgets what turned out to be no tile.
 */
void
acn_tile_disk_drop (const char *url)
{
  g_autofree char *path = get_path (url);

  g_unlink (path);
}
