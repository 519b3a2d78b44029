/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The still parts of the timeline: frame, grounds, grid, axis and lane heads. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>
#include <string.h>

#define TRACK_MIN_PX 11.0
#define TRACK_PX 12.0
#define TRACK_MAX_PX 22.0
#define LABELS_WANTED_PX 210.0
#define LABELS_NEEDED_PX 180.0
#define GUTTER_PX 20.0
#define ROW_AXIS_PX 30.0
#define ROW_MIN_PX 19.0 /* of a row beside that of the turning points: one line of text */
#define ROW_MAX_PX 56.0
#define LEAD_ROW_MAX_PX 90.0 /* two lines above the marks and two below */
#define LEAD_ROW_MIN_PX 56.0 /* one and one */

static const AcnColor none = { 0, 0, 0, 0 };

/* The widest that axis labels and the playhead's chip get. */
static double
measure_axis (AcnTimelineLayout *self)
{
  static const AcnDay samples[] = { 19342, 19631, 19800 }; /* December, September, March */
  AcnFont             font = acn_timeline_font (self, 12, 700);
  double              widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *chip = acn_format_day (samples[i], ACN_DATE_DAY_MONTH, self->spec.language);
      widest = MAX (widest, acn_text_meter_width (&self->spec.meter, &font, chip));
    }
  return ceil (widest) + 20;
}

/* Tracks grow once labels have what they want, and shrink to leave them what they need. */
static double
pick_track_size (double room, guint n_lanes, double text_scale)
{
  const double wide = floor ((room - LABELS_WANTED_PX * text_scale) / n_lanes);
  const double narrow = floor ((room - LABELS_NEEDED_PX * text_scale) / n_lanes);

  if (wide >= TRACK_PX)
    return MIN (wide, TRACK_MAX_PX);
  return CLAMP (narrow, TRACK_MIN_PX, TRACK_PX);
}

/* Gives each lane its track, in order. @lead_size: of the lead lane, px; 0: as the others */
static void
lay_tracks (AcnTimelineLayout *self, double lead_size)
{
  double across = self->frame.tracks;

  for (guint lane = 0; lane < self->index->n_lanes; lane++)
    self->sizes[lane] = self->folded[lane]                                ? ACN_TIMELINE_FOLDED_PX
                        : lead_size > 0 && lane == self->index->lead_lane ? lead_size
                                                                          : self->frame.track_size;

  for (guint i = 0; i < self->index->n_lanes; i++)
    {
      const guint  lane = self->order[i];
      const double size = acn_timeline_layout_track_size (self, lane);

      self->middles[lane] = across + size / 2;
      across += size;
    }
  self->frame.tracks_size = across - self->frame.tracks;
}

static guint
count_folded (const AcnTimelineLayout *self)
{
  guint n = 0;

  for (guint i = 0; i < self->index->n_lanes; i++)
    n += self->folded[i] != 0;
  return n;
}

static void
init_vertical_frame (AcnTimelineLayout *self)
{
  AcnTimelineFrame *frame = &self->frame;
  const guint       n_folded = count_folded (self);
  const guint       n_open = MAX (self->index->n_lanes - n_folded, 1);
  double            room;

  frame->axis_size = measure_axis (self);
  frame->tracks = frame->axis_size + 4;
  room = self->spec.width_px - frame->tracks - GUTTER_PX - n_folded * ACN_TIMELINE_FOLDED_PX;
  frame->track_size = pick_track_size (room, n_open, self->spec.text_scale);
  lay_tracks (self, 0);
  frame->labels = frame->tracks + frame->tracks_size + GUTTER_PX;
  frame->labels_size = self->spec.width_px - frame->labels - 8;
  frame->begin = acn_timeline_layout_lay_chips (self, FALSE) + ACN_TIMELINE_DOTS_PX;
  frame->length = self->spec.height_px - frame->begin;
}

/* The row of the turning points gets room for labels above and below, where the others keep a line
 * of text. Returns: its size, px; 0: none is set apart */
