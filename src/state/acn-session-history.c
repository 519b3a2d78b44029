/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selection and its history: each change of the selection or the filter can be taken back, with the
 * day and the part of time that were shown then, and done again; a change of the layers or of the
 * lanes alone moves nothing else. */
#include "state/acn-session-private.h"

#define PAST_MAX 200

#define notify(self, prop)                                                                         \
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_##prop])

static AcnMoment
get_moment (AcnSession *self)
{
  AcnMoment moment = { .selection = self->selection,
                       .n_others = self->others->len,
                       .filter = self->filter,
                       .day = self->day,
                       .range = self->range };

  for (guint i = 0; i < self->others->len; i++)
    moment.others[i] = g_array_index (self->others, guint, i);
  return moment;
}

static gboolean
remember (AcnSession *self, const AcnMoment *moment)
{
  const gboolean changes = self->future->len > 0 || self->past->len == 0;

  if (self->past->len >= PAST_MAX)
    g_array_remove_index (self->past, 0);
  g_array_append_vals (self->past, moment, 1);
  g_array_set_size (self->future, 0);
  self->moved_lane = ACN_NONE;
  return changes;
}

/*
 * acn_session_remember:
 *
 * Called before a change of selection or filter.
 *
 * Returns: whether to notify history after it
 */
gboolean
acn_session_remember (AcnSession *self)
{
  const AcnMoment moment = get_moment (self);

  self->opacity_layer = ACN_NONE;
  return remember (self, &moment);
}

/*
 * acn_session_remember_layers:
 *
 * Called before a change of the layers.
 *
 * Returns: whether to notify history after it
 */
gboolean
acn_session_remember_layers (AcnSession *self)
{
  AcnMoment moment = get_moment (self);

  moment.layers = acn_layer_stack_ref (self->layers);
  return remember (self, &moment);
}

/*
 * acn_session_remember_lanes:
 *
 * Called before a change of the lanes.
 *
 * Returns: whether to notify history after it
 */
gboolean
acn_session_remember_lanes (AcnSession *self)
{
  AcnMoment moment = get_moment (self);

  moment.lanes = acn_session_pack_lanes (self);
  self->opacity_layer = ACN_NONE;
  return remember (self, &moment);
}

static void
restore (AcnSession *self, const AcnMoment *moment)
{
  const gboolean selection_changed = self->selection != moment->selection;

  g_array_set_size (self->others, 0);
  g_array_append_vals (self->others, moment->others, moment->n_others);
  self->selection = moment->selection;
  acn_session_put_filter (self, &moment->filter);
  if (selection_changed)
    notify (self, SELECTION);
  notify (self, OTHERS);
  acn_session_set_day (self, moment->day);
  acn_session_set_visible_range (self, moment->range);
}

/* Takes the last moment of one list and puts the present into the other. */
static void
travel (AcnSession *self, GArray *from, GArray *to)
{
  AcnMoment moment, present;

  if (from->len == 0)
    return;
  moment = g_array_index (from, AcnMoment, from->len - 1);
  g_array_index (from, AcnMoment, from->len - 1).layers = NULL; /* ours now */
  g_array_index (from, AcnMoment, from->len - 1).lanes = NULL;
  present = get_moment (self);
  if (moment.layers != NULL)
    present.layers = acn_layer_stack_ref (self->layers);
  if (moment.lanes != NULL)
    present.lanes = acn_session_pack_lanes (self);
  g_array_set_size (from, from->len - 1);
  g_array_append_val (to, present);
  self->opacity_layer = ACN_NONE;
  self->moved_lane = ACN_NONE;
  if (moment.layers != NULL)
    acn_session_put_layers (self, moment.layers);
  else if (moment.lanes != NULL)
    acn_session_put_lanes (self, moment.lanes);
  else
    restore (self, &moment);
  notify (self, HISTORY);
}

/*
 * acn_session_clear_moment:
 * @data: an AcnMoment of a history
 */
void
acn_session_clear_moment (gpointer data)
{
  g_clear_pointer (&((AcnMoment *) data)->layers, acn_layer_stack_unref);
  g_clear_pointer (&((AcnMoment *) data)->lanes, g_bytes_unref);
}

/**
 * acn_session_go_back:
 *
 * Takes the last change back: of selection or filter, with the day and the part of time, of the
 * layers, or of the lanes.
 */
void
acn_session_go_back (AcnSession *self)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  travel (self, self->past, self->future);
}

/**
 * acn_session_go_forward:
 *
 * Does again what was taken back last.
 */
void
acn_session_go_forward (AcnSession *self)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  travel (self, self->future, self->past);
}

