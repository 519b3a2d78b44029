/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of the horizontal timeline: right of the mark, in its own row, where neither a mark nor a
 * label of higher rank stands; on two lines where the row is high enough. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

#define WIDTH_MIN_PX 104.0      /* of a title that has to be cut */
#define WIDTH_MIN_FIRST_PX 52.0 /* of a turning point's on two lines */
#define WIDTH_MAX_PX 260.0
#define WIDTH_LEAST_PX 24.0 /* of any: with less the title is not even measured */

static const AcnColor none = { 0, 0, 0, 0 };

/* A stretch of a row that is taken, px. */
typedef struct
{
  double begin, end;
} Taken;

/* How far a label that begins at @begin may reach, px; not beyond @end. */
static double
find_room (const GArray *taken, double begin, double end)
{
  if (end <= begin)
    return 0;
  for (guint i = 0; i < taken->len; i++)
    {
      const Taken *other = &g_array_index (taken, Taken, i);

      if (other->begin < end && begin < other->end)
        end = MAX (other->begin, begin);
    }
  return end - begin;
}

/* Where a label that ends at @end may begin, px; not before @begin. */
static double
find_room_before (const GArray *taken, double begin, double end)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const Taken *other = &g_array_index (taken, Taken, i);

      if (other->begin < end && begin < other->end)
        begin = MIN (other->end, end);
    }
  return begin;
}

static double
measure_lines (const AcnTimelineLayout *self, const AcnFont *font, GPtrArray *lines)
{
  double widest = 0;

  for (guint i = 0; i < lines->len; i++)
    widest =
        MAX (widest, acn_text_meter_width (&self->spec.meter, font, g_ptr_array_index (lines, i)));
  return widest;
}

static void
draw_label (AcnTimelineLayout     *self,
            const AcnTimelineMark *mark,
            AcnTimelineBox         box,
            GPtrArray             *lines)
{
  const AcnEvent *event = &self->index->events[mark->event];
  AcnFont         font = acn_timeline_layout_title_font (self, event);
  const gboolean  is_selected = acn_timeline_layout_is_selected (self, mark->event);
  const gboolean  is_hovered = mark->event == self->spec.hover;
  const double    line = ACN_TIMELINE_TITLE_LINE_PX * self->spec.text_scale;
  double          middle = box.across + (box.size - (lines->len - 1) * line) / 2;
  AcnTimelineHit *hit;

  acn_timeline_layout_add_box (self, box, 0, self->palette->ground, none, 0);
  if (is_selected || is_hovered)
    acn_timeline_layout_add_box (
        self, box, 6, is_selected ? self->palette->selected : self->palette->hover, none, 0);
  for (guint i = 0; i < lines->len; i++, middle += line)
    acn_timeline_layout_add_text (
        self, box.along + 4, middle, &font, g_ptr_array_index (lines, i), self->palette->ink);
  hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_EVENT, box);
  hit->event = mark->event;
  hit->lane = event->lane;
  hit->span = event->when.span;
}

/* Where a label may lie: right of its mark or, where that is not enough, left of it; cut at the
 * ends of the screen. FALSE when there is no room for it: a short title needs its own width, a long
 * one what shows enough of it. */
static gboolean
find_place (const AcnTimelineLayout *self,
            const AcnTimelineMark   *mark,
            const GArray            *taken,
            double                   needed,
            double                  *begin,
            double                  *room)
{
  const double most = WIDTH_MAX_PX * self->spec.text_scale;
  const double last = self->frame.begin + self->frame.length - 2;
  const double before = mark->begin - 10;
  const double after = (mark->is_bar ? mark->end : mark->at) + 8;

  *begin = after;
  *room = find_room (taken, after, MIN (after + most, last));
  if (*room >= needed)
    return TRUE;
  *begin = find_room_before (taken, MAX (before - most, self->frame.begin + 2), before);
  *room = before - *begin;
  return *room >= needed;
}

static gboolean
add_label (AcnTimelineLayout *self, const AcnTimelineMark *mark, GArray *taken)
{
  const AcnEvent *event = &self->index->events[mark->event];
  const char     *title = acn_timeline_layout_event_title (self, event);
  AcnFont         font = acn_timeline_layout_title_font (self, event);
  const double    scale = self->spec.text_scale;
  const double    line = ACN_TIMELINE_TITLE_LINE_PX * scale;
  const guint     max_lines = self->frame.track_size >= 2 * line + 3 ? 2 : 1;
  const double    least = event->rank <= 1 && max_lines > 1 ? WIDTH_MIN_FIRST_PX : WIDTH_MIN_PX;
  double          whole;
  g_autoptr (GPtrArray) lines = NULL;
  AcnTimelineBox box = { 0 };
  Taken          mine;
  double         begin, room;

  if (!find_place (self, mark, taken, WIDTH_LEAST_PX * scale, &begin, &room))
    return FALSE;
  whole = acn_text_meter_width (&self->spec.meter, &font, title) + 12;
  if (!find_place (self, mark, taken, MIN (whole, least * scale), &begin, &room))
    return FALSE;
  lines = acn_text_meter_wrap (&self->spec.meter, &font, title, room - 12, max_lines);
  box.length = measure_lines (self, &font, lines) + 8;
  box.along = begin < mark->begin ? begin + room - box.length : begin;
  box.size = MIN (self->frame.track_size, lines->len * line + 3);
  box.across = round (acn_timeline_layout_track_middle (self, event->lane) - box.size / 2);
  mine = (Taken){ box.along - 2, box.along + box.length + 4 };
  g_array_append_val (taken, mine);
  draw_label (self, mark, box, lines);
  return TRUE;
}

static void
add_taken (GPtrArray *rows, guint lane, double begin, double end)
{
  const Taken taken = { begin, end };

  g_array_append_val ((GArray *) g_ptr_array_index (rows, lane), taken);
}

/* One list a lane, with the marks already in. */
static GPtrArray *
list_taken (const AcnTimelineLayout *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->index->n_lanes; i++)
    g_ptr_array_add (rows, g_array_new (FALSE, FALSE, sizeof (Taken)));
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, i);

      if (mark->is_bar)
        add_taken (rows, self->index->events[mark->event].lane, mark->begin - 4, mark->end + 2);
    }
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const AcnTimelineCluster *cluster = &g_array_index (self->clusters, AcnTimelineCluster, i);
      const double              begin = acn_timeline_layout_cell_begin (self, cluster->cell);
      const double              at = acn_timeline_layout_to_px (
          self, acn_timeline_event_middle (&self->index->events[cluster->event]));

      if (cluster->n > 1)
        add_taken (rows, cluster->lane, begin - 1, begin + ACN_TIMELINE_CELL_PX + 1);
      else
        add_taken (rows, cluster->lane, at - 9, at + 7);
    }
  return rows;
}

/*
 * acn_timeline_layout_draw_row_labels:
 *
 * The labels of the horizontal timeline.
 */
void
acn_timeline_layout_draw_row_labels (AcnTimelineLayout *self)
{
  g_autoptr (GPtrArray) claims = acn_timeline_layout_list_claims (self);
  g_autoptr (GPtrArray) rows = list_taken (self);
  guint n_refused = 0;

  for (guint i = 0; i < claims->len && n_refused < ACN_TIMELINE_TRIES_MAX; i++)
    {
      const AcnTimelineMark *mark = g_ptr_array_index (claims, i);
      guint                  lane = self->index->events[mark->event].lane;

      n_refused += !add_label (self, mark, g_ptr_array_index (rows, lane));
    }
}
