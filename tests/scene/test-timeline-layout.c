/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties that every picture of the timeline has, whatever the events, scale and size. */
#include "scene/acn-timeline-layout.h"

#include <math.h>

#define N_LANES 4

/* Half an em a character. */
static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ 0.5 * font->size_px * (double) g_utf8_strlen (text, -1),
                        1.25 * font->size_px,
                        font->size_px };
}

typedef struct
{
  AcnLane           lanes[N_LANES];
  AcnEvent         *events;
  guint             n_events;
  AcnTimelineIndex *index;
  AcnText          *title;
  AcnTimelineSpec   spec;
} Fixture;

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const AcnEvent *left = a, *right = b;

  return (left->when.span.begin_day > right->when.span.begin_day) -
         (left->when.span.begin_day < right->when.span.begin_day);
}

static void
set_events (Fixture *self, const AcnEvent *events, guint n_events)
{
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  g_clear_pointer (&self->events, g_free);
  self->events = g_memdup2 (events, n_events * sizeof *events);
  self->n_events = n_events;
  for (guint i = 0; i < n_events; i++)
    {
      self->events[i].title = self->title;
      self->events[i].id = "event";
    }
  if (n_events > 0)
    qsort (self->events, n_events, sizeof *events, compare_events);
  self->index =
      acn_timeline_index_new_for_arrays (self->lanes, N_LANES, self->events, n_events, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const ids[N_LANES] = { "Summits", "War", "Aid", "Agreements" };

  for (guint i = 0; i < N_LANES; i++)
    self->lanes[i] = (AcnLane){ .id = ids[i] };
  self->title = acn_text_new ("en", "An event with a title of some length that has to be wrapped");
  self->spec = (AcnTimelineSpec){ .begin_day = 0,
                                  .end_day = 1000,
                                  .width_px = 400,
                                  .height_px = 700,
                                  .text_scale = 1,
                                  .reach = { -10000, 10000 },
                                  .selection = ACN_NONE,
                                  .hover = ACN_NONE,
                                  .language = "en",
                                  .meter = { measure, NULL } };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  g_free (self->events);
  acn_text_free (self->title);
}

static void
set_random_events (Fixture *self, GRand *rand, guint n_events)
{
  g_autofree AcnEvent *events = g_new0 (AcnEvent, n_events + 1);

  for (guint i = 0; i < n_events; i++)
    {
      AcnWhen *when = &events[i].when;

      when->span.begin_day = g_rand_int_range (rand, -1500, 2500);
      when->span.end_day = when->span.begin_day + 1;
      if (g_rand_int_range (rand, 0, 5) == 0)
        {
          when->is_interval = TRUE;
          when->span.end_day += g_rand_int_range (rand, 0, 600);
        }
      else if (g_rand_int_range (rand, 0, 8) == 0)
        {
          when->begin_precision = when->end_precision = ACN_PRECISION_MONTH;
          when->span.end_day += 29;
        }
      if (when->is_interval && g_rand_int_range (rand, 0, 12) == 0)
        when->span.end_day = ACN_DAY_OPEN_END;
      events[i].lane = g_rand_int_range (rand, 0, N_LANES);
      events[i].rank = g_rand_int_range (rand, 1, 6);
    }
  set_events (self, events, n_events);
}

static gboolean
is_label (const Fixture *self, AcnTimelineLayout *layout, const AcnTimelineHit *hit)
{
  return hit->kind == ACN_TIMELINE_HIT_EVENT &&
         hit->x >= acn_timeline_layout_get_frame (layout)->labels - 1;
}

/* Labels lie in their column, within the screen, and none touches another. */
static void
check_labels (const Fixture *self, AcnTimelineLayout *layout)
{
  const AcnTimelineFrame *frame = acn_timeline_layout_get_frame (layout);
  guint                   n_hits;
  const AcnTimelineHit   *hits = acn_timeline_layout_get_hits (layout, &n_hits);
  double                  last_end = frame->begin;

  for (guint i = 0; i < n_hits; i++)
    {
      if (!is_label (self, layout, &hits[i]))
        continue;
      g_assert_cmpfloat (hits[i].y, >=, last_end);
      last_end = hits[i].y + hits[i].height;
      g_assert_cmpfloat (last_end, <=, self->spec.height_px);
      g_assert_cmpfloat (hits[i].x + hits[i].width, <=, self->spec.width_px);
    }
}

/* Every event that has a day on screen is drawn on a track or counted by a cluster, once. */
static void
check_none_lost (const Fixture *self, AcnTimelineLayout *layout)
{
  guint                 n_hits;
  const AcnTimelineHit *hits = acn_timeline_layout_get_hits (layout, &n_hits);
  g_autofree gboolean  *seen = g_new0 (gboolean, self->n_events + 1);
  g_autofree gboolean  *counted = g_new0 (gboolean, self->n_events + 1);
  const double          px_per_day = acn_timeline_layout_get_frame (layout)->px_per_day;

  for (guint i = 0; i < n_hits; i++)
    {
      g_autoptr (GArray) members = NULL;

      if (hits[i].kind == ACN_TIMELINE_HIT_EVENT && !is_label (self, layout, &hits[i]))
        seen[hits[i].event] = TRUE;
      if (hits[i].kind != ACN_TIMELINE_HIT_CLUSTER)
        continue;
      members = acn_timeline_layout_list_members (layout, &hits[i]);
      for (guint k = 0; k < members->len; k++)
        {
          g_assert_cmpuint (g_array_index (members, guint, k), <, self->n_events);
          g_assert_false (counted[g_array_index (members, guint, k)]);
          counted[g_array_index (members, guint, k)] = TRUE;
          seen[g_array_index (members, guint, k)] = TRUE;
        }
    }
  for (guint i = 0; i < self->n_events; i++)
    {
      AcnSpan when = self->events[i].when.span;
      double  middle = (when.begin_day + (double) when.end_day) / 2;

      if (!self->events[i].when.is_interval && middle > self->spec.begin_day &&
          middle < self->spec.end_day)
        g_assert_true (seen[i]);
      /* A short interval is a point in its middle, which may lie beyond the edge. */
      if (self->events[i].when.is_interval && when.begin_day > self->spec.begin_day &&
          when.begin_day < self->spec.end_day - 12 / px_per_day)
        g_assert_true (seen[i]);
    }
}

/* The number on each cluster is that of its members, which all belong to its lane and come by
 * time; its event is the foremost of them. */
static void
check_clusters (const Fixture *self, AcnTimelineLayout *layout)
{
  guint                 n_hits;
  const AcnTimelineHit *hits = acn_timeline_layout_get_hits (layout, &n_hits);

  for (guint i = 0; i < n_hits; i++)
    {
      g_autoptr (GArray) members = NULL;
      guint best = 255;

      if (hits[i].kind != ACN_TIMELINE_HIT_CLUSTER)
        continue;
      members = acn_timeline_layout_list_members (layout, &hits[i]);
      g_assert_cmpuint (hits[i].n_events, >, 1);
      g_assert_cmpuint (hits[i].n_events, ==, members->len);
      for (guint k = 0; k < i && !self->spec.horizontal; k++)
        if (hits[k].kind == ACN_TIMELINE_HIT_CLUSTER && hits[k].lane == hits[i].lane)
          g_assert_cmpfloat (hits[k].y + hits[k].height, <=, hits[i].y + 1);
      for (guint k = 0; k < members->len; k++)
        {
          const AcnEvent *event = &self->events[g_array_index (members, guint, k)];

          g_assert_cmpuint (event->lane, ==, hits[i].lane);
          best = MIN (best, event->rank);
          if (k > 0)
            g_assert_cmpfloat (
                acn_timeline_event_middle (event),
                >=,
                acn_timeline_event_middle (&self->events[g_array_index (members, guint, k - 1)]));
        }
      g_assert_cmpuint (self->events[hits[i].event].rank, ==, best);
    }
}

static void
check_clips (AcnTimelineLayout *layout)
{
  guint        n_ops;
  const AcnOp *ops = acn_display_list_get_ops (acn_timeline_layout_get_list (layout), &n_ops);
  int          depth = 0;

  for (guint i = 0; i < n_ops; i++)
    {
      depth += ops[i].kind == ACN_OP_PUSH_CLIP ? 1 : ops[i].kind == ACN_OP_POP_CLIP ? -1 : 0;
      g_assert_cmpint (depth, >=, 0);
      g_assert_true (isfinite (ops[i].x) && isfinite (ops[i].y));
    }
  g_assert_cmpint (depth, ==, 0);
}

static void
test_random (Fixture *self, gconstpointer data)
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (AcnTimelineLayout) layout = NULL;
      const double length = pow (10, g_rand_double_range (rand, 0.8, 3.6));

      set_random_events (self, rand, g_rand_int_range (rand, 0, 300));
      self->spec.begin_day = g_rand_double_range (rand, -1000, 1500);
      self->spec.end_day = self->spec.begin_day + length;
      self->spec.width_px = g_rand_double_range (rand, 200, 700);
      self->spec.height_px = g_rand_double_range (rand, 150, 900);
      self->spec.text_scale = g_rand_double_range (rand, 1, 2);
      self->spec.horizontal = round % 4 == 3;
      self->spec.selection = self->n_events > 0 ? round % self->n_events : ACN_NONE;
      layout = acn_timeline_layout_new (self->index, &self->spec);
      if (!self->spec.horizontal)
        {
          check_labels (self, layout);
          check_none_lost (self, layout);
        }
      check_clusters (self, layout);
      check_clips (layout);
    }
}

