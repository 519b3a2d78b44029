/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-map-view.h"

#include "base/acn-memory.h"
#include "map/acn-base-map.h"
#include "map/acn-map-grid.h"
#include "map/acn-map-view-private.h"
#include "map/acn-tile-pixels.h"
#include "paint/acn-focus-ring.h"

#include <adwaita.h>
#include <math.h>

/* After so long without a new picture memory is given back. */
#define REST_SECONDS 4

G_DEFINE_FINAL_TYPE (AcnMapView, acn_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_HAS_LEGEND,
  PROP_FADES,
  N_PROPS,
};

enum
{
  SIGNAL_SETTLED,
  SIGNAL_FAILED,
  SIGNAL_TOLD,
  SIGNAL_DAY_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static ShumateViewport *
get_viewport (AcnMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

/* --- What is shown --------------------------------------------------------------------------- */

/**
 * acn_map_view_dup_spec:
 *
 * Returns: (transfer full) (nullable): what the map shows now, for a figure of it; NULL without a
 *   session or basemap.
 */
AcnMapSpec *
acn_map_view_dup_spec (AcnMapView *self)
{
  AcnMapSpec *spec;

  g_return_val_if_fail (ACN_IS_MAP_VIEW (self), NULL);
  if (self->session == NULL || self->basemap == NULL)
    return NULL;
  spec = acn_map_spec_new_for_session (
      self->session, self->basemap, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  acn_map_spec_set_raster (spec, acn_base_map_get_raster (acn_base_map_get_default ()));
  if (self->manner == ACN_MAP_CHANGES)
    acn_map_spec_set_comparison (spec, self->held_day);
  if (self->manner == ACN_MAP_NEXT_CHANGE)
    acn_map_spec_set_comparison_with_next (spec);
  spec->interpolates = self->manner == ACN_MAP_BETWEEN;
  if (self->manner == ACN_MAP_OF_HELD_DAY && spec->scene == ACN_NONE)
    spec->day = self->held_day;
  return spec;
}

/*
 * acn_map_view_refresh:
 *
 * Shows what the session is about now.
 */
void
acn_map_view_refresh (AcnMapView *self)
{
  g_autoptr (AcnMapSpec) spec = acn_map_view_dup_spec (self);

  if (spec == NULL)
    return;
  spec->text_scale = acn_map_name_scale (GTK_WIDGET (self));
  spec->strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  acn_tile_layer_set_spec (self->tiles, spec);
  acn_map_decor_set_spec (self->decor, spec);
  acn_map_view_refresh_held (self, spec);
  acn_map_view_refresh_legend (self);
  acn_map_view_describe_soon (self);
  acn_map_view_tell_place_soon (self);
}

static void
failed_cb (AcnMapView *self, const char *message)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

/* --- The bridge between viewport and camera -------------------------------------------------- */

static void
move_viewport (AcnMapView *self, AcnCamera camera)
{
  ShumateViewport *viewport = get_viewport (self);

  self->leading = TRUE;
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (viewport, camera.zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), camera.lat_deg, camera.lon_deg);
  self->leading = FALSE;
}

static AcnCamera
read_viewport (AcnMapView *self)
{
  ShumateViewport *viewport = get_viewport (self);

  return (AcnCamera){ shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                      shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                      shumate_viewport_get_zoom_level (viewport) };
}

/* What a viewport may lose on the way is no movement. */
static gboolean
cameras_agree (AcnCamera a, AcnCamera b)
{
  return fabs (a.lon_deg - b.lon_deg) < 1e-7 && fabs (a.lat_deg - b.lat_deg) < 1e-7 &&
         fabs (a.zoom - b.zoom) < 1e-7;
}

static void
camera_changed_cb (AcnMapView *self)
{
  AcnCamera camera = acn_session_get_camera (self->session);

  if (!cameras_agree (camera, read_viewport (self)))
    move_viewport (self, camera);
  acn_map_view_describe_soon (self);
  acn_map_view_tell_place_soon (self);
}

static gboolean
bridge_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AcnMapView *self = ACN_MAP_VIEW (widget);

  self->bridge_tick = 0;
  if (self->session != NULL)
    acn_session_set_camera (self->session, read_viewport (self));
  return G_SOURCE_REMOVE;
}

/* Longitude, latitude and zoom of one movement arrive apart: one write a frame. */
static void
viewport_changed_cb (AcnMapView *self)
{
  if (!self->leading && self->bridge_tick == 0)
    self->bridge_tick =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), bridge_tick_cb, NULL, NULL);
}

