/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sets at most: the one shown and the one being painted for a newer spec or zoom. While a
 * target is painted the shown set stays, scaled where the zoom differs; the target takes its place
 * when every visible tile is ready, so dates never mix and nothing blinks. A change that comes
 * meanwhile waits for the target: the newest wins, and the screen is never further behind than one
 * set. */
#include "map/acn-tile-layer.h"

#include "export/acn-cairo-painter.h"
#include "map/acn-tile-set.h"
#include "scene/acn-palette.h"

#include <math.h>

/* What is painted around the window, so that it is there when the map is moved, logical pixels. */
#define AROUND_PX (ACN_TILE_SIZE / 4.0)

/* How long one picture goes over into the next, where that is wanted. */
#define FADE_US (180 * 1000)

struct _AcnTileLayer
{
  ShumateLayer  parent_instance;
  AcnMapSpec   *spec;
  AcnTileSet   *shown;
  AcnTileSet   *target;
  AcnTileSet   *fading;  /* that was shown before, under the shown one; or NULL */
  gint64        fade_us; /* when its end began, of the frame clock */
  guint         fade_tick;
  guint         first_id;   /* of the next drawing of a first picture, else 0 */
  guint         around_id;  /* of painting what is around the window, else 0 */
  GSignalGroup *raster;     /* of the spec */
  GError       *told_error; /* (nullable): the last failure that was told */
  double        edge_px;    /* nothing is drawn right of it */
  gboolean      seen;       /* drawn at least once */
  gboolean      settled;
  gboolean      fades; /* from picture to picture of one zoom */
};

G_DEFINE_FINAL_TYPE (AcnTileLayer, acn_tile_layer, SHUMATE_TYPE_LAYER)

enum
{
  SIGNAL_SETTLED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void update (AcnTileLayer *self);

/**
 * acn_viewport_window:
 * @widget: the layer, for its size and scale
 * @out_west_px, @out_north_px: (out): world pixels at the viewport's zoom of the widget's top left
 *
 * Rounded to whole device pixels, so that tiles at the exact zoom are drawn without resampling.
 */
void
acn_viewport_window (ShumateViewport *viewport,
                     GtkWidget       *widget,
                     double          *out_west_px,
                     double          *out_north_px)
{
  double world_px = ACN_TILE_SIZE * exp2 (shumate_viewport_get_zoom_level (viewport));
  double scale = gtk_widget_get_scale_factor (widget), x, y;

  acn_mercator_project (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                        shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                        &x,
                        &y);
  *out_west_px =
      round ((x / ACN_WORLD_SIZE * world_px - gtk_widget_get_width (widget) / 2.0) * scale) / scale;
  *out_north_px =
      round ((y / ACN_WORLD_SIZE * world_px - gtk_widget_get_height (widget) / 2.0) * scale) /
      scale;
}

/* The tiles of @set that the widget shows now, or would if it were wider by @margin_px of the set's
 * pixels on each side. */
static AcnTileRange
visible_range (AcnTileLayer *self, AcnTileSet *set, double margin_px)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  double factor = exp2 (acn_tile_set_get_zoom (set) - shumate_viewport_get_zoom_level (viewport));
  double west, north;

  acn_viewport_window (viewport, GTK_WIDGET (self), &west, &north);
  return acn_tile_set_range (set,
                             west * factor - margin_px,
                             north * factor - margin_px,
                             gtk_widget_get_width (GTK_WIDGET (self)) * factor + 2 * margin_px,
                             gtk_widget_get_height (GTK_WIDGET (self)) * factor + 2 * margin_px);
}

/* --- From spec to tiles ---------------------------------------------------------------------- */

