/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of dated GeoJSON, and GeoJSON added to a dossier. */
#include "base/acn-text.h"
#include "io/acn-load-folder.h"
#include "io/acn-load.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../ukrainian.h"

#define BOX(west)                                                                                  \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" west ",50],[" west ",51],[40,51],[40,50],[" west     \
  ",50]]]}"
#define BARE(geometry) "{\"type\":\"Feature\",\"geometry\":" geometry "}"
#define SHEET(west)                                                                                \
  "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"           \
  "\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":[" BARE (BOX (west)) "]}"

typedef struct
{
  char           *folder;
  AcnDiagnostics *diagnostics;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("accession-XXXXXX", NULL);
  f->diagnostics = acn_diagnostics_new ();
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  acn_diagnostics_unref (f->diagnostics);
}

static char *
put (Fixture *f, const char *name, const char *text)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
write_sheet (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = put (f, name, text);
}

static AcnDay
day (const char *iso)
{
  AcnDay value;

  g_assert_true (acn_day_parse (iso, &value));
  return value;
}

static double
km2 (AcnDossier *dossier, guint layer, const char *iso)
{
  double value = -1;

  g_assert_true (acn_dossier_layer_area_km2_at (dossier, layer, day (iso), &value, NULL));
  return value;
}

static gboolean
says (Fixture *f, const char *pattern)
{
  for (guint i = 0; i < acn_diagnostics_get_n (f->diagnostics); i++)
    {
      g_autofree char *line = acn_diagnostic_to_line (acn_diagnostics_get (f->diagnostics, i));

      if (g_regex_match_simple (pattern, line, 0, 0))
        return TRUE;
      g_test_message ("%s", line);
    }
  return FALSE;
}

/* --- Names ----------------------------------------------------------------------------------- */