/**
 * acn_session_can_go_back:
 */
gboolean
acn_session_can_go_back (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  return self->past->len > 0;
}

/**
 * acn_session_can_go_forward:
 */
gboolean
acn_session_can_go_forward (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  return self->future->len > 0;
}

/**
 * acn_session_get_selection:
 *
 * Returns: index of the selected event, ACN_NONE without.
 */
guint
acn_session_get_selection (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ACN_NONE);
  return self->selection;
}

/**
 * acn_session_set_selection:
 * @event: index of an event; anything else deselects
 *
 * Selects the event alone.
 */
void
acn_session_set_selection (AcnSession *self, guint event)
{
  guint    n_events = 0;
  gboolean had_others, has_history;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier != NULL)
    acn_dossier_get_events (self->dossier, &n_events);
  if (event >= n_events)
    event = ACN_NONE;
  had_others = self->others->len > 0;
  if (self->selection == event && !had_others)
    return;
  has_history = acn_session_remember (self);
  g_array_set_size (self->others, 0);
  if (self->selection != event)
    {
      self->selection = event;
      notify (self, SELECTION);
    }
  if (had_others)
    notify (self, OTHERS);
  if (has_history)
    notify (self, HISTORY);
}

/**
 * acn_session_get_others:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what is selected beside the selection, in the order in
 *   which it was selected.
 */
const guint *
acn_session_get_others (AcnSession *self, guint *n)
{
  g_return_val_if_fail (ACN_IS_SESSION (self) && n != NULL, NULL);
  *n = self->others->len;
  return (const guint *) (gpointer) self->others->data;
}

static gboolean
remove_other (AcnSession *self, guint event)
{
  for (guint i = 0; i < self->others->len; i++)
    if (g_array_index (self->others, guint, i) == event)
      {
        g_array_remove_index (self->others, i);
        return TRUE;
      }
  return FALSE;
}

/**
 * acn_session_toggle_selection:
 * @event: index of an event; others are ignored
 *
 * Adds the event to what is selected, or takes it out. An added one becomes the selection and the
 * one before an other; after ACN_OTHERS_MAX the first is forgotten. Nothing else moves.
 */
void
acn_session_toggle_selection (AcnSession *self, guint event)
{
  const guint previous = ACN_IS_SESSION (self) ? self->selection : ACN_NONE;
  guint       n_events = 0;
  gboolean    has_history;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier != NULL)
    acn_dossier_get_events (self->dossier, &n_events);
  if (event >= n_events)
    return;
  has_history = acn_session_remember (self);
  if (event == self->selection)
    {
      self->selection = ACN_NONE;
      if (self->others->len > 0)
        {
          self->selection = g_array_index (self->others, guint, self->others->len - 1);
          g_array_set_size (self->others, self->others->len - 1);
        }
    }
  else if (!remove_other (self, event))
    {
      if (self->others->len >= ACN_OTHERS_MAX)
        g_array_remove_index (self->others, 0);
      if (previous != ACN_NONE)
        g_array_append_val (self->others, previous);
      self->selection = event;
    }
  if (self->selection != previous)
    notify (self, SELECTION);
  notify (self, OTHERS);
  if (has_history)
    notify (self, HISTORY);
}

/**
 * acn_session_get_selected_span:
 * @out: (out): from the first day to the last of all that is selected; days that are not known are
 *   left out
 *
 * Returns: FALSE without a selection.
 */
gboolean
acn_session_get_selected_span (AcnSession *self, AcnSpan *out)
{
  guint           n_events;
  const AcnEvent *events;

  g_return_val_if_fail (ACN_IS_SESSION (self) && out != NULL, FALSE);
  *out = (AcnSpan){ ACN_DAY_OPEN_END, ACN_DAY_OPEN_BEGIN };
  if (self->dossier == NULL || self->selection == ACN_NONE)
    return FALSE;
  events = acn_dossier_get_events (self->dossier, &n_events);
  for (guint i = 0; i <= self->others->len; i++)
    {
      const guint event =
          i < self->others->len ? g_array_index (self->others, guint, i) : self->selection;
      const AcnSpan when = events[event].when.span;
      const AcnDay begin = when.begin_day != ACN_DAY_OPEN_BEGIN ? when.begin_day : when.end_day - 1;
      const AcnDay end = when.end_day != ACN_DAY_OPEN_END ? when.end_day : when.begin_day + 1;

      out->begin_day = MIN (out->begin_day, begin);
      out->end_day = MAX (out->end_day, end);
    }
  return out->begin_day < out->end_day;
}
