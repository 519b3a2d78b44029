/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as the texts and corners of a dossier: every figure of it is a valid file, without links,
 * and what goes out as GeoJSON comes in again. The first bytes are numbers, the rest are texts, one
 * a line. */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "export/acn-csv.h"
#include "export/acn-figure.h"
#include "io/acn-geojson.h"
#include "io/acn-load.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define N_NUMBERS 12

typedef struct
{
  const guint8 *numbers;
  char        **texts;
  guint         n_texts, next;
} Source;

static double
get_number (const Source *self, guint index, double low, double high)
{
  return low + (high - low) * self->numbers[index % N_NUMBERS] / 255;
}

static const char *
next_text (Source *self)
{
  return self->texts[self->next++ % self->n_texts];
}

static void
add (JsonObject *object, Source *source, const char *id, const char *const *members)
{
  json_object_set_string_member (object, "id", id);
  for (; *members != NULL; members++)
    json_object_set_string_member (object, *members, next_text (source));
}

/* Adds an array of one object. */
static JsonObject *
add_one (
    JsonObject *root, Source *source, const char *name, const char *id, const char *const *members)
{
  JsonArray  *array = json_array_new ();
  JsonObject *object = json_object_new ();

  add (object, source, id, members);
  json_array_add_object_element (array, object);
  json_object_set_array_member (root, name, array);
  return object;
}

static JsonNode *
parse (const char *format, ...)
{
  va_list          arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return json_from_string (text, NULL);
}

static JsonNode *
make_dossier (Source *source)
{
  static const char *const title[] = { "title", NULL };
  static const char *const event[] = { "title", "text", NULL };
  static const char *const layer[] = { "title", "legend", "note", NULL };
  JsonNode                *node =
      parse ("{\"format\": \"accession-dossier\", \"version\": 1, \"span\": \"2020/2022\","
             " \"home\": {\"date\": \"2021-06-01\", \"view\": \"near\"},"
             " \"readout\": {\"whole\": \"land\", \"parts\": [\"land\"]}}");
  JsonObject *root = json_node_get_object (node), *item;

  add (root,
       source,
       "fuzz",
       (const char *const[]){ "title", "summary", "attribution", "borders", NULL });
  item = add_one (root, source, "views", "near", title);
  json_object_set_member (item, "bbox", parse ("[25, 45, 38, 54]"));
  add_one (root, source, "lanes", "lane", title);
  item = add_one (root, source, "places", "place", title);
  json_object_set_member (item, "coordinates", parse ("[30.5, 50.4]"));
  item = add_one (root, source, "sources", "source", title);
  json_object_set_string_member (item, "URL", "https://example.org/?a=1&b=%222");
  item = add_one (root, source, "events", "event", event);
  json_object_set_string_member (item, "when", "2021-06-01");
  json_object_set_string_member (item, "lane", "lane");
  json_object_set_string_member (item, "place", "place");
  json_object_set_member (
      item, "citations", parse ("[{\"source\": \"source\", \"locator\": \"1\"}]"));
  item = add_one (root, source, "layers", "land", layer);
  json_object_set_string_member (item, "data", "land.geojson");
  json_object_set_member (item, "style", parse ("{\"fill\": \"blue\"}"));
  json_array_add_element (
      json_object_get_array_member (root, "layers"),
      parse ("{\"id\": \"events\", \"title\": \"E\", \"content\": \"events\"}"));
  return node;
}

static JsonNode *
make_land (Source *source)
{
  const double west = get_number (source, 0, -180, 179), south = get_number (source, 1, -90, 89);
  const double east = west + get_number (source, 2, 0.001, 180 - west);
  const double north = south + get_number (source, 3, 0.001, 90 - south);
  char         w[32], s[32], e[32], n[32];
  JsonNode    *node;

  g_ascii_dtostr (w, sizeof w, west);
  g_ascii_dtostr (s, sizeof s, south);
  g_ascii_dtostr (e, sizeof e, east);
  g_ascii_dtostr (n, sizeof n, north);
  node = parse ("{\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\": \"Polygon\","
                " \"coordinates\": [[[%s, %s], [%s, %s], [%s, %s], [%s, %s]]]}}",
                w,
                s,
                e,
                s,
                e,
                n,
                w,
                s);
  json_object_set_string_member (
      json_object_get_object_member (json_node_get_object (node), "properties"),
      "name",
      next_text (source));
  return node;
}

static char *
put (const char *folder, const char *name, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  char            *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  json_node_unref (node);
  return path;
}

/* --- What must hold -------------------------------------------------------------------------- */