static void
test_names (void)
{
  static const struct
  {
    const char *name, *iso, *form;
  } cases[] = {
    { "20220403.geojson", "2022-04-03", "*.geojson" },
    { "line_2022-04-03_v2.json", "2022-04-03", "line_*_v2.json" },
    { "a2022_04_03b", "2022-04-03", "a*b" },
    { "x2022.04.03", "2022-04-03", "x*" },
    { "19991301-20220403", "2022-04-03", "19991301-*" },
    { "20220403-20220405", "2022-04-03", "*-20220405" },
    { "20220230.geojson", NULL, NULL },
    { "202204031.geojson", NULL, NULL },
    { "120220403", NULL, NULL },
    { "2022-04_03", NULL, NULL },
    { "april", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = NULL;
      AcnDay           found;

      g_assert_true (acn_folder_parse_name (cases[i].name, &found, &form) ==
                     (cases[i].iso != NULL));
      g_assert_cmpstr (form, ==, cases[i].form);
      if (cases[i].iso != NULL)
        g_assert_cmpint (found, ==, day (cases[i].iso));
    }
}

/* --- A series -------------------------------------------------------------------------------- */

static AcnDossier *
load_series (Fixture *f)
{
  write_sheet (f, "a-20220403.geojson", SHEET ("39"));
  write_sheet (f, "a-20220404.geojson", SHEET ("38"));
  write_sheet (f, "a-20220405.geojson", SHEET ("37"));
  write_sheet (f, "a-20220409.geojson", SHEET ("36"));
  write_sheet (f, "b-20220410.geojson", SHEET ("35"));
  return acn_load_dossier (f->folder, f->diagnostics, NULL);
}

static void
test_series (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = load_series (f);
  const double one = km2 (dossier, 0, "2022-04-03");
  AcnSpan      span;

  g_assert_cmpuint (acn_diagnostics_get_n (f->diagnostics), ==, 0);
  span = acn_dossier_get_span (dossier);
  g_assert_cmpint (span.begin_day, ==, day ("2022-04-03"));
  g_assert_cmpint (span.end_day, ==, day ("2022-04-11"));
  g_assert_cmpint (acn_dossier_get_home_day (dossier), ==, day ("2022-04-10"));
  g_assert_cmpfloat (one, >, 7000);
  g_assert_cmpfloat_with_epsilon (km2 (dossier, 0, "2022-04-04"), 2 * one, 1);
  g_assert_cmpfloat_with_epsilon (km2 (dossier, 0, "2022-04-05"), 3 * one, 1);
  /* Nothing is known of the days between, so nothing shows. */
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-06"), ==, 0);
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-08"), ==, 0);
  g_assert_cmpfloat_with_epsilon (km2 (dossier, 0, "2022-04-09"), 4 * one, 1);
}

static void
test_breaks (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = load_series (f);
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (dossier, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (events[0].when.span.begin_day, ==, day ("2022-04-06"));
  g_assert_cmpint (events[0].when.span.end_day, ==, day ("2022-04-09"));
  g_assert_cmpstr (acn_text_get (events[0].title, "en"), ==, "No files for 3 days");
  g_assert_cmpint (events[1].when.span.begin_day, ==, day ("2022-04-10"));
  g_assert_cmpstr (acn_text_get (events[1].title, "en"),
                   ==,
                   "Another form of file: b-*.geojson after a-*.geojson");
  g_assert_nonnull (strstr (acn_text_get (events[1].title, "uk"), "Інша форма"));
}

/* A weekly archive shows each file for its week. */
static void
test_weekly (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = NULL;

  write_sheet (f, "2022-04-01.json", SHEET ("39"));
  write_sheet (f, "2022-04-08.json", SHEET ("38"));
  write_sheet (f, "2022-04-15.json", SHEET ("37"));
  write_sheet (f, "2022-05-15.json", SHEET ("36"));
  dossier = acn_load_dossier (f->folder, f->diagnostics, NULL);
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-14"), >, 14000);
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-21"), >, 21000);
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-22"), ==, 0);
}

static void
test_faults_are_told_per_file (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = NULL;

  write_sheet (f, "20220403.geojson", SHEET ("39"));
  write_sheet (f, "20220404.geojson", "{\"type\":\n\"FeatureCollection\",\"features\":[}");
  write_sheet (f, "20220405.geojson", "");
  write_sheet (f, "20220406.geojson", SHEET ("36"));
  write_sheet (f, "copy-20220406.geojson", SHEET ("36"));
  write_sheet (f, "undated.geojson", SHEET ("36"));
  write_sheet (f, "notes.txt", "20220407");
  dossier = acn_load_dossier (f->folder, f->diagnostics, NULL);
  g_assert_nonnull (dossier);
  g_assert_cmpuint (acn_diagnostics_get_n_errors (f->diagnostics), ==, 0);
  g_assert_true (says (f, "20220404.geojson:2:\\d+: warning: "));
  g_assert_true (says (f, "20220405.geojson: warning: the file is empty"));
  g_assert_true (says (f, "copy-20220406.geojson: warning: .*same day"));
  g_assert_true (says (f, "undated.geojson: warning: this file has no date"));
  g_assert_false (says (f, "notes.txt"));
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-03"), >, 7000);
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-06"), >, 28000);
}

static void
test_nothing_to_show (Fixture *f, gconstpointer unused)
{
  g_assert_null (acn_load_dossier (f->folder, f->diagnostics, NULL));
  g_assert_true (says (f, "error: this folder has no GeoJSON file with a date in its name"));
  write_sheet (f, "20220403.geojson", "[]");
  g_assert_null (acn_load_dossier (f->folder, f->diagnostics, NULL));
  g_assert_true (says (f, "20220403.geojson:1:1: error: "));
}

static void
test_folder_is_gone (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "none", NULL);

  g_assert_null (acn_read_folder (path, f->diagnostics, NULL));
  g_assert_cmpuint (acn_diagnostics_get_n_errors (f->diagnostics), ==, 1);
  g_assert_true (says (f, "/none: error: .*No such file or directory"));
}

/* A file that cannot be opened is told; the others are shown. */
static void
test_file_is_gone (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = NULL;
  g_autofree char *link = g_build_filename (f->folder, "20220404.geojson", NULL);

  write_sheet (f, "20220403.geojson", SHEET ("39"));
  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  dossier = acn_load_dossier (f->folder, f->diagnostics, NULL);
  g_assert_nonnull (dossier);
  g_assert_true (says (f, "20220404.geojson: warning: .*No such file or directory"));
  /* One file alone shows on one day. */
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-03"), >, 7000);
  g_assert_cmpfloat (km2 (dossier, 0, "2022-04-04"), ==, 0);
}

/* A week is usual; a file that comes sooner ends the one before. */
static void
test_sooner (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = NULL;
  double one;

  write_sheet (f, "20220401.json", SHEET ("39"));
  write_sheet (f, "20220408.json", SHEET ("39"));
  write_sheet (f, "20220415.json", SHEET ("39"));
  write_sheet (f, "20220417.json", SHEET ("38"));
  dossier = acn_load_dossier (f->folder, f->diagnostics, NULL);
  one = km2 (dossier, 0, "2022-04-16");
  g_assert_cmpfloat (one, >, 7000);
  g_assert_cmpfloat_with_epsilon (km2 (dossier, 0, "2022-04-17"), 2 * one, 1);
  g_assert_cmpuint (acn_dossier_get_layers (dossier, NULL)->features[2].when.span.end_day,
                    ==,
                    day ("2022-04-17"));
}

/* What is not an area beside areas is no area: it is left out. */
static void
test_areas_only (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = NULL, points = NULL;
  static const char point[] = "{\"type\":\"Point\",\"coordinates\":[30,50]}";
  g_autofree char  *both = g_strdup_printf (
      "{\"type\":\"FeatureCollection\",\"features\":[" BARE ("%s") "," BARE ("%s") "]}",
      point,
      BOX ("39"));

  write_sheet (f, "20220403.json", both);
  dossier = acn_load_dossier (f->folder, f->diagnostics, NULL);
  g_assert_cmpuint (acn_dossier_get_layers (dossier, NULL)->n_features, ==, 1);
  write_sheet (f, "20220403.json", point);
  points = acn_load_dossier (f->folder, f->diagnostics, NULL);
  g_assert_cmpuint (acn_dossier_get_layers (points, NULL)->n_features, ==, 1);
}

/* A folder may have any name; the dossier's id is made of letters that ids have. */
static void
test_name_of_folder (Fixture *f, gconstpointer unused)
{
  g_autofree char *inner = g_build_filename (f->folder, "ї 2022 (copy)", NULL);
  g_autofree char *path = g_build_filename (inner, "20220403.json", NULL);
  g_autoptr (AcnDossier) dossier = NULL;

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, SHEET ("39"), -1, NULL));
  dossier = acn_load_dossier (inner, f->diagnostics, NULL);
  g_remove (path);
  g_rmdir (inner);
  g_assert_cmpstr (acn_dossier_get_id (dossier), ==, "x--2022--copy-");
  g_assert_cmpstr (acn_text_get (acn_dossier_get_title (dossier), "en"), ==, "ї 2022 (copy)");
}

