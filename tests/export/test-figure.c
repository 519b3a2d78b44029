/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of a small dossier: a square country in the Sahara, half of it held from 2022-03-01. */
#include "export/acn-figure.h"
#include "export/acn-pango-text.h"
#include "io/acn-load.h"
#include "scene/acn-furniture.h"
#include "scene/acn-map-scene.h"
#include "scene/acn-palette.h"
#include "state/acn-session.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define DOSSIER                                                                                    \
  "{\"format\": \"accession-dossier\", \"version\": 1, \"id\": \"box\","                           \
  " \"title\": {\"en\": \"Box\", \"uk\": \"Коробка\"}, \"language\": \"en\","               \
  " \"span\": \"2020-01-01/2024-12-31\","                                                          \
  " \"home\": {\"date\": \"2022-06-01\", \"view\": \"all\"},"                                      \
  " \"readout\": {\"whole\": \"country\", \"parts\": [\"free\", \"held\"]},"                       \
  " \"views\": [{\"id\": \"all\", \"title\": \"All\", \"bbox\": [15, 20, 25, 26]}],"               \
  " \"layers\": ["                                                                                 \
  "  {\"id\": \"country\", \"title\": \"Country\", \"data\": \"country.geojson\","                 \
  "   \"style\": {\"stroke\": \"ink\", \"width\": 1}, \"visible\": false},"                        \
  "  {\"id\": \"free\", \"title\": \"Free\", \"hypothetical\": true,"                              \
  "   \"derivation\": {\"operation\": \"difference\", \"of\": [\"country\", \"held\"]},"           \
  "   \"style\": {\"fill\": \"teal\", \"opacity\": 1}, \"visible\": true},"                        \
  "  {\"id\": \"held\", \"title\": \"Held\", \"data\": \"held.geojson\","                          \
  "   \"style\": {\"fill\": \"crimson\", \"opacity\": 1}, \"visible\": true}]}"

#define SQUARE(west, east)                                                                         \
  "{\"type\": \"Polygon\", \"coordinates\": [[[" #west ", 21], [" #east ", 21], [" #east           \
  ", 25], [" #west ", 25], [" #west ", 21]]]}"

#define COLLECTION(feature) "{\"type\": \"FeatureCollection\", \"features\": [" feature "]}"

#define COUNTRY                                                                                    \
  COLLECTION (                                                                                     \
      "{\"type\": \"Feature\", \"id\": \"country\", \"properties\": {}, \"geometry\": " SQUARE (   \
          16, 24) "}")
#define HELD                                                                                       \
  COLLECTION ("{\"type\": \"Feature\", \"id\": \"held\", \"properties\": {\"when\": "              \
              "\"2022-03-01/2024-12-31\"}, \"geometry\": " SQUARE (20, 24) "}")

typedef struct
{
  char       *folder;
  AcnDossier *dossier;
  AcnBasemap *basemap;
} Fixture;

static void
put_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = NULL, *told = NULL;

  f->folder = g_dir_make_tmp ("accession-XXXXXX", NULL);
  put_file (f->folder, "box.dossier.json", DOSSIER);
  put_file (f->folder, "country.geojson", COUNTRY);
  put_file (f->folder, "held.geojson", HELD);
  path = g_build_filename (f->folder, "box.dossier.json", NULL);
  f->dossier = acn_load_dossier (path, diagnostics, NULL);
  told = acn_diagnostics_to_string (diagnostics);
  g_assert_cmpstr (told, ==, "");
  f->basemap = acn_basemap_open_default (NULL);
  g_assert_nonnull (f->dossier);
  g_assert_nonnull (f->basemap);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_clear_pointer (&f->folder, g_free);
  g_clear_pointer (&f->dossier, acn_dossier_unref);
  g_clear_pointer (&f->basemap, acn_basemap_unref);
}

static AcnDay
parse_day (const char *iso)
{
  AcnDay day;

  g_assert_true (acn_day_parse (iso, &day));
  return day;
}

static AcnFigure
make_figure (Fixture *f, const char *iso)
{
  AcnFigure figure;

  acn_figure_init (&figure, acn_map_spec_new (f->dossier, f->basemap));
  figure.bounds = (AcnBounds){ 15, 20, 25, 26 };
  figure.width_px = 800;
  figure.height_px = 600;
  figure.map->day = parse_day (iso);
  return figure;
}

