/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-isolate.h"

#define LRM "\u200e"
#define FSI "\u2068"
#define PDI "\u2069"
#define HEBREW "\u05e9\u05dc\u05d5\u05dd"
#define ARABIC "\u0643\u064a\u064a\u0641"

static void
test_texts (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "", "" },
    { "Kyiv, 3 km² (5 %)", "Kyiv, 3 km² (5 %)" },
    { "Київ «x» 中文 é", "Київ «x» 中文 é" },
    { HEBREW, LRM FSI HEBREW PDI },
    { "Kyiv " ARABIC, LRM FSI "Kyiv " ARABIC PDI },
    { "a\u200fb", LRM FSI "a\u200fb" PDI },
    { "a\u202bb\u202c", LRM FSI "a\u202bb\u202c" PDI },
    { "a\u202eb\u2069c", LRM FSI "a\uFFFDbc" PDI },
    { "\xd7\x90\xff", "\xd7\x90\xff" } /* no UTF-8 */,
    { FSI "a" PDI, LRM FSI FSI "a" PDI PDI },
    { "\U0001e900", LRM FSI "\U0001e900" PDI },
    { "\ufefb", LRM FSI "\ufefb" PDI },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *isolated = acn_isolate (cases[i].text);

      g_assert_cmpstr (isolated, ==, cases[i].expected);
    }
}

/* Where nothing is isolated it is printf(). */
static void
test_format (void)
{
  g_autofree char *plain = acn_isolate_printf ("100 %% of %s: %u, %d, %+.1f and %5.2f%s%lu",
                                               "Kyiv",
                                               G_MAXUINT,
                                               -7,
                                               2.25,
                                               3.14159,
                                               "",
                                               G_MAXULONG);
  g_autofree char *expected = g_strdup_printf ("100 %% of %s: %u, %d, %+.1f and %5.2f%s%lu",
                                               "Kyiv",
                                               G_MAXUINT,
                                               -7,
                                               2.25,
                                               3.14159,
                                               "",
                                               G_MAXULONG);
  g_autofree char *turned = acn_isolate_printf ("%3$s %1$s (%2$u)", "one", 2u, "three");
  g_autofree char *nothing = acn_isolate_printf ("%s", "");

  g_assert_cmpstr (plain, ==, expected);
  g_assert_cmpstr (turned, ==, "three one (2)");
  g_assert_cmpstr (nothing, ==, "");
}

/* A mark only where nothing before it in the paragraph has a direction. */
static void
test_sentences (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *first = acn_isolate_printf ("%s: %u events (%s)", HEBREW, 3u, ARABIC);
  g_autofree char *later = acn_isolate_printf ("Saved as “%s”, %s", HEBREW, "Kyiv");
  g_autofree char *numbered = acn_isolate_printf ("%2$s – %1$s", "Kyiv", ARABIC);

  g_assert_cmpstr (first, ==, LRM FSI HEBREW PDI ": 3 events (" FSI ARABIC PDI ")");
  g_assert_cmpstr (later, ==, "Saved as “" FSI HEBREW PDI "”, Kyiv");
  g_assert_cmpstr (numbered, ==, LRM FSI ARABIC PDI " – Kyiv");
  acn_isolate_append (text, "%u · ", 17u);
  acn_isolate_append (text, "%s\n", HEBREW);
  acn_isolate_append (text, "%s, %s", ARABIC, HEBREW);
  g_assert_cmpstr (
      text->str, ==, "17 · " LRM FSI HEBREW PDI "\n" LRM FSI ARABIC PDI ", " FSI HEBREW PDI);
}

/* What stands before it is no UTF-8, as a name of a file may be: whoever shows that has a
 * direction. Where it is written from right to left itself, the paragraph gets ours. */
static void
test_after_others (void)
{
  g_autoptr (GString) broken = g_string_new ("a.json\n\xff");
  g_autoptr (GString) turned = g_string_new ("a.json\n" HEBREW);

  acn_isolate_append (broken, ": %s", HEBREW);
  g_assert_cmpstr (broken->str, ==, "a.json\n\xff: " FSI HEBREW PDI);
  acn_isolate_append (turned, ": %s", HEBREW);
  g_assert_cmpstr (turned->str, ==, "a.json\n" HEBREW ": " LRM FSI HEBREW PDI);
}

/* Of a translator who writes what the program has no value for: told, and nothing is read. */
static void
test_wrong_format (void)
{
  const char *formats[] = { "%*d", "%Lf", "%q", "%77$s", "%" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GString) text = g_string_new ("before");

      g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*place of another kind*");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
      acn_isolate_append (text, formats[i]);
#pragma GCC diagnostic pop
      g_test_assert_expected_messages ();
      g_assert_cmpstr (text->str, ==, "before");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/isolate/texts", test_texts);
  g_test_add_func ("/base/isolate/format", test_format);
  g_test_add_func ("/base/isolate/wrong-format", test_wrong_format);
  g_test_add_func ("/base/isolate/sentences", test_sentences);
  g_test_add_func ("/base/isolate/after-others", test_after_others);
  return g_test_run ();
}
