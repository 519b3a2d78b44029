/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "map/acn-map-decor.h"
#include "map/acn-map-view.h"
#include "map/acn-tile-layer.h"

G_BEGIN_DECLS

struct _AcnMapView
{
  GtkWidget     parent_instance;
  AcnSession   *session;
  GSignalGroup *session_signals;
  AcnBasemap   *basemap; /* NULL when it could not be opened */
  ShumateMap   *map;
  AcnTileLayer *tiles;
  AcnMapDecor  *decor;
  AcnBounds     pending_bounds; /* to show as soon as there is a size; empty: none */
  AcnBounds     fitted_bounds;  /* what was shown last by its bounds, and how */
  AcnCamera     fitted_camera;
  guint         bridge_tick;
  guint         words_id;
  gboolean      leading; /* the bridge itself moves the viewport */
};

void acn_map_view_create_controllers (AcnMapView *self);
void acn_map_view_describe_soon (AcnMapView *self);

G_END_DECLS