static void
test_cancelled (Fixture *f, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  write_sheet (f, "20220403.geojson", SHEET ("39"));
  g_cancellable_cancel (cancellable);
  g_assert_null (acn_read_folder (f->folder, f->diagnostics, cancellable));
  g_assert_cmpuint (acn_diagnostics_get_n (f->diagnostics), ==, 0);
}

static void
test_holes_and_winding (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = NULL;
  double whole, holed;

  write_sheet (f, "20220403.json", BOX ("30"));
  write_sheet (f,
               "20220404.json",
               "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[30,50],[40,50],[40,51],[30,51],[30,"
               "50]],[[31,50.2],[32,50.2],[32,50.8],[31,50.8],[31,50.2]]]]}");
  dossier = acn_load_dossier (f->folder, f->diagnostics, NULL);
  whole = km2 (dossier, 0, "2022-04-03");
  holed = km2 (dossier, 0, "2022-04-04");
  g_assert_cmpfloat (holed, <, whole - 4000);
  g_assert_cmpfloat (holed, >, whole - 6000);
}

/* --- Added layers ---------------------------------------------------------------------------- */

#define DOSSIER                                                                                    \
  "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":\"X\",\"layers\":[{"     \
  "\"id\":\"events\",\"title\":\"E\",\"content\":\"events\"}]}"

static AcnDossier *
load_with (Fixture *f, const char *name, const char *text)
{
  g_autofree char *dossier = put (f, "x.dossier.json", DOSSIER);
  g_autofree char *path = put (f, name, text);
  const char      *added[] = { path, NULL };

  return acn_load_dossier_with (dossier, added, f->diagnostics, NULL);
}

