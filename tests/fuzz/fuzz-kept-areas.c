/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as the areas and the sizes that a cache has kept, with sums that are right: what is used
 * are places on the Earth, in rings and parts that lie in their arrays, of which size and picture
 * can be worked out, and sizes that an area can have. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "geo/acn-overlay.h"
#include "io/acn-load.h"
#include "model/acn-dossier-compare.h"
#include "model/acn-kept-areas.h"
#include "model/acn-kept-sizes.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define SUM_BYTES 32

static const char dossier_text[] =
    "{\"format\": \"accession-dossier\", \"version\": 1, \"id\": \"fuzz\", \"title\": \"Fuzz\","
    " \"span\": \"2020/2022\", \"home\": {\"date\": \"2021-06-01\"},"
    " \"layers\": [{\"id\": \"land\", \"title\": \"Land\", \"data\": \"land.geojson\","
    " \"visible\": true, \"style\": {\"stroke\": \"blue\"}}, {\"id\": \"part\", \"title\": "
    "\"Part\","
    " \"data\": \"land.geojson\"}, {\"id\": \"rest\", \"title\": \"Rest\", \"visible\": true,"
    " \"derivation\": {\"operation\": \"intersection\", \"of\": [\"land\", \"part\"]}}]}";

static const char land_text[] =
    "{\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\": \"Polygon\","
    " \"coordinates\": [[[16, 21], [24, 21], [24, 25], [16, 25], [16, 21]]]}}";

static AcnDossier *
load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("accession-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.dossier.json", NULL);
  g_autofree char *land = g_build_filename (folder, "land.geojson", NULL);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier *dossier;

  g_assert_true (g_file_set_contents (path, dossier_text, -1, NULL));
  g_assert_true (g_file_set_contents (land, land_text, -1, NULL));
  dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (dossier);
  g_unlink (path);
  g_unlink (land);
  g_rmdir (folder);
  return dossier;
}

/* First line and sums as the program itself writes them, around @size bytes of @data. */
static GBytes *
wrap (GBytes *kept, const guint8 *data, gsize size)
{
  const guint8 *whole = g_bytes_get_data (kept, NULL);
  const gsize   n_before =
      (gsize) ((const guint8 *) memchr (whole, '\n', 100) - whole) + 1 + SUM_BYTES;
  GByteArray *bytes = g_byte_array_new ();
  guint8      digest[SUM_BYTES];
  gsize       n = SUM_BYTES;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_byte_array_append (bytes, whole, (guint) n_before);
  g_byte_array_append (bytes, data, (guint) size);
  g_checksum_update (sum, bytes->data, (gssize) bytes->len);
  g_checksum_get_digest (sum, digest, &n);
  g_byte_array_append (bytes, digest, sizeof digest);
  return g_byte_array_free_to_bytes (bytes);
}

static void
check_ends (const guint32 *ends, guint n, guint last)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (ends[i], <=, i + 1 < n ? ends[i + 1] : last);
}

static void
check_layer (AcnDossier *dossier, guint layer, AcnDay day)
{
  double km2;
  g_autoptr (AcnPyramid) area = acn_dossier_layer_area_at (dossier, layer, day, NULL);
  const AcnGeometry *geometry = area != NULL ? acn_pyramid_get_geometry (area) : NULL;

  if (geometry == NULL)
    return;
  for (guint i = 0; i < geometry->n_points; i++)
    g_assert_true (fabs (geometry->xy[2 * i]) <= 360 && fabs (geometry->xy[2 * i + 1]) <= 90);
  check_ends (geometry->ring_ends, geometry->n_rings, geometry->n_points);
  if (geometry->kind == ACN_GEOMETRY_AREAS)
    check_ends (geometry->part_ends, geometry->n_parts, geometry->n_rings);
  for (guint part = 0; geometry->kind == ACN_GEOMETRY_AREAS && part < geometry->n_parts; part++)
    g_assert_true (isfinite (acn_geometry_part_area_km2 (geometry, part)));
  for (guint level = 0; level < ACN_SHAPE_N_LEVELS; level++)
    g_assert_nonnull (acn_pyramid_get_shape (area, level));
  g_assert_true (isfinite (acn_geometry_length_km (geometry)));
  acn_geometry_contains_point (geometry, 17, 22);
  if (acn_dossier_layer_area_km2_at (dossier, layer, day, &km2, NULL))
    g_assert_true (isfinite (km2));
}

/* Sizes of the layer "rest" on every day. */
static void
check_sizes (AcnDossier *dossier, GBytes *kept, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) plain = g_bytes_new (data, size);
  g_autoptr (GBytes) wrapped = wrap (kept, data, size);
  g_autoptr (GArray) series = NULL;

  g_assert_false (acn_dossier_use_kept_sizes (dossier, 2, plain));
  acn_dossier_use_kept_sizes (dossier, 2, wrapped);
  series = acn_dossier_layer_area_series (dossier, 2, NULL);
  g_assert_nonnull (series);
  for (guint i = 0; i < series->len; i++)
    {
      const double km2 = g_array_index (series, AcnAreaStep, i).km2;

      g_assert_true (isfinite (km2) && km2 >= 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static AcnDossier *maker;
  static GBytes     *kept, *sizes;
  g_autoptr (AcnDossier) dossier = NULL;
  g_autoptr (GBytes) plain = g_bytes_new (data, size);
  g_autoptr (GBytes) wrapped = NULL;
  AcnDay day;

  g_assert_true (acn_day_parse ("2021-06-01", &day));
  if (maker == NULL)
    {
      maker = load ();
      kept = acn_dossier_keep_areas (maker, day);
      sizes = acn_dossier_keep_sizes (maker, 2);
      g_assert_nonnull (kept);
      g_assert_nonnull (sizes);
    }
  dossier = load ();
  check_sizes (dossier, sizes, data, size);
  acn_dossier_unref (dossier);
  dossier = load ();
  g_assert_false (acn_dossier_use_kept_areas (dossier, day, plain));
  wrapped = wrap (kept, data, size);
  acn_dossier_use_kept_areas (dossier, day, wrapped);
  for (guint layer = 0; layer < 3; layer++)
    check_layer (dossier, layer, day);
  return 0;
}
