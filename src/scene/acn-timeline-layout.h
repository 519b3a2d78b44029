/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a timeline shows and where: (events, part of time, size) -> display list and hit rects. No
 * toolkit; the same for both orientations. The playhead is a list of its own, because it moves with
 * every day while the rest stays. */
#pragma once

#include "scene/acn-timeline-index.h"
#include "scene/acn-timeline-text.h"

G_BEGIN_DECLS

/* AcnTimelineSpec:
 * @begin_day, @end_day: part of time on screen, fractional days, begin < end
 * @width_px, @height_px: logical size of the picture
 * @horizontal: time runs to the right, else downwards
 * @dark: ground
 * @high_contrast: nothing is faint
 * @text_scale: 1 is the design size of text
 * @reach: days that the playhead can reach
 * @selection, @hover: events, or ACN_NONE
 * @others: (array length=n_others) (nullable): what is selected beside @selection
 * @lane_order: (array length=n_lanes) (nullable): lanes from the axis on; NULL: as in the dossier
 * @lane_folded: (array length=n_lanes) (nullable): lanes that are drawn as a narrow track without
 *   labels; by index of the lane
 * @language: of the dossier's texts and of dates
 * @meter: measures text like the painter
 */
typedef struct
{
  double        begin_day, end_day;
  double        width_px, height_px;
  gboolean      horizontal;
  gboolean      dark;
  gboolean      high_contrast;
  double        text_scale;
  AcnSpan       reach;
  guint         selection;
  guint         hover;
  const guint  *others;
  guint         n_others;
  const guint  *lane_order;
  const guint8 *lane_folded;
  const char   *language;
  AcnTextMeter  meter;
} AcnTimelineSpec;

typedef enum
{
  ACN_TIMELINE_HIT_NONE,
  ACN_TIMELINE_HIT_AXIS,
  ACN_TIMELINE_HIT_LANE,
  ACN_TIMELINE_HIT_EVENT,
  ACN_TIMELINE_HIT_CLUSTER,
} AcnTimelineHitKind;

/* AcnTimelineHit:
 * @event: the event, or the first of the cluster by rank and date
 * @n_events: of the cluster, else 1
 * @cell: which cluster of its lane
 * @span: days of the event; not of a cluster
 */
typedef struct
{
  AcnTimelineHitKind kind;
  double             x, y, width, height;
  guint              event;
  guint              n_events;
  gint64             cell;
  guint              lane;
  AcnSpan            span;
} AcnTimelineHit;

/* Where things are along time and across it, px. Across: axis, tracks, labels (vertical only). */
typedef struct
{
  double begin, length; /* of the part that shows time */
  double px_per_day;
  double axis, axis_size;     /* across */
  double tracks, tracks_size; /* across; all of them */
  double track_size;          /* of a lane that is not folded */
  double labels, labels_size; /* across */
} AcnTimelineFrame;

typedef struct _AcnTimelineLayout AcnTimelineLayout;

AcnTimelineLayout *acn_timeline_layout_new (AcnTimelineIndex *index, const AcnTimelineSpec *spec);
void               acn_timeline_layout_free (AcnTimelineLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnTimelineLayout, acn_timeline_layout_free)

AcnDisplayList         *acn_timeline_layout_get_list (AcnTimelineLayout *self);
const AcnTimelineFrame *acn_timeline_layout_get_frame (AcnTimelineLayout *self);
const AcnTimelineHit   *acn_timeline_layout_get_hits (AcnTimelineLayout *self, guint *n);
GArray *acn_timeline_layout_list_members (AcnTimelineLayout *self, const AcnTimelineHit *hit);
AcnTimelineHit acn_timeline_layout_pick (AcnTimelineLayout *self, double x, double y);
double         acn_timeline_layout_day_at (AcnTimelineLayout *self, double x, double y);
double         acn_timeline_layout_position_of (AcnTimelineLayout *self, double day);
double         acn_timeline_layout_get_track (AcnTimelineLayout *self, guint lane);
AcnDisplayList *
acn_timeline_layout_playhead (AcnTimelineLayout *self, AcnDay day, gboolean is_active);

G_END_DECLS
