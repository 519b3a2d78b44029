/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-file-watch.h"

#include <glib/gstdio.h>

/* Silence after which there is no more to come, ms. */
#define SILENCE_MS 800

typedef struct
{
  char      *folder;
  char      *paths[3];
  GMainLoop *loop;
  GString   *told;
} Fixture;

static void
write_file (const char *path, const char *contents)
{
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("accession-watch-XXXXXX", NULL);
  self->paths[0] = g_build_filename (self->folder, "a", NULL);
  self->paths[1] = g_build_filename (self->folder, "b", NULL);
  write_file (self->paths[0], "a");
  write_file (self->paths[1], "b");
  self->loop = g_main_loop_new (NULL, FALSE);
  self->told = g_string_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_remove (self->paths[0]);
  g_remove (self->paths[1]);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->paths[0]);
  g_free (self->paths[1]);
  g_free (self->folder);
  g_main_loop_unref (self->loop);
  g_string_free (self->told, TRUE);
}

static void
told_cb (AcnFilesState state, const char *path, gpointer data)
{
  static const char *const states[] = { "same", "changed", "gone" };
  Fixture                 *self = data;
  g_autofree char         *name = path != NULL ? g_path_get_basename (path) : g_strdup ("");

  g_string_append_printf (self->told, "%s %s;", states[state], name);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* What has been told since the last time, once nothing more comes. */
static void
assert_told (Fixture *self, const char *expected)
{
  g_timeout_add (SILENCE_MS, quit_cb, self->loop);
  g_main_loop_run (self->loop);
  g_assert_cmpstr (self->told->str, ==, expected);
  g_string_truncate (self->told, 0);
}

static AcnFileWatch *
watch (Fixture *self, gint64 since_us)
{
  return acn_file_watch_new ((const char *const *) self->paths, since_us, told_cb, self);
}

static void
test_bursts (Fixture *self, gconstpointer data)
{
  g_autofree char *aside = g_build_filename (self->folder, "aside", NULL);
  g_autoptr (AcnFileWatch) files = NULL;

  g_usleep (50000); /* clocks of file systems tick slowly */
  files = watch (self, g_get_real_time ());
  assert_told (self, "");
  for (guint i = 0; i < 30; i++)
    write_file (self->paths[1], "another b");
  assert_told (self, "changed b;");
  write_file (self->paths[1], "a third b");
  assert_told (self, "changed b;");
  g_rename (self->paths[0], aside);
  assert_told (self, "gone a;");
  write_file (self->paths[1], "a fourth b");
  assert_told (self, ""); /* it is still a that is gone */
  g_rename (aside, self->paths[0]);
  assert_told (self, "changed b;");
}

static void
test_taken_back (Fixture *self, gconstpointer data)
{
  g_autofree char *aside = g_build_filename (self->folder, "aside", NULL);
  g_autoptr (AcnFileWatch) files = NULL;

  g_usleep (50000);
  files = watch (self, g_get_real_time ());
  assert_told (self, "");
  g_rename (self->paths[0], aside);
  assert_told (self, "gone a;");
  g_rename (aside, self->paths[0]);
  assert_told (self, "same ;");
}

/* A file that was written or removed while it was being read. */
static void
test_while_read (Fixture *self, gconstpointer data)
{
  gint64 since_us = g_get_real_time () - 10 * G_USEC_PER_SEC;
  g_autoptr (AcnFileWatch) files = watch (self, since_us);

  assert_told (self, "changed a;");
  g_clear_pointer (&files, acn_file_watch_free);
  g_remove (self->paths[1]);
  files = watch (self, g_get_real_time () + G_USEC_PER_SEC);
  assert_told (self, "gone b;");
}

/* Nothing is told once it is freed, also in the middle of a burst. */
static void
test_freed (Fixture *self, gconstpointer data)
{
  AcnFileWatch *files = watch (self, g_get_real_time () + G_USEC_PER_SEC);

  assert_told (self, "");
  write_file (self->paths[0], "c");
  g_timeout_add (100, quit_cb, self->loop);
  g_main_loop_run (self->loop);
  acn_file_watch_free (files);
  assert_told (self, "");
}

/* A worker is just beginning, or looking: it lets go when it notices. */
static void
test_freed_at_once (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      AcnFileWatch *files = watch (self, g_get_real_time () - G_USEC_PER_SEC);

      for (guint k = 0; k < i % 5; k++)
        {
          g_usleep (i * 20);
          g_main_context_iteration (NULL, FALSE);
        }
      acn_file_watch_free (files);
    }
  assert_told (self, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/io/file-watch/bursts", Fixture, NULL, set_up, test_bursts, tear_down);
  g_test_add ("/io/file-watch/taken-back", Fixture, NULL, set_up, test_taken_back, tear_down);
  g_test_add ("/io/file-watch/while-read", Fixture, NULL, set_up, test_while_read, tear_down);
  g_test_add ("/io/file-watch/freed", Fixture, NULL, set_up, test_freed, tear_down);
  g_test_add ("/io/file-watch/freed-at-once", Fixture, NULL, set_up, test_freed_at_once, tear_down);
  return g_test_run ();
}
