/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large texts of which parts are let go of: nothing that is told of them may change by that. */
#include "io/acn-file-text.h"
#include "io/acn-geojson.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_FEATURES 20

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("accession-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "large.geojson", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
write_file (Fixture *self, const GString *text)
{
  g_assert_true (g_file_set_contents (self->path, text->str, (gssize) text->len, NULL));
}

/* More than ACN_FILE_TEXT_LARGE of lines with blanks; @last: the coordinates of the last feature.
 */
static GString *
make_large (const char *first, const char *last)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\n\"features\":[\n");

  for (guint i = 0; i < N_FEATURES; i++)
    {
      const gsize blanks = ACN_FILE_TEXT_LARGE / N_FEATURES + 1;
      const char *coordinates = i == 0 ? first : i + 1 == N_FEATURES ? last : "[30,50]";

      g_string_append_printf (text,
                              "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"Київ %u\"},\n"
                              "\"geometry\":{\"type\":\"Point\",\"coordinates\":%s}}",
                              i > 0 ? ",\n" : "",
                              i,
                              coordinates);
      g_string_append_c (text, '\n');
      g_string_set_size (text, text->len + blanks);
      memset (text->str + text->len - blanks, ' ', blanks);
    }
  g_string_append (text, "]}\n");
  return text;
}

static AcnFileText *
read_text (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  AcnFileText *text = acn_file_text_read (self->path, NULL, &error);

  g_assert_no_error (error);
  return text;
}

/* The part that is let go of is empty, and whole again when it is called back. */
static void
test_forget (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) large = make_large ("[1,2]", "[3,4]");
  g_autoptr (AcnFileText) text = NULL;

  write_file (self, large);
  text = read_text (self);
  g_assert_null (acn_file_text_get_bytes (text));
  g_assert_cmpuint (acn_file_text_get_size (text), ==, large->len);
  g_assert_cmpint (memcmp (acn_file_text_get_data (text), large->str, large->len), ==, 0);
  acn_file_text_forget (text, large->len / 2);
  g_assert_cmpuint (acn_file_text_get_data (text)[0], ==, 0);
  g_assert_cmpint (acn_file_text_get_data (text)[large->len / 2], ==, large->str[large->len / 2]);
  acn_file_text_forget (text, large->len / 4);
  acn_file_text_forget (text, 2 * large->len);
  g_assert_true (acn_file_text_recall (text));
  g_assert_cmpint (memcmp (acn_file_text_get_data (text), large->str, large->len), ==, 0);
}

/* Of a file that has changed meanwhile nothing is mixed in. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) large = make_large ("[1,2]", "[3,4]");
  g_autoptr (AcnFileText) text = NULL;
  int fd;

  write_file (self, large);
  text = read_text (self);
  acn_file_text_forget (text, large->len / 2);
  fd = open (self->path, O_WRONLY);
  g_assert_cmpint (ftruncate (fd, 100), ==, 0);
  close (fd);
  g_assert_false (acn_file_text_recall (text));
}

/* As most editors save: the file that was read has no name any more, but is what it was. */
static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) large = make_large ("[1,2]", "[3,4]"), other = g_string_new ("{}");
  g_autoptr (AcnFileText) text = NULL;

  write_file (self, large);
  text = read_text (self);
  acn_file_text_forget (text, large->len / 2);
  write_file (self, other);
  g_assert_true (acn_file_text_recall (text));
  g_assert_cmpint (memcmp (acn_file_text_get_data (text), large->str, large->len), ==, 0);
}

static void
test_small (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) small = g_string_new ("{}");
  g_autoptr (AcnFileText) text = NULL;
  g_autoptr (GError) error = NULL;

  write_file (self, small);
  text = read_text (self);
  acn_file_text_forget (text, 2);
  g_assert_nonnull (acn_file_text_get_bytes (text));
  g_assert_cmpint (memcmp (acn_file_text_get_data (text), "{}", 2), ==, 0);
  g_assert_true (acn_file_text_recall (text));
  g_assert_null (acn_file_text_read (self->folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) large = make_large ("[1,2]", "[3,4]");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_file (self, large);
  g_cancellable_cancel (cancellable);
  g_assert_null (acn_file_text_read (self->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The same faults at the same places as where all of the text stays. */
static void
assert_same_faults (Fixture *self, const GString *large, guint n)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (large->str, large->len);
  g_autoptr (AcnDiagnostics) expected = acn_diagnostics_new (), told = acn_diagnostics_new ();
  g_autoptr (AcnGeojson) whole = acn_geojson_new (bytes, "f", TRUE, expected, NULL);
  g_autoptr (AcnGeojson) parts = NULL;
  g_autofree char *lines = acn_diagnostics_to_string (expected), *lines_told = NULL;

  write_file (self, large);
  parts = acn_geojson_new_take (read_text (self), "f", TRUE, told, NULL);
  lines_told = acn_diagnostics_to_string (told);
  g_assert_cmpuint (acn_diagnostics_get_n (expected), ==, n);
  g_assert_cmpuint (acn_diagnostics_get (expected, n - 1)->line, >, 40);
  g_assert_cmpstr (lines_told, ==, lines);
  g_assert_cmpint (whole != NULL, ==, parts != NULL);
}

static void
test_places (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) range = make_large ("[30,95]", "[200,50]");
  g_autoptr (GString) uneven = make_large ("[1,2]", "[30,[50]]");
  g_autoptr (GString) broken = make_large ("[1,2]", "[30,05]");

  assert_same_faults (self, range, 2);
  assert_same_faults (self, uneven, 1);
  assert_same_faults (self, broken, 1);
}

/* Where the file is another one by then, the fault is told without its place. */
static void
test_place_of_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) large = make_large ("[1,2]", "[3,4]");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnGeojson) geojson = NULL;
  guint line = 7, column = 7;
  int   fd;

  write_file (self, large);
  geojson = acn_geojson_new_take (read_text (self), "f", FALSE, diagnostics, NULL);
  g_assert_cmpuint (geojson->features->len, ==, N_FEATURES);
  g_assert_true (acn_json_document_locate (geojson->document, "/features/19/type", &line, &column));
  g_assert_cmpuint (line, ==, 3 + 19 * 3);
  acn_geojson_free (g_steal_pointer (&geojson));
  geojson = acn_geojson_new_take (read_text (self), "f", FALSE, diagnostics, NULL);
  fd = open (self->path, O_WRONLY);
  g_assert_cmpint (ftruncate (fd, 100), ==, 0);
  close (fd);
  g_assert_false (
      acn_json_document_locate (geojson->document, "/features/19/type", &line, &column));
  acn_json_document_place (geojson->document, 50, &line, &column);
  g_assert_cmpuint (line, ==, 0);
  g_assert_cmpuint (column, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, run) g_test_add (path, Fixture, NULL, set_up, run, tear_down)
  ADD ("/io/file-text/forget", test_forget);
  ADD ("/io/file-text/changed", test_changed);
  ADD ("/io/file-text/replaced", test_replaced);
  ADD ("/io/file-text/small", test_small);
  ADD ("/io/file-text/cancelled", test_cancelled);
  ADD ("/io/file-text/places", test_places);
  ADD ("/io/file-text/place-of-changed", test_place_of_changed);
  return g_test_run ();
}
