/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of sentences in another language. */
#pragma once

#include <glib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "base/acn-diagnostics.h"

/* From now on texts are asked for in Ukrainian; needs no locale of it. */
static inline void
ukrainian_begin (void)
{
  /* glibc from 2.41 on takes C.UTF-8 for C, in which nothing is translated, but no locale that is
   * called after a country. */
  g_assert_true (setlocale (LC_MESSAGES, "C_ZZ.UTF-8") != NULL ||
                 setlocale (LC_MESSAGES, "C.UTF-8") != NULL);
  g_setenv ("LANGUAGE", "uk", TRUE);
  bindtextdomain ("accession", g_getenv ("ACCESSION_LOCALE_DIR"));
  bind_textdomain_codeset ("accession", "UTF-8");
  textdomain ("accession");
}

static inline void
ukrainian_end (void)
{
  setlocale (LC_MESSAGES, "C");
  textdomain ("accession");
}

/* What stands between quotes is of a file, or a word of its format. */
static inline char *
ukrainian_drop_quoted (const char *sentence)
{
  GString *out = g_string_new (NULL);
  gunichar end = 0; /* the sign that ends the quotation, or 0 */

  for (const char *p = sentence; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (end != 0)
        end = c == end ? 0 : end;
      else if (c == 0xab || c == 0x201c)
        end = c == 0xab ? 0xbb : 0x201d;
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Hardly a sentence is without one of these words, and no format has them for words of its own but
 * those that are between quotes. */
static inline const char *
ukrainian_find_english (const char *sentence)
{
  static const char *const words[] = { "the",  "an",     "is",    "are",     "be",   "must", "not",
                                       "no",   "of",     "in",    "at",      "with", "than", "this",
                                       "that", "it",     "there", "has",     "have", "did",  "you",
                                       "mean", "should", "such",  "missing", "here" };
  g_autofree char         *plain = ukrainian_drop_quoted (sentence);
  g_auto (GStrv) parts = g_strsplit_set (plain, " ,;:.()?!", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      if (g_ascii_strcasecmp (parts[i], words[k]) == 0)
        return words[k];
  return NULL;
}

/* Whether a sentence is one in Ukrainian. */
static inline void
ukrainian_check (const char *english, const char *ukrainian)
{
  g_autofree char *plain = ukrainian_drop_quoted (ukrainian);
  const char      *left = ukrainian_find_english (ukrainian);
  gboolean         any = FALSE;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    any |= g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_CYRILLIC;
  if (left != NULL || !any || g_str_equal (english, ukrainian))
    g_error ("not in Ukrainian: “%s” for “%s” (%s)",
             ukrainian,
             english,
             left != NULL ? left : "no Cyrillic letter");
  if (!g_utf8_validate (ukrainian, -1, NULL) || strstr (ukrainian, "(null)") != NULL)
    g_error ("broken: “%s” for “%s”", ukrainian, english);
}

/* Whether the same was found at the same places, told in Ukrainian. */
static inline void
ukrainian_check_all (const AcnDiagnostics *english, const AcnDiagnostics *ukrainian)
{
  const guint n = acn_diagnostics_get_n (english);

  g_assert_cmpuint (acn_diagnostics_get_n (ukrainian), ==, n);
  for (guint i = 0; i < n; i++)
    {
      const AcnDiagnostic *a = acn_diagnostics_get (english, i);
      const AcnDiagnostic *b = acn_diagnostics_get (ukrainian, i);

      g_assert_cmpint (a->severity, ==, b->severity);
      g_assert_cmpuint (a->line, ==, b->line);
      g_assert_cmpuint (a->column, ==, b->column);
      g_assert_cmpstr (a->pointer, ==, b->pointer);
      g_assert_cmpstr (a->file, ==, b->file);
      g_test_message ("%s", b->message);
      ukrainian_check (a->message, b->message);
    }
}
