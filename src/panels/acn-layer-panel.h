/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of layers, by group. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

/* Properties: session (AcnSession) */
#define ACN_TYPE_LAYER_PANEL (acn_layer_panel_get_type ())
G_DECLARE_FINAL_TYPE (AcnLayerPanel, acn_layer_panel, ACN, LAYER_PANEL, AdwBin)

G_END_DECLS