static double
pick_lead_size (const AcnTimelineLayout *self, double room, guint n_open)
{
  const double scale = self->spec.text_scale;
  const double spare = floor (room - (n_open - 1) * ROW_MIN_PX * scale);

  if (self->index->lead_lane == ACN_NONE || self->folded[self->index->lead_lane] ||
      spare < LEAD_ROW_MIN_PX * scale)
    return 0;
  return MIN (spare, LEAD_ROW_MAX_PX * scale);
}

static void
init_horizontal_frame (AcnTimelineLayout *self)
{
  AcnTimelineFrame *frame = &self->frame;
  const guint       n_folded = count_folded (self);
  const guint       n_open = MAX (self->index->n_lanes - n_folded, 1);
  double            room, lead;

  frame->axis_size = ROW_AXIS_PX * self->spec.text_scale;
  frame->begin = acn_timeline_layout_measure_row_heads (self);
  frame->length = self->spec.width_px - frame->begin;
  frame->tracks = frame->axis_size + 2;
  room = self->spec.height_px - frame->tracks - n_folded * ACN_TIMELINE_FOLDED_PX;
  lead = pick_lead_size (self, room, n_open);
  if (lead > 0)
    frame->track_size =
        floor (CLAMP ((room - lead) / MAX (n_open - 1, 1), TRACK_MIN_PX, ROW_MAX_PX));
  else
    frame->track_size = floor (CLAMP (room / n_open, TRACK_MIN_PX, ROW_MAX_PX));
  lay_tracks (self, lead);
}

/*
 * acn_timeline_frame_init:
 *
 * Divides the size among axis, heads, tracks and labels.
 */
void
acn_timeline_frame_init (AcnTimelineLayout *self)
{
  if (self->spec.horizontal)
    init_horizontal_frame (self);
  else
    init_vertical_frame (self);
  self->frame.length = MAX (self->frame.length, 0);
  self->frame.px_per_day = self->frame.length / (self->spec.end_day - self->spec.begin_day);
}

/* A band over all tracks for [begin, end) days, cut to the screen. */
static void
add_band (AcnTimelineLayout *self, double begin_day, double end_day, double size, AcnColor color)
{
  const AcnTimelineFrame *frame = &self->frame;
  double                  begin = MAX (acn_timeline_layout_to_px (self, begin_day), frame->begin);
  double end = MIN (acn_timeline_layout_to_px (self, end_day), frame->begin + frame->length);

  if (begin < end)
    acn_timeline_layout_add_box (
        self,
        (AcnTimelineBox){ floor (begin), frame->axis, ceil (end) - floor (begin), size },
        0,
        color,
        none,
        0);
}

/* A hairline across time, on whole pixels. */
static void
add_rule (AcnTimelineLayout *self, double along, double across, double size, AcnColor color)
{
  if (acn_timeline_layout_is_on_screen (self, along))
    acn_timeline_layout_add_box (
        self, (AcnTimelineBox){ round (along), across, 1, size }, 0, color, none, 0);
}

static double
get_min_label_px (const AcnTimelineLayout *self)
{
  return (self->spec.horizontal ? 46 : 24) * self->spec.text_scale;
}

static void
add_grid (AcnTimelineLayout *self)
{
  const AcnTimelineFrame *frame = &self->frame;
  const AcnTickStep      *step = acn_tick_step_pick (frame->px_per_day, get_min_label_px (self));
  AcnDay                  tick = acn_tick_step_floor (step, (AcnDay) floor (self->spec.begin_day));

  for (; tick < self->spec.end_day; tick = acn_tick_step_next (step, tick))
    {
      gboolean is_heading =
          step->heading != step->label && acn_tick_heading_floor (step, tick) == tick;

      add_rule (self,
                acn_timeline_layout_to_px (self, tick),
                frame->tracks,
                frame->tracks_size,
                is_heading ? self->palette->grid_strong : self->palette->grid);
    }
}

/*
 * acn_timeline_layout_draw_grounds:
 *
 * Ground, what the playhead cannot reach, what is later than the argument, grid, and the tracks.
 */
