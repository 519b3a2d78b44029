/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events are drawn one by one and which are counted. Long intervals become bars and coarse
 * dates stretches, as many as a lane can show; all others are points, which are counted by cells of
 * time, so that the work grows with the screen and not with the events. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

/* Intervals of a class that reaches this length are bars, px. */
#define BAR_MIN_PX 14.0
#define BAR_HEAD_PX 5.0
#define MAX_SLOTS 3

/* More bars, or more stretches, near the screen a lane cannot show; shorter ones are then points.
 */
#define BARS_MAX 60
#define STRETCHES_MAX 40

/* The members of a cell with no more are looked at one by one: each may get a label. */
#define FEW 8

/* The days that drawing needs: the screen and as much again on both sides. */
typedef struct
{
  double begin, end;
} Near;

static Near
get_near (const AcnTimelineLayout *self)
{
  const double length = self->spec.end_day - self->spec.begin_day;

  return (Near){ self->spec.begin_day - length, self->spec.end_day + length };
}

static double
get_class_days (const AcnTimelineRun *run)
{
  return run->length_class == ACN_TIMELINE_OPEN ? INFINITY : ldexp (1, (int) run->length_class);
}

/* The places in @run of the events that may touch @near. */
static void
find_near (
    const AcnTimelineLayout *self, const AcnTimelineRun *run, Near near, guint *first, guint *end)
{
  const gboolean is_open = run->length_class == ACN_TIMELINE_OPEN;
  const double   half = is_open ? 0 : get_class_days (run) / 2;

  *first = is_open ? 0 : acn_timeline_run_find (run, near.begin - half);
  *end = is_open ? run->n : acn_timeline_run_find (run, near.end + half);
}

static gboolean
is_long (const AcnTimelineLayout *self, const AcnTimelineRun *run)
{
  return get_class_days (run) * self->frame.px_per_day >= BAR_MIN_PX;
}

/* Of one lane: from the longest class on, as long as there is room for all of a class. */
static void
pick_roles (AcnTimelineLayout *self, guint lane)
{
  const Near near = get_near (self);
  guint      bars_room = BARS_MAX, stretches_room = STRETCHES_MAX;

  for (guint i = self->index->first_runs[lane + 1]; i > self->index->first_runs[lane]; i--)
    {
      const AcnTimelineRun *run = &self->index->runs[i - 1];
      guint                *room = run->is_interval ? &bars_room : &stretches_room;
      guint                 first, end;

      self->roles[i - 1] = ACN_TIMELINE_POINTS;
      if ((!run->is_interval && run->length_class == 0) || !is_long (self, run))
        continue;
      find_near (self, run, near, &first, &end);
      if (end - first > *room)
        *room = 0;
      else
        {
          *room -= end - first;
          self->roles[i - 1] = run->is_interval ? ACN_TIMELINE_BARS : ACN_TIMELINE_STRETCHES;
        }
    }
}

/*
 * acn_timeline_layout_is_soft:
 *
 * Returns: whether the date is approximate, uncertain, or coarser than the scale
 */
gboolean
acn_timeline_layout_is_soft (const AcnTimelineLayout *self, const AcnEvent *event)
{
  if (event->when.is_interval)
    return FALSE;
  return acn_when_is_fuzzy (&event->when) ||
         (event->when.begin_precision != ACN_PRECISION_DAY &&
          ldexp (1, (int) acn_timeline_event_class (event)) * self->frame.px_per_day >= BAR_MIN_PX);
}

/* Where the label of a mark points: the middle of a day or of an uncertain date, the head of a bar;
 * a bar that begins before the screen keeps its label at the edge. */
static double
get_anchor (const AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  const double head = mark->begin + BAR_HEAD_PX;
  const double edge = self->frame.begin + 10 * self->spec.text_scale;

  if (!mark->is_bar || mark->is_soft)
    return acn_timeline_layout_to_px (
        self, acn_timeline_event_middle (&self->index->events[mark->event]));
  if (head < edge && mark->end > self->frame.begin)
    return CLAMP (edge, head, MAX (mark->end - BAR_HEAD_PX, head));
  return head;
}

/*
 * acn_timeline_layout_init_mark:
 * @role: of the run that @event is in
 */
void
acn_timeline_layout_init_mark (const AcnTimelineLayout *self,
                               AcnTimelineMark         *mark,
                               guint                    event,
                               AcnTimelineRole          role)
{
  const AcnWhen *when = &self->index->events[event].when;
  const double   length = self->frame.length;
  const double   first = self->frame.begin - length, last = self->frame.begin + 2 * length;

  *mark = (AcnTimelineMark){ .event = event };
  mark->begin = when->span.begin_day == ACN_DAY_OPEN_BEGIN
                    ? first
                    : MAX (acn_timeline_layout_to_px (self, when->span.begin_day), first);
  mark->end = when->span.end_day == ACN_DAY_OPEN_END
                  ? last
                  : MIN (acn_timeline_layout_to_px (self, when->span.end_day), last);
  mark->is_bar = role != ACN_TIMELINE_POINTS;
  mark->is_soft = acn_timeline_layout_is_soft (self, &self->index->events[event]);
  mark->at = get_anchor (self, mark);
}