/**
 * acn_map_view_camera_for:
 *
 * Returns: the camera that shows all of @bounds above the note on the map as large as it is now,
 * and where it is higher than them, clear of legend and marks as well
 */
AcnCamera
acn_map_view_camera_for (AcnMapView *self, AcnBounds bounds)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->map));
  const int height = gtk_widget_get_height (GTK_WIDGET (self->map));

  return acn_map_decor_find_camera (self->decor, width, height, bounds);
}

static void
show_pending_bounds (AcnMapView *self)
{
  if (self->pending_bounds.west > self->pending_bounds.east ||
      gtk_widget_get_width (GTK_WIDGET (self->map)) < 16 ||
      gtk_widget_get_height (GTK_WIDGET (self->map)) < 16 || self->session == NULL)
    return;
  self->fitted_bounds = self->pending_bounds;
  self->pending_bounds = ACN_BOUNDS_EMPTY;
  acn_session_set_camera (self->session, acn_map_view_camera_for (self, self->fitted_bounds));
  self->fitted_camera = acn_session_get_camera (self->session);
}

/* While nobody has moved the map, a view stays whole when the window changes its size. */
static void
refit (AcnMapView *self)
{
  AcnCamera camera;

  if (self->session == NULL || self->manner == ACN_MAP_OF_HELD_DAY ||
      self->fitted_bounds.west > self->fitted_bounds.east)
    return;
  camera = acn_session_get_camera (self->session);
  if (cameras_agree (camera, self->fitted_camera))
    self->pending_bounds = self->fitted_bounds;
}

/**
 * acn_map_view_set_camera:
 * @camera: shown as it is; a view that waits to be shown is forgotten
 */
void
acn_map_view_set_camera (AcnMapView *self, AcnCamera camera)
{
  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  if (self->session == NULL)
    return;
  self->pending_bounds = self->fitted_bounds = ACN_BOUNDS_EMPTY;
  acn_session_set_camera (self->session, camera);
}

static void
view_requested_cb (AcnMapView *self, const AcnView *view)
{
  if (self->manner == ACN_MAP_OF_HELD_DAY) /* the map beside it knows how */
    return;
  self->pending_bounds = view->bounds;
  show_pending_bounds (self);
}

/**
 * acn_map_view_get_bounds:
 *
 * Returns: what part of the world the map shows now, degrees.
 */
AcnBounds
acn_map_view_get_bounds (AcnMapView *self)
{
  double    west, north, world_px, scale;
  AcnBounds bounds;

  g_return_val_if_fail (ACN_IS_MAP_VIEW (self), ACN_BOUNDS_EMPTY);
  acn_viewport_window (get_viewport (self), GTK_WIDGET (self->tiles), &west, &north);
  world_px = ACN_TILE_SIZE * exp2 (shumate_viewport_get_zoom_level (get_viewport (self)));
  scale = ACN_WORLD_SIZE / world_px;
  acn_mercator_unproject (west * scale, north * scale, &bounds.west, &bounds.north);
  acn_mercator_unproject ((west + gtk_widget_get_width (GTK_WIDGET (self->map))) * scale,
                          (north + gtk_widget_get_height (GTK_WIDGET (self->map))) * scale,
                          &bounds.east,
                          &bounds.south);
  return bounds;
}

/**
 * acn_map_view_set_has_legend:
 *
 * Whether the legend stands on the map where it has room; it does until told otherwise.
 */
void
acn_map_view_set_has_legend (AcnMapView *self, gboolean has_legend)
{
  g_return_if_fail (ACN_IS_MAP_VIEW (self));

  if (acn_map_decor_get_has_legend (self->decor) == !!has_legend)
    return;
  acn_map_decor_set_has_legend (self->decor, has_legend);
  acn_map_view_refresh_legend (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_LEGEND]);
}

/**
 * acn_map_view_set_fades:
 *
 * Whether one date goes over into the next, where the desktop wants animations; it does not until
 * told so.
 */
