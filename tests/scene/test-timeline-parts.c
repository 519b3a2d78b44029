/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Index, stack, ticks, palette and overview of the timeline. */
#include "scene/acn-timeline-index.h"
#include "scene/acn-timeline-overview.h"
#include "scene/acn-timeline-palette.h"
#include "scene/acn-timeline-stack.h"
#include "scene/acn-timeline-ticks.h"

#include <math.h>

/* --- Index ----------------------------------------------------------------------------------- */

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const AcnEvent *left = a, *right = b;

  return (left->when.span.begin_day > right->when.span.begin_day) -
         (left->when.span.begin_day < right->when.span.begin_day);
}

static AcnSpan
make_span (GRand *rand)
{
  static const int lengths[] = { 1, 3, 40, 500, 9000, 80000 };
  const AcnDay     begin = g_rand_int_range (rand, -20000, 20000);
  const int        limit = lengths[g_rand_int_range (rand, 0, G_N_ELEMENTS (lengths))];
  AcnSpan          span = { begin, begin + 1 + g_rand_int_range (rand, 0, limit) };

  if (g_rand_int_range (rand, 0, 40) == 0)
    span.begin_day = ACN_DAY_OPEN_BEGIN;
  if (g_rand_int_range (rand, 0, 40) == 0)
    span.end_day = ACN_DAY_OPEN_END;
  return span;
}

/* What a run finds between two days and which it calls best, against looking at every event. */
static void
check_part (AcnTimelineIndex *index, const AcnTimelineRun *run, double begin, double end)
{
  const guint first = acn_timeline_run_find (run, begin);
  const guint last = acn_timeline_run_find (run, MAX (begin, end));
  guint       n = 0, best = ACN_NONE;

  for (guint i = 0; i < index->n_events; i++)
    {
      const AcnEvent *event = &index->events[i];
      const double    day = acn_timeline_event_middle (event);

      if ((index->shown != NULL && !index->shown[i]) || event->lane != run->lane ||
          acn_timeline_event_class (event) != run->length_class ||
          (event->when.is_interval != 0) != run->is_interval || day < begin || day >= end)
        continue;
      n++;
      if (best == ACN_NONE || event->rank < index->events[best].rank)
        best = i;
    }
  g_assert_cmpuint (last - first, ==, n);
  g_assert_cmpuint (acn_timeline_run_find_best (index, run, first, last), ==, best);
}

/* Each event that is shown is in one run, which is in order. */
static void
check_runs (AcnTimelineIndex *index, GRand *rand)
{
  guint n = 0;

  for (guint i = 0; i < index->n_runs; i++)
    {
      const AcnTimelineRun *run = &index->runs[i];

      g_assert_cmpuint (i, >=, index->first_runs[run->lane]);
      g_assert_cmpuint (i, <, index->first_runs[run->lane + 1]);
      g_assert_cmpuint (run->n, >, 0);
      n += run->n;
      for (guint k = 1; k < run->n; k++)
        g_assert_cmpfloat (acn_timeline_event_middle (&index->events[run->events[k - 1]]),
                           <=,
                           acn_timeline_event_middle (&index->events[run->events[k]]));
      for (guint k = 0; k < 8; k++)
        {
          const double begin = g_rand_double_range (rand, -1200, 1200);

          check_part (index, run, begin, begin + g_rand_double_range (rand, -5, 800));
        }
      check_part (index, run, -1e12, 1e12);
    }
  g_assert_cmpuint (n, ==, index->n_shown);
}

static void
test_index_brute_force (void)
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const AcnLane lanes[] = { { .id = "one" }, { .id = "none" }, { .id = "two" } };

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 20; round++)
    {
      const guint          n_events = g_rand_int_range (rand, 0, 400);
      g_autofree AcnEvent *events = g_new0 (AcnEvent, n_events + 1);
      g_autofree guint8   *shown = g_new0 (guint8, n_events + 1);
      g_autoptr (AcnTimelineIndex) index = NULL;

      for (guint i = 0; i < n_events; i++)
        {
          events[i].when.span = make_span (rand);
          events[i].when.is_interval = g_rand_boolean (rand);
          events[i].lane = 2 * g_rand_int_range (rand, 0, 2);
          events[i].rank = g_rand_int_range (rand, 1, 6);
          shown[i] = g_rand_int_range (rand, 0, 4) > 0;
        }
      qsort (events, n_events, sizeof *events, compare_events);
      index = acn_timeline_index_new_for_arrays (
          lanes, 3, events, n_events, round % 2 == 0 ? NULL : shown);
      g_assert_cmpuint (index->first_runs[1], ==, index->first_runs[2]);
      check_runs (index, rand);
    }
}

