/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lanes' names and counts, which stay while the rest scrolls beneath them: chips in rows above
 * a vertical timeline, one head a row beside a horizontal one. A folded lane has a hollow dot. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

#define HEAD_FONT_PX 11.5
#define COUNT_FONT_PX 10.5
#define CHIP_PX 21.0
#define CHIP_LEFT_PX 8.0
#define CHIP_GAP_PX 4.0
#define DOT_PX 3.5

/* Chips take no more of the height of a low timeline; the dots over the tracks are left then. */
#define CHIPS_MAX_RATIO 0.3

#define ROW_TITLE_MAX_PX 112.0
#define ROW_TITLE_RATIO 0.22 /* of the width */

static const AcnColor none = { 0, 0, 0, 0 };

typedef struct
{
  AcnFont  font, count_font;
  char     count[16];
  gboolean is_folded;
  AcnColor color;
} Head;

static Head
get_head (const AcnTimelineLayout *self, guint lane)
{
  Head head = { .font = acn_timeline_font (self, HEAD_FONT_PX, 400),
                .count_font = acn_timeline_font (self, COUNT_FONT_PX, 400),
                .is_folded = self->folded[lane] != 0,
                .color = acn_timeline_lane_color (lane, self->spec.dark) };

  g_snprintf (head.count, sizeof head.count, "%u", self->index->lane_counts[lane]);
  return head;
}

static void
draw_dot (AcnTimelineLayout *self, const Head *head, double x, double y, double radius)
{
  const AcnColor fill = head->is_folded ? self->palette->ground : head->color;

  acn_display_list_circle (self->list, x, y, radius, fill, head->color, head->is_folded ? 1.5 : 0);
}

static void
add_head_hit (AcnTimelineLayout *self, guint lane, double x, double y, double width, double height)
{
  const AcnTimelineBox box = self->spec.horizontal ? (AcnTimelineBox){ x, y, width, height }
                                                   : (AcnTimelineBox){ y, x, height, width };
  AcnTimelineHit      *hit = acn_timeline_layout_add_hit (self, ACN_TIMELINE_HIT_LANE, box);

  hit->lane = lane;
  hit->n_events = self->index->lane_counts[lane];
}

static void
draw_chip (AcnTimelineLayout *self, guint lane, const char *title, double x, double y, double width)
{
  const Head   head = get_head (self, lane);
  const double scale = self->spec.text_scale;
  const double middle = y + (CHIP_PX - 2) * scale / 2;
  const double title_width = acn_text_meter_width (&self->spec.meter, &head.font, title);

  acn_display_list_rect (self->list,
                         x,
                         y,
                         width,
                         (CHIP_PX - 2) * scale,
                         (CHIP_PX - 2) * scale / 2,
                         acn_timeline_fade (head.color, head.is_folded ? 0.04 : 0.13),
                         none,
                         0);
  draw_dot (self, &head, x + 9 * scale, round (middle), DOT_PX * scale);
  acn_timeline_layout_add_text (self,
                                x + 16 * scale,
                                middle,
                                &head.font,
                                title,
                                head.is_folded ? self->palette->dim : self->palette->ink);
  acn_timeline_layout_add_text (
      self, x + 20 * scale + title_width, middle, &head.count_font, head.count, self->palette->dim);
  add_head_hit (self, lane, x, y, width, (CHIP_PX - 2) * scale);
}

/*
 * acn_timeline_layout_lay_chips:
 * @is_drawn: FALSE: only measures
 *
 * Returns: the height that all chips take, px; 0 when they would take too much
 */
