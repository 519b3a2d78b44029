/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pango/pango.h>

#include "panels/acn-markup.h"

static const struct
{
  const char *text;
  const char *markup;
} cases[] = {
  { "", "" },
  { "plain", "plain" },
  { "a < b & c > d", "a &lt; b &amp; c &gt; d" },
  { "<b>not bold</b>", "&lt;b&gt;not bold&lt;/b&gt;" },
  { "*soft*", "<i>soft</i>" },
  { "**strong** end", "<b>strong</b> end" },
  { "**strong *both***", "<b>strong *both</b>*" },
  { "2 * 3 * 4", "2 * 3 * 4" },
  { "*open", "*open" },
  { "*a\nb*", "*a\nb*" },
  { "- one\n- two", "•\xc2\xa0one\n•\xc2\xa0two" },
  { "[NATO](https://www.nato.int/x?a=1&b=2)",
    "<a href=\"https://www.nato.int/x?a=1&amp;b=2\">NATO</a>" },
  { "[x](javascript:alert(1))", "[x](javascript:alert(1))" },
  { "[x](file:///etc/passwd)", "[x](file:///etc/passwd)" },
  { "[a](http://b\"onclick)", "<a href=\"http://b&quot;onclick\">a</a>" },
  { "[<i>](https://b)", "<a href=\"https://b\">&lt;i&gt;</a>" },
  { "[a] (b)", "[a] (b)" },
  { "*a [b* c](https://d)", "<i>a [b</i> c](https://d)" },
  { "Ґанок — «текст»", "Ґанок — «текст»" },
  { "bell\x07", "bell\xef\xbf\xbd" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = acn_markup_from_text (cases[i].text);
      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

static void
test_null (void)
{
  g_autofree char *markup = acn_markup_from_text (NULL);

  g_assert_cmpstr (markup, ==, "");
}

/* Whatever the text, Pango must accept the markup. */
static void
test_random_parses (void)
{
  static const char *const parts[] = { "*",         "**",  "[",    "](", ")",       "http://",
                                       "https://a", "<b>", "&",    "\"", "- ",      "\n",
                                       "x",         " ",   "\xff", "ї",  "</span>", "\x01" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *markup = NULL;
      g_autoptr (GError) error = NULL;
      int n = g_test_rand_int_range (0, 24);

      for (int i = 0; i < n; i++)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      markup = acn_markup_from_text (text->str);
      /* Links are GtkLabel's, not Pango's: take them away as it does. */
      g_autoptr (GRegex) links = g_regex_new ("</?a( href=\"[^\"]*\")?>", 0, 0, NULL);
      g_autofree char *rest = g_regex_replace_literal (links, markup, -1, 0, "", 0, NULL);
      if (!pango_parse_markup (rest, -1, 0, NULL, NULL, NULL, &error))
        g_error ("“%s” gave “%s”: %s", text->str, markup, error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panels/markup/table", test_table);
  g_test_add_func ("/panels/markup/null", test_null);
  g_test_add_func ("/panels/markup/random-parses", test_random_parses);
  return g_test_run ();
}
