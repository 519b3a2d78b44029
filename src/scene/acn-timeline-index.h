/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events and lanes ready for drawing: which events touch a part of time, without looking at the
 * others. Immutable, any thread. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

typedef struct _AcnTimelineIndex AcnTimelineIndex;

/* AcnTimelineIndex (read-only):
 * @events: (array length=n_events): sorted by their first day, as the dossier gives them
 * @shown: (array length=n_events) (nullable): what a filter lets through; NULL: everything
 * @lane_counts: (array length=n_lanes): events of each lane that are let through
 * @n_shown: of all
 * @later_day: first day of the first event that is later than the argument, ACN_DAY_OPEN_END
 *   without one
 */
struct _AcnTimelineIndex
{
  const AcnLane  *lanes;
  guint           n_lanes;
  const AcnEvent *events;
  guint           n_events;
  const guint8   *shown;
  const guint    *lane_counts;
  guint           n_shown;
  AcnDay          later_day;
};

AcnTimelineIndex *acn_timeline_index_new (AcnDossier *dossier, const guint8 *shown);
AcnTimelineIndex *acn_timeline_index_new_for_arrays (const AcnLane  *lanes,
                                                     guint           n_lanes,
                                                     const AcnEvent *events,
                                                     guint           n_events,
                                                     const guint8   *shown);
AcnTimelineIndex *acn_timeline_index_ref (AcnTimelineIndex *self);
void              acn_timeline_index_unref (AcnTimelineIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnTimelineIndex, acn_timeline_index_unref)

GArray *acn_timeline_index_query (AcnTimelineIndex *self, AcnSpan span);

G_END_DECLS
