/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the parts of the layout only. */
#pragma once

#include "scene/acn-timeline-layout.h"
#include "scene/acn-timeline-palette.h"
#include "scene/acn-timeline-ticks.h"

G_BEGIN_DECLS

/* AcnTimelineMark: an event that touches the screen or lies near it.
 * @begin, @end: along time, px; cut a screen away from the screen
 * @at: along time: what its label points at, px
 * @is_bar: drawn with its length
 * @is_soft: the date is approximate, uncertain, or coarser than the scale
 * @slot: side by side with other bars of its lane, 0..
 */
typedef struct
{
  guint    event;
  double   begin, end, at;
  gboolean is_bar;
  gboolean is_soft;
  guint    slot;
} AcnTimelineMark;

/* How the events of a run are drawn. */
typedef enum
{
  ACN_TIMELINE_POINTS,    /* counted by cells */
  ACN_TIMELINE_STRETCHES, /* the same, over the days that may be meant */
  ACN_TIMELINE_BARS,      /* each for itself */
} AcnTimelineRole;

/* AcnTimelineCluster: points of a lane that fall into the same cell of time.
 * @n: how many, >= 1
 * @event: the foremost
 */
typedef struct
{
  guint  lane;
  gint64 cell;
  guint  n;
  guint  event;
} AcnTimelineCluster;

/* A rectangle given along and across time. */
typedef struct
{
  double along, across, length, size;
} AcnTimelineBox;

struct _AcnTimelineLayout
{
  AcnTimelineIndex         *index;
  AcnTimelineSpec           spec;
  const AcnTimelinePalette *palette;
  AcnTimelineFrame          frame;
  AcnDisplayList           *list;
  GArray                   *hits;     /* AcnTimelineHit, in painting order */
  GArray                   *marks;    /* AcnTimelineMark, by event: all that may be labelled */
  GArray                   *clusters; /* AcnTimelineCluster, by lane and time */
  guint8                   *roles;    /* AcnTimelineRole, by run */
  guint                    *order;    /* lanes by place */
  guint                    *places;   /* places by lane */
  guint8                   *folded;   /* by lane */
  double                   *middles;  /* of the tracks, across, px; by lane */
  double                   *sizes;    /* of the same */
  guint                    *others;
  GArray                   *axis_texts; /* AcnTimelineBox, of the axis */
};

#define ACN_TIMELINE_DOTS_PX 14.0  /* above the tracks, where each shows its colour */
#define ACN_TIMELINE_FOLDED_PX 7.0 /* of a folded track */

/* Points of a lane that lie in the same cell of time are drawn as one. */
#define ACN_TIMELINE_CELL_PX 16.0

#define ACN_TIMELINE_TITLE_LINE_PX 17.0 /* of an event's title */

/* After so many labels without room a screen is full. */
#define ACN_TIMELINE_TRIES_MAX 600

AcnFont  acn_timeline_font (const AcnTimelineLayout *self, double size_px, guint weight);
double   acn_timeline_layout_to_px (const AcnTimelineLayout *self, double day);
double   acn_timeline_layout_track_middle (const AcnTimelineLayout *self, guint lane);
double   acn_timeline_layout_track_size (const AcnTimelineLayout *self, guint lane);
gboolean acn_timeline_layout_is_selected (const AcnTimelineLayout *self, guint event);
gboolean acn_timeline_layout_is_on_screen (const AcnTimelineLayout *self, double along);
void     acn_timeline_layout_add_box (AcnTimelineLayout *self,
                                      AcnTimelineBox     box,
                                      double             radius,
                                      AcnColor           fill,
                                      AcnColor           border,
                                      double             border_px);
AcnTimelineHit *
acn_timeline_layout_add_hit (AcnTimelineLayout *self, AcnTimelineHitKind kind, AcnTimelineBox box);
void        acn_timeline_layout_add_text (AcnTimelineLayout *self,
                                          double             x,
                                          double             middle_y,
                                          const AcnFont     *font,
                                          const char        *text,
                                          AcnColor           color);
AcnFont     acn_timeline_layout_title_font (const AcnTimelineLayout *self, const AcnEvent *event);
const char *acn_timeline_layout_event_title (const AcnTimelineLayout *self, const AcnEvent *event);
GPtrArray  *acn_timeline_layout_wrap_title (const AcnTimelineLayout *self,
                                            const AcnEvent          *event,
                                            const AcnFont           *font,
                                            double                   width_px,
                                            guint                    max_lines,
                                            gboolean                 is_short,
                                            gboolean                *is_cut);
GPtrArray  *acn_timeline_layout_list_claims (AcnTimelineLayout *self);
const char *acn_timeline_layout_lane_title (const AcnTimelineLayout *self, guint lane);

void     acn_timeline_frame_init (AcnTimelineLayout *self);
double   acn_timeline_layout_lay_chips (AcnTimelineLayout *self, gboolean is_drawn);
double   acn_timeline_layout_measure_row_heads (AcnTimelineLayout *self);
void     acn_timeline_layout_draw_grounds (AcnTimelineLayout *self);
void     acn_timeline_layout_draw_axis (AcnTimelineLayout *self);
void     acn_timeline_layout_draw_heads (AcnTimelineLayout *self);
void     acn_timeline_layout_init_mark (const AcnTimelineLayout *self,
                                        AcnTimelineMark         *mark,
                                        guint                    event,
                                        AcnTimelineRole          role);
gboolean acn_timeline_layout_is_soft (const AcnTimelineLayout *self, const AcnEvent *event);
double   acn_timeline_layout_cell_begin (const AcnTimelineLayout *self, gint64 cell);
gboolean acn_timeline_cluster_holds (const AcnTimelineLayout  *self,
                                     const AcnTimelineCluster *cluster,
                                     guint                     event);
void     acn_timeline_layout_collect_marks (AcnTimelineLayout *self);
void     acn_timeline_layout_draw_marks (AcnTimelineLayout *self);
double   acn_timeline_layout_place_point (const AcnTimelineLayout *self, guint index);
void     acn_timeline_layout_draw_column_labels (AcnTimelineLayout *self);
void     acn_timeline_layout_draw_row_labels (AcnTimelineLayout *self);

G_END_DECLS
