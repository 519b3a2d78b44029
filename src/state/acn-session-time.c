/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's arithmetic of time: what part of it is on screen, and how the playhead moves. */
#include "state/acn-session-private.h"

#include <math.h>

/* Room on both sides of the dossier, as a share of what is on screen. */
#define MARGIN_RATIO 0.08

/* Where the playhead comes to rest when it would leave the screen, as a share of the screen. */
#define REVEAL_RATIO 0.12

#define notify(self, prop)                                                                         \
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_##prop])

/* Everything that the playhead can reach and the home span, as a range. */
static AcnTimeRange
get_limits (AcnSession *self)
{
  AcnSpan span, home;

  if (self->dossier == NULL)
    return (AcnTimeRange){ 0, 365 };
  span = acn_dossier_get_span (self->dossier);
  home = acn_dossier_get_home_span (self->dossier);
  return (AcnTimeRange){ MIN (span.begin_day, home.begin_day), MAX (span.end_day, home.end_day) };
}

/*
 * acn_session_clamp_range:
 *
 * Returns: @range, not shorter than ACN_RANGE_MIN_DAYS, not longer than the dossier with its
 *   margins, and moved so that it stays within them.
 */
AcnTimeRange
acn_session_clamp_range (AcnSession *self, AcnTimeRange range)
{
  const AcnTimeRange limits = get_limits (self);
  const double       total = limits.end - limits.begin;
  const double       longest = MAX (total / (1 - 2 * MARGIN_RATIO), 2 * ACN_RANGE_MIN_DAYS);
  const double       middle = (range.begin + range.end) / 2;
  const double       length = CLAMP (range.end - range.begin, ACN_RANGE_MIN_DAYS, longest);
  const double       margin = length * MARGIN_RATIO;
  double             begin = middle - length / 2;

  if (length + 1e-6 >= longest)
    begin = limits.begin - (longest - total) / 2;
  else
    begin = CLAMP (
        begin, limits.begin - margin, MAX (limits.end + margin - length, limits.begin - margin));
  return (AcnTimeRange){ begin, begin + length };
}

/*
 * acn_session_home_range:
 *
 * Returns: the dossier's home span with a little air at both ends.
 */
AcnTimeRange
acn_session_home_range (AcnSession *self)
{
  AcnTimeRange range = { 0, 365 };
  double       air;

  if (self->dossier != NULL)
    {
      AcnSpan home = acn_dossier_get_home_span (self->dossier);
      range = (AcnTimeRange){ home.begin_day, home.end_day };
    }
  air = (range.end - range.begin) * 0.03;
  range.begin -= air;
  range.end += air;
  return acn_session_clamp_range (self, range);
}

/**
 * acn_session_get_visible_range:
 *
 * Returns: the part of time on screen, fractional days.
 */
AcnTimeRange
acn_session_get_visible_range (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ((AcnTimeRange){ 0, 1 }));
  return self->range;
}

/**
 * acn_session_set_visible_range:
 * @range: finite, begin < end; clamped to the dossier and its margins and to the shortest length
 */
void
acn_session_set_visible_range (AcnSession *self, AcnTimeRange range)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (isfinite (range.begin) && isfinite (range.end) && range.begin < range.end);
  range = acn_session_clamp_range (self, range);
  if (self->range.begin == range.begin && self->range.end == range.end)
    return;
  self->range = range;
  notify (self, VISIBLE_SPAN);
}

/**
 * acn_session_get_visible_span:
 *
 * Returns: the days that are on screen, also those cut by its ends.
 */
AcnSpan
acn_session_get_visible_span (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ((AcnSpan){ 0, 1 }));
  return (AcnSpan){ (AcnDay) floor (self->range.begin), (AcnDay) ceil (self->range.end) };
}

/**
 * acn_session_set_visible_span:
 * @span: not empty; clamped as in acn_session_set_visible_range()
 */
void
acn_session_set_visible_span (AcnSession *self, AcnSpan span)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (!acn_span_is_empty (span));
  if (acn_span_equal (span, acn_session_get_visible_span (self)))
    return;
  acn_session_set_visible_range (self, (AcnTimeRange){ span.begin_day, span.end_day });
}

/**
 * acn_session_zoom_time:
 * @factor: > 0; above 1 shows less time in more detail
 * @anchor_ratio: the place on screen that keeps its day, 0 (begin) to 1 (end)
 */
void
acn_session_zoom_time (AcnSession *self, double factor, double anchor_ratio)
{
  const AcnTimeRange limits = get_limits (self);
  double             length, longest, wanted;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (isfinite (factor) && factor > 0);
  anchor_ratio = CLAMP (anchor_ratio, 0, 1);
  length = self->range.end - self->range.begin;
  longest = (limits.end - limits.begin) / (1 - 2 * MARGIN_RATIO);
  wanted = CLAMP (length / factor, ACN_RANGE_MIN_DAYS, MAX (longest, 2 * ACN_RANGE_MIN_DAYS));
  if (wanted == length)
    return;

  double begin = self->range.begin + anchor_ratio * (length - wanted);
  acn_session_set_visible_range (self, (AcnTimeRange){ begin, begin + wanted });
}

/**
 * acn_session_scroll_time:
 * @ratio: how far, as a share of what is on screen; positive is later
 */
void
acn_session_scroll_time (AcnSession *self, double ratio)
{
  double distance;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (isfinite (ratio));
  distance = (self->range.end - self->range.begin) * ratio;
  acn_session_set_visible_range (
      self, (AcnTimeRange){ self->range.begin + distance, self->range.end + distance });
}

/**
 * acn_session_fit_time:
 *
 * Shows the dossier's home span.
 */
void
acn_session_fit_time (AcnSession *self)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  acn_session_set_visible_range (self, acn_session_home_range (self));
}

