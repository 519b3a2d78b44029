/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture, from behind: ground, grid and tracks (acn-timeline-grid.c); marks, bars and clusters
 * (acn-timeline-cells.c, acn-timeline-marks.c); labels (acn-timeline-labels.c); axis and lane
 * heads, which stay while the rest scrolls beneath them. This file holds the frame and what all
 * parts draw with.
 *
 *   vertical                                   horizontal
 *   +---------------------------------+        +-------+------------------------+
 *   | lane heads, in rows              |        |       | axis                   |
 *   +------+-----------+--------------+        +-------+------------------------+
 *   | axis | | o | |---| label        |        | heads | ---o label----o label- |
 *   | 2014 | o | | |---| label        |        |       | --[=======] label----- |
 *   +------+-----------+--------------+        +-------+------------------------+
 */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>
#include <string.h>

#define TITLE_PX 13.0

AcnFont
acn_timeline_font (const AcnTimelineLayout *self, double size_px, guint weight)
{
  return (AcnFont){ .size_px = (float) (size_px * self->spec.text_scale),
                    .weight = (guint16) weight };
}

double
acn_timeline_layout_to_px (const AcnTimelineLayout *self, double day)
{
  return self->frame.begin + (day - self->spec.begin_day) * self->frame.px_per_day;
}

double
acn_timeline_layout_track_middle (const AcnTimelineLayout *self, guint lane)
{
  return self->middles[lane];
}

double
acn_timeline_layout_track_size (const AcnTimelineLayout *self, guint lane)
{
  return self->sizes[lane];
}

gboolean
acn_timeline_layout_is_selected (const AcnTimelineLayout *self, guint event)
{
  if (event == self->spec.selection)
    return TRUE;
  for (guint i = 0; i < self->spec.n_others; i++)
    if (self->others[i] == event)
      return TRUE;
  return FALSE;
}

gboolean
acn_timeline_layout_is_on_screen (const AcnTimelineLayout *self, double along)
{
  return along >= self->frame.begin && along <= self->frame.begin + self->frame.length;
}

void
acn_timeline_layout_add_box (AcnTimelineLayout *self,
                             AcnTimelineBox     box,
                             double             radius,
                             AcnColor           fill,
                             AcnColor           border,
                             double             border_px)
{
  if (self->spec.horizontal)
    acn_display_list_rect (
        self->list, box.along, box.across, box.length, box.size, radius, fill, border, border_px);
  else
    acn_display_list_rect (
        self->list, box.across, box.along, box.size, box.length, radius, fill, border, border_px);
}

AcnTimelineHit *
acn_timeline_layout_add_hit (AcnTimelineLayout *self, AcnTimelineHitKind kind, AcnTimelineBox box)
{
  AcnTimelineHit hit = { .kind = kind, .event = ACN_NONE, .lane = ACN_NONE, .n_events = 1 };

  hit.x = self->spec.horizontal ? box.along : box.across;
  hit.y = self->spec.horizontal ? box.across : box.along;
  hit.width = self->spec.horizontal ? box.length : box.size;
  hit.height = self->spec.horizontal ? box.size : box.length;
  g_array_append_val (self->hits, hit);
  return &g_array_index (self->hits, AcnTimelineHit, self->hits->len - 1);
}

/* Text whose line is centred on @middle_y. */
void
acn_timeline_layout_add_text (AcnTimelineLayout *self,
                              double             x,
                              double             middle_y,
                              const AcnFont     *font,
                              const char        *text,
                              AcnColor           color)
{
  AcnTextSize size = self->spec.meter.measure (font, text, self->spec.meter.data);

  acn_display_list_text (self->list,
                         x,
                         middle_y - size.height_px / 2 + size.ascent_px,
                         font,
                         text,
                         color,
                         color,
                         0,
                         0);
}

AcnFont
acn_timeline_layout_title_font (const AcnTimelineLayout *self, const AcnEvent *event)
{
  return acn_timeline_font (self, TITLE_PX, event->rank <= 1 ? 700 : 400);
}

const char *
acn_timeline_layout_event_title (const AcnTimelineLayout *self, const AcnEvent *event)
{
  const char *title =
      event->title != NULL ? acn_text_get (event->title, self->spec.language) : NULL;

  return title != NULL ? title : event->id;
}

static gboolean
ends_with_ellipsis (const GPtrArray *lines)
{
  return g_str_has_suffix (g_ptr_array_index (lines, lines->len - 1), "…");
}

/*
 * acn_timeline_layout_wrap_title:
 * @width_px: room of a line
 * @max_lines: >= 1
 * @is_short: whether to do with what stands before the title's colon
 * @is_cut: (out): whether something is missing
 *
 * Returns: (transfer full) (element-type utf8): the title on as many lines; where it is too long
 *   what stands before its colon, when that is whole, else its beginning with an ellipsis
 */
