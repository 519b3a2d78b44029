/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lane in the list of lanes: whether it is shown and folded, and its place. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_LANE_ROW (acn_lane_row_get_type ())
G_DECLARE_FINAL_TYPE (AcnLaneRow, acn_lane_row, ACN, LANE_ROW, GtkWidget)

GtkWidget *acn_lane_row_new (AcnSession *session, guint lane);
guint      acn_lane_row_get_lane (AcnLaneRow *self);

G_END_DECLS
