/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The argument to be read: one claim at a time, with what it is, how it stands and its sources. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

/* Properties: session (AcnSession); away (boolean): the map has been moved. Uses the actions
 * win.claim (s), win.next-claim, win.previous-claim, win.event (s). */
#define ACN_TYPE_ARGUMENT_PANEL (acn_argument_panel_get_type ())
G_DECLARE_FINAL_TYPE (AcnArgumentPanel, acn_argument_panel, ACN, ARGUMENT_PANEL, AdwBin)

G_END_DECLS