static void
test_added (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = load_with (
      f,
      "mine.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"First\",\"start\":\"2022-03\","
      "\"end\":\"2022-04-10T12:00:00Z\",\"fill\":\"#1f77ff\",\"stroke\":\"#d00\",\"class\":7,"
      "\"fill-opacity\":0.5,\"stroke-width\":3},\"geometry\":" BOX (
          "39") "},"
                "{\"type\":\"Feature\",\"properties\":{\"when\":\"2023\",\"title\":\"Second\","
                "\"fill\":\"nonsense\"},\"geometry\":" BOX (
                    "38") "},"
                          "{\"type\":\"Feature\",\"properties\":{\"start\":1991,\"end\":null},"
                          "\"geometry\":" BOX ("37") "},"
                                                     "{\"type\":\"Feature\",\"properties\":null,"
                                                     "\"geometry\":null}]}");
  guint           n;
  const AcnLayer *layers;

  g_assert_nonnull (dossier);
  layers = acn_dossier_get_layers (dossier, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (layers[1].id, ==, "added-1");
  g_assert_true (g_str_has_suffix (layers[1].added_path, "/mine.geojson"));
  g_assert_null (layers[0].added_path);
  g_assert_cmpstr (acn_text_get (layers[1].title, "en"), ==, "mine.geojson");
  g_assert_cmpuint (layers[1].n_features, ==, 3);
  g_assert_cmpint (layers[1].features[0].when.span.begin_day, ==, day ("2022-03-01"));
  g_assert_cmpint (layers[1].features[0].when.span.end_day, ==, day ("2022-04-11"));
  g_assert_cmpint (layers[1].features[1].when.span.end_day, ==, day ("2024-01-01"));
  g_assert_cmpint (layers[1].features[2].when.span.begin_day, ==, day ("1991-01-01"));
  g_assert_cmpint (layers[1].features[2].when.span.end_day, ==, ACN_DAY_OPEN_END);
  g_assert_cmpstr (acn_text_get (layers[1].features[1].name, "en"), ==, "Second");
  g_assert_cmpuint (layers[1].n_classes, ==, 1);
  g_assert_cmpint (layers[1].classes[0].style.fill, ==, ACN_HUE_BLUE);
  g_assert_cmpint (layers[1].classes[0].style.stroke, ==, ACN_HUE_RED);
  g_assert_cmpfloat (layers[1].classes[0].style.opacity, ==, 0.5);
  g_assert_cmpfloat (layers[1].classes[0].style.width_px, ==, 3);
  g_assert_cmpuint (layers[1].features[1].class_index, ==, ACN_NONE);
  g_assert_true (says (f, "mine.geojson:1:\\d+: warning: “nonsense” is no colour"));
}

static void
test_added_with_faults (Fixture *f, gconstpointer unused)
{
  g_assert_null (load_with (
      f, "bad.geojson", "{\"type\":\"Feature\",\"geometry\":null,\n\"properties\":{}}x"));
  g_assert_true (says (f, "bad.geojson:2:\\d+: error: "));
  g_assert_null (load_with (f,
                            "late.geojson",
                            "{\"type\":\"Feature\",\"geometry\":" BOX (
                                "39") ",\n\"properties\":{\"start\":\"2022-02-30\",\n"
                                      "\"end\":\"2021\"}}"));
  g_assert_true (says (f, "late.geojson:2:\\d+: error: .*2022-02-30.*/properties/start"));
  g_assert_null (load_with (
      f,
      "back.geojson",
      "{\"type\":\"Feature\",\"geometry\":" BOX ("39") ",\n\"properties\":{\"start\":\"2022\",\n"
                                                       "\"end\":\"2021\"}}"));
  g_assert_true (says (f, "back.geojson:3:\\d+: error: “end” is before “start”"));
}

/* Members of other programs that are no dates, and empty ones, which are none at all. */
static void
test_added_times (Fixture *f, gconstpointer unused)
{
  static const char *const wrong[] = { "{}", "1.5", "true", "[2022]" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *name = g_strdup_printf ("wrong-%u.geojson", i);
      g_autofree char *text = g_strdup_printf (
          "{\"type\":\"Feature\",\"geometry\":" BOX ("39") ",\n\"properties\":{\"start\":%s}}",
          wrong[i]);
      g_autofree char *expected =
          g_strdup_printf ("%s:2:23: error: “start” must be a date such as 2022-03-30 "
                           "\\[/properties/start\\]",
                           name);

      g_assert_null (load_with (f, name, text));
      g_assert_true (says (f, expected));
    }
  g_assert_cmpuint (acn_diagnostics_get_n (f->diagnostics), ==, G_N_ELEMENTS (wrong));
  {
    g_autoptr (AcnDossier) dossier =
        load_with (f,
                   "empty.geojson",
                   "{\"type\":\"Feature\",\"geometry\":" BOX (
                       "39") ",\"properties\":{\"start\":\"\",\"end\":\"2022\"}}");
    const AcnLayer *layers = acn_dossier_get_layers (dossier, NULL);

    g_assert_cmpint (layers[1].features[0].when.span.begin_day, ==, ACN_DAY_OPEN_BEGIN);
    g_assert_cmpint (layers[1].features[0].when.span.end_day, ==, day ("2023-01-01"));
  }
}

/* Features of one look have one class; a colour without a hue is a grey of its lightness. */
static void
test_added_looks (Fixture *f, gconstpointer unused)
{
#define FILLED(fill)                                                                               \
  "{\"type\":\"Feature\",\"properties\":{\"fill\":\"" fill "\"},\"geometry\":" BOX ("39") "}"
  g_autoptr (AcnDossier) dossier =
      load_with (f,
                 "looks.geojson",
                 "{\"type\":\"FeatureCollection\",\"features\":[" FILLED ("#222") "," FILLED (
                     "#888888") "," FILLED ("#eee") "," FILLED ("#212121") "]}");
  static const AcnHue hues[] = { ACN_HUE_INK, ACN_HUE_SLATE, ACN_HUE_GREY };
  const AcnLayer     *layer = acn_dossier_get_layers (dossier, NULL) + 1;

  g_assert_cmpuint (layer->n_classes, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (layer->classes[i].style.fill, ==, hues[i]);
      g_assert_cmpuint (layer->features[i].class_index, ==, i);
    }
  g_assert_cmpuint (layer->features[3].class_index, ==, 0);
  g_assert_cmpstr (acn_text_get (layer->classes[0].title, "en"), ==, "look-1");
#undef FILLED
}

/* Features with @n looks, by the width of their lines, then once more the first, and two with the
 * last. */
static char *
make_looks (guint n)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; i < n + 3; i++)
    {
      const guint halves = i < n ? i + 1 : i == n ? 1 : n;

      g_string_append_printf (text,
                              "%s\n{\"type\":\"Feature\",\"properties\":{\"stroke-width\":%u.%u},"
                              "\"geometry\":{\"type\":\"Point\",\"coordinates\":[30,50]}}",
                              i > 0 ? "," : "",
                              halves / 2,
                              halves % 2 * 5);
    }
  return g_string_free (g_string_append (text, "]}"), FALSE);
}