/* Labels of a row do not touch each other either. */
static void
test_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  set_random_events (self, rand, 120);
  self->spec.horizontal = TRUE;
  self->spec.width_px = 1400;
  self->spec.height_px = 300;
  for (double begin = -500; begin < 1500; begin += 130)
    {
      g_autoptr (AcnTimelineLayout) layout = NULL;
      const AcnTimelineHit *hits;
      guint                 n_hits;

      self->spec.begin_day = begin;
      self->spec.end_day = begin + 400;
      layout = acn_timeline_layout_new (self->index, &self->spec);
      hits = acn_timeline_layout_get_hits (layout, &n_hits);
      for (guint i = 0; i < n_hits; i++)
        for (guint k = 0; k < i; k++)
          if (hits[i].width > 50 && hits[k].width > 50 && hits[i].lane == hits[k].lane &&
              hits[i].height == hits[k].height && hits[i].height > 15)
            g_assert_true (hits[i].x >= hits[k].x + hits[k].width ||
                           hits[k].x >= hits[i].x + hits[i].width ||
                           hits[i].y >= hits[k].y + hits[k].height || /* above and below */
                           hits[k].y >= hits[i].y + hits[i].height);
    }
}

/* What is picked at the middle of a hit is the hit, or something painted over it. */
static void
test_pick (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (AcnTimelineLayout) layout = NULL;
  const AcnTimelineFrame *frame;
  const AcnTimelineHit   *hits;
  guint                   n_hits;

  set_random_events (self, rand, 150);
  layout = acn_timeline_layout_new (self->index, &self->spec);
  frame = acn_timeline_layout_get_frame (layout);
  hits = acn_timeline_layout_get_hits (layout, &n_hits);
  g_assert_cmpuint (n_hits, >, 20);
  for (guint i = 0; i < n_hits; i++)
    {
      const double   x = hits[i].x + hits[i].width / 2;
      const double   y = hits[i].y + hits[i].height / 2;
      AcnTimelineHit picked = acn_timeline_layout_pick (layout, x, y);

      if (y < frame->begin || y > self->spec.height_px)
        continue;
      g_assert_cmpint (picked.kind, >=, ACN_TIMELINE_HIT_EVENT);
      if (is_label (self, layout, &hits[i]))
        g_assert_cmpuint (picked.event, ==, hits[i].event);
    }
  g_assert_cmpint (acn_timeline_layout_pick (layout, 5, 400).kind, ==, ACN_TIMELINE_HIT_AXIS);
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      AcnTimelineHit picked = acn_timeline_layout_pick (
          layout, frame->tracks + (lane + 0.5) * frame->track_size + 1, frame->begin - 2);

      g_assert_cmpint (picked.kind, ==, ACN_TIMELINE_HIT_LANE);
      g_assert_cmpuint (picked.lane, ==, lane);
    }
}

