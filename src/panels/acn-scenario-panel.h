/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The what-if: choices, what they come to and why, how much would be covered, beside the precedents
 * and what became of the proposed measures. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_SCENARIO_PANEL (acn_scenario_panel_get_type ())
G_DECLARE_FINAL_TYPE (AcnScenarioPanel, acn_scenario_panel, ACN, SCENARIO_PANEL, AdwBin)

G_END_DECLS
