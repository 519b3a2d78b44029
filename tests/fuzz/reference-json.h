/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether bytes are JSON as RFC 8259 has it and within the limits of the scanner: a second parser,
 * written by the grammar, top down, for comparison. It knows no places and no words. */
#pragma once

#include <math.h>
#include <string.h>

#include "io/acn-json-scanner.h"

typedef struct
{
  const char *p, *end;
} Reference;

static gboolean reference_value (Reference *self, guint depth);

static void
reference_space (Reference *self)
{
  while (self->p < self->end && *self->p != '\0' && strchr (" \t\r\n", *self->p) != NULL)
    self->p++;
}

static gboolean
reference_take (Reference *self, char c)
{
  if (self->p == self->end || *self->p != c)
    return FALSE;
  self->p++;
  return TRUE;
}

static guint
reference_digits (Reference *self)
{
  guint n = 0;

  for (; self->p < self->end && g_ascii_isdigit (*self->p); n++)
    self->p++;
  return n;
}

static gboolean
reference_number (Reference *self)
{
  const char      *begin = self->p;
  g_autofree char *text = NULL;
  gboolean         is_integer = TRUE;
  double           value;

  reference_take (self, '-');
  if (!reference_take (self, '0') && reference_digits (self) == 0)
    return FALSE;
  if (reference_take (self, '.'))
    {
      is_integer = FALSE;
      if (reference_digits (self) == 0)
        return FALSE;
    }
  if (self->p < self->end && (*self->p == 'e' || *self->p == 'E'))
    {
      self->p++;
      is_integer = FALSE;
      if (!reference_take (self, '+'))
        reference_take (self, '-');
      if (reference_digits (self) == 0)
        return FALSE;
    }
  text = g_strndup (begin, self->p - begin);
  value = g_ascii_strtod (text, NULL);
  /* Only a number written with zeros alone is 0. */
  if (value == 0 && strcspn (text, "123456789") < strcspn (text, "eE"))
    return FALSE;
  return self->p - begin <= ACN_JSON_NUMBER_MAX && isfinite (value) &&
         (!is_integer || strlen (text) < 16 || fabs (value) < 9007199254740992.0 ||
          g_str_has_suffix (text, "9007199254740992"));
}

static gboolean
reference_hex4 (Reference *self, guint *out_unit)
{
  *out_unit = 0;
  for (guint i = 0; i < 4; i++, self->p++)
    {
      if (self->p == self->end || !g_ascii_isxdigit (*self->p))
        return FALSE;
      *out_unit = *out_unit * 16 + (guint) g_ascii_xdigit_value (*self->p);
    }
  return TRUE;
}

static gboolean
reference_escape (Reference *self, GString *out)
{
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char       *found;
  guint             unit, second;

  if (self->p == self->end || *self->p == '\0')
    return FALSE;
  found = strchr (plain, *self->p++);
  if (found != NULL)
    {
      g_string_append_c (out, meant[found - plain]);
      return TRUE;
    }
  if (self->p[-1] != 'u' || !reference_hex4 (self, &unit) || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (!reference_take (self, '\\') || !reference_take (self, 'u') ||
          !reference_hex4 (self, &second) || second < 0xdc00 || second > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
    }
  if (unit == 0)
    g_string_append_c (out, '\0');
  else
    g_string_append_unichar (out, unit);
  return TRUE;
}

/* What stands between quotes goes to @out. */
static gboolean
reference_string (Reference *self, GString *out)
{
  const char *begin;

  if (!reference_take (self, '"'))
    return FALSE;
  begin = self->p;
  while (self->p < self->end && *self->p != '"')
    {
      if ((guchar) *self->p < 0x20)
        return FALSE;
      if (!reference_take (self, '\\'))
        g_string_append_c (out, *self->p++);
      else if (!reference_escape (self, out))
        return FALSE;
    }
  return self->p - begin <= ACN_JSON_STRING_MAX && reference_take (self, '"');
}

static guint
reference_hash (gconstpointer key)
{
  return g_string_hash (key);
}

static gboolean
reference_equal (gconstpointer a, gconstpointer b)
{
  return g_string_equal (a, b);
}

static void
reference_free (gpointer string)
{
  g_string_free (string, TRUE);
}

static gboolean
reference_member (Reference *self, guint depth, GHashTable *names)
{
  GString *name = g_string_new (NULL);
  gboolean good = reference_string (self, name);

  if (!good || g_hash_table_contains (names, name))
    {
      g_string_free (name, TRUE);
      return FALSE;
    }
  g_hash_table_add (names, name);
  reference_space (self);
  return g_hash_table_size (names) <= ACN_JSON_MEMBERS_MAX && reference_take (self, ':') &&
         reference_value (self, depth);
}

static gboolean
reference_container (Reference *self, guint depth, char close)
{
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (reference_hash, reference_equal, reference_free, NULL);

  self->p++;
  if (depth > ACN_JSON_DEPTH_MAX)
    return FALSE;
  reference_space (self);
  if (reference_take (self, close))
    return TRUE;
  do
    {
      reference_space (self);
      if (close == '}' ? !reference_member (self, depth, names) : !reference_value (self, depth))
        return FALSE;
      reference_space (self);
    }
  while (reference_take (self, ','));
  return reference_take (self, close);
}

static gboolean
reference_value (Reference *self, guint depth)
{
  static const char *const words[] = { "true", "false", "null" };
  g_autoptr (GString) ignored = g_string_new (NULL);

  reference_space (self);
  if (self->p == self->end)
    return FALSE;
  if (*self->p == '{' || *self->p == '[')
    return reference_container (self, depth + 1, *self->p == '{' ? '}' : ']');
  if (*self->p == '"')
    return reference_string (self, ignored);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize) (self->end - self->p) >= strlen (words[i]) &&
        memcmp (self->p, words[i], strlen (words[i])) == 0)
      {
        self->p += strlen (words[i]);
        return TRUE;
      }
  return reference_number (self);
}

static gboolean
reference_accepts (const guint8 *data, gsize size)
{
  Reference self = { (const char *) data, (const char *) data + size };

  /* U+0000 itself is in no JSON; GLib calls nothing with it valid. */
  if (!g_utf8_validate_len ((const char *) data, size, NULL) || !reference_value (&self, 0))
    return FALSE;
  reference_space (&self);
  return self.p == self.end;
}
