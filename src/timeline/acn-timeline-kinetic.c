/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a flick the timeline glides on and slows down; not where motion is reduced. */
#include "timeline/acn-timeline-private.h"

#include <math.h>

/* A kinetic pan loses this share of its speed a second (as an exponent) and ends below this speed.
 */
#define FRICTION 4.0
#define SPEED_MIN 0.01

static gboolean
kinetic_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AcnTimeline *self = ACN_TIMELINE (widget);
  const gint64 now_usec = gdk_frame_clock_get_frame_time (clock);
  const double seconds = (now_usec - self->kinetic_usec) / 1e6;

  self->kinetic_usec = now_usec;
  self->velocity *= exp (-FRICTION * seconds);
  if (self->session == NULL || fabs (self->velocity) < SPEED_MIN)
    {
      self->kinetic_id = 0;
      return G_SOURCE_REMOVE;
    }
  acn_session_scroll_time (self->session, self->velocity * seconds);
  return G_SOURCE_CONTINUE;
}

void
acn_timeline_stop_kinetic (AcnTimeline *self)
{
  if (self->kinetic_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->kinetic_id);
  self->kinetic_id = 0;
}

/* @velocity: screens a second. */
void
acn_timeline_start_kinetic (AcnTimeline *self, double velocity)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gboolean       has_animations = TRUE;

  acn_timeline_stop_kinetic (self);
  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &has_animations, NULL);
  if (clock == NULL || !has_animations || !isfinite (velocity))
    return;
  self->velocity = CLAMP (velocity, -20, 20);
  self->kinetic_usec = gdk_frame_clock_get_frame_time (clock);
  self->kinetic_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), kinetic_cb, NULL, NULL);
}
