/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-overlay.h"
#include "io/acn-load.h"
#include "model/acn-positions.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static AcnDossier *
load_good (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "io", "data", name, NULL);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier      *dossier = acn_load_dossier (path, diagnostics, NULL);
  g_autofree char *messages = acn_diagnostics_to_string (diagnostics);

  g_assert_cmpstr (messages, ==, "");
  g_assert_nonnull (dossier);
  return dossier;
}

static void
assert_text (const AcnText *text, const char *language, const char *expected)
{
  g_assert_cmpstr (acn_text_get (text, language), ==, expected);
}

static AcnDay
day (const char *iso)
{
  AcnDay value;

  g_assert_true (acn_day_parse (iso, &value));
  return value;
}

/* Classes and shapes of the features of layer 0 that show on a day. */
static void
assert_stands (AcnDossier *dossier, const char *iso, guint n_expected, guint class_index)
{
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (dossier, 0, day (iso));
  const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL);

  g_assert_cmpuint (shown->len, ==, n_expected);
  for (guint i = 0; i < shown->len; i++)
    {
      const AcnFeature *feature = &layer->features[g_array_index (shown, guint, i)];

      g_assert_cmpuint (feature->actor, ==, 0);
      g_assert_cmpuint (feature->class_index, ==, class_index);
    }
}

