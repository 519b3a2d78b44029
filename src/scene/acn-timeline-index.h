/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events and lanes ready for drawing: how many events and which foremost lie in a part of time,
 * without looking at each. Immutable, any thread. 12 bytes an event beside the dossier. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

typedef struct _AcnTimelineIndex AcnTimelineIndex;

/* The class of events without a beginning or without an end. */
#define ACN_TIMELINE_OPEN 34

/* AcnTimelineRun: shown events of one lane and of like lengths, by the middle of their dates.
 * @length_class: c: they last more than 2^(c-1) and at most 2^c days; or ACN_TIMELINE_OPEN
 * @is_interval: they go from one day to another; else any day of the stretch is meant
 * @events: (array length=n): indexes of events
 * @halves: (array length=n): twice the middle of each, days
 * @best: tournament of ranks over @events
 */
typedef struct
{
  guint         lane;
  guint         length_class;
  gboolean      is_interval;
  guint         n;
  const guint  *events;
  const gint32 *halves;
  const guint  *best;
} AcnTimelineRun;

/* AcnTimelineIndex (read-only):
 * @events: (array length=n_events): sorted by their first day, as the dossier gives them
 * @shown: (array length=n_events) (nullable): what a filter lets through; NULL: everything
 * @lane_counts: (array length=n_lanes): events of each lane that are let through
 * @n_shown: of all
 * @runs: (array length=n_runs): by lane, then by length
 * @first_runs: (array length=n_lanes + 1): where the runs of each lane begin
 * @lead_lane: the one with most turning points, of rank 1, that are let through; ACN_NONE without
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
  AcnTimelineRun *runs;
  guint           n_runs;
  const guint    *first_runs;
  guint           lead_lane;
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

double acn_timeline_event_middle (const AcnEvent *event);
guint  acn_timeline_event_class (const AcnEvent *event);
guint  acn_timeline_run_find (const AcnTimelineRun *run, double day);
guint  acn_timeline_run_find_best (const AcnTimelineIndex *self,
                                   const AcnTimelineRun   *run,
                                   guint                   first,
                                   guint                   end);
guint  acn_timeline_index_pick_best (const AcnTimelineIndex *self, guint a, guint b);

G_END_DECLS
