/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources are items of CSL-JSON (the data format of the Citation Style Language 1.0.2): what of
 * them is shown is taken, the rest is left alone. */
#include "io/acn-read.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters of all authors together that are shown. */
#define AUTHORS_MAX 500

static void
append_name (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  GString    *names = data;
  const char *literal = acn_reader_string (reader, object, "literal", FALSE);
  const char *family = acn_reader_string (reader, object, "family", FALSE);
  const char *given = acn_reader_string (reader, object, "given", FALSE);

  if (literal == NULL && family == NULL)
    {
      acn_reader_error (reader, _ ("an author has a “literal” name, or “family” and “given”"));
      return;
    }
  if (names->len > 0)
    g_string_append (names, ", ");
  if (literal != NULL)
    g_string_append (names, literal);
  else
    g_string_append_printf (
        names, "%s%s%s", given != NULL ? given : "", given != NULL ? " " : "", family);
}

static const char *
read_authors (AcnReader *reader, JsonObject *source)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_autofree char *literal = NULL;

  acn_reader_each (reader, source, "author", append_name, names);
  if (g_utf8_strlen (names->str, -1) > AUTHORS_MAX)
    {
      g_string_truncate (names, g_utf8_offset_to_pointer (names->str, AUTHORS_MAX) - names->str);
      g_string_append (names, "…");
    }
  literal = acn_text_make_literal (names->str);
  return names->len > 0 ? acn_dossier_builder_string (reader->builder, literal) : NULL;
}

/* One element of a date: a number, or digits in a string as some programs write. */
static gboolean
read_date_part (JsonNode *node, gint64 *out)
{
  GType  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  double value;

  if (type == G_TYPE_STRING)
    return g_ascii_string_to_signed (json_node_get_string (node), 10, -9999, 9999, out, NULL);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  value = json_node_get_double (node);
  if (value != (int) CLAMP (value, -9999, 9999))
    return FALSE;
  *out = (gint64) value;
  return TRUE;
}

/* [2008, 4, 3] as 2008-04-03. */
static gboolean
append_date (GString *edtf, JsonNode *node)
{
  JsonArray *parts = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint      n = parts != NULL ? json_array_get_length (parts) : 0;

  if (n < 1 || n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gint64 part;

      if (!read_date_part (json_array_get_element (parts, i), &part))
        return FALSE;
      if (i == 0)
        g_string_append_printf (edtf, "%s%04d", part < 0 ? "-" : "", (int) ABS (part));
      else
        g_string_append_printf (edtf, "-%02d", (int) part);
    }
  return TRUE;
}

static gboolean
is_circa (JsonObject *issued)
{
  JsonNode *circa = json_object_get_member (issued, "circa");

  if (circa == NULL || !JSON_NODE_HOLDS_VALUE (circa))
    return FALSE;
  if (json_node_get_value_type (circa) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (circa);
  return TRUE;
}

/*
 * acn_read_issued:
 * @reader: at the source
 * @source: an item of CSL-JSON
 *
 * Returns: (transfer full) (nullable): its date as EDTF, when it gives one in "date-parts"
 */
char *
acn_read_issued (AcnReader *reader, JsonObject *source)
{
  JsonObject *issued = acn_reader_object (reader, source, "issued", FALSE);
  JsonArray  *dates;
  g_autoptr (GString) edtf = g_string_new (NULL);
  AcnWhen  when;
  gboolean good;
  guint    n;
  gsize    here;

  if (issued == NULL || !json_object_has_member (issued, "date-parts"))
    return NULL;
  here = acn_reader_enter (reader, "issued");
  dates = acn_reader_array (reader, issued, "date-parts", TRUE);
  n = dates != NULL ? json_array_get_length (dates) : 0;
  good = n == 1 || n == 2;
  for (guint i = 0; good && i < n; i++)
    {
      g_string_append (edtf, i > 0 ? "/" : "");
      good = append_date (edtf, json_array_get_element (dates, i));
      g_string_append (edtf, good && is_circa (issued) ? "~" : "");
    }
  good = good && acn_when_parse (edtf->str, &when, NULL);
  if (dates != NULL && !good)
    acn_reader_error_in (
        reader,
        "date-parts",
        _ ("“date-parts” must be a date such as [[2008, 4, 3]], or two of them in order"));
  acn_reader_leave (reader, here);
  return good ? g_strdup (edtf->str) : NULL;
}

/* g_uri_parse() takes spaces, which no address has. */
static gboolean
has_space (const char *url)
{
  for (; *url != '\0'; url = g_utf8_next_char (url))
    if (g_unichar_isspace (g_utf8_get_char (url)))
      return TRUE;
  return FALSE;
}

static const char *
read_url (AcnReader *reader, JsonObject *source)
{
  const char *url = acn_reader_string (reader, source, "URL", FALSE);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *shown = NULL;

  if (url == NULL)
    return NULL;
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && !has_space (url) &&
      (g_str_equal (g_uri_get_scheme (uri), "http") ||
       g_str_equal (g_uri_get_scheme (uri), "https")) &&
      g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
    return acn_dossier_builder_string (reader->builder, url);
  shown = acn_shorten (url);
  acn_reader_error_in (reader,
                       "URL", /* Translators: %s is what stands for an address of the web. */
                       _ ("“%s” is no address that begins with http:// or https://"),
                       shown);
  return NULL;
}

static void
read_source (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnSource       *source = &g_array_index (reader->builder->sources, AcnSource, index);
  g_autofree char *issued = acn_read_issued (reader, object);
  const char      *container = acn_reader_keep_string (reader, object, "container-title", FALSE);
  const char      *publisher = acn_reader_keep_string (reader, object, "publisher", FALSE);

  source->id = acn_dossier_builder_string (
      reader->builder, g_ptr_array_index (reader->lists[ACN_LIST_SOURCES].ids, index));
  acn_reader_string (reader, object, "type", FALSE);
  acn_reader_string (reader, object, "genre", FALSE);
  acn_reader_string (reader, object, "note", FALSE);
  source->title = acn_reader_keep_string (reader, object, "title", TRUE);
  source->author = read_authors (reader, object);
  source->container = container != NULL ? container : publisher;
  source->issued = acn_dossier_builder_string (reader->builder, issued);
  source->url = read_url (reader, object);
}

/*
 * acn_read_sources:
 * @reader: at the root
 */
void
acn_read_sources (AcnReader *reader)
{
  AcnIds *ids = &reader->lists[ACN_LIST_SOURCES];

  g_array_set_size (reader->builder->sources, ids->ids->len);
  acn_reader_each_of (reader, ids->array, "sources", read_source, NULL);
}
