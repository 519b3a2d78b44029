/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-timeline-overview.h"

#include "scene/acn-timeline-palette.h"
#include "scene/acn-timeline-ticks.h"

#include <math.h>

#define BIN_PX 5.0
#define SHARE_OF_HEIGHT 0.85
#define YEARS_PX 13.0 /* room of the years below the bins */
#define MARKS_PX 9.0  /* room of the turning points above them */

static const AcnColor none = { 0, 0, 0, 0 };

typedef struct
{
  const AcnTimelineIndex   *index;
  const AcnOverviewSpec    *spec;
  const AcnTimelinePalette *palette;
  AcnDisplayList           *list;
  double                    base; /* of the bins, px */
} Overview;

/**
 * acn_overview_position_of:
 * @day: fractional days; the middle of day d is d + 0.5
 *
 * Returns: where the day is, px; the first day's middle lies at the inset, the last one's at the
 *   width less the inset, as a scale of whole days places its handle.
 */
double
acn_overview_position_of (const AcnOverviewSpec *spec, double day)
{
  const double n_steps = MAX (acn_span_n_days (spec->extent) - 1, 1);

  return spec->inset_px +
         (day - 0.5 - spec->extent.begin_day) / n_steps * (spec->width_px - 2 * spec->inset_px);
}

/* The day that stands for an event; a point in the middle of what is uncertain. */
static double
get_middle_day (const AcnEvent *event)
{
  AcnSpan span = event->when.span;

  if (span.begin_day == ACN_DAY_OPEN_BEGIN)
    return span.end_day == ACN_DAY_OPEN_END ? 0 : span.end_day - 1;
  if (event->when.is_interval || span.end_day == ACN_DAY_OPEN_END)
    return span.begin_day + 0.5;
  return (span.begin_day + (double) span.end_day) / 2;
}

static gboolean
is_shown (const Overview *self, guint event)
{
  return self->index->shown == NULL || self->index->shown[event];
}

static void
draw_years (Overview *self)
{
  const AcnOverviewSpec *spec = self->spec;
  AcnFont                font = { .size_px = (float) (10 * spec->text_scale), .weight = 400 };
  const double           px_per_day =
      (spec->width_px - 2 * spec->inset_px) / (double) MAX (acn_span_n_days (spec->extent), 1);
  const AcnTickStep *step = acn_tick_step_pick (px_per_day, 44 * spec->text_scale);
  AcnDay             tick = acn_tick_step_floor (step, spec->extent.begin_day);

  for (; tick < spec->extent.end_day; tick = acn_tick_step_next (step, tick))
    {
      const double     x = round (acn_overview_position_of (spec, tick));
      g_autofree char *text =
          acn_format_day (tick,
                          acn_tick_heading_floor (step, tick) == tick ? step->heading : step->label,
                          spec->language);
      AcnTextSize size = spec->meter.measure (&font, text, spec->meter.data);

      if (x < 0)
        continue;
      acn_display_list_rect (
          self->list, x, self->base, 1, 4, 0, self->palette->grid_strong, none, 0);
      if (x + 4 + size.width_px <= spec->width_px)
        acn_display_list_text (self->list,
                               x + 4,
                               self->base + 1 + size.ascent_px,
                               &font,
                               text,
                               self->palette->dim,
                               none,
                               0,
                               0);
    }
}

/* Stacked bars, one a bin, the lanes in their order from below. */
static void
draw_bin (Overview *self, guint bin, const guint *counts, guint max_total)
{
  const guint  n_lanes = self->index->n_lanes;
  const double room = self->base - MARKS_PX - 2;
  double       y = self->base;
  guint        total = 0;

  for (guint lane = 0; lane < n_lanes; lane++)
    total += counts[lane];
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      /* Roots keep single events visible beside months with dozens. */
      const double height =
          total == 0 ? 0 : room * sqrt ((double) total / MAX (max_total, 4)) * counts[lane] / total;
      if (height <= 0)
        continue;
      y -= height;
      acn_display_list_rect (
          self->list,
          bin * BIN_PX,
          y,
          BIN_PX - 1,
          height,
          0,
          acn_timeline_fade (acn_timeline_lane_color (lane, self->spec->dark), 0.75),
          none,
          0);
    }
}

