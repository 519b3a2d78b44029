/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as GeoJSON: what is read has finite bounds, what is not read is told. */
#include <math.h>

#include "io/acn-geojson.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnGeojson) geojson = acn_geojson_new (bytes, "a", TRUE, diagnostics, NULL);

  g_assert_true (geojson != NULL || acn_diagnostics_get_n_errors (diagnostics) > 0);
  for (guint i = 0; geojson != NULL && i < geojson->features->len; i++)
    {
      const AcnGeojsonFeature *feature = &g_array_index (geojson->features, AcnGeojsonFeature, i);
      const AcnGeometry       *geometry =
          feature->pyramid != NULL ? acn_pyramid_get_geometry (feature->pyramid) : NULL;

      for (guint k = 0; geometry != NULL && k < 2 * geometry->n_points; k++)
        g_assert_true (isfinite (geometry->xy[k]));
    }
  return 0;
}
