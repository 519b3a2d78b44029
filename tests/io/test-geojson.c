/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-geojson.h"

#include <string.h>

#include "../ukrainian.h"

static AcnGeojson *
read_checked (const char *text, gboolean check_shapes, char **out_messages)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnGeojson *geojson = acn_geojson_new (bytes, "f", check_shapes, diagnostics, NULL);

  *out_messages = acn_diagnostics_to_string (diagnostics);
  return geojson;
}

static AcnGeojson *
read_text (const char *text, char **out_messages)
{
  return read_checked (text, TRUE, out_messages);
}

/* Kind, points with | behind each ring and || behind each part. */
static char *
describe (const AcnGeometry *geometry)
{
  static const char kinds[] = "PLA";
  GString          *text = g_string_new (NULL);
  guint             ring = 0, part = 0;

  g_string_append_printf (text, "%c", kinds[geometry->kind]);
  for (guint i = 0; i < geometry->n_points; i++)
    {
      g_string_append_printf (text, " %g,%g", geometry->xy[2 * i], geometry->xy[2 * i + 1]);
      if (ring < geometry->n_rings && geometry->ring_ends[ring] == i + 1)
        {
          ring++;
          g_string_append (text, " |");
        }
      if (part < geometry->n_parts && ring == geometry->part_ends[part])
        {
          part++;
          g_string_append (text, "|");
        }
    }
  return g_string_free (text, FALSE);
}

