/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the dossier's events is shown. */
#include "state/acn-session-private.h"

#define notify(self, prop)                                                                         \
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_##prop])

/*
 * acn_session_reset_events:
 *
 * Puts filter, lanes, other selections and history to those of a new dossier, without a word.
 */
void
acn_session_reset_events (AcnSession *self)
{
  self->filter = ACN_FILTER_NONE;
  self->n_hidden = 0;
  g_clear_pointer (&self->shown, g_free);
  g_array_set_size (self->others, 0);
  g_array_set_size (self->past, 0);
  g_array_set_size (self->future, 0);
  acn_session_reset_lanes (self);
}

/*
 * acn_session_refilter:
 *
 * Asks the filter again, after it or the language has changed; without a word.
 */
void
acn_session_refilter (AcnSession *self)
{
  g_clear_pointer (&self->shown, g_free);
  self->n_hidden = 0;
  if (self->dossier != NULL)
    self->shown = acn_filter_apply (&self->filter, self->dossier, self->language, &self->n_hidden);
}

/**
 * acn_session_get_filter:
 *
 * Returns: (transfer none): which events are shown.
 */
const AcnFilter *
acn_session_get_filter (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return &self->filter;
}

/*
 * acn_session_put_filter:
 *
 * Sets the filter without remembering the one before.
 */
void
acn_session_put_filter (AcnSession *self, const AcnFilter *filter)
{
  if (acn_filter_equal (&self->filter, filter))
    return;
  self->filter = *filter;
  acn_session_refilter (self);
  notify (self, FILTER);
}

/**
 * acn_session_set_filter:
 * @filter: copied
 *
 * Can be undone. Moving the map beneath a filter by bounds is no new step.
 */
void
acn_session_set_filter (AcnSession *self, const AcnFilter *filter)
{
  AcnFilter before;
  gboolean  has_history = FALSE;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (filter != NULL);
  if (acn_filter_equal (&self->filter, filter))
    return;
  before = self->filter;
  if (before.has_bounds && filter->has_bounds)
    before.bounds = filter->bounds;
  if (!acn_filter_equal (&before, filter))
    has_history = acn_session_remember (self);
  acn_session_put_filter (self, filter);
  if (has_history)
    notify (self, HISTORY);
}

/**
 * acn_session_get_shown:
 *
 * Returns: (transfer none) (nullable): a byte an event, 0 for those that are hidden; %NULL: none is
 */
const guint8 *
acn_session_get_shown (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return self->shown;
}

/**
 * acn_session_get_n_hidden:
 *
 * Returns: how many events the filter hides.
 */
guint
acn_session_get_n_hidden (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), 0);
  return self->n_hidden;
}