static void
test_days (Fixture *self, gconstpointer data)
{
  g_autoptr (AcnTimelineLayout) layout = NULL;
  const AcnTimelineFrame *frame;

  set_events (self, NULL, 0);
  layout = acn_timeline_layout_new (self->index, &self->spec);
  frame = acn_timeline_layout_get_frame (layout);
  g_assert_cmpfloat_with_epsilon (
      acn_timeline_layout_day_at (layout, 0, frame->begin), self->spec.begin_day, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      acn_timeline_layout_day_at (layout, 0, self->spec.height_px), self->spec.end_day, 1e-9);
  for (double day = -100; day < 1100; day += 37.5)
    g_assert_cmpfloat_with_epsilon (
        acn_timeline_layout_day_at (layout, 0, acn_timeline_layout_position_of (layout, day)),
        day,
        1e-9);
}

static guint
count_ops (AcnDisplayList *list)
{
  guint n;

  acn_display_list_get_ops (list, &n);
  return n;
}

static void
test_playhead (Fixture *self, gconstpointer data)
{
  g_autoptr (AcnTimelineLayout) layout = NULL;
  g_autoptr (AcnDisplayList) on = NULL;
  g_autoptr (AcnDisplayList) off = NULL;
  const AcnOp *ops;
  guint        n;
  double       y;

  set_events (self, NULL, 0);
  layout = acn_timeline_layout_new (self->index, &self->spec);
  on = acn_timeline_layout_playhead (layout, 500, FALSE);
  off = acn_timeline_layout_playhead (layout, 1500, FALSE);
  ops = acn_display_list_get_ops (on, &n);
  y = acn_timeline_layout_position_of (layout, 500.5);
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpfloat_with_epsilon (ops[0].y + ops[0].height / 2, y, 0.5);
  g_assert_cmpuint (count_ops (off), ==, 0);
}

