/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-suggest.h"

#include <string.h>

#define N_MAX 70

/* The whole table, letter by letter as the definition says. */
static guint
count_edits (const char *a, const char *b)
{
  static guint t[N_MAX + 1][N_MAX + 1];
  const guint  n_a = (guint) strlen (a), n_b = (guint) strlen (b);

  for (guint i = 0; i <= n_a; i++)
    for (guint j = 0; j <= n_b; j++)
      {
        if (i == 0 || j == 0)
          {
            t[i][j] = i + j;
            continue;
          }
        t[i][j] =
            MIN (MIN (t[i - 1][j], t[i][j - 1]) + 1,
                 t[i - 1][j - 1] + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1])));
        if (i > 1 && j > 1 && g_ascii_tolower (a[i - 1]) == g_ascii_tolower (b[j - 2]) &&
            g_ascii_tolower (a[i - 2]) == g_ascii_tolower (b[j - 1]))
          t[i][j] = MIN (t[i][j], t[i - 2][j - 2] + 1);
      }
  return t[n_a][n_b];
}

static void
make_word (char *out, guint n)
{
  for (guint i = 0; i < n; i++)
    out[i] = "aAbBc-"[g_test_rand_int_range (0, 6)];
  out[n] = '\0';
}

/* Few letters and words that come from each other: all distances occur. */
static void
test_distance_against_table (void)
{
  char a[N_MAX + 1], b[N_MAX + 1];

  for (guint round = 0; round < 20000; round++)
    {
      const guint n = (guint) g_test_rand_int_range (0, round % 50 == 0 ? 64 : 12);
      const guint limit = (guint) g_test_rand_int_range (0, round % 7 == 0 ? 80 : 5);

      make_word (a, n);
      memcpy (b, a, sizeof b);
      for (int edits = g_test_rand_int_range (0, 6); edits > 0 && n > 0; edits--)
        b[g_test_rand_int_range (0, (gint32) n)] = "aBc"[edits % 3];
      if (round % 3 == 0)
        make_word (b, (guint) g_test_rand_int_range (0, 12));
      g_assert_cmpuint (acn_edit_distance (a, b, limit), ==, MIN (count_edits (a, b), limit + 1));
    }
}

/* The first of those that are nearest; upper and lower case are equal. */
static void
test_nearest (void)
{
  static const char *const words[] = { "kyiv-1", NULL, "kyiv", "Lviv", "kyiv2" };

  g_assert_cmpstr (acn_suggest ("kyiw", words, G_N_ELEMENTS (words)), ==, "kyiv");
  g_assert_cmpstr (acn_suggest ("kyiv3", words, G_N_ELEMENTS (words)), ==, "kyiv");
  g_assert_cmpstr (acn_suggest ("LVIV", words, G_N_ELEMENTS (words)), ==, "Lviv");
  g_assert_null (acn_suggest ("odesa", words, G_N_ELEMENTS (words)));
  g_assert_null (acn_suggest ("kyiv", words, 0));
}

static void
test_long_words (void)
{
  g_autofree char  *long_word = g_strnfill (65, 'a'), *wrong = g_strnfill (64, 'a');
  const char *const words[] = { long_word };

  g_assert_null (acn_suggest (wrong, words, 1));
  g_assert_cmpuint (acn_edit_distance (wrong, long_word, 3), ==, 4);
  long_word[63] = '\0';
  g_assert_cmpstr (acn_suggest (wrong, words, 1), ==, long_word);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/suggest/distance-against-table", test_distance_against_table);
  g_test_add_func ("/base/suggest/nearest", test_nearest);
  g_test_add_func ("/base/suggest/long-words", test_long_words);
  return g_test_run ();
}
