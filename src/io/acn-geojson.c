/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-geojson.h"

#include "io/acn-geojson-geometry.h"

#include <glib/gi18n.h>
#include <string.h>

static void
clear_feature (gpointer data)
{
  AcnGeojsonFeature *feature = data;

  g_clear_pointer (&feature->id, g_free);
  g_clear_pointer (&feature->pyramid, acn_pyramid_unref);
}

/* The id: a string or a number. */
static char *
read_id (AcnReader *reader, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "id");
  GType     type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    return acn_text_make_literal (json_node_get_string (node));
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (node)));
  if (node != NULL)
    acn_reader_error_in (reader, "id", _ ("the id of a feature must be a string or a number"));
  return NULL;
}

static gboolean
member_is_null (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static AcnGeometry *
read_geometry_member (AcnReader *reader, JsonObject *feature)
{
  JsonObject  *object;
  AcnGeometry *geometry = NULL;
  gsize        here;

  if (!json_object_has_member (feature, "geometry"))
    acn_reader_error (reader, _ ("“geometry” is missing; a feature without one has null"));
  if (!member_is_null (feature, "geometry"))
    {
      object = acn_reader_object (reader, feature, "geometry", TRUE);
      here = acn_reader_enter (reader, "geometry");
      geometry = object != NULL ? acn_geojson_read_geometry (reader, object) : NULL;
      acn_reader_leave (reader, here);
    }
  if (geometry == NULL)
    geometry = acn_geometry_new_take (ACN_GEOMETRY_POINTS, NULL, 0, NULL, 0, NULL, 0);
  return geometry;
}

static void
read_feature (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnGeojson       *self = data;
  const char       *type = acn_reader_string (reader, object, "type", TRUE);
  AcnGeojsonFeature feature = { 0 };

  if (type != NULL && !g_str_equal (type, "Feature"))
    acn_reader_error_in (
        reader, "type", _ ("an element of “features” must be of the type “Feature”"));
  feature.id = read_id (reader, object);
  if (!member_is_null (object, "properties"))
    feature.properties = acn_reader_object (reader, object, "properties", TRUE);
  feature.pyramid = acn_pyramid_new (read_geometry_member (reader, object));
  g_array_append_val (self->features, feature);
}

static void
check_ids (AcnReader *reader, AcnGeojson *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->features->len; i++)
    {
      const char *id = g_array_index (self->features, AcnGeojsonFeature, i).id;
      guint       first, line = 0, column = 0;
      gsize       here;

      if (id == NULL)
        continue;
      first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, id));
      if (first == 0)
        {
          g_hash_table_insert (seen, (gpointer) id, GUINT_TO_POINTER (i + 1));
          continue;
        }
      g_autofree char *pointer = g_strdup_printf ("/features/%u/id", first - 1);
      g_autofree char *shown = acn_shorten (id);
      if (acn_diagnostics_keeps_errors (reader->diagnostics))
        acn_json_document_locate (self->document, pointer, &line, &column);
      here = acn_reader_enter (reader, "features");
      acn_reader_enter_index (reader, i);
      acn_reader_error_in (reader,
                           "id",
                           /* Translators: an id, and where the other feature is. */
                           _ ("the feature “%s” is already there at line %u, column %u"),
                           shown,
                           line,
                           column);
      acn_reader_leave (reader, here);
    }
}

/* Files from before RFC 7946 may name another reference system. */
static void
check_crs (AcnReader *reader, JsonObject *root)
{
  JsonObject *crs =
      member_is_null (root, "crs") ? NULL : acn_reader_object (reader, root, "crs", FALSE);
  JsonNode   *properties = crs != NULL ? json_object_get_member (crs, "properties") : NULL;
  JsonNode   *name = properties != NULL && JSON_NODE_HOLDS_OBJECT (properties)
                         ? json_object_get_member (json_node_get_object (properties), "name")
                         : NULL;
  const char *text =
      name != NULL && JSON_NODE_HOLDS_VALUE (name) ? json_node_get_string (name) : NULL;

  if (text != NULL && strstr (text, "CRS84") == NULL && !g_str_has_suffix (text, "4326"))
    acn_reader_error_in (
        reader, "crs", _ ("only longitude and latitude on WGS 84 are understood (RFC 7946)"));
}

static void
read_root (AcnReader *reader, AcnGeojson *self, JsonObject *root)
{
  const char *type = acn_reader_string (reader, root, "type", TRUE);

  check_crs (reader, root);
  if (type == NULL)
    return;
  if (g_str_equal (type, "FeatureCollection"))
    {
      self->is_collection = TRUE;
      if (acn_reader_array (reader, root, "features", TRUE) != NULL)
        acn_reader_each (reader, root, "features", read_feature, self);
      check_ids (reader, self);
    }
  else if (g_str_equal (type, "Feature"))
    read_feature (reader, root, 0, self);
  else
    {
      AcnGeometry      *geometry = acn_geojson_read_geometry (reader, root);
      AcnGeojsonFeature feature = { 0 };

      if (geometry == NULL)
        return;
      feature.pyramid = acn_pyramid_new (geometry);
      g_array_append_val (self->features, feature);
    }
}

/**
 * acn_geojson_new:
 * @bytes: a GeoJSON document
 * @file: its name for messages
 * @check_shapes: whether to warn of areas that cross themselves, which takes as long as the rest
 * @diagnostics: gets every fault, with its place; errors are new ones there
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): its features; NULL when it is not JSON or no object
 * Source: RFC 7946
 */
AcnGeojson *
acn_geojson_new (GBytes         *bytes,
                 const char     *file,
                 gboolean        check_shapes,
                 AcnDiagnostics *diagnostics,
                 GCancellable   *cancellable)
{
  return acn_geojson_new_take (
      acn_file_text_new (bytes), file, check_shapes, diagnostics, cancellable);
}

/**
 * acn_geojson_new_take:
 * @text: (transfer full): a GeoJSON document; as for acn_json_document_new_take()
 * @file: its name for messages
 * @check_shapes: as for acn_geojson_new()
 * @diagnostics: gets every fault, with its place
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): its features
 */
AcnGeojson *
acn_geojson_new_take (AcnFileText    *text,
                      const char     *file,
                      gboolean        check_shapes,
                      AcnDiagnostics *diagnostics,
                      GCancellable   *cancellable)
{
  AcnJsonDocument *document = acn_json_document_new_take (text, file, diagnostics, cancellable);
  AcnGeojson      *self;
  AcnReader        reader;
  JsonNode        *root;

  if (document == NULL)
    return NULL;
  self = g_new0 (AcnGeojson, 1);
  self->document = document;
  self->features = g_array_new (FALSE, FALSE, sizeof (AcnGeojsonFeature));
  g_array_set_clear_func (self->features, clear_feature);
  acn_reader_init (&reader, document, diagnostics);
  reader.cancellable = cancellable;
  reader.check_shapes = check_shapes;
  root = acn_json_document_get_root (document);
  if (JSON_NODE_HOLDS_OBJECT (root))
    read_root (&reader, self, json_node_get_object (root));
  else
    acn_reader_error (&reader, _ ("this is not GeoJSON: the document must be an object"));
  acn_reader_clear (&reader);
  return self;
}

/**
 * acn_geojson_free:
 * @self: (transfer full): features
 */
void
acn_geojson_free (AcnGeojson *self)
{
  g_array_unref (self->features);
  acn_json_document_free (self->document);
  g_free (self);
}
