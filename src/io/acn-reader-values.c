/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members with a meaning: choices, texts, dates, numbers in a row, points. */
#include "io/acn-reader.h"

#include "base/acn-suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters of a language tag that a message repeats (RFC 5646, section 4.4.1). */
#define TAG_MAX 35

/* Says which words there are, and which was probably meant. */
static void
report_choice (AcnReader         *self,
               const char        *name,
               const char        *word,
               const char *const *choices,
               guint              n_choices)
{
  const char      *last = choices[n_choices - 1], *meant = acn_suggest (word, choices, n_choices);
  g_autofree char *shown = acn_shorten (word);
  g_autoptr (GString) others = g_string_new (NULL);

  if (n_choices == 1)
    {
      acn_reader_tell_meant (
          self,
          ACN_SEVERITY_ERROR,
          name,
          meant,
          /* Translators: a member of an object, the only word that it may be, and what is there. */
          _ ("“%s” must be %s, not “%s”"),
          name,
          last,
          shown);
      return;
    }
  for (guint i = 0; i + 1 < n_choices; i++)
    g_string_append_printf (others, "%s%s", i > 0 ? ", " : "", choices[i]);
  acn_reader_tell_meant (self,
                         ACN_SEVERITY_ERROR,
                         name,
                         meant,
                         /* Translators: a member of an object, words between commas, the last word,
                            and what is there. */
                         _ ("“%s” must be %s or %s, not “%s”"),
                         name,
                         others->str,
                         last,
                         shown);
}

/**
 * acn_reader_choice:
 * @choices: (array length=n_choices): the words there are
 * @n_choices: how many, at least 1
 * @otherwise: when it is missing or wrong
 *
 * Returns: index of the word, or @otherwise
 */
guint
acn_reader_choice (AcnReader         *self,
                   JsonObject        *object,
                   const char        *name,
                   const char *const *choices,
                   guint              n_choices,
                   guint              otherwise)
{
  const char *word = acn_reader_string (self, object, name, FALSE);

  if (word == NULL)
    return otherwise;
  for (guint i = 0; i < n_choices; i++)
    if (g_str_equal (word, choices[i]))
      return i;
  report_choice (self, name, word, choices, n_choices);
  return otherwise;
}

/**
 * acn_reader_check_language:
 * @tag: any string
 *
 * Returns: whether it looks like a language tag
 * Source: BCP 47 (RFC 5646), without its registry
 */
gboolean
acn_reader_check_language (const char *tag)
{
  g_auto (GStrv) parts = g_strsplit (tag, "-", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const gsize length = strlen (parts[i]);

      if (length < (i == 0 ? 2 : 1) || length > 8)
        return FALSE;
      for (const char *p = parts[i]; *p != '\0'; p++)
        if (!(i == 0 ? g_ascii_isalpha (*p) : g_ascii_isalnum (*p)))
          return FALSE;
    }
  return parts[0] != NULL;
}

/*
 * acn_reader_suggest_language:
 * @tag: a language that the dossier does not announce, or what is no tag
 *
 * Returns: (transfer full) (nullable): what was probably meant
 */
char *
acn_reader_suggest_language (AcnReader *self, const char *tag)
{
  const GPtrArray *announced = self->builder->languages;
  const char *nearest = acn_suggest (tag, (const char *const *) announced->pdata, announced->len);
  g_autofree char *hyphens = g_strdelimit (g_strdup (tag), "_", '-');

  if (nearest == NULL && g_ascii_strcasecmp (tag, self->language) != 0)
    nearest = acn_suggest (tag, &self->language, 1);
  if (nearest == NULL && strlen (tag) <= TAG_MAX && !g_str_equal (hyphens, tag) &&
      acn_reader_check_language (hyphens))
    nearest = hyphens;
  return g_strdup (nearest);
}

/* Languages that the dossier does not announce, and texts without its own. */
static void
check_languages (AcnReader *self, JsonObject *map, const AcnText *text)
{
  const GPtrArray *announced = self->builder->languages;

  for (guint i = 0; announced->len > 0 && i < acn_text_get_n_languages (text); i++)
    {
      const char *tag = acn_text_get_language (text, i);

      if (!g_ptr_array_find ((GPtrArray *) announced, tag, NULL))
        {
          g_autofree char *meant = acn_reader_suggest_language (self, tag);

          acn_reader_tell_meant (self,
                                 ACN_SEVERITY_WARNING,
                                 tag,
                                 meant,
                                 /* Translators: %s is a language tag. */
                                 _ ("the dossier's “languages” do not have “%s”"),
                                 tag);
        }
    }
  if (acn_text_get_n_languages (text) > 0 && !json_object_has_member (map, self->language))
    acn_reader_warn_in (self,
                        NULL, /* Translators: %s is a language tag. */
                        _ ("this text is not there in the dossier's own language “%s”"),
                        self->language);
}

