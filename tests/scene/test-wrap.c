/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-wrap.h"

#include <string.h>

/* Ten pixels a character: expectations can be counted by hand. */
static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ 10.0 * (double) g_utf8_strlen (text, -1), 16, 12 };
}

typedef struct
{
  const char *text;
  double      width_px;
  guint       max_lines;
  const char *expected; /* lines joined by | */
} Case;

static const Case cases[] = {
  { "one two three", 1000, 0, "one two three" },
  { "one two three", 70, 0, "one two|three" },
  { "one two three", 50, 0, "one|two|three" },
  { "one two three", 50, 2, "one|two…" },
  { "one two three", 70, 1, "one tw…" },
  { "", 100, 0, "" },
  { "  spaced \n out ", 200, 0, "spaced out" },
  { "extraordinary word", 60, 0, "extra…|word" },
  { "Чорне море", 60, 0, "Чорне|море" },
  { "Надзвичайно", 60, 1, "Надзв…" },
  { "a b c d e f", 30, 3, "a b|c d|e f" },
  { "a b c d e f g", 30, 3, "a b|c d|e…" },
  /* What is isolated (FSI, PDI: U+2068, 2069) is so in each line; the mark is U+200E. */
  { "a \u2068\u05d0 \u05d1\u2069 b", 40, 0, "a \u2068\u05d0\u2069|\u200e\u2068\u05d1\u2069 b" },
  { "\u2068\u05d0 \u05d1 \u05d2\u2069", 50, 1, "\u2068\u05d0 \u05d1\u2069…" },
  { "\u2068a\u2069 b c\u2069", 40, 0, "\u2068a\u2069|b c\u2069" },
};

static void
test_table (void)
{
  const AcnFont font = { .size_px = 12 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) lines =
          acn_wrap (cases[i].text, &font, cases[i].width_px, cases[i].max_lines, measure, NULL);
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint l = 0; l < lines->len; l++)
        g_string_append_printf (
            joined, "%s%s", l > 0 ? "|" : "", (char *) g_ptr_array_index (lines, l));
      g_assert_cmpstr (joined->str, ==, cases[i].expected);
    }
}

/* Whatever the text: every line fits and no more lines come than were allowed. */
static void
test_random (void)
{
  const AcnFont font = { .size_px = 12 };

  for (guint run = 0; run < 500; run++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint      max_lines = (guint) g_test_rand_int_range (0, 4);
      double     width = g_test_rand_int_range (20, 300);
      GPtrArray *lines;

      for (int i = g_test_rand_int_range (0, 80); i > 0; i--)
        g_string_append (text,
                         g_test_rand_int_range (0, 5) == 0 ? " "
                         : g_test_rand_int_range (0, 2)    ? "ї"
                                                           : "x");
      lines = acn_wrap (text->str, &font, width, max_lines, measure, NULL);
      g_assert_cmpuint (lines->len, >=, 1);
      if (max_lines > 0)
        g_assert_cmpuint (lines->len, <=, max_lines);
      for (guint l = 0; l < lines->len; l++)
        {
          const char *line = g_ptr_array_index (lines, l);

          g_assert_true (g_utf8_validate (line, -1, NULL));
          g_assert_cmpfloat (measure (&font, line, NULL).width_px, <=, width);
        }
      g_ptr_array_unref (lines);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/wrap/table", test_table);
  g_test_add_func ("/scene/wrap/random", test_random);
  return g_test_run ();
}
