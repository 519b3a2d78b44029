/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events on their tracks: points, bars, and clusters of points that would cover each other. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

#define BAR_PX 5.0
#define TRACK_FOR_BARS_PX 9.0
#define FADE_PX 18.0
#define HIT_MAX_PX 21.0 /* across; labels above and below a mark have their own */

static const AcnColor none = { 0, 0, 0, 0 };

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
  static const double offsets[] = { 0, BAR_PX + 1, -BAR_PX - 1 };
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
draw_point (AcnTimelineLayout *self, guint index, double at)
{
  const AcnEvent *event = &self->index->events[index];
  const gboolean  is_selected = acn_timeline_layout_is_selected (self, index);
  const gboolean  is_hovered = index == self->spec.hover;
  const gboolean  is_soft = acn_timeline_layout_is_soft (self, event);
  AcnColor        lane = acn_timeline_lane_color (event->lane, self->spec.dark);
  const double    middle = floor (acn_timeline_layout_track_middle (self, event->lane)) + 0.5;
  const double    track = acn_timeline_layout_track_size (self, event->lane);
  const double    hit = MIN (track, HIT_MAX_PX);
  const double    radius =
      MIN (get_radius (event) + (is_hovered || is_selected ? 1 : 0), MAX (track / 2, 3));

  if (is_selected)
    add_disc (self,
              at,
              middle,
              radius + (self->folded[event->lane] ? 1 : 3.5),
              self->palette->accent,
              none,
              0);
  add_disc (self, at, middle, radius + 1.5, self->palette->ground, none, 0);
  if (is_soft)
    add_disc (self, at, middle, radius - 1, acn_timeline_fade (lane, 0.2), lane, 1.5);
  else
    add_disc (self, at, middle, radius, lane, none, 0);
  set_event_hit (self,
                 acn_timeline_layout_add_hit (
                     self,
                     ACN_TIMELINE_HIT_EVENT,
                     (AcnTimelineBox){ at - radius - 2, middle - hit / 2, 2 * radius + 4, hit }),
                 index);
}

static void
add_cluster_hit (AcnTimelineLayout *self, const AcnTimelineCluster *cluster, AcnTimelineBox box)
{
  AcnTimelineHit *hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_CLUSTER, box);

  hit->lane = cluster->lane;
  hit->event = cluster->event;
  hit->n_events = cluster->n;
  hit->cell = cluster->cell;
}

static gboolean
holds_selected (const AcnTimelineLayout *self, const AcnTimelineCluster *cluster)
{
  if (acn_timeline_cluster_holds (self, cluster, self->spec.selection))
    return TRUE;
  for (guint i = 0; i < self->spec.n_others; i++)
    if (acn_timeline_cluster_holds (self, cluster, self->others[i]))
      return TRUE;
  return FALSE;
}

/* A capsule that fills its cell, with the number of its events. */
static void
draw_capsule (AcnTimelineLayout *self, const AcnTimelineCluster *cluster)
{
  const gboolean   is_folded = self->folded[cluster->lane] != 0;
  const double     size = is_folded ? 4 : floor (CLAMP (self->frame.track_size - 1, 8, 16));
  AcnFont          font = { .size_px = (float) MIN (9.5 * self->spec.text_scale, size * 0.74),
                            .weight = 700 };
  AcnColor         color = acn_timeline_lane_color (cluster->lane, self->spec.dark);
  g_autofree char *count = cluster->n > 99
                               ? g_strdup (self->spec.horizontal || size >= 16 ? "99+" : "∙∙∙")
                               : g_strdup_printf ("%u", cluster->n);
  const double     width = acn_text_meter_width (&self->spec.meter, &font, count);
  const double     middle = floor (acn_timeline_layout_track_middle (self, cluster->lane)) + 0.5;
  const double     along =
      round (acn_timeline_layout_cell_begin (self, cluster->cell)) + ACN_TIMELINE_CELL_PX / 2;
  const double length =
      self->spec.horizontal ? MAX (width + 6, ACN_TIMELINE_CELL_PX - 2) : ACN_TIMELINE_CELL_PX - 2;
  AcnTimelineBox box = { along - length / 2, middle - size / 2, length, size };
  AcnTimelineBox outer = {
    along - ACN_TIMELINE_CELL_PX / 2, box.across - 0.5, ACN_TIMELINE_CELL_PX, size + 1
  };
  const gboolean is_selected = holds_selected (self, cluster);
  const gboolean is_hovered = acn_timeline_cluster_holds (self, cluster, self->spec.hover);
  AcnColor       border = is_selected ? self->palette->accent : self->palette->ink;

  /* Square and on whole pixels: a rounded ground behind hundreds of capsules costs milliseconds. */
  acn_timeline_layout_add_box (self, outer, 0, self->palette->ground, none, 0);
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
  add_cluster_hit (self, cluster, outer);
}

static gboolean
is_beside (const AcnTimelineLayout *self, guint index, int step)
{
  const AcnTimelineCluster *clusters = (const AcnTimelineCluster *) self->clusters->data;
  const gint64              other = (gint64) index + step;

  return other >= 0 && other < self->clusters->len &&
         clusters[other].lane == clusters[index].lane &&
         clusters[other].cell == clusters[index].cell + step;
}

/*
 * acn_timeline_layout_place_point:
 * @index: of a cluster of one
 *
 * Returns: where the point is drawn along time, px: at its day, but out of the cells beside it when
 *   these are taken
 */
double
acn_timeline_layout_place_point (const AcnTimelineLayout *self, guint index)
{
  const AcnTimelineCluster *cluster = &g_array_index (self->clusters, AcnTimelineCluster, index);
  const AcnEvent           *event = &self->index->events[cluster->event];
  const double              radius = get_radius (event) + 1;
  const double              begin = acn_timeline_layout_cell_begin (self, cluster->cell);
  double at = acn_timeline_layout_to_px (self, acn_timeline_event_middle (event));

  if (is_beside (self, index, -1))
    at = MAX (at, begin + radius);
  if (is_beside (self, index, 1))
    at = MIN (at, begin + ACN_TIMELINE_CELL_PX - radius);
  return at;
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
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const AcnTimelineCluster *cluster = &g_array_index (self->clusters, AcnTimelineCluster, i);
      const double              begin = acn_timeline_layout_cell_begin (self, cluster->cell);

      if (begin + ACN_TIMELINE_CELL_PX < self->frame.begin ||
          begin > self->frame.begin + self->frame.length)
        continue;
      if (cluster->n == 1)
        draw_point (self, cluster->event, acn_timeline_layout_place_point (self, i));
      else
        draw_capsule (self, cluster);
    }
}
