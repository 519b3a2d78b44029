/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events on their tracks: points, bars, and clusters of points that would cover each other. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

/* Shorter intervals are drawn as points. */
#define BAR_MIN_PX 12.0
#define BAR_PX 5.0
#define MAX_SLOTS 3
#define FADE_PX 18.0

/* Points nearer than this along a track become a cluster. */
#define CLUSTER_PX 12.0

/* Clusters begin anew at multiples of this on the time axis, so that scrolling cannot change them.
 */
#define CLUSTER_BLOCK_PX 480.0

static const AcnColor none = { 0, 0, 0, 0 };

typedef struct
{
  GArray *marks; /* guint, indexes of marks */
  double  begin; /* along time, px */
  double  end;
  gint64  block;
} Cluster;

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
    return (mark->begin + mark->end) / 2;
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

static void
draw_bar (AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  const AcnEvent     *event = &self->index->events[mark->event];
  const gboolean      is_selected = mark->event == self->spec.selection;
  AcnColor            lane = acn_timeline_lane_color (event->lane, self->spec.dark);
  AcnColor            color = acn_timeline_fade (lane, is_selected ? 1 : 0.55);
  const double        middle = acn_timeline_layout_track_middle (self, event->lane);
  static const double offsets[MAX_SLOTS] = { 0, BAR_PX + 1, -BAR_PX - 1 };
  const double        across = round (
      middle + (self->frame.track_size >= 16 ? offsets[mark->slot] : offsets[mark->slot] * 0.8) -
      BAR_PX / 2);
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
draw_point (AcnTimelineLayout *self, const AcnTimelineMark *mark)
{
  const AcnEvent *event = &self->index->events[mark->event];
  const gboolean  is_selected = mark->event == self->spec.selection;
  const gboolean  is_hovered = mark->event == self->spec.hover;
  AcnColor        lane = acn_timeline_lane_color (event->lane, self->spec.dark);
  const double    middle = floor (acn_timeline_layout_track_middle (self, event->lane)) + 0.5;
  const double    radius = get_radius (event) + (is_hovered || is_selected ? 1 : 0);
  const double    at = mark->is_bar ? (mark->begin + mark->end) / 2 : mark->at;

  if (is_selected)
    add_disc (self, at, middle, radius + 3.5, self->palette->accent, none, 0);
  add_disc (self, at, middle, radius + 1.5, self->palette->ground, none, 0);
  if (mark->is_soft)
    add_disc (self, at, middle, radius - 1, acn_timeline_fade (lane, 0.2), lane, 1.5);
  else
    add_disc (self, at, middle, radius, lane, none, 0);
  set_event_hit (self,
                 acn_timeline_layout_add_hit (self,
                                              ACN_TIMELINE_HIT_EVENT,
                                              (AcnTimelineBox){ at - radius - 2,
                                                                middle - self->frame.track_size / 2,
                                                                2 * radius + 4,
                                                                self->frame.track_size }),
                 mark->event);
}

static guint
pick_foremost (const AcnTimelineLayout *self, guint a, guint b)
{
  if (a == ACN_NONE)
    return b;
  return self->index->events[b].rank < self->index->events[a].rank ? b : a;
}

/* A capsule over the days of its events with their number in it. */
static void
draw_capsule (AcnTimelineLayout *self, const Cluster *cluster, guint lane)
{
  AcnFont          font = acn_timeline_font (self, 9.5, 700);
  AcnColor         color = acn_timeline_lane_color (lane, self->spec.dark);
  g_autofree char *count =
      cluster->marks->len > 99 ? g_strdup ("99+") : g_strdup_printf ("%u", cluster->marks->len);
  const double width = acn_text_meter_width (&self->spec.meter, &font, count);
  const double size = MAX (MIN (self->frame.track_size + 1, 16), 13);
  const double middle = floor (acn_timeline_layout_track_middle (self, lane)) + 0.5;
  const double along = (cluster->begin + cluster->end) / 2;
  const double length =
      MAX (cluster->end - cluster->begin + 8, self->spec.horizontal ? MAX (width + 8, 14) : 14);
  AcnTimelineBox  box = { round (along - length / 2), middle - size / 2, length, size };
  AcnTimelineBox  outer = { box.along - 1, box.across - 1, length + 2, size + 2 };
  AcnTimelineHit *hit;

  acn_timeline_layout_add_box (self, outer, size / 2 + 1, self->palette->ground, none, 0);
  acn_timeline_layout_add_box (self, box, size / 2, color, none, 0);
  acn_timeline_layout_add_text (self,
                                (self->spec.horizontal ? along : middle) - width / 2,
                                self->spec.horizontal ? middle : along,
                                &font,
                                count,
                                acn_timeline_ink_on (color));
  hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_CLUSTER, outer);
  hit->lane = lane;
  hit->n_events = cluster->marks->len;
  hit->first_member = self->members->len;
  hit->span = (AcnSpan){ ACN_DAY_OPEN_END, ACN_DAY_OPEN_BEGIN };
  for (guint i = 0; i < cluster->marks->len; i++)
    {
      guint   mark = g_array_index (cluster->marks, guint, i);
      guint   event = g_array_index (self->marks, AcnTimelineMark, mark).event;
      AcnSpan span = self->index->events[event].when.span;

      hit->event = pick_foremost (self, hit->event, event);
      hit->span.begin_day = MIN (hit->span.begin_day, span.begin_day);
      hit->span.end_day = MAX (hit->span.end_day, span.end_day);
      g_array_append_val (self->members, event);
    }
}

