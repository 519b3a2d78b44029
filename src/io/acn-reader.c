/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-reader.h"

#include "io/acn-geojson.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters of a value that a message repeats. */
#define SHOWN_MAX 60

/* Translated where they are said, with ACN_NOUN_CONTEXT. */
static const char *const list_nouns[ACN_N_LISTS] = {
  NC_ ("part of a dossier", "source"),  NC_ ("part of a dossier", "view"),
  NC_ ("part of a dossier", "place"),   NC_ ("part of a dossier", "actor"),
  NC_ ("part of a dossier", "lane"),    NC_ ("part of a dossier", "event"),
  NC_ ("part of a dossier", "group"),   NC_ ("part of a dossier", "layer"),
  NC_ ("part of a dossier", "section"), NC_ ("part of a dossier", "claim"),
  NC_ ("part of a dossier", "scene"),   NC_ ("part of a dossier", "range")
};

/* A file that could not be opened is remembered as NULL. */
static void
free_file (gpointer file)
{
  if (file != NULL)
    acn_geojson_free (file);
}

/**
 * acn_reader_init:
 * @self: (out caller-allocates): a reader at the root of @document
 * @document: lent
 * @diagnostics: lent
 */
void
acn_reader_init (AcnReader *self, AcnJsonDocument *document, AcnDiagnostics *diagnostics)
{
  memset (self, 0, sizeof *self);
  self->document = document;
  self->diagnostics = diagnostics;
  self->pointer = g_string_new (NULL);
  self->language = g_intern_static_string ("en");
  for (guint i = 0; i < ACN_N_LISTS; i++)
    acn_ids_init (&self->lists[i], list_nouns[i]);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
}

/**
 * acn_reader_clear:
 * @self: a reader
 */
void
acn_reader_clear (AcnReader *self)
{
  g_string_free (self->pointer, TRUE);
  for (guint i = 0; i < ACN_N_LISTS; i++)
    acn_ids_clear (&self->lists[i]);
  g_hash_table_unref (self->files);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
}

/**
 * acn_reader_enter:
 * @name: a member
 *
 * Returns: what acn_reader_leave() wants to come back
 */
gsize
acn_reader_enter (AcnReader *self, const char *name)
{
  const gsize length = self->pointer->len;

  acn_json_pointer_append (self->pointer, name);
  self->kind = NULL;
  return length;
}

/**
 * acn_reader_enter_index:
 * @index: an element
 *
 * Returns: what acn_reader_leave() wants to come back
 */
gsize
acn_reader_enter_index (AcnReader *self, guint index)
{
  const gsize length = self->pointer->len;

  g_string_append_printf (self->pointer, "/%u", index);
  self->kind = NULL;
  return length;
}

/**
 * acn_reader_leave:
 * @length: what entering gave
 */
void
acn_reader_leave (AcnReader *self, gsize length)
{
  g_string_truncate (self->pointer, length);
  self->kind = NULL;
}

/**
 * acn_reader_is_cancelled:
 *
 * Returns: whether nobody waits for the dossier any more
 */
gboolean
acn_reader_is_cancelled (AcnReader *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * acn_shorten:
 * @text: UTF-8
 *
 * Returns: (transfer full): its beginning, for a message
 */
char *
acn_shorten (const char *text)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= SHOWN_MAX)
    return g_strdup (text);
  begin = g_utf8_substring (text, 0, SHOWN_MAX);
  return g_strconcat (begin, "…", NULL);
}

/* --- Plain members --------------------------------------------------------------------------- */

typedef enum
{
  KIND_OBJECT,
  KIND_ARRAY,
  KIND_STRING,
  KIND_BOOLEAN,
  KIND_NUMBER,
  KIND_INTEGER,
} Kind;

/* In each sentence the same place is for it. */
static const char *
describe_kind (JsonNode *node)
{
  switch (JSON_NODE_TYPE (node))
    {
    case JSON_NODE_OBJECT:
      /* Translators: of JSON; stands after “not” in “must be an array, not an object”. */
      return C_ ("instead of what is wanted", "an object");
    case JSON_NODE_ARRAY:
      /* Translators: of JSON; stands after “not” in “must be an object, not an array”. */
      return C_ ("instead of what is wanted", "an array");
    case JSON_NODE_NULL:
      /* Translators: of JSON, a word of its own; stands after “not” in “must be a string, not
       * null”. */
      return C_ ("instead of what is wanted", "null");
    case JSON_NODE_VALUE:
    default:
      break;
    }
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      /* Translators: of JSON; stands after “not” in “must be a number, not a string”. */
      return C_ ("instead of what is wanted", "a string");
    case G_TYPE_BOOLEAN:
      /* Translators: words of JSON; stand after “not” in “must be a number, not true or false”. */
      return C_ ("instead of what is wanted", "true or false");
    default:
      /* Translators: of JSON; stands after “not” in “must be a string, not a number”. */
      return C_ ("instead of what is wanted", "a number");
    }
}

