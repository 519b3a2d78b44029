/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acn-basemap-pack OUT LAND LAKES RIVERS OBLASTS BORDERS LABELS
 *
 * Run by the build: turns the GeoJSON of data/basemap into the packed basemap, with every level of
 * simplification, so that the program needs no parsing at start. The same input gives the same
 * bytes. */
#include "base/acn-when.h"
#include "scene/acn-basemap-format.h"

#include <json-glib/json-glib.h>

#include <string.h>

typedef struct
{
  AcnBasemapHeader header;
  GArray          *features, *rings, *points, *names;
  GByteArray      *texts;
  GHashTable      *known_texts; /* text -> offset */
} Packer;

/* --- GeoJSON (our own, already checked by the tests of the data) ------------------------------ */

typedef struct
{
  GArray *xy, *ring_ends, *part_ends;
} Coordinates;

static void
add_position (Coordinates *out, JsonArray *position)
{
  double xy[2] = { json_array_get_double_element (position, 0),
                   json_array_get_double_element (position, 1) };

  g_array_append_vals (out->xy, xy, 2);
}

static void
add_ring (Coordinates *out, JsonArray *ring)
{
  guint32 end;

  for (guint i = 0; i < json_array_get_length (ring); i++)
    add_position (out, json_array_get_array_element (ring, i));
  end = out->xy->len / 2;
  g_array_append_val (out->ring_ends, end);
}

static void
add_polygon (Coordinates *out, JsonArray *polygon)
{
  guint32 end;

  for (guint i = 0; i < json_array_get_length (polygon); i++)
    add_ring (out, json_array_get_array_element (polygon, i));
  end = out->ring_ends->len;
  g_array_append_val (out->part_ends, end);
}

static AcnGeometry *
read_geometry (JsonObject *geometry)
{
  const char     *type = json_object_get_string_member (geometry, "type");
  JsonArray      *array = json_object_get_array_member (geometry, "coordinates");
  AcnGeometryKind kind = ACN_GEOMETRY_AREAS;
  Coordinates     out = { g_array_new (FALSE, FALSE, sizeof (double)),
                          g_array_new (FALSE, FALSE, sizeof (guint32)),
                          g_array_new (FALSE, FALSE, sizeof (guint32)) };
  guint           n_points, n_rings, n_parts;
  double         *xy;
  guint32        *ring_ends, *part_ends;

  if (g_str_equal (type, "Polygon"))
    add_polygon (&out, array);
  else if (g_str_equal (type, "MultiPolygon"))
    for (guint i = 0; i < json_array_get_length (array); i++)
      add_polygon (&out, json_array_get_array_element (array, i));
  else if (g_str_equal (type, "LineString"))
    add_ring (&out, array);
  else if (g_str_equal (type, "MultiLineString"))
    for (guint i = 0; i < json_array_get_length (array); i++)
      add_ring (&out, json_array_get_array_element (array, i));
  else if (g_str_equal (type, "Point"))
    {
      guint32 one = 1;

      add_position (&out, array);
      g_array_append_val (out.ring_ends, one);
    }
  else
    g_error ("the basemap has a geometry of type %s", type);
  if (g_str_has_suffix (type, "LineString"))
    kind = ACN_GEOMETRY_LINES;
  else if (g_str_equal (type, "Point"))
    kind = ACN_GEOMETRY_POINTS;
  n_points = out.xy->len / 2;
  n_rings = out.ring_ends->len;
  n_parts = kind == ACN_GEOMETRY_AREAS ? out.part_ends->len : n_rings;
  xy = (double *) (gpointer) g_array_free (out.xy, FALSE);
  ring_ends = (guint32 *) (gpointer) g_array_free (out.ring_ends, FALSE);
  part_ends = (guint32 *) (gpointer) g_array_free (out.part_ends, FALSE);
  if (kind != ACN_GEOMETRY_AREAS)
    g_clear_pointer (&part_ends, g_free);
  return acn_geometry_new_take (kind, xy, n_points, ring_ends, n_rings, part_ends, n_parts);
}

/* --- Packing --------------------------------------------------------------------------------- */

static guint32
pack_text (Packer *self, const char *text)
{
  guint32 offset = self->texts->len;

  if (g_hash_table_contains (self->known_texts, text))
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->known_texts, text));
  g_byte_array_append (self->texts, (const guint8 *) text, (guint) strlen (text) + 1);
  g_hash_table_insert (self->known_texts, g_strdup (text), GUINT_TO_POINTER (offset));
  return offset;
}

static void
pack_names (Packer *self, AcnBasemapFeature *feature, JsonObject *properties)
{
  JsonNode *node = json_object_get_member (properties, "name");
  g_autoptr (GList) languages = NULL;

  feature->first_name = self->names->len;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  languages = json_object_get_members (json_node_get_object (node));
  for (GList *l = languages; l != NULL; l = l->next)
    {
      AcnBasemapName name;

      name.language = pack_text (self, l->data);
      name.value =
          pack_text (self, json_object_get_string_member (json_node_get_object (node), l->data));
      g_array_append_val (self->names, name);
    }
  feature->n_names = self->names->len - feature->first_name;
}