static void
test_geometries (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "{\"type\":\"Point\",\"coordinates\":[1,2]}", "P 1,2 |" },
    { "{\"type\":\"Point\",\"coordinates\":[1,2,300]}", "P 1,2 |" },
    { "{\"type\":\"Point\",\"coordinates\":[]}", "P" },
    { "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}", "P 1,2 | 3,4 |" },
    { "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", "L 1,2 3,4 |" },
    { "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8]]]}",
      "L 1,2 3,4 | 5,6 7,8 |" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,0]]]}",
      "A 0,0 4,0 4,4 0,0 ||" },
    /* wound the other way */
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,4],[4,0],[0,0]]]}",
      "A 0,0 4,0 4,4 0,0 ||" },
    /* a hole, wound like its exterior */
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]],[[5,1],[8,1],[8,4],[5,1]]]"
      "}",
      "A 0,0 9,0 9,9 0,0 | 5,1 8,4 8,1 5,1 ||" },
    { "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[4,0],[4,4],[0,0]]],[[[5,5],[6,6],[6,5],"
      "[5,5]]]]}",
      "A 0,0 4,0 4,4 0,0 || 5,5 6,5 6,6 5,5 ||" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[-180,-90],[180,-90],[180,90],[-180,-90]]]}",
      "A -180,-90 180,-90 180,90 -180,-90 ||" },
    { "{\"coordinates\":[1,2],\"bbox\":[1,2,1,2],\"type\":\"Point\"}", "P 1,2 |" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *messages = NULL;
      g_autoptr (AcnGeojson) geojson = read_checked (cases[i].text, FALSE, &messages);
      const AcnGeojsonFeature *feature;
      g_autofree char         *description = NULL;

      g_assert_cmpstr (messages, ==, "");
      g_assert_cmpuint (geojson->features->len, ==, 1);
      feature = &g_array_index (geojson->features, AcnGeojsonFeature, 0);
      description = describe (acn_pyramid_get_geometry (feature->pyramid));
      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

/* Told to authors, once a file, at the first ring. */
static void
test_tells_of_winding (void)
{
  g_autofree char *messages = NULL;
  g_autoptr (AcnGeojson) geojson =
      read_text ("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[4,0],[4,4],[0,0]]],\n"
                 " [[[5,5],[6,6],[6,5],[5,5]]],[[[7,5],[8,6],[8,5],[7,5]]]]}",
                 &messages);

  g_assert_cmpstr (messages,
                   ==,
                   "f:2:3: warning: this ring winds the other way than RFC 7946 asks (exteriors "
                   "counterclockwise, holes clockwise); it has been turned, and so are others "
                   "like it [/coordinates/1/0]\n");
}

static void
test_closes_rings (void)
{
  g_autofree char *messages = NULL, *description = NULL;
  g_autoptr (AcnGeojson) geojson =
      read_text ("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]],\n"
                 " [[5,1],[8,4],[8,1]]]}",
                 &messages);

  g_assert_cmpstr (messages,
                   ==,
                   "f:2:2: warning: this ring does not end where it begins; it has been closed "
                   "[/coordinates/1]\n");
  description = describe (
      acn_pyramid_get_geometry (g_array_index (geojson->features, AcnGeojsonFeature, 0).pyramid));
  g_assert_cmpstr (description, ==, "A 0,0 9,0 9,9 0,0 | 5,1 8,4 8,1 5,1 ||");
}

static void
test_features (void)
{
  static const char text[] =
      "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"id\":\"a\",\"properties\":{\"x\":1},\"geometry\":null},"
      "{\"type\":\"Feature\",\"id\":7,\"properties\":null,\"geometry\":{\"type\":\"Point\","
      "\"coordinates\":[1,2]}},"
      "{\"type\":\"Feature\",\"geometry\":null}]}";
  g_autofree char *messages = NULL;
  g_autoptr (AcnGeojson) geojson = read_text (text, &messages);
  const AcnGeojsonFeature *rows = (AcnGeojsonFeature *) (gpointer) geojson->features->data;

  g_assert_cmpstr (messages, ==, "");
  g_assert_true (geojson->is_collection);
  g_assert_cmpuint (geojson->features->len, ==, 3);
  g_assert_cmpstr (rows[0].id, ==, "a");
  g_assert_cmpint (json_object_get_int_member (rows[0].properties, "x"), ==, 1);
  g_assert_true (acn_geometry_is_empty (acn_pyramid_get_geometry (rows[0].pyramid)));
  g_assert_cmpstr (rows[1].id, ==, "7");
  g_assert_null (rows[1].properties);
  g_assert_cmpuint (acn_pyramid_get_geometry (rows[1].pyramid)->n_points, ==, 1);
  g_assert_null (rows[2].id);
}

#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define FEATURE(geometry) "{\"type\":\"Feature\",\"properties\":null,\"geometry\":" geometry "}"

static const struct
{
  const char *text, *expected;
} faults[] = {
  { "[]", "f:1:1: error: this is not GeoJSON: the document must be an object\n" },
  { "{}", "f:1:1: error: “type” is missing\n" },
  { "{\"type\":\"Topology\"}", "f:1:9: error: “Topology” is not a type of geometry [/type]\n" },
  { "{\"type\":\"Polygn\",\"coordinates\":[]}",
    "f:1:9: error: “Polygn” is not a type of geometry; did you mean “Polygon”? [/type]\n" },
  { "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
    "f:1:9: error: a GeometryCollection is not understood; make each part a feature [/type]\n" },
  { "{\"type\":\"Point\"}", "f:1:1: error: “coordinates” is missing\n" },
  { "{\"type\":\"Point\",\"coordinates\":5}",
    "f:1:31: error: “coordinates” must be an array, not a number [/coordinates]\n" },
  { "{\"type\":\"Point\",\"coordinates\":[\"1\",2]}",
    "f:1:32: error: coordinates hold nothing but numbers and arrays of them [/coordinates]\n" },
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]],[]]}",
    "f:1:61: error: an empty array where positions should be [/coordinates]\n" },
  { "{\"type\":\"Point\",\"coordinates\":[[1,2]]}",
    "f:1:31: error: the coordinates of a Point are a position, these are an array of positions "
    "[/coordinates]\n" },
  { "{\"type\":\"Point\",\"coordinates\":[181,2]}",
    "f:1:31: error: the longitude 181 is beyond ±180° [/coordinates]\n" },
  { "{\"type\":\"Point\",\"coordinates\":[50.45,130.5]}",
    "f:1:31: error: the latitude 130.5 is beyond ±90°: longitude comes first, these look swapped "
    "[/coordinates]\n" },
  { "{\"type\":\"LineString\",\"coordinates\":[[1,2],\n  [100,91]]}",
    "f:2:3: error: the latitude 91 is beyond ±90° [/coordinates/1]\n" },
  { "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3397654,6533421]]}",
    "f:1:43: error: 3.39765e+06, 6.53342e+06 is no place on the Earth: these look like metres of "
    "a projection, but degrees (WGS 84) are wanted [/coordinates/1]\n" },
  { "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
    "f:1:36: error: a line has two positions at least [/coordinates]\n" },
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}",
    "f:1:34: error: a ring has four positions at least, the last equal to the first; this one "
    "has 3 [/coordinates/0]\n" },
  { "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]],"
    "[[[0,0],[1,0],[1,1],[0,0]],\n[[0,0],[1,0],[1,95],[0,0]]]]}",
    "f:2:14: error: the latitude 95 is beyond ±90°: longitude comes first, these look swapped "
    "[/coordinates/1/1/2]\n" },
  { "{\"type\":\"Polygon\",\n \"coordinates\":[[[0,0],[4,4],[4,0],[0,4],[0,0]]]}",
    "f:2:16: warning: this area is not sound near 2, 2: Self-intersection [/coordinates]\n" },
  { COLLECTION (FEATURE ("7")),
    "f:1:88: error: “geometry” must be an object, not a number [/features/0/geometry]\n" },
  { COLLECTION ("{\"type\":\"Feature\",\"properties\":null}"),
    "f:1:41: error: “geometry” is missing; a feature without one has null [/features/0]\n" },
  { COLLECTION ("3"), "f:1:41: error: here must be an object, not a number [/features/0]\n" },
  { COLLECTION ("{\"type\":\"Fature\",\"geometry\":null}"),
    "f:1:49: error: an element of “features” must be of the type “Feature” "
    "[/features/0/type]\n" },
  { COLLECTION ("{\"type\":\"Feature\",\"geometry\":null,\"id\":[]}"),
    "f:1:80: error: the id of a feature must be a string or a number [/features/0/id]\n" },
  { COLLECTION ("{\"type\":\"Feature\",\"geometry\":null,\"id\":\"x\"},\n"
                "{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":null}"),
    "f:2:24: error: the feature “x” is already there at line 1, column 80 [/features/1/id]\n" },
  { COLLECTION ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":3}"),
    "f:1:88: error: “properties” must be an object, not a number [/features/0/properties]\n" },
  { "{\"type\":\"FeatureCollection\"}", "f:1:1: error: “features” is missing\n" },
  { "{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{\"type\":\"name\",\"properties\":"
    "{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}}}",
    "f:1:49: error: only longitude and latitude on WGS 84 are understood (RFC 7946) [/crs]\n" },
  { "{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{\"type\":\"name\",\"properties\":"
    "{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}}",
    "" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[200,0]}") "," FEATURE (
        "{\"type\":\"Point\",\"coordinates\":[0,200]}")),
    "f:1:118: error: the longitude 200 is beyond ±180° [/features/0/geometry/coordinates]\n"
    "f:1:205: error: the latitude 200 is beyond ±90° [/features/1/geometry/coordinates]\n" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *messages = NULL;
      g_autoptr (AcnGeojson) geojson = read_text (faults[i].text, &messages);

      g_assert_cmpstr (messages, ==, faults[i].expected);
    }
}