void
acn_map_view_set_fades (AcnMapView *self, gboolean fades)
{
  g_return_if_fail (ACN_IS_MAP_VIEW (self));

  if (self->fades == !!fades)
    return;
  self->fades = !!fades;
  acn_tile_layer_set_fades (self->tiles, self->fades);
  if (self->held_tiles != NULL)
    acn_tile_layer_set_fades (self->held_tiles, self->fades);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FADES]);
}

/**
 * acn_map_view_zoom_by:
 * @delta: zoom levels, positive is nearer; about the middle of the map
 */
void
acn_map_view_zoom_by (AcnMapView *self, double delta)
{
  AcnCamera camera;

  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  if (self->session == NULL)
    return;
  camera = read_viewport (self);
  camera.zoom += delta;
  acn_session_set_camera (self->session, camera);
}

/**
 * acn_map_view_zoom_at:
 * @delta: zoom levels, positive is nearer
 * @x, @y: widget pixels of the place that stays where it is
 */
void
acn_map_view_zoom_at (AcnMapView *self, double delta, double x, double y)
{
  AcnCamera camera;
  double    units_per_px, factor, centre_x, centre_y;

  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  if (self->session == NULL)
    return;
  camera = read_viewport (self);
  delta = CLAMP (camera.zoom + delta, ACN_ZOOM_MIN, ACN_ZOOM_MAX) - camera.zoom;
  units_per_px = ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (camera.zoom));
  factor = 1 - exp2 (-delta);
  acn_mercator_project (camera.lon_deg, camera.lat_deg, &centre_x, &centre_y);
  centre_x += (x - gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0) * units_per_px * factor;
  centre_y += (y - gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0) * units_per_px * factor;
  acn_mercator_unproject (centre_x, centre_y, &camera.lon_deg, &camera.lat_deg);
  camera.zoom += delta;
  acn_session_set_camera (self->session, camera);
}

/**
 * acn_map_view_pan:
 * @dx_ratio, @dy_ratio: how far, in widths and heights of the map; positive is east and south
 */
void
acn_map_view_pan (AcnMapView *self, double dx_ratio, double dy_ratio)
{
  AcnCamera camera;
  double    x, y, units_per_px;

  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  if (self->session == NULL)
    return;
  camera = read_viewport (self);
  units_per_px = ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (camera.zoom));
  acn_mercator_project (camera.lon_deg, camera.lat_deg, &x, &y);
  acn_mercator_unproject (
      x + dx_ratio * gtk_widget_get_width (GTK_WIDGET (self->map)) * units_per_px,
      y + dy_ratio * gtk_widget_get_height (GTK_WIDGET (self->map)) * units_per_px,
      &camera.lon_deg,
      &camera.lat_deg);
  acn_session_set_camera (self->session, camera);
}

/* --- Children -------------------------------------------------------------------------------- */

static gboolean
rest_cb (gpointer data)
{
  AcnMapView *self = data;

  self->rest_id = 0;
  if (self->basemap != NULL)
    acn_basemap_rest (self->basemap);
  acn_tile_pixels_rest ();
  acn_memory_trim ();
  return G_SOURCE_REMOVE;
}

