/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events are labelled, and how large. A label begins as one line beside its mark; by rank,
 * then by lane, labels are let in as long as none near has to leave its mark by more than about its
 * own height; then, again by rank, they grow by a second line, a date and a third line while that
 * still holds. Crowded times are thus told in short lines, and more fully as a person zooms in.
 * What lies beyond the screen plays no part, so labels stay as they are while a person scrolls. */
#include "scene/acn-timeline-layout-private.h"

#include "scene/acn-timeline-stack.h"

#include <math.h>

#define DATE_PX 11.0
#define DATE_LINE_PX 15.0
#define GAP_PX 1.0
#define STRIP_PX 3.0
#define PAD_PX 2.0

/* How far labels that lean on each other may leave their marks to let in one more of a rank, px:
 * the selection (0) comes anyhow, turning points (1) may crowd, footnotes (5) come where there is
 * room. */
static const double max_shifts_px[] = { 1e9, 36, 20, 12, 9, 7 };

/* The same for letting a label grow. */
#define GROW_SHIFT_PX 10.0

static const AcnColor none = { 0, 0, 0, 0 };

/* AcnTimelineLabel:
 * @lines: of the title
 * @date: below the title, or NULL
 */
typedef struct
{
  const AcnTimelineMark *mark;
  GPtrArray             *lines;
  char                  *date;
  double                 height;
  double                 begin;
} Label;

typedef struct
{
  AcnTimelineLayout *layout;
  GPtrArray         *labels; /* Label, by place of their marks */
  AcnStackItem      *items;
  double             gap;
} Column;

static void
free_label (gpointer data)
{
  Label *label = data;

  g_clear_pointer (&label->lines, g_ptr_array_unref);
  g_clear_pointer (&label->date, g_free);
  g_free (label);
}

static const AcnEvent *
get_event (const AcnTimelineLayout *self, const Label *label)
{
  return &self->index->events[label->mark->event];
}

static double
get_text_width (const AcnTimelineLayout *self)
{
  return self->frame.labels_size - STRIP_PX - 7 - 4;
}

static double
measure_height (const AcnTimelineLayout *self, guint n_lines, gboolean has_date)
{
  return (n_lines * ACN_TIMELINE_TITLE_LINE_PX + (has_date ? DATE_LINE_PX : 0)) *
             self->spec.text_scale +
         2 * PAD_PX;
}

/* Lays all labels of the column; the middle of the first line wants to stand by the mark. */
static void
stack (Column *self)
{
  const AcnTimelineFrame *frame = &self->layout->frame;
  const double first = PAD_PX + ACN_TIMELINE_TITLE_LINE_PX * self->layout->spec.text_scale / 2;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = g_ptr_array_index (self->labels, i);

      self->items[i].wanted = label->mark->at + label->height / 2 - first;
      self->items[i].length = label->height;
    }
  acn_timeline_stack (self->items,
                      self->labels->len,
                      self->gap,
                      frame->begin + 3,
                      frame->begin + frame->length - 3);
}

/* The largest shift among the labels that touch label @index, directly or through others. */
static double
get_run_shift (const Column *self, guint index)
{
  const AcnStackItem *items = self->items;
  guint               first = index, last = index;
  double              largest = 0;

  while (first > 0 &&
         items[first].begin - items[first - 1].begin - items[first - 1].length < self->gap + 0.5)
    first--;
  while (last + 1 < self->labels->len &&
         items[last + 1].begin - items[last].begin - items[last].length < self->gap + 0.5)
    last++;
  for (guint i = first; i <= last; i++)
    largest = MAX (largest, fabs (items[i].begin + items[i].length / 2 - items[i].wanted));
  return largest;
}

/* All labels lie within the screen, and those around @index near enough to their marks. */
static gboolean
fits (Column *self, guint index, double max_shift_px)
{
  const AcnTimelineFrame *frame = &self->layout->frame;
  const AcnStackItem     *last = &self->items[self->labels->len - 1];

  stack (self);
  /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is one item a label */
  if (last->begin + last->length > frame->begin + frame->length - 2)
    return FALSE;
  return get_run_shift (self, index) <= max_shift_px * self->layout->spec.text_scale;
}