static void
collect_long (AcnTimelineLayout *self, guint lane)
{
  const Near near = get_near (self);

  for (guint i = self->index->first_runs[lane]; i < self->index->first_runs[lane + 1]; i++)
    {
      const AcnTimelineRun *run = &self->index->runs[i];
      guint                 place, end;

      if (self->roles[i] == ACN_TIMELINE_POINTS)
        continue;
      find_near (self, run, near, &place, &end);
      for (; place < end; place++)
        {
          const guint     event = run->events[place];
          const AcnSpan   span = self->index->events[event].when.span;
          AcnTimelineMark mark;

          if (span.end_day <= near.begin || span.begin_day >= near.end)
            continue;
          acn_timeline_layout_init_mark (self, &mark, event, self->roles[i]);
          g_array_append_val (self->marks, mark);
        }
    }
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const AcnTimelineMark *left = a, *right = b;

  return (left->event > right->event) - (left->event < right->event);
}

/* Puts bars of a lane that overlap side by side. */
static void
pick_slots (AcnTimelineLayout *self)
{
  g_autofree double *slot_ends = g_new (double, MAX (self->index->n_lanes, 1) * MAX_SLOTS);

  for (guint i = 0; i < MAX (self->index->n_lanes, 1) * MAX_SLOTS; i++)
    slot_ends[i] = -INFINITY;
  g_array_sort (self->marks, compare_marks);
  for (guint i = 0; i < self->marks->len; i++)
    {
      AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, i);
      double          *ends = slot_ends + self->index->events[mark->event].lane * MAX_SLOTS;

      if (!mark->is_bar || mark->is_soft)
        continue;
      while (mark->slot + 1 < MAX_SLOTS && ends[mark->slot] > mark->begin)
        mark->slot++;
      ends[mark->slot] = MAX (ends[mark->slot], mark->end);
    }
}

/* --- Cells ----------------------------------------------------------------------------------- */

static double
get_cell_day (const AcnTimelineLayout *self, gint64 cell)
{
  return (double) cell * ACN_TIMELINE_CELL_PX / self->frame.px_per_day;
}

/*
 * acn_timeline_layout_cell_begin:
 *
 * Returns: where a cell begins along time, px. Cells are counted from the calendar's day 0, so that
 *   scrolling cannot change what falls together.
 */
double
acn_timeline_layout_cell_begin (const AcnTimelineLayout *self, gint64 cell)
{
  return self->frame.begin + (double) cell * ACN_TIMELINE_CELL_PX -
         self->spec.begin_day * self->frame.px_per_day;
}

/*
 * acn_timeline_cluster_holds:
 *
 * Returns: whether @event is one of the events that @cluster counts
 */
gboolean
acn_timeline_cluster_holds (const AcnTimelineLayout  *self,
                            const AcnTimelineCluster *cluster,
                            guint                     event)
{
  const AcnEvent *row;
  double          day;

  if (event >= self->index->n_events || (self->index->shown != NULL && !self->index->shown[event]))
    return FALSE;
  row = &self->index->events[event];
  day = acn_timeline_event_middle (row);
  if (row->lane != cluster->lane || day < get_cell_day (self, cluster->cell) ||
      day >= get_cell_day (self, cluster->cell + 1))
    return FALSE;
  for (guint i = self->index->first_runs[row->lane]; i < self->index->first_runs[row->lane + 1];
       i++)
    if (self->index->runs[i].length_class == acn_timeline_event_class (row) &&
        self->index->runs[i].is_interval == (row->when.is_interval != 0))
      return self->roles[i] != ACN_TIMELINE_BARS;
  return FALSE;
}

/* The points of a cell that may get a label; stretches have their marks already. */
static void
collect_points (AcnTimelineLayout *self, const AcnTimelineCluster *cluster, const guint *places)
{
  const guint  first_run = self->index->first_runs[cluster->lane];
  const guint  end_run = self->index->first_runs[cluster->lane + 1];
  const double end_day = get_cell_day (self, cluster->cell + 1);

  for (guint i = first_run; i < end_run; i++)
    {
      const AcnTimelineRun *run = &self->index->runs[i];

      if (self->roles[i] != ACN_TIMELINE_POINTS)
        continue;
      for (guint k = places[i - first_run]; k < run->n; k++)
        {
          AcnTimelineMark mark;

          if (run->halves[k] >= 2 * end_day)
            break;
          if (cluster->n > FEW && run->events[k] != cluster->event)
            continue;
          acn_timeline_layout_init_mark (self, &mark, run->events[k], ACN_TIMELINE_POINTS);
          g_array_append_val (self->marks, mark);
        }
    }
}

/* The first place in @run, from @place on, whose middle is @day or later: mostly near. */
static guint
gallop (const AcnTimelineRun *run, guint place, double day)
{
  guint step = 1, high;

  while (place + step <= run->n && run->halves[place + step - 1] < 2 * day)
    {
      place += step;
      step *= 2;
    }
  high = MIN (place + step - 1, run->n);
  while (place < high)
    {
      const guint middle = place + (high - place) / 2;

      if (run->halves[middle] < 2 * day)
        place = middle + 1;
      else
        high = middle;
    }
  return place;
}

