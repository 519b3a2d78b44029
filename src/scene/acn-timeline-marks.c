/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events on their tracks: points, bars, and clusters of points that would cover each other. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

/* Shorter intervals are drawn as points. */
#define BAR_MIN_PX 12.0
#define BAR_PX 5.0
#define TRACK_FOR_BARS_PX 9.0
#define MAX_SLOTS 3
#define FADE_PX 18.0

/* Points of a lane that fall into the same cell of time become a cluster. Cells are counted from
 * the calendar's day 0, so that scrolling cannot change what falls together. */
#define CELL_PX 16.0

static const AcnColor none = { 0, 0, 0, 0 };

/* Cluster:
 * @cell: number of the cell
 * @first, @n: its marks, in the list of the lane's points
 */
typedef struct
{
  gint64 cell;
  guint  first, n;
} Cluster;

/* The points of one lane, by time. */
typedef struct
{
  guint   lane;
  GArray *points;   /* guint, indexes of marks */
  GArray *clusters; /* Cluster */
} Row;

/* The days that drawing needs: the screen and as much again on both sides. */
static AcnSpan
get_near_span (const AcnTimelineLayout *self)
{
  const double length = self->spec.end_day - self->spec.begin_day;
  const double begin = floor (self->spec.begin_day - length);
  const double end = ceil (self->spec.end_day + length);

  return (AcnSpan){ (AcnDay) CLAMP (begin, G_MININT32 + 1, G_MAXINT32 - 1),
                    (AcnDay) CLAMP (end, G_MININT32 + 1, G_MAXINT32 - 1) };
}

/* Where the label of a mark points: the middle of a day or of an uncertain date, the head of a bar;
 * a bar that begins before the screen keeps its label at the edge. */
static double
get_anchor (const AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  const double head = mark->begin + BAR_PX;
  const double edge = self->frame.begin + 10 * self->spec.text_scale;

  if (!mark->is_bar || mark->is_soft)
    {
      AcnSpan when = self->index->events[mark->event].when.span;

      if (when.begin_day == ACN_DAY_OPEN_BEGIN || when.end_day == ACN_DAY_OPEN_END)
        return (mark->begin + mark->end) / 2;
      return acn_timeline_layout_to_px (self, (when.begin_day + (double) when.end_day) / 2);
    }
  if (head < edge && mark->end > self->frame.begin)
    return CLAMP (edge, head, MAX (mark->end - BAR_PX, head));
  return head;
}

static void
init_mark (const AcnTimelineLayout *self, AcnTimelineMark *mark, guint event)
{
  const AcnWhen *when = &self->index->events[event].when;
  const double   length = self->frame.length;
  const double   first = self->frame.begin - length, last = self->frame.begin + 2 * length;

  mark->event = event;
  mark->begin = when->span.begin_day == ACN_DAY_OPEN_BEGIN
                    ? first
                    : MAX (acn_timeline_layout_to_px (self, when->span.begin_day), first);
  mark->end = when->span.end_day == ACN_DAY_OPEN_END
                  ? last
                  : MIN (acn_timeline_layout_to_px (self, when->span.end_day), last);
  mark->is_soft = !when->is_interval && acn_when_is_fuzzy (when);
  mark->is_bar = mark->end - mark->begin >= BAR_MIN_PX &&
                 (when->is_interval || when->begin_precision != ACN_PRECISION_DAY);
  if (!when->is_interval && when->begin_precision != ACN_PRECISION_DAY && mark->is_bar)
    mark->is_soft = TRUE;
  mark->at = get_anchor (self, mark);
}

/*
 * acn_timeline_layout_collect_marks:
 *
 * Finds the events on and near the screen, and puts bars of a lane that overlap side by side.
 */
