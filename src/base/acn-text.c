/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-text.h"

#include <string.h>

typedef struct
{
  const char *language; /* interned */
  char       *value;
} Entry;

/* Of a text that is packed: its language as a quark, and where its value begins, from the text. */
typedef struct
{
  guint32 language;
  guint32 offset;
} Packed;

/* Few languages a text: a scan beats a table. */
struct _AcnText
{
  guint32 n_packed; /* 0: a GrowingText */
};

typedef struct
{
  AcnText text;
  GArray *entries;
} GrowingText;

/* Cannot be changed; its values stand behind its entries, in one piece of memory that is not its
 * own. */
typedef struct
{
  AcnText text;
  Packed  entries[];
} PackedText;

static inline GArray *
get_entries (const AcnText *self)
{
  return ((const GrowingText *) (gconstpointer) self)->entries;
}

static inline const Packed *
get_packed (const AcnText *self, guint index)
{
  return &((const PackedText *) (gconstpointer) self)->entries[index];
}

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->value, g_free);
}

static inline guint
get_n (const AcnText *self)
{
  return self->n_packed != 0 ? self->n_packed : get_entries (self)->len;
}

static inline const char *
get_language (const AcnText *self, guint index)
{
  return self->n_packed != 0 ? g_quark_to_string (get_packed (self, index)->language)
                             : g_array_index (get_entries (self), Entry, index).language;
}

static inline const char *
get_value (const AcnText *self, guint index)
{
  return self->n_packed != 0 ? (const char *) self + get_packed (self, index)->offset
                             : g_array_index (get_entries (self), Entry, index).value;
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
  GrowingText *self = g_new0 (GrowingText, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  if (language != NULL && value != NULL)
    acn_text_set (&self->text, language, value);
  return &self->text;
}

/**
 * acn_text_pack:
 * @arena: holds the text
 * @n: languages, one at least
 * @languages: (array length=n): quarks of BCP 47 tags, different ones
 * @values: (array length=n): UTF-8, without 0 in it, need not be ended by 0
 * @lengths: (array length=n): bytes of each
 *
 * Returns: (transfer none): a text that lives as long as @arena and cannot be changed; it takes 4
 *   bytes and 8 for each language beside its characters
 */
const AcnText *
acn_text_pack (AcnArena          *arena,
               guint              n,
               const GQuark      *languages,
               const char *const *values,
               const gsize       *lengths)
{
  gsize       offset = sizeof (PackedText) + n * sizeof (Packed), size = offset;
  PackedText *self;

  g_return_val_if_fail (n > 0, NULL);
  for (guint i = 0; i < n; i++)
    size += lengths[i] + 1;
  g_return_val_if_fail (size <= G_MAXUINT32, NULL);
  self = acn_arena_alloc (arena, size, sizeof (guint32));
  self->text.n_packed = n;
  for (guint i = 0; i < n; i++)
    {
      char *value = (char *) self + offset;

      self->entries[i] = (Packed){ languages[i], (guint32) offset };
      memcpy (value, values[i], lengths[i]);
      value[lengths[i]] = '\0';
      offset += lengths[i] + 1;
    }
  return &self->text;
}

/**
 * acn_text_pack_copy:
 * @arena: holds the copy
 * @text: a text
 *
 * Returns: (transfer none) (nullable): a packed copy of it; NULL when it has no language
 */
const AcnText *
acn_text_pack_copy (AcnArena *arena, const AcnText *text)
{
  const guint             n = get_n (text);
  g_autofree GQuark      *languages = g_new (GQuark, n + 1);
  g_autofree const char **values = g_new (const char *, n + 1);
  g_autofree gsize       *lengths = g_new (gsize, n + 1);

  for (guint i = 0; i < n; i++)
    {
      languages[i] = g_quark_from_string (get_language (text, i));
      values[i] = get_value (text, i);
      lengths[i] = strlen (values[i]);
    }
  return n > 0 ? acn_text_pack (arena, n, languages, values, lengths) : NULL;
}

AcnText *
acn_text_copy (const AcnText *self)
{
  AcnText *copy = acn_text_new (NULL, NULL);

  for (guint i = 0; i < get_n (self); i++)
    acn_text_set (copy, get_language (self, i), get_value (self, i));
  return copy;
}

void
acn_text_free (AcnText *self)
{
  if (self == NULL)
    return;
  g_return_if_fail (self->n_packed == 0);
  g_array_unref (get_entries (self));
  g_free (self);
}

/* The value in @language, or NULL. */
static const char *
find_value (const AcnText *self, const char *language)
{
  for (guint i = 0; i < get_n (self); i++)
    if (g_str_equal (get_language (self, i), language))
      return get_value (self, i);
  return NULL;
}

/**
 * acn_text_set:
 * @self: a text that is not packed
 *
 * Sets the text in one language; the first language that is set is the one of last resort.
 */
void
acn_text_set (AcnText *self, const char *language, const char *value)
{
  Entry added = { g_intern_string (language), NULL };

  g_return_if_fail (self->n_packed == 0);
  for (guint i = 0; i < get_n (self); i++)
    {
      Entry *entry = &g_array_index (get_entries (self), Entry, i);

      if (!g_str_equal (entry->language, language))
        continue;
      g_free (entry->value);
      entry->value = g_strdup (value);
      return;
    }
  added.value = g_strdup (value);
  g_array_append_val (get_entries (self), added);
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
  const char *value = NULL;

  if (self == NULL || get_n (self) == 0)
    return NULL;
  if (language != NULL)
    {
      value = find_value (self, language);
      if (value == NULL)
        {
          g_autofree char *base = g_strndup (language, strcspn (language, "-_@."));

          value = find_value (self, base);
        }
    }
  if (value == NULL)
    value = find_value (self, "en");
  return value != NULL ? value : get_value (self, 0);
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
  return self != NULL ? find_value (self, language) : NULL;
}

guint
acn_text_get_n_languages (const AcnText *self)
{
  return self != NULL ? get_n (self) : 0;
}

const char *
acn_text_get_language (const AcnText *self, guint index)
{
  g_return_val_if_fail (index < get_n (self), NULL);
  return get_language (self, index);
}

/* --- Text of files --------------------------------------------------------------------------- */

/* Controls, and what Unicode keeps from ever being a character: XML forbids some of it, and cairo
 * writes no PDF with the rest. Overrides (LRO, RLO) show letters in another order than they stand
 * in, which no text of a dossier needs. */
static gboolean
is_control (gunichar c)
{
  return c == 0x202d || c == 0x202e || (c < 0x20 && c != '\n' && c != '\t') ||
         (c >= 0x7f && c < 0xa0) || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* What opens a stretch of another writing direction (UAX 9: LRE, RLE; LRI, RLI, FSI). */
static gboolean
opens_direction (gunichar c)
{
  return c == 0x202a || c == 0x202b || (c >= 0x2066 && c <= 0x2068);
}

static gboolean
closes_direction (gunichar c)
{
  return c == 0x202c || c == 0x2069;
}

/**
 * acn_text_is_literal:
 * @text: (array length=length): UTF-8
 * @length: bytes
 *
 * Returns: whether acn_text_make_literal() would leave it as it is, which most texts are
 */
gboolean
acn_text_is_literal (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      while (p < end && (guchar) *p >= 0x20 && (guchar) *p < 0x7f)
        p++;
      if (p == end)
        break;
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
 * Control characters but line feed and tab, overrides of the direction, and noncharacters, become
 * U+FFFD; a writing direction that the text leaves open is closed at the end of its paragraph, so
 * that it cannot turn what stands behind it.
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
  if (acn_text_is_literal (text, strlen (text)))
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
