/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slim picture of a whole stretch of time: how many events of which lanes, summits and other
 * turning points, what part the timeline shows. */
#pragma once

#include "scene/acn-timeline-index.h"
#include "scene/acn-timeline-text.h"

G_BEGIN_DECLS

typedef struct
{
  AcnDay begin_day;
  double share;
} AcnOverviewShare;

/* AcnOverviewSpec:
 * @extent: days from the left to the right edge, not empty
 * @visible_begin, @visible_end: what the timeline shows, fractional days
 * @shares: (array length=n_shares) (nullable): a part of the territory over time, oldest first,
 *   each 0..1 from its first day on
 * @inset_px: free at both sides, so that a scale's handle can stand over the first and last day
 */
typedef struct
{
  AcnSpan extent;
  double  visible_begin, visible_end;
  double  width_px, height_px;
  double  inset_px;

  const AcnOverviewShare *shares;
  guint                   n_shares;
  AcnColor                share_color;

  gboolean     dark;
  gboolean     high_contrast;
  double       text_scale;
  const char  *language;
  AcnTextMeter meter;
} AcnOverviewSpec;

AcnDisplayList *acn_overview_layout (AcnTimelineIndex *index, const AcnOverviewSpec *spec);
AcnDisplayList *acn_overview_layout_visible (const AcnOverviewSpec *spec);
double          acn_overview_position_of (const AcnOverviewSpec *spec, double day);

G_END_DECLS