static JsonNode *
get_member (AcnReader *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonNode *node = acn_reader_get_member (self, object, name);

  if (node == NULL && needed)
    acn_reader_error (self, /* Translators: %s is a member of an object. */
                      _ ("“%s” is missing"),
                      name);
  return node;
}

/**
 * acn_reader_need:
 * @name: a member of @object that must be there, of whatever kind
 */
void
acn_reader_need (AcnReader *self, JsonObject *object, const char *name)
{
  get_member (self, object, name, TRUE);
}

static void
report_kind (AcnReader *self, const char *name, Kind wanted, JsonNode *node)
{
  const char *found = describe_kind (node);

  switch (wanted)
    {
    case KIND_OBJECT:
      acn_reader_error_in (
          self,
          name, /* Translators: a member of an object, then what it is, as “a number”. */
          _ ("“%s” must be an object, not %s"),
          name,
          found);
      break;
    case KIND_ARRAY:
      acn_reader_error_in (
          self,
          name, /* Translators: a member of an object, then what it is, as “a number”. */
          _ ("“%s” must be an array, not %s"),
          name,
          found);
      break;
    case KIND_STRING:
      acn_reader_error_in (
          self,
          name, /* Translators: a member of an object, then what it is, as “a number”. */
          _ ("“%s” must be a string, not %s"),
          name,
          found);
      break;
    case KIND_BOOLEAN:
      acn_reader_error_in (
          self,
          name, /* Translators: a member of an object, then what it is, as “a number”. */
          _ ("“%s” must be true or false, not %s"),
          name,
          found);
      break;
    case KIND_NUMBER:
      acn_reader_error_in (
          self,
          name, /* Translators: a member of an object, then what it is, as “a number”. */
          _ ("“%s” must be a number, not %s"),
          name,
          found);
      break;
    case KIND_INTEGER:
    default:
      acn_reader_error_in (
          self,
          name, /* Translators: a member of an object, then what it is, as “a number”. */
          _ ("“%s” must be a whole number, not %s"),
          name,
          found);
      break;
    }
}

/**
 * acn_reader_object:
 *
 * Returns: (transfer none) (nullable): the member, an object
 */
JsonObject *
acn_reader_object (AcnReader *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonNode *node = get_member (self, object, name, needed);

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return node != NULL ? json_node_get_object (node) : NULL;
  report_kind (self, name, KIND_OBJECT, node);
  return NULL;
}

/**
 * acn_reader_array:
 *
 * Returns: (transfer none) (nullable): the member, an array
 */
JsonArray *
acn_reader_array (AcnReader *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonNode *node = get_member (self, object, name, needed);

  if (node == NULL || JSON_NODE_HOLDS_ARRAY (node))
    return node != NULL ? json_node_get_array (node) : NULL;
  report_kind (self, name, KIND_ARRAY, node);
  return NULL;
}

/**
 * acn_reader_string:
 *
 * Returns: (nullable): the member, a string; lives as long as the document
 */
const char *
acn_reader_string (AcnReader *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonNode *node = get_member (self, object, name, needed);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  report_kind (self, name, KIND_STRING, node);
  return NULL;
}

/**
 * acn_reader_boolean:
 * @otherwise: when it is missing
 *
 * Returns: the member
 */
