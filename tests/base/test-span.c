/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-span.h"

typedef struct
{
  const char *iso;
  AcnDay      day;
  int         weekday;
} Case;

/* Day numbers from the definition (1970-01-01 = 0) and well-known dates. */
static const Case cases[] = {
  { "1970-01-01", 0, 4 },       { "1970-01-02", 1, 5 },       { "1969-12-31", -1, 3 },
  { "2000-02-29", 11016, 2 },   { "2000-03-01", 11017, 3 },   { "2022-02-24", 19047, 4 },
  { "2024-07-11", 19915, 4 },   { "1949-04-04", -7577, 1 },   { "0000-03-01", -719468, 3 },
  { "1582-10-15", -141427, 5 }, { "9999-12-31", 2932896, 5 }, { "-0001-12-31", -719529, 5 },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcnDay           day;
      g_autofree char *back = acn_day_to_iso (cases[i].day);

      g_assert_true (acn_day_parse (cases[i].iso, &day));
      g_assert_cmpint (day, ==, cases[i].day);
      g_assert_cmpstr (back, ==, cases[i].iso);
      g_assert_cmpint (acn_day_weekday (day), ==, cases[i].weekday);
    }
}

static void
test_refused (void)
{
  static const char *const bad[] = { "",
                                     "2023-02-30",
                                     "2023-02-29",
                                     "1900-02-29",
                                     "2023-13-01",
                                     "2023-00-01",
                                     "2023-01-00",
                                     "2023-1-1",
                                     "20230101",
                                     "2023-01-01x",
                                     " 2023-01-01",
                                     "2023-01-01T00:00",
                                     "10000-01-01",
                                     "x023-01-01",
                                     "2023-04-31",
                                     "--023-01-01" };
  AcnDay                   day = 42;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (acn_day_parse (bad[i], &day));
  g_assert_cmpint (day, ==, 42);
}

/* Every day of the range follows the one before it. */
static void
test_every_day (void)
{
  AcnDay first, last;
  int    year = 0, month = 0, day_of_month = 0;

  g_assert_true (acn_day_from_ymd (ACN_YEAR_MIN, 1, 1, &first));
  g_assert_true (acn_day_from_ymd (ACN_YEAR_MAX, 12, 31, &last));
  acn_day_to_ymd (first - 1, &year, &month, &day_of_month);
  for (AcnDay day = first; day <= last; day++)
    {
      int    y, m, d;
      AcnDay back;

      acn_day_to_ymd (day, &y, &m, &d);
      if (d != 1)
        g_assert_true (y == year && m == month && d == day_of_month + 1);
      else if (m != 1)
        g_assert_true (y == year && m == month + 1 && day_of_month >= 28);
      else
        g_assert_true (y == year + 1 && month == 12 && day_of_month == 31);
      if (!acn_day_from_ymd (y, m, d, &back) || back != day)
        g_error ("day %d is %d-%d-%d, which is day %d", day, y, m, d, back);
      year = y;
      month = m;
      day_of_month = d;
    }
}

static void
test_add_months (void)
{
  static const struct
  {
    const char *from;
    int         n;
    const char *to;
  } steps[] = {
    { "2024-01-31", 1, "2024-02-29" },  { "2023-01-31", 1, "2023-02-28" },
    { "2024-03-31", -1, "2024-02-29" }, { "2023-12-15", 1, "2024-01-15" },
    { "2023-01-15", -1, "2022-12-15" }, { "2022-02-24", 12, "2023-02-24" },
    { "2024-02-29", 12, "2025-02-28" }, { "2022-02-24", -240, "2002-02-24" },
    { "2022-02-24", 0, "2022-02-24" },  { "9999-12-31", 5, "9999-12-31" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AcnDay           day;
      g_autofree char *to = NULL;

      g_assert_true (acn_day_parse (steps[i].from, &day));
      to = acn_day_to_iso (acn_day_add_months (day, steps[i].n));
      g_assert_cmpstr (to, ==, steps[i].to);
    }
}

static void
test_span_helpers (void)
{
  const AcnSpan a = { 10, 20 }, b = { 20, 30 }, c = { 15, 25 },
                all = { ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END };

  g_assert_false (acn_span_overlaps (a, b)); /* half-open: they only touch */
  g_assert_true (acn_span_overlaps (a, c));
  g_assert_true (acn_span_overlaps (all, a));
  g_assert_true (acn_span_contains (a, 10));
  g_assert_false (acn_span_contains (a, 20));
  g_assert_true (acn_span_equal (acn_span_intersect (a, c), (AcnSpan){ 15, 20 }));
  g_assert_true (acn_span_is_empty (acn_span_intersect (a, b)));
  g_assert_cmpint (acn_span_n_days (all), ==, G_GINT64_CONSTANT (4294967295));
  g_assert_cmpint (acn_span_clamp (a, 25), ==, 19);
  g_assert_cmpint (acn_span_clamp (a, 5), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/span/table", test_table);
  g_test_add_func ("/base/span/refused", test_refused);
  g_test_add_func ("/base/span/every-day", test_every_day);
  g_test_add_func ("/base/span/add-months", test_add_months);
  g_test_add_func ("/base/span/helpers", test_span_helpers);
  return g_test_run ();
}