/* Lengths double from class to class. */
static void
test_index_classes (void)
{
  static const struct
  {
    AcnSpan span;
    guint   length_class;
    double  middle;
  } cases[] = {
    { { 10, 11 }, 0, 10.5 },
    { { 10, 12 }, 1, 11 },
    { { 10, 14 }, 2, 12 },
    { { 10, 15 }, 3, 12.5 },
    { { 0, 365 }, 9, 182.5 },
    { { 10, ACN_DAY_OPEN_END }, ACN_TIMELINE_OPEN, 10 },
    { { ACN_DAY_OPEN_BEGIN, 10 }, ACN_TIMELINE_OPEN, 10 },
    { { ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END }, ACN_TIMELINE_OPEN, 0 },
    { { ACN_DAY_OPEN_BEGIN + 1, ACN_DAY_OPEN_END - 1 }, 32, -0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AcnEvent event = { .when.span = cases[i].span };

      g_assert_cmpuint (acn_timeline_event_class (&event), ==, cases[i].length_class);
      g_assert_cmpfloat_with_epsilon (acn_timeline_event_middle (&event), cases[i].middle, 1);
    }
}

static void
test_index_later (void)
{
  const AcnLane  lane = { .id = "lane" };
  const AcnEvent events[] = { { .when.span = { 10, 11 } },
                              { .when.span = { 20, 21 }, .later = 1 },
                              { .when.span = { 30, 31 }, .later = 1 } };
  g_autoptr (AcnTimelineIndex) all = acn_timeline_index_new_for_arrays (&lane, 1, events, 3, NULL);
  g_autoptr (AcnTimelineIndex) early =
      acn_timeline_index_new_for_arrays (&lane, 1, events, 1, NULL);

  g_assert_cmpint (all->later_day, ==, 20);
  g_assert_cmpint (early->later_day, ==, ACN_DAY_OPEN_END);
}

/* --- Stack ----------------------------------------------------------------------------------- */

static void
test_stack_table (void)
{
  AcnStackItem alone = { 50, 10, 0 };
  AcnStackItem pair[] = { { 50, 10, 0 }, { 50, 10, 0 } };
  AcnStackItem edge[] = { { 2, 10, 0 }, { 98, 10, 0 } };

  g_assert_cmpfloat (acn_timeline_stack (&alone, 1, 2, 0, 100), ==, 0);
  g_assert_cmpfloat (alone.begin, ==, 45);
  g_assert_cmpfloat (acn_timeline_stack (pair, 2, 2, 0, 100), ==, 6);
  g_assert_cmpfloat (pair[0].begin, ==, 39);
  g_assert_cmpfloat (pair[1].begin, ==, 51);
  g_assert_cmpfloat (acn_timeline_stack (edge, 2, 2, 0, 100), ==, 3);
  g_assert_cmpfloat (edge[0].begin, ==, 0);
  g_assert_cmpfloat (edge[1].begin, ==, 90);
  g_assert_cmpfloat (acn_timeline_stack (NULL, 0, 2, 0, 100), ==, 0);
}

static double
get_cost (const AcnStackItem *items, guint n, double shift, guint first, guint last)
{
  double cost = 0;

  for (guint i = 0; i < n; i++)
    {
      double moved = i >= first && i <= last ? shift : 0;
      cost += pow (items[i].begin + moved + items[i].length / 2 - items[i].wanted, 2);
    }
  return cost;
}

/* Ordered, apart, and no allowed move of any group of neighbours makes the sum of squares less. */
static void
test_stack_random (void)
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 200; round++)
    {
      AcnStackItem items[12];
      const guint  n = g_rand_int_range (rand, 1, 13);
      double       wanted = 0;

      for (guint i = 0; i < n; i++)
        {
          wanted += g_rand_double_range (rand, 0, 30);
          items[i] = (AcnStackItem){ wanted, g_rand_double_range (rand, 5, 25), 0 };
        }
      acn_timeline_stack (items, n, 3, -1e6, 1e6);
      for (guint i = 0; i + 1 < n; i++)
        g_assert_cmpfloat (items[i + 1].begin - items[i].begin - items[i].length, >, 3 - 1e-9);
      for (guint first = 0; first < n; first++)
        for (guint last = first; last < n; last++)
          {
            const double gap_before = first > 0 ? items[first].begin - items[first - 1].begin -
                                                      items[first - 1].length - 3
                                                : 1e6;
            const double gap_after =
                last + 1 < n ? items[last + 1].begin - items[last].begin - items[last].length - 3
                             : 1e6;
            const double cost = get_cost (items, n, 0, 0, 0);

            if (gap_before > 0.1)
              g_assert_cmpfloat (get_cost (items, n, -0.1, first, last), >=, cost - 1e-6);
            if (gap_after > 0.1)
              g_assert_cmpfloat (get_cost (items, n, 0.1, first, last), >=, cost - 1e-6);
          }
    }
}

