/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of the playhead. */
#include "state/acn-session-private.h"

static gboolean
is_shown (AcnSession *self, guint event)
{
  return self->shown == NULL || self->shown[event];
}

/* The first event that begins after (or the last before) the playhead; ACN_NONE at the end. */
static gint64
find_nearest (AcnSession *self, int direction)
{
  guint           n_events, low = 0, high;
  const AcnEvent *events = acn_dossier_get_events (self->dossier, &n_events);

  high = n_events;
  while (low < high)
    {
      guint  middle = low + (high - low) / 2;
      AcnDay begin = events[middle].when.span.begin_day;

      if (direction > 0 ? begin <= self->day : begin < self->day)
        low = middle + 1;
      else
        high = middle;
    }
  return direction > 0 ? low : (gint64) low - 1;
}

/* The event after (or before) the selection when the playhead still stands on it, else the first
 * one that begins after (before) the playhead, of those that are shown, in any lane or in @lane;
 * ACN_NONE at the end. */
static guint
find_next_event (AcnSession *self, int direction, guint lane)
{
  guint           n_events;
  const AcnEvent *events = acn_dossier_get_events (self->dossier, &n_events);
  gint64          next;

  if (self->selection < n_events && acn_session_event_day (self, self->selection) == self->day)
    next = (gint64) self->selection + direction;
  else
    next = find_nearest (self, direction);
  while (next >= 0 && next < n_events &&
         (!is_shown (self, (guint) next) || (lane != ACN_NONE && events[next].lane != lane)))
    next += direction;
  return next >= 0 && next < n_events ? (guint) next : ACN_NONE;
}

static void
step_event (AcnSession *self, int direction, guint lane)
{
  const guint event = find_next_event (self, direction, lane);

  if (event != ACN_NONE)
    acn_session_select_event (self, event);
}

/* The nearest day on which a part of the read-out begins to look otherwise. */
static void
step_change (AcnSession *self, int direction)
{
  const AcnSpan span = acn_dossier_get_span (self->dossier);
  guint         n;
  const guint  *parts = acn_dossier_get_readout_parts (self->dossier, &n);
  gint64        best = direction > 0 ? G_MAXINT64 : G_MININT64;

  for (guint i = 0; i < n; i++)
    {
      AcnSpan step = acn_dossier_layer_step (self->dossier, parts[i], self->day);

      if (direction < 0 && step.begin_day == self->day && self->day > span.begin_day)
        step = acn_dossier_layer_step (self->dossier, parts[i], self->day - 1);
      best = direction > 0 ? MIN (best, step.end_day) : MAX (best, step.begin_day);
    }
  if (best >= span.begin_day && best < span.end_day)
    acn_session_seek (self, (AcnDay) best);
}

/**
 * acn_session_step:
 * @step: how far
 * @direction: 1 later, -1 earlier
 *
 * Moves the playhead by a day, a week, a calendar month or year (the last day of a month stays
 * within the next), to the next event that is shown (of any lane or of the first), which is then
 * selected, or to the next change of the territory.
 */
void
acn_session_step (AcnSession *self, AcnStep step, int direction)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (direction == 1 || direction == -1);
  if (self->dossier == NULL)
    return;
  switch (step)
    {
    case ACN_STEP_DAY:
      acn_session_seek (self, self->day + direction);
      break;
    case ACN_STEP_WEEK:
      acn_session_seek (self, self->day + 7 * direction);
      break;
    case ACN_STEP_MONTH:
      acn_session_seek (self, acn_day_add_months (self->day, direction));
      break;
    case ACN_STEP_YEAR:
      acn_session_seek (self, acn_day_add_months (self->day, 12 * direction));
      break;
    case ACN_STEP_EVENT:
      step_event (self, direction, ACN_NONE);
      break;
    case ACN_STEP_LEAD:
      step_event (self, direction, 0);
      break;
    case ACN_STEP_CHANGE:
      step_change (self, direction);
      break;
    default:
      g_return_if_reached ();
    }
}
