/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-when.h"

#include <string.h>

#include "../ukrainian.h"

typedef struct
{
  const char *edtf;
  const char *first, *last; /* the days that it may mean, both included; ".." open */
  gboolean    fuzzy;
} Case;

static const Case cases[] = {
  { "2022-03-30", "2022-03-30", "2022-03-30", FALSE },
  { "2022-03", "2022-03-01", "2022-03-31", TRUE },
  { "2024-02", "2024-02-01", "2024-02-29", TRUE },
  { "2022", "2022-01-01", "2022-12-31", TRUE },
  { "2022-03-30~", "2022-03-30", "2022-03-30", TRUE },
  { "2022-03?", "2022-03-01", "2022-03-31", TRUE },
  { "2022%", "2022-01-01", "2022-12-31", TRUE },
  { "2008-04-02/2008-04-04", "2008-04-02", "2008-04-04", FALSE },
  { "2022-02-24/..", "2022-02-24", "..", FALSE },
  { "../2014-02-26", "..", "2014-02-26", FALSE },
  { "../..", "..", "..", FALSE },
  { "2014/2022-02-23", "2014-01-01", "2022-02-23", TRUE },
  { "1999-03-12/1999-03-12", "1999-03-12", "1999-03-12", FALSE },
  { "2022-12/2023-01", "2022-12-01", "2023-01-31", TRUE },
  { "2014~/2015?", "2014-01-01", "2015-12-31", TRUE },
  { "0000", "0000-01-01", "0000-12-31", TRUE },
  { "-0044-03-15", "-0044-03-15", "-0044-03-15", FALSE },
  { "9999-12", "9999-12-01", "9999-12-31", TRUE },
  { "9999", "9999-01-01", "9999-12-31", TRUE },
  { "-9999", "-9999-01-01", "-9999-12-31", TRUE },
  { "2022-03/2022-03-15", "2022-03-01", "2022-03-15", TRUE },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcnWhen when;
      g_autoptr (GError) error = NULL;
      g_autofree char *first = NULL, *last = NULL, *back = NULL;

      acn_when_parse (cases[i].edtf, &when, &error);
      g_assert_no_error (error);
      first = acn_day_to_iso (when.span.begin_day);
      last = acn_day_to_iso (when.span.end_day == ACN_DAY_OPEN_END ? ACN_DAY_OPEN_END
                                                                   : when.span.end_day - 1);
      back = acn_when_to_edtf (&when);
      g_assert_cmpstr (first, ==, cases[i].first);
      g_assert_cmpstr (last, ==, cases[i].last);
      g_assert_cmpstr (back, ==, cases[i].edtf);
      g_assert_cmpint (acn_when_is_fuzzy (&when), ==, cases[i].fuzzy);
    }
}

/* What is refused, and a word that the sentence must say. */
static const struct
{
  const char *edtf, *word;
} refused[] = {
  { "", "understood" },
  { "2023-02-30", "calendar" },
  { "2023-13", "calendar" },
  { "1984-00", "calendar" },
  { "1984-01-00", "calendar" },
  { "20XX", "understood" },
  { "2022-21", "season" },
  { "2022-03-30T12:00", "time of day" },
  { "2022-03-30/2022-03-29", "before it begins" },
  { "2023/2022", "before it begins" },
  { "2022/2023/2024", "two slashes" },
  { "/2022", "understood" },
  { "2022/", "understood" },
  { "30.03.2022", "understood" },
  { "99999", "understood" },
  { "-99999", "understood" },
  { "Y170000002", "understood" },
  { "2022-3-1", "understood" },
  { "~2022", "understood" },
  { "2022-03-30~~", "understood" },
  { " 2022", "understood" },
  { "today", "understood" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      AcnWhen when;
      g_autoptr (GError) error = NULL;

      g_assert_false (acn_when_parse (refused[i].edtf, &when, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, refused[i].word));
      g_assert_nonnull (strstr (error->message, refused[i].edtf));
    }
}

static void
test_refused_in_ukrainian (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      AcnWhen when;
      g_autoptr (GError) english = NULL;
      g_autoptr (GError) ukrainian = NULL;

      acn_when_parse (refused[i].edtf, &when, &english);
      ukrainian_begin ();
      acn_when_parse (refused[i].edtf, &when, &ukrainian);
      ukrainian_end ();
      g_assert_nonnull (strstr (ukrainian->message, refused[i].edtf));
      ukrainian_check (english->message, ukrainian->message);
    }
}

static void
test_random_round_trip (void)
{
  static const char *const marks[] = { "", "~", "?", "%" };

  for (guint run = 0; run < 2000; run++)
    {
      AcnDay           day = g_test_rand_int_range (-900000, 900000);
      g_autofree char *iso = acn_day_to_iso (day);
      gsize            keep = strlen (iso) - (gsize) 3 * (gsize) g_test_rand_int_range (0, 3);
      g_autofree char *cut = g_strndup (iso, keep);
      g_autofree char *edtf = g_strconcat (cut, marks[g_test_rand_int_range (0, 4)], NULL);
      g_autofree char *back = NULL;
      AcnWhen          when;

      g_assert_true (acn_when_parse (edtf, &when, NULL));
      g_assert_true (acn_span_contains (when.span, day));
      back = acn_when_to_edtf (&when);
      g_assert_cmpstr (back, ==, edtf);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/when/table", test_table);
  g_test_add_func ("/base/when/refused", test_refused);
  g_test_add_func ("/base/when/refused/ukrainian", test_refused_in_ukrainian);
  g_test_add_func ("/base/when/random-round-trip", test_random_round_trip);
  return g_test_run ();
}
