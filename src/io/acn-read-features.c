/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The features of a layer: GeoJSON beside the dossier, and the members of "properties" that have
 * a meaning. */
#include "io/acn-read.h"

#include "io/acn-beneath.h"
#include "io/acn-geojson.h"

#include <glib/gi18n.h>

#define RANK_DEFAULT 5
#define RANK_MAX 10

static AcnGeojson *
open_file (AcnReader *reader, const char *reference)
{
  g_autoptr (GError) error = NULL;
  const int        fd = acn_open_beneath (reader->folder, reference, &error);
  AcnFileText     *text = fd >= 0 ? acn_file_text_take (fd, reader->cancellable, &error) : NULL;
  g_autofree char *name = NULL, *file = NULL;

  if (text == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return NULL;
      name = acn_shorten (reference);
      acn_reader_error_in (reader,
                           "data", /* Translators: a file, then why, without a full stop. */
                           _ ("the file “%s” could not be opened: %s"),
                           name,
                           error->message);
      return NULL;
    }
  file = g_str_equal (reader->folder, ".") ? g_strdup (reference)
                                           : g_build_filename (reader->folder, reference, NULL);
  g_ptr_array_add (reader->builder->files, g_strdup (file));
  return acn_geojson_new_take (
      text, file, reader->check_shapes, reader->diagnostics, reader->cancellable);
}

/* Several layers may show one file; it is read once. NULL is remembered, too: told once. */
static AcnGeojson *
get_file (AcnReader *reader, const char *reference)
{
  AcnGeojson *file;

  if (g_hash_table_lookup_extended (reader->files, reference, NULL, (gpointer *) &file))
    return file;
  file = open_file (reader, reference);
  g_hash_table_insert (reader->files, g_strdup (reference), file);
  return file;
}

static void
read_properties (AcnReader *reader, JsonObject *properties, AcnFeature *feature, AcnIds *classes)
{
  const char *actor = acn_reader_string (reader, properties, "actor", FALSE);
  const char *class_id = acn_reader_string (reader, properties, "class", FALSE);

  acn_reader_when (reader, properties, "when", FALSE, &feature->when);
  feature->name = acn_reader_text (reader, properties, "name", FALSE);
  if (actor != NULL) /* a file of all states names more than a dossier has: unknown is no error */
    feature->actor = acn_ids_find (&reader->lists[ACN_LIST_ACTORS], actor);
  if (class_id != NULL && classes->ids->len > 0)
    feature->class_index = acn_ids_resolve (classes, reader, "class", class_id);
  feature->precision_km = acn_reader_number (reader, properties, "precision_km", 0, 20000, 0);
  feature->population = acn_reader_integer (reader, properties, "population", 0, 100000000000, 0);
  feature->rank = acn_reader_integer (reader, properties, "rank", 1, RANK_MAX, RANK_DEFAULT);
  feature->capital = acn_reader_boolean (reader, properties, "capital", FALSE);
  feature->citations = acn_reader_citations (reader, properties, FALSE);
}

static void
read_feature (
    AcnReader *reader, AcnGeojsonFeature *row, guint index, AcnFeature *feature, AcnIds *classes)
{
  gsize here;

  *feature = (AcnFeature){
    .when = ACN_WHEN_ALWAYS, .actor = ACN_NONE, .class_index = ACN_NONE, .rank = RANK_DEFAULT
  };
  feature->pyramid = acn_pyramid_ref (row->pyramid);
  if (row->id != NULL)
    feature->id = acn_dossier_builder_string (reader->builder, row->id);
  else
    {
      g_autofree char *made = g_strdup_printf ("#%u", index + 1);
      feature->id = acn_dossier_builder_string (reader->builder, made);
    }
  if (row->properties == NULL)
    return;
  here = acn_reader_enter (reader, "properties");
  read_properties (reader, row->properties, feature, classes);
  acn_reader_leave (reader, here);
}

static void
read_rows (AcnReader *reader, AcnGeojson *file, AcnLayer *layer, AcnIds *classes)
{
  GArray *features = g_array_sized_new (FALSE, TRUE, sizeof (AcnFeature), file->features->len);

  for (guint i = 0; i < file->features->len && !acn_reader_is_cancelled (reader); i++)
    {
      AcnFeature feature;
      gsize      here = reader->pointer->len;

      if (file->is_collection)
        {
          acn_reader_enter (reader, "features");
          acn_reader_enter_index (reader, i);
        }
      read_feature (
          reader, &g_array_index (file->features, AcnGeojsonFeature, i), i, &feature, classes);
      g_array_append_val (features, feature);
      acn_reader_leave (reader, here);
    }
  if (layer->by_position)
    acn_read_stands (reader, features, classes);
  layer->features = acn_dossier_builder_take_array (reader->builder, features, &layer->n_features);
}

/*
 * acn_read_features:
 * @reader: at a layer
 * @object: the layer, with a member "data"
 * @layer: gets the features
 * @classes: ids of its classes
 */
void
acn_read_features (AcnReader *reader, JsonObject *object, AcnLayer *layer, AcnIds *classes)
{
  const char      *reference = acn_reader_string (reader, object, "data", TRUE);
  AcnGeojson      *file = reference != NULL ? get_file (reader, reference) : NULL;
  AcnJsonDocument *document = reader->document;
  g_autofree char *pointer = NULL;

  if (file == NULL)
    return;
  pointer = g_strdup (reader->pointer->str);
  g_string_truncate (reader->pointer, 0);
  reader->document = file->document;
  read_rows (reader, file, layer, classes);
  reader->document = document;
  g_string_assign (reader->pointer, pointer);
}