static AcnDiagnostics *
diagnose (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  AcnDiagnostics *diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnGeojson) geojson = acn_geojson_new (bytes, "f", TRUE, diagnostics, NULL);

  return diagnostics;
}

static void
check_ukrainian (const char *text)
{
  g_autoptr (AcnDiagnostics) english = diagnose (text), ukrainian = NULL;

  ukrainian_begin ();
  ukrainian = diagnose (text);
  ukrainian_end ();
  ukrainian_check_all (english, ukrainian);
}

static void
test_ukrainian (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    check_ukrainian (faults[i].text);
  /* An open ring, one that is turned, a hole outside. */
  check_ukrainian ("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4]]]}");
  check_ukrainian ("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,4],[4,0],[0,0]]]}");
  check_ukrainian ("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,0]],"
                   "[[8,8],[8,9],[9,9],[8,8]]]}");
}

/* Faults without end are counted, not listed, and found in reasonable time. */
static void
test_many_faults (void)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AcnGeojson) geojson = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? "," : "", FEATURE ("{\"type\":\"Point\",\"coordinates\":[200,0]}"));
  g_string_append (text, "]}");
  bytes = g_bytes_new (text->str, text->len);
  geojson = acn_geojson_new (bytes, "f", TRUE, diagnostics, NULL);
  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, ACN_DIAGNOSTICS_MAX);
  g_assert_cmpuint (acn_diagnostics_get_n_errors (diagnostics), ==, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/geojson/geometries", test_geometries);
  g_test_add_func ("/io/geojson/tells-of-winding", test_tells_of_winding);
  g_test_add_func ("/io/geojson/closes-rings", test_closes_rings);
  g_test_add_func ("/io/geojson/features", test_features);
  g_test_add_func ("/io/geojson/faults", test_faults);
  g_test_add_func ("/io/geojson/faults/ukrainian", test_ukrainian);
  g_test_add_func ("/io/geojson/many-faults", test_many_faults);
  return g_test_run ();
}