/* As many looks as there may be are told apart. At the first of further ones it is told, once, that
 * they look like the layer; those before stay what they are. */
static void
test_added_with_many_looks (Fixture *f, gconstpointer unused)
{
  for (guint n = 24; n <= 26; n += 2)
    {
      g_autofree char *text = make_looks (n);
      g_autoptr (AcnDossier) dossier = load_with (f, "looks.geojson", text);
      const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + 1;

      g_assert_cmpuint (acn_diagnostics_get_n (f->diagnostics), ==, n == 24 ? 0 : 1);
      g_assert_cmpuint (acn_diagnostics_get_n_errors (f->diagnostics), ==, 0);
      g_assert_cmpuint (layer->n_features, ==, n + 3);
      g_assert_cmpuint (layer->n_classes, ==, 24);
      for (guint i = 0; i < n; i++)
        g_assert_cmpuint (layer->features[i].class_index, ==, i < 24 ? i : ACN_NONE);
      g_assert_cmpuint (layer->features[n].class_index, ==, 0);
      g_assert_cmpuint (layer->features[n + 2].class_index, ==, n == 24 ? 23 : ACN_NONE);
    }
  g_assert_true (says (f,
                       "looks\\.geojson:26:32: warning: a file may have 24 looks at most; this "
                       "feature, and all others with a further look, are drawn like the layer "
                       "\\[/features/24/properties\\]"));
}

