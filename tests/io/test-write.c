/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-write.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("acn-write-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a.txt", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0); /* so that nothing else lies there */
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_replaces (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) one = bytes_of ("one"), two = bytes_of (""), three = bytes_of ("three");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (acn_write_file (self->path, one, &error));
  assert_contents (self->path, "one");
  g_assert_cmpint (g_chmod (self->path, 0640), ==, 0);
  g_assert_true (acn_write_file (self->path, two, &error));
  assert_contents (self->path, "");
  g_assert_true (acn_write_file (self->path, three, &error));
  assert_contents (self->path, "three");
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0640);
  g_assert_no_error (error);
}

/* The file that a link names is replaced, and the link stays. */
static void
test_link (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "link", NULL);
  g_autoptr (GBytes) one = bytes_of ("one"), two = bytes_of ("two");

  g_assert_true (acn_write_file (self->path, one, NULL));
  g_assert_cmpint (symlink ("a.txt", link), ==, 0);
  g_assert_true (acn_write_file (link, two, NULL));
  assert_contents (self->path, "two");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_unlink (link), ==, 0);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
write_and_wait (const char *path, const char *text)
{
  GAsyncResult *result = NULL;
  g_autoptr (GBytes) bytes = bytes_of (text);

  acn_write_file_async (path, bytes, written_cb, &result);
  g_clear_pointer (&bytes, g_bytes_unref);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
test_in_a_worker (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = write_and_wait (self->path, "in a worker");
  g_autoptr (GError) error = NULL;

  g_assert_true (acn_write_file_finish (result, &error));
  g_assert_no_error (error);
  assert_contents (self->path, "in a worker");
}

static void
test_told (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "a.txt", NULL);
  g_autoptr (GAsyncResult) result = write_and_wait (nowhere, "text");
  g_autoptr (GBytes) bytes = bytes_of ("text");
  g_autoptr (GError) error = NULL, at_once = NULL, folder = NULL;

  g_assert_false (acn_write_file_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "none/a.txt"));
  g_assert_false (acn_write_file (nowhere, bytes, &at_once));
  g_assert_cmpstr (at_once->message, ==, error->message);
  /* A folder is no file, and stays what it is. */
  g_assert_false (acn_write_file (self->folder, bytes, &folder));
  g_assert_error (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/io/write/replaces", Fixture, NULL, set_up, test_replaces, tear_down);
  g_test_add ("/io/write/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/io/write/in-a-worker", Fixture, NULL, set_up, test_in_a_worker, tear_down);
  g_test_add ("/io/write/told", Fixture, NULL, set_up, test_told, tear_down);
  return g_test_run ();
}