GPtrArray *
acn_timeline_layout_wrap_title (const AcnTimelineLayout *self,
                                const AcnEvent          *event,
                                const AcnFont           *font,
                                double                   width_px,
                                guint                    max_lines,
                                gboolean                 is_short,
                                gboolean                *is_cut)
{
  const char      *title = acn_timeline_layout_event_title (self, event);
  const char      *colon = strstr (title, ": ");
  g_autofree char *head = colon != NULL ? g_strndup (title, colon - title) : NULL;
  GPtrArray       *lines = acn_text_meter_wrap (
      &self->spec.meter, font, is_short && head != NULL ? head : title, width_px, max_lines);

  *is_cut = ends_with_ellipsis (lines);
  if (*is_cut && !is_short && head != NULL)
    {
      g_autoptr (GPtrArray) shorter =
          acn_text_meter_wrap (&self->spec.meter, font, head, width_px, max_lines);

      *is_cut = ends_with_ellipsis (shorter);
      if (!*is_cut)
        {
          g_ptr_array_unref (lines);
          lines = g_steal_pointer (&shorter);
        }
    }
  return lines;
}

const char *
acn_timeline_layout_lane_title (const AcnTimelineLayout *self, guint lane)
{
  const AcnText *title = self->index->lanes[lane].title;
  const char    *text = title != NULL ? acn_text_get (title, self->spec.language) : NULL;

  return text != NULL ? text : self->index->lanes[lane].id;
}

static void
init_lanes (AcnTimelineLayout *self)
{
  const guint n_lanes = self->index->n_lanes;

  self->order = g_new0 (guint, n_lanes + 1);
  self->places = g_new0 (guint, n_lanes + 1);
  self->folded = g_new0 (guint8, n_lanes + 1);
  self->middles = g_new0 (double, n_lanes + 1);
  self->sizes = g_new0 (double, n_lanes + 1);
  for (guint i = 0; i < n_lanes; i++)
    {
      self->order[i] = self->spec.lane_order != NULL ? self->spec.lane_order[i] : i;
      self->places[self->order[i]] = i;
      self->folded[i] = self->spec.lane_folded != NULL && self->spec.lane_folded[i];
    }
  self->others = g_memdup2 (self->spec.others, self->spec.n_others * sizeof (guint));
}

/**
 * acn_timeline_layout_new:
 * @index: kept by the layout
 * @spec: copied; strings and the meter must outlive the layout
 *
 * Returns: (transfer full): the picture. O(screen x lanes x log events).
 */
AcnTimelineLayout *
acn_timeline_layout_new (AcnTimelineIndex *index, const AcnTimelineSpec *spec)
{
  AcnTimelineLayout *self;

  g_return_val_if_fail (index != NULL && spec != NULL, NULL);
  g_return_val_if_fail (spec->begin_day < spec->end_day, NULL);

  self = g_new0 (AcnTimelineLayout, 1);
  self->index = acn_timeline_index_ref (index);
  self->spec = *spec;
  self->spec.text_scale = CLAMP (spec->text_scale, 0.5, 4);
  self->palette = spec->high_contrast ? acn_timeline_palette_get_strong (spec->dark)
                                      : acn_timeline_palette_get (spec->dark);
  self->list = acn_display_list_new ();
  self->hits = g_array_new (FALSE, FALSE, sizeof (AcnTimelineHit));
  self->marks = g_array_new (FALSE, FALSE, sizeof (AcnTimelineMark));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (AcnTimelineCluster));
  self->axis_texts = g_array_new (FALSE, FALSE, sizeof (AcnTimelineBox));
  self->roles = g_new0 (guint8, index->n_runs + 1);
  init_lanes (self);
  acn_timeline_frame_init (self);
  if (self->frame.length < 1)
    return self;

  acn_timeline_layout_draw_grounds (self);
  acn_timeline_layout_collect_marks (self);
  if (spec->horizontal)
    acn_timeline_layout_draw_row_labels (self);
  else
    acn_timeline_layout_draw_column_labels (self);
  acn_timeline_layout_draw_marks (self);
  acn_timeline_layout_draw_axis (self);
  acn_timeline_layout_draw_heads (self);
  return self;
}

/**
 * acn_timeline_layout_free:
 *
 * Frees the layout; its display list lives on while others hold it.
 */
