/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The playhead: a line across time and a chip on the axis that tells its date. */
#include "scene/acn-timeline-layout-private.h"

#include <math.h>

static const AcnColor none = { 0, 0, 0, 0 };

/* Labels of the axis that the chip would cut are not seen at all while it stands there. */
static void
cover_axis_texts (AcnTimelineLayout *self, double along, double length)
{
  for (guint i = 0; i < self->axis_texts->len; i++)
    {
      const AcnTimelineBox box = g_array_index (self->axis_texts, AcnTimelineBox, i);

      if (box.along < along + length + 1 && along - 1 < box.along + box.length)
        acn_timeline_layout_add_box (
            self,
            (AcnTimelineBox){ box.along - 1, box.across - 1, box.length + 2, box.size + 2 },
            0,
            self->palette->ground,
            none,
            0);
    }
}

static void
add_chip (AcnTimelineLayout *self, AcnDisplayList *list, AcnDay day, double along)
{
  const AcnTimelineFrame *frame = &self->frame;
  AcnDisplayList         *saved = self->list;
  AcnFont                 strong = acn_timeline_font (self, 12, 700);
  AcnFont                 plain = acn_timeline_font (self, 11, 400);
  const double            line = 14 * self->spec.text_scale;
  g_autofree char        *day_text = acn_format_day (day, ACN_DATE_DAY_MONTH, self->spec.language);
  g_autofree char        *year_text = acn_format_day (day, ACN_DATE_YEAR, self->spec.language);
  const double            day_width = acn_text_meter_width (&self->spec.meter, &strong, day_text);
  const double            year_width = acn_text_meter_width (&self->spec.meter, &plain, year_text);
  const double width = self->spec.horizontal ? day_width + year_width + 20 : frame->axis_size - 5;
  const double height = self->spec.horizontal ? line + 8 : 2 * line + 6;
  const double x = self->spec.horizontal
                       ? CLAMP (along - width / 2, 1, MAX (self->spec.width_px - width - 1, 1))
                       : frame->axis + 2;
  const double y =
      self->spec.horizontal
          ? frame->axis + 3
          : CLAMP (along - height / 2, frame->begin + 1, frame->begin + frame->length - height);

  self->list = list;
  cover_axis_texts (self, self->spec.horizontal ? x : y, self->spec.horizontal ? width : height);
  acn_display_list_rect (
      list, round (x), round (y), width, height, 6, self->palette->accent, none, 0);
  if (self->spec.horizontal)
    {
      acn_timeline_layout_add_text (
          self, x + 8, y + height / 2, &strong, day_text, self->palette->on_accent);
      acn_timeline_layout_add_text (
          self, x + 12 + day_width, y + height / 2, &plain, year_text, self->palette->on_accent);
    }
  else
    {
      acn_timeline_layout_add_text (self,
                                    x + (width - day_width) / 2,
                                    y + 3 + line / 2,
                                    &strong,
                                    day_text,
                                    self->palette->on_accent);
      acn_timeline_layout_add_text (self,
                                    x + (width - year_width) / 2,
                                    y + 3 + line * 1.5,
                                    &plain,
                                    year_text,
                                    self->palette->on_accent);
    }
  self->list = saved;
}

/**
 * acn_timeline_layout_playhead:
 * @day: the session's day
 * @is_active: being dragged or pointed at
 *
 * Returns: (transfer full): the playhead: a line over the tracks and labels in the middle of the
 *   day, with a chip on the axis that tells the date; empty when the day is not on screen.
 */
AcnDisplayList *
acn_timeline_layout_playhead (AcnTimelineLayout *self, AcnDay day, gboolean is_active)
{
  AcnDisplayList         *list = acn_display_list_new ();
  const AcnTimelineFrame *frame;
  double                  along, from, to, tracks_end;
  const double            thick = is_active ? 3 : 2;

  g_return_val_if_fail (self != NULL, list);
  frame = &self->frame;
  along = round (acn_timeline_layout_to_px (self, day + 0.5));
  if (frame->length < 1 || !acn_timeline_layout_is_on_screen (self, along))
    return list;
  from = frame->axis + frame->axis_size - 3;
  to = self->spec.horizontal ? self->spec.height_px : self->spec.width_px;
  tracks_end = frame->tracks + frame->tracks_size;
  if (self->spec.horizontal)
    acn_display_list_rect (
        list, along - thick / 2, from, thick, to - from, 0, self->palette->accent, none, 0);
  else
    {
      acn_display_list_rect (list,
                             from,
                             along - thick / 2,
                             tracks_end - from,
                             thick,
                             0,
                             self->palette->accent,
                             none,
                             0);
      acn_display_list_rect (list,
                             tracks_end,
                             along - 0.5,
                             to - tracks_end,
                             1,
                             0,
                             acn_timeline_fade (self->palette->accent, 0.35),
                             none,
                             0);
    }
  add_chip (self, list, day, along);
  return list;
}
