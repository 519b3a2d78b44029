/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of the horizontal timeline: beside the mark, in its own row, where neither a mark nor a
 * label of higher rank stands; in a row that is high enough (that of the turning points) also above
 * and below the marks, in turn. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>
#include <string.h>

#define WIDTH_MIN_PX 104.0      /* of a title that has to be cut */
#define WIDTH_MIN_FIRST_PX 52.0 /* of one on two lines, or of a turning point */
#define WIDTH_MAX_PX 260.0
#define WIDTH_LEAST_PX 24.0 /* of any: with less the title is not even measured */
#define MARK_HALF_PX 10.5   /* of the room that marks take across */
#define OVERHANG_PX 6.0     /* a label above or below begins so far before its mark */

static const AcnColor none = { 0, 0, 0, 0 };

/* A stretch of a row that is taken, px. */
typedef struct
{
  double begin, end;
} Taken;

typedef enum
{
  BAND_BESIDE,
  BAND_ABOVE,
  BAND_BELOW,
  N_BANDS,
} Band;

/* Row: of a lane.
 * @taken: Taken, by band
 * @n_lines: of labels above, and of those below
 * @firsts: (double): where turning points stand along time, px, rising; of rows with such lines
 */
typedef struct
{
  GArray *taken[N_BANDS];
  guint   n_lines;
  GArray *firsts;
} Row;

/* A label that has a place. */
typedef struct
{
  GPtrArray     *lines;
  AcnTimelineBox box;
} Label;

static void
free_row (gpointer data)
{
  Row *row = data;

  for (guint band = 0; band < N_BANDS; band++)
    g_clear_pointer (&row->taken[band], g_array_unref);
  g_clear_pointer (&row->firsts, g_array_unref);
  g_free (row);
}

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
draw_label (AcnTimelineLayout *self, const AcnTimelineMark *mark, const Label *label)
{
  const AcnTimelineBox box = label->box;
  const AcnEvent      *event = &self->index->events[mark->event];
  AcnFont              font = acn_timeline_layout_title_font (self, event);
  const gboolean       is_selected = acn_timeline_layout_is_selected (self, mark->event);
  const gboolean       is_hovered = mark->event == self->spec.hover;
  const double         line = ACN_TIMELINE_TITLE_LINE_PX * self->spec.text_scale;
  double               middle = box.across + (box.size - (label->lines->len - 1) * line) / 2;
  AcnTimelineHit      *hit;

  acn_timeline_layout_add_box (self, box, 0, self->palette->ground, none, 0);
  if (is_selected || is_hovered)
    acn_timeline_layout_add_box (
        self, box, 6, is_selected ? self->palette->selected : self->palette->hover, none, 0);
  for (guint i = 0; i < label->lines->len; i++, middle += line)
    acn_timeline_layout_add_text (self,
                                  box.along + 4,
                                  middle,
                                  &font,
                                  g_ptr_array_index (label->lines, i),
                                  self->palette->ink);
  hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_EVENT, box);
  hit->event = mark->event;
  hit->lane = event->lane;
  hit->span = event->when.span;
}

/* Where a label may lie: right of its mark or, where that is not enough, left of it; cut at the
 * ends of the screen. FALSE when there is no room for it: a short title needs its own width, a long
 * one what shows enough of it. */
