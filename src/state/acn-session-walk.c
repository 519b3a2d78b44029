/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks of the selection from event to event, along a lane and from lane to lane. */
#include "state/acn-session-private.h"

static gboolean
is_in (AcnSession *self, const AcnEvent *events, guint event, guint lane)
{
  return (self->shown == NULL || self->shown[event]) &&
         (lane == ACN_NONE || events[event].lane == lane);
}

/* The next event after (before) @event that is shown, of @lane or any; ACN_NONE at the end. */
static guint
find_next (AcnSession *self, guint event, int direction, guint lane)
{
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (self->dossier, &n);

  for (gint64 next = (gint64) event + direction; next >= 0 && next < n; next += direction)
    if (is_in (self, events, (guint) next, lane))
      return (guint) next;
  return ACN_NONE;
}

/* The shown event of @lane, or of any, whose day is nearest to @day. */
static guint
find_nearest (AcnSession *self, guint lane, AcnDay day)
{
  guint           n, nearest = ACN_NONE;
  const AcnEvent *events = acn_dossier_get_events (self->dossier, &n);
  gint64          least = G_MAXINT64;

  for (guint i = 0; i < n; i++)
    {
      const gint64 distance = ABS ((gint64) acn_session_event_day (self, i) - day);

      if (distance < least && is_in (self, events, i, lane))
        {
          least = distance;
          nearest = i;
        }
    }
  return nearest;
}

/* Whether the walk has a place to go on from; else it begins at the event nearest to the playhead.
 */
static gboolean
has_begun (AcnSession *self)
{
  guint nearest;

  if (self->selection != ACN_NONE)
    return TRUE;
  nearest = find_nearest (self, ACN_NONE, self->day);
  if (nearest != ACN_NONE)
    acn_session_select_event (self, nearest);
  return FALSE;
}

/**
 * acn_session_walk_lane:
 * @direction: 1 later, -1 earlier
 *
 * Selects the next event that is shown in the lane of the selection; without a selection, the event
 * nearest to the playhead.
 */
void
acn_session_walk_lane (AcnSession *self, int direction)
{
  guint next;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (direction == 1 || direction == -1);
  if (self->dossier == NULL || !has_begun (self))
    return;
  next = find_next (self,
                    self->selection,
                    direction,
                    acn_dossier_get_events (self->dossier, NULL)[self->selection].lane);
  if (next != ACN_NONE)
    acn_session_select_event (self, next);
}

/**
 * acn_session_walk_across:
 * @direction: 1 away from the axis, -1 towards it
 *
 * Selects, of the next lane in order that shows any, the event nearest in time to the selection;
 * without a selection, the event nearest to the playhead.
 */
void
acn_session_walk_across (AcnSession *self, int direction)
{
  guint  lane, place = 0, next = ACN_NONE;
  AcnDay day;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (direction == 1 || direction == -1);
  if (self->dossier == NULL || !has_begun (self))
    return;
  lane = acn_dossier_get_events (self->dossier, NULL)[self->selection].lane;
  day = acn_session_event_day (self, self->selection);
  while (place < self->n_lanes && self->lane_order[place] != lane)
    place++;
  for (gint64 to = (gint64) place + direction; to >= 0 && to < self->n_lanes && next == ACN_NONE;
       to += direction)
    next = find_nearest (self, self->lane_order[to], day);
  if (next != ACN_NONE)
    acn_session_select_event (self, next);
}

/**
 * acn_session_extend_selection:
 * @direction: 1 later, -1 earlier
 *
 * Adds the next event that is shown to what is selected, or, on the way back over events that are
 * selected, takes out the last one. Nothing else moves.
 */
void
acn_session_extend_selection (AcnSession *self, int direction)
{
  guint next;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (direction == 1 || direction == -1);
  if (self->dossier == NULL || !has_begun (self))
    return;
  next = find_next (self, self->selection, direction, ACN_NONE);
  if (next == ACN_NONE)
    return;
  for (guint i = 0; i < self->others->len; i++)
    if (g_array_index (self->others, guint, i) == next)
      {
        acn_session_toggle_selection (self, self->selection);
        return;
      }
  acn_session_toggle_selection (self, next);
}