/* The selection stays visible in a cluster that has swallowed it. */
static void
draw_selection_in (AcnTimelineLayout *self, const Cluster *cluster, guint lane)
{
  const double middle = floor (acn_timeline_layout_track_middle (self, lane)) + 0.5;

  for (guint i = 0; i < cluster->marks->len; i++)
    {
      guint                  index = g_array_index (cluster->marks, guint, i);
      const AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, index);

      if (mark->event == self->spec.selection)
        add_disc (self, mark->at, middle, 4.5, self->palette->ground, self->palette->accent, 3);
    }
}

static gboolean
is_cluster_on_screen (const AcnTimelineLayout *self, const Cluster *cluster)
{
  return cluster->end >= self->frame.begin - CLUSTER_PX &&
         cluster->begin <= self->frame.begin + self->frame.length + CLUSTER_PX;
}

static void
flush_cluster (AcnTimelineLayout *self, Cluster *cluster, guint lane)
{
  if (cluster->marks->len > 0 && is_cluster_on_screen (self, cluster))
    {
      guint first = g_array_index (cluster->marks, guint, 0);

      if (cluster->marks->len == 1)
        draw_point (self, &g_array_index (self->marks, AcnTimelineMark, first));
      else
        {
          draw_capsule (self, cluster, lane);
          draw_selection_in (self, cluster, lane);
        }
    }
  g_array_set_size (cluster->marks, 0);
}

static void
add_to_cluster (AcnTimelineLayout *self, Cluster *cluster, guint lane, guint index)
{
  const AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, index);
  const double           from_epoch =
      mark->at - self->frame.begin + self->spec.begin_day * self->frame.px_per_day;
  const gint64 block = (gint64) floor (from_epoch / CLUSTER_BLOCK_PX);

  if (cluster->marks->len > 0 &&
      (block != cluster->block || mark->at - cluster->begin >= CLUSTER_PX))
    flush_cluster (self, cluster, lane);
  if (cluster->marks->len == 0)
    {
      cluster->begin = mark->at;
      cluster->block = block;
    }
  cluster->end = MAX (cluster->marks->len > 0 ? cluster->end : mark->at, mark->at);
  g_array_append_val (cluster->marks, index);
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
  const guint         n_lanes = self->index->n_lanes;
  g_autofree Cluster *clusters = g_new0 (Cluster, MAX (n_lanes, 1));

  for (guint i = 0; i < n_lanes; i++)
    clusters[i].marks = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, i);

      if (!mark->is_bar || !is_bar_on_screen (self, mark))
        continue;
      if (mark->is_soft)
        draw_stretch (self, mark);
      else
        draw_bar (self, mark);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, i);
      guint                  lane = self->index->events[mark->event].lane;

      if (!mark->is_bar || mark->is_soft)
        add_to_cluster (self, &clusters[lane], lane, i);
    }
  for (guint i = 0; i < n_lanes; i++)
    {
      flush_cluster (self, &clusters[i], i);
      g_array_unref (clusters[i].marks);
    }
}
