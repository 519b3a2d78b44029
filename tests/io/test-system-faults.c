/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system refuses, and what happens while a worker waits for it. The calls of this program
 * land in the functions below. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/acn-beneath.h"
#include "io/acn-byte-source.h"
#include "io/acn-file-text.h"
#include "io/acn-file-watch.h"
#include "io/acn-geojson.h"
#include "io/acn-mbtiles.h"
#include "io/acn-write.h"

/* Of each call: it fails from the N-th on, 0: never. */
static __thread guint bad_pread, bad_fstat, bad_mmap, bad_close, bad_config, bad_open;
/* Reading gives as much as is asked for, for ever. */
static __thread gboolean endless;
/* Workers that look at a file wait as long as this is set. GLib 2.84 loads its modules, and looks
 * at their files, when the main thread first asks for one. */
static gint     held, n_waiting;
static GThread *main_thread;

static gboolean
strikes (guint *countdown)
{
  if (*countdown == 0 || (*countdown > 1 && (*countdown)-- > 0))
    return FALSE;
  errno = EIO;
  return TRUE;
}

/* @large: its name where files may be larger than 2 GiB, on systems that have two. */
static void *
find (const char *large, const char *plain)
{
  void *found = dlsym (RTLD_NEXT, large);

  return found != NULL ? found : dlsym (RTLD_NEXT, plain);
}

#define FIND(large, plain)                                                                         \
  if (real == NULL)                                                                                \
  *(void **) &real = find (large, plain)

ssize_t
read (int fd, void *data, size_t size)
{
  static ssize_t (*real) (int, void *, size_t);

  FIND ("read", "read");
  return endless ? (ssize_t) size : real (fd, data, size);
}

ssize_t
pread (int fd, void *data, size_t size, off_t offset)
{
  static ssize_t (*real) (int, void *, size_t, off_t);

  FIND ("pread64", "pread");
  return strikes (&bad_pread) ? -1 : real (fd, data, size, offset);
}

int
fstat (int fd, struct stat *status)
{
  static int (*real) (int, struct stat *);

  FIND ("fstat64", "fstat");
  return strikes (&bad_fstat) ? -1 : real (fd, status);
}

int
stat (const char *path, struct stat *status)
{
  static int (*real) (const char *, struct stat *);

  FIND ("stat64", "stat");
  if (g_thread_self () == main_thread)
    return real (path, status);
  g_atomic_int_inc (&n_waiting);
  while (g_atomic_int_get (&held))
    g_usleep (1000);
  g_atomic_int_add (&n_waiting, -1);
  return real (path, status);
}

void *
mmap (void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
  static void *(*real) (void *, size_t, int, int, int, off_t);

  FIND ("mmap64", "mmap");
  return strikes (&bad_mmap) ? MAP_FAILED : real (address, size, protection, flags, fd, offset);
}

int
close (int fd)
{
  static int (*real) (int);
  int fails = strikes (&bad_close);
  int result;

  FIND ("close", "close");
  result = real (fd);
  if (fails)
    errno = EIO;
  return fails ? -1 : result;
}

int
sqlite3_db_config (sqlite3 *db, int option, ...)
{
  static int (*real) (sqlite3 *, int, ...);
  va_list arguments;
  int     value, *out;

  va_start (arguments, option);
  value = va_arg (arguments, int);
  out = va_arg (arguments, int *);
  va_end (arguments);
  FIND ("sqlite3_db_config", "sqlite3_db_config");
  return strikes (&bad_config) ? SQLITE_ERROR : real (db, option, value, out);
}

int
sqlite3_open_v2 (const char *name, sqlite3 **out_db, int flags, const char *vfs)
{
  static int (*real) (const char *, sqlite3 **, int, const char *);

  FIND ("sqlite3_open_v2", "sqlite3_open_v2");
  return real (strikes (&bad_open) ? "file:/nowhere/a" : name, out_db, flags, vfs);
}

/* --- Files ----------------------------------------------------------------------------------- */

typedef struct
{
  char      *folder, *path;
  GMainLoop *loop;
  guint      n_told;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = g_dir_make_tmp ("accession-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "file", NULL);
  self->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_main_loop_unref (self->loop);
  g_free (self->folder);
  g_free (self->path);
}

static void
put (Fixture *self, const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

/* GeoJSON that is read in the way of large files, with @n objects that no reader needs. */
static void
put_large (Fixture *self, guint n)
{
  g_autofree char *blanks = g_strnfill (ACN_FILE_TEXT_LARGE, ' ');
  GString         *text = g_string_new ("{\"type\":\"Point\",\n");
  g_autofree char *whole = NULL;

  g_string_append (text, blanks);
  g_string_append (text, "\"coordinates\":[30,50],\"a\":[");
  for (guint i = 0; i < n; i++)
    g_string_append (text, "{},");
  g_string_append (text, "0]}");
  whole = g_string_free (text, FALSE);
  put (self, whole);
}

static void
read_large (Fixture *self, gboolean is_large)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnFileText) text = acn_file_text_read (self->path, NULL, &error);

  bad_pread = bad_mmap = 0;
  g_assert_no_error (error);
  g_assert_cmpuint (acn_file_text_get_size (text), >, ACN_FILE_TEXT_LARGE);
  g_assert_cmpint (memcmp (acn_file_text_get_data (text), "{\"type\"", 7), ==, 0);
  g_assert_true ((acn_file_text_get_bytes (text) == NULL) == is_large);
}

