/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as they are compared: small letters of the Latin alphabet without accents, and digits. */
#include "model/acn-search.h"

/* Small Cyrillic letters as the national table of Ukraine writes them (Cabinet of Ministers,
 * resolution 55 of 27 January 2010), and those that Ukrainian does not have as their neighbours
 * write them. What sounds alike is one: i, y, j and ї end as i. */
static const struct
{
  gunichar    letter;
  const char *latin;
} table[] = {
  { 0x430, "a" },  { 0x431, "b" },  { 0x432, "v" },  { 0x433, "h" },  { 0x491, "g" },
  { 0x434, "d" },  { 0x435, "e" },  { 0x454, "ie" }, { 0x436, "zh" }, { 0x437, "z" },
  { 0x438, "i" },  { 0x456, "i" },  { 0x457, "i" },  { 0x439, "i" },  { 0x43a, "k" },
  { 0x43b, "l" },  { 0x43c, "m" },  { 0x43d, "n" },  { 0x43e, "o" },  { 0x43f, "p" },
  { 0x440, "r" },  { 0x441, "s" },  { 0x442, "t" },  { 0x443, "u" },  { 0x444, "f" },
  { 0x445, "kh" }, { 0x446, "ts" }, { 0x447, "ch" }, { 0x448, "sh" }, { 0x449, "shch" },
  { 0x44c, "" },   { 0x44a, "" },   { 0x44e, "iu" }, { 0x44f, "ia" }, { 0x451, "e" },
  { 0x44b, "i" },  { 0x44d, "e" },  { 0x131, "i" },  { 0x142, "l" },  { 0xf8, "o" },
  { 0x111, "d" },  { 0xe6, "ae" },  { 0x153, "oe" }, { 0xdf, "ss" },  { 'y', "i" },
  { 'j', "i" },
};

static const char *
find_latin (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].letter == letter)
      return table[i].latin;
  return NULL;
}

static gboolean
is_within_word (gunichar letter)
{
  return letter == '\'' || letter == '`' || letter == 0x2019 || letter == 0x2bc || letter == 0x2bb;
}

/**
 * acn_search_fold:
 * @text: UTF-8
 *
 * Returns: (transfer full): its words, folded, each after one space: " kiiv oblast". й and ї lose
 *   their marks as any letter does.
 */
char *
acn_search_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString         *out = g_string_new (NULL);
  gboolean         in_word = FALSE;

  for (const char *c = normal != NULL ? normal : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar letter = g_utf8_get_char (c);
      const char    *latin = find_latin (letter);

      if (g_unichar_ismark (letter) || is_within_word (letter))
        continue;
      if (latin == NULL && !g_unichar_isalnum (letter))
        {
          in_word = FALSE;
          continue;
        }
      if (!in_word)
        g_string_append_c (out, ' ');
      in_word = TRUE;
      if (latin != NULL)
        g_string_append (out, latin);
      else
        g_string_append_unichar (out, letter);
    }
  return g_string_free (out, FALSE);
}
