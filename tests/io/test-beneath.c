/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-beneath.h"
#include "io/acn-write.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *top;    /* holds "secret" and the folder */
  char *folder; /* the dossier's */
} Fixture;

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
link_to (const char *target, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inner = NULL, *fifo = NULL;

  fixture->top = g_dir_make_tmp ("accession-test-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->top, "dossier", NULL);
  inner = g_build_filename (fixture->folder, "inner", NULL);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  write_text (fixture->top, "secret", "secret");
  write_text (fixture->folder, "file", "good");
  write_text (fixture->folder, "empty", "");
  write_text (fixture->folder, "%2e%2e", "literal");
  write_text (inner, "file", "inner");
  link_to ("../secret", fixture->folder, "out");
  link_to ("/etc/passwd", fixture->folder, "absolute");
  link_to ("..", fixture->folder, "up");
  link_to ("/proc/self/fd/0", fixture->folder, "magic");
  link_to ("loop", fixture->folder, "loop");
  fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  acn_beneath_forbid_openat2 (GPOINTER_TO_INT (data));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  acn_beneath_forbid_openat2 (FALSE);
  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->folder);
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *reference, *contents, *message;
  } cases[] = {
    { "file", "good", NULL },
    { "./file", "good", NULL },
    { "inner/file", "inner", NULL },
    { "inner//file", "inner", NULL },
    { "empty", "", NULL },
    { "%2e%2e", "literal", NULL },
    { "%2e%2e/secret", NULL, "Not a directory" },
    { "none", NULL, "No such file or directory" },
    { "", NULL, "it is empty" },
    { "../secret", NULL, "it leads out of the dossier's folder by “..”" },
    { "inner/../../secret", NULL, "it leads out of the dossier's folder by “..”" },
    { "inner/../file", NULL, "it leads out of the dossier's folder by “..”" },
    { "..", NULL, "it leads out of the dossier's folder by “..”" },
    { "/etc/passwd",
      NULL,
      "it is an absolute path; files are named as seen from the dossier's folder" },
    { "file:///etc/passwd", NULL, "it is a URL; only files beside the dossier are read" },
    { "file:secret", NULL, "it is a URL; only files beside the dossier are read" },
    { "http://example.org/x", NULL, "it is a URL; only files beside the dossier are read" },
    { "inner\\file", NULL, "it has a backslash; folders are parted by /" },
    { "fi\nle", NULL, "it has a control character" },
    { "~/file", NULL, "No such file or directory" },
    { "out", NULL, "a symbolic link in it does not stay in the dossier's folder" },
    { "absolute", NULL, "a symbolic link in it does not stay in the dossier's folder" },
    { "up/secret", NULL, NULL },
    { "magic", NULL, "a symbolic link in it does not stay in the dossier's folder" },
    { "loop", NULL, "a symbolic link in it does not stay in the dossier's folder" },
    { "inner", NULL, "it is a folder, not a file" },
    { "fifo", NULL, "it is a device or a pipe, not a file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
          acn_read_beneath (fixture->folder, cases[i].reference, NULL, &error);

      if (cases[i].contents != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                           g_bytes_get_size (bytes),
                           cases[i].contents,
                           strlen (cases[i].contents));
          continue;
        }
      g_assert_null (bytes);
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_IO_ERROR);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_read_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "large", NULL);
  g_autofree char *large = g_strnfill (3 * 1024 * 1024 + 5, 'x');
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  write_text (fixture->folder, "large", large);
  bytes = acn_read_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (large));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (large), large, strlen (large));
  g_cancellable_cancel (cancellable);
  g_assert_null (acn_read_file (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (acn_read_file ("/dev/zero", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_null (acn_read_file (fixture->folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (truncate (path, (off_t) ACN_FILE_SIZE_MAX + 1), ==, 0);
  g_assert_null (acn_read_file (path, NULL, &error));
  g_assert_cmpstr (error->message, ==, "it is larger than 512 MiB");
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *fresh = g_build_filename (fixture->folder, "fresh", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;
  const guint n = count_files (fixture->folder);
  struct stat status;

  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink ("file", link), ==, 0);
  g_assert_true (acn_write_file (link, bytes, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "new");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (acn_write_file (fresh, bytes, &error));
  g_assert_cmpuint (count_files (fixture->folder), ==, n + 2);
}

/* A descriptor that gives no bytes; a dossier's folder that is gone. */
static void
test_cannot_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *none = g_build_filename (fixture->folder, "none", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_read_and_close (open (path, O_WRONLY | O_CLOEXEC), NULL, &error));
  g_assert_error (error, G_IO_ERROR, (int) g_io_error_from_errno (EBADF));
  g_clear_error (&error);
  g_assert_null (acn_read_and_close (-1, NULL, &error));
  g_assert_error (error, G_IO_ERROR, (int) g_io_error_from_errno (EBADF));
  g_clear_error (&error);
  g_assert_cmpint (acn_open_beneath (none, "file", &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_write_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "file", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "inner", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GError) error = NULL;
  const guint n = count_files (fixture->folder);

  g_assert_false (acn_write_file (path, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_false (acn_write_file (folder, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_cmpuint (count_files (fixture->folder), ==, n);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/io/" name, Fixture, GINT_TO_POINTER (data), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("beneath/references", FALSE, test_references);
  ADD ("beneath/references-by-walk", TRUE, test_references);
  ADD ("beneath/file", FALSE, test_read_file);
  ADD ("beneath/too-large", FALSE, test_too_large);
  ADD ("beneath/cannot-read", FALSE, test_cannot_read);
  ADD ("beneath/cannot-read-by-walk", TRUE, test_cannot_read);
  ADD ("write/replaces", FALSE, test_write);
  ADD ("write/fails", FALSE, test_write_fails);
  return g_test_run ();
}
