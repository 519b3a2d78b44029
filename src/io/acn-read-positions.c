/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stood where, and the layers that show it. */
#include "io/acn-read.h"

#include "model/acn-positions.h"

#include <glib/gi18n.h>

static void
read_position (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnIds      *ids = data;
  AcnPosition *position = &g_array_index (reader->builder->positions, AcnPosition, index);
  const char  *word = acn_reader_keep_string (reader, object, "position", TRUE);

  position->id = acn_dossier_builder_string (reader->builder, g_ptr_array_index (ids->ids, index));
  position->actor = acn_reader_reference (reader, object, "actor", ACN_LIST_ACTORS, TRUE);
  position->position = word != NULL ? word : "";
  acn_reader_when (reader, object, "when", TRUE, &position->when);
  position->text = acn_reader_text (reader, object, "text", FALSE);
  position->note = acn_reader_text (reader, object, "note", FALSE);
  position->citations = acn_reader_citations (reader, object, TRUE);
}

/*
 * acn_read_positions:
 * @reader: at the root, lists of actors and sources collected
 * @root: the dossier
 */
void
acn_read_positions (AcnReader *reader, JsonObject *root)
{
  AcnIds ids;

  acn_ids_init (&ids, NC_ ("part of a dossier", "position"));
  acn_ids_collect (&ids, reader, root, "positions");
  g_array_set_size (reader->builder->positions, ids.ids->len);
  acn_reader_each_of (reader, ids.array, "positions", read_position, &ids);
  acn_ids_clear (&ids);
}

/* The feature as it looks while its actor holds the position. */
static void
add_stand (AcnReader         *reader,
           const AcnPosition *position,
           const AcnFeature  *feature,
           guint              class_index,
           GArray            *stands)
{
  AcnFeature stand = *feature;

  stand.pyramid = acn_pyramid_ref (feature->pyramid);
  stand.when = position->when;
  stand.class_index = class_index;
  stand.citations = position->citations;
  g_array_append_val (stands, stand);
}

/*
 * acn_read_stands:
 * @reader: at a layer, positions read
 * @features: (element-type AcnFeature): of the layer; each takes the place of its actor's
 *   positions: one for each, with the position's time and the class of its name. Features whose
 *   actor holds none go.
 * @classes: ids of the layer's classes
 */
void
acn_read_stands (AcnReader *reader, GArray *features, AcnIds *classes)
{
  GArray *positions = reader->builder->positions;
  g_autoptr (GArray) stands = g_array_new (FALSE, TRUE, sizeof (AcnFeature));

  for (guint p = 0; p < positions->len; p++)
    {
      const AcnPosition *position = &g_array_index (positions, AcnPosition, p);
      guint              found;

      if (position->position == NULL || position->actor == ACN_NONE)
        continue; /* no position, which has been told */
      found = acn_ids_find (classes, position->position);
      if (found == ACN_NONE)
        continue; /* a class that the layer does not show */
      for (guint i = 0; i < features->len; i++)
        if (g_array_index (features, AcnFeature, i).actor == position->actor)
          add_stand (reader, position, &g_array_index (features, AcnFeature, i), found, stands);
    }
  for (guint i = 0; i < features->len; i++)
    acn_pyramid_unref (g_array_index (features, AcnFeature, i).pyramid);
  g_array_set_size (features, 0);
  g_array_append_vals (features, stands->data, stands->len);
}
