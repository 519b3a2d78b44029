/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Pointers (RFC 6901) and places in the text: both are worked out by scanning again, which
 * only a message needs. */
#include "io/acn-json-document.h"

#include <string.h>

/**
 * acn_json_pointer_append:
 * @pointer: a JSON Pointer
 * @name: name of a member, or an index
 *
 * Adds one step, with ~ and / escaped.
 */
void
acn_json_pointer_append (GString *pointer, const char *name)
{
  g_string_append_c (pointer, '/');
  for (; *name != '\0'; name++)
    if (*name == '~')
      g_string_append (pointer, "~0");
    else if (*name == '/')
      g_string_append (pointer, "~1");
    else
      g_string_append_c (pointer, *name);
}

static char *
unescape_step (const char *step, gsize length)
{
  g_autoptr (GString) text = g_string_new_len (step, length);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);
  return g_strdup (text->str);
}

/* In an object: on to the value of the member @name; gives its first token. */
static AcnJsonToken
enter_member (AcnJsonScanner *scanner, const char *name)
{
  while (acn_json_scanner_next (scanner) == ACN_JSON_NAME)
    {
      const gboolean     found = acn_json_scanner_string_equals (scanner, name);
      const AcnJsonToken token = acn_json_scanner_next (scanner);

      if (found)
        return token;
      if (!acn_json_scanner_skip (scanner, token))
        return ACN_JSON_ERROR;
    }
  return ACN_JSON_ERROR;
}

/* In an array: on to the element @step; gives its first token. */
static AcnJsonToken
enter_element (AcnJsonScanner *scanner, const char *step)
{
  guint64 index;

  if (!g_ascii_string_to_unsigned (step, 10, 0, G_MAXINT64, &index, NULL))
    return ACN_JSON_ERROR;
  for (guint64 i = 0;; i++)
    {
      AcnJsonToken token = acn_json_scanner_next (scanner);

      if (token == ACN_JSON_ERROR || token == ACN_JSON_ARRAY_END || i == index)
        return token == ACN_JSON_ARRAY_END ? ACN_JSON_ERROR : token;
      if (!acn_json_scanner_skip (scanner, token))
        return ACN_JSON_ERROR;
    }
}

/**
 * acn_json_find:
 * @data: (array length=size): a document, or part of one
 * @size: its bytes
 * @from: where a value begins
 * @pointer: a JSON Pointer, seen from that value
 *
 * Returns: where the value that @pointer names begins; when there is none, where the innermost
 *   value on the way to it begins
 */
gsize
acn_json_find (const guint8 *data, gsize size, gsize from, const char *pointer)
{
  g_auto (AcnJsonScanner) scanner = { 0 };
  AcnJsonToken token;
  gsize        place;

  acn_json_scanner_init (&scanner, data + from, size - from);
  token = acn_json_scanner_next (&scanner);
  place = scanner.begin;
  while (*pointer == '/')
    {
      const gsize      length = strcspn (pointer + 1, "/");
      g_autofree char *step = unescape_step (pointer + 1, length);

      pointer += length + 1;
      if (token == ACN_JSON_OBJECT_BEGIN)
        token = enter_member (&scanner, step);
      else if (token == ACN_JSON_ARRAY_BEGIN)
        token = enter_element (&scanner, step);
      else
        break;
      if (token == ACN_JSON_ERROR)
        break;
      place = scanner.begin;
    }
  return from + place;
}

/* A container on the way to a place: its steps are counted or named. */
typedef struct
{
  gboolean is_object;
  guint    n_before;
  char    *name;
} Step;

static void
clear_step (gpointer step)
{
  g_free (((Step *) step)->name);
}

static char *
join_steps (const GArray *steps)
{
  GString    *pointer = g_string_new (NULL);
  const Step *list = (const Step *) (gconstpointer) steps->data; /* NULL when there is none */

  for (guint i = 0; list != NULL && i < steps->len; i++)
    if (!list[i].is_object)
      g_string_append_printf (pointer, "/%u", list[i].n_before);
    else if (list[i].name != NULL)
      acn_json_pointer_append (pointer, list[i].name);
  return g_string_free (pointer, FALSE);
}

/**
 * acn_json_pointer_at:
 * @data: (array length=size): a document, perhaps with a fault at or behind @offset
 * @size: its bytes
 * @offset: a place in it
 *
 * Returns: (transfer full): JSON Pointer of the innermost value that is known to be there
 */
char *
acn_json_pointer_at (const guint8 *data, gsize size, gsize offset)
{
  g_auto (AcnJsonScanner) scanner = { 0 };
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (Step));
  AcnJsonToken token;

  g_array_set_clear_func (steps, clear_step);
  acn_json_scanner_init (&scanner, data, size);
  while ((token = acn_json_scanner_next (&scanner)) != ACN_JSON_ERROR && token != ACN_JSON_END &&
         scanner.begin < offset)
    {
      Step *top = steps->len > 0 ? &g_array_index (steps, Step, steps->len - 1) : NULL;

      if (token == ACN_JSON_OBJECT_END || token == ACN_JSON_ARRAY_END)
        {
          g_array_set_size (steps, steps->len - 1);
          top = steps->len > 0 ? &g_array_index (steps, Step, steps->len - 1) : NULL;
        }
      if (token == ACN_JSON_NAME && top != NULL)
        {
          g_free (top->name);
          top->name = acn_json_scanner_dup_string (&scanner);
        }
      else if (token == ACN_JSON_OBJECT_BEGIN || token == ACN_JSON_ARRAY_BEGIN)
        {
          Step step = { .is_object = token == ACN_JSON_OBJECT_BEGIN };
          g_array_append_val (steps, step);
        }
      else if (top != NULL && top->is_object)
        g_clear_pointer (&top->name, g_free);
      else if (top != NULL)
        top->n_before++;
    }
  return join_steps (steps);
}
