/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-time-index.h"

#define OPEN_BEGIN ACN_DAY_OPEN_BEGIN
#define OPEN_END ACN_DAY_OPEN_END

static void
assert_items (const AcnTimeIndex *index, AcnDay day, const char *expected)
{
  g_autoptr (GArray) items = acn_time_index_items_at (index, day);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (items, guint, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr (AcnTimeIndex) index = acn_time_index_new ();
  AcnSpan step;

  acn_time_index_add (index, (AcnSpan){ 5, 5 }, 0);
  acn_time_index_seal (index);
  assert_items (index, 5, "");
  step = acn_time_index_step (index, 5);
  g_assert_cmpint (step.begin_day, ==, OPEN_BEGIN);
  g_assert_cmpint (step.end_day, ==, OPEN_END);
}

static void
test_table (void)
{
  static const struct
  {
    AcnDay      day;
    const char *items;
    AcnDay      begin_day, end_day;
  } cases[] = {
    { -1000, "0", OPEN_BEGIN, 10 }, { 9, "0", OPEN_BEGIN, 10 },  { 10, "0 1", 10, 20 },
    { 19, "0 1", 10, 20 },          { 20, "0 2", 20, 25 },       { 25, "0 2 3", 25, 30 },
    { 30, "0 1 3", 30, 40 },        { 40, "0 3", 40, OPEN_END }, { 9999999, "0 3", 40, OPEN_END },
  };
  g_autoptr (AcnTimeIndex) index = acn_time_index_new ();

  acn_time_index_add (index, (AcnSpan){ 25, OPEN_END }, 3);
  acn_time_index_add (index, (AcnSpan){ 10, 20 }, 1);
  acn_time_index_add (index, (AcnSpan){ 20, 30 }, 2);
  acn_time_index_add (index, (AcnSpan){ 30, 40 }, 1);
  acn_time_index_add (index, (AcnSpan){ OPEN_BEGIN, OPEN_END }, 0);
  acn_time_index_seal (index);
  g_assert_cmpuint (acn_time_index_get_n_breaks (index), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcnSpan step = acn_time_index_step (index, cases[i].day);

      assert_items (index, cases[i].day, cases[i].items);
      g_assert_cmpint (step.begin_day, ==, cases[i].begin_day);
      g_assert_cmpint (step.end_day, ==, cases[i].end_day);
    }
}

/* An item with two spans around one day is there once. */
static void
test_once (void)
{
  g_autoptr (AcnTimeIndex) index = acn_time_index_new ();

  acn_time_index_add (index, (AcnSpan){ 0, 10 }, 7);
  acn_time_index_add (index, (AcnSpan){ 5, 15 }, 7);
  acn_time_index_seal (index);
  assert_items (index, 7, "7");
}

static void
test_breaks_of_others (void)
{
  g_autoptr (AcnTimeIndex) a = acn_time_index_new ();
  g_autoptr (AcnTimeIndex) b = acn_time_index_new ();
  AcnSpan step;

  acn_time_index_add (a, (AcnSpan){ 3, 8 }, 0);
  acn_time_index_seal (a);
  acn_time_index_add_breaks (b, a);
  acn_time_index_seal (b);
  step = acn_time_index_step (b, 5);
  g_assert_cmpint (step.begin_day, ==, 3);
  g_assert_cmpint (step.end_day, ==, 8);
  assert_items (b, 5, "");
}

/* Against looking at every span, on every day. */
static void
test_brute_force (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 200; round++)
    {
      guint   n = g_rand_int_range (rand, 0, 60);
      AcnSpan spans[60];
      g_autoptr (AcnTimeIndex) index = acn_time_index_new ();

      for (guint i = 0; i < n; i++)
        {
          spans[i].begin_day = g_rand_int_range (rand, -2, 40);
          spans[i].end_day = spans[i].begin_day + g_rand_int_range (rand, 0, 20);
          if (spans[i].begin_day == -2)
            spans[i].begin_day = OPEN_BEGIN;
          if (g_rand_int_range (rand, 0, 10) == 0)
            spans[i].end_day = OPEN_END;
          acn_time_index_add (index, spans[i], i);
        }
      acn_time_index_seal (index);
      for (AcnDay day = -5; day < 65; day++)
        {
          g_autoptr (GString) expected = g_string_new (NULL);
          AcnSpan step = acn_time_index_step (index, day);
          guint   n_breaks_within = 0;

          for (guint i = 0; i < n; i++)
            {
              if (acn_span_contains (spans[i], day))
                g_string_append_printf (expected, "%s%u", expected->len > 0 ? " " : "", i);
              if (acn_span_is_empty (spans[i]))
                continue;
              n_breaks_within +=
                  spans[i].begin_day > step.begin_day && spans[i].begin_day < step.end_day;
              n_breaks_within +=
                  spans[i].end_day > step.begin_day && spans[i].end_day < step.end_day;
            }
          assert_items (index, day, expected->str);
          g_assert_true (acn_span_contains (step, day));
          g_assert_cmpuint (n_breaks_within, ==, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/time-index/empty", test_empty);
  g_test_add_func ("/model/time-index/table", test_table);
  g_test_add_func ("/model/time-index/once", test_once);
  g_test_add_func ("/model/time-index/breaks-of-others", test_breaks_of_others);
  g_test_add_func ("/model/time-index/brute-force", test_brute_force);
  return g_test_run ();
}
