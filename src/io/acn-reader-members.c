/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members that the program does not know are kept, so a misspelt one would go unnoticed. What the
 * reader asks an object for is what objects of that kind may have; an unknown member that is
 * nearly one of those is told. The kind of an object is its pointer with * for each index. */
#include "base/acn-suggest.h"
#include "io/acn-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* Elements of one list that are looked at unless all faults are wanted. */
#define ELEMENTS_MAX 1000

/* CSL has more members than the program shows, some of them alike. */
#define SOURCES "/sources/*"

static char *
make_kind (const char *pointer)
{
  GString *kind = g_string_new (NULL);

  for (const char *step = pointer; *step != '\0';)
    {
      const char *begin = step + 1, *end = begin;
      gboolean    index = TRUE;

      for (; *end != '\0' && *end != '/'; end++)
        index &= g_ascii_isdigit (*end);
      g_string_append_c (kind, '/');
      if (index && end > begin)
        g_string_append_c (kind, '*');
      else
        g_string_append_len (kind, begin, end - begin);
      step = end;
    }
  return g_string_free (kind, FALSE);
}

/**
 * acn_reader_learn_members:
 * @self: a reader at the root of the document
 *
 * From now on the members asked for are remembered, for acn_reader_check_members().
 */
void
acn_reader_learn_members (AcnReader *self)
{
  self->learnt_from = self->document;
  self->kinds =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

/**
 * acn_reader_get_member:
 * @name: a member of the object where the reader is
 *
 * Returns: (nullable): it
 */
JsonNode *
acn_reader_get_member (AcnReader *self, JsonObject *object, const char *name)
{
  if (self->kinds != NULL && self->document == self->learnt_from)
    {
      if (self->kind == NULL)
        {
          g_autofree char *key = make_kind (self->pointer->str);

          self->kind = g_hash_table_lookup (self->kinds, key);
          if (self->kind == NULL)
            {
              self->kind = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
              g_hash_table_insert (self->kinds, g_steal_pointer (&key), self->kind);
            }
        }
      if (!g_hash_table_contains (self->kind, name))
        g_hash_table_add (self->kind, g_strdup (name));
    }
  return json_object_get_member (object, name);
}

/* --- Checking -------------------------------------------------------------------------------- */

static void check_node (AcnReader *self, JsonNode *node, GString *key);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What is there under its right name is not there once more under a wrong one. */
static GPtrArray *
find_absent (GHashTable *known, JsonObject *object)
{
  GPtrArray     *absent = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       name;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!json_object_has_member (object, name))
      g_ptr_array_add (absent, name);
  g_ptr_array_sort (absent, compare_names);
  return absent;
}

static void
check_name (AcnReader *self, JsonObject *object, GHashTable *known, const char *name)
{
  g_autoptr (GPtrArray) absent = find_absent (known, object);
  const char      *nearest = acn_suggest (name, (const char *const *) absent->pdata, absent->len);
  g_autofree char *shown = NULL;

  if (nearest == NULL)
    return;
  shown = acn_shorten (name);
  acn_reader_tell_meant (self,
                         ACN_SEVERITY_WARNING,
                         name,
                         nearest, /* Translators: %s is a member of an object. */
                         _ ("“%s” is not known here"),
                         shown);
}

static void
check_object (AcnReader *self, JsonObject *object, GString *key)
{
  GHashTable    *known = g_hash_table_lookup (self->kinds, key->str);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (known == NULL || g_str_equal (key->str, SOURCES))
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_hash_table_contains (known, name))
      check_name (self, object, known, name);
    else if (!JSON_NODE_HOLDS_VALUE (node))
      {
        const gsize here = acn_reader_enter (self, name), length = key->len;

        acn_json_pointer_append (key, name);
        check_node (self, node, key);
        g_string_truncate (key, length);
        acn_reader_leave (self, here);
      }
}

/* @n elements that a list has: how many of them are looked at. */
static guint
limit_elements (AcnReader *self, guint n)
{
  return self->check_shapes ? n : MIN (n, ELEMENTS_MAX);
}

/* Events that were plain have no unknown members. */
static void
check_events (AcnReader *self, GString *key, guint n)
{
  const gsize length = key->len;

  g_string_append (key, "/*");
  for (guint i = 0; i < limit_elements (self, n) && !acn_reader_is_cancelled (self); i++)
    if (!acn_json_document_get_event (self->document, i)->is_plain)
      {
        g_autoptr (JsonNode) event = acn_json_document_make_event_node (self->document, i);
        const gsize here = acn_reader_enter_index (self, i);

        if (JSON_NODE_HOLDS_OBJECT (event))
          check_node (self, event, key);
        acn_reader_leave (self, here);
      }
  g_string_truncate (key, length);
}

static void
check_node (AcnReader *self, JsonNode *node, GString *key)
{
  const gsize length = key->len;
  JsonArray  *array;
  guint       n;

  if (g_str_equal (key->str, "/events") && acn_json_document_has_events (self->document, &n))
    {
      check_events (self, key, n);
      return;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    check_object (self, json_node_get_object (node), key);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  n = limit_elements (self, json_array_get_length (array));
  g_string_append (key, "/*");
  for (guint i = 0; i < n && !acn_reader_is_cancelled (self); i++)
    {
      JsonNode   *element = json_array_get_element (array, i);
      const gsize here = acn_reader_enter_index (self, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        check_node (self, element, key);
      acn_reader_leave (self, here);
    }
  g_string_truncate (key, length);
}

/**
 * acn_reader_check_members:
 * @self: at the root, which has been read
 * @root: the dossier
 *
 * Warns of unknown members that are nearly known ones.
 */
void
acn_reader_check_members (AcnReader *self, JsonNode *root)
{
  g_autoptr (GString) key = g_string_new (NULL);

  check_node (self, root, key);
}
