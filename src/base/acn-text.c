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