static void
settled_cb (AcnMapView *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_seconds (REST_SECONDS, rest_cb, self);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

/* North is up: what turns the map is left without events. */
static void
forbid_turning (ShumateMap *map)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ROTATE (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
create_map (AcnMapView *self)
{
  static const char *const notifies[] = { "notify::longitude",
                                          "notify::latitude",
                                          "notify::zoom-level" };
  g_autoptr (ShumateMapSource) source =
      acn_map_grid_new (ACN_TILE_SIZE, (guint) ACN_ZOOM_MIN, (guint) ACN_ZOOM_MAX);
  ShumateViewport *viewport;

  self->map = g_object_new (SHUMATE_TYPE_MAP, "animate-zoom", FALSE, "focusable", FALSE, NULL);
  forbid_turning (self->map);
  gtk_widget_set_parent (GTK_WIDGET (self->map), GTK_WIDGET (self));
  viewport = get_viewport (self);
  shumate_viewport_set_reference_map_source (viewport, source);
  shumate_viewport_set_min_zoom_level (viewport, (guint) ACN_ZOOM_MIN);
  shumate_viewport_set_max_zoom_level (viewport, (guint) ACN_ZOOM_MAX);
  self->tiles = acn_tile_layer_new (viewport);
  self->decor = acn_map_decor_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->tiles));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->decor));
  for (guint i = 0; i < G_N_ELEMENTS (notifies); i++)
    g_signal_connect_object (
        viewport, notifies[i], G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->tiles, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tiles, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

static void
acn_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnMapView *self = ACN_MAP_VIEW (widget);
  const int   line = acn_map_view_line_height (self, width, height);

  gtk_widget_set_child_visible (self->line, line > 0);
  gtk_widget_allocate (GTK_WIDGET (self->map), width, height - line, baseline, NULL);
  if (line > 0)
    gtk_widget_size_allocate (self->line, &(GtkAllocation){ 0, height - line, width, line }, -1);
  acn_map_view_place_legend (self, width, height - line);
  acn_map_view_place_comparison (self, width, height - line);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  if (self->pending_bounds.west > self->pending_bounds.east &&
      (self->width != width || self->height != height))
    refit (self);
  self->width = width;
  self->height = height;
  show_pending_bounds (self);
}

static void
acn_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnMapView *self = ACN_MAP_VIEW (widget);

  GTK_WIDGET_CLASS (acn_map_view_parent_class)->snapshot (widget, snapshot);
  if (gtk_widget_has_visible_focus (widget))
    acn_focus_ring_paint (snapshot,
                          &GRAPHENE_RECT_INIT (0,
                                               0,
                                               gtk_widget_get_width (GTK_WIDGET (self->map)),
                                               gtk_widget_get_height (GTK_WIDGET (self->map))));
}

static void
acn_map_view_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
  *minimum_baseline = *natural_baseline = -1;
}

/**
 * acn_map_view_expect_size:
 * @self: a map that nobody has seen yet
 * @width, @height: what it will probably be given, logical pixels; nothing is done for less than it
 *   needs
 *
 * Lets painting begin while the window is still being built.
 */
void
acn_map_view_expect_size (AcnMapView *self, int width, int height)
{
  int min_width, min_height;

  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  g_return_if_fail (!gtk_widget_get_mapped (GTK_WIDGET (self)));
  gtk_widget_measure (
      GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self),
                      GTK_ORIENTATION_VERTICAL,
                      MAX (width, min_width),
                      &min_height,
                      NULL,
                      NULL,
                      NULL);
  if (width < min_width || height < min_height)
    return;
  gtk_widget_allocate (GTK_WIDGET (self), width, height, -1, NULL);
  acn_tile_layer_begin (self->tiles);
}

/**
 * acn_map_view_get_outlook:
 * @out: (out): how the map is seen now
 */
void
acn_map_view_get_outlook (AcnMapView *self, AcnMapOutlook *out)
{
  g_return_if_fail (ACN_IS_MAP_VIEW (self));

  *out = (AcnMapOutlook){
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
    .map_height = gtk_widget_get_height (GTK_WIDGET (self->map)),
    .scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)),
    .text_scale = acn_map_name_scale (GTK_WIDGET (self)),
    .dark = adw_style_manager_get_dark (adw_style_manager_get_default ()),
    .has_legend = acn_map_decor_get_has_legend (self->decor),
  };
}

/* --- Object ---------------------------------------------------------------------------------- */

AcnSession *
acn_map_view_get_session (AcnMapView *self)
{
  g_return_val_if_fail (ACN_IS_MAP_VIEW (self), NULL);
  return self->session;
}

/**
 * acn_map_view_set_session:
 * @session: (nullable): whose state to show and to move
 */
