/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the map has stood, and the way back through it. */
#include "state/acn-session-private.h"

#include <math.h>

#define STOPS_MAX 100

/* What no eye sees is no other place. */
static gboolean
is_same_place (const AcnCamera *a, const AcnCamera *b)
{
  const double px_per_deg = ACN_TILE_SIZE * exp2 (a->zoom) / 360;

  return fabs (a->zoom - b->zoom) < 0.01 && fabs (a->lon_deg - b->lon_deg) * px_per_deg < 2 &&
         fabs (a->lat_deg - b->lat_deg) * px_per_deg < 2;
}

static void
tell (AcnSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_STOPS]);
}

/**
 * acn_session_mark_stop:
 *
 * Called when the map has come to rest: where it stands now can be returned to. What lay ahead is
 * forgotten, unless this is where the way back led.
 */
void
acn_session_mark_stop (AcnSession *self)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->stops->len > 0 &&
      is_same_place (&self->camera, &g_array_index (self->stops, AcnCamera, self->stop)))
    return;
  if (self->stops->len > 0)
    g_array_set_size (self->stops, self->stop + 1);
  if (self->stops->len >= STOPS_MAX)
    g_array_remove_index (self->stops, 0);
  g_array_append_val (self->stops, self->camera);
  self->stop = self->stops->len - 1;
  tell (self);
}

static void
go (AcnSession *self, guint stop)
{
  self->stop = stop;
  acn_session_set_camera (self, g_array_index (self->stops, AcnCamera, stop));
  tell (self);
}

/**
 * acn_session_can_go_to_stop:
 * @direction: -1 back, 1 forward
 *
 * Returns: whether the map has stood anywhere there
 */
gboolean
acn_session_can_go_to_stop (AcnSession *self, int direction)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  return direction < 0 ? self->stop > 0 : self->stop + 1 < self->stops->len;
}

/**
 * acn_session_go_to_stop:
 * @direction: -1 back, 1 forward
 *
 * Moves the map to where it stood before or after; nothing when there is no such place.
 */
void
acn_session_go_to_stop (AcnSession *self, int direction)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  if (direction < 0)
    acn_session_mark_stop (self); /* it may have moved since it rested */
  if (acn_session_can_go_to_stop (self, direction))
    go (self, direction < 0 ? self->stop - 1 : self->stop + 1);
}

/*
 * acn_session_reset_stops:
 *
 * For another dossier.
 */
void
acn_session_reset_stops (AcnSession *self)
{
  g_array_set_size (self->stops, 0);
  self->stop = 0;
}
