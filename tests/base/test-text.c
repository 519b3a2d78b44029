/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-text.h"
#include "base/acn-id-table.h"

#include <string.h>

/* FFFD stands for a control; LRE is 202A, RLE 202B, LRO 202D, RLO 202E, PDF 202C; LRI 2066, FSI
 * 2068, PDI 2069. */
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
    { "a\u202Eb", "a\uFFFDb" },
    { "a\u202Db\u202Cc", "a\uFFFDbc" },
    { "a\u202Bb", "a\u202Bb\u202C" },
    { "a\u202Bb\u202Cc", "a\u202Bb\u202Cc" },
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
    g_string_append (text, "\u202B");
  literal = acn_text_make_literal (text->str);
  g_assert_cmpuint (strlen (literal), ==, 2 * text->len);
  g_string_free (text, TRUE);
}

static void
test_pack (void)
{
  g_autoptr (AcnArena) arena = acn_arena_new ();
  g_autoptr (AcnText) text = acn_text_new ("uk", "Мапа");
  g_autoptr (AcnText) none = acn_text_new (NULL, NULL);
  g_autoptr (AcnText) copy = NULL;
  const char    *value = "Map and more";
  const GQuark   english = g_quark_from_string ("en");
  const gsize    length = 3;
  const AcnText *packed;

  acn_text_set (text, "en", "Map");
  acn_text_set (text, "de", "");
  packed = acn_text_pack_copy (arena, text);
  g_assert_cmpuint (acn_text_get_n_languages (packed), ==, 3);
  g_assert_cmpstr (acn_text_get_language (packed, 0), ==, "uk");
  g_assert_cmpstr (acn_text_get (packed, "uk-UA"), ==, "Мапа");
  g_assert_cmpstr (acn_text_get (packed, "fr"), ==, "Map");
  g_assert_cmpstr (acn_text_get_exact (packed, "de"), ==, "");
  g_assert_null (acn_text_get_exact (packed, "fr"));
  copy = acn_text_copy (packed);
  acn_text_set (copy, "en", "Chart");
  g_assert_cmpstr (acn_text_get (copy, "en"), ==, "Chart");
  g_assert_cmpstr (acn_text_get (packed, "en"), ==, "Map");
  g_assert_null (acn_text_pack_copy (arena, none));
  packed = acn_text_pack (arena, 1, &english, &value, &length);
  g_assert_cmpstr (acn_text_get (packed, "uk"), ==, "Map");
}

/* Blocks begin and end, large things have their own, each is where it may be. */
static void
test_arena (void)
{
  g_autoptr (AcnArena) arena = acn_arena_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%*u", g_rand_int_range (rand, 1, 40), i);
      const gsize      alignment = (gsize) 1 << i % 4;
      guint8          *memory = acn_arena_alloc (arena, i % 1000 == 0 ? 50000 : i % 13, alignment);

      g_assert_cmpuint ((gsize) memory % alignment, ==, 0);
      memset (memory, 0xff, i % 1000 == 0 ? 50000 : i % 13);
      g_ptr_array_add (strings, (gpointer) acn_arena_string (arena, text, strlen (text)));
    }
  for (guint i = 0; i < strings->len; i++)
    g_assert_cmpuint (g_ascii_strtoull (g_strchug (strings->pdata[i]), NULL, 10), ==, i);
}

static void
test_arena_share (void)
{
  g_autoptr (AcnArena) arena = acn_arena_new ();
  const char *first = acn_arena_share_string (arena, "para 23 of", 7);

  g_assert_cmpstr (first, ==, "para 23");
  g_assert_true (acn_arena_share_string (arena, "para 23", 7) == first);
  g_assert_cmpstr (acn_arena_share_string (arena, "para 2", 6), ==, "para 2");
  g_assert_cmpstr (acn_arena_share_string (arena, "", 0), ==, "");
  for (guint i = 20000; i > 0; i--) /* more than there is room for, the longer ones first */
    {
      g_autofree char *text = g_strdup_printf ("p. %u", i);

      g_assert_cmpstr (acn_arena_share_string (arena, text, strlen (text)), ==, text);
    }
}

/* Against a hash table of GLib: random ids, some twice, some missing; most rows have none. */
static void
test_id_table (void)
{
  typedef struct
  {
    guint       other;
    const char *id;
  } Row;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AcnArena) arena = acn_arena_new ();
  const guint     step = 20;
  g_autofree Row *rows = g_new0 (Row, 5000 * step);
  AcnIdTable      table;

  acn_id_table_init (&table);
  g_assert_cmpuint (acn_id_table_find (&table, NULL, sizeof (Row), "0"), ==, G_MAXUINT);
  for (guint i = 0; i < 5000 * step; i += step)
    {
      g_autofree char *id = g_strdup_printf ("%x", g_rand_int_range (rand, 0, 4000));
      gpointer         first;

      rows[i].id = acn_arena_string (arena, id, strlen (id));
      if (!g_hash_table_lookup_extended (expected, id, NULL, &first))
        {
          first = GUINT_TO_POINTER (i);
          g_hash_table_insert (expected, (gpointer) rows[i].id, first);
        }
      g_assert_cmpuint (
          acn_id_table_add (&table, &rows[0].id, sizeof (Row), i), ==, GPOINTER_TO_UINT (first));
    }
  for (guint i = 0; i < 4500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%x", i);
      gpointer         first;

      if (!g_hash_table_lookup_extended (expected, id, NULL, &first))
        first = GUINT_TO_POINTER (G_MAXUINT);
      g_assert_cmpuint (
          acn_id_table_find (&table, &rows[0].id, sizeof (Row), id), ==, GPOINTER_TO_UINT (first));
    }
  acn_id_table_clear (&table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/make-literal", test_make_literal);
  g_test_add_func ("/base/text/many-directions", test_many_directions);
  g_test_add_func ("/base/text/pack", test_pack);
  g_test_add_func ("/base/arena/alloc", test_arena);
  g_test_add_func ("/base/arena/share", test_arena_share);
  g_test_add_func ("/base/id-table/against-hash-table", test_id_table);
  return g_test_run ();
}
