/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-text.h"

#include <string.h>

typedef struct
{
  const char *language; /* interned */
  char       *value;
} Entry;

/* Few languages a text: a scan beats a table. */
struct _AcnText
{
  GArray *entries;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->value, g_free);
}

/**
 * acn_text_new:
 * @language: (nullable): BCP 47 tag; NULL makes an empty text
 * @value: (nullable): UTF-8
 *
 * Returns: (transfer full): a text in that language.
 */
AcnText *
acn_text_new (const char *language, const char *value)
{
  AcnText *self = g_new0 (AcnText, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  if (language != NULL && value != NULL)
    acn_text_set (self, language, value);
  return self;
}

AcnText *
acn_text_copy (const AcnText *self)
{
  AcnText *copy = acn_text_new (NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      acn_text_set (copy, entry->language, entry->value);
    }
  return copy;
}

void
acn_text_free (AcnText *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self);
}

static Entry *
find_entry (const AcnText *self, const char *language)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (g_str_equal (entry->language, language))
        return entry;
    }
  return NULL;
}

/**
 * acn_text_set:
 *
 * Sets the text in one language; the first language that is set is the one of last resort.
 */
void
acn_text_set (AcnText *self, const char *language, const char *value)
{
  Entry *entry = find_entry (self, language);
  Entry  added = { g_intern_string (language), NULL };

  if (entry == NULL)
    {
      g_array_append_val (self->entries, added);
      entry = &g_array_index (self->entries, Entry, self->entries->len - 1);
    }
  g_free (entry->value);
  entry->value = g_strdup (value);
}

/**
 * acn_text_get:
 * @self: (nullable):
 * @language: (nullable): wanted
 *
 * Returns: (transfer none) (nullable): the text in @language, else in the language without its
 *   region ("uk" for "uk-UA"), else in English, else in the first it has; NULL for no text at all.
 */
const char *
acn_text_get (const AcnText *self, const char *language)
{
  Entry *entry = NULL;

  if (self == NULL || self->entries->len == 0)
    return NULL;
  if (language != NULL)
    {
      g_autofree char *base = g_strndup (language, strcspn (language, "-_@."));

      entry = find_entry (self, language);
      if (entry == NULL)
        entry = find_entry (self, base);
    }
  if (entry == NULL)
    entry = find_entry (self, "en");
  if (entry == NULL)
    entry = &g_array_index (self->entries, Entry, 0);
  return entry->value;
}

/**
 * acn_text_get_or:
 * @self: (nullable):
 * @language: (nullable): wanted
 * @otherwise: (nullable): for no text at all
 *
 * Returns: (transfer none) (nullable): as acn_text_get(), else @otherwise
 */
const char *
acn_text_get_or (const AcnText *self, const char *language, const char *otherwise)
{
  const char *text = acn_text_get (self, language);

  return text != NULL ? text : otherwise;
}

/**
 * acn_text_get_exact:
 *
 * Returns: (transfer none) (nullable): the text in exactly that language.
 */
const char *
acn_text_get_exact (const AcnText *self, const char *language)
{
  Entry *entry = self != NULL ? find_entry (self, language) : NULL;

  return entry != NULL ? entry->value : NULL;
}

guint
acn_text_get_n_languages (const AcnText *self)
{
  return self != NULL ? self->entries->len : 0;
}

const char *
acn_text_get_language (const AcnText *self, guint index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);
  return g_array_index (self->entries, Entry, index).language;
}

/* --- Text of files --------------------------------------------------------------------------- */

/* Controls, and what Unicode keeps from ever being a character: XML forbids some of it, and cairo
 * writes no PDF with the rest. */
static gboolean
is_control (gunichar c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) ||
         (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* What opens a stretch of another writing direction (UAX 9: LRE, RLE, LRO, RLO; LRI, RLI, FSI). */
static gboolean
opens_direction (gunichar c)
{
  return c == 0x202a || c == 0x202b || c == 0x202d || c == 0x202e || (c >= 0x2066 && c <= 0x2068);
}

static gboolean
closes_direction (gunichar c)
{
  return c == 0x202c || c == 0x2069;
}

/* Most texts are literal as they are. */
static gboolean
is_literal (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const guchar byte = *p;

      if (byte >= 0x20 && byte < 0x7f)
        continue;
      const gunichar c = g_utf8_get_char (p);
      if (is_control (c) || opens_direction (c) || closes_direction (c))
        return FALSE;
    }
  return TRUE;
}

/* Closes what a paragraph leaves open, the last opened first. */
static void
close_directions (GString *out, GArray *open)
{
  for (; open->len > 0; g_array_set_size (open, open->len - 1))
    g_string_append_unichar (out, g_array_index (open, gunichar, open->len - 1));
}

static void
append_direction (GString *out, GArray *open, gunichar c)
{
  const gunichar closing = c >= 0x2066 && c <= 0x2068 ? 0x2069 : 0x202c;

  if (opens_direction (c))
    g_array_append_val (open, closing);
  else if (open->len > 0 && g_array_index (open, gunichar, open->len - 1) == c)
    g_array_set_size (open, open->len - 1);
  else
    return; /* closes what was not opened here */
  g_string_append_unichar (out, c);
}

/**
 * acn_text_make_literal:
 * @text: UTF-8 from a file
 *
 * Control characters but line feed and tab, and noncharacters, become U+FFFD; a writing direction
 * that the text leaves open is closed at the end of its paragraph, so that it cannot turn what
 * stands behind it.
 *
 * Returns: (transfer full): the text
 * Source: Unicode Standard Annex 9, sections 2.1 to 2.4
 */
char *
acn_text_make_literal (const char *text)
{
  g_autoptr (GArray) open = NULL;
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);
  if (is_literal (text))
    return g_strdup (text);
  open = g_array_new (FALSE, FALSE, sizeof (gunichar));
  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == 0x2029)
        close_directions (out, open);
      if (opens_direction (c) || closes_direction (c))
        append_direction (out, open, c);
      else
        g_string_append_unichar (out, is_control (c) ? 0xfffd : c);
    }
  close_directions (out, open);
  return g_string_free (out, FALSE);
}