void
acn_timeline_layout_draw_grounds (AcnTimelineLayout *self)
{
  const AcnTimelineFrame *frame = &self->frame;
  const double            tracks_end = frame->tracks + frame->tracks_size;
  const double            later_day = self->index->later_day;

  acn_display_list_rect (self->list,
                         0,
                         0,
                         self->spec.width_px,
                         self->spec.height_px,
                         0,
                         self->palette->ground,
                         none,
                         0);
  add_band (
      self, self->spec.begin_day, self->spec.reach.begin_day, tracks_end, self->palette->beyond);
  add_band (self, self->spec.reach.end_day, self->spec.end_day, tracks_end, self->palette->beyond);
  if (self->index->later_day != ACN_DAY_OPEN_END)
    {
      add_band (self, later_day, self->spec.end_day, tracks_end, self->palette->later);
      for (double at = frame->axis_size; at + 4 <= tracks_end; at += 7)
        add_rule (self, acn_timeline_layout_to_px (self, later_day), at, 4, self->palette->leader);
    }
  add_grid (self);
  for (guint i = 0; i < self->index->n_lanes; i++)
    acn_timeline_layout_add_box (
        self,
        (AcnTimelineBox){
            frame->begin, floor (acn_timeline_layout_track_middle (self, i)), frame->length, 1 },
        0,
        acn_timeline_fade (acn_timeline_lane_color (i, self->spec.dark), 0.3),
        none,
        0);
}

/* Text on the axis, centred on a place along time; right-aligned in a vertical axis. */
static void
add_axis_text (
    AcnTimelineLayout *self, double along, const AcnFont *font, const char *text, AcnColor color)
{
  const AcnTimelineFrame *frame = &self->frame;
  const AcnTextSize       size = self->spec.meter.measure (font, text, self->spec.meter.data);
  const double            right = frame->axis + frame->axis_size - 12;
  AcnTimelineBox          box = {
             along - size.height_px / 2, right - size.width_px, size.height_px, size.width_px
  };

  if (self->spec.horizontal)
    box = (AcnTimelineBox){ along + 5,
                            frame->axis + (frame->axis_size - size.height_px) / 2,
                            size.width_px,
                            size.height_px };
  g_array_append_val (self->axis_texts, box);
  if (self->spec.horizontal)
    acn_timeline_layout_add_text (
        self, box.along, frame->axis + frame->axis_size * 0.5, font, text, color);
  else
    acn_timeline_layout_add_text (self, box.across, along, font, text, color);
}

/* (transfer full): "Sep 2022", or "2022" alone. */
static char *
format_heading (const AcnTimelineLayout *self, const AcnTickStep *step, AcnDay day)
{
  g_autofree char *year = acn_format_day (day, ACN_DATE_YEAR, self->spec.language);
  g_autofree char *month = NULL;

  if (step->heading == ACN_DATE_YEAR)
    return g_steal_pointer (&year);
  month = acn_format_day (day, ACN_DATE_MONTH, self->spec.language);
  return g_strconcat (month, " ", year, NULL);
}

/* In a narrow axis month and year stand over each other. */
static void
add_heading (AcnTimelineLayout *self, const AcnTickStep *step, AcnDay day, double along)
{
  AcnFont          font = acn_timeline_font (self, 12, 700);
  g_autofree char *text = format_heading (self, step, day);
  char            *space = self->spec.horizontal ? NULL : strrchr (text, ' ');

  if (space != NULL)
    {
      add_axis_text (
          self, along + 15 * self->spec.text_scale, &font, space + 1, self->palette->ink);
      *space = '\0';
    }
  add_axis_text (self, along, &font, text, self->palette->ink);
}

/* How far a heading reaches along time, px, from the place that it is given; 0: there are none. */
static double
get_heading_room (const AcnTimelineLayout *self, const AcnTickStep *step, AcnDay day)
{
  AcnFont          font = acn_timeline_font (self, 12, 700);
  g_autofree char *text = NULL;

  if (step->heading == step->label)
    return 0;
  if (!self->spec.horizontal)
    return (step->heading == ACN_DATE_YEAR ? 20 : 40) * self->spec.text_scale;
  text = format_heading (self, step, day);
  return ceil (acn_text_meter_width (&self->spec.meter, &font, text)) + 12;
}

/* Where the heading of the part of time from @day to @next stands: at its begin or, while that is
 * before the screen, at the edge, until the next one pushes it out. */
