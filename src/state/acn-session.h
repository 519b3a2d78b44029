/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one state that the views of a window share: which dossier, which day, what part of time and
 * of the world, which layers, which event. Views observe it and set it; they never talk to each
 * other. A compound value has one setter and one notify, and only on change. Main thread. */
#pragma once

#include "model/acn-dossier.h"
#include "model/acn-scenario.h"
#include "state/acn-filter.h"
#include "state/acn-layer-stack.h"

G_BEGIN_DECLS

/* AcnCamera: centre in degrees (EPSG:4326) and zoom (256 px tile convention, may be fractional). */
typedef struct
{
  double lon_deg, lat_deg, zoom;
} AcnCamera;

#define ACN_ZOOM_MIN 2.0
#define ACN_ZOOM_MAX 14.0

#define ACN_TYPE_CAMERA (acn_camera_get_type ())
GType     acn_camera_get_type (void);
AcnCamera acn_camera_for_bounds (AcnBounds bounds, double width_px, double height_px);

/* AcnTimeRange: a part of time on screen, in days that may be fractional, begin < end. Day d covers
 * [d, d + 1). */
typedef struct
{
  double begin, end;
} AcnTimeRange;

/* The shortest part of time on screen, days. */
#define ACN_RANGE_MIN_DAYS 5.0

#define ACN_TYPE_SPAN (acn_span_get_type ())
GType acn_span_get_type (void);

typedef enum
{
  ACN_STEP_DAY,
  ACN_STEP_WEEK,
  ACN_STEP_MONTH,
  ACN_STEP_YEAR,
  ACN_STEP_EVENT,  /* the next that the filter shows */
  ACN_STEP_LEAD,   /* the next of the dossier's first lane: a summit */
  ACN_STEP_CHANGE, /* the next day on which the territory changes */
} AcnStep;

/* How many events can be selected beside the selection. */
#define ACN_OTHERS_MAX 16

#define ACN_TYPE_SESSION (acn_session_get_type ())
G_DECLARE_FINAL_TYPE (AcnSession, acn_session, ACN, SESSION, GObject)

/* Properties, all with explicit notify:
 *   dossier  (AcnDossier)  setting it resets the rest to the dossier's home
 *   day      (int)         the playhead, within the dossier's span
 *   visible-span (AcnSpan) the days that the timeline shows
 *   camera   (AcnCamera)
 *   selection (uint)       index of the selected event, ACN_NONE without
 *   playing  (boolean)
 *   language (string)      of texts from the dossier
 *   claim (uint, read only) index of the claim that is told, ACN_NONE without
 *   scenario (boolean, read only) whether something is supposed; notified when what changes
 *   scene (uint, read only) index of the scene in the map's place, ACN_NONE without
 *   others (uint, read only) how many events are selected beside the selection; notified when which
 *   filter (uint, read only) how many events are hidden; notified when the filter changes
 *   lanes (uint, read only) how many lanes; notified when their order or folding changes
 *   history (boolean, read only) whether there is a way back; notified when back or forward changes
 *   stops (boolean, read only) whether the map has stood elsewhere before; notified when that
 *            changes
 *   drawing (boolean, read only) whether the first picture of the map is still to come
 * Signals: layers-changed ()      visibility, opacity or order of layers changed
 *   view-requested (AcnView*)   "show these bounds": the map knows its size and answers by camera
 */
AcnSession *acn_session_new (void);

AcnDossier *acn_session_get_dossier (AcnSession *self);
void        acn_session_set_dossier (AcnSession *self, AcnDossier *dossier);
void        acn_session_continue (AcnSession *self, AcnSession *other);
AcnDay      acn_session_get_day (AcnSession *self);
void        acn_session_set_day (AcnSession *self, AcnDay day);
AcnSpan     acn_session_get_visible_span (AcnSession *self);
void        acn_session_set_visible_span (AcnSession *self, AcnSpan span);
/* The same at full precision, for smooth panning; both notify visible-span. */
AcnTimeRange acn_session_get_visible_range (AcnSession *self);
void         acn_session_set_visible_range (AcnSession *self, AcnTimeRange range);
AcnCamera    acn_session_get_camera (AcnSession *self);
void         acn_session_set_camera (AcnSession *self, AcnCamera camera);
guint        acn_session_get_selection (AcnSession *self);
void         acn_session_set_selection (AcnSession *self, guint event);
gboolean     acn_session_get_playing (AcnSession *self);
void         acn_session_set_playing (AcnSession *self, gboolean playing);
gboolean     acn_session_get_drawing (AcnSession *self);
void         acn_session_set_drawing (AcnSession *self, gboolean drawing);
const char  *acn_session_get_language (AcnSession *self);
void         acn_session_set_language (AcnSession *self, const char *language);
gboolean     acn_session_get_layer_visible (AcnSession *self, guint layer);
void         acn_session_set_layer_visible (AcnSession *self, guint layer, gboolean visible);