static gboolean
has_label (const Fixture *self, AcnTimelineLayout *layout, guint event)
{
  guint                 n_hits;
  const AcnTimelineHit *hits = acn_timeline_layout_get_hits (layout, &n_hits);

  for (guint i = 0; i < n_hits; i++)
    if (is_label (self, layout, &hits[i]) && hits[i].event == event)
      return TRUE;
  return FALSE;
}

/* Turning points and the selection are labelled before footnotes that crowd about them. */
static void
test_ranks (Fixture *self, gconstpointer data)
{
  AcnEvent events[40] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    events[i] = (AcnEvent){ .when.span = { 440 + 3 * (AcnDay) i, 441 + 3 * (AcnDay) i },
                            .rank = i % 10 == 5 ? 1 : 5,
                            .lane = i % N_LANES };
  set_events (self, events, G_N_ELEMENTS (events));
  self->spec.selection = 12;
  {
    g_autoptr (AcnTimelineLayout) layout = acn_timeline_layout_new (self->index, &self->spec);

    for (guint i = 5; i < G_N_ELEMENTS (events); i += 10)
      g_assert_true (has_label (self, layout, i));
    g_assert_true (has_label (self, layout, 12));
    g_assert_false (has_label (self, layout, 14));
  }
}

/* Of two neighbours without room for both the turning point is labelled, the footnote not. */
static void
test_rank_first (Fixture *self, gconstpointer data)
{
  const AcnEvent events[] = { { .when.span = { 500, 501 }, .rank = 5, .lane = 0 },
                              { .when.span = { 502, 503 }, .rank = 1, .lane = 1 } };
  g_autoptr (AcnTimelineLayout) layout = NULL;

  set_events (self, events, G_N_ELEMENTS (events));
  layout = acn_timeline_layout_new (self->index, &self->spec);
  g_assert_false (has_label (self, layout, 0));
  g_assert_true (has_label (self, layout, 1));
}

/* A label stands by its mark: none further than twice a line from the middle of its day. */
static void
test_labels_are_near (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  guint n_labels = 0;

  set_random_events (self, rand, 400);
  for (double length = 30; length < 4000; length *= 1.7)
    {
      g_autoptr (AcnTimelineLayout) layout = NULL;
      const AcnTimelineHit *hits;
      guint                 n_hits;

      self->spec.begin_day = 500 - length / 2;
      self->spec.end_day = 500 + length / 2;
      layout = acn_timeline_layout_new (self->index, &self->spec);
      hits = acn_timeline_layout_get_hits (layout, &n_hits);
      for (guint i = 0; i < n_hits; i++)
        {
          const AcnEvent *event;

          if (!is_label (self, layout, &hits[i]))
            continue;
          event = &self->events[hits[i].event];
          n_labels++;
          if (!event->when.is_interval)
            g_assert_cmpfloat (
                fabs (hits[i].y + 10.5 -
                      acn_timeline_layout_position_of (layout, acn_timeline_event_middle (event))),
                <=,
                38);
        }
    }
  g_assert_cmpuint (n_labels, >, 100);
}