static char *
save (Fixture *f, const AcnFigure *figure, const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  acn_figure_save (figure, path, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* The colour at a place of the map in a saved PNG, found by the same camera as the figure's. */
static AcnColor
pixel_at (const AcnFigure *figure, const char *path, double lon_deg, double lat_deg)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  int              width = cairo_image_surface_get_width (surface);
  int              height = cairo_image_surface_get_height (surface);
  double           heading, note, x, y, cx, cy, px_per_unit;
  AcnCamera        camera;
  guint32          pixel;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  /* The heading's height is what the map does not have: title, date, one line of areas. */
  heading = 10 + 28 + 21 + 1 + 18 + 9;
  note = acn_note_height (figure->map, figure->width_px, acn_pango_text_measure, NULL);
  camera =
      acn_camera_for_bounds (figure->bounds, figure->width_px, figure->height_px - heading - note);
  px_per_unit = ACN_TILE_SIZE * exp2 (camera.zoom) / ACN_WORLD_SIZE;
  acn_mercator_project (camera.lon_deg, camera.lat_deg, &cx, &cy);
  acn_mercator_project (lon_deg, lat_deg, &x, &y);
  x = ((x - cx) * px_per_unit + figure->width_px / 2.0) * figure->scale;
  y = ((y - cy) * px_per_unit + (figure->height_px - heading - note) / 2 + heading) * figure->scale;
  g_assert_true (x >= 0 && x < width && y >= 0 && y < height);
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) +
              (int) y * cairo_image_surface_get_stride (surface) + 4 * (int) x,
          4);
  cairo_surface_destroy (surface);
  return (AcnColor){ (float) ((pixel >> 16) & 0xff) / 255,
                     (float) ((pixel >> 8) & 0xff) / 255,
                     (float) (pixel & 0xff) / 255,
                     1 };
}

static void
assert_color (AcnColor actual, AcnColor expected)
{
  g_assert_cmpfloat_with_epsilon (actual.r, expected.r, 0.02);
  g_assert_cmpfloat_with_epsilon (actual.g, expected.g, 0.02);
  g_assert_cmpfloat_with_epsilon (actual.b, expected.b, 0.02);
}

/* --- What is on the map ---------------------------------------------------------------------- */

static void
test_shows_the_day (Fixture *f, gconstpointer unused)
{
  AcnFigure        before = make_figure (f, "2022-02-28"), after = make_figure (f, "2022-03-01");
  g_autofree char *path_before = save (f, &before, "before.png"),
                  *path_after = save (f, &after, "after.png");
  AcnColor teal = acn_palette_hue (ACN_THEME_LIGHT, ACN_HUE_TEAL);
  AcnColor crimson = acn_palette_hue (ACN_THEME_LIGHT, ACN_HUE_CRIMSON);

  assert_color (pixel_at (&before, path_before, 18.3, 22.2), teal);
  assert_color (pixel_at (&before, path_before, 22.3, 22.2), teal);
  assert_color (pixel_at (&after, path_after, 18.3, 22.2), teal);
  assert_color (pixel_at (&after, path_after, 22.3, 22.2), crimson);
  acn_map_spec_unref (before.map);
  acn_map_spec_unref (after.map);
}

static void
test_hides_a_layer (Fixture *f, gconstpointer unused)
{
  AcnFigure        figure = make_figure (f, "2022-06-01");
  g_autofree char *path = NULL;

  figure.map->layer_visible[acn_dossier_find_layer (f->dossier, "held")] = FALSE;
  path = save (f, &figure, "hidden.png");
  assert_color (pixel_at (&figure, path, 22.3, 22.2), acn_palette_get (ACN_THEME_LIGHT)->land);
  acn_map_spec_unref (figure.map);
}

/* Every text that a figure must carry, whatever else it shows. */
static void
test_carries_its_words (Fixture *f, gconstpointer unused)
{
  AcnFigure figure = make_figure (f, "2022-06-01");
  g_autoptr (AcnDisplayList) list = acn_figure_layout (&figure, NULL);
  static const char *const words[] = { "Box",           "1 June 2022", "Hypothetical",
                                       "Natural Earth", "Held",        "km" };
  g_autoptr (GString) all = g_string_new (NULL);
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  for (guint i = 0; i < n; i++)
    if (ops[i].kind == ACN_OP_TEXT)
      g_string_append_printf (all, "%s\n", ops[i].text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (all->str, words[i]) == NULL)
      g_error ("“%s” is missing from the figure:\n%s", words[i], all->str);
  acn_map_spec_unref (figure.map);
}

