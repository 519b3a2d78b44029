/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events are split into runs: by lane, by whether they are intervals, and by length, each length at
 * most twice the next. A run is sorted by the middle of the dates, so what lies in a part of time
 * is one stretch of it, found by binary search, and its foremost event comes from a tournament tree
 * of ranks. A screen asks each run for each of its cells, however many events these hold. */
#include "scene/acn-timeline-index.h"

#include <stdlib.h>

#define N_CLASSES (ACN_TIMELINE_OPEN + 1)
#define N_KINDS (2 * N_CLASSES)

typedef struct
{
  AcnTimelineIndex public;
  AcnDossier     *dossier;
  guint          *counts;     /* by lane */
  guint          *first_runs; /* by lane */
  guint          *sorted;     /* events of all runs */
  gint32         *halves;     /* middles of the same */
  guint          *trees;      /* tournaments of all runs */
  gatomicrefcount refs;
} Index;

/**
 * acn_timeline_event_class:
 *
 * Returns: c such that the event lasts more than 2^(c-1) and at most 2^c days, or ACN_TIMELINE_OPEN
 */
guint
acn_timeline_event_class (const AcnEvent *event)
{
  const AcnSpan span = event->when.span;

  if (span.begin_day == ACN_DAY_OPEN_BEGIN || span.end_day == ACN_DAY_OPEN_END)
    return ACN_TIMELINE_OPEN;
  return acn_span_n_days (span) <= 1 ? 0
                                     : (guint) g_bit_storage ((gulong) acn_span_n_days (span) - 1);
}

/**
 * acn_timeline_event_middle:
 *
 * Returns: the middle of the days that the event may mean or takes, fractional; of an open event
 *   the end that is known, day 0 without any
 */
double
acn_timeline_event_middle (const AcnEvent *event)
{
  const AcnSpan  span = event->when.span;
  const gboolean begin_open = span.begin_day == ACN_DAY_OPEN_BEGIN;
  const gboolean end_open = span.end_day == ACN_DAY_OPEN_END;

  if (begin_open && end_open)
    return 0;
  if (begin_open)
    return span.end_day;
  return end_open ? span.begin_day : (span.begin_day + (double) span.end_day) / 2;
}

static guint
get_kind (const AcnTimelineIndex *self, guint event)
{
  const AcnEvent *row = &self->events[event];

  return row->lane * N_KINDS + 2 * acn_timeline_event_class (row) + (row->when.is_interval != 0);
}

static gboolean
is_drawn (const AcnTimelineIndex *self, guint event)
{
  return (self->shown == NULL || self->shown[event]) && self->events[event].lane < self->n_lanes;
}

static void
count_events (Index *self)
{
  g_autofree guint *n_firsts = g_new0 (guint, self->public.n_lanes + 1);

  for (guint i = 0; i < self->public.n_events; i++)
    {
      const AcnEvent *event = &self->public.events[i];

      if (self->public.shown != NULL && !self->public.shown[i])
        continue;
      self->public.n_shown++;
      if (event->lane < self->public.n_lanes)
        {
          self->counts[event->lane]++;
          n_firsts[event->lane] += event->rank <= 1;
        }
      if (event->later && event->when.span.begin_day != ACN_DAY_OPEN_BEGIN)
        self->public.later_day = MIN (self->public.later_day, event->when.span.begin_day);
    }
  self->public.lead_lane = ACN_NONE;
  for (guint lane = 0, most = 0; lane < self->public.n_lanes; lane++)
    if (n_firsts[lane] > most)
      {
        most = n_firsts[lane];
        self->public.lead_lane = lane;
      }
}

static int
compare_middles (gconstpointer a, gconstpointer b, gpointer data)
{
  const AcnTimelineIndex *self = data;
  const guint             left = *(const guint *) a, right = *(const guint *) b;
  const double            left_day = acn_timeline_event_middle (&self->events[left]);
  const double            right_day = acn_timeline_event_middle (&self->events[right]);

  if (left_day != right_day)
    return left_day < right_day ? -1 : 1;
  return (left > right) - (left < right);
}

