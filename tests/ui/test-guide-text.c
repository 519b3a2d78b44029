/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pango/pango.h>

#include "panels/acn-guide-text.h"

static const struct
{
  const char *text;
  const char *read; /* a letter a block, its file and its text between bars */
} cases[] = {
  { "", "" },
  { "\n\n\n", "" },
  { "# One", "T|One" },
  { "## Two\n", "H|Two" },
  { "### Three", "P|### Three" },
  { "#None", "P|#None" },
  { "a\nb\n\nc", "P|a b|P|c" },
  { "a\n  b", "P|a b" },
  { "a\n## B\nc", "P|a|H|B|P|c" },
  { "- one\n  goes on\n- two\n\nafter", "I|one goes on|I|two|P|after" },
  { "before\n- one", "P|before|I|one" },
  { "```\n$ a\n\n  b\n```\nafter", "E|$ a\n\n  b|P|after" },
  { "```json file=a/b.json\n{\n}\n```", "E:a/b.json|{\n}" },
  { "```\n# no heading\n- no item\n```", "E|# no heading\n- no item" },
  { "text\n```\nopen", "P|text|E|open" },
  { "```", "E|" },
  { "\xff", "P|\xef\xbf\xbd" },
};

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) blocks = acn_guide_text_read (cases[i].text);
      g_autoptr (GString) read = g_string_new (NULL);

      for (guint j = 0; j < blocks->len; j++)
        {
          const AcnGuideBlock *block = blocks->pdata[j];

          if (read->len > 0)
            g_string_append_c (read, '|');
          g_string_append_c (read, "THPIE"[block->kind]);
          if (block->file != NULL)
            g_string_append_printf (read, ":%s", block->file);
          g_string_append_printf (read, "|%s", block->text);
        }
      g_assert_cmpstr (read->str, ==, cases[i].read);
    }
}

static void
test_markup (void)
{
  static const char *const texts[][2] = {
    { "", "" },
    { "plain & *soft*", "plain &amp; <i>soft</i>" },
    { "`a`", "<tt>a</tt>" },
    { "`a` and `b < c`: d", "<tt>a</tt> and <tt>b &lt; c</tt>: d" },
    { "`*literal*`", "<tt>*literal*</tt>" },
    { "one ` alone", "one ` alone" },
    { "``", "<tt></tt>" },
    { "*Дати*: `2002~`", "<i>Дати</i>: <tt>2002~</tt>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *markup = acn_guide_text_to_markup (texts[i][0]);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (markup, ==, texts[i][1]);
      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

/* Whatever it is made of: markup that Pango accepts, and no word of it lost. */
static void
test_random (void)
{
  static const char *const parts[] = { "# ", "## ", "- ", "```", "```\n", "`", "*",
                                       "**", "\n",  "\n", "ї",   "<b",    "&", "\xff" };

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) read = g_string_new (NULL);
      g_autoptr (GPtrArray) blocks = NULL;
      guint n_words = g_test_rand_int_range (1, 12);

      for (guint i = 0; i < n_words; i++)
        g_string_append_printf (
            text, "%sw%u", parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))], i);
      blocks = acn_guide_text_read (text->str);
      for (guint i = 0; i < blocks->len; i++)
        {
          const AcnGuideBlock *block = blocks->pdata[i];
          g_autofree char     *markup = acn_guide_text_to_markup (block->text);

          g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));
          g_string_append_printf (read, "%s ", block->text);
        }
      for (guint i = 0; i < n_words; i++)
        {
          g_autofree char *word = g_strdup_printf ("w%u", i);

          /* What stands beside a fence is no text but the language of the example. */
          if (strstr (text->str, "```") == NULL)
            g_assert_nonnull (strstr (read->str, word));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panels/guide-text/blocks", test_blocks);
  g_test_add_func ("/panels/guide-text/markup", test_markup);
  g_test_add_func ("/panels/guide-text/random", test_random);
  return g_test_run ();
}