gboolean
acn_reader_boolean (AcnReader *self, JsonObject *object, const char *name, gboolean otherwise)
{
  JsonNode *node = get_member (self, object, name, FALSE);

  if (node == NULL)
    return otherwise;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  report_kind (self, name, KIND_BOOLEAN, node);
  return otherwise;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/**
 * acn_reader_number:
 * @min: least value
 * @max: greatest value
 * @otherwise: when it is missing
 *
 * Returns: the member, or @otherwise
 */
double
acn_reader_number (
    AcnReader *self, JsonObject *object, const char *name, double min, double max, double otherwise)
{
  JsonNode *node = get_member (self, object, name, FALSE);
  double    value;
  char      least[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL)
    return otherwise;
  if (!is_number (node))
    {
      report_kind (self, name, KIND_NUMBER, node);
      return otherwise;
    }
  value = json_node_get_double (node);
  if (value >= min && value <= max)
    return value;
  acn_reader_error_in (self,
                       name,
                       /* Translators: a member of an object, the least and the greatest number. */
                       _ ("“%s” must be a number from %s to %s"),
                       name,
                       g_ascii_formatd (least, sizeof least, "%g", min),
                       g_ascii_formatd (most, sizeof most, "%g", max));
  return otherwise;
}

/**
 * acn_reader_integer:
 * @min: least value
 * @max: greatest value
 * @otherwise: when it is missing
 *
 * Returns: the member, or @otherwise
 */
gint64
acn_reader_integer (
    AcnReader *self, JsonObject *object, const char *name, gint64 min, gint64 max, gint64 otherwise)
{
  JsonNode *node = get_member (self, object, name, FALSE);
  double    value;
  char      least[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL)
    return otherwise;
  if (!is_number (node))
    {
      report_kind (self, name, KIND_INTEGER, node);
      return otherwise;
    }
  value = json_node_get_double (node);
  if (value >= min && value <= max && value == (gint64) value)
    return (gint64) value;
  acn_reader_error_in (self,
                       name,
                       /* Translators: a member of an object, the least and the greatest number. */
                       _ ("“%s” must be a whole number from %s to %s"),
                       name,
                       g_ascii_formatd (least, sizeof least, "%.0f", (double) min),
                       g_ascii_formatd (most, sizeof most, "%.0f", (double) max));
  return otherwise;
}

/**
 * acn_reader_element:
 * @node: an element of the array where the reader is
 * @index: its place
 * @read: called with the reader there when it is an object
 * @data: for @read
 * @report_others: whether anything else is an error
 */
void
acn_reader_element (AcnReader     *self,
                    JsonNode      *node,
                    guint          index,
                    AcnReadElement read,
                    gpointer       data,
                    gboolean       report_others)
{
  const gsize here = acn_reader_enter_index (self, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    read (self, json_node_get_object (node), index, data);
  else if (report_others)
    acn_reader_error (self, /* Translators: %s is what it is, as “a number”. */
                      _ ("here must be an object, not %s"),
                      describe_kind (node));
  acn_reader_leave (self, here);
}

static void
read_each (
    AcnReader *self, JsonArray *array, AcnReadElement read, gpointer data, gboolean report_others)
{
  const guint n = json_array_get_length (array);

  for (guint i = 0; i < n && !acn_reader_is_cancelled (self); i++)
    acn_reader_element (self, json_array_get_element (array, i), i, read, data, report_others);
}

/**
 * acn_reader_each:
 * @name: a member that is an array of objects, or missing
 * @read: called for each element, with the reader there
 * @data: for @read
 */
void
acn_reader_each (
    AcnReader *self, JsonObject *object, const char *name, AcnReadElement read, gpointer data)
{
  JsonArray *array = acn_reader_array (self, object, name, FALSE);
  gsize      here;

  if (array == NULL)
    return;
  here = acn_reader_enter (self, name);
  read_each (self, array, read, data, TRUE);
  acn_reader_leave (self, here);
}

/**
 * acn_reader_each_needed:
 * @name: a member that must be an array of one object at least
 * @read: called for each element, with the reader there
 * @data: for @read
 */
void
acn_reader_each_needed (
    AcnReader *self, JsonObject *object, const char *name, AcnReadElement read, gpointer data)
{
  JsonArray *array = acn_reader_array (self, object, name, TRUE);
  gsize      here;

  if (array == NULL)
    return;
  if (json_array_get_length (array) == 0)
    acn_reader_error_in (self,
                         name, /* Translators: %s is an array. */
                         _ ("“%s” must have one element at least"),
                         name);
  here = acn_reader_enter (self, name);
  read_each (self, array, read, data, TRUE);
  acn_reader_leave (self, here);
}

/**
 * acn_reader_each_of:
 * @array: (nullable): elements that were looked at before, so that no object is no news
 * @name: what they are a member as
 * @read: called for each object, with the reader there
 * @data: for @read
 */
void
acn_reader_each_of (
    AcnReader *self, JsonArray *array, const char *name, AcnReadElement read, gpointer data)
{
  gsize here;

  if (array == NULL)
    return;
  here = acn_reader_enter (self, name);
  read_each (self, array, read, data, FALSE);
  acn_reader_leave (self, here);
}