/**
 * acn_session_zoom_to_selection:
 *
 * Shows the days of all that is selected, with air on both sides; nothing without a selection.
 */
void
acn_session_zoom_to_selection (AcnSession *self)
{
  AcnSpan span;
  double  air;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (!acn_session_get_selected_span (self, &span))
    return;
  air = MAX ((double) acn_span_n_days (span) * 0.2, 10);
  acn_session_set_visible_range (self, (AcnTimeRange){ span.begin_day - air, span.end_day + air });
}

/**
 * acn_session_reveal_day:
 * @day: any day
 *
 * Scrolls the least that brings @day into sight, a little inside the edge.
 */
void
acn_session_reveal_day (AcnSession *self, AcnDay day)
{
  double length, inset, shift = 0;

  g_return_if_fail (ACN_IS_SESSION (self));
  length = self->range.end - self->range.begin;
  inset = length * REVEAL_RATIO;
  if (day < self->range.begin)
    shift = day - inset - self->range.begin;
  else if (day + 1 > self->range.end)
    shift = day + 1 + inset - self->range.end;
  if (shift != 0)
    acn_session_set_visible_range (
        self, (AcnTimeRange){ self->range.begin + shift, self->range.end + shift });
}

/**
 * acn_session_seek:
 * @day: any day; clamped to the dossier's span
 *
 * Moves the playhead, and the visible span with it when it would leave the screen.
 */
void
acn_session_seek (AcnSession *self, AcnDay day)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  acn_session_set_day (self, day);
  acn_session_reveal_day (self, self->day);
}

/**
 * acn_session_event_day:
 * @event: index of an event of the dossier
 *
 * Returns: the event's first day, or its last when the beginning is open, within the span that the
 *   playhead can reach.
 */
AcnDay
acn_session_event_day (AcnSession *self, guint event)
{
  guint           n_events;
  const AcnEvent *events;
  AcnSpan         when;
  AcnDay          day;

  g_return_val_if_fail (ACN_IS_SESSION (self), 0);
  g_return_val_if_fail (self->dossier != NULL, 0);
  events = acn_dossier_get_events (self->dossier, &n_events);
  g_return_val_if_fail (event < n_events, self->day);
  when = events[event].when.span;
  day = when.begin_day != ACN_DAY_OPEN_BEGIN ? when.begin_day
        : when.end_day != ACN_DAY_OPEN_END   ? when.end_day - 1
                                             : self->day;
  return acn_span_clamp (acn_dossier_get_span (self->dossier), day);
}

/**
 * acn_session_select_event:
 * @event: index of an event; anything else deselects and leaves the rest
 *
 * Selects the event, moves the playhead to its first day and asks the map for its view or place.
 */
void
acn_session_select_event (AcnSession *self, guint event)
{
  guint           n_events = 0, n_places;
  const AcnEvent *events = NULL;
  const AcnPlace *places;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier != NULL)
    events = acn_dossier_get_events (self->dossier, &n_events);
  acn_session_set_selection (self, event);
  if (event >= n_events)
    return;

  acn_session_set_day (self, acn_session_event_day (self, event));
  if (events[event].when.span.begin_day != ACN_DAY_OPEN_BEGIN)
    acn_session_reveal_day (self, events[event].when.span.begin_day);
  places = acn_dossier_get_places (self->dossier, &n_places);
  if (events[event].view != ACN_NONE)
    acn_session_request_view (self, events[event].view);
  else if (events[event].place < n_places)
    acn_session_request_place (self, &places[events[event].place]);
}

/**
 * acn_session_get_drawing:
 *
 * Returns: whether the first picture of the map is still to come: what stands beside the map and
 * costs time waits for it.
 */
gboolean
acn_session_get_drawing (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  return self->drawing;
}

/**
 * acn_session_set_drawing:
 * @drawing: whether the first picture of the map is still to come
 */
void
acn_session_set_drawing (AcnSession *self, gboolean drawing)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  drawing = drawing != FALSE;
  if (self->drawing == drawing)
    return;
  self->drawing = drawing;
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_DRAWING]);
}

/**
 * acn_session_set_playing:
 * @playing: whether time shall run
 *
 * Playing from the very end (less than a hundredth of the home span is left) begins again at the
 * start of the home span.
 */
void
acn_session_set_playing (AcnSession *self, gboolean playing)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  playing = playing != FALSE && self->dossier != NULL;
  if (self->playing == playing)
    return;
  self->playing = playing;
  self->day_fraction = 0;
  if (playing)
    {
      AcnSpan span = acn_dossier_get_span (self->dossier);
      AcnSpan home = acn_dossier_get_home_span (self->dossier);

      if (span.end_day - 1 - self->day < acn_span_n_days (home) / 100)
        acn_session_seek (self, home.begin_day);
    }
  notify (self, PLAYING);
}

/**
 * acn_session_advance:
 * @n_days: days of the dossier that have gone by, >= 0, may be fractional: parts of a day add up
 *
 * Playback: moves the playhead on; at the last day playing ends.
 *
 * Returns: FALSE at the end.
 */
gboolean
acn_session_advance (AcnSession *self, double n_days)
{
  double whole, fraction;
  AcnDay last;

  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (isfinite (n_days) && n_days >= 0, FALSE);
  if (self->dossier == NULL)
    return FALSE;
  last = acn_dossier_get_span (self->dossier).end_day - 1;
  fraction = modf (self->day_fraction + n_days, &whole);
  if (self->day + whole >= last)
    {
      acn_session_seek (self, last);
      acn_session_set_playing (self, FALSE);
      return FALSE;
    }
  acn_session_seek (self, self->day + (AcnDay) whole);
  self->day_fraction = fraction;
  return TRUE;
}