/* --- Files ----------------------------------------------------------------------------------- */

static void
test_size_and_scale (Fixture *f, gconstpointer unused)
{
  AcnFigure        figure = make_figure (f, "2022-06-01");
  g_autofree char *path = NULL;
  cairo_surface_t *surface;

  figure.width_px = 301;
  figure.height_px = 400;
  figure.scale = 2;
  path = save (f, &figure, "scaled.png");
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 602);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 800);
  cairo_surface_destroy (surface);
  acn_map_spec_unref (figure.map);
}

/* cairo numbers the clips of SVG through a process, so SVG is compared by the command line's tests.
 */
static void
test_same_bytes (Fixture *f, gconstpointer unused)
{
  static const char *const suffixes[] = { "png", "pdf", "geojson" };
  AcnFigure                figure = make_figure (f, "2022-06-01");

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autoptr (GBytes) first = acn_figure_encode (&figure, suffixes[i], NULL);
      g_autoptr (GBytes) second = acn_figure_encode (&figure, suffixes[i], NULL);

      g_assert_nonnull (first);
      g_assert_cmpuint (g_bytes_get_size (first), >, 300);
      g_assert_true (g_bytes_equal (first, second));
    }
  acn_map_spec_unref (figure.map);
}

static void
test_refuses (Fixture *f, gconstpointer unused)
{
  AcnFigure figure = make_figure (f, "2022-06-01");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "no.gif", NULL);
  static const struct
  {
    int    width, height;
    double scale;
  } sizes[] = { { 8, 600, 1 },   { 800, 20000, 1 }, { 800, 600, 0.5 },
                { 800, 600, 9 }, { 4096, 600, 5 },  { -1, 600, 1 } };

  g_assert_false (acn_figure_save (&figure, path, NULL, &error));
  g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_FORMAT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_clear_error (&error);
      figure.width_px = sizes[i].width;
      figure.height_px = sizes[i].height;
      figure.scale = sizes[i].scale;
      g_assert_null (acn_figure_encode (&figure, "png", &error));
      g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SIZE);
    }
  acn_map_spec_unref (figure.map);
}

/* What cairo refuses, here a line with a gap of less than nothing, leaves no picture without it. */
static void
test_unpaintable (Fixture *f, gconstpointer unused)
{
  static const char *const suffixes[] = { "png", "pdf" };
  const AcnPaper           paper = { .width_px = 100, .height_px = 100, .scale = 1 };
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();

  acn_display_list_begin_path (list);
  acn_display_list_begin_contour (list, FALSE);
  acn_display_list_add_point (list, 10, 10);
  acn_display_list_add_point (list, 90, 90);
  acn_display_list_stroke (list, (AcnColor){ 0, 0, 0, 1 }, 2, 4, -1, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (acn_paper_encode (paper, list, NULL, suffixes[i], &error));
      g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "could not be painted"));
    }
}

static void
test_unwritable (Fixture *f, gconstpointer unused)
{
  AcnFigure        figure = make_figure (f, "2022-06-01");
  g_autofree char *path = g_build_filename (f->folder, "missing", "a.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (acn_figure_save (&figure, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "a.png"));
  acn_map_spec_unref (figure.map);
}

static void
test_geojson (Fixture *f, gconstpointer unused)
{
  AcnFigure figure = make_figure (f, "2022-06-01");
  g_autoptr (GBytes) bytes = acn_figure_encode (&figure, "geojson", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray  *features;
  JsonObject *free_part;

  g_assert_true (json_parser_load_from_data (
      parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  features = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "features");
  g_assert_cmpuint (json_array_get_length (features), ==, 2);
  free_part = json_array_get_object_element (features, 0);
  g_assert_cmpstr (json_object_get_string_member (free_part, "id"), ==, "free");
  g_assert_true (json_object_get_boolean_member (
      json_object_get_object_member (free_part, "properties"), "hypothetical"));
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (free_part, "geometry"), "type"),
      ==,
      "MultiPolygon");
  acn_map_spec_unref (figure.map);
}

/* --- Scenes ---------------------------------------------------------------------------------- */

static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ 0.6 * font->size_px * (double) g_utf8_strlen (text, -1),
                        1.3 * font->size_px,
                        font->size_px };
}