/* Then it is read as small ones are. */
static void
test_large (Fixture *self, gconstpointer unused)
{
  put_large (self, 1);
  read_large (self, TRUE);
  bad_pread = 1;
  read_large (self, FALSE);
  bad_pread = 3;
  read_large (self, FALSE);
  bad_mmap = 1;
  read_large (self, FALSE);
}

/* What is too large to be sure of is read twice; it must be the same. */
static void
test_changed (Fixture *self, gconstpointer unused)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnGeojson) geojson = NULL;
  g_autofree char *told = NULL;
  AcnFileText     *text;

  put_large (self, 100000);
  text = acn_file_text_read (self->path, NULL, &error);
  g_assert_no_error (error);
  bad_fstat = 1;
  geojson = acn_geojson_new_take (text, "f", FALSE, diagnostics, NULL);
  bad_fstat = 0;
  told = acn_diagnostics_to_string (diagnostics);
  g_assert_null (geojson);
  g_assert_nonnull (strstr (told, "the file was changed while it was read"));
}

/* A file that grows faster than it is read, such as a log. */
static void
test_endless (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  put (self, "x");
  g_assert_cmpint (truncate (self->path, ACN_FILE_SIZE_MAX), ==, 0);
  endless = TRUE;
  g_assert_null (acn_read_file (self->path, NULL, &error));
  endless = FALSE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_cancelled_part (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  AcnByteSource *source = acn_byte_source_new_bytes (bytes);

  g_cancellable_cancel (cancellable);
  g_assert_null (acn_byte_source_read (source, 0, 3, 3, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  acn_byte_source_free (source);
}

static void
read_part (AcnByteSource *source, gint code, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_byte_source_read (source, 1, 3, 3, NULL, &error));
  bad_pread = 0;
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_nonnull (strstr (error->message, said));
}

/* An archive on a disk that fails, and one that becomes shorter while it is shown. */
static void
test_part (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) part = NULL;
  AcnByteSource *source;

  put (self, "abcdef");
  source = acn_byte_source_new_file (self->path, NULL);
  bad_pread = 1;
  read_part (source, G_IO_ERROR_FAILED, "Input/output error");
  g_assert_cmpint (truncate (self->path, 2), ==, 0);
  read_part (source, G_IO_ERROR_PARTIAL_INPUT, "it ends before a part");
  put (self, "abcdef"); /* another file: what was opened stays short */
  read_part (source, G_IO_ERROR_PARTIAL_INPUT, "it ends before a part");
  acn_byte_source_free (source);
  source = acn_byte_source_new_file (self->path, NULL);
  part = acn_byte_source_read (source, 1, 3, 3, NULL, NULL);
  g_assert_cmpmem (g_bytes_get_data (part, NULL), g_bytes_get_size (part), "bcd", 3);
  acn_byte_source_free (source);
}

/* What a disk on the network tells only in the end. */
static void
test_close (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autofree char *there = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "old");
  bad_close = 1;
  g_assert_false (acn_write_file (self->path, bytes, &error));
  bad_close = 0;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, self->path));
  g_assert_true (g_file_get_contents (self->path, &there, NULL, NULL));
  g_assert_cmpstr (there, ==, "old");
}

/* Tiles that are gone when SQLite looks for them. */
static void
test_gone (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  put (self, "SQLite format 3");
  g_assert_cmpint (truncate (self->path, 512), ==, 0);
  bad_open = 1;
  g_assert_null (acn_mbtiles_new (self->path, NULL, &error));
  bad_open = 0;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "unable to open database file"));
}

/* SQLite cannot be restrained, as where it was built without what we ask for. */
static void
test_unrestrained (Fixture *self, gconstpointer unused)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"
                    "INSERT INTO tiles VALUES (0, 0, 0, 'x');",
                    NULL,
                    NULL,
                    NULL),
      ==,
      SQLITE_OK);
  sqlite3_close (db);
  for (guint n = 0; n <= 5; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnMbtiles) tiles = NULL;

      bad_config = n;
      tiles = acn_mbtiles_new (self->path, NULL, &error);
      bad_config = 0;
      g_assert_true ((tiles != NULL) == (n == 0));
      if (n > 0)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* --- The watch ------------------------------------------------------------------------------- */