/* --- Ticks ----------------------------------------------------------------------------------- */

static void
test_ticks_table (void)
{
  static const struct
  {
    double      px_per_day, min_px;
    const char *day, *floor, *next, *heading;
  } cases[] = {
    { 30, 24, "2022-02-24", "2022-02-24", "2022-02-25", "2022-02-01" },
    { 4, 24, "2022-02-24", "2022-02-21", "2022-02-28", "2022-02-01" },
    { 4, 24, "1969-12-31", "1969-12-29", "1970-01-05", "1969-12-01" },
    { 1, 24, "2022-02-24", "2022-02-01", "2022-03-01", "2022-01-01" },
    { 1, 24, "2022-12-31", "2022-12-01", "2023-01-01", "2022-01-01" },
    { 0.3, 24, "2022-12-31", "2022-10-01", "2023-01-01", "2022-01-01" },
    { 0.1, 24, "2022-02-24", "2022-01-01", "2023-01-01", "2022-01-01" },
    { 0.01, 24, "2022-02-24", "2020-01-01", "2030-01-01", "2022-01-01" },
    { 0.01, 24, "-0001-06-01", "-0010-01-01", "0000-01-01", "-0001-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AcnTickStep *step = acn_tick_step_pick (cases[i].px_per_day, cases[i].min_px);
      AcnDay             day = 0, floor_day;
      g_autofree char   *got_floor = NULL;
      g_autofree char   *got_next = NULL;
      g_autofree char   *got_heading = NULL;

      g_assert_true (acn_day_parse (cases[i].day, &day));
      floor_day = acn_tick_step_floor (step, day);
      got_floor = acn_day_to_iso (floor_day);
      got_next = acn_day_to_iso (acn_tick_step_next (step, floor_day));
      got_heading = acn_day_to_iso (acn_tick_heading_floor (step, day));
      g_assert_cmpstr (got_floor, ==, cases[i].floor);
      g_assert_cmpstr (got_next, ==, cases[i].next);
      g_assert_cmpstr (got_heading, ==, cases[i].heading);
    }
}

/* At every scale: ticks rise, keep their distance, and each is its own floor. */
static void
test_ticks_walk (void)
{
  for (double px_per_day = 150; px_per_day > 2e-4; px_per_day *= 0.83)
    {
      const AcnTickStep *step = acn_tick_step_pick (px_per_day, 24);
      AcnDay             tick = acn_tick_step_floor (step, 12345);

      g_assert_cmpint (tick, <=, 12345);
      for (guint i = 0; i < 60 && tick < 2500000; i++)
        {
          AcnDay next = acn_tick_step_next (step, tick);

          g_assert_cmpint (acn_tick_step_floor (step, tick), ==, tick);
          g_assert_cmpint (acn_tick_step_floor (step, next - 1), ==, tick);
          g_assert_cmpfloat ((next - tick) * px_per_day, >=, 24 * 0.9);
          tick = next;
        }
    }
}

/* --- Palette --------------------------------------------------------------------------------- */

static double
get_channel (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_contrast (AcnColor a, AcnColor b)
{
  double la = 0.2126 * get_channel (a.r) + 0.7152 * get_channel (a.g) + 0.0722 * get_channel (a.b);
  double lb = 0.2126 * get_channel (b.r) + 0.7152 * get_channel (b.g) + 0.0722 * get_channel (b.b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static void
test_palette_contrast (void)
{
  for (guint is_dark = 0; is_dark < 2; is_dark++)
    {
      const AcnTimelinePalette *palette = acn_timeline_palette_get (is_dark);
      const AcnTimelinePalette *strong = acn_timeline_palette_get_strong (is_dark);

      g_assert_cmpfloat (get_contrast (strong->ink, strong->ground), >=, 15);
      g_assert_cmpfloat (get_contrast (strong->dim, strong->ground), >=, 10);
      g_assert_cmpfloat (get_contrast (strong->on_accent, strong->accent), >=, 6);

      g_assert_cmpfloat (get_contrast (palette->ink, palette->ground), >=, 7);
      g_assert_cmpfloat (get_contrast (palette->dim, palette->ground), >=, 4.5);
      g_assert_cmpfloat (get_contrast (palette->on_accent, palette->accent), >=, 4.5);
      for (guint lane = 0; lane < 10; lane++)
        {
          AcnColor color = acn_timeline_lane_color (lane, is_dark);

          g_assert_cmpfloat (get_contrast (color, palette->ground), >=, 3);
          g_assert_cmpfloat (get_contrast (color, acn_timeline_ink_on (color)), >=, 4.4);
        }
    }
}

/* --- Overview -------------------------------------------------------------------------------- */

static void
test_overview_positions (void)
{
  const AcnOverviewSpec spec = { .extent = { 100, 201 }, .width_px = 1008, .inset_px = 4 };

  g_assert_cmpfloat (acn_overview_position_of (&spec, 100.5), ==, 4);
  g_assert_cmpfloat (acn_overview_position_of (&spec, 200.5), ==, 1004);
  g_assert_cmpfloat (acn_overview_position_of (&spec, 150.5), ==, 504);
}

static AcnTextSize
no_text (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ 0, 0, 0 };
}

/* The chart: level from a share's first day to the next one's, the largest the highest. */
static void
test_overview_shares (void)
{
  const AcnOverviewShare shares[] = { { 0, 0 }, { 50, 0.25 }, { 80, 0.125 } };
  const AcnOverviewSpec  spec = { .extent = { 0, 101 },
                                  .width_px = 1000,
                                  .height_px = 63,
                                  .text_scale = 1,
                                  .language = "en",
                                  .meter = { no_text, NULL },
                                  .shares = shares,
                                  .n_shares = G_N_ELEMENTS (shares),
                                  .share_color = { 1, 0, 0, 1 } };
  g_autoptr (AcnTimelineIndex) index = acn_timeline_index_new_for_arrays (NULL, 0, NULL, 0, NULL);
  g_autoptr (AcnDisplayList) list = acn_overview_layout (index, &spec);
  guint             n, n_fills = 0;
  const AcnOp      *ops = acn_display_list_get_ops (list, &n);
  const AcnContour *contour = NULL;
  const float      *xy;

  for (guint i = 0; i < n; i++)
    if (ops[i].kind == ACN_OP_FILL)
      {
        n_fills++;
        contour = &acn_display_list_get_contours (list)[ops[i].first_contour];
      }
  g_assert_cmpuint (n_fills, ==, 1);
  xy = acn_display_list_get_points (list) + 2 * contour->first;
  g_assert_cmpuint (contour->n, ==, 8);
  for (guint i = 0; i + 1 < contour->n; i++) /* steps have no slope */
    g_assert_true (xy[2 * i] == xy[2 * i + 2] || xy[2 * i + 1] == xy[2 * i + 3]);
  g_assert_cmpfloat_with_epsilon (xy[2 * 3], acn_overview_position_of (&spec, 50), 1e-3);
  g_assert_cmpfloat_with_epsilon (xy[1] - xy[2 * 3 + 1], 2 * (xy[1] - xy[2 * 5 + 1]), 1e-3);
  g_assert_cmpfloat (xy[2 * 3 + 1], >, 0);
  g_assert_cmpfloat (xy[2 * 3 + 1], <, xy[1]);
  g_assert_cmpfloat (xy[2 * 7 + 1], ==, xy[1]);
}

static guint
count_ops (AcnDisplayList *list)
{
  guint n;

  acn_display_list_get_ops (list, &n);
  return n;
}

/* What a filter hides is neither in the bars nor among the turning points. */
static void
test_overview_filter (void)
{
  const AcnLane   lanes[] = { { .id = "a" } };
  AcnEvent        events[3] = { 0 };
  const guint8    none[3] = { 0 }, one[3] = { 0, 1, 0 };
  const guint8   *filters[] = { none, one, NULL };
  AcnOverviewSpec spec = { .extent = { 0, 101 },
                           .width_px = 1000,
                           .height_px = 63,
                           .text_scale = 1,
                           .language = "en",
                           .meter = { no_text, NULL } };
  guint           n_ops[3];

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    events[i] = (AcnEvent){ .id = "e",
                            .rank = 1,
                            .when.span = { 20 + 20 * (AcnDay) i, 21 + 20 * (AcnDay) i } };
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (AcnTimelineIndex) index =
          acn_timeline_index_new_for_arrays (lanes, 1, events, G_N_ELEMENTS (events), filters[i]);
      g_autoptr (AcnDisplayList) list = acn_overview_layout (index, &spec);

      n_ops[i] = count_ops (list);
    }
  g_assert_cmpuint (n_ops[1], ==, n_ops[0] + 3); /* a bar, and a disc on its ground */
  g_assert_cmpuint (n_ops[2], ==, n_ops[0] + 9);
}

/* The part that the timeline shows, cut to the picture; nothing when it lies outside. */
static void
test_overview_visible (void)
{
  static const struct
  {
    double begin, end, x, width;
  } cases[] = { { 10, 20, 100, 100 }, { -50, 20, 0, 200 }, { 90, 400, 900, 100 } };
  AcnOverviewSpec spec = {
    .extent = { 0, 101 }, .width_px = 1000, .height_px = 63, .text_scale = 1
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcnDisplayList) list = NULL;
      const AcnOp *ops;
      guint        n;

      spec.visible_begin = cases[i].begin;
      spec.visible_end = cases[i].end;
      list = acn_overview_layout_visible (&spec);
      ops = acn_display_list_get_ops (list, &n);
      g_assert_cmpuint (n, ==, 1);
      g_assert_cmpfloat_with_epsilon (ops[0].x, cases[i].x, 1e-3);
      g_assert_cmpfloat_with_epsilon (ops[0].width, cases[i].width, 1e-3);
    }
  spec.visible_begin = 200;
  spec.visible_end = 300;
  {
    g_autoptr (AcnDisplayList) list = acn_overview_layout_visible (&spec);

    g_assert_cmpuint (count_ops (list), ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/timeline-index/brute-force", test_index_brute_force);
  g_test_add_func ("/scene/timeline-index/classes", test_index_classes);
  g_test_add_func ("/scene/timeline-index/later", test_index_later);
  g_test_add_func ("/scene/timeline-stack/table", test_stack_table);
  g_test_add_func ("/scene/timeline-stack/random", test_stack_random);
  g_test_add_func ("/scene/timeline-ticks/table", test_ticks_table);
  g_test_add_func ("/scene/timeline-ticks/walk", test_ticks_walk);
  g_test_add_func ("/scene/timeline-palette/contrast", test_palette_contrast);
  g_test_add_func ("/scene/timeline-overview/positions", test_overview_positions);
  g_test_add_func ("/scene/timeline-overview/shares", test_overview_shares);
  g_test_add_func ("/scene/timeline-overview/filter", test_overview_filter);
  g_test_add_func ("/scene/timeline-overview/visible", test_overview_visible);
  return g_test_run ();
}
