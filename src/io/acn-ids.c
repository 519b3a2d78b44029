/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids are collected from all lists before anything refers to one, so that the order of members in
 * the file does not matter. */
#include "io/acn-reader.h"
#include "base/acn-suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Ids that are compared in one load to find what was meant; nobody waits longer. */
#define COMPARED_MAX 3000000
/* Events whose ids are taken together. */
#define BLOCK 16

static const char *const list_members[ACN_N_LISTS] = { "sources",  "views",  "places", "actors",
                                                       "lanes",    "events", "groups", "layers",
                                                       "sections", "claims", "scenes", NULL };

/**
 * acn_ids_init:
 * @self: (out caller-allocates): no ids yet
 * @noun: what has them
 */
void
acn_ids_init (AcnIds *self, const char *noun)
{
  self->noun = noun;
  self->array = NULL;
  self->ids = g_ptr_array_new ();
  acn_id_table_init (&self->table);
}

/**
 * acn_ids_clear:
 * @self: ids
 */
void
acn_ids_clear (AcnIds *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  acn_id_table_clear (&self->table);
}

static gboolean
is_id (const char *text)
{
  if (!g_ascii_isalnum (*text))
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("._-", *text) == NULL)
      return FALSE;
  return TRUE;
}

static void
report_twice (AcnIds *self, AcnReader *reader, const char *id, guint first)
{
  const gsize      end = strrchr (reader->pointer->str, '/') - reader->pointer->str;
  g_autofree char *list = g_strndup (reader->pointer->str, end);
  g_autofree char *pointer = g_strdup_printf ("%s/%u/id", list, first);
  guint            line = 0, column = 0;

  if (acn_diagnostics_keeps_errors (reader->diagnostics))
    acn_json_document_locate (reader->document, pointer, &line, &column);
  acn_reader_error_in (
      reader,
      "id",
      /* Translators: what it is, as “source”, its id, and where the other one is. */
      _ ("the %s “%s” is already there at line %u, column %u"),
      g_dpgettext2 (NULL, ACN_NOUN_CONTEXT, self->noun),
      id,
      line,
      column);
}

/* @id: lives as long as the reader. Returns the place of the element that had it before, else
 * @index. */
static guint
add_id (AcnIds *self, guint index, const char *id)
{
  guint first;

  g_ptr_array_index (self->ids, index) = (gpointer) id;
  first = acn_id_table_add (&self->table, self->ids->pdata, sizeof (gpointer), index);
  if (first != index)
    g_ptr_array_index (self->ids, index) = NULL;
  return first;
}

static void
collect (AcnIds *self, AcnReader *reader, guint index, const char *id)
{
  g_autofree char *shown = NULL;
  guint            first;

  if (self->ids->len <= index)
    g_ptr_array_set_size (self->ids, index + 1);
  if (id == NULL)
    return;
  shown = acn_shorten (id);
  if (!is_id (id))
    {
      acn_reader_error_in (
          reader,
          "id",
          /* Translators: %s is what stands for an id; the signs are those that ids may have. */
          _ ("“%s” is no id: letters A to Z, digits, and after the first also . _ -"),
          shown);
      return;
    }
  first = add_id (self, index, id);
  if (first != index)
    report_twice (self, reader, shown, first);
}

static void
collect_id (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  collect (data, reader, index, acn_reader_string (reader, object, "id", TRUE));
}

/* The tree of an event does not live as long as the reader. */
static void
collect_event_id (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  const char *id = acn_reader_string (reader, object, "id", TRUE);

  collect (data, reader, index, acn_dossier_builder_string (reader->builder, id));
}

/* The id of an event as its bytes have it, or NULL where the tree has to be asked. */
static const char *
take_plain (AcnReader *reader, const AcnJsonEvent *event)
{
  const AcnJsonSlice slice = event->slices[ACN_EVENT_ID];
  const guint8      *data;
  const char        *id;

  if (!event->is_plain || slice.begin == 0)
    return NULL;
  data = acn_json_document_get_text (reader->document, NULL);
  id = acn_arena_string (acn_dossier_builder_get_arena (reader->builder),
                         (const char *) data + slice.begin,
                         slice.length);
  return is_id (id) ? id : NULL;
}