static void
tell_error (AcnTileLayer *self, AcnMapScene *scene)
{
  const GError *error = acn_map_scene_get_error (scene);

  if (error == NULL ||
      (self->told_error != NULL && g_strcmp0 (error->message, self->told_error->message) == 0))
    return;
  g_clear_error (&self->told_error);
  self->told_error = g_error_copy (error);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

/* A target at another zoom is shown tile by tile; one for another date waits until it is whole. */
static gboolean
shows_target (AcnTileLayer *self)
{
  return self->target != NULL && (self->shown == NULL || acn_tile_set_get_zoom (self->target) !=
                                                             acn_tile_set_get_zoom (self->shown));
}

static void
drop_set (AcnTileSet **set)
{
  if (*set != NULL)
    acn_tile_set_disconnect (*set);
  g_clear_pointer (set, acn_tile_set_unref);
}

/* The tiles of a first picture come faster than it can be drawn, and drawing takes its time from
 * painting: the first frame waits a while for the whole of it; where that is not enough, the
 * picture is drawn when it is whole, before that only every so often. */
#define FIRST_WAIT_US (100 * 1000)
#define FIRST_DRAW_MS 100

static gboolean
draw_first_cb (gpointer data)
{
  AcnTileLayer *self = data;

  self->first_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
set_changed_cb (AcnTileSet *set, gpointer data)
{
  AcnTileLayer *self = data;
  AcnTileSet   *shown = self->shown;

  update (self);
  if (self->shown == NULL)
    {
      if (self->first_id == 0)
        self->first_id = g_timeout_add (FIRST_DRAW_MS, draw_first_cb, self);
      return;
    }
  /* A tile of the picture on screen, or of one that comes in tile by tile; a target for another
   * date stays unseen until update() has swapped it in. */
  if (set == self->shown || self->shown != shown || shows_target (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- From picture to picture ----------------------------------------------------------------- */

static void
end_fade (AcnTileLayer *self)
{
  if (self->fade_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fade_tick);
  self->fade_tick = 0;
  drop_set (&self->fading);
}

static double
fade_ratio (AcnTileLayer *self, GdkFrameClock *clock)
{
  return (double) (gdk_frame_clock_get_frame_time (clock) - self->fade_us) / FADE_US;
}

static gboolean
fade_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AcnTileLayer *self = ACN_TILE_LAYER (widget);

  gtk_widget_queue_draw (widget);
  if (fade_ratio (self, clock) < 1)
    return G_SOURCE_CONTINUE;
  self->fade_tick = 0;
  end_fade (self);
  return G_SOURCE_REMOVE;
}

static gboolean
wants_fade (AcnTileLayer *self)
{
  gboolean animates;

  if (!self->fades || self->shown == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      acn_tile_set_get_zoom (self->shown) != acn_tile_set_get_zoom (self->target) ||
      acn_tile_set_get_scale (self->shown) != acn_tile_set_get_scale (self->target))
    return FALSE;
  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animates, NULL);
  return animates;
}

/* Shows the target. Who scrubs faster than pictures fade sees each at once. */
static void
swap_in (AcnTileLayer *self)
{
  const gboolean was_fading = self->fading != NULL;

  end_fade (self);
  if (was_fading || !wants_fade (self))
    drop_set (&self->shown);
  else
    {
      acn_tile_set_disconnect (self->shown);
      self->fading = g_steal_pointer (&self->shown);
      self->fade_us =
          gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
      self->fade_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fade_cb, NULL, NULL);
    }
  self->shown = g_steal_pointer (&self->target);
}

static void
begin_target (AcnTileLayer *self, double zoom, int scale)
{
  if (self->target != NULL ||
      (self->shown != NULL && acn_tile_set_matches (self->shown, self->spec, zoom, scale)))
    return;
  if (self->shown == NULL)
    self->target = acn_tile_set_take_ahead (self->spec, zoom, scale, set_changed_cb, self);
  if (self->target == NULL)
    self->target = acn_tile_set_new (self->spec, zoom, scale, self->shown, set_changed_cb, self);
  acn_tile_set_request (self->target, visible_range (self, self->target, 0));
}

/* A target that the map has left behind by more than this many zooms is given up: seen from afar, a
 * window full of its tiles has four times as many for each zoom. While the map is not seen, the
 * size it was given was a guess, and any other zoom means that the guess was wrong. */
#define TARGET_ZOOMS_MAX 1

static void
give_up_target (AcnTileLayer *self, double zoom)
{
  const double most = self->seen ? TARGET_ZOOMS_MAX : 0;

  if (self->target != NULL && fabs (acn_tile_set_get_zoom (self->target) - zoom) > most)
    drop_set (&self->target);
}

static gboolean
paint_around_cb (gpointer data)
{
  AcnTileLayer *self = data;

  self->around_id = 0;
  if (self->target == NULL && self->shown != NULL)
    acn_tile_set_request (self->shown, visible_range (self, self->shown, AROUND_PX));
  return G_SOURCE_REMOVE;
}

/* Moves everything one step on: asks for tiles, swaps a complete target in, begins the next. */
static void
update (AcnTileLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  double           zoom = shumate_viewport_get_zoom_level (viewport);
  int              scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->spec == NULL || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return;
  give_up_target (self, zoom);
  begin_target (self, zoom, scale);
  if (self->target != NULL &&
      acn_tile_set_request (self->target, visible_range (self, self->target, 0)))
    {
      swap_in (self);
      tell_error (self, acn_tile_set_get_scene (self->shown));
      begin_target (self, zoom, scale);
    }
  if (self->target == NULL && self->shown != NULL &&
      acn_tile_set_request (self->shown, visible_range (self, self->shown, 0)))
    {
      acn_tile_set_trim (self->shown, visible_range (self, self->shown, 2 * ACN_TILE_SIZE));
      if (!self->settled && self->seen)
        {
          self->settled = TRUE;
          g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
        }
      if (self->seen && self->around_id == 0) /* after the frame that shows the rest */
        self->around_id = g_idle_add (paint_around_cb, self);
    }
  else
    self->settled = FALSE;
}

static void
viewport_changed_cb (AcnTileLayer *self)
{
  self->settled = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
arrived_cb (AcnTileLayer *self, guint z, guint x, guint y)
{
  const AcnTileId id = { z, x, y };

  if (self->shown != NULL)
    acn_tile_set_outdate (self->shown, id);
  if (self->target != NULL)
    acn_tile_set_outdate (self->target, id);
}

/**
 * acn_tile_layer_set_spec:
 * @spec: shared from now on; a new value for each change
 */
void
acn_tile_layer_set_spec (AcnTileLayer *self, AcnMapSpec *spec)
{
  g_return_if_fail (ACN_IS_TILE_LAYER (self));
  g_return_if_fail (spec != NULL);

  acn_map_spec_ref (spec);
  g_signal_group_set_target (self->raster, spec->raster);
  g_clear_pointer (&self->spec, acn_map_spec_unref);
  self->spec = spec;
  self->settled = FALSE;
  update (self);
}

/**
 * acn_tile_layer_begin:
 *
 * Begins to paint what a layer that has a size will show, before it is drawn.
 *
 * Returns: whether all of it is painted
 */
gboolean
acn_tile_layer_begin (AcnTileLayer *self)
{
  g_return_val_if_fail (ACN_IS_TILE_LAYER (self), FALSE);
  update (self);
  return self->target == NULL && self->shown != NULL &&
         acn_tile_set_is_complete (self->shown, visible_range (self, self->shown, 0));
}

/* --- Drawing --------------------------------------------------------------------------------- */

typedef struct
{
  double west, north; /* of the widget, world pixels at the viewport's zoom */
  double zoom;
} Window;

/* How strong a tile is: those that are the same in both pictures do not fade. */
static double
tile_strength (AcnTileLayer *self, AcnTileSet *set, int x, int y)
{
  if (self->fading == NULL || set != self->shown ||
      fade_ratio (self, gtk_widget_get_frame_clock (GTK_WIDGET (self))) >= 1 ||
      acn_tile_set_get_tile (self->fading, x, y) == acn_tile_set_get_tile (set, x, y) ||
      acn_tile_set_get_tile (self->fading, x, y) == NULL)
    return 1;
  return CLAMP (fade_ratio (self, gtk_widget_get_frame_clock (GTK_WIDGET (self))), 0, 1);
}

/* Where a tile is drawn: whole device pixels, so that neighbours neither gape nor overlap. */
static cairo_rectangle_int_t
tile_box (AcnTileLayer *self, AcnTileSet *set, int x, int y, const Window *window)
{
  const double side = ACN_TILE_SIZE * exp2 (window->zoom - acn_tile_set_get_zoom (set));
  const double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const int    x0 = (int) lround ((x * side - window->west) * scale),
            y0 = (int) lround ((y * side - window->north) * scale),
            x1 = (int) lround (((x + 1) * side - window->west) * scale),
            y1 = (int) lround (((y + 1) * side - window->north) * scale);

  return (cairo_rectangle_int_t){ x0, y0, x1 - x0, y1 - y0 };
}

/* Whether what the window shows of a tile lies under tiles of the target that are ready. */
static gboolean
is_covered (AcnTileLayer *self, AcnTileSet *set, int x, int y, const Window *window)
{
  double       zoom, factor, west, north, east, south;
  AcnTileRange range;

  if (!shows_target (self) || set == self->target || acn_tile_set_get_scene (self->target) == NULL)
    return FALSE;
  zoom = acn_tile_set_get_zoom (self->target);
  factor = ACN_TILE_SIZE * exp2 (zoom - acn_tile_set_get_zoom (set));
  range = visible_range (self, self->target, 0);
  west = MAX (x * factor, range.x0 * (double) ACN_TILE_SIZE);
  north = MAX (y * factor, range.y0 * (double) ACN_TILE_SIZE);
  east = MIN ((x + 1) * factor, range.x1 * (double) ACN_TILE_SIZE);
  south = MIN ((y + 1) * factor, range.y1 * (double) ACN_TILE_SIZE);
  return acn_tile_set_is_complete (
      self->target, acn_tile_set_range (self->target, west, north, east - west, south - north));
}

static void
draw_tile_cairo (
    cairo_t *cr, cairo_surface_t *surface, cairo_rectangle_int_t box, double scale, double strength)
{
  const double factor_x = box.width / (double) cairo_image_surface_get_width (surface),
               factor_y = box.height / (double) cairo_image_surface_get_height (surface);

  cairo_save (cr);
  cairo_scale (cr, 1 / scale, 1 / scale);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_translate (cr, box.x, box.y);
  cairo_scale (cr, factor_x, factor_y);
  cairo_set_source_surface (cr, surface, 0, 0);
  /* Scaled tiles are only on screen for a moment; padding hides the seams between them. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            factor_x == 1 && factor_y == 1 ? CAIRO_FILTER_NEAREST
                                                           : CAIRO_FILTER_BILINEAR);
  if (strength < 1)
    {
      cairo_clip (cr);
      cairo_paint_with_alpha (cr, strength);
    }
  else
    cairo_fill (cr);
  cairo_restore (cr);
}

/* To @cr or, if that is NULL, to @snapshot, as what follows. */
static void
draw_set (
    AcnTileLayer *self, GtkSnapshot *snapshot, cairo_t *cr, AcnTileSet *set, const Window *window)
{
  const AcnTileRange range = visible_range (self, set, 0);
  const double       scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        const double                strength = tile_strength (self, set, x, y);
        const cairo_rectangle_int_t box = tile_box (self, set, x, y, window);

        if (acn_tile_set_get_tile (set, x, y) == NULL || is_covered (self, set, x, y, window))
          continue;
        if (cr != NULL)
          {
            draw_tile_cairo (cr, acn_tile_set_get_tile (set, x, y), box, scale, strength);
            continue;
          }
        if (strength < 1)
          gtk_snapshot_push_opacity (snapshot, strength);
        gtk_snapshot_append_texture (snapshot,
                                     acn_tile_set_get_texture (set, x, y),
                                     &GRAPHENE_RECT_INIT ((float) (box.x / scale),
                                                          (float) (box.y / scale),
                                                          (float) (box.width / scale),
                                                          (float) (box.height / scale)));
        if (strength < 1)
          gtk_snapshot_pop (snapshot);
      }
}

/* Surfaces are blitted by the cairo renderer as they are, while it would copy textures in every
 * frame; for the others it is the other way round. */
static gboolean
draws_with_cairo (GtkWidget *widget)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  return GSK_IS_CAIRO_RENDERER (renderer);
}

/* What the picture on screen does not show of the window, device pixels. */
static cairo_region_t *
find_gaps (AcnTileLayer *self, const Window *window)
{
  const AcnTileRange          range = visible_range (self, self->shown, 0);
  const int                   scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const cairo_rectangle_int_t whole = { 0,
                                        0,
                                        gtk_widget_get_width (GTK_WIDGET (self)) * scale,
                                        gtk_widget_get_height (GTK_WIDGET (self)) * scale };
  cairo_region_t             *gaps = cairo_region_create_rectangle (&whole);

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      if (acn_tile_set_get_tile (self->shown, x, y) != NULL)
        {
          const cairo_rectangle_int_t box = tile_box (self, self->shown, x, y, window);

          cairo_region_subtract_rectangle (gaps, &box);
        }
  return gaps;
}

static void
draw_ground_in (AcnTileLayer *self, cairo_t *cr, cairo_rectangle_int_t gap, const Window *window)
{
  const double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)), x = gap.x / scale,
               y = gap.y / scale, width = gap.width / scale, height = gap.height / scale;
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();

  acn_map_ground_layout (
      self->spec, window->zoom, window->west + x, window->north + y, width, height, list);
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  acn_cairo_paint (cr, list);
  cairo_restore (cr);
}