static gboolean
find_place_beside (const AcnTimelineLayout *self,
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

/* Beside the mark, on one line or, in a row without lines above, on two. */
static gboolean
place_beside (
    AcnTimelineLayout *self, const AcnTimelineMark *mark, Row *row, gboolean may_cut, Label *label)
{
  const AcnEvent *event = &self->index->events[mark->event];
  AcnFont         font = acn_timeline_layout_title_font (self, event);
  const double    scale = self->spec.text_scale;
  const double    line = ACN_TIMELINE_TITLE_LINE_PX * scale;
  const double    size = acn_timeline_layout_track_size (self, event->lane);
  const guint     max_lines = row->n_lines == 0 && size >= 2 * line + 3 ? 2 : 1;
  const double    least = event->rank <= 1 && max_lines > 1 ? WIDTH_MIN_FIRST_PX : WIDTH_MIN_PX;
  double          whole, begin, room;
  gboolean        is_cut;

  if (size < line - 1) /* it would stand in the rows beside */
    return FALSE;
  if (!find_place_beside (
          self, mark, row->taken[BAND_BESIDE], WIDTH_LEAST_PX * scale, &begin, &room))
    return FALSE;
  whole = acn_text_meter_width (
              &self->spec.meter, &font, acn_timeline_layout_event_title (self, event)) +
          12;
  if (!find_place_beside (self,
                          mark,
                          row->taken[BAND_BESIDE],
                          may_cut ? MIN (whole, least * scale) : whole,
                          &begin,
                          &room))
    return FALSE;
  label->lines =
      acn_timeline_layout_wrap_title (self, event, &font, room - 12, max_lines, FALSE, &is_cut);
  label->box.length = measure_lines (self, &font, label->lines) + 8;
  label->box.along = begin < mark->begin ? begin + room - label->box.length : begin;
  label->box.size = MIN (size, label->lines->len * line + 3);
  label->box.across =
      round (acn_timeline_layout_track_middle (self, event->lane) - label->box.size / 2);
  return TRUE;
}

/* How a label tries to find a place: whole and with no other turning point beneath it, whole, cut.
 */
typedef enum
{
  TRY_ALONE,
  TRY_WHOLE,
  TRY_CUT,
  N_TRIES,
} Try;

/* The turning point before, along time, px. */
static double
find_previous (const Row *row, double at)
{
  for (guint i = row->firsts->len; i > 0; i--)
    if (g_array_index (row->firsts, double, i - 1) < at)
      return g_array_index (row->firsts, double, i - 1);
  return -INFINITY;
}

/* RoomAcross: above or below a mark, along time, px.
 * @begin: a little before the mark, where a label begins that fits until @end, after the mark
 * @first: how far it may reach back else
 */
typedef struct
{
  double first, begin, end;
} RoomAcross;

static RoomAcross
find_room_across (
    const AcnTimelineLayout *self, const AcnTimelineMark *mark, const Row *row, Band band, Try try)
{
  const double most = WIDTH_MAX_PX * self->spec.text_scale;
  const double screen_begin = self->frame.begin + 2;
  const double screen_end = self->frame.begin + self->frame.length - 2;
  const double begin = MAX (mark->at - OVERHANG_PX, screen_begin);
  const double end = begin + find_room (row->taken[band], begin, MIN (begin + most, screen_end));
  double       back = MAX (end - most, screen_begin);

  if (try == TRY_ALONE)
    back = MAX (back, find_previous (row, mark->at) + OVERHANG_PX);
  return (RoomAcross){ find_room_before (row->taken[band], MIN (back, begin), begin), begin, end };
}

/* The least room of lines that a title or its head needs when all are full, px. */
static double
measure_need (const AcnTimelineLayout *self,
              const AcnEvent          *event,
              const AcnFont           *font,
              const Row               *row)
{
  const char      *title = acn_timeline_layout_event_title (self, event);
  const char      *colon = strstr (title, ": ");
  g_autofree char *head = colon != NULL ? g_strndup (title, colon - title) : NULL;

  return acn_text_meter_width (&self->spec.meter, font, head != NULL ? head : title) / row->n_lines;
}

/* The lines that fit: of the whole title from @begin on, else of its head as far back as needed. */
static GPtrArray *
wrap_across (const AcnTimelineLayout *self,
             const AcnTimelineMark   *mark,
             const Row               *row,
             RoomAcross               room,
             Try                      try)
{
  const AcnEvent *event = &self->index->events[mark->event];
  AcnFont         font = acn_timeline_layout_title_font (self, event);
  const double    scale = self->spec.text_scale;
  GPtrArray      *lines = NULL;
  gboolean        is_cut = TRUE;
  double          need;

  if (room.end < mark->at + OVERHANG_PX || room.end - room.first < WIDTH_MIN_FIRST_PX * scale)
    return NULL;
  need = measure_need (self, event, &font, row);
  if (try != TRY_CUT && need > room.end - room.first - 12)
    return NULL;
  if (room.end - room.begin >= MAX (WIDTH_MIN_FIRST_PX * scale, need + 12))
    lines = acn_timeline_layout_wrap_title (
        self, event, &font, room.end - room.begin - 12, row->n_lines, FALSE, &is_cut);
  if (is_cut && try == TRY_CUT && room.end - room.first < WIDTH_MIN_PX * scale)
    g_clear_pointer (&lines, g_ptr_array_unref);
  else if (is_cut && (try == TRY_CUT || room.first < room.begin))
    {
      g_clear_pointer (&lines, g_ptr_array_unref);
      lines = acn_timeline_layout_wrap_title (
          self, event, &font, room.end - room.first - 12, row->n_lines, TRUE, &is_cut);
    }
  if (is_cut && try != TRY_CUT)
    g_clear_pointer (&lines, g_ptr_array_unref);
  return lines;
}

static gboolean
place_across (AcnTimelineLayout     *self,
              const AcnTimelineMark *mark,
              const Row             *row,
              Band                   band,
              Try                    try,
              Label                 *label)
{
  const AcnEvent  *event = &self->index->events[mark->event];
  AcnFont          font = acn_timeline_layout_title_font (self, event);
  const double     middle = acn_timeline_layout_track_middle (self, event->lane);
  const RoomAcross room = find_room_across (self, mark, row, band, try);

  label->lines = wrap_across (self, mark, row, room, try);
  if (label->lines == NULL)
    return FALSE;
  label->box.length = measure_lines (self, &font, label->lines) + 8;
  label->box.along = MIN (room.begin, room.end - label->box.length - 4);
  label->box.size = label->lines->len * ACN_TIMELINE_TITLE_LINE_PX * self->spec.text_scale;
  label->box.across =
      round (band == BAND_ABOVE ? middle - MARK_HALF_PX - label->box.size : middle + MARK_HALF_PX);
  return TRUE;
}

/* A line from the mark to its label above or below, since others may stand as near. */
static void
draw_stem (AcnTimelineLayout *self, const AcnTimelineMark *mark, Band band)
{
  const guint  lane = self->index->events[mark->event].lane;
  const double middle = acn_timeline_layout_track_middle (self, lane);

  if (band != BAND_BESIDE)
    acn_timeline_layout_add_box (
        self,
        (AcnTimelineBox){ round (mark->at) - 1,
                          band == BAND_ABOVE ? floor (middle - MARK_HALF_PX - 1) : floor (middle),
                          2,
                          ceil (MARK_HALF_PX + 2) },
        0,
        acn_timeline_lane_color (lane, self->spec.dark),
        none,
        0);
}

/* At the first place that serves. */
static gboolean
add_label (AcnTimelineLayout *self, const AcnTimelineMark *mark, Row *row)
{
  Label label = { 0 };

  for (Try try = row->n_lines > 0 ? TRY_ALONE : TRY_CUT; try < N_TRIES; try++)
    for (Band band = BAND_BESIDE; band < (row->n_lines > 0 ? N_BANDS : 1); band++)
      {
        Taken mine;

        if (band == BAND_BESIDE ? !place_beside (self, mark, row, try == TRY_CUT, &label)
                                : !place_across (self, mark, row, band, try, &label))
          continue;
        mine = (Taken){ label.box.along - 2, label.box.along + label.box.length + 4 };
        g_array_append_val (row->taken[band], mine);
        draw_label (self, mark, &label);
        draw_stem (self, mark, band);
        g_ptr_array_unref (label.lines);
        return TRUE;
      }
  return FALSE;
}

static void
add_taken (GPtrArray *rows, guint lane, double begin, double end)
{
  const Row  *row = g_ptr_array_index (rows, lane);
  const Taken taken = { begin, end };

  g_array_append_val (row->taken[BAND_BESIDE], taken);
}

static void
take_marks (const AcnTimelineLayout *self, GPtrArray *rows)
{
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

      if (cluster->n > 1)
        add_taken (rows, cluster->lane, begin - 1, begin + ACN_TIMELINE_CELL_PX + 1);
      else
        {
          const double at = acn_timeline_layout_place_point (self, i);

          add_taken (rows, cluster->lane, at - 9, at + 7);
        }
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

/* One row a lane, with the marks already in. */
static GPtrArray *
make_rows (const AcnTimelineLayout *self, GPtrArray *claims)
{
  GPtrArray   *rows = g_ptr_array_new_with_free_func (free_row);
  const double line = ACN_TIMELINE_TITLE_LINE_PX * self->spec.text_scale;

  for (guint lane = 0; lane < self->index->n_lanes; lane++)
    {
      Row         *row = g_new0 (Row, 1);
      const double size = acn_timeline_layout_track_size (self, lane);

      for (guint band = 0; band < N_BANDS; band++)
        row->taken[band] = g_array_new (FALSE, FALSE, sizeof (Taken));
      row->firsts = g_array_new (FALSE, FALSE, sizeof (double));
      row->n_lines = (guint) MAX ((size / 2 - MARK_HALF_PX) / line, 0);
      g_ptr_array_add (rows, row);
    }
  take_marks (self, rows);
  for (guint i = 0; i < claims->len; i++)
    {
      const AcnTimelineMark *mark = g_ptr_array_index (claims, i);
      const AcnEvent        *event = &self->index->events[mark->event];
      const Row             *row = g_ptr_array_index (rows, event->lane);

      if (event->rank <= 1 && row->n_lines > 0)
        g_array_append_val (row->firsts, mark->at);
    }
  for (guint lane = 0; lane < self->index->n_lanes; lane++)
    g_array_sort (((const Row *) g_ptr_array_index (rows, lane))->firsts, compare_doubles);
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
  g_autoptr (GPtrArray) rows = make_rows (self, claims);
  guint n_refused = 0;

  for (guint i = 0; i < claims->len && n_refused < ACN_TIMELINE_TRIES_MAX; i++)
    {
      const AcnTimelineMark *mark = g_ptr_array_index (claims, i);
      guint                  lane = self->index->events[mark->event].lane;

      if (!self->folded[lane])
        n_refused += !add_label (self, mark, g_ptr_array_index (rows, lane));
    }
}
