/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The object and its setters. Each setter changes one value, notifies last and only on change.
 * A new dossier is the one compound change: all fields are set first, then the notifies go out in
 * the order of the property list, so that no listener sees a mixture of two dossiers. */
#include "state/acn-session-private.h"

#include <math.h>

enum
{
  SIGNAL_LAYERS_CHANGED,
  SIGNAL_VIEW_REQUESTED,
  N_SIGNALS,
};

GParamSpec  *acn_session_properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AcnSession, acn_session, G_TYPE_OBJECT)

#define notify(self, prop)                                                                         \
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_##prop])

static gboolean
camera_equal (AcnCamera a, AcnCamera b)
{
  return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg && a.zoom == b.zoom;
}

static gboolean
dossier_speaks (AcnDossier *dossier, const char *language)
{
  return g_strv_contains (acn_dossier_get_languages (dossier), language);
}

/* Puts every field to the home of the (new) dossier without a word. */
static void
reset_to_home (AcnSession *self)
{
  const AcnView *view = acn_session_get_home_view (self);

  self->day = 0;
  self->day_fraction = 0;
  self->selection = ACN_NONE;
  self->claim = ACN_NONE;
  self->scene = ACN_NONE;
  self->has_scenario = FALSE;
  self->playing = FALSE;
  acn_session_reset_events (self);
  acn_session_reset_stops (self);
  g_clear_pointer (&self->layers, acn_layer_stack_unref);
  self->layers = acn_layer_stack_new (self->dossier);
  self->opacity_layer = ACN_NONE;
  self->range = acn_session_home_range (self);
  if (self->dossier == NULL)
    return;

  self->day = acn_span_clamp (acn_dossier_get_span (self->dossier),
                              acn_dossier_get_home_day (self->dossier));
  self->language = dossier_speaks (self->dossier, self->wanted_language)
                       ? self->wanted_language
                       : g_intern_string (acn_dossier_get_language (self->dossier));
  if (view != NULL)
    self->camera = acn_camera_for_bounds (view->bounds, 800, 600);
}

