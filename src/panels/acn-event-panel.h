/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know about the selected event, with its sources. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

/* Properties: session (AcnSession) */
#define ACN_TYPE_EVENT_PANEL (acn_event_panel_get_type ())
G_DECLARE_FINAL_TYPE (AcnEventPanel, acn_event_panel, ACN, EVENT_PANEL, AdwBin)

G_END_DECLS