static int
compare_places (const AcnTimelineMark *a, const AcnTimelineMark *b)
{
  if (a->at != b->at)
    return a->at < b->at ? -1 : 1;
  return (a->event > b->event) - (a->event < b->event);
}

static guint
find_place (Column *self, const AcnTimelineMark *mark)
{
  guint low = 0, high = self->labels->len;

  while (low < high)
    {
      guint        middle = low + (high - low) / 2;
      const Label *label = g_ptr_array_index (self->labels, middle);

      if (compare_places (label->mark, mark) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
set_text (Column *self, Label *label, GPtrArray *lines, gboolean with_date)
{
  g_clear_pointer (&label->lines, g_ptr_array_unref);
  label->lines = g_ptr_array_ref (lines);
  g_clear_pointer (&label->date, g_free);
  if (with_date)
    label->date =
        acn_format_when (&get_event (self->layout, label)->when, self->layout->spec.language);
}

/* The text that a label gets: at most so many lines. */
static GPtrArray *
wrap_title (Column *self, const Label *label, guint max_lines)
{
  AcnTimelineLayout *layout = self->layout;
  const AcnEvent    *event = get_event (layout, label);
  AcnFont            font = acn_timeline_layout_title_font (layout, event);
  gboolean           is_cut;

  return acn_timeline_layout_wrap_title (
      layout, event, &font, get_text_width (layout), max_lines, FALSE, &is_cut);
}

static gboolean
try_add (Column *self, const AcnTimelineMark *mark)
{
  Label       *label = g_new0 (Label, 1);
  const guint  place = find_place (self, mark);
  const guint8 rank = self->layout->index->events[mark->event].rank;
  const guint  claim = mark->event == self->layout->spec.selection ? 0 : rank;
  const double max_shift = max_shifts_px[MIN (claim, G_N_ELEMENTS (max_shifts_px) - 1)];

  label->mark = mark;
  label->height = measure_height (self->layout, 1, FALSE);
  g_ptr_array_insert (self->labels, (int) place, label);
  self->items = g_renew (AcnStackItem, self->items, self->labels->len);
  if (fits (self, place, max_shift))
    return TRUE;
  g_ptr_array_remove_index (self->labels, place);
  return FALSE;
}

/* The order in which events are let in: selection, then rank, then the dossier's order of lanes,
 * then date; turning points that have a row of their own from the last to the first, since their
 * labels begin over them. */
static int
compare_claims (gconstpointer a, gconstpointer b, gpointer data)
{
  const AcnTimelineLayout *self = data;
  const AcnTimelineMark   *left = *(AcnTimelineMark *const *) a;
  const AcnTimelineMark   *right = *(AcnTimelineMark *const *) b;
  const gboolean           left_selected = left->event == self->spec.selection;
  const gboolean           right_selected = right->event == self->spec.selection;
  const guint              left_rank = self->index->events[left->event].rank;
  const guint              right_rank = self->index->events[right->event].rank;
  const guint              left_lane = self->index->events[left->event].lane;
  const guint              right_lane = self->index->events[right->event].lane;

  if (left_selected != right_selected)
    return left_selected ? -1 : 1;
  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  if (left_lane != right_lane)
    return left_lane < right_lane ? -1 : 1;
  if (self->spec.horizontal && left_lane == self->index->lead_lane)
    return (left->event < right->event) - (left->event > right->event);
  return (left->event > right->event) - (left->event < right->event);
}

/*
 * acn_timeline_layout_list_claims:
 *
 * Returns: (transfer full): marks whose place is on screen, in the order in which they get labels
 */
GPtrArray *
acn_timeline_layout_list_claims (AcnTimelineLayout *self)
{
  GPtrArray *claims = g_ptr_array_new ();

  for (guint i = 0; i < self->marks->len; i++)
    {
      AcnTimelineMark *mark = &g_array_index (self->marks, AcnTimelineMark, i);

      if (acn_timeline_layout_is_on_screen (self, mark->at) &&
          (!self->folded[self->index->events[mark->event].lane] ||
           acn_timeline_layout_is_selected (self, mark->event)))
        g_ptr_array_add (claims, mark);
    }
  g_ptr_array_sort_with_data (claims, compare_claims, self);
  return claims;
}

static void
admit (Column *self, GPtrArray *claims)
{
  guint n_refused = 0;

  for (guint i = 0; i < claims->len && n_refused < ACN_TIMELINE_TRIES_MAX; i++)
    n_refused += !try_add (self, g_ptr_array_index (claims, i));
  for (guint i = 0; i < self->labels->len; i++)
    {
      Label *label = g_ptr_array_index (self->labels, i);
      g_autoptr (GPtrArray) lines = NULL;

      lines = wrap_title (self, label, 1);
      set_text (self, label, lines, FALSE);
    }
}

/* Lets a label have up to @max_lines lines, and a date; undone when it then does not fit. */
static void
try_grow (Column *self, guint index, guint max_lines, gboolean with_date, double max_shift_px)
{
  Label       *label = g_ptr_array_index (self->labels, index);
  const double height = label->height;
  g_autoptr (GPtrArray) lines = wrap_title (self, label, max_lines);

  label->height = measure_height (self->layout, lines->len, with_date);
  if (fits (self, index, max_shift_px))
    set_text (self, label, lines, with_date);
  else
    label->height = height;
}

/* The selection is told as fully as turning points may crowd. */
static void
grow_selection (Column *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = g_ptr_array_index (self->labels, i);

      if (label->mark->event != self->layout->spec.selection)
        continue;
      for (guint lines = 3; lines > 0 && label->date == NULL; lines--)
        try_grow (self, i, lines, TRUE, max_shifts_px[1]);
      return;
    }
}

static void
grow (Column *self)
{
  static const struct
  {
    guint    lines;
    gboolean has_date;
    guint8   max_rank;
    double   max_shift_px;
  } stages[] = {
    { 2, FALSE, 1, 1.6 * GROW_SHIFT_PX }, { 2, FALSE, 255, GROW_SHIFT_PX },
    { 2, TRUE, 1, GROW_SHIFT_PX },        { 2, TRUE, 255, GROW_SHIFT_PX },
    { 3, TRUE, 2, GROW_SHIFT_PX },
  };

  grow_selection (self);
  for (guint stage = 0; stage < G_N_ELEMENTS (stages); stage++)
    for (guint i = 0; i < self->labels->len; i++)
      {
        const Label *label = g_ptr_array_index (self->labels, i);

        if (label->mark->event != self->layout->spec.selection &&
            get_event (self->layout, label)->rank <= stages[stage].max_rank)
          try_grow (
              self, i, stages[stage].lines, stages[stage].has_date, stages[stage].max_shift_px);
      }
}

static void
settle (Column *self)
{
  stack (self);
  for (guint i = 0; i < self->labels->len; i++)
    ((Label *) g_ptr_array_index (self->labels, i))->begin = round (self->items[i].begin);
}

/* From a mark's line to its label: level at both ends. */
static void
add_curve (AcnTimelineLayout *self, double from_x, double from_y, double to_x, double to_y)
{
  const guint n_steps = fabs (to_y - from_y) < 1 ? 1 : 10;

  acn_display_list_begin_contour (self->list, FALSE);
  for (guint i = 0; i <= n_steps; i++)
    {
      const double t = (double) i / n_steps;
      const double eased = t * t * (3 - 2 * t);

      acn_display_list_add_point (
          self->list, from_x + t * (to_x - from_x), from_y + eased * (to_y - from_y));
    }
}

static void
add_leaders (Column *self)
{
  AcnTimelineLayout      *layout = self->layout;
  const AcnTimelineFrame *frame = &layout->frame;
  const double            tracks_end = frame->tracks + frame->tracks_size + 2;
  const double            first = PAD_PX + ACN_TIMELINE_TITLE_LINE_PX * layout->spec.text_scale / 2;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = g_ptr_array_index (self->labels, i);
      double from = acn_timeline_layout_track_middle (layout, get_event (layout, label)->lane);

      acn_display_list_rect (layout->list,
                             from,
                             round (label->mark->at),
                             tracks_end - from,
                             1,
                             0,
                             acn_timeline_fade (layout->palette->leader, 0.6),
                             none,
                             0);
    }
  acn_display_list_begin_path (layout->list);
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = g_ptr_array_index (self->labels, i);

      add_curve (layout,
                 tracks_end,
                 round (label->mark->at) + 0.5,
                 frame->labels - 1,
                 round (label->begin + first) + 0.5);
    }
  if (self->labels->len > 0)
    acn_display_list_stroke (layout->list, layout->palette->leader, 1, 0, 0, FALSE);
}

