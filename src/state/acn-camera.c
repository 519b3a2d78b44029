/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value types that the session hands out: a camera over the map and a span of days. */
#include "state/acn-session.h"

#include "geo/acn-shape.h"

#include <math.h>

static gpointer
copy_camera (gpointer camera)
{
  return g_memdup2 (camera, sizeof (AcnCamera));
}

static gpointer
copy_span (gpointer span)
{
  return g_memdup2 (span, sizeof (AcnSpan));
}

G_DEFINE_BOXED_TYPE (AcnCamera, acn_camera, copy_camera, g_free)
G_DEFINE_BOXED_TYPE (AcnSpan, acn_span, copy_span, g_free)

/**
 * acn_camera_for_bounds:
 * @bounds: degrees, EPSG:4326; empty bounds give the whole world
 * @width_px: logical width of the map, > 0
 * @height_px: logical height of the map, > 0
 *
 * The camera that shows all of @bounds as large as fits: its centre is the middle of the bounds on
 * the Mercator plane (not the middle latitude).
 *
 * Returns: a camera with zoom in [ACN_ZOOM_MIN, ACN_ZOOM_MAX]. Never fails.
 */
AcnCamera
acn_camera_for_bounds (AcnBounds bounds, double width_px, double height_px)
{
  double    west_x, north_y, east_x, south_y;
  double    span_x, span_y, zoom;
  AcnCamera camera;

  g_return_val_if_fail (width_px > 0 && height_px > 0, ((AcnCamera){ 0, 0, ACN_ZOOM_MIN }));

  if (bounds.west > bounds.east || bounds.south > bounds.north)
    bounds = (AcnBounds){ -180, -60, 180, 75 };
  acn_mercator_project (bounds.west, bounds.north, &west_x, &north_y);
  acn_mercator_project (bounds.east, bounds.south, &east_x, &south_y);
  span_x = (east_x - west_x) / ACN_WORLD_SIZE * ACN_TILE_SIZE;
  span_y = (south_y - north_y) / ACN_WORLD_SIZE * ACN_TILE_SIZE;
  zoom = ACN_ZOOM_MAX;
  if (span_x > 0)
    zoom = MIN (zoom, log2 (width_px / span_x));
  if (span_y > 0)
    zoom = MIN (zoom, log2 (height_px / span_y));
  acn_mercator_unproject (
      (west_x + east_x) / 2, (north_y + south_y) / 2, &camera.lon_deg, &camera.lat_deg);
  camera.zoom = CLAMP (zoom, ACN_ZOOM_MIN, ACN_ZOOM_MAX);
  return camera;
}