/* The layers. */
const AcnLayerStack *acn_session_get_layers (AcnSession *self);
void                 acn_session_set_layer_opacity (AcnSession *self, guint layer, double opacity);
void                 acn_session_set_solo (AcnSession *self, guint layer);
void                 acn_session_place_layer (AcnSession *self, guint layer, guint place);
void                 acn_session_move_layer (AcnSession *self, guint layer, int direction);
void                 acn_session_restore_layers (AcnSession *self, GVariant *saved);
void                 acn_session_request_layer (AcnSession *self, guint layer);

guint    acn_session_get_claim (AcnSession *self);
void     acn_session_tell_claim (AcnSession *self, guint claim); /* playhead and layers */
gboolean acn_session_claim_is_shown (AcnSession *self);

/* What is supposed, and the map of another place and time. */
const AcnScenarioState *acn_session_get_scenario (AcnSession *self);
void   acn_session_set_scenario (AcnSession *self, const AcnScenarioState *scenario);
AcnDay acn_session_get_scenario_day (AcnSession *self);
guint  acn_session_get_scene (AcnSession *self);
void   acn_session_set_scene (AcnSession *self, guint scene);

/* What is selected beside the selection; the way back from selections and filters. */
const guint *acn_session_get_others (AcnSession *self, guint *n);
void         acn_session_toggle_selection (AcnSession *self, guint event);
void         acn_session_extend_selection (AcnSession *self, int direction);
void         acn_session_walk_lane (AcnSession *self, int direction);
void         acn_session_walk_across (AcnSession *self, int direction);
gboolean     acn_session_get_selected_span (AcnSession *self, AcnSpan *out);
void         acn_session_go_back (AcnSession *self);
void         acn_session_go_forward (AcnSession *self);
gboolean     acn_session_can_go_back (AcnSession *self);
gboolean     acn_session_can_go_forward (AcnSession *self);

/* Where the map has stood. */
void     acn_session_mark_stop (AcnSession *self);
void     acn_session_go_to_stop (AcnSession *self, int direction);
gboolean acn_session_can_go_to_stop (AcnSession *self, int direction);

/* Which events are shown, and the lanes. */
const AcnFilter *acn_session_get_filter (AcnSession *self);
void             acn_session_set_filter (AcnSession *self, const AcnFilter *filter);
const guint8    *acn_session_get_shown (AcnSession *self);
guint            acn_session_get_n_hidden (AcnSession *self);
const guint     *acn_session_get_lane_order (AcnSession *self);
const guint8    *acn_session_get_lane_folded (AcnSession *self);
guint            acn_session_get_lane_place (AcnSession *self, guint lane);
void             acn_session_fold_lane (AcnSession *self, guint lane, gboolean is_folded);
void             acn_session_fold_other_lanes (AcnSession *self, guint lane);
void             acn_session_move_lane (AcnSession *self, guint lane, int distance);
GVariant        *acn_session_save_lanes (AcnSession *self);
void             acn_session_restore_lanes (AcnSession *self, GVariant *saved);

/* Arithmetic that widgets must not do themselves. */
void   acn_session_select_event (AcnSession *self, guint event); /* selection, playhead and view */
void   acn_session_seek (AcnSession *self, AcnDay day); /* playhead, and the visible span follows */
void   acn_session_reveal_day (AcnSession *self, AcnDay day);
AcnDay acn_session_event_day (AcnSession *self,
                              guint       event); /* where selecting it puts the playhead */
void   acn_session_step (AcnSession *self, AcnStep step, int direction);
void   acn_session_zoom_time (AcnSession *self, double factor, double anchor_ratio);
void   acn_session_scroll_time (AcnSession *self, double ratio);
void   acn_session_fit_time (AcnSession *self);
void   acn_session_zoom_to_selection (AcnSession *self);
void   acn_session_request_view (AcnSession *self, guint view);
void   acn_session_request_bounds (AcnSession *self, AcnBounds bounds);
gboolean acn_session_advance (AcnSession *self, double n_days); /* playback; FALSE at the end */

G_END_DECLS