/* Of a few events, so that the slots of all their ids are fetched at once. */
static void
collect_block (AcnIds *self, AcnReader *reader, guint begin, guint n)
{
  const char *ids[BLOCK];

  for (guint i = 0; i < n; i++)
    {
      ids[i] = take_plain (reader, acn_json_document_get_event (reader->document, begin + i));
      if (ids[i] != NULL)
        acn_id_table_prefetch (&self->table, ids[i]);
    }
  for (guint i = 0; i < n; i++)
    if (ids[i] == NULL || add_id (self, begin + i, ids[i]) != begin + i)
      {
        g_autoptr (JsonNode) node = acn_json_document_make_event_node (reader->document, begin + i);

        acn_reader_element (reader, node, begin + i, collect_event_id, self, TRUE);
      }
}

static void
collect_events (AcnIds *self, AcnReader *reader, guint n)
{
  const gsize here = acn_reader_enter (reader, "events");

  g_ptr_array_set_size (self->ids, (int) n);
  acn_id_table_reserve (&self->table, self->ids->pdata, sizeof (gpointer), n);
  for (guint begin = 0; begin < n && !acn_reader_is_cancelled (reader); begin += BLOCK)
    collect_block (self, reader, begin, MIN (BLOCK, n - begin));
  acn_reader_leave (reader, here);
}

/**
 * acn_ids_collect:
 * @reader: where @object is
 * @object: has the list
 * @name: a member: an array of objects with ids, or missing
 */
void
acn_ids_collect (AcnIds *self, AcnReader *reader, JsonObject *object, const char *name)
{
  guint n_events;

  self->array = acn_reader_array (reader, object, name, FALSE);
  if (self->array == NULL)
    return;
  if (self == &reader->lists[ACN_LIST_EVENTS] &&
      acn_json_document_has_events (reader->document, &n_events))
    {
      collect_events (self, reader, n_events);
      return;
    }
  acn_reader_each (reader, object, name, collect_id, self);
  g_ptr_array_set_size (self->ids, json_array_get_length (self->array));
}

/**
 * acn_reader_collect_ids:
 * @root: the dossier
 *
 * Collects the ids of all lists of the root.
 */
void
acn_reader_collect_ids (AcnReader *self, JsonObject *root)
{
  for (guint i = 0; i < ACN_N_LISTS; i++)
    if (list_members[i] != NULL) /* ranges are no member of the root */
      acn_ids_collect (&self->lists[i], self, root, list_members[i]);
}

/**
 * acn_ids_find:
 * @id: any string
 *
 * Returns: index of the element, or ACN_NONE
 */
guint
acn_ids_find (const AcnIds *self, const char *id)
{
  return acn_id_table_find (&self->table, self->ids->pdata, sizeof (gpointer), id);
}

/* Where many ids are wrong, it is said only of the first what was meant. */
static const char *
suggest (const AcnIds *self, AcnReader *reader, const char *id)
{
  if (!acn_diagnostics_keeps_errors (reader->diagnostics) ||
      (reader->n_compared += self->ids->len) > COMPARED_MAX)
    return NULL;
  return acn_suggest (id, (const char *const *) self->ids->pdata, self->ids->len);
}

/**
 * acn_ids_resolve:
 * @reader: where the reference is
 * @name: (nullable): the member that refers; NULL for the value where the reader is
 * @id: what it refers to
 *
 * Returns: index of the element, or ACN_NONE, which has been reported
 */
