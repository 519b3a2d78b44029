/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events are split into groups by length, each group sorted by first day. An event of a group
 * touches a span only when it begins within the span or at most the group's longest length before
 * it, so a query is one binary search a group and a walk over little more than its answer. */
#include "scene/acn-timeline-index.h"

/* Group i holds events of fewer than 16 * 8^i days; the last one holds all others and those without
 * a beginning. */
#define N_GROUPS 6

typedef struct
{
  AcnTimelineIndex public;
  AcnDossier     *dossier;
  guint          *counts;            /* by lane */
  GArray         *groups[N_GROUPS];  /* guint, event indexes in order */
  gint64          longest[N_GROUPS]; /* days */
  gatomicrefcount refs;
} Index;

static guint
pick_group (AcnSpan span)
{
  gint64 limit = 16;

  for (guint i = 0; i + 1 < N_GROUPS; i++, limit *= 8)
    if (acn_span_n_days (span) < limit)
      return i;
  return N_GROUPS - 1;
}

static void
add_event (Index *self, guint event)
{
  const AcnEvent *row = &self->public.events[event];
  guint           group = pick_group (row->when.span);

  if (self->public.shown != NULL && !self->public.shown[event])
    return;
  self->public.n_shown++;
  if (row->lane < self->public.n_lanes)
    self->counts[row->lane]++;
  g_array_append_val (self->groups[group], event);
  self->longest[group] = MAX (self->longest[group], acn_span_n_days (row->when.span));
  if (row->later && row->when.span.begin_day != ACN_DAY_OPEN_BEGIN)
    self->public.later_day = MIN (self->public.later_day, row->when.span.begin_day);
}

/**
 * acn_timeline_index_new_for_arrays:
 * @lanes: (array length=n_lanes): must outlive the index
 * @events: (array length=n_events): sorted by first day; must outlive the index
 * @shown: (array length=n_events) (nullable): 0 for those that are left out; copied
 *
 * Returns: (transfer full): the index. O(n_events).
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
  self->public.lane_counts = self->counts;
  for (guint i = 0; i < N_GROUPS; i++)
    self->groups[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_events; i++)
    add_event (self, i);
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
  for (guint i = 0; i < N_GROUPS; i++)
    g_array_unref (index->groups[i]);
  g_clear_pointer (&index->dossier, acn_dossier_unref);
  g_free ((gpointer) index->public.shown);
  g_free (index->counts);
  g_free (index);
}

/* Position in the group of the first event that begins on @day or later. */
static guint
find_first (const Index *self, guint group, gint64 day)
{
  const GArray *rows = self->groups[group];
  guint         low = 0, high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint event = g_array_index (rows, guint, middle);

      if (self->public.events[event].when.span.begin_day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

/**
 * acn_timeline_index_query:
 * @span: days, may be empty
 *
 * Returns: (transfer full) (element-type guint): events that share a day with @span, in the
 *   dossier's order. O(log n + answers) for answers of similar lengths.
 */
GArray *
acn_timeline_index_query (AcnTimelineIndex *self, AcnSpan span)
{
  const Index *index = (const Index *) self;
  GArray      *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint        n_groups_used = 0;

  g_return_val_if_fail (self != NULL, found);
  for (guint group = 0; group < N_GROUPS && !acn_span_is_empty (span); group++)
    {
      const GArray *rows = index->groups[group];
      const guint   len_before = found->len;

      for (guint i = find_first (index, group, span.begin_day - index->longest[group] + 1);
           i < rows->len;
           i++)
        {
          guint   event = g_array_index (rows, guint, i);
          AcnSpan when = self->events[event].when.span;

          if (when.begin_day >= span.end_day)
            break;
          if (when.end_day > span.begin_day)
            g_array_append_val (found, event);
        }
      n_groups_used += found->len > len_before;
    }
  if (n_groups_used > 1)
    g_array_sort (found, compare_indexes);
  return found;
}