void
acn_map_view_set_session (AcnMapView *self, AcnSession *session)
{
  g_return_if_fail (ACN_IS_MAP_VIEW (self));

  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  if (session != NULL)
    {
      AcnDossier *dossier = acn_session_get_dossier (session);
      guint       n = 0, home = dossier != NULL ? acn_dossier_get_home_view (dossier) : ACN_NONE;

      if (home != ACN_NONE && self->manner != ACN_MAP_OF_HELD_DAY)
        self->pending_bounds = acn_dossier_get_views (dossier, &n)[home].bounds;
      acn_map_view_refresh (self);
      camera_changed_cb (self);
      show_pending_bounds (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
acn_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, ACN_MAP_VIEW (object)->session);
  else if (id == PROP_HAS_LEGEND)
    g_value_set_boolean (value, acn_map_decor_get_has_legend (ACN_MAP_VIEW (object)->decor));
  else if (id == PROP_FADES)
    g_value_set_boolean (value, ACN_MAP_VIEW (object)->fades);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    acn_map_view_set_session (ACN_MAP_VIEW (object), g_value_get_object (value));
  else if (id == PROP_HAS_LEGEND)
    acn_map_view_set_has_legend (ACN_MAP_VIEW (object), g_value_get_boolean (value));
  else if (id == PROP_FADES)
    acn_map_view_set_fades (ACN_MAP_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_map_view_dispose (GObject *object)
{
  AcnMapView *self = ACN_MAP_VIEW (object);

  g_clear_handle_id (&self->words_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->facts, g_free);
  g_clear_handle_id (&self->click_id, g_source_remove);
  acn_measure_clear (&self->measure);
  if (self->map != NULL)
    acn_map_view_clear_comparison (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->legend_button, gtk_widget_unparent);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->basemap, acn_basemap_unref);
  if (self->map != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->map));
  self->map = NULL;
  G_OBJECT_CLASS (acn_map_view_parent_class)->dispose (object);
}

static void
acn_map_view_class_init (AcnMapViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acn_map_view_get_property;
  object_class->set_property = acn_map_view_set_property;
  object_class->dispose = acn_map_view_dispose;
  widget_class->size_allocate = acn_map_view_size_allocate;
  widget_class->measure = acn_map_view_measure;
  widget_class->snapshot = acn_map_view_snapshot;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_LEGEND] =
      g_param_spec_boolean ("has-legend",
                            NULL,
                            NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FADES] =
      g_param_spec_boolean ("fades",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SETTLED] = g_signal_new (
      "settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  signals[SIGNAL_TOLD] = g_signal_new ("told",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);
  signals[SIGNAL_DAY_CHOSEN] = g_signal_new ("day-chosen",
                                             G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             G_TYPE_INT);
  acn_map_view_install_hand (widget_class);
  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
connect_session_signals (AcnMapView *self)
{
  static const char *const refreshing[] = { "notify::dossier",   "notify::day",
                                            "notify::selection", "notify::language",
                                            "notify::scenario",  "notify::scene",
                                            "notify::filter",    "layers-changed" };

  self->session_signals = g_signal_group_new (ACN_TYPE_SESSION);
  for (guint i = 0; i < G_N_ELEMENTS (refreshing); i++)
    g_signal_group_connect_swapped (
        self->session_signals, refreshing[i], G_CALLBACK (acn_map_view_refresh), self);
  g_signal_group_connect_swapped (
      self->session_signals, "notify::camera", G_CALLBACK (camera_changed_cb), self);
  g_signal_group_connect_swapped (
      self->session_signals, "view-requested", G_CALLBACK (view_requested_cb), self);
  g_signal_connect_object (acn_base_map_get_default (),
                           "changed",
                           G_CALLBACK (acn_map_view_refresh),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      acn_base_map_get_default (), "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (acn_map_view_refresh),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::high-contrast",
                           G_CALLBACK (acn_map_view_refresh),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (acn_map_view_refresh),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
acn_map_view_init (AcnMapView *self)
{
  g_autoptr (GError) error = NULL;

  self->pending_bounds = self->fitted_bounds = ACN_BOUNDS_EMPTY;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  acn_focus_ring_follow (GTK_WIDGET (self));
  self->basemap = acn_basemap_open_default (&error);
  if (self->basemap == NULL)
    g_warning ("%s", error->message);
  create_map (self);
  acn_map_view_create_legend (self);
  acn_map_view_create_hand (self);
  acn_map_view_create_controllers (self);
  connect_session_signals (self);
}

/**
 * acn_map_view_new:
 *
 * Returns: (transfer floating): a map without a session.
 */
GtkWidget *
acn_map_view_new (void)
{
  return g_object_new (ACN_TYPE_MAP_VIEW, NULL);
}