/* Both lands of A show while A holds a position that has a class; B and C never do. */
static void
test_positions (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("positions.dossier.json");
  guint              n;
  const AcnPosition *positions = acn_dossier_get_positions (dossier, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (positions[1].id, ==, "p2");
  g_assert_cmpstr (positions[1].position, ==, "against");
  assert_text (positions[0].text, "en", "A is for it");
  assert_text (positions[1].note, "en", "A has turned");
  g_assert_cmpuint (acn_dossier_find_position_at (dossier, 0, day ("2020-02-29")), ==, 0);
  g_assert_cmpuint (acn_dossier_find_position_at (dossier, 0, day ("2020-03-01")), ==, ACN_NONE);
  g_assert_cmpuint (acn_dossier_find_position_at (dossier, 0, day ("2020-12-31")), ==, 1);
  g_assert_cmpuint (acn_dossier_find_position_at (dossier, 2, day ("2020-02-10")), ==, ACN_NONE);
  assert_stands (dossier, "2020-01-31", 0, 0);
  assert_stands (dossier, "2020-02-01", 2, 1);
  assert_stands (dossier, "2020-03-01", 0, 0);
  assert_stands (dossier, "2020-05-01", 2, 0);
}

/* One degree of the equator. */
static void
test_length (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("positions.dossier.json");

  g_assert_cmpfloat (acn_dossier_layer_length_km_at (dossier, 1, day ("2020-02-29")), ==, 0);
  g_assert_cmpfloat_with_epsilon (
      acn_dossier_layer_length_km_at (dossier, 1, day ("2020-03-31")), 111.319491, 1e-6);
  g_assert_cmpfloat (acn_dossier_layer_length_km_at (dossier, 0, day ("2020-02-10")), ==, 0);
}

static void
test_minimal (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("minimal.dossier.json");
  guint n = 7;

  assert_text (acn_dossier_get_title (dossier), "en", "Minimal");
  g_assert_cmpstr (acn_dossier_get_language (dossier), ==, "en");
  acn_dossier_get_layers (dossier, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_head (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("full.dossier.json");
  AcnSpan      span = acn_dossier_get_span (dossier), home = acn_dossier_get_home_span (dossier);
  const guint *parts;
  guint        n;

  g_assert_cmpstr (acn_dossier_get_id (dossier), ==, "full");
  g_assert_cmpstr (acn_dossier_get_edition (dossier), ==, "2.1");
  g_assert_true (g_str_has_suffix (acn_dossier_get_path (dossier), "full.dossier.json"));
  g_assert_cmpuint (strlen (acn_dossier_get_sha256 (dossier)), ==, 64);
  assert_text (acn_dossier_get_title (dossier), "uk", "Повний");
  assert_text (acn_dossier_get_summary (dossier), "en", "Everything once");
  assert_text (acn_dossier_get_attribution (dossier), "en", "A. Nobody");
  assert_text (acn_dossier_get_borders (dossier), "en", "Lines of a test");
  g_assert_cmpstr (acn_dossier_get_languages (dossier)[1], ==, "uk");
  g_assert_cmpint (span.begin_day, ==, day ("2000-01-01"));
  g_assert_cmpint (span.end_day, ==, day ("2011-01-01"));
  g_assert_cmpint (home.begin_day, ==, day ("2002-01-01"));
  g_assert_cmpint (home.end_day, ==, day ("2009-01-01"));
  g_assert_cmpint (acn_dossier_get_home_day (dossier), ==, day ("2005-06-01"));
  g_assert_cmpuint (
      acn_dossier_get_home_view (dossier), ==, acn_dossier_find_view (dossier, "east"));
  g_assert_cmpuint (acn_dossier_get_n_claims (dossier), ==, 2);
  g_assert_cmpuint (
      acn_dossier_get_readout_whole (dossier), ==, acn_dossier_find_layer (dossier, "land"));
  parts = acn_dossier_get_readout_parts (dossier, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (parts[1], ==, acn_dossier_find_layer (dossier, "taken"));
}

static void
test_sources (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("full.dossier.json");
  guint            n;
  const AcnSource *sources = acn_dossier_get_sources (dossier, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (sources[0].id, ==, "s1");
  g_assert_cmpstr (sources[0].title, ==, "A report");
  g_assert_cmpstr (sources[0].author, ==, "United Nations, J. Doe");
  g_assert_cmpstr (sources[0].container, ==, "Reports");
  g_assert_cmpstr (sources[0].issued, ==, "2008-04-03");
  g_assert_cmpstr (sources[0].url, ==, "https://example.org/a");
  g_assert_null (sources[1].author);
  g_assert_cmpstr (sources[1].container, ==, "Press");
  g_assert_cmpstr (sources[1].issued, ==, "2001-05~/2002~");
  g_assert_null (sources[1].url);
}

static void
test_events (void)
{
  static const char *const ids[] = { "E-1", "E-0", "E-2", "E-3" };
  g_autoptr (AcnDossier) dossier = load_good ("full.dossier.json");
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (dossier, &n);
  const AcnPlace *places = acn_dossier_get_places (dossier, NULL);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (events[i].id, ==, ids[i]);
  assert_text (events[0].title, "uk", "Перша");
  assert_text (events[0].text, "en", "Text");
  assert_text (events[0].outcome, "en", "Outcome");
  assert_text (events[0].note, "en", "Note");
  g_assert_cmpuint (events[0].citations.n, ==, 2);
  g_assert_cmpuint (events[0].citations.items[0].source, ==, 1);
  g_assert_cmpstr (events[0].citations.items[0].locator, ==, "para 23");
  g_assert_null (events[0].citations.items[1].locator);
  g_assert_cmpuint (events[0].place, ==, 0);
  g_assert_cmpfloat (places[0].lat_deg, ==, 50.4501);
  g_assert_cmpfloat (places[0].precision_km, ==, 2);
  g_assert_cmpuint (events[0].rank, ==, 1);
  g_assert_cmpuint (events[1].place, ==, ACN_NONE);
  g_assert_true (acn_when_is_fuzzy (&events[2].when));
  g_assert_null (events[3].text);
  g_assert_cmpuint (events[3].rank, ==, 3);
  g_assert_false (events[2].later); /* March 2006: the month of the argument */
  g_assert_true (events[3].later);
}

static void
test_layers (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("full.dossier.json");
  guint             n;
  const AcnLayer   *layers = acn_dossier_get_layers (dossier, &n);
  const AcnFeature *taken = layers[2].features;

  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpint (layers[0].content, ==, ACN_LAYER_DERIVATION);
  g_assert_cmpint (layers[0].overlay_op, ==, ACN_OVERLAY_DIFFERENCE);
  g_assert_cmpuint (layers[0].operands[1], ==, 2);
  g_assert_true (layers[0].hypothetical && layers[0].visible);
  g_assert_cmpint (layers[0].style.fill, ==, ACN_HUE_BLUE);
  g_assert_cmpint (layers[0].style.stroke, ==, ACN_HUE_NONE);
  g_assert_false (layers[1].visible);
  g_assert_cmpint (layers[1].style.fill, ==, ACN_HUE_SLATE);
  g_assert_cmpuint (layers[2].n_classes, ==, 2);
  g_assert_cmpint (layers[2].classes[0].style.hatch, ==, ACN_HATCH_DIAGONAL);
  g_assert_cmpint (layers[2].classes[1].style.hatch, ==, ACN_HATCH_CROSS);
  g_assert_cmpint (layers[2].classes[1].style.fill, ==, ACN_HUE_CRIMSON);
  g_assert_true (layers[2].classes[1].style.dash);
  g_assert_cmpuint (layers[2].n_features, ==, 3);
  g_assert_cmpstr (taken[0].id, ==, "a");
  g_assert_cmpuint (taken[0].class_index, ==, 0);
  g_assert_cmpfloat (taken[0].precision_km, ==, 3.5);
  g_assert_cmpuint (taken[0].citations.n, ==, 1);
  assert_text (taken[0].name, "en", "A");
  g_assert_true (acn_geometry_is_empty (acn_pyramid_get_geometry (taken[2].pyramid)));
  g_assert_cmpuint (layers[3].members_of, ==, acn_dossier_find_actor (dossier, "nato"));
  g_assert_cmpuint (layers[3].features[0].actor, ==, acn_dossier_find_actor (dossier, "AA"));
  g_assert_cmpuint (layers[3].features[0].rank, ==, 2);
  g_assert_cmpuint (layers[3].features[1].population, ==, 12000);
  g_assert_true (layers[3].features[1].capital);
  g_assert_cmpuint (layers[3].features[2].actor, ==, ACN_NONE);
  g_assert_cmpstr (layers[3].features[2].id, ==, "#3");
  g_assert_cmpint (layers[4].content, ==, ACN_LAYER_EVENTS);
  g_assert_cmpint (layers[4].style.marker, ==, ACN_MARKER_CITY);
}

static void
test_time (void)
{
  g_autoptr (AcnDossier) dossier = load_good ("full.dossier.json");
  g_autoptr (GError) error = NULL;
  double land = 0, open = 0;

  g_assert_true (acn_dossier_layer_area_km2_at (dossier, 1, day ("2004-06-01"), &land, &error));
  g_assert_true (acn_dossier_layer_area_km2_at (dossier, 0, day ("2004-06-01"), &open, &error));
  g_assert_cmpfloat_with_epsilon (open / land, 0.5, 1e-6);
  g_assert_true (acn_dossier_layer_area_km2_at (dossier, 0, day ("2005-01-01"), &open, &error));
  g_assert_cmpfloat_with_epsilon (open / land, 0.75, 1e-6);
  g_assert_true (acn_dossier_layer_area_km2_at (dossier, 0, day ("2001-01-01"), &open, &error));
  g_assert_cmpfloat_with_epsilon (open / land, 1, 1e-6);
}

/* --- Files that are no dossier --------------------------------------------------------------- */

static char *
repeat (const char *part, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

static void
assert_refused (const char *contents, gssize length, const char *expected)
{
  g_autofree char *path = NULL;
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();

  close (g_file_open_tmp ("accession-test-XXXXXX", &path, NULL));
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  g_assert_null (acn_load_dossier (path, diagnostics, NULL));
  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 1);
  g_assert_cmpstr (acn_diagnostics_get (diagnostics, 0)->message, ==, expected);
  g_remove (path);
}

static gpointer
refuse_deep (gpointer data)
{
  g_autofree char *arrays = repeat ("[", 100000);
  g_autofree char *objects = repeat ("{\"a\":", 100000);
  const char      *expected = "arrays and objects nested deeper than 128 levels";

  assert_refused (arrays, -1, expected);
  assert_refused (objects, -1, expected);
  return NULL;
}

static void
test_hostile (void)
{
  static const char utf16[] = "\xff\xfe{\0}\0";

  assert_refused ("", 0, "the file is empty");
  assert_refused (
      "\xef\xbb\xbf{}", -1, "the file begins with a byte order mark; save it as UTF-8 without one");
  assert_refused (utf16, sizeof utf16 - 1, "the file is UTF-16; save it as UTF-8");
  assert_refused ("\x1f\x8b\x08{}", -1, "the file is packed by gzip; unpack it first");
  assert_refused ("PK\x03\x04{}", -1, "the file is packed by zip; unpack it first");
  assert_refused ("{\"format\":\"\xff\"}", -1, "the byte 0xFF inside a string is not UTF-8");
  assert_refused ("{\"format\":\"accession-dossier\",\"version\":01}",
                  -1,
                  "“01”: a number must not begin with a needless 0");
  assert_refused ("\x89PNG\r\n", -1, "expected a value, found the byte 0x89, which is not UTF-8");
  refuse_deep (NULL);
  g_thread_join (g_thread_new ("worker", refuse_deep, NULL));
}

static void
test_unreadable (void)
{
  static const struct
  {
    const char *path, *expected;
  } cases[] = {
    { "/nonexistent/x.json",
      "/nonexistent/x.json: error: this file could not be opened: No such file or directory\n" },
    { "/dev",
      "/dev: error: this folder has no GeoJSON file with a date in its name, such as 20220403 or "
      "2022-04-03\n" },
    { "/dev/null",
      "/dev/null: error: this file could not be opened: it is a device or a pipe, not a file\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
      g_autofree char *messages = NULL;

      g_assert_null (acn_load_dossier (cases[i].path, diagnostics, NULL));
      messages = acn_diagnostics_to_string (diagnostics);
      g_assert_cmpstr (messages, ==, cases[i].expected);
    }
}

/* --- In a worker ----------------------------------------------------------------------------- */

#define ONE(path) ((const char *[]){ path, NULL })

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
load_in_worker (const char *path, GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  acn_load_dossier_async (ONE (path), cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
test_async (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "io", "data", "full.dossier.json", NULL);
  g_autoptr (GAsyncResult) result = load_in_worker (path, NULL);
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDossier) dossier = acn_load_dossier_finish (result, &diagnostics, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (acn_dossier_get_id (dossier), ==, "full");
  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 0);
}

static void
test_async_fault (void)
{
  g_autoptr (GAsyncResult) result = load_in_worker ("/dev/null/none", NULL);
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_load_dossier_finish (result, &diagnostics, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (acn_diagnostics_get_n_errors (diagnostics), ==, 1);
}

static void
test_async_cancelled (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "io", "data", "full.dossier.json", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  result = load_in_worker (path, cancellable);
  g_assert_null (acn_load_dossier_finish (result, &diagnostics, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (diagnostics);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* A layer of 6 MB, which takes far longer than it is waited here. */
static void
test_async_cancelled_while_reading (void)
{
  g_autofree char *folder = g_dir_make_tmp ("acn-load-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.dossier.json", NULL);
  g_autofree char *land = g_build_filename (folder, "land.geojson", NULL);
  g_autoptr (GString) shape = g_string_new ("{\"type\":\"LineString\",\"coordinates\":[[0,0]");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AcnDiagnostics) diagnostics = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (shape, ",[%u.%05u,%u.5]", i % 90, i % 100000, i % 80);
  g_string_append (shape, "]}");
  g_assert_true (g_file_set_contents (land, shape->str, (gssize) shape->len, NULL));
  g_assert_true (g_file_set_contents (
      path,
      "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"a\",\"title\":\"A\",\"layers\":"
      "[{\"id\":\"l\",\"title\":\"L\",\"data\":\"land.geojson\"}]}",
      -1,
      NULL));
  g_timeout_add (3, cancel_cb, cancellable);
  result = load_in_worker (path, cancellable);
  g_assert_null (acn_load_dossier_finish (result, &diagnostics, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (diagnostics);
  g_assert_cmpint (g_unlink (land), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Of the whole program, microseconds. */
static gint64
get_cpu_us (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now), ==, 0);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
has_thread (const char *name)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  g_autofree char *wanted = g_strconcat (name, "\n", NULL);
  const char      *id;
  gboolean         found = FALSE;

  while ((id = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", id, "comm", NULL);
      g_autofree char *comm = NULL;

      /* One that has just ended has none. */
      found |= g_file_get_contents (path, &comm, NULL, NULL) && strcmp (comm, wanted) == 0;
    }
  return found;
}

static char *
write_many_events (const char *folder)
{
  char *path = g_build_filename (folder, "many.dossier.json", NULL);
  g_autoptr (GString) text = g_string_new (
      "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"a\",\"title\":\"A\",\"lanes\":"
      "[{\"id\":\"l\",\"title\":\"L\"}],\"sources\":[{\"id\":\"s\",\"type\":\"report\","
      "\"title\":\"S\"}],\"events\":[");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"e%u\",\"title\":\"E\",\"when\":\"20%02u\",\"lane\":\"l\","
                            "\"citations\":[{\"source\":\"s\"}]}",
                            i > 0 ? "," : "",
                            i,
                            i % 90 + 10);
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

/* A load that was begun ahead stops when nobody wants it: @steps is 0 for another path, 1 for one
 * that is waited for and then cancelled. */
static void
test_ahead_stops (gconstpointer steps)
{
  g_autofree char *folder = g_dir_make_tmp ("acn-load-XXXXXX", NULL);
  g_autofree char *path = write_many_events (folder);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new (), none = NULL;
  g_autoptr (AcnLoadPlace) place = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begin_us = get_cpu_us (), whole_us;

  acn_dossier_unref (acn_load_dossier (path, diagnostics, NULL));
  whole_us = get_cpu_us () - begin_us;
  begin_us = get_cpu_us ();
  acn_load_dossier_ahead (ONE (path), NULL, NULL, NULL);
  while (!has_thread ("load-ahead"))
    g_usleep (100);
  if (steps == NULL)
    g_assert_null (acn_load_dossier_take (ONE ("/dev/null/none"), &none, &place));
  else
    {
      g_timeout_add (3, cancel_cb, cancellable);
      result = load_in_worker (path, cancellable);
      g_assert_null (acn_load_dossier_finish (result, &none, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  while (has_thread ("load-ahead"))
    g_usleep (1000);
  g_assert_cmpint (get_cpu_us () - begin_us, <, whole_us / 2);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Waits until the load that was begun is done. */
static AcnDossier *
take (const char *path, AcnDiagnostics **out_diagnostics)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  AcnDossier      *dossier = NULL;

  for (guint i = 0; i < 5000 && *out_diagnostics == NULL; i++)
    {
      g_autoptr (AcnLoadPlace) place = NULL;

      dossier = acn_load_dossier_take (ONE (path), out_diagnostics, &place);
      g_assert_true ((place != NULL) == (*out_diagnostics != NULL));
      if (place != NULL)
        g_assert_cmpstr (place->path, ==, absolute);
      if (*out_diagnostics == NULL)
        g_usleep (1000);
    }
  g_assert_nonnull (*out_diagnostics);
  return dossier;
}

static void
test_ahead (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "io", "data", "full.dossier.json", NULL);
  g_autoptr (AcnDiagnostics) diagnostics = NULL, none = NULL, of_worker = NULL;
  g_autoptr (AcnLoadPlace) place = NULL;
  g_autoptr (AcnDossier) dossier = NULL, again = NULL, waited = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  acn_load_dossier_ahead (ONE (path), NULL, NULL, NULL);
  dossier = take (path, &diagnostics);
  g_assert_cmpstr (acn_dossier_get_id (dossier), ==, "full");
  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 0);
  /* It is there once. */
  again = acn_load_dossier_take (ONE (path), &none, &place);
  g_assert_null (again);
  g_assert_null (none);

  acn_load_dossier_ahead (ONE (path), NULL, NULL, NULL);
  result = load_in_worker (path, NULL);
  waited = acn_load_dossier_finish (result, &of_worker, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (acn_dossier_get_id (waited), ==, "full");
  g_assert_nonnull (of_worker);
}

static void
test_ahead_fault (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = NULL;

  acn_load_dossier_ahead (ONE ("/dev/null/none"), NULL, NULL, NULL);
  g_assert_null (take ("/dev/null/none", &diagnostics));
  g_assert_cmpuint (acn_diagnostics_get_n_errors (diagnostics), ==, 1);
}

/* Who asks for another dossier lets the first go, done or not; the next may begin then. */
static void
test_ahead_unwanted (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "io", "data", "full.dossier.json", NULL);
  g_autofree char *other =
      g_test_build_filename (G_TEST_DIST, "io", "data", "minimal.dossier.json", NULL);

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (AcnDiagnostics) diagnostics = NULL, none = NULL;
      g_autoptr (AcnLoadPlace) place = NULL;
      g_autoptr (AcnDossier) dossier = NULL;

      acn_load_dossier_ahead (ONE (path), NULL, NULL, NULL);
      g_usleep (i * 500);
      g_assert_null (acn_load_dossier_take (ONE (other), &none, &place));
      g_assert_null (none);
      acn_load_dossier_ahead (ONE (other), NULL, NULL, NULL);
      dossier = take (other, &diagnostics);
      g_assert_cmpstr (acn_dossier_get_id (dossier), ==, "minimal");
    }
}

/* Of several names the first that is there, else the last, which is then told; of a folder the
 * first dossier by its name. */
static void
test_names (void)
{
  g_autofree char *folder = g_dir_make_tmp ("acn-load-XXXXXX", NULL);
  g_autofree char *a = g_build_filename (folder, "a.dossier.json", NULL);
  g_autofree char *b = g_build_filename (folder, "b.dossier.json", NULL);
  g_autofree char *c = g_build_filename (folder, "c.dossier.json", NULL);
  g_autofree char *full =
      g_test_build_filename (G_TEST_DIST, "io", "data", "full.dossier.json", NULL);
  const struct
  {
    const char *names[4], *path;
    guint       n_named, n_in_folder;
  } cases[] = {
    { { full }, full, 0, 0 },
    { { c, full }, full, 1, 0 },
    { { full, c }, full, 0, 0 },
    { { c, "/dev/null/none", full }, full, 2, 0 },
    { { c, "/dev/null/none" }, "/dev/null/none", 1, 0 },
    { { folder }, a, 0, 2 },
    { { c, folder, full }, a, 1, 2 },
    { { "/dev" }, "/dev", 0, 0 },
    { { "/dev/null" }, "/dev/null", 0, 0 },
  };

  g_assert_true (g_file_set_contents (b, "", 0, NULL));
  g_assert_true (g_file_set_contents (a, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcnLoadPlace) place = acn_load_place_find (cases[i].names);

      g_test_message ("case %u", i);
      g_assert_cmpstr (place->path, ==, cases[i].path);
      g_assert_cmpuint (place->n_named, ==, cases[i].n_named);
      g_assert_cmpuint (place->n_in_folder, ==, cases[i].n_in_folder);
    }
  g_assert_cmpint (g_unlink (a), ==, 0);
  g_assert_cmpint (g_unlink (b), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A worker and a load ahead both say which one it was. */
static void
test_names_in_worker (void)
{
  g_autofree char *full =
      g_test_build_filename (G_TEST_DIST, "io", "data", "full.dossier.json", NULL);
  const char *names[] = { "/dev/null/none", full, NULL };

  for (guint ahead = 0; ahead < 2; ahead++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (AcnDiagnostics) diagnostics = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnDossier) dossier = NULL;

      if (ahead)
        acn_load_dossier_ahead (names, NULL, NULL, NULL);
      acn_load_dossier_async (names, NULL, keep_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      dossier = acn_load_dossier_finish (result, &diagnostics, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (acn_dossier_get_id (dossier), ==, "full");
      g_assert_cmpstr (acn_load_dossier_get_place (result)->path, ==, full);
      g_assert_cmpuint (acn_load_dossier_get_place (result)->n_named, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/load/minimal", test_minimal);
  g_test_add_func ("/io/load/positions", test_positions);
  g_test_add_func ("/io/load/length", test_length);
  g_test_add_func ("/io/load/head", test_head);
  g_test_add_func ("/io/load/sources", test_sources);
  g_test_add_func ("/io/load/events", test_events);
  g_test_add_func ("/io/load/layers", test_layers);
  g_test_add_func ("/io/load/time", test_time);
  g_test_add_func ("/io/load/hostile", test_hostile);
  g_test_add_func ("/io/load/unreadable", test_unreadable);
  g_test_add_func ("/io/load/async", test_async);
  g_test_add_func ("/io/load/async-fault", test_async_fault);
  g_test_add_func ("/io/load/async-cancelled", test_async_cancelled);
  g_test_add_func ("/io/load/async-cancelled-while-reading", test_async_cancelled_while_reading);
  g_test_add_data_func ("/io/load/ahead-stops/unwanted", NULL, test_ahead_stops);
  g_test_add_data_func ("/io/load/ahead-stops/cancelled", GUINT_TO_POINTER (1), test_ahead_stops);
  g_test_add_func ("/io/load/ahead", test_ahead);
  g_test_add_func ("/io/load/ahead-fault", test_ahead_fault);
  g_test_add_func ("/io/load/ahead-unwanted", test_ahead_unwanted);
  g_test_add_func ("/io/load/names", test_names);
  g_test_add_func ("/io/load/names-in-worker", test_names_in_worker);
  return g_test_run ();
}
