/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-settings-merge.h"

static void
test_table (void)
{
  static const struct
  {
    const char *base, *ours, *theirs, *expected;
  } cases[] = {
    /* Nobody else has changed it. */
    { NULL, "'a'", NULL, "'a'" },
    { "'a'", "'b'", "'a'", "'b'" },
    { "{'x': '1'}", "@a{ss} {}", "{'x': '1'}", "@a{ss} {}" },
    /* Values of one piece: ours. */
    { "'a'", "'b'", "'c'", "'b'" },
    { NULL, "true", "false", "true" },
    { "(1.0, 2.0)", "(3.0, 4.0)", "(5.0, 6.0)", "(3.0, 4.0)" },
    { "['a']", "['a', 'b']", "['a', 'c']", "['a', 'b']" },
    { "'a'", NULL, "'c'", NULL },
    { "{'x': '1'}", NULL, "{'x': '2'}", NULL },
    /* Both have added. */
    { NULL, "{'x': '1'}", "{'y': '2'}", "{'y': '2', 'x': '1'}" },
    { "@a{ss} {}", "{'x': '1'}", "{'y': '2'}", "{'y': '2', 'x': '1'}" },
    { "{'o': '0'}",
      "{'o': '0', 'x': '1'}",
      "{'o': '0', 'y': '2'}",
      "{'o': '0', 'y': '2', 'x': '1'}" },
    /* One has removed, the other added or changed. */
    { "{'o': '0'}", "@a{ss} {}", "{'o': '0', 'y': '2'}", "{'y': '2'}" },
    { "{'o': '0', 'p': '1'}", "{'o': '0', 'p': '2'}", "{'p': '1'}", "{'p': '2'}" },
    { "{'o': '0'}", "{'o': '0', 'x': '1'}", NULL, "{'x': '1'}" },
    { "{'o': '0'}", "@a{ss} {}", "{'o': '3'}", "{}" },
    /* One entry that both have changed: ours. */
    { "{'o': '0'}", "{'o': '1'}", "{'o': '2'}", "{'o': '1'}" },
    { NULL, "{'o': '1'}", "{'o': '2'}", "{'o': '1'}" },
    /* What another hand has left there is no dictionary, or was none. */
    { "{'o': '0'}", "{'o': '1'}", "nonsense", "{'o': '1'}" },
    { "{'o': '0'}", "{'o': '1'}", "", "{'o': '1'}" },
    { "5", "{'o': '1'}", "{'p': '1'}", "{'o': '1'}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *merged = acn_settings_merge (cases[i].base, cases[i].ours, cases[i].theirs);

      g_test_message ("case %u", i);
      g_assert_cmpstr (merged, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/settings-merge/table", test_table);
  return g_test_run ();
}
