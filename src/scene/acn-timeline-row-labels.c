/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of the horizontal timeline: right of the mark, in its own row, where neither a mark nor a
 * label of higher rank stands. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

#define WIDTH_MIN_PX 56.0
#define WIDTH_MAX_PX 260.0

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
  for (guint i = 0; i < taken->len; i++)
    {
      const Taken *other = &g_array_index (taken, Taken, i);

      if (other->begin < end && begin < other->end)
        end = MAX (other->begin, begin);
    }
  return end - begin;
}

static void
draw_label (AcnTimelineLayout     *self,
            const AcnTimelineMark *mark,
            AcnTimelineBox         box,
            const char            *text)
{
  const AcnEvent *event = &self->index->events[mark->event];
  AcnFont         font = acn_timeline_layout_title_font (self, event);
  const gboolean  is_selected = mark->event == self->spec.selection;
  const gboolean  is_hovered = mark->event == self->spec.hover;
  AcnTimelineHit *hit;

  acn_timeline_layout_add_box (self, box, 0, self->palette->ground, none, 0);
  if (is_selected || is_hovered)
    acn_timeline_layout_add_box (
        self, box, 6, is_selected ? self->palette->selected : self->palette->hover, none, 0);
  acn_timeline_layout_add_text (
      self, box.along + 4, box.across + box.size / 2, &font, text, self->palette->ink);
  hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_EVENT, box);
  hit->event = mark->event;
  hit->lane = event->lane;
  hit->span = event->when.span;
}

/* FALSE when there is no room for it. */
static gboolean
add_label (AcnTimelineLayout *self, const AcnTimelineMark *mark, GArray *taken)
{
  const AcnEvent  *event = &self->index->events[mark->event];
  AcnFont          font = acn_timeline_layout_title_font (self, event);
  const double     middle = acn_timeline_layout_track_middle (self, event->lane);
  const double     begin = (mark->is_bar ? mark->end : mark->at) + 8;
  const double     room = find_room (taken, begin, begin + WIDTH_MAX_PX * self->spec.text_scale);
  g_autofree char *text = NULL;
  AcnTimelineBox   box = { .along = begin };
  Taken            mine;

  if (room < WIDTH_MIN_PX * self->spec.text_scale)
    return FALSE;
  text = acn_text_meter_ellipsize (
      &self->spec.meter, &font, acn_timeline_layout_event_title (self, event), room - 12);
  box.length = acn_text_meter_width (&self->spec.meter, &font, text) + 8;
  box.size = MIN (self->frame.track_size, ACN_TIMELINE_TITLE_LINE_PX * self->spec.text_scale + 4);
  box.across = round (middle - box.size / 2);
  mine = (Taken){ begin, begin + box.length + 4 };
  g_array_append_val (taken, mine);
  if (mine.begin < self->frame.begin + self->frame.length && mine.end > self->frame.begin)
    draw_label (self, mark, box, text);
  return TRUE;
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
      GArray                *row = g_ptr_array_index (rows, self->index->events[mark->event].lane);
      Taken                  taken = { mark->at - 9, mark->at + 7 };

      if (mark->is_bar)
        taken = (Taken){ mark->begin - 4, mark->end + 2 };
      g_array_append_val (row, taken);
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