/* The string as it may be shown: literal, and of @max characters. @tag: (nullable): the member that
 * it is, NULL for where the reader is */
static char *
make_shown (AcnReader *self, const char *tag, const char *string, glong max)
{
  g_autofree char *literal = acn_text_make_literal (string), *begin = NULL;

  if (strlen (literal) <= (gsize) max || g_utf8_strlen (literal, -1) <= max)
    return g_steal_pointer (&literal);
  acn_reader_warn_in (
      self,
      tag,
      ngettext (/* Translators: %ld is 500 or 4000. */
                "this text is longer than %ld character; only its beginning is shown",
                "this text is longer than %ld characters; only its beginning is shown",
                (gulong) max),
      max);
  begin = g_utf8_substring (literal, 0, max);
  g_free (literal);
  literal = g_strconcat (begin, "…", NULL);
  return acn_text_make_literal (literal);
}

static glong
get_max (const char *name)
{
  return g_str_equal (name, "title") || g_str_equal (name, "name") ? ACN_TITLE_MAX : ACN_TEXT_MAX;
}

/* A language map, the member @name of an object. */
static AcnText *
read_map (AcnReader *self, const char *name, JsonObject *map)
{
  g_autoptr (AcnText) text = acn_text_new (NULL, NULL);
  JsonObjectIter iter;
  const char    *tag;
  JsonNode      *node;

  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &tag, &node))
    {
      g_autofree char *shown = acn_shorten (tag);

      if (!acn_reader_check_language (tag))
        {
          g_autofree char *meant = acn_reader_suggest_language (self, tag);

          acn_reader_tell_meant (self,
                                 ACN_SEVERITY_ERROR,
                                 tag,
                                 meant, /* Translators: %s is what stands for a tag. */
                                 _ ("“%s” is not a language tag such as en or uk"),
                                 shown);
        }
      else if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        acn_reader_error_in (self,
                             tag, /* Translators: %s is a language tag. */
                             _ ("the text in the language “%s” must be a string"),
                             shown);
      else
        {
          g_autofree char *string =
              make_shown (self, tag, json_node_get_string (node), get_max (name));
          acn_text_set (text, g_intern_string (tag), string);
        }
    }
  if (json_object_get_size (map) == 0)
    acn_reader_error (self, _ ("this text has no language at all"));
  check_languages (self, map, text);
  return g_steal_pointer (&text);
}

/**
 * acn_reader_text:
 *
 * Returns: (nullable): the member, a string or a language map; lives as long as the dossier
 */
const AcnText *
acn_reader_text (AcnReader *self, JsonObject *object, const char *name, gboolean needed)
{
  JsonNode *node = acn_reader_get_member (self, object, name);
  AcnText  *text = NULL;
  gsize     here;

  if (node == NULL && needed)
    acn_reader_error (self, /* Translators: %s is a member of an object. */
                      _ ("“%s” is missing"),
                      name);
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      here = acn_reader_enter (self, name);
      text = read_map (self, name, json_node_get_object (node));
      acn_reader_leave (self, here);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_autofree char *string = NULL;

      here = acn_reader_enter (self, name);
      string = make_shown (self, NULL, json_node_get_string (node), get_max (name));
      acn_reader_leave (self, here);
      text = acn_text_new (self->language, string);
    }
  else
    acn_reader_error_in (self,
                         name, /* Translators: %s is a member of an object. */
                         _ ("“%s” must be a string, or an object with a string for each language"),
                         name);
  return acn_dossier_builder_take_text (self->builder, text);
}

/**
 * acn_reader_keep_string:
 *
 * Returns: (nullable): the member, a string as it may be shown; lives as long as the dossier
 */
const char *
acn_reader_keep_string (AcnReader *self, JsonObject *object, const char *name, gboolean needed)
{
  const char      *string = acn_reader_string (self, object, name, needed);
  g_autofree char *shown = string != NULL ? make_shown (self, name, string, ACN_TITLE_MAX) : NULL;

  return acn_dossier_builder_string (self->builder, shown);
}