static void
draw_label_ground (AcnTimelineLayout *self, const Label *label)
{
  const gboolean is_selected = acn_timeline_layout_is_selected (self, label->mark->event);
  const gboolean is_hovered = label->mark->event == self->spec.hover;

  if (is_selected || is_hovered)
    acn_display_list_rect (self->list,
                           self->frame.labels - 1,
                           label->begin,
                           self->frame.labels_size + 5,
                           label->height,
                           6,
                           is_selected ? self->palette->selected : self->palette->hover,
                           none,
                           0);
}

static void
draw_label (AcnTimelineLayout *self, const Label *label)
{
  const AcnEvent *event = get_event (self, label);
  AcnFont         font = acn_timeline_layout_title_font (self, event);
  AcnFont         date_font = acn_timeline_font (self, DATE_PX, 400);
  const double    line = ACN_TIMELINE_TITLE_LINE_PX * self->spec.text_scale;
  const double    x = self->frame.labels + STRIP_PX + 8;
  double          y = label->begin + PAD_PX;
  AcnTimelineHit *hit;

  draw_label_ground (self, label);
  acn_display_list_rect (self->list,
                         self->frame.labels + 2,
                         label->begin + PAD_PX + 1,
                         STRIP_PX,
                         label->height - 2 * PAD_PX - 2,
                         STRIP_PX / 2,
                         acn_timeline_lane_color (event->lane, self->spec.dark),
                         none,
                         0);
  for (guint i = 0; i < label->lines->len; i++, y += line)
    acn_timeline_layout_add_text (
        self, x, y + line / 2, &font, g_ptr_array_index (label->lines, i), self->palette->ink);
  if (label->date != NULL)
    {
      g_autofree char *date = acn_text_meter_ellipsize (
          &self->spec.meter, &date_font, label->date, get_text_width (self));
      acn_timeline_layout_add_text (self,
                                    x,
                                    y + DATE_LINE_PX * self->spec.text_scale / 2,
                                    &date_font,
                                    date,
                                    self->palette->dim);
    }
  hit = acn_timeline_layout_add_hit (
      self,
      ACN_TIMELINE_HIT_EVENT,
      (AcnTimelineBox){ label->begin, self->frame.labels, label->height, self->frame.labels_size });
  hit->event = label->mark->event;
  hit->lane = event->lane;
  hit->span = event->when.span;
}

/*
 * acn_timeline_layout_draw_column_labels:
 *
 * The labels of the vertical timeline, in one column beside the tracks.
 */
void
acn_timeline_layout_draw_column_labels (AcnTimelineLayout *self)
{
  Column column = { .layout = self };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (free_label);
  g_autoptr (GPtrArray) claims = NULL;

  if (self->frame.labels_size < 40)
    return;
  claims = acn_timeline_layout_list_claims (self);
  column.labels = labels;
  column.gap = GAP_PX;
  admit (&column, claims);
  grow (&column);
  settle (&column);
  add_leaders (&column);
  for (guint i = 0; i < labels->len; i++)
    draw_label (self, g_ptr_array_index (labels, i));
  g_clear_pointer (&column.items, g_free);
}
