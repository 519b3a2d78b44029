/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting rings and lines to a rectangle, so that painters see only what they show. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A box is west, north, east, south: in pixels, y down. */
typedef void (*AcnClipRun) (const double *xy, guint n, gpointer data);

void acn_clip_area_ring (const double *xy, guint n, const double box[4], GArray *out_xy);
void acn_clip_line (const double *xy, guint n, const double box[4], AcnClipRun run, gpointer data);

G_END_DECLS
