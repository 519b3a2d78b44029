/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published lengths and areas. They are there to hold computed ones against, which tests do; here
 * they are checked. */
#include "io/acn-read.h"

#include <glib/gi18n.h>

static void
check_positive (AcnReader *reader, JsonObject *object, const char *name)
{
  if (acn_reader_number (reader, object, name, -G_MAXDOUBLE, G_MAXDOUBLE, 1) <= 0)
    acn_reader_error_in (reader,
                         name, /* Translators: %s is a member of an object. */
                         _ ("“%s” must be more than 0"),
                         name);
}

/* Kilometres by actor. */
static void
check_parts (AcnReader *reader, JsonObject *object)
{
  JsonObject    *parts = acn_reader_object (reader, object, "parts_km", FALSE);
  JsonObjectIter iter;
  const char    *actor;
  JsonNode      *node;
  gsize          here;

  if (parts == NULL)
    return;
  here = acn_reader_enter (reader, "parts_km");
  json_object_iter_init_ordered (&iter, parts);
  while (json_object_iter_next_ordered (&iter, &actor, &node))
    {
      acn_ids_resolve (&reader->lists[ACN_LIST_ACTORS], reader, actor, actor);
      check_positive (reader, parts, actor);
    }
  acn_reader_leave (reader, here);
}

/* What lengths and areas have alike. */
static void
check_figure (AcnReader *reader, JsonObject *object)
{
  AcnWhen when;

  acn_reader_text (reader, object, "title", FALSE);
  acn_reader_when (reader, object, "when", TRUE, &when);
  acn_reader_reference (reader, object, "layer", ACN_LIST_LAYERS, FALSE);
  acn_reader_text (reader, object, "text", FALSE);
  acn_reader_text (reader, object, "note", FALSE);
  acn_reader_citations (reader, object, TRUE);
}

static void
check_border (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  check_figure (reader, object);
  acn_reader_need (reader, object, "km");
  check_positive (reader, object, "km");
  check_positive (reader, object, "miles");
  check_positive (reader, object, "before_km");
  check_positive (reader, object, "ratio");
  check_parts (reader, object);
  g_array_unref (acn_reader_references (reader, object, "actors", ACN_LIST_ACTORS, FALSE));
}

static void
check_area (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  check_figure (reader, object);
  check_positive (reader, object, "km2");
  acn_reader_number (reader, object, "percent", 0, 100, 0);
}

static void
check_list (
    AcnReader *reader, JsonObject *root, const char *name, const char *noun, AcnReadElement check)
{
  AcnIds ids;

  acn_ids_init (&ids, noun);
  acn_ids_collect (&ids, reader, root, name);
  acn_reader_each_of (reader, ids.array, name, check, NULL);
  acn_ids_clear (&ids);
}

/*
 * acn_read_figures:
 * @reader: at the root, ids collected
 * @root: the dossier
 */
void
acn_read_figures (AcnReader *reader, JsonObject *root)
{
  check_list (reader,
              root,
              "borders_with_russia",
              NC_ ("part of a dossier", "border figure"),
              check_border);
  check_list (
      reader, root, "published_areas", NC_ ("part of a dossier", "area figure"), check_area);
}
