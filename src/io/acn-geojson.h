/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoJSON (RFC 7946): features with their geometry checked and mended as far as that changes
 * nothing. */
#pragma once

#include "geo/acn-shape.h"
#include "io/acn-json-document.h"

G_BEGIN_DECLS

/* AcnGeojsonFeature:
 * @id: (nullable): as a string, also when it was a number
 * @properties: (nullable): lives as long as the file
 * @pyramid: its geometry, empty when it has none
 */
typedef struct
{
  char       *id;
  JsonObject *properties;
  AcnPyramid *pyramid;
} AcnGeojsonFeature;

/* AcnGeojson:
 * @document: the file
 * @features: (element-type AcnGeojsonFeature): in order
 * @is_collection: whether the root is a FeatureCollection
 */
typedef struct
{
  AcnJsonDocument *document;
  GArray          *features;
  gboolean         is_collection;
} AcnGeojson;

AcnGeojson *acn_geojson_new (GBytes         *bytes,
                             const char     *file,
                             gboolean        check_shapes,
                             AcnDiagnostics *diagnostics,
                             GCancellable   *cancellable);
AcnGeojson *acn_geojson_new_take (AcnFileText    *text,
                                  const char     *file,
                                  gboolean        check_shapes,
                                  AcnDiagnostics *diagnostics,
                                  GCancellable   *cancellable);
void        acn_geojson_free (AcnGeojson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnGeojson, acn_geojson_free)

G_END_DECLS
