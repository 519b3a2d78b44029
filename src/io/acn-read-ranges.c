/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published ranges of weapons. */
#include "io/acn-read.h"

#include <glib/gi18n.h>

/* Nothing that a map of this kind draws reaches farther. */
#define RANGE_KM_MAX 1000

static void
read_range (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnRange *range = &g_array_index (reader->builder->ranges, AcnRange, index);
  AcnWhen   when;

  range->id = acn_dossier_builder_string (
      reader->builder, g_ptr_array_index (reader->lists[ACN_LIST_RANGES].ids, index));
  range->title = acn_reader_text (reader, object, "title", FALSE);
  if (!json_object_has_member (object, "km"))
    acn_reader_error (reader, /* Translators: %s is a member of an object. */
                      _ ("“%s” is missing"),
                      "km");
  range->km = acn_reader_number (reader, object, "km", 0, RANGE_KM_MAX, 1);
  if (range->km <= 0)
    acn_reader_error_in (reader, "km", _ ("a range is more than 0 km"));
  acn_reader_text (reader, object, "text", FALSE);
  acn_reader_when (reader, object, "when", FALSE, &when);
  g_array_unref (acn_reader_references (reader, object, "actors", ACN_LIST_ACTORS, FALSE));
  g_array_unref (acn_read_states (reader, object, FALSE));
  acn_reader_text (reader, object, "note", FALSE);
  range->citations = acn_reader_citations (reader, object, TRUE);
}

/*
 * acn_read_ranges:
 * @reader: at the root, sources collected
 * @root: the dossier
 */
void
acn_read_ranges (AcnReader *reader, JsonObject *root)
{
  JsonObject *ranges = acn_reader_object (reader, root, "ranges", FALSE);
  AcnIds     *ids = &reader->lists[ACN_LIST_RANGES];
  gsize       here;

  if (ranges == NULL)
    return;
  here = acn_reader_enter (reader, "ranges");
  acn_reader_text (reader, ranges, "title", FALSE);
  acn_reader_text (reader, ranges, "note", FALSE);
  acn_ids_collect (ids, reader, ranges, "systems");
  g_array_set_size (reader->builder->ranges, ids->ids->len);
  acn_reader_each_of (reader, ids->array, "systems", read_range, NULL);
  acn_reader_leave (reader, here);
}