static void
test_added_file_is_gone (Fixture *f, gconstpointer unused)
{
  g_autofree char *dossier = put (f, "x.dossier.json", DOSSIER);
  g_autofree char *path = g_build_filename (f->folder, "none.geojson", NULL);
  const char      *added[] = { path, NULL };

  g_assert_null (acn_load_dossier_with (dossier, added, f->diagnostics, NULL));
  g_assert_true (
      says (f, "none.geojson: error: this file could not be opened: No such file or directory"));
}

static void
test_other_kinds (Fixture *f, gconstpointer unused)
{
  static const char *const names[] = { "a.kml", "b.GPX", "c.shp", "d.zip" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (load_with (f, names[i], "whatever"));
  g_assert_true (says (f, "a.kml: error: this is KML; only GeoJSON can be added: convert it"));
  g_assert_true (says (f, "b.GPX: error: this is GPX; .*ogr2ogr"));
  g_assert_true (says (f, "c.shp: error: this is a shapefile"));
  g_assert_true (says (f, "d.zip: error: this is an archive"));
}

/* Findings of the folder and of what is added, in the language of now. */
static AcnDiagnostics *
diagnose (Fixture *f, const char *const *added)
{
  AcnDiagnostics *diagnostics = acn_diagnostics_new ();
  AcnDossier     *dossier = acn_load_dossier_with (f->folder, added, diagnostics, NULL);

  g_clear_pointer (&dossier, acn_dossier_unref);
  return diagnostics;
}

static void
check_ukrainian (Fixture *f, const char *const *added, guint n)
{
  g_autoptr (AcnDiagnostics) english = diagnose (f, added), ukrainian = NULL;

  ukrainian_begin ();
  ukrainian = diagnose (f, added);
  ukrainian_end ();
  g_assert_cmpuint (acn_diagnostics_get_n (english), ==, n);
  ukrainian_check_all (english, ukrainian);
}

static void
test_ukrainian (Fixture *f, gconstpointer unused)
{
  g_autofree char *kml = put (f, "a.kml", "<kml/>"), *shape = put (f, "b.shp", "");
  g_autofree char *gone = g_build_filename (f->folder, "none.geojson", NULL);
  g_autofree char *looks = put (f,
                                "looks.txt",
                                "{\"type\":\"Feature\",\"properties\":{\"fill\":\"pink!\","
                                "\"when\":\"20XX\",\"start\":true,\"end\":\"2001\"},"
                                "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}");
  g_autofree char *text = make_looks (25), *many = put (f, "many.txt", text);
  const char      *added[] = { kml, shape, gone, f->folder, looks, many, NULL };

  check_ukrainian (f, NULL, 1); /* no dated file */
  write_sheet (f, "line-20220403.geojson", SHEET ("30"));
  write_sheet (f, "line-2022-04-03.geojson", SHEET ("30"));
  write_sheet (f, "line-20220404.geojson", "{");
  write_sheet (f, "line.geojson", SHEET ("30"));
  check_ukrainian (f, NULL, 3);
  check_ukrainian (f, added, 3 + 4 + 3 + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/folder/names", test_names);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/io/folder/series", test_series);
  ADD ("/io/folder/breaks", test_breaks);
  ADD ("/io/folder/weekly", test_weekly);
  ADD ("/io/folder/faults-are-told-per-file", test_faults_are_told_per_file);
  ADD ("/io/folder/nothing-to-show", test_nothing_to_show);
  ADD ("/io/folder/folder-is-gone", test_folder_is_gone);
  ADD ("/io/folder/file-is-gone", test_file_is_gone);
  ADD ("/io/folder/sooner", test_sooner);
  ADD ("/io/folder/areas-only", test_areas_only);
  ADD ("/io/folder/name-of-folder", test_name_of_folder);
  ADD ("/io/folder/cancelled", test_cancelled);
  ADD ("/io/folder/holes-and-winding", test_holes_and_winding);
  ADD ("/io/added/layers", test_added);
  ADD ("/io/added/faults", test_added_with_faults);
  ADD ("/io/added/times", test_added_times);
  ADD ("/io/added/looks", test_added_looks);
  ADD ("/io/added/many-looks", test_added_with_many_looks);
  ADD ("/io/added/file-is-gone", test_added_file_is_gone);
  ADD ("/io/added/other-kinds", test_other_kinds);
  ADD ("/io/folder/ukrainian", test_ukrainian);
  return g_test_run ();
}