/* What no picture shows yet: far around a map that was seen from near by. To @cr or, if that is
 * NULL, to @snapshot. */
static void
draw_ground (AcnTileLayer *self, GtkSnapshot *snapshot, cairo_t *cr, const Window *window)
{
  const float     scale = (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_region_t *gaps = find_gaps (self, window);

  for (int i = 0; i < cairo_region_num_rectangles (gaps); i++)
    {
      cairo_rectangle_int_t gap;
      cairo_t              *own = NULL;

      cairo_region_get_rectangle (gaps, i, &gap);
      if (cr == NULL)
        own = gtk_snapshot_append_cairo (snapshot,
                                         &GRAPHENE_RECT_INIT ((float) gap.x / scale,
                                                              (float) gap.y / scale,
                                                              (float) gap.width / scale,
                                                              (float) gap.height / scale));
      draw_ground_in (self, cr != NULL ? cr : own, gap, window);
      g_clear_pointer (&own, cairo_destroy);
    }
  cairo_region_destroy (gaps);
}

static void
draw_sets (AcnTileLayer *self, GtkSnapshot *snapshot, const Window *window)
{
  GtkWidget  *widget = GTK_WIDGET (self);
  AcnTileSet *sets[3] = { self->fading, self->shown, shows_target (self) ? self->target : NULL };
  cairo_t    *cr = NULL;

  if (draws_with_cairo (widget))
    cr = gtk_snapshot_append_cairo (
        snapshot,
        &GRAPHENE_RECT_INIT (
            0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  if (self->shown != NULL)
    draw_ground (self, snapshot, cr, window);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (sets[i] != NULL)
      draw_set (self, snapshot, cr, sets[i], window);
  g_clear_pointer (&cr, cairo_destroy);
}

static void
wait_for_first (AcnTileLayer *self)
{
  if (self->shown == NULL && self->target != NULL)
    acn_tile_set_wait (self->target,
                       visible_range (self, self->target, 0),
                       g_get_monotonic_time () + FIRST_WAIT_US);
  update (self);
}

static void
acn_tile_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnTileLayer    *self = ACN_TILE_LAYER (widget);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  Window           window = { .zoom = shumate_viewport_get_zoom_level (viewport) };
  AcnColor sea = acn_palette_get (self->spec != NULL ? self->spec->theme : ACN_THEME_LIGHT)->sea;

  update (self);
  if (!self->seen)
    {
      self->seen = TRUE; /* at its real size */
      update (self);
      wait_for_first (self);
    }
  gtk_snapshot_push_clip (
      snapshot,
      &GRAPHENE_RECT_INIT (0,
                           0,
                           (float) MIN (self->edge_px, gtk_widget_get_width (widget)),
                           (float) gtk_widget_get_height (widget)));
  gtk_snapshot_append_color (
      snapshot,
      &(GdkRGBA){ sea.r, sea.g, sea.b, 1 },
      &GRAPHENE_RECT_INIT (
          0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  acn_viewport_window (viewport, widget, &window.west, &window.north);
  draw_sets (self, snapshot, &window);
  gtk_snapshot_pop (snapshot);
}

/**
 * acn_tile_layer_set_edge:
 * @edge_px: nothing is drawn right of it, widget pixels; G_MAXDOUBLE: everything is
 */
void
acn_tile_layer_set_edge (AcnTileLayer *self, double edge_px)
{
  g_return_if_fail (ACN_IS_TILE_LAYER (self));

  if (self->edge_px == edge_px)
    return;
  self->edge_px = edge_px;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_tile_layer_set_fades:
 *
 * Whether one date goes over into the next, where the desktop wants animations; it does not until
 * told so.
 */
void
acn_tile_layer_set_fades (AcnTileLayer *self, gboolean fades)
{
  g_return_if_fail (ACN_IS_TILE_LAYER (self));
  self->fades = fades;
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_tile_layer_constructed (GObject *object)
{
  AcnTileLayer    *self = ACN_TILE_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (acn_tile_layer_parent_class)->constructed (object);
  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  for (guint i = 0; i < 3; i++)
    {
      static const char *const notifies[] = { "notify::longitude",
                                              "notify::latitude",
                                              "notify::zoom-level" };

      g_signal_connect_object (
          viewport, notifies[i], G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
acn_tile_layer_dispose (GObject *object)
{
  AcnTileLayer *self = ACN_TILE_LAYER (object);

  g_clear_handle_id (&self->first_id, g_source_remove);
  g_clear_handle_id (&self->around_id, g_source_remove);
  end_fade (self);
  drop_set (&self->shown);
  drop_set (&self->target);
  g_clear_object (&self->raster);
  g_clear_pointer (&self->spec, acn_map_spec_unref);
  g_clear_error (&self->told_error);
  G_OBJECT_CLASS (acn_tile_layer_parent_class)->dispose (object);
}

static void
acn_tile_layer_class_init (AcnTileLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = acn_tile_layer_constructed;
  object_class->dispose = acn_tile_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = acn_tile_layer_snapshot;
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
}

static void
acn_tile_layer_init (AcnTileLayer *self)
{
  self->edge_px = G_MAXDOUBLE;
  self->raster = g_signal_group_new (ACN_TYPE_RASTER);
  g_signal_group_connect_swapped (self->raster, "arrived", G_CALLBACK (arrived_cb), self);
}

/**
 * acn_tile_layer_new:
 *
 * Returns: (transfer floating): a layer that shows nothing yet.
 */
AcnTileLayer *
acn_tile_layer_new (ShumateViewport *viewport)
{
  return g_object_new (ACN_TYPE_TILE_LAYER, "viewport", viewport, NULL);
}