static AcnMapScene *
make_scene (Fixture *f, const char *iso, double zoom, const AcnMapScene *previous)
{
  g_autoptr (AcnMapSpec) spec = acn_map_spec_new (f->dossier, f->basemap);

  spec->day = parse_day (iso);
  return acn_map_scene_new (spec, zoom, 1, previous, NULL, measure, NULL);
}

/* A change of date says where the picture changes, and nothing when it does not. */
static void
test_scene_changes (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapScene) a = make_scene (f, "2022-02-01", 5, NULL);
  g_autoptr (AcnMapScene) b = make_scene (f, "2022-02-28", 5, a);
  g_autoptr (AcnMapScene) c = make_scene (f, "2022-03-01", 5, b);
  g_autoptr (AcnMapScene) other_zoom = make_scene (f, "2022-03-01", 5.5, c);
  g_autoptr (GArray) none = NULL, some = NULL, everywhere = NULL;
  double x, y;

  g_assert_true (acn_map_scene_changes (a, b, &none));
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (acn_map_scene_changes (b, c, &some));
  g_assert_cmpuint (some->len, >=, 1);
  acn_mercator_project (22, 23, &x, &y);
  g_assert_true (acn_box_intersects (g_array_index (some, AcnBox, 0),
                                     (AcnBox){ (gint32) x, (gint32) y, (gint32) x, (gint32) y }));
  g_assert_false (acn_map_scene_changes (c, other_zoom, &everywhere));
}

/* A tile is the same piece of the map as the middle of a larger one. */
static void
test_tiles_agree (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnMapScene) scene = make_scene (f, "2022-06-01", 5.3, NULL);
  g_autoptr (AcnDisplayList) tile = acn_display_list_new (), large = acn_display_list_new ();
  double       x, y;
  guint        n_tile, n_large, shared = 0;
  const AcnOp *tile_ops, *large_ops;

  acn_mercator_project (20, 23, &x, &y);
  x = floor (x / ACN_WORLD_SIZE * exp2 (5.3)) * ACN_TILE_SIZE;
  y = floor (y / ACN_WORLD_SIZE * exp2 (5.3)) * ACN_TILE_SIZE;
  acn_map_scene_layout (scene, x, y, ACN_TILE_SIZE, ACN_TILE_SIZE, tile);
  acn_map_scene_layout (scene, x - 100, y - 100, ACN_TILE_SIZE + 200, ACN_TILE_SIZE + 200, large);
  tile_ops = acn_display_list_get_ops (tile, &n_tile);
  large_ops = acn_display_list_get_ops (large, &n_large);
  /* Every name of the tile stands at the same place in the larger piece. */
  for (guint i = 0; i < n_tile; i++)
    for (guint j = 0; j < n_large && tile_ops[i].kind == ACN_OP_TEXT; j++)
      if (large_ops[j].kind == ACN_OP_TEXT && g_str_equal (large_ops[j].text, tile_ops[i].text) &&
          fabsf (large_ops[j].x - tile_ops[i].x - 100) < 0.01f &&
          fabsf (large_ops[j].y - tile_ops[i].y - 100) < 0.01f)
        {
          shared++;
          break;
        }
  for (guint i = 0; i < n_tile; i++)
    shared -= tile_ops[i].kind == ACN_OP_TEXT;
  g_assert_cmpuint (shared, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/export/figure/shows-the-day", test_shows_the_day);
  ADD ("/export/figure/hides-a-layer", test_hides_a_layer);
  ADD ("/export/figure/carries-its-words", test_carries_its_words);
  ADD ("/export/figure/size-and-scale", test_size_and_scale);
  ADD ("/export/figure/same-bytes", test_same_bytes);
  ADD ("/export/figure/refuses", test_refuses);
  ADD ("/export/figure/unpaintable", test_unpaintable);
  ADD ("/export/figure/unwritable", test_unwritable);
  ADD ("/export/figure/geojson", test_geojson);
  ADD ("/scene/map-scene/changes", test_scene_changes);
  ADD ("/scene/map-scene/tiles-agree", test_tiles_agree);
  return g_test_run ();
}