static void
told_cb (AcnFilesState state, const char *path, gpointer data)
{
  ((Fixture *) data)->n_told++;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
run_ms (Fixture *self, guint ms)
{
  g_timeout_add (ms, quit_cb, self->loop);
  g_main_loop_run (self->loop);
}

/* Until a worker stands before the disk. */
static void
wait_for_worker (Fixture *self)
{
  const gint64 until_us = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_atomic_int_get (&n_waiting) == 0 && g_get_monotonic_time () < until_us)
    run_ms (self, 10);
  g_assert_cmpint (g_atomic_int_get (&n_waiting), >, 0);
}

static void
hold (gboolean whether)
{
  g_atomic_int_set (&held, whether);
}

/* @ago_s: when the file began to be read */
static AcnFileWatch *
watch (Fixture *self, gint64 ago_s)
{
  const char *const paths[] = { self->path, NULL };

  return acn_file_watch_new (
      paths, g_get_real_time () - ago_s * (gint64) G_USEC_PER_SEC, told_cb, self);
}

/* As watch(), of a file that was not changed meanwhile. */
static AcnFileWatch *
watch_quietly (Fixture *self)
{
  AcnFileWatch *files;

  g_usleep (50000); /* clocks of file systems tick slowly */
  files = watch (self, 0);
  run_ms (self, 800);
  g_assert_cmpuint (self->n_told, ==, 0);
  return files;
}

/* Freed while a worker looks: nothing is told, and it lets go. */
static void
test_freed_while_looking (Fixture *self, gconstpointer unused)
{
  AcnFileWatch *files;

  put (self, "a");
  files = watch_quietly (self);
  hold (TRUE);
  put (self, "bc");
  wait_for_worker (self);
  acn_file_watch_free (files);
  hold (FALSE);
  run_ms (self, 800);
  g_assert_cmpuint (self->n_told, ==, 0);
}

/* Freed while a worker begins, and the file changes after that. */
static void
test_freed_while_beginning (Fixture *self, gconstpointer unused)
{
  AcnFileWatch *files;

  put (self, "a");
  hold (TRUE);
  files = watch (self, -3600);
  wait_for_worker (self);
  acn_file_watch_free (files);
  put (self, "bc");
  run_ms (self, 800);
  hold (FALSE);
  run_ms (self, 800);
  g_assert_cmpuint (self->n_told, ==, 0);
}

/* The file changes once more while a worker looks, or begins: it is looked at again. */
static void
test_again (Fixture *self, gconstpointer at_begin)
{
  g_autoptr (AcnFileWatch) files = NULL;

  put (self, "a");
  if (GPOINTER_TO_INT (at_begin))
    {
      hold (TRUE);
      files = watch (self, 10);
    }
  else
    {
      files = watch_quietly (self);
      hold (TRUE);
      put (self, "bc");
    }
  wait_for_worker (self);
  put (self, "def");
  run_ms (self, 800);
  g_assert_cmpuint (self->n_told, ==, 0);
  hold (FALSE);
  run_ms (self, 1200);
  g_assert_cmpuint (self->n_told, ==, 1);
}

static gboolean
write_cb (gpointer data)
{
  put (data, "again and again");
  return G_SOURCE_CONTINUE;
}

/* A burst that does not end is looked at all the same. */
static void
test_endless_burst (Fixture *self, gconstpointer unused)
{
  g_autoptr (AcnFileWatch) files = NULL;
  guint id;

  put (self, "a");
  files = watch_quietly (self);
  id = g_timeout_add (40, write_cb, self);
  run_ms (self, 4000);
  g_assert_cmpuint (self->n_told, >=, 1);
  g_source_remove (id);
  run_ms (self, 800);
}

#define ADD(path, run) g_test_add (path, Fixture, NULL, set_up, run, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  main_thread = g_thread_self ();
  ADD ("/io/system-faults/large", test_large);
  ADD ("/io/system-faults/changed", test_changed);
  ADD ("/io/system-faults/endless", test_endless);
  ADD ("/io/system-faults/cancelled-part", test_cancelled_part);
  ADD ("/io/system-faults/part", test_part);
  ADD ("/io/system-faults/close", test_close);
  ADD ("/io/system-faults/gone", test_gone);
  ADD ("/io/system-faults/unrestrained", test_unrestrained);
  ADD ("/io/system-faults/freed-while-looking", test_freed_while_looking);
  ADD ("/io/system-faults/freed-while-beginning", test_freed_while_beginning);
  g_test_add (
      "/io/system-faults/again", Fixture, GINT_TO_POINTER (FALSE), set_up, test_again, tear_down);
  g_test_add ("/io/system-faults/again-at-begin",
              Fixture,
              GINT_TO_POINTER (TRUE),
              set_up,
              test_again,
              tear_down);
  ADD ("/io/system-faults/endless-burst", test_endless_burst);
  return g_test_run ();
}