static void
check_element (GMarkupParseContext *context,
               const char          *name,
               const char         **names,
               const char         **values,
               gpointer             data,
               GError             **error)
{
  static const char *const known[] = {
    "svg",       "title",      "desc",          "metadata", "rdf:RDF", "rdf:Description",
    "dc:source", "dc:creator", "dc:provenance", "path",     "rect",    "circle",
    "text",      "image",      "clipPath",      "g",        NULL
  };

  g_assert_true (g_strv_contains (known, name));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_false (g_str_has_prefix (names[i], "on"));
      g_assert_true (!g_str_has_suffix (names[i], "href") ||
                     g_str_has_prefix (values[i], "data:image/png"));
      g_assert_null (strstr (values[i], "nan"));
      g_assert_true (strstr (values[i], "inf") == NULL);
    }
}

static void
check_svg (const AcnFigure *figure)
{
  static const GMarkupParser parser = { .start_element = check_element };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = acn_figure_encode (figure, "svg", &error);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);

  g_assert_no_error (error);
  g_markup_parse_context_parse (
      context, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
}

static void
check_cell (const GString *cell)
{
  char *end = NULL;

  if (cell->len == 0 || strchr ("=+-@\t\r\n", cell->str[0]) == NULL)
    return;
  g_ascii_strtod (cell->str, &end);
  g_assert_true (end != NULL && *end == '\0');
}

/* As RFC 4180 has it: as many cells in each row, and none that a spreadsheet would reckon. */
static void
check_csv (const char *csv)
{
  guint    n_cells = 1, n_wanted = 0;
  gboolean quoted = FALSE;
  g_autoptr (GString) cell = g_string_new (NULL);

  for (const char *p = csv; *p != '\0'; p++)
    if (quoted && *p == '"' && p[1] == '"')
      g_string_append_c (cell, *p++);
    else if (*p == '"')
      quoted = !quoted;
    else if (quoted || (*p != ',' && *p != '\r'))
      g_string_append_c (cell, *p);
    else
      {
        check_cell (cell);
        g_string_truncate (cell, 0);
        n_cells += *p == ',';
        if (*p == ',')
          continue;
        g_assert_true (*++p == '\n' && (n_wanted == 0 || n_cells == n_wanted));
        n_wanted = n_cells;
        n_cells = 1;
      }
  g_assert_false (quoted);
  g_assert_true (n_cells == 1 && cell->len == 0);
}

static void
check_tables (const AcnFigure *figure)
{
  const guint      events[] = { 0 };
  g_autofree char *areas = acn_figure_to_csv (figure, NULL);
  g_autofree char *list = acn_csv_of_events (figure->map->dossier, "en", events, 1);

  if (areas != NULL)
    check_csv (areas);
  check_csv (list);
}

static void
check_geojson (const AcnFigure *figure)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GBytes) out = acn_figure_encode (figure, "geojson", NULL);
  g_autoptr (AcnGeojson) again = NULL;

  if (out == NULL)
    return;
  again = acn_geojson_new (out, "a", FALSE, diagnostics, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (acn_diagnostics_get_n_errors (diagnostics), ==, 0);
}

static void
check_figure (AcnDossier *dossier, const Source *source)
{
  static AcnBasemap *basemap;
  g_autofree char   *options = NULL;
  g_autoptr (AcnMapSpec) map = NULL;
  AcnFigure figure;

  if (basemap == NULL)
    basemap = acn_basemap_open_default (NULL);
  g_assert_nonnull (basemap);
  map = acn_map_spec_new (dossier, basemap);
  acn_figure_init (&figure, map);
  figure.bounds = (AcnBounds){ get_number (source, 4, -179, 0),
                               get_number (source, 5, -84, 0),
                               get_number (source, 6, 1, 179),
                               get_number (source, 7, 1, 84) };
  figure.width_px = (int) get_number (source, 8, 200, 900);
  figure.height_px = (int) get_number (source, 9, 200, 900);
  figure.parts = source->numbers[10];
  figure.caption = g_strdup (source->texts[0]);
  check_svg (&figure);
  check_tables (&figure);
  check_geojson (&figure);
  options = acn_figure_to_json (&figure);
  json_node_unref (json_from_string (options, NULL));
  acn_figure_clear (&figure);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static char     *folder;
  Source           source = { .numbers = data };
  g_autofree char *text = NULL, *path = NULL, *land = NULL;
  g_auto (GStrv) texts = NULL;
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnDossier) dossier = NULL;

  if (size <= N_NUMBERS || memchr (data + N_NUMBERS, 0, size - N_NUMBERS) != NULL)
    return 0;
  if (folder == NULL)
    folder = g_dir_make_tmp ("accession-fuzz-XXXXXX", NULL);
  text = g_utf8_make_valid ((const char *) data + N_NUMBERS, (gssize) (size - N_NUMBERS));
  texts = g_strsplit (text, "\n", 64);
  source.texts = texts;
  source.n_texts = g_strv_length (texts);
  path = put (folder, "a.dossier.json", make_dossier (&source));
  land = put (folder, "land.geojson", make_land (&source));
  dossier = acn_load_dossier (path, diagnostics, NULL);
  if (dossier != NULL)
    check_figure (dossier, &source);
  g_unlink (path);
  g_unlink (land);
  return 0;
}
