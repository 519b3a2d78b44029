/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawn ground of the scrubber: events of the whole story, and what part the timeline shows. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_OVERVIEW (acn_overview_get_type ())
G_DECLARE_FINAL_TYPE (AcnOverview, acn_overview, ACN, OVERVIEW, GtkWidget)

void    acn_overview_set_session (AcnOverview *self, AcnSession *session);
char   *acn_overview_describe_at (AcnOverview *self, double x);
AcnSpan acn_overview_get_extent (AcnOverview *self);

G_END_DECLS