static double
place_heading (const AcnTimelineLayout *self, const AcnTickStep *step, AcnDay day, AcnDay next)
{
  const double inset = self->spec.horizontal ? 2 : 11 * self->spec.text_scale;

  return MIN (MAX (acn_timeline_layout_to_px (self, day), self->frame.begin + inset),
              acn_timeline_layout_to_px (self, next) - get_heading_room (self, step, day));
}

/* Whether the label of a tick, so long along time, would touch a heading. Downwards texts are
 * centred on their place, and one heading may have two lines. */
static gboolean
touches_heading (const AcnTimelineLayout *self, const AcnTickStep *step, AcnDay tick, double length)
{
  const AcnDay day = acn_tick_heading_floor (step, tick);
  const AcnDay next = acn_tick_heading_next (step, tick);
  const double along = acn_timeline_layout_to_px (self, tick);
  const double room = self->spec.horizontal            ? get_heading_room (self, step, day)
                      : step->heading == ACN_DATE_YEAR ? length
                                                       : 2 * length;

  if (step->heading == step->label)
    return FALSE;
  return along < place_heading (self, step, day, next) + room ||
         along + length + 2 > acn_timeline_layout_to_px (self, next);
}

/* The labels of ticks, except where a heading stands or would touch. */
static void
add_tick_labels (AcnTimelineLayout *self, const AcnTickStep *step)
{
  AcnFont font = acn_timeline_font (self, 12, 400);
  AcnDay  tick = acn_tick_step_floor (step, (AcnDay) floor (self->spec.begin_day));

  for (; tick < self->spec.end_day; tick = acn_tick_step_next (step, tick))
    {
      const double      along = acn_timeline_layout_to_px (self, tick);
      g_autofree char  *text = acn_format_day (tick, step->label, self->spec.language);
      const AcnTextSize size = self->spec.meter.measure (&font, text, self->spec.meter.data);

      add_rule (
          self, along, self->frame.axis + self->frame.axis_size - 5, 5, self->palette->grid_strong);
      if (touches_heading (
              self, step, tick, self->spec.horizontal ? size.width_px : size.height_px))
        continue;
      if (along >= self->frame.begin + 7 &&
          along + (self->spec.horizontal ? size.width_px + 5 : size.height_px / 2) <=
              self->frame.begin + self->frame.length)
        add_axis_text (self, along, &font, text, self->palette->dim);
    }
}

static void
add_headings (AcnTimelineLayout *self, const AcnTickStep *step)
{
  AcnDay day = acn_tick_heading_floor (step, (AcnDay) floor (self->spec.begin_day));

  while (step->heading != step->label && day < self->spec.end_day)
    {
      const AcnDay next = acn_tick_heading_next (step, day);
      const double stuck = place_heading (self, step, day, next);

      if (stuck >= self->frame.begin - get_heading_room (self, step, day))
        add_heading (self, step, day, stuck);
      day = next;
    }
}

/*
 * acn_timeline_layout_draw_axis:
 *
 * Ticks, their labels, and the heading that stays in sight.
 */
void
acn_timeline_layout_draw_axis (AcnTimelineLayout *self)
{
  const AcnTimelineFrame *frame = &self->frame;
  const AcnTickStep      *step = acn_tick_step_pick (frame->px_per_day, get_min_label_px (self));
  const AcnTickStep      *minor = acn_tick_step_pick (frame->px_per_day, 5);
  AcnDay                  tick = acn_tick_step_floor (minor, (AcnDay) floor (self->spec.begin_day));

  acn_timeline_layout_add_box (
      self,
      (AcnTimelineBox){ frame->begin, frame->axis + frame->axis_size, frame->length, 1 },
      0,
      self->palette->grid_strong,
      none,
      0);
  for (; minor != step && tick < self->spec.end_day; tick = acn_tick_step_next (minor, tick))
    add_rule (self,
              acn_timeline_layout_to_px (self, tick),
              frame->axis + frame->axis_size - 3,
              3,
              self->palette->grid_strong);
  add_tick_labels (self, step);
  add_headings (self, step);
}