void
acn_timeline_layout_collect_marks (AcnTimelineLayout *self)
{
  g_autoptr (GArray) events = acn_timeline_index_query (self->index, get_near_span (self));
  g_autofree double *slot_ends = g_new (double, MAX (self->index->n_lanes, 1) * MAX_SLOTS);

  for (guint i = 0; i < MAX (self->index->n_lanes, 1) * MAX_SLOTS; i++)
    slot_ends[i] = -INFINITY;
  for (guint i = 0; i < events->len; i++)
    {
      AcnTimelineMark mark = { 0 };
      guint           event = g_array_index (events, guint, i);
      guint           lane = self->index->events[event].lane;

      if (lane >= self->index->n_lanes)
        continue;
      init_mark (self, &mark, event);
      if (mark.is_bar && !mark.is_soft)
        {
          double *ends = slot_ends + lane * MAX_SLOTS;

          while (mark.slot + 1 < MAX_SLOTS && ends[mark.slot] > mark.begin)
            mark.slot++;
          ends[mark.slot] = MAX (ends[mark.slot], mark.end);
        }
      g_array_append_val (self->marks, mark);
    }
}

static double
get_radius (const AcnEvent *event)
{
  static const double radii[] = { 5, 5.5, 4.5, 4, 3.5, 3 };

  return radii[MIN (event->rank, G_N_ELEMENTS (radii) - 1)];
}

static void
set_event_hit (AcnTimelineLayout *self, AcnTimelineHit *hit, guint event)
{
  hit->event = event;
  hit->lane = self->index->events[event].lane;
  hit->span = self->index->events[event].when.span;
}

/* The days at an end that are not sure: drawn as a fade, the softer the farther out. */
static double
get_fade (gboolean is_open, guint8 qualifier)
{
  return is_open || qualifier != ACN_QUALIFIER_NONE ? FADE_PX : 0;
}

static void
add_fade (
    AcnTimelineLayout *self, AcnTimelineBox box, gboolean is_begin, double length, AcnColor color)
{
  const guint  n_steps = 6;
  const double step = length / n_steps;

  for (guint i = 0; i < n_steps; i++)
    {
      box.length = step;
      acn_timeline_layout_add_box (
          self,
          box,
          0,
          acn_timeline_fade (color, (is_begin ? i + 0.5 : n_steps - i - 0.5) / n_steps),
          none,
          0);
      box.along += step;
    }
}

/* How far bars that lie side by side stand apart: narrow tracks push them together. */
static double
get_spread (const AcnTimelineLayout *self, guint lane)
{
  const double track = acn_timeline_layout_track_size (self, lane);

  return track >= 16 ? 1 : track >= TRACK_FOR_BARS_PX ? 0.8 : 0.2;
}

static void
draw_bar (AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  const AcnEvent     *event = &self->index->events[mark->event];
  const gboolean      is_selected = acn_timeline_layout_is_selected (self, mark->event);
  AcnColor            lane = acn_timeline_lane_color (event->lane, self->spec.dark);
  AcnColor            color = acn_timeline_fade (lane, is_selected ? 1 : 0.55);
  const double        middle = acn_timeline_layout_track_middle (self, event->lane);
  static const double offsets[MAX_SLOTS] = { 0, BAR_PX + 1, -BAR_PX - 1 };
  const double        across =
      round (middle + offsets[mark->slot] * get_spread (self, event->lane) - BAR_PX / 2);
  const gboolean begin_open = event->when.span.begin_day == ACN_DAY_OPEN_BEGIN;
  const gboolean end_open = event->when.span.end_day == ACN_DAY_OPEN_END;
  double         head = get_fade (begin_open, event->when.begin_qualifier);
  double         tail = get_fade (end_open, event->when.end_qualifier);
  double end = end_open ? MIN (mark->end, self->frame.begin + self->frame.length) : mark->end;
  double begin = begin_open ? MAX (mark->begin, self->frame.begin) : mark->begin;

  head = MIN (head, (end - begin) / 2);
  tail = MIN (tail, (end - begin) / 2);
  if (end <= begin)
    return;
  if (head > 0)
    add_fade (self, (AcnTimelineBox){ begin, across, head, BAR_PX }, TRUE, head, color);
  acn_timeline_layout_add_box (
      self,
      (AcnTimelineBox){ begin + head, across, end - begin - head - tail, BAR_PX },
      head > 0 || tail > 0 ? 0 : BAR_PX / 2,
      color,
      none,
      0);
  if (tail > 0)
    add_fade (self, (AcnTimelineBox){ end - tail, across, tail, BAR_PX }, FALSE, tail, color);
  if (head == 0)
    acn_timeline_layout_add_box (
        self, (AcnTimelineBox){ begin, across, BAR_PX, BAR_PX }, BAR_PX / 2, lane, none, 0);
  set_event_hit (
      self,
      acn_timeline_layout_add_hit (self,
                                   ACN_TIMELINE_HIT_EVENT,
                                   (AcnTimelineBox){ begin, across - 1, end - begin, BAR_PX + 2 }),
      mark->event);
}

