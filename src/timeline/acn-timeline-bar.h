/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buttons above the timeline: list or picture, filter, zoom, orientation. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_TIMELINE_BAR (acn_timeline_bar_get_type ())
G_DECLARE_FINAL_TYPE (AcnTimelineBar, acn_timeline_bar, ACN, TIMELINE_BAR, GtkWidget)

/* Properties: session (AcnSession). */

G_END_DECLS