/**
 * acn_reader_when:
 * @out_when: (out): the date; not touched when there is none
 *
 * Returns: whether the member is a date
 */
gboolean
acn_reader_when (
    AcnReader *self, JsonObject *object, const char *name, gboolean needed, AcnWhen *out_when)
{
  const char *edtf = acn_reader_string (self, object, name, needed);
  g_autoptr (GError) error = NULL;
  AcnWhen when;

  if (edtf == NULL)
    return FALSE;
  if (!acn_when_parse (edtf, &when, &error))
    {
      acn_reader_error_in (self, name, "%s", error->message);
      return FALSE;
    }
  *out_when = when;
  return TRUE;
}

/**
 * acn_reader_numbers:
 * @out_numbers: (out caller-allocates) (array length=n): the numbers
 * @n: how many there must be
 *
 * Returns: whether the member, which must be there, is an array of @n numbers
 */
gboolean
acn_reader_numbers (
    AcnReader *self, JsonObject *object, const char *name, double *out_numbers, guint n)
{
  JsonArray *array = acn_reader_array (self, object, name, TRUE);
  gboolean   good = array != NULL && json_array_get_length (array) == n;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; good && i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      GType     type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

      good = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
      if (good)
        out_numbers[i] = json_node_get_double (node);
    }
  if (!good)
    acn_reader_error_in (
        self,
        name,
        ngettext (/* Translators: a member of an object, and how many numbers it holds. */
                  "“%s” must be an array of %u number",
                  "“%s” must be an array of %u numbers",
                  n),
        name,
        n);
  return good;
}

/**
 * acn_describe_range:
 * @lon_deg, @lat_deg: a position that is not on the Earth
 *
 * Returns: (transfer full): what is wrong with it, and what it probably is
 */
char *
acn_describe_range (double lon_deg, double lat_deg)
{
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lon, sizeof lon, "%g", lon_deg);
  g_ascii_formatd (lat, sizeof lat, "%g", lat_deg);
  if (ABS (lon_deg) > 360 || ABS (lat_deg) > 360)
    /* Translators: two numbers, as a file has them. */
    return g_strdup_printf (_ ("%s, %s is no place on the Earth: these look like metres of a "
                               "projection, but degrees (WGS 84) are wanted"),
                            lon,
                            lat);
  if (ABS (lat_deg) > 90 && ABS (lat_deg) <= 180 && ABS (lon_deg) <= 90)
    /* Translators: %s is a number of degrees, as a file has it. */
    return g_strdup_printf (_ ("the latitude %s is beyond ±90°: longitude comes first, these look "
                               "swapped"),
                            lat);
  if (ABS (lat_deg) > 90)
    /* Translators: %s is a number of degrees, as a file has it. */
    return g_strdup_printf (_ ("the latitude %s is beyond ±90°"), lat);
  /* Translators: %s is a number of degrees, as a file has it. */
  return g_strdup_printf (_ ("the longitude %s is beyond ±180°"), lon);
}

/**
 * acn_reader_point:
 * @out_lon_deg: (out): longitude, -180..180
 * @out_lat_deg: (out): latitude, -90..90
 *
 * Returns: whether the member, which must be there, is one position on the Earth
 */
gboolean
acn_reader_point (
    AcnReader *self, JsonObject *object, const char *name, double *out_lon_deg, double *out_lat_deg)
{
  JsonArray            *array = acn_reader_array (self, object, name, TRUE);
  const AcnCoordinates *point;
  g_autofree char      *message = NULL;

  if (array == NULL)
    return FALSE;
  point = acn_json_document_get_coordinates (self->document, json_object_get_member (object, name));
  if (point->depth != 1)
    {
      acn_reader_error_in (self,
                           name, /* Translators: %s is a member of an object. */
                           _ ("“%s” must be an array of longitude and latitude"),
                           name);
      return FALSE;
    }
  *out_lon_deg = point->xy[0];
  *out_lat_deg = point->xy[1];
  if (ABS (*out_lon_deg) <= 180 && ABS (*out_lat_deg) <= 90)
    return TRUE;
  message = acn_describe_range (*out_lon_deg, *out_lat_deg);
  acn_reader_error_in (self, name, "%s", message);
  return FALSE;
}