/* A date that may be any day of a stretch: the stretch, faint, around a hollow point. */
static void
draw_stretch (AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  const AcnEvent *event = &self->index->events[mark->event];
  AcnColor        lane = acn_timeline_lane_color (event->lane, self->spec.dark);
  const double    middle = acn_timeline_layout_track_middle (self, event->lane);
  AcnTimelineBox  box = { mark->begin, round (middle - 3.5), mark->end - mark->begin, 7 };

  acn_timeline_layout_add_box (
      self, box, 3.5, acn_timeline_fade (lane, 0.16), acn_timeline_fade (lane, 0.4), 1);
  set_event_hit (
      self, acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_EVENT, box), mark->event);
}

static void
add_disc (AcnTimelineLayout *self,
          double             along,
          double             across,
          double             radius,
          AcnColor           fill,
          AcnColor           border,
          double             border_px)
{
  if (self->spec.horizontal)
    acn_display_list_circle (self->list, along, across, radius, fill, border, border_px);
  else
    acn_display_list_circle (self->list, across, along, radius, fill, border, border_px);
}

static void
draw_point (AcnTimelineLayout *self, const AcnTimelineMark *mark, double at)
{
  const AcnEvent *event = &self->index->events[mark->event];
  const gboolean  is_selected = acn_timeline_layout_is_selected (self, mark->event);
  const gboolean  is_hovered = mark->event == self->spec.hover;
  AcnColor        lane = acn_timeline_lane_color (event->lane, self->spec.dark);
  const double    middle = floor (acn_timeline_layout_track_middle (self, event->lane)) + 0.5;
  const double    track = acn_timeline_layout_track_size (self, event->lane);
  const double    radius =
      MIN (get_radius (event) + (is_hovered || is_selected ? 1 : 0), MAX (track / 2, 3));

  if (is_selected)
    add_disc (self, at, middle, radius + 3.5, self->palette->accent, none, 0);
  add_disc (self, at, middle, radius + 1.5, self->palette->ground, none, 0);
  if (mark->is_soft)
    add_disc (self, at, middle, radius - 1, acn_timeline_fade (lane, 0.2), lane, 1.5);
  else
    add_disc (self, at, middle, radius, lane, none, 0);
  set_event_hit (
      self,
      acn_timeline_layout_add_hit (
          self,
          ACN_TIMELINE_HIT_EVENT,
          (AcnTimelineBox){ at - radius - 2, middle - track / 2, 2 * radius + 4, track }),
      mark->event);
}

static guint
pick_foremost (const AcnTimelineLayout *self, guint a, guint b)
{
  if (a == ACN_NONE)
    return b;
  return self->index->events[b].rank < self->index->events[a].rank ? b : a;
}

static const AcnTimelineMark *
get_point (const AcnTimelineLayout *self, const Row *row, guint i)
{
  return &g_array_index (self->marks, AcnTimelineMark, g_array_index (row->points, guint, i));
}

