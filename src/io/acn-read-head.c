/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-read.h"

#include "base/acn-suggest.h"
#include "io/acn-tile-address.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- Is it one at all ------------------------------------------------------------------------ */

static const char *
peek_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static void
report_no_format (AcnReader *reader, JsonObject *root)
{
  const char *type = peek_string (root, "type");

  if (type != NULL &&
      (g_str_has_prefix (type, "Feature") || json_object_has_member (root, "coordinates")))
    acn_reader_error (
        reader,
        _ ("This is not an Accession dossier: it is GeoJSON, which a dossier names in a layer"));
  else
    acn_reader_error (
        reader,
        /* Translators: %s is a word that all dossiers have, the same in each language. */
        _ ("This is not an Accession dossier: it has no member “format” with the value “%s”"),
        ACN_FORMAT_NAME);
}

static gboolean
check_version (AcnReader *reader, JsonObject *root)
{
  JsonNode *node = acn_reader_get_member (reader, root, "version");
  GType     type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  double version = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : 0;
  char   number[G_ASCII_DTOSTR_BUF_SIZE];

  if (version == ACN_FORMAT_VERSION)
    return TRUE;
  if (node == NULL)
    acn_reader_error (reader, /* Translators: %d is a number of a version. */
                      _ ("“version” is missing; this program understands version %d"),
                      ACN_FORMAT_VERSION);
  else if (version > ACN_FORMAT_VERSION)
    acn_reader_error_in (
        reader,
        "version",
        /* Translators: numbers of versions, the first as a file has it. */
        _ ("this dossier has version %s of the format; this program understands version %d"),
        g_ascii_formatd (number, sizeof number, "%g", version),
        ACN_FORMAT_VERSION);
  else
    acn_reader_error_in (reader,
                         "version", /* Translators: %d is a number of a version. */
                         _ ("“version” must be %d"),
                         ACN_FORMAT_VERSION);
  return FALSE;
}

/*
 * acn_read_check_format:
 * @reader: at the root
 * @root: the root
 *
 * Returns: whether to read on; if not, one error says why
 */
gboolean
acn_read_check_format (AcnReader *reader, JsonNode *root)
{
  JsonObject *object;
  const char *format;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      acn_reader_error (reader,
                        _ ("This is not an Accession dossier: the document must be an object"));
      return FALSE;
    }
  object = json_node_get_object (root);
  if (acn_reader_get_member (reader, object, "format") == NULL)
    {
      report_no_format (reader, object);
      return FALSE;
    }
  format = peek_string (object, "format");
  if (format == NULL || !g_str_equal (format, ACN_FORMAT_NAME))
    {
      acn_reader_error_in (
          reader,
          "format",
          /* Translators: %s is a word that all dossiers have, the same in each language. */
          _ ("This is not an Accession dossier: “format” must be “%s”"),
          ACN_FORMAT_NAME);
      return FALSE;
    }
  return check_version (reader, object);
}

/* --- Head ------------------------------------------------------------------------------------ */

static void
read_languages (AcnReader *reader, JsonObject *root)
{
  AcnDossierBuilder *builder = reader->builder;
  JsonArray         *array = acn_reader_array (reader, root, "languages", FALSE);
  gboolean           has_main = FALSE;
  gsize              here;

  if (array == NULL)
    return;
  here = acn_reader_enter (reader, "languages");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode   *node = json_array_get_element (array, i);
      const gsize there = acn_reader_enter_index (reader, i);
      const char *tag =
          JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
              ? g_intern_string (json_node_get_string (node))
              : NULL;

      if (tag == NULL)
        acn_reader_error (reader, _ ("here must be a language tag such as “en” or “uk”"));
      else if (!acn_reader_check_language (tag))
        {
          g_autofree char *meant = acn_reader_suggest_language (reader, tag);

          acn_reader_tell_meant (reader,
                                 ACN_SEVERITY_ERROR,
                                 NULL,
                                 meant,
                                 _ ("here must be a language tag such as “en” or “uk”"));
        }
      else if (g_ptr_array_find (builder->languages, tag, NULL))
        acn_reader_error (reader, /* Translators: %s is a language tag. */
                          _ ("the language “%s” is already in the list"),
                          tag);
      else
        g_ptr_array_add (builder->languages, (gpointer) tag);
      has_main |= tag == builder->language;
      acn_reader_leave (reader, there);
    }
  if (!has_main)
    {
      g_autofree char *meant = acn_reader_suggest_language (reader, builder->language);

      acn_reader_tell_meant (reader,
                             ACN_SEVERITY_ERROR,
                             NULL,
                             meant, /* Translators: %s is a language tag. */
                             _ ("the dossier's own language “%s” is not in the list"),
                             builder->language);
    }
  acn_reader_leave (reader, here);
}

static void
read_language (AcnReader *reader, JsonObject *root)
{
  const char *tag = acn_reader_string (reader, root, "language", FALSE);

  if (tag != NULL && acn_reader_check_language (tag))
    reader->language = g_intern_string (tag);
  else if (tag != NULL)
    {
      g_autofree char *meant = acn_reader_suggest_language (reader, tag);

      acn_reader_tell_meant (reader,
                             ACN_SEVERITY_ERROR,
                             "language",
                             meant,
                             _ ("“language” must be a language tag such as “en” or “uk”"));
    }
  reader->builder->language = reader->language;
  read_languages (reader, root);
}