double
acn_timeline_layout_lay_chips (AcnTimelineLayout *self, gboolean is_drawn)
{
  const double scale = self->spec.text_scale;
  const double right = self->spec.width_px - 4;
  const double most = floor (self->spec.height_px * CHIPS_MAX_RATIO / (CHIP_PX * scale));
  double       x = CHIP_LEFT_PX, y = 4;

  for (guint i = 0; i < self->index->n_lanes; i++)
    {
      const guint  lane = self->order[i];
      const Head   head = get_head (self, lane);
      const double count = acn_text_meter_width (&self->spec.meter, &head.count_font, head.count);
      const double room = right - CHIP_LEFT_PX - 28 * scale - count;
      g_autofree char *title =
          acn_text_meter_ellipsize (&self->spec.meter,
                                    &head.font,
                                    acn_timeline_layout_lane_title (self, lane),
                                    MAX (room, 10));
      const double width =
          acn_text_meter_width (&self->spec.meter, &head.font, title) + 28 * scale + count;

      if (x > CHIP_LEFT_PX && x + width > right)
        {
          x = CHIP_LEFT_PX;
          y += CHIP_PX * scale;
        }
      if (is_drawn)
        draw_chip (self, lane, title, x, y, ceil (width));
      x += ceil (width) + CHIP_GAP_PX;
    }
  if (self->index->n_lanes == 0 || (y - 4) / (CHIP_PX * scale) + 1 > most)
    return 0;
  return ceil (y + CHIP_PX * scale);
}

/*
 * acn_timeline_layout_measure_row_heads:
 *
 * Returns: the width of the heads beside a horizontal timeline, px
 */
double
acn_timeline_layout_measure_row_heads (AcnTimelineLayout *self)
{
  const AcnFont font = acn_timeline_font (self, HEAD_FONT_PX, 400);
  const double  most =
      MIN (ROW_TITLE_MAX_PX * self->spec.text_scale, self->spec.width_px * ROW_TITLE_RATIO);
  double widest = 0;

  for (guint i = 0; i < self->index->n_lanes; i++)
    widest = MAX (
        widest,
        acn_text_meter_width (&self->spec.meter, &font, acn_timeline_layout_lane_title (self, i)));
  return ceil (MIN (widest, most) + 46 * self->spec.text_scale);
}

static void
draw_row_head (AcnTimelineLayout *self, guint lane)
{
  const Head       head = get_head (self, lane);
  const double     scale = self->spec.text_scale;
  const double     size = acn_timeline_layout_track_size (self, lane);
  const double     y = floor (self->middles[lane]) + 0.5;
  const double     count = acn_text_meter_width (&self->spec.meter, &head.count_font, head.count);
  const double     right = self->frame.begin - 8;
  g_autofree char *title = NULL;

  draw_dot (self, &head, 12 * scale, y, MIN (DOT_PX * scale, size / 2));
  add_head_hit (self, lane, 0, self->middles[lane] - size / 2, self->frame.begin, size);
  if (size < 10)
    return;
  title = acn_text_meter_ellipsize (&self->spec.meter,
                                    &head.font,
                                    acn_timeline_layout_lane_title (self, lane),
                                    right - count - 26 * scale);
  acn_timeline_layout_add_text (self, 20 * scale, y, &head.font, title, self->palette->ink);
  acn_timeline_layout_add_text (
      self, right - count, y, &head.count_font, head.count, self->palette->dim);
}

/*
 * acn_timeline_layout_draw_heads:
 *
 * The lanes' heads, over everything that scrolls.
 */
void
acn_timeline_layout_draw_heads (AcnTimelineLayout *self)
{
  const AcnTimelineFrame *frame = &self->frame;
  const double across = self->spec.horizontal ? self->spec.height_px : self->spec.width_px;

  acn_timeline_layout_add_box (
      self, (AcnTimelineBox){ 0, 0, frame->begin, across }, 0, self->palette->ground, none, 0);
  acn_timeline_layout_add_box (self,
                               (AcnTimelineBox){ frame->begin - 1, 0, 1, across },
                               0,
                               self->palette->grid_strong,
                               none,
                               0);
  if (!self->spec.horizontal && acn_timeline_layout_lay_chips (self, FALSE) > 0)
    acn_timeline_layout_lay_chips (self, TRUE);
  for (guint i = 0; i < self->index->n_lanes; i++)
    {
      const Head head = get_head (self, i);

      if (self->spec.horizontal)
        draw_row_head (self, i);
      else
        draw_dot (self, &head, floor (self->middles[i]) + 0.5, frame->begin - 7, 2.5);
    }
}
