/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours of the timeline on a light and a dark ground. */
#pragma once

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

typedef struct
{
  AcnColor ground;
  AcnColor ink;         /* titles */
  AcnColor dim;         /* dates, ticks */
  AcnColor grid;        /* hairlines */
  AcnColor grid_strong; /* where a larger unit begins */
  AcnColor leader;
  AcnColor hover;     /* ground of what the pointer is on */
  AcnColor selected;  /* ground of the selection */
  AcnColor accent;    /* selection, playhead */
  AcnColor on_accent; /* text on the playhead's chip */
  AcnColor later;     /* ground of what is later than the argument */
  AcnColor beyond;    /* ground of what the playhead cannot reach */
} AcnTimelinePalette;

const AcnTimelinePalette *acn_timeline_palette_get (gboolean dark);
const AcnTimelinePalette *acn_timeline_palette_get_strong (gboolean dark);
AcnColor                  acn_timeline_lane_color (guint lane, gboolean dark);
AcnColor                  acn_timeline_ink_on (AcnColor ground);
AcnColor                  acn_timeline_fade (AcnColor color, double alpha);

G_END_DECLS