/* Events come by their first day, so most runs are in order already. */
static void
sort_run (Index *self, guint *events, guint n)
{
  for (guint i = 1; i < n; i++)
    if (compare_middles (&events[i - 1], &events[i], &self->public) > 0)
      {
        g_qsort_with_data (events, (int) n, sizeof *events, compare_middles, &self->public);
        return;
      }
}

/**
 * acn_timeline_index_pick_best:
 * @a: an event, or ACN_NONE
 * @b: an event, or ACN_NONE
 *
 * Returns: the one of lower rank, of equals the earlier
 */
guint
acn_timeline_index_pick_best (const AcnTimelineIndex *self, guint a, guint b)
{
  if (a == ACN_NONE || b == ACN_NONE)
    return a == ACN_NONE ? b : a;
  if (self->events[a].rank != self->events[b].rank)
    return self->events[a].rank < self->events[b].rank ? a : b;
  return MIN (a, b);
}

/* Node i is the better of nodes 2i and 2i + 1; node n + i is event i. */
static void
fill_tree (Index *self, const guint *events, guint *tree, guint n)
{
  for (guint i = n - 1; i > 0; i--)
    {
      const guint left = 2 * i, right = 2 * i + 1;

      tree[i] = acn_timeline_index_pick_best (&self->public,
                                              left < n ? tree[left] : events[left - n],
                                              right < n ? tree[right] : events[right - n]);
    }
}

static void
add_run (Index *self, guint kind, guint first, guint n)
{
  AcnTimelineRun *run = &self->public.runs[self->public.n_runs++];

  sort_run (self, self->sorted + first, n);
  fill_tree (self, self->sorted + first, self->trees + first, n);
  for (guint i = first; i < first + n; i++)
    self->halves[i] =
        (gint32) CLAMP (2 * acn_timeline_event_middle (&self->public.events[self->sorted[i]]),
                        G_MININT32,
                        G_MAXINT32);
  *run = (AcnTimelineRun){ .lane = kind / N_KINDS,
                           .length_class = kind % N_KINDS / 2,
                           .is_interval = kind % 2 != 0,
                           .n = n,
                           .events = self->sorted + first,
                           .halves = self->halves + first,
                           .best = self->trees + first };
}

static void
fill_runs (Index *self)
{
  const guint       n_kinds = self->public.n_lanes * N_KINDS;
  g_autofree guint *places = g_new0 (guint, n_kinds + 1); /* where each kind goes on */
  guint             n = 0, first = 0;

  for (guint i = 0; i < self->public.n_events; i++)
    if (is_drawn (&self->public, i))
      places[get_kind (&self->public, i)]++;
  for (guint kind = 0; kind < n_kinds; kind++)
    {
      const guint size = places[kind];

      self->public.n_runs += size > 0;
      places[kind] = n;
      n += size;
    }
  self->sorted = g_new (guint, MAX (n, 1));
  self->halves = g_new (gint32, MAX (n, 1));
  self->trees = g_new (guint, MAX (n, 1));
  self->public.runs = g_new0 (AcnTimelineRun, MAX (self->public.n_runs, 1));
  self->public.n_runs = 0;
  for (guint i = 0; i < self->public.n_events; i++)
    if (is_drawn (&self->public, i))
      self->sorted[places[get_kind (&self->public, i)]++] = i;
  for (guint kind = 0; kind < n_kinds; kind++)
    {
      if (kind % N_KINDS == 0)
        self->first_runs[kind / N_KINDS] = self->public.n_runs;
      if (places[kind] > first)
        add_run (self, kind, first, places[kind] - first);
      first = places[kind];
    }
  self->first_runs[self->public.n_lanes] = self->public.n_runs;
}

/**
 * acn_timeline_index_new_for_arrays:
 * @lanes: (array length=n_lanes): must outlive the index
 * @events: (array length=n_events): sorted by first day; must outlive the index
 * @shown: (array length=n_events) (nullable): 0 for those that are left out; copied
 *
 * Returns: (transfer full): the index. O(n_events), but for dates of mixed length O(n log n).
 */