/* Counts one cell; @places move on to its end. */
static AcnTimelineCluster
count_cell (AcnTimelineLayout *self, guint lane, gint64 cell, guint *places)
{
  AcnTimelineCluster cluster = { .lane = lane, .cell = cell, .event = ACN_NONE };
  const guint        first_run = self->index->first_runs[lane];
  const double       end_day = get_cell_day (self, cell + 1);

  for (guint i = first_run; i < self->index->first_runs[lane + 1]; i++)
    {
      const AcnTimelineRun *run = &self->index->runs[i];
      const guint           place = places[i - first_run]; /* NOLINT: one for each run */
      guint                 end;

      if (self->roles[i] == ACN_TIMELINE_BARS)
        continue;
      end = gallop (run, place, end_day);
      if (end == place)
        continue;
      cluster.n += end - place;
      cluster.event = acn_timeline_index_pick_best (
          self->index, cluster.event, acn_timeline_run_find_best (self->index, run, place, end));
      places[i - first_run] = end;
    }
  return cluster;
}

/* The cells of one lane on the screen and the one before and after it. */
static void
collect_cells (AcnTimelineLayout *self, guint lane)
{
  const double      ratio = self->frame.px_per_day / ACN_TIMELINE_CELL_PX;
  const gint64      first = (gint64) floor (self->spec.begin_day * ratio) - 1;
  const gint64      last = (gint64) floor (self->spec.end_day * ratio) + 1;
  const guint       first_run = self->index->first_runs[lane];
  const guint       n_runs = self->index->first_runs[lane + 1] - first_run;
  g_autofree guint *places = g_new (guint, n_runs + 1);
  g_autofree guint *before = g_new (guint, n_runs + 1);

  for (guint i = 0; i < n_runs; i++)
    places[i] =
        acn_timeline_run_find (&self->index->runs[first_run + i], get_cell_day (self, first));
  for (gint64 cell = first; cell <= last; cell++)
    {
      AcnTimelineCluster cluster;

      memcpy (before, places, n_runs * sizeof *places);
      cluster = count_cell (self, lane, cell, places);
      if (cluster.n == 0)
        continue;
      g_array_append_val (self->clusters, cluster);
      collect_points (self, &cluster, before);
    }
}

/* What is selected is marked even where its cell is crowded. */
static void
add_selected (AcnTimelineLayout *self, guint event)
{
  AcnTimelineMark mark;

  for (guint i = 0; i < self->marks->len; i++)
    if (g_array_index (self->marks, AcnTimelineMark, i).event == event)
      return;
  for (guint i = 0; i < self->clusters->len; i++)
    if (acn_timeline_cluster_holds (
            self, &g_array_index (self->clusters, AcnTimelineCluster, i), event))
      {
        acn_timeline_layout_init_mark (self, &mark, event, ACN_TIMELINE_POINTS);
        g_array_append_val (self->marks, mark);
        return;
      }
}

/*
 * acn_timeline_layout_collect_marks:
 *
 * Finds the bars, stretches and cells on and near the screen, and the marks that may be labelled.
 * O(screen x lanes x log n).
 */
void
acn_timeline_layout_collect_marks (AcnTimelineLayout *self)
{
  for (guint lane = 0; lane < self->index->n_lanes; lane++)
    {
      pick_roles (self, lane);
      collect_long (self, lane);
      collect_cells (self, lane);
    }
  add_selected (self, self->spec.selection);
  for (guint i = 0; i < self->spec.n_others; i++)
    add_selected (self, self->others[i]);
  pick_slots (self);
}

static int
compare_events (gconstpointer a, gconstpointer b, gpointer data)
{
  const AcnTimelineLayout *self = data;
  const guint              left = *(const guint *) a, right = *(const guint *) b;
  const double             left_day = acn_timeline_event_middle (&self->index->events[left]);
  const double             right_day = acn_timeline_event_middle (&self->index->events[right]);

  if (left_day != right_day)
    return left_day < right_day ? -1 : 1;
  return (left > right) - (left < right);
}

/**
 * acn_timeline_layout_list_members:
 * @hit: a cluster of this layout
 *
 * Returns: (transfer full) (element-type guint): its events by time. O(their number).
 */
GArray *
acn_timeline_layout_list_members (AcnTimelineLayout *self, const AcnTimelineHit *hit)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (self != NULL && hit != NULL, members);
  g_return_val_if_fail (hit->lane < self->index->n_lanes, members);
  for (guint i = self->index->first_runs[hit->lane]; i < self->index->first_runs[hit->lane + 1];
       i++)
    {
      const AcnTimelineRun *run = &self->index->runs[i];
      const guint           first = acn_timeline_run_find (run, get_cell_day (self, hit->cell));
      const guint           end = acn_timeline_run_find (run, get_cell_day (self, hit->cell + 1));

      if (self->roles[i] != ACN_TIMELINE_BARS)
        g_array_append_vals (members, run->events + first, end - first);
    }
  g_array_sort_with_data (members, compare_events, self);
  return members;
}
