/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the session asks of the map: views, and places that shall come into sight. */
#include "state/acn-session-private.h"

#include <math.h>

/*
 * acn_session_get_home_view:
 *
 * Returns: (transfer none) (nullable): where the dossier begins.
 */
const AcnView *
acn_session_get_home_view (AcnSession *self)
{
  guint          n, home;
  const AcnView *views;

  if (self->dossier == NULL)
    return NULL;
  views = acn_dossier_get_views (self->dossier, &n);
  home = acn_dossier_get_home_view (self->dossier);
  return home < n ? &views[home] : NULL;
}

/**
 * acn_session_request_view:
 * @view: index of a view of the dossier; others are ignored
 *
 * Asks the map to show that view.
 */
void
acn_session_request_view (AcnSession *self, guint view)
{
  guint          n_views;
  const AcnView *views;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier == NULL)
    return;
  views = acn_dossier_get_views (self->dossier, &n_views);
  if (view < n_views)
    g_signal_emit_by_name (self, "view-requested", &views[view]);
}

/**
 * acn_session_request_bounds:
 * @bounds: degrees; empty ones are ignored
 *
 * Asks the map to show all of it.
 */
void
acn_session_request_bounds (AcnSession *self, AcnBounds bounds)
{
  const AcnView view = { .id = "", .bounds = bounds };

  g_return_if_fail (ACN_IS_SESSION (self));
  if (bounds.west <= bounds.east && bounds.south <= bounds.north)
    g_signal_emit_by_name (self, "view-requested", &view);
}

/* Whether the place lies well inside what a small map would show, so that it need not move. */
static gboolean
camera_shows (AcnCamera camera, double lon_deg, double lat_deg)
{
  const double half_width_px = 280, half_height_px = 200;
  double       camera_x, camera_y, x, y;
  double       px_per_unit = ACN_TILE_SIZE * exp2 (camera.zoom) / ACN_WORLD_SIZE;

  acn_mercator_project (camera.lon_deg, camera.lat_deg, &camera_x, &camera_y);
  acn_mercator_project (lon_deg, lat_deg, &x, &y);
  return fabs (x - camera_x) * px_per_unit <= half_width_px &&
         fabs (y - camera_y) * px_per_unit <= half_height_px;
}

/*
 * acn_session_request_place:
 *
 * Brings a place into sight: nothing when it already is, a pan when it belongs to the home view,
 * else home and the place together, so that the ground that the dossier is about stays in sight.
 */
void
acn_session_request_place (AcnSession *self, const AcnPlace *place)
{
  const AcnView *home = acn_session_get_home_view (self);
  AcnView        view = { .id = place->id, .title = place->title };

  if (camera_shows (self->camera, place->lon_deg, place->lat_deg))
    return;
  if (home == NULL ||
      (place->lon_deg >= home->bounds.west && place->lon_deg <= home->bounds.east &&
       place->lat_deg >= home->bounds.south && place->lat_deg <= home->bounds.north))
    {
      acn_session_set_camera (self,
                              (AcnCamera){ place->lon_deg, place->lat_deg, self->camera.zoom });
      return;
    }
  view.bounds.west = MIN (home->bounds.west, place->lon_deg - 2);
  view.bounds.east = MAX (home->bounds.east, place->lon_deg + 2);
  view.bounds.south = MIN (home->bounds.south, place->lat_deg - 1);
  view.bounds.north = MAX (home->bounds.north, place->lat_deg + 1);
  g_signal_emit_by_name (self, "view-requested", &view);
}
