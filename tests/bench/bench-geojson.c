/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one GeoJSON file to validated geometry with places for its faults, or only to json-glib's
 * tree, for comparison. Usage: bench-geojson acn|json-glib FILE; prints "ms vertices". Its peak
 * memory is for the caller to look at. */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "io/acn-geojson.h"

static guint
count_vertices (const AcnGeojson *geojson)
{
  guint n = 0;

  for (guint i = 0; i < geojson->features->len; i++)
    n += acn_pyramid_get_geometry (g_array_index (geojson->features, AcnGeojsonFeature, i).pyramid)
             ->n_points;
  return n;
}

static guint
read_ours (const char *path)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  AcnFileText *text = acn_file_text_read (path, NULL, &error);
  g_autoptr (AcnGeojson) geojson =
      text != NULL ? acn_geojson_new_take (text, path, FALSE, diagnostics, NULL) : NULL;

  if (geojson == NULL || acn_diagnostics_get_n_errors (diagnostics) > 0)
    g_error ("%s is not read", path);
  return count_vertices (geojson);
}

static guint
read_tree (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_mapped_file (parser, path, &error))
    g_error ("%s", error->message);
  return 0;
}

int
main (int argc, char **argv)
{
  const gint64 begin = g_get_monotonic_time ();
  guint        n;

  if (argc != 3)
    g_error ("usage: bench-geojson acn|json-glib FILE");
  n = strcmp (argv[1], "acn") == 0 ? read_ours (argv[2]) : read_tree (argv[2]);
  printf ("%.1f %u\n", (double) (g_get_monotonic_time () - begin) / 1000, n);
  return 0;
}
