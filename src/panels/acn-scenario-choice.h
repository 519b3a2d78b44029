/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One choice of the what-if: its options, of which those that cannot be say why. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_SCENARIO_CHOICE (acn_scenario_choice_get_type ())
G_DECLARE_FINAL_TYPE (AcnScenarioChoice, acn_scenario_choice, ACN, SCENARIO_CHOICE, AdwBin)

GtkWidget *acn_scenario_choice_new (AcnSession *session, guint choice);
void       acn_scenario_choice_update (AcnScenarioChoice *self, const AcnScenarioState *state);

G_END_DECLS
