/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the session's source files only. */
#pragma once

#include "state/acn-session.h"

G_BEGIN_DECLS

enum
{
  PROP_0,
  PROP_DOSSIER,
  PROP_DAY,
  PROP_VISIBLE_SPAN,
  PROP_CAMERA,
  PROP_SELECTION,
  PROP_PLAYING,
  PROP_LANGUAGE,
  PROP_CLAIM,
  PROP_SCENARIO,
  PROP_SCENE,
  PROP_OTHERS,
  PROP_FILTER,
  PROP_LANES,
  PROP_HISTORY,
  PROP_STOPS,
  PROP_DRAWING,
  N_PROPS,
};

extern GParamSpec *acn_session_properties[N_PROPS];

/* AcnMoment: what going back returns to.
 * @layers: (owned): how the layers lay, when they are all that changed; else NULL
 * @lanes: (owned): how the lanes stood, when they are all that changed; else NULL */
typedef struct
{
  AcnLayerStack *layers;
  GBytes        *lanes;
  guint          selection;
  guint          others[ACN_OTHERS_MAX];
  guint          n_others;
  AcnFilter      filter;
  AcnDay         day;
  AcnTimeRange   range;
} AcnMoment;

/* AcnSession:
 * @range: the part of time on screen, fractional days, begin < end; visible-span is its outer hull
 * @day_fraction: what playback has moved beyond @day, days, [0, 1)
 * @opacity_layer: whose opacity was changed last, or ACN_NONE
 * @scenario: what is supposed, when @has_scenario
 * @scene: index of the scene that is shown instead, or ACN_NONE
 * @others: guint, events selected beside @selection, at most ACN_OTHERS_MAX
 * @shown: a byte an event, 0 for those that @filter hides; NULL: none
 * @lane_order, @lane_folded: of @n_lanes
 * @moved_lane: which lane was moved last, or ACN_NONE
 * @past, @future: AcnMoment, the nearest last
 */
struct _AcnSession
{
  GObject          parent_instance;
  AcnDossier      *dossier;
  AcnTimeRange     range;
  AcnCamera        camera;
  AcnLayerStack   *layers; /* never NULL */
  guint            opacity_layer;
  const char      *language;
  const char      *wanted_language; /* the one asked for, which the dossier may not speak */
  double           day_fraction;
  AcnDay           day;
  guint            selection;
  guint            claim;
  guint            scene;
  gboolean         playing;
  gboolean         drawing;
  gboolean         has_scenario;
  AcnScenarioState scenario;
  GArray          *others;
  AcnFilter        filter;
  guint8          *shown;
  guint            n_hidden;
  guint            n_lanes;
  guint           *lane_order;
  guint8          *lane_folded;
  guint            moved_lane;
  GArray          *past;
  GArray          *future;
  GArray          *stops; /* AcnCamera: where the map rested */
  guint            stop;  /* the one that the map is at */
};

AcnTimeRange   acn_session_home_range (AcnSession *self);
AcnTimeRange   acn_session_clamp_range (AcnSession *self, AcnTimeRange range);
const AcnView *acn_session_get_home_view (AcnSession *self);
void           acn_session_request_place (AcnSession *self, const AcnPlace *place);
void           acn_session_reset_stops (AcnSession *self);
void           acn_session_reset_events (AcnSession *self);
void           acn_session_reset_lanes (AcnSession *self);
GBytes        *acn_session_pack_lanes (AcnSession *self);
void           acn_session_put_lanes (AcnSession *self, GBytes *lanes);
gboolean       acn_session_remember_lanes (AcnSession *self);
void           acn_session_refilter (AcnSession *self);
void           acn_session_put_filter (AcnSession *self, const AcnFilter *filter);
gboolean       acn_session_remember (AcnSession *self);
void           acn_session_clear_moment (gpointer data);
gboolean       acn_session_remember_layers (AcnSession *self);
void           acn_session_put_layers (AcnSession *self, AcnLayerStack *stack);
void           acn_session_show_layer_of_claim (AcnSession *self, guint layer, gboolean visible);

G_END_DECLS