static double
get_cell_begin (const AcnTimelineLayout *self, gint64 cell)
{
  return self->frame.begin + (double) cell * CELL_PX -
         self->spec.begin_day * self->frame.px_per_day;
}

static void
add_cluster_hit (AcnTimelineLayout *self,
                 const Row         *row,
                 const Cluster     *cluster,
                 AcnTimelineBox     box)
{
  AcnTimelineHit *hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_CLUSTER, box);

  hit->lane = row->lane;
  hit->n_events = cluster->n;
  hit->first_member = self->members->len;
  hit->span = (AcnSpan){ ACN_DAY_OPEN_END, ACN_DAY_OPEN_BEGIN };
  for (guint i = 0; i < cluster->n; i++)
    {
      guint   event = get_point (self, row, cluster->first + i)->event;
      AcnSpan span = self->index->events[event].when.span;

      hit->event = pick_foremost (self, hit->event, event);
      hit->span.begin_day = MIN (hit->span.begin_day, span.begin_day);
      hit->span.end_day = MAX (hit->span.end_day, span.end_day);
      g_array_append_val (self->members, event);
    }
}

static gboolean
holds_event (const AcnTimelineLayout *self, const Row *row, const Cluster *cluster, guint event)
{
  for (guint i = 0; i < cluster->n; i++)
    if (get_point (self, row, cluster->first + i)->event == event)
      return TRUE;
  return FALSE;
}

/* A capsule that fills its cell, with the number of its events. */
static void
draw_capsule (AcnTimelineLayout *self, const Row *row, const Cluster *cluster)
{
  const gboolean   is_folded = self->folded[row->lane] != 0;
  const double     size = is_folded ? 4 : CLAMP (self->frame.track_size - 1, 8, 16);
  AcnFont          font = { .size_px = (float) MIN (9.5 * self->spec.text_scale, size * 0.74),
                            .weight = 700 };
  AcnColor         color = acn_timeline_lane_color (row->lane, self->spec.dark);
  g_autofree char *count = cluster->n > 99 ? g_strdup ("99+") : g_strdup_printf ("%u", cluster->n);
  const double     width = acn_text_meter_width (&self->spec.meter, &font, count);
  const double     middle = floor (acn_timeline_layout_track_middle (self, row->lane)) + 0.5;
  const double     along = round (get_cell_begin (self, cluster->cell)) + CELL_PX / 2;
  const double     length = self->spec.horizontal ? MAX (width + 6, CELL_PX - 2) : CELL_PX - 2;
  AcnTimelineBox   box = { along - length / 2, middle - size / 2, length, size };
  AcnTimelineBox   outer = { along - CELL_PX / 2, box.across - 0.5, CELL_PX, size + 1 };
  const gboolean   is_selected = holds_event (self, row, cluster, self->spec.selection);
  const gboolean   is_hovered = holds_event (self, row, cluster, self->spec.hover);
  AcnColor         border = is_selected ? self->palette->accent : self->palette->ink;

  acn_timeline_layout_add_box (self, outer, size / 2 + 1, self->palette->ground, none, 0);
  acn_timeline_layout_add_box (self,
                               box,
                               size / 2,
                               color,
                               border,
                               is_selected  ? 2.5
                               : is_hovered ? 1.5
                                            : 0);
  if (!is_folded)
    acn_timeline_layout_add_text (self,
                                  (self->spec.horizontal ? along : middle) - width / 2,
                                  self->spec.horizontal ? middle : along,
                                  &font,
                                  count,
                                  acn_timeline_ink_on (color));
  add_cluster_hit (self, row, cluster, outer);
}

