/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day and the areas on it, in one bar. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

/* Properties: session (AcnSession) */
#define ACN_TYPE_READOUT (acn_readout_get_type ())
G_DECLARE_FINAL_TYPE (AcnReadout, acn_readout, ACN, READOUT, GtkWidget)

G_END_DECLS