guint
acn_ids_resolve (AcnIds *self, AcnReader *reader, const char *name, const char *id)
{
  guint            index = acn_ids_find (self, id);
  const char      *nearest;
  g_autofree char *shown = NULL;
  gsize            here = reader->pointer->len;

  if (index != ACN_NONE)
    return index;
  shown = acn_shorten (id);
  nearest = suggest (self, reader, id);
  if (name != NULL)
    acn_reader_enter (reader, name);
  acn_reader_tell_meant (reader,
                         ACN_SEVERITY_ERROR,
                         NULL,
                         nearest,
                         /* Translators: what it is, as “source”, and its id. */
                         _ ("there is no %s “%s”"),
                         g_dpgettext2 (NULL, ACN_NOUN_CONTEXT, self->noun),
                         shown);
  acn_reader_leave (reader, here);
  return ACN_NONE;
}

/**
 * acn_reader_reference:
 * @name: a member that is an id of @list
 * @list: what it refers to
 * @needed: whether it must be there
 *
 * Returns: index of the element, or ACN_NONE
 */
guint
acn_reader_reference (
    AcnReader *self, JsonObject *object, const char *name, AcnList list, gboolean needed)
{
  const char *id = acn_reader_string (self, object, name, needed);

  return id != NULL ? acn_ids_resolve (&self->lists[list], self, name, id) : ACN_NONE;
}

/**
 * acn_reader_references:
 * @name: a member that is an array of ids of @list
 * @list: what they refer to
 * @needed: whether it must be there and hold one at least
 *
 * Returns: (transfer full) (element-type guint): indexes of the elements
 */
GArray *
acn_reader_references (
    AcnReader *self, JsonObject *object, const char *name, AcnList list, gboolean needed)
{
  JsonArray *array = acn_reader_array (self, object, name, needed);
  GArray    *indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize      here;

  if (array == NULL)
    return indexes;
  here = acn_reader_enter (self, name);
  if (needed && json_array_get_length (array) == 0)
    acn_reader_error (
        self, /* Translators: a member of an object, and what it names by ids, as “source”. */
        _ ("“%s” must name one %s at least"),
        name,
        g_dpgettext2 (NULL, ACN_NOUN_CONTEXT, self->lists[list].noun));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode   *node = json_array_get_element (array, i);
      const gsize there = acn_reader_enter_index (self, i);
      guint       index = ACN_NONE;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        acn_reader_error (self, /* Translators: %s is what has the id, as “source”. */
                          _ ("here must be a string, the id of one %s"),
                          g_dpgettext2 (NULL, ACN_NOUN_CONTEXT, self->lists[list].noun));
      else
        index = acn_ids_resolve (&self->lists[list], self, NULL, json_node_get_string (node));
      if (index != ACN_NONE)
        g_array_append_val (indexes, index);
      acn_reader_leave (self, there);
    }
  acn_reader_leave (self, here);
  return indexes;
}

static void
read_citation (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnCitation citation = { .source = acn_reader_reference (
                               reader, object, "source", ACN_LIST_SOURCES, TRUE),
                           .locator = acn_reader_keep_string (reader, object, "locator", FALSE) };

  if (citation.source != ACN_NONE)
    g_array_append_val ((GArray *) data, citation);
}

/**
 * acn_reader_citations:
 * @object: may have a member "citations"
 * @needed: whether it must cite one source at least
 *
 * Returns: what it cites; lives as long as the dossier
 */
AcnCitations
acn_reader_citations (AcnReader *self, JsonObject *object, gboolean needed)
{
  GArray      *items = g_array_new (FALSE, FALSE, sizeof (AcnCitation));
  AcnCitations citations;
  JsonNode    *node = acn_reader_get_member (self, object, "citations");

  acn_reader_each (self, object, "citations", read_citation, items);
  if (needed && node == NULL)
    acn_reader_error (self, _ ("“citations” is missing: name one source at least"));
  else if (needed && JSON_NODE_HOLDS_ARRAY (node) &&
           json_array_get_length (json_node_get_array (node)) == 0)
    acn_reader_error_in (self, "citations", _ ("name one source at least"));
  citations.items = acn_dossier_builder_take_array (self->builder, items, &citations.n);
  return citations;
}
