/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-map-ahead.h"

#include "export/acn-pango-text.h"
#include "map/acn-tile-set.h"

#include <math.h>

/* Room left around a view that is shown whole. */
#define FIT_MARGIN_PX 14

/* How much larger texts can be before legend, note and scale bar meet the buttons, and the width
 * below which there is no room for that, px. */
#define TEXT_SCALE_MAX 1.4
#define TEXT_SCALE_ROOM_PX 400.0

static void
put_layers (AcnMapSpec *spec, const AcnLayerStack *stack)
{
  for (guint i = 0; i < spec->n_layers; i++)
    {
      spec->layer_visible[i] = acn_layer_stack_shows (stack, i);
      spec->layer_opacity[i] = stack->opacity[i];
      spec->layer_order[i] = stack->order[i];
    }
}

/**
 * acn_map_spec_new_for_session:
 * @basemap: shared from now on
 *
 * Any thread that the session belongs to.
 *
 * Returns: (transfer full): what a map shows of the session, at text scale 1
 */
AcnMapSpec *
acn_map_spec_new_for_session (AcnSession *session, AcnBasemap *basemap, gboolean dark)
{
  AcnMapSpec *spec = acn_map_spec_new (acn_session_get_dossier (session), basemap);

  spec->theme = dark ? ACN_THEME_DARK : ACN_THEME_LIGHT;
  spec->day = acn_session_get_day (session);
  spec->language = g_intern_string (acn_session_get_language (session));
  spec->selection = acn_session_get_selection (session);
  put_layers (spec, acn_session_get_layers (session));
  if (acn_session_get_shown (session) != NULL)
    {
      guint n_events;

      acn_dossier_get_events (spec->dossier, &n_events);
      spec->shown_events = g_bytes_new (acn_session_get_shown (session), n_events);
    }
  acn_map_spec_set_scene (spec, acn_session_get_scene (session));
  acn_map_spec_set_scenario (spec, acn_session_get_scenario (session));
  return spec;
}

/**
 * acn_map_furniture_scale:
 * @text_scale: of names
 * @width: of the map, px
 *
 * Returns: how much larger than designed legend, badge, note and scale bar are drawn, 1 or more
 */
double
acn_map_furniture_scale (double text_scale, int width)
{
  return MAX (1, MIN (MIN (text_scale, TEXT_SCALE_MAX), width / TEXT_SCALE_ROOM_PX));
}

/**
 * acn_map_find_clear_rows:
 * @parts: what is heeded along the lower edge
 * @text_scale: of names
 * @width, @height: of the map, logical pixels
 * @top, @bottom: (out): the rows between what stands along its upper and its lower edge
 *
 * Any thread.
 */
void
acn_map_find_clear_rows (const AcnMapSpec *spec,
                         AcnFurnitureParts parts,
                         double            text_scale,
                         int               width,
                         int               height,
                         double           *top,
                         double           *bottom)
{
  const double   scale = acn_map_furniture_scale (text_scale, width);
  const AcnFrame frame = { 0, 0, width / scale, height / scale };
  AcnFrame       clear = frame;

  if (spec != NULL && spec->dossier != NULL)
    clear = acn_furniture_get_clear (spec, parts, &frame, acn_pango_text_measure, NULL);
  *top = scale * clear.y;
  *bottom = scale * (clear.y + clear.height);
}

/**
 * acn_map_find_camera:
 * @spec: (nullable): what is shown
 * @parts: what stands on the map
 * @text_scale: of names
 * @width, @height: of the map, logical pixels
 *
 * Any thread.
 *
 * Returns: the camera that shows all of @bounds above the note on the map as large as it is, and
 *   where it is higher than them, clear of legend and marks as well
 */
AcnCamera
acn_map_find_camera (const AcnMapSpec *spec,
                     AcnFurnitureParts parts,
                     double            text_scale,
                     int               width,
                     int               height,
                     AcnBounds         bounds)
{
  double    top, bottom, foot, units_per_px, x, y, north, south, slack, middle;
  AcnCamera camera;

  acn_map_find_clear_rows (spec, 0, text_scale, width, height, &top, &foot);
  acn_map_find_clear_rows (spec, parts, text_scale, width, height, &top, &bottom);
  camera = acn_camera_for_bounds (
      bounds, MAX (16, width - 2 * FIT_MARGIN_PX), MAX (16, foot - 2 * FIT_MARGIN_PX));
  if (bounds.west > bounds.east)
    return camera;
  units_per_px = ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (camera.zoom));
  acn_mercator_project (bounds.west, bounds.north, &x, &north);
  acn_mercator_project (bounds.west, bounds.south, &x, &south);
  slack = MAX (0, foot / 2 - FIT_MARGIN_PX - (south - north) / units_per_px / 2);
  middle = CLAMP ((top + bottom) / 2, foot / 2 - slack, foot / 2 + slack);
  acn_mercator_project (camera.lon_deg, camera.lat_deg, &x, &y);
  acn_mercator_unproject (
      x, y - (middle - height / 2.0) * units_per_px, &camera.lon_deg, &camera.lat_deg);
  return camera;
}

static AcnCamera
find_home (const AcnMapSpec *spec, const AcnMapOutlook *outlook)
{
  const guint home = acn_dossier_get_home_view (spec->dossier);
  AcnBounds   bounds = ACN_BOUNDS_EMPTY;
  guint       n;

  if (home != ACN_NONE)
    bounds = acn_dossier_get_views (spec->dossier, &n)[home].bounds;
  return acn_map_find_camera (spec,
                              outlook->has_legend ? ACN_FURNITURE_ALL
                                                  : ACN_FURNITURE_ALL & ~ACN_FURNITURE_LEGEND,
                              outlook->text_scale,
                              outlook->width,
                              outlook->map_height,
                              bounds);
}

/**
 * acn_map_begin_ahead:
 * @session: with a dossier, of this thread
 * @outlook: how the map will probably be seen
 * @camera: (nullable): from where; NULL: from the dossier's home view
 *
 * Begins to paint the picture of a map without other tiles below it. The first map that is to show
 * just that has it; for any other it is given up. Any thread.
 */
void
acn_map_begin_ahead (AcnSession *session, const AcnMapOutlook *outlook, const AcnCamera *camera)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnMapSpec) spec = NULL;
  AcnCamera    from;
  double       world_px, x, y;
  const double scale = outlook->scale;

  if (basemap == NULL || outlook->width < 1 || outlook->map_height < 1 || outlook->scale < 1)
    return;
  spec = acn_map_spec_new_for_session (session, basemap, outlook->dark);
  spec->text_scale = outlook->text_scale;
  from = camera != NULL ? *camera : find_home (spec, outlook);
  world_px = ACN_TILE_SIZE * exp2 (from.zoom);
  acn_mercator_project (from.lon_deg, from.lat_deg, &x, &y);
  acn_tile_set_begin_ahead (
      spec,
      from.zoom,
      outlook->scale,
      round ((x / ACN_WORLD_SIZE * world_px - outlook->width / 2.0) * scale) / scale,
      round ((y / ACN_WORLD_SIZE * world_px - outlook->map_height / 2.0) * scale) / scale,
      outlook->width,
      outlook->map_height);
}