static void
acn_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AcnSession *self = ACN_SESSION (object);
  AcnSpan     span;

  switch (id)
    {
    case PROP_DOSSIER:
      g_value_set_boxed (value, self->dossier);
      break;
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_VISIBLE_SPAN:
      span = acn_session_get_visible_span (self);
      g_value_set_boxed (value, &span);
      break;
    case PROP_CAMERA:
      g_value_set_boxed (value, &self->camera);
      break;
    case PROP_SELECTION:
      g_value_set_uint (value, self->selection);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_CLAIM:
      g_value_set_uint (value, self->claim);
      break;
    case PROP_SCENARIO:
      g_value_set_boolean (value, self->has_scenario);
      break;
    case PROP_SCENE:
      g_value_set_uint (value, self->scene);
      break;
    case PROP_OTHERS:
      g_value_set_uint (value, self->others->len);
      break;
    case PROP_FILTER:
      g_value_set_uint (value, self->n_hidden);
      break;
    case PROP_LANES:
      g_value_set_uint (value, self->n_lanes);
      break;
    case PROP_HISTORY:
      g_value_set_boolean (value, self->past->len > 0);
      break;
    case PROP_DRAWING:
      g_value_set_boolean (value, self->drawing);
      break;
    case PROP_STOPS:
      g_value_set_boolean (value, acn_session_can_go_to_stop (self, -1));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
acn_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnSession *self = ACN_SESSION (object);

  switch (id)
    {
    case PROP_DOSSIER:
      acn_session_set_dossier (self, g_value_get_boxed (value));
      break;
    case PROP_DAY:
      acn_session_set_day (self, g_value_get_int (value));
      break;
    case PROP_VISIBLE_SPAN:
      acn_session_set_visible_span (self, *(const AcnSpan *) g_value_get_boxed (value));
      break;
    case PROP_CAMERA:
      acn_session_set_camera (self, *(const AcnCamera *) g_value_get_boxed (value));
      break;
    case PROP_SELECTION:
      acn_session_set_selection (self, g_value_get_uint (value));
      break;
    case PROP_PLAYING:
      acn_session_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_LANGUAGE:
      acn_session_set_language (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
acn_session_finalize (GObject *object)
{
  AcnSession *self = ACN_SESSION (object);

  g_clear_pointer (&self->dossier, acn_dossier_unref);
  g_clear_pointer (&self->layers, acn_layer_stack_unref);
  g_clear_pointer (&self->others, g_array_unref);
  g_clear_pointer (&self->past, g_array_unref);
  g_clear_pointer (&self->future, g_array_unref);
  g_clear_pointer (&self->stops, g_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->lane_order, g_free);
  g_clear_pointer (&self->lane_folded, g_free);
  G_OBJECT_CLASS (acn_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamSpec      **props = acn_session_properties;

  props[PROP_DOSSIER] = g_param_spec_boxed ("dossier", NULL, NULL, ACN_TYPE_DOSSIER, flags);
  props[PROP_DAY] = g_param_spec_int ("day", NULL, NULL, G_MININT32, G_MAXINT32, 0, flags);
  props[PROP_VISIBLE_SPAN] = g_param_spec_boxed ("visible-span", NULL, NULL, ACN_TYPE_SPAN, flags);
  props[PROP_CAMERA] = g_param_spec_boxed ("camera", NULL, NULL, ACN_TYPE_CAMERA, flags);
  props[PROP_SELECTION] = g_param_spec_uint ("selection", NULL, NULL, 0, ACN_NONE, ACN_NONE, flags);
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, "en", flags);
  props[PROP_CLAIM] =
      g_param_spec_uint ("claim", NULL, NULL, 0, ACN_NONE, ACN_NONE, flags & ~G_PARAM_WRITABLE);
  props[PROP_SCENARIO] =
      g_param_spec_boolean ("scenario", NULL, NULL, FALSE, flags & ~G_PARAM_WRITABLE);
  props[PROP_SCENE] =
      g_param_spec_uint ("scene", NULL, NULL, 0, ACN_NONE, ACN_NONE, flags & ~G_PARAM_WRITABLE);
  props[PROP_OTHERS] =
      g_param_spec_uint ("others", NULL, NULL, 0, ACN_OTHERS_MAX, 0, flags & ~G_PARAM_WRITABLE);
  props[PROP_FILTER] =
      g_param_spec_uint ("filter", NULL, NULL, 0, G_MAXUINT, 0, flags & ~G_PARAM_WRITABLE);
  props[PROP_LANES] =
      g_param_spec_uint ("lanes", NULL, NULL, 0, G_MAXUINT, 0, flags & ~G_PARAM_WRITABLE);
  props[PROP_HISTORY] =
      g_param_spec_boolean ("history", NULL, NULL, FALSE, flags & ~G_PARAM_WRITABLE);
  props[PROP_DRAWING] =
      g_param_spec_boolean ("drawing", NULL, NULL, FALSE, flags & ~G_PARAM_WRITABLE);
  props[PROP_STOPS] = g_param_spec_boolean ("stops", NULL, NULL, FALSE, flags & ~G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
acn_session_class_init (AcnSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = acn_session_finalize;
  object_class->get_property = acn_session_get_property;
  object_class->set_property = acn_session_set_property;
  install_properties (object_class);

  signals[SIGNAL_LAYERS_CHANGED] = g_signal_new ("layers-changed",
                                                 G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);
  signals[SIGNAL_VIEW_REQUESTED] = g_signal_new ("view-requested",
                                                 G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 G_TYPE_POINTER);
}

static void
acn_session_init (AcnSession *self)
{
  self->layers = acn_layer_stack_new (NULL);
  self->others = g_array_new (FALSE, FALSE, sizeof (guint));
  self->past = g_array_new (FALSE, FALSE, sizeof (AcnMoment));
  self->future = g_array_new (FALSE, FALSE, sizeof (AcnMoment));
  self->stops = g_array_new (FALSE, FALSE, sizeof (AcnCamera));
  g_array_set_clear_func (self->past, acn_session_clear_moment);
  g_array_set_clear_func (self->future, acn_session_clear_moment);
  self->language = self->wanted_language = g_intern_static_string ("en");
  self->camera = (AcnCamera){ 31, 48.5, 5 };
  reset_to_home (self);
}

/**
 * acn_session_new:
 *
 * Returns: (transfer full): a session without a dossier: day 0, nothing selected.
 */
AcnSession *
acn_session_new (void)
{
  return g_object_new (ACN_TYPE_SESSION, NULL);
}

/**
 * acn_session_get_dossier:
 *
 * Returns: (transfer none) (nullable): the dossier, immutable.
 */
AcnDossier *
acn_session_get_dossier (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return self->dossier;
}

/**
 * acn_session_set_dossier:
 * @dossier: (nullable): shared, not copied
 *
 * Puts the whole session to the home of @dossier. Listeners hear dossier first, then each property
 * that differs, in the order of the header, then layers-changed, then view-requested for the home
 * view; every one of them already sees the final state.
 */
void
acn_session_set_dossier (AcnSession *self, AcnDossier *dossier)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier == dossier)
    return;

  const AcnDay       day = self->day;
  const AcnTimeRange range = self->range;
  const AcnCamera    camera = self->camera;
  const guint        selection = self->selection;
  const guint        claim = self->claim;
  const guint        scene = self->scene;
  const gboolean     had_scenario = self->has_scenario;
  const gboolean     playing = self->playing;
  const guint        n_lanes = self->n_lanes;
  const gboolean     had_others = self->others->len > 0;
  const gboolean     had_filter = !acn_filter_is_empty (&self->filter);
  const gboolean     had_history = self->past->len > 0 || self->future->len > 0;
  const char        *language = self->language;
  g_autoptr (AcnSession) alive = g_object_ref (self);
  g_autoptr (AcnDossier) previous = g_steal_pointer (&self->dossier);

  self->dossier = dossier != NULL ? acn_dossier_ref (dossier) : NULL;
  reset_to_home (self);

  notify (self, DOSSIER);
  if (self->dossier != dossier)
    return; /* a listener opened another one: it has told the rest */
  if (self->day != day)
    notify (self, DAY);
  if (self->range.begin != range.begin || self->range.end != range.end)
    notify (self, VISIBLE_SPAN);
  if (!camera_equal (self->camera, camera))
    notify (self, CAMERA);
  if (self->selection != selection)
    notify (self, SELECTION);
  if (self->playing != playing)
    notify (self, PLAYING);
  if (self->language != language)
    notify (self, LANGUAGE);
  if (self->claim != claim)
    notify (self, CLAIM);
  if (had_scenario)
    notify (self, SCENARIO);
  if (self->scene != scene)
    notify (self, SCENE);
  if (had_others)
    notify (self, OTHERS);
  if (had_filter)
    notify (self, FILTER);
  if (self->n_lanes != n_lanes)
    notify (self, LANES);
  if (had_history)
    notify (self, HISTORY);
  g_signal_emit (self, signals[SIGNAL_LAYERS_CHANGED], 0);
  if (acn_session_get_home_view (self) != NULL)
    g_signal_emit (self, signals[SIGNAL_VIEW_REQUESTED], 0, acn_session_get_home_view (self));
}

/**
 * acn_session_get_day:
 *
 * Returns: the playhead: a day of the dossier's span, 0 without a dossier.
 */
AcnDay
acn_session_get_day (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), 0);
  return self->day;
}

/**
 * acn_session_set_day:
 * @day: any day; clamped to the dossier's span
 */
void
acn_session_set_day (AcnSession *self, AcnDay day)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier == NULL)
    return;
  acn_session_set_scene (self, ACN_NONE);
  day = acn_span_clamp (acn_dossier_get_span (self->dossier), day);
  if (self->day == day)
    return;
  self->day = day;
  self->day_fraction = 0;
  notify (self, DAY);
}