static void
draw_density (Overview *self)
{
  const guint       n_lanes = MAX (self->index->n_lanes, 1);
  const guint       n_bins = (guint) CLAMP (ceil (self->spec->width_px / BIN_PX), 1, 4000);
  g_autofree guint *counts = g_new0 (guint, n_bins * n_lanes);
  g_autofree guint *totals = g_new0 (guint, n_bins);
  guint             max_total = 1;

  for (guint i = 0; i < self->index->n_events; i++)
    {
      const AcnEvent *event = &self->index->events[i];
      const double    x = acn_overview_position_of (self->spec, get_middle_day (event));
      const guint     bin = (guint) CLAMP (x / BIN_PX, 0, n_bins - 1);

      if (x < 0 || x > self->spec->width_px || event->lane >= n_lanes || !is_shown (self, i))
        continue;
      counts[bin * n_lanes + event->lane]++;
      totals[bin]++;
      max_total = MAX (max_total, totals[bin]);
    }
  for (guint bin = 0; bin < n_bins; bin++)
    if (totals[bin] > 0)
      draw_bin (self, bin, counts + bin * n_lanes, max_total);
}

/* A stepped area beneath the events; the largest share of all takes most of the height. */
static void
draw_shares (Overview *self)
{
  const AcnOverviewSpec *spec = self->spec;
  const double           room = self->base - MARKS_PX;
  double                 last_x = 0, last_y = self->base, most = 0;

  for (guint i = 0; i < spec->n_shares; i++)
    most = MAX (most, spec->shares[i].share);
  if (most <= 0)
    return;
  acn_display_list_begin_path (self->list);
  acn_display_list_begin_contour (self->list, TRUE);
  for (guint i = 0; i < spec->n_shares; i++)
    {
      const double x =
          CLAMP (acn_overview_position_of (spec, spec->shares[i].begin_day), 0, spec->width_px);

      acn_display_list_add_point (self->list, x, last_y);
      last_y = self->base - room * SHARE_OF_HEIGHT * spec->shares[i].share / most;
      acn_display_list_add_point (self->list, x, last_y);
      last_x = CLAMP (acn_overview_position_of (spec, spec->extent.end_day), 0, spec->width_px);
    }
  acn_display_list_add_point (self->list, last_x, last_y);
  acn_display_list_add_point (self->list, last_x, self->base);
  acn_display_list_fill (self->list, acn_timeline_fade (spec->share_color, 0.28));
}

static void
draw_turning_points (Overview *self)
{
  for (guint i = 0; i < self->index->n_events; i++)
    {
      const AcnEvent *event = &self->index->events[i];
      const double    x = acn_overview_position_of (self->spec, get_middle_day (event));

      if (event->rank > 1 || x < 0 || x > self->spec->width_px || !is_shown (self, i))
        continue;
      acn_display_list_circle (self->list, x, MARKS_PX / 2, 4, self->palette->ground, none, 0);
      acn_display_list_circle (self->list,
                               x,
                               MARKS_PX / 2,
                               3,
                               acn_timeline_lane_color (event->lane, self->spec->dark),
                               none,
                               0);
    }
}

static gboolean
init_overview (Overview *self)
{
  self->list = acn_display_list_new ();
  self->palette = self->spec->high_contrast ? acn_timeline_palette_get_strong (self->spec->dark)
                                            : acn_timeline_palette_get (self->spec->dark);
  self->base = self->spec->height_px - YEARS_PX * self->spec->text_scale;
  return self->spec->width_px > 2 * self->spec->inset_px && self->base >= MARKS_PX;
}

/**
 * acn_overview_layout_visible:
 * @spec: what and how large; its index and shares play no part
 *
 * Returns: (transfer full): the part of time that the timeline shows, which lies beneath the
 *   picture. O(1): it moves with every frame.
 */
AcnDisplayList *
acn_overview_layout_visible (const AcnOverviewSpec *spec)
{
  Overview     self = { .spec = spec };
  const double begin = MAX (acn_overview_position_of (spec, spec->visible_begin + 0.5), 0);
  const double end = MIN (acn_overview_position_of (spec, spec->visible_end + 0.5), spec->width_px);

  if (init_overview (&self) && end - begin > 0)
    acn_display_list_rect (self.list,
                           begin,
                           0,
                           end - begin,
                           self.base,
                           4,
                           acn_timeline_fade (self.palette->selected, 0.8),
                           acn_timeline_fade (self.palette->accent, 0.45),
                           1);
  return self.list;
}

/**
 * acn_overview_layout:
 * @spec: what and how large
 *
 * Returns: (transfer full): the picture without a playhead and without what the timeline shows.
 *   O(events).
 */
AcnDisplayList *
acn_overview_layout (AcnTimelineIndex *index, const AcnOverviewSpec *spec)
{
  Overview self = { .index = index, .spec = spec };

  if (!init_overview (&self))
    return self.list;
  acn_display_list_rect (
      self.list, 0, self.base, spec->width_px, 1, 0, self.palette->grid_strong, none, 0);
  draw_shares (&self);
  draw_years (&self);
  draw_density (&self);
  draw_turning_points (&self);
  return self.list;
}
