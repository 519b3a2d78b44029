/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-text.h"

#include <string.h>

/* FFFD stands for a control; LRE is 202A, RLO 202E, PDF 202C; LRI 2066, FSI 2068, PDI 2069. */
static void
test_make_literal (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "", "" },
    { "plain _text_ <b>&amp;</b>\n\tnext", "plain _text_ <b>&amp;</b>\n\tnext" },
    { "Київ, عربي, 中文", "Київ, عربي, 中文" },
    { "a\001b\033[31m\177", "a\uFFFDb\uFFFD[31m\uFFFD" },
    { "a\302\205b\302\237c\302\240", "a\uFFFDb\uFFFDc\302\240" },
    { "\r\n", "\uFFFD\n" },
    { "a\357\277\276b\357\267\220c\364\217\277\277", "a\uFFFDb\uFFFDc\uFFFD" },
    { "a\u202Eb", "a\u202Eb\u202C" },
    { "a\u202Eb\u202Cc", "a\u202Eb\u202Cc" },
    { "a\u2067b\u202Ac", "a\u2067b\u202Ac\u202C\u2069" },
    { "a\u2068b\nc", "a\u2068b\u2069\nc" },
    { "a\u2066b\u2029c", "a\u2066b\u2069\u2029c" },
    { "a\u202Cb\u2069c", "abc" },                    /* nothing is open */
    { "\u2066\u202C\u2069", "\u2066\u2069" },        /* closes the wrong kind */
    { "\u200Ea\u200F\u061C", "\u200Ea\u200F\u061C" } /* marks turn nothing else */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *literal = acn_text_make_literal (cases[i].text);
      g_autofree char *again = acn_text_make_literal (literal);

      g_assert_cmpstr (literal, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, literal);
    }
}

/* A million openings are closed, not recursed into. */
static void
test_many_directions (void)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *literal = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "\u202E");
  literal = acn_text_make_literal (text->str);
  g_assert_cmpuint (strlen (literal), ==, 2 * text->len);
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/make-literal", test_make_literal);
  g_test_add_func ("/base/text/many-directions", test_many_directions);
  return g_test_run ();
}