/**
 * acn_session_get_camera:
 *
 * Returns: where the map looks.
 */
AcnCamera
acn_session_get_camera (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ((AcnCamera){ 0, 0, ACN_ZOOM_MIN }));
  return self->camera;
}

/**
 * acn_session_set_camera:
 * @camera: finite values; latitude is clamped to what Mercator shows, longitude to ±180, zoom to
 *   [ACN_ZOOM_MIN, ACN_ZOOM_MAX]
 */
void
acn_session_set_camera (AcnSession *self, AcnCamera camera)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (isfinite (camera.lon_deg) && isfinite (camera.lat_deg) &&
                    isfinite (camera.zoom));
  camera.lon_deg = CLAMP (camera.lon_deg, -180, 180);
  camera.lat_deg = CLAMP (camera.lat_deg, -ACN_LAT_MAX, ACN_LAT_MAX);
  camera.zoom = CLAMP (camera.zoom, ACN_ZOOM_MIN, ACN_ZOOM_MAX);
  if (camera_equal (self->camera, camera))
    return;
  self->camera = camera;
  notify (self, CAMERA);
}

/**
 * acn_session_get_playing:
 *
 * Returns: whether time runs.
 */
gboolean
acn_session_get_playing (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  return self->playing;
}

/**
 * acn_session_get_language:
 *
 * Returns: (transfer none): BCP 47 tag, interned, never NULL.
 */
const char *
acn_session_get_language (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), "en");
  return self->language;
}

/**
 * acn_session_set_language:
 * @language: BCP 47 tag, also for dossiers that are opened later; those that do not speak it show
 *   their own
 */
void
acn_session_set_language (AcnSession *self, const char *language)
{
  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (language != NULL);
  language = g_intern_string (language);
  self->wanted_language = language;
  if (self->language == language)
    return;
  self->language = language;
  acn_session_refilter (self);
  notify (self, LANGUAGE);
}