AcnTimelineIndex *
acn_timeline_index_new_for_arrays (const AcnLane  *lanes,
                                   guint           n_lanes,
                                   const AcnEvent *events,
                                   guint           n_events,
                                   const guint8   *shown)
{
  Index *self = g_new0 (Index, 1);

  g_atomic_ref_count_init (&self->refs);
  self->public.lanes = lanes;
  self->public.n_lanes = n_lanes;
  self->public.events = events;
  self->public.n_events = n_events;
  self->public.later_day = ACN_DAY_OPEN_END;
  self->public.shown = g_memdup2 (shown, shown != NULL ? n_events : 0);
  self->counts = g_new0 (guint, n_lanes + 1);
  self->first_runs = g_new0 (guint, n_lanes + 1);
  self->public.lane_counts = self->counts;
  self->public.first_runs = self->first_runs;
  count_events (self);
  fill_runs (self);
  return &self->public;
}

/**
 * acn_timeline_index_new:
 * @dossier: kept alive by the index
 * @shown: (nullable): a byte an event, 0 for those that are left out; copied
 *
 * Returns: (transfer full): the index of its events.
 */
AcnTimelineIndex *
acn_timeline_index_new (AcnDossier *dossier, const guint8 *shown)
{
  guint             n_lanes, n_events;
  const AcnLane    *lanes = acn_dossier_get_lanes (dossier, &n_lanes);
  const AcnEvent   *events = acn_dossier_get_events (dossier, &n_events);
  AcnTimelineIndex *self =
      acn_timeline_index_new_for_arrays (lanes, n_lanes, events, n_events, shown);

  ((Index *) self)->dossier = acn_dossier_ref (dossier);
  return self;
}

/**
 * acn_timeline_index_ref:
 *
 * Returns: (transfer full): the same index. Any thread.
 */
AcnTimelineIndex *
acn_timeline_index_ref (AcnTimelineIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&((Index *) self)->refs);
  return self;
}

/**
 * acn_timeline_index_unref:
 *
 * Drops a reference; the last one frees the index. Any thread.
 */
void
acn_timeline_index_unref (AcnTimelineIndex *self)
{
  Index *index = (Index *) self;

  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&index->refs))
    return;
  g_clear_pointer (&index->dossier, acn_dossier_unref);
  g_free ((gpointer) index->public.shown);
  g_free (index->public.runs);
  g_free (index->sorted);
  g_free (index->halves);
  g_free (index->trees);
  g_free (index->first_runs);
  g_free (index->counts);
  g_free (index);
}

/**
 * acn_timeline_run_find:
 * @day: fractional
 *
 * Returns: the place in @run of its first event whose middle is @day or later; its n without one.
 *   O(log n).
 */
guint
acn_timeline_run_find (const AcnTimelineRun *run, double day)
{
  guint low = 0, high = run->n;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (run->halves[middle] < 2 * day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * acn_timeline_run_find_best:
 * @first: place in @run
 * @end: place after the last, <= its n
 *
 * Returns: the event of lowest rank among them, of equals the earliest; ACN_NONE when there is
 * none. O(log n).
 */
guint
acn_timeline_run_find_best (const AcnTimelineIndex *self,
                            const AcnTimelineRun   *run,
                            guint                   first,
                            guint                   end)
{
  guint found = ACN_NONE;
  guint left = first + run->n, right = end + run->n;

  for (; left < right; left /= 2, right /= 2)
    {
      if (left % 2 != 0)
        {
          const guint node = left++;

          found = acn_timeline_index_pick_best (
              self, found, node < run->n ? run->best[node] : run->events[node - run->n]);
        }
      if (right % 2 != 0)
        {
          const guint node = --right;

          found = acn_timeline_index_pick_best (
              self, found, node < run->n ? run->best[node] : run->events[node - run->n]);
        }
    }
  return found;
}