static void
pack_level (Packer *self, AcnBasemapLevel *level, const AcnShape *shape)
{
  guint32 n_points = 0;

  for (guint32 i = 0; i < shape->n_rings; i++)
    n_points = MAX (n_points, shape->rings[i].first + shape->rings[i].n);
  level->box = shape->box;
  level->first_ring = self->rings->len;
  level->n_rings = shape->n_rings;
  level->first_point = self->points->len / 2;
  level->n_points = n_points;
  g_array_append_vals (self->rings, shape->rings, shape->n_rings);
  g_array_append_vals (self->points, shape->xy, 2 * n_points);
}

static guint32
read_label_kind (const char *kind)
{
  static const char *const kinds[] = { "country", "sea", "ocean", "region", "river" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i]) == 0)
      return i;
  return ACN_LABEL_REGION;
}

static AcnSpan
read_span (JsonObject *properties)
{
  const char *edtf = json_object_get_string_member_with_default (properties, "when", NULL);
  AcnWhen     when = ACN_WHEN_ALWAYS;
  g_autoptr (GError) error = NULL;

  if (edtf != NULL && !acn_when_parse (edtf, &when, &error))
    g_error ("%s", error->message);
  return when.span;
}

static void
pack_feature (Packer *self, JsonObject *object)
{
  JsonObject *properties = json_object_get_object_member (object, "properties");
  g_autoptr (AcnGeometry) geometry =
      read_geometry (json_object_get_object_member (object, "geometry"));
  g_autoptr (AcnPyramid) pyramid = acn_pyramid_new (acn_geometry_ref (geometry));
  AcnBasemapFeature feature = { .kind = geometry->kind };

  feature.rank = (guint32) json_object_get_int_member_with_default (properties, "rank", 5);
  feature.disputed =
      g_strcmp0 (json_object_get_string_member_with_default (properties, "class", ""),
                 "disputed") == 0;
  feature.label_kind =
      read_label_kind (json_object_get_string_member_with_default (properties, "kind", ""));
  feature.span = read_span (properties);
  pack_names (self, &feature, properties);
  for (guint level = 0; level < ACN_SHAPE_N_LEVELS; level++)
    pack_level (self, &feature.levels[level], acn_pyramid_get_shape (pyramid, level));
  g_array_append_val (self->features, feature);
}

static void
pack_file (Packer *self, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonArray *features;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  features = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "features");
  for (guint i = 0; i < json_array_get_length (features); i++)
    pack_feature (self, json_array_get_object_element (features, i));
}

/* --- The file -------------------------------------------------------------------------------- */

static AcnBasemapTable
append_table (GByteArray *file, gconstpointer items, guint n, gsize item_size)
{
  static const guint8 padding[4];
  AcnBasemapTable     table = { file->len, n };

  g_byte_array_append (file, items, (guint) (n * item_size));
  g_byte_array_append (file, padding, (4 - file->len % 4) % 4);
  return table;
}

static GByteArray *
build_file (Packer *self)
{
  GByteArray       *file = g_byte_array_new ();
  AcnBasemapHeader *header = &self->header;

  memcpy (header->magic, ACN_BASEMAP_MAGIC, sizeof header->magic);
  header->version = ACN_BASEMAP_VERSION;
  header->n_levels = ACN_SHAPE_N_LEVELS;
  g_byte_array_append (file, (const guint8 *) header, sizeof *header);
  header->features =
      append_table (file, self->features->data, self->features->len, sizeof (AcnBasemapFeature));
  header->rings = append_table (file, self->rings->data, self->rings->len, sizeof (AcnRing));
  header->points =
      append_table (file, self->points->data, self->points->len / 2, 2 * sizeof (gint32));
  header->names = append_table (file, self->names->data, self->names->len, sizeof (AcnBasemapName));
  header->texts = append_table (file, self->texts->data, self->texts->len, 1);
  header->size = file->len;
  memcpy (file->data, header, sizeof *header);
  return file;
}

static void
clear_packer (Packer *self)
{
  g_array_unref (self->features);
  g_array_unref (self->rings);
  g_array_unref (self->points);
  g_array_unref (self->names);
  g_byte_array_unref (self->texts);
  g_hash_table_unref (self->known_texts);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = NULL;
  Packer self = { 0 };

  if (argc != 2 + ACN_N_BASE_LAYERS)
    g_error ("usage: acn-basemap-pack OUT LAND LAKES RIVERS OBLASTS BORDERS LABELS");
  self.features = g_array_new (FALSE, TRUE, sizeof (AcnBasemapFeature));
  self.rings = g_array_new (FALSE, FALSE, sizeof (AcnRing));
  self.points = g_array_new (FALSE, FALSE, sizeof (gint32));
  self.names = g_array_new (FALSE, FALSE, sizeof (AcnBasemapName));
  self.texts = g_byte_array_new ();
  self.known_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint layer = 0; layer < ACN_N_BASE_LAYERS; layer++)
    {
      self.header.first_feature[layer] = self.features->len;
      pack_file (&self, argv[2 + layer]);
    }
  self.header.first_feature[ACN_N_BASE_LAYERS] = self.features->len;
  file = build_file (&self);
  clear_packer (&self);
  if (!g_file_set_contents (argv[1], (const char *) file->data, file->len, &error))
    g_error ("%s", error->message);
  return 0;
}