void
acn_timeline_layout_free (AcnTimelineLayout *self)
{
  g_return_if_fail (self != NULL);
  acn_timeline_index_unref (self->index);
  acn_display_list_unref (self->list);
  g_array_unref (self->hits);
  g_array_unref (self->marks);
  g_array_unref (self->clusters);
  g_array_unref (self->axis_texts);
  g_free (self->roles);
  g_free (self->order);
  g_free (self->places);
  g_free (self->folded);
  g_free (self->middles);
  g_free (self->sizes);
  g_free (self->others);
  g_free (self);
}

/**
 * acn_timeline_layout_get_list:
 *
 * Returns: (transfer none): all but the playhead.
 */
AcnDisplayList *
acn_timeline_layout_get_list (AcnTimelineLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->list;
}

/**
 * acn_timeline_layout_get_frame:
 *
 * Returns: (transfer none): where the parts are.
 */
const AcnTimelineFrame *
acn_timeline_layout_get_frame (AcnTimelineLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->frame;
}

/**
 * acn_timeline_layout_get_hits:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what can be pointed at, in painting order.
 */
const AcnTimelineHit *
acn_timeline_layout_get_hits (AcnTimelineLayout *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  *n = self->hits->len;
  return (const AcnTimelineHit *) (gpointer) self->hits->data;
}

/* The lane of a head, or of the track below it, ACN_NONE without. */
static guint
pick_lane_head (AcnTimelineLayout *self, double x, double y)
{
  const double across = self->spec.horizontal ? y : x;

  for (guint i = 0; i < self->hits->len; i++)
    {
      const AcnTimelineHit *hit = &g_array_index (self->hits, AcnTimelineHit, i);

      if (hit->kind == ACN_TIMELINE_HIT_LANE && x >= hit->x && x < hit->x + hit->width &&
          y >= hit->y && y < hit->y + hit->height)
        return hit->lane;
    }
  for (guint i = 0; i < self->index->n_lanes; i++)
    if (fabs (across - self->middles[i]) <= acn_timeline_layout_track_size (self, i) / 2 &&
        (self->spec.horizontal || y > self->frame.begin - ACN_TIMELINE_DOTS_PX))
      return i;
  return ACN_NONE;
}

/**
 * acn_timeline_layout_pick:
 * @x: px
 * @y: px
 *
 * Returns: the topmost thing at the point; its kind is ACN_TIMELINE_HIT_NONE on empty ground.
 */
AcnTimelineHit
acn_timeline_layout_pick (AcnTimelineLayout *self, double x, double y)
{
  AcnTimelineHit          none = { .event = ACN_NONE, .lane = ACN_NONE };
  const AcnTimelineFrame *frame;
  double                  along, across;

  g_return_val_if_fail (self != NULL, none);
  frame = &self->frame;
  along = self->spec.horizontal ? x : y;
  across = self->spec.horizontal ? y : x;
  if (across >= frame->axis && across < frame->axis + frame->axis_size && along >= frame->begin)
    {
      none.kind = ACN_TIMELINE_HIT_AXIS;
      return none;
    }
  if (along < frame->begin)
    {
      none.lane = pick_lane_head (self, x, y);
      none.kind = none.lane != ACN_NONE ? ACN_TIMELINE_HIT_LANE : ACN_TIMELINE_HIT_NONE;
      return none;
    }
  for (guint i = self->hits->len; i > 0; i--)
    {
      const AcnTimelineHit *hit = &g_array_index (self->hits, AcnTimelineHit, i - 1);

      if (hit->kind != ACN_TIMELINE_HIT_LANE && x >= hit->x && x < hit->x + hit->width &&
          y >= hit->y && y < hit->y + hit->height)
        return *hit;
    }
  return none;
}

/**
 * acn_timeline_layout_day_at:
 * @x: px
 * @y: px
 *
 * Returns: the moment at the point, fractional days; also beyond the screen.
 */
double
acn_timeline_layout_day_at (AcnTimelineLayout *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, 0);
  if (self->frame.px_per_day <= 0)
    return self->spec.begin_day;
  return self->spec.begin_day +
         ((self->spec.horizontal ? x : y) - self->frame.begin) / self->frame.px_per_day;
}

/**
 * acn_timeline_layout_position_of:
 * @day: fractional days
 *
 * Returns: where it is along time, px; also beyond the screen.
 */
double
acn_timeline_layout_position_of (AcnTimelineLayout *self, double day)
{
  g_return_val_if_fail (self != NULL, 0);
  return acn_timeline_layout_to_px (self, day);
}

/**
 * acn_timeline_layout_get_track:
 * @lane: index of a lane
 *
 * Returns: the middle of its track, across, px.
 */
double
acn_timeline_layout_get_track (AcnTimelineLayout *self, guint lane)
{
  g_return_val_if_fail (self != NULL && lane < self->index->n_lanes, 0);
  return self->middles[lane];
}
