/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The events of the timeline as a table: sorted by any column, a row activated is an event
 * selected; what the filter hides is not in it. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

GtkWindow *acn_events_window_new (AcnSession *session);

G_END_DECLS