/* The dossier's own id: like those of its parts. */
static const char *
read_own_id (AcnReader *reader, JsonObject *root)
{
  const char *id = acn_reader_string (reader, root, "id", TRUE);
  const char *p = id;

  while (p != NULL &&
         (g_ascii_isalnum (*p) || (p > id && *p != '\0' && strchr ("._-", *p) != NULL)))
    p++;
  if (p != NULL && (*p != '\0' || *id == '\0'))
    acn_reader_error_in (
        reader,
        "id",
        _ ("an id is made of letters A to Z, digits, and after the first also . _ -"));
  return acn_dossier_builder_string (reader->builder, id);
}

static void
read_argument (AcnReader *reader, JsonObject *root)
{
  JsonObject *argument = acn_reader_object (reader, root, "argument", FALSE);
  AcnWhen     when;
  gsize       here;

  if (argument == NULL)
    return;
  here = acn_reader_enter (reader, "argument");
  if (acn_reader_when (reader, argument, "when", TRUE, &when))
    reader->builder->argument = when.span;
  acn_reader_text (reader, argument, "title", FALSE);
  acn_reader_citations (reader, argument, FALSE);
  acn_reader_leave (reader, here);
}

/* A base map of the network; who opens the dossier is asked before anything is. */
static void
read_base_map (AcnReader *reader, JsonObject *root)
{
  AcnTileOffer *offer = &reader->builder->tiles;
  JsonObject   *base_map = acn_reader_object (reader, root, "base_map", FALSE);
  g_autoptr (GError) error = NULL;
  gsize here;

  if (base_map == NULL)
    return;
  here = acn_reader_enter (reader, "base_map");
  offer->tiles = acn_reader_keep_string (reader, base_map, "tiles", TRUE);
  offer->title = acn_reader_text (reader, base_map, "title", FALSE);
  offer->attribution = acn_reader_text (reader, base_map, "attribution", FALSE);
  if (offer->tiles != NULL && !acn_tile_address_check (offer->tiles, NULL, &error))
    {
      acn_reader_error_in (reader,
                           "tiles", /* Translators: %s says why, without a full stop. */
                           _ ("this is no address of tiles: %s"),
                           error->message);
      offer->tiles = NULL;
    }
  acn_reader_leave (reader, here);
}

/*
 * acn_read_head:
 * @reader: at the root
 * @root: the dossier
 *
 * Reads the members that stand alone. To be called first: it sets the language.
 */
void
acn_read_head (AcnReader *reader, JsonObject *root)
{
  AcnDossierBuilder *builder = reader->builder;
  AcnWhen            when;

  read_language (reader, root);
  builder->id = read_own_id (reader, root);
  builder->edition = acn_reader_keep_string (reader, root, "edition", FALSE);
  builder->title = acn_reader_text (reader, root, "title", TRUE);
  builder->summary = acn_reader_text (reader, root, "summary", FALSE);
  builder->attribution = acn_reader_text (reader, root, "attribution", FALSE);
  builder->borders = acn_reader_text (reader, root, "borders", FALSE);
  read_base_map (reader, root);
  acn_reader_string (reader, root, "licence", FALSE);
  if (acn_reader_when (reader, root, "span", FALSE, &when))
    builder->span = when.span;
  read_argument (reader, root);
}

/* --- What is shown at first ------------------------------------------------------------------ */

static void
read_home_day (AcnReader *reader, JsonObject *home)
{
  AcnDossierBuilder *builder = reader->builder;
  AcnWhen            when;

  const char *date = acn_reader_string (reader, home, "date", FALSE);
  AcnDay      day;

  if (date == NULL || !acn_reader_when (reader, home, "date", FALSE, &when))
    return;
  if (!acn_day_parse (date, &day))
    acn_reader_error_in (
        reader, "date", _ ("the day to show at first must be a full day, YYYY-MM-DD"));
  else if (!acn_span_is_empty (builder->span) &&
           !acn_span_contains (builder->span, when.span.begin_day))
    acn_reader_error_in (
        reader, "date", _ ("the day to show at first is outside the dossier's “span”"));
  else
    builder->home_day = when.span.begin_day;
}

static void
read_readout (AcnReader *reader, JsonObject *root)
{
  AcnDossierBuilder *builder = reader->builder;
  JsonObject        *readout = acn_reader_object (reader, root, "readout", FALSE);
  gsize              here;

  if (readout == NULL)
    return;
  here = acn_reader_enter (reader, "readout");
  builder->readout_whole = acn_reader_reference (reader, readout, "whole", ACN_LIST_LAYERS, TRUE);
  g_array_unref (builder->readout_parts);
  builder->readout_parts = acn_reader_references (reader, readout, "parts", ACN_LIST_LAYERS, TRUE);
  acn_reader_leave (reader, here);
}

/*
 * acn_read_home:
 * @reader: at the root
 * @root: the dossier
 *
 * Reads what is shown at first, which refers to lists.
 */
void
acn_read_home (AcnReader *reader, JsonObject *root)
{
  JsonObject *home = acn_reader_object (reader, root, "home", FALSE);
  AcnWhen     when;
  gsize       here;

  read_readout (reader, root);
  if (home == NULL)
    return;
  here = acn_reader_enter (reader, "home");
  read_home_day (reader, home);
  reader->builder->home_view = acn_reader_reference (reader, home, "view", ACN_LIST_VIEWS, FALSE);
  if (acn_reader_when (reader, home, "span", FALSE, &when))
    {
      reader->builder->home_span = when.span;
      if (!acn_span_is_empty (reader->builder->span) &&
          !acn_span_overlaps (when.span, reader->builder->span))
        acn_reader_error_in (
            reader, "span", _ ("the time to show at first is outside the dossier's “span”"));
    }
  acn_reader_leave (reader, here);
}