/* Where a lone point is drawn: at its day, but out of the cells beside it when these are taken. */
static double
place_point (const AcnTimelineLayout *self, const Row *row, guint index)
{
  const Cluster         *cluster = &g_array_index (row->clusters, Cluster, index);
  const AcnTimelineMark *mark = get_point (self, row, cluster->first);
  const double           radius = get_radius (&self->index->events[mark->event]) + 1;
  const double           begin = get_cell_begin (self, cluster->cell);
  double                 at = mark->at;

  if (index > 0 && cluster[-1].cell == cluster->cell - 1)
    at = MAX (at, begin + radius);
  if (index + 1 < row->clusters->len && cluster[1].cell == cluster->cell + 1)
    at = MIN (at, begin + CELL_PX - radius);
  return at;
}

static void
draw_row (AcnTimelineLayout *self, const Row *row)
{
  for (guint i = 0; i < row->clusters->len; i++)
    {
      const Cluster *cluster = &g_array_index (row->clusters, Cluster, i);
      const double   begin = get_cell_begin (self, cluster->cell);

      if (begin + CELL_PX < self->frame.begin || begin > self->frame.begin + self->frame.length)
        continue;
      if (cluster->n == 1)
        draw_point (self, get_point (self, row, cluster->first), place_point (self, row, i));
      else
        draw_capsule (self, row, cluster);
    }
}

/* Events come by their first day, but points stand in the middle of theirs. */
static int
compare_points (gconstpointer a, gconstpointer b, gpointer data)
{
  const AcnTimelineLayout *self = data;
  const guint              left = *(const guint *) a, right = *(const guint *) b;
  const double             left_at = g_array_index (self->marks, AcnTimelineMark, left).at;
  const double             right_at = g_array_index (self->marks, AcnTimelineMark, right).at;

  if (left_at != right_at)
    return left_at < right_at ? -1 : 1;
  return (left > right) - (left < right);
}

static void
find_clusters (AcnTimelineLayout *self, Row *row)
{
  const double origin = self->frame.begin - self->spec.begin_day * self->frame.px_per_day;

  g_array_sort_with_data (row->points, compare_points, self);
  for (guint i = 0; i < row->points->len; i++)
    {
      Cluster  cluster = { .first = i, .n = 1 };
      Cluster *last = row->clusters->len > 0
                          ? &g_array_index (row->clusters, Cluster, row->clusters->len - 1)
                          : NULL;

      cluster.cell = (gint64) floor ((get_point (self, row, i)->at - origin) / CELL_PX);
      if (last != NULL && last->cell == cluster.cell)
        last->n++;
      else
        g_array_append_val (row->clusters, cluster);
    }
}

static gboolean
is_bar_on_screen (const AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  return mark->end >= self->frame.begin && mark->begin <= self->frame.begin + self->frame.length;
}

/*
 * acn_timeline_layout_draw_marks:
 *
 * Bars below, then points; points of a lane that touch become a capsule with their number.
 */
void
acn_timeline_layout_draw_marks (AcnTimelineLayout *self)
{
  const guint     n_lanes = self->index->n_lanes;
  g_autofree Row *rows = g_new0 (Row, MAX (n_lanes, 1));

  for (guint i = 0; i < n_lanes; i++)
    rows[i] = (Row){ i,
                     g_array_new (FALSE, FALSE, sizeof (guint)),
                     g_array_new (FALSE, FALSE, sizeof (Cluster)) };
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, i);

      if (!mark->is_bar || mark->is_soft)
        g_array_append_val (rows[self->index->events[mark->event].lane].points, i);
      if (mark->is_bar && mark->is_soft && is_bar_on_screen (self, mark))
        draw_stretch (self, mark);
      else if (mark->is_bar && is_bar_on_screen (self, mark))
        draw_bar (self, mark);
    }
  for (guint i = 0; i < n_lanes; i++)
    {
      find_clusters (self, &rows[i]);
      draw_row (self, &rows[i]);
      g_array_unref (rows[i].points);
      g_array_unref (rows[i].clusters);
    }
}
