/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawn timeline: lanes of events along time, a playhead to drag, zoom and pan. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_TIMELINE (acn_timeline_get_type ())
G_DECLARE_FINAL_TYPE (AcnTimeline, acn_timeline, ACN, TIMELINE, GtkWidget)

/* Properties: session (AcnSession), orientation (GtkOrientation of time, vertical at first). */
GtkWidget  *acn_timeline_new (void);
AcnSession *acn_timeline_get_session (AcnTimeline *self);
void        acn_timeline_set_session (AcnTimeline *self, AcnSession *session);

G_END_DECLS