/* The axis tells no date twice where the playhead's chip stands: what it would cut is covered. */
static void
test_playhead_covers (Fixture *self, gconstpointer data)
{
  set_events (self, NULL, 0);
  for (AcnDay day = 300; day < 700; day += 7)
    {
      g_autoptr (AcnTimelineLayout) layout = acn_timeline_layout_new (self->index, &self->spec);
      g_autoptr (AcnDisplayList) list = acn_timeline_layout_playhead (layout, day, FALSE);
      const double chip = acn_timeline_layout_position_of (layout, day + 0.5);
      guint        n_ops, n_covers, n_cut = 0;
      const AcnOp *ops = acn_display_list_get_ops (acn_timeline_layout_get_list (layout), &n_ops);

      for (guint i = 0; i < n_ops; i++)
        if (ops[i].kind == ACN_OP_TEXT && ops[i].x < 60 && fabs (ops[i].y - 4 - chip) < 22)
          n_cut++;
      ops = acn_display_list_get_ops (list, &n_covers);
      g_assert_cmpuint (n_covers, >=, 5 + n_cut);
    }
}

/* Scrolling by whole pixels changes no cluster. */
static void
test_clusters_stay (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);
  double px_per_day = 0;

  set_random_events (self, rand, 300);
  for (guint step = 0; step < 40; step++)
    {
      g_autoptr (AcnTimelineLayout) layout = acn_timeline_layout_new (self->index, &self->spec);
      guint                 n_hits;
      const AcnTimelineHit *hits = acn_timeline_layout_get_hits (layout, &n_hits);

      px_per_day = acn_timeline_layout_get_frame (layout)->px_per_day;
      for (guint i = 0; i < n_hits; i++)
        {
          gpointer known, first;
          g_autoptr (GArray) members = NULL;

          if (hits[i].kind != ACN_TIMELINE_HIT_CLUSTER)
            continue;
          members = acn_timeline_layout_list_members (layout, &hits[i]);
          first = GUINT_TO_POINTER (g_array_index (members, guint, 0) + 1);
          known = g_hash_table_lookup (sizes, first);
          if (known != NULL)
            g_assert_cmpuint (GPOINTER_TO_UINT (known), ==, hits[i].n_events);
          g_hash_table_insert (sizes, first, GUINT_TO_POINTER (hits[i].n_events));
        }
      self->spec.begin_day += 7 / px_per_day;
      self->spec.end_day += 7 / px_per_day;
    }
  g_assert_cmpuint (g_hash_table_size (sizes), >, 5);
}

static void
test_tiny (Fixture *self, gconstpointer data)
{
  static const double sizes[] = { 0, 1, 30, 60, 130 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  set_random_events (self, rand, 50);
  for (guint w = 0; w < G_N_ELEMENTS (sizes); w++)
    for (guint h = 0; h < G_N_ELEMENTS (sizes); h++)
      for (guint horizontal = 0; horizontal < 2; horizontal++)
        {
          g_autoptr (AcnTimelineLayout) layout = NULL;
          g_autoptr (AcnDisplayList) playhead = NULL;

          self->spec.width_px = sizes[w];
          self->spec.height_px = sizes[h];
          self->spec.horizontal = horizontal;
          layout = acn_timeline_layout_new (self->index, &self->spec);
          playhead = acn_timeline_layout_playhead (layout, 500, TRUE);
          if (sizes[w] == 0 && sizes[h] == 0)
            g_assert_cmpuint (count_ops (acn_timeline_layout_get_list (layout)), ==, 0);
          acn_timeline_layout_pick (layout, 10, 10);
          acn_timeline_layout_day_at (layout, 10, 10);
        }
}

/* Ten thousand events on screen keep a frame's time: the work grows with what is seen. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (AcnTimelineLayout) layout = NULL;
  gint64 begin_usec;

  set_random_events (self, rand, 100000);
  self->spec.begin_day = 10;
  self->spec.end_day = 20;
  begin_usec = g_get_monotonic_time ();
  layout = acn_timeline_layout_new (self->index, &self->spec);
  g_test_message ("10 days of 100,000 events: %.1f ms",
                  (g_get_monotonic_time () - begin_usec) / 1000.0);
  check_clusters (self, layout);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/scene/timeline-layout/random", test_random },
    { "/scene/timeline-layout/rows-do-not-overlap", test_rows },
    { "/scene/timeline-layout/pick", test_pick },
    { "/scene/timeline-layout/days", test_days },
    { "/scene/timeline-layout/playhead", test_playhead },
    { "/scene/timeline-layout/ranks", test_ranks },
    { "/scene/timeline-layout/rank-first", test_rank_first },
    { "/scene/timeline-layout/labels-are-near", test_labels_are_near },
    { "/scene/timeline-layout/playhead-covers", test_playhead_covers },
    { "/scene/timeline-layout/clusters-stay", test_clusters_stay },
    { "/scene/timeline-layout/tiny", test_tiny },
    { "/scene/timeline-layout/many", test_many },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
