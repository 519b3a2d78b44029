/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "map/acn-map-decor.h"
#include "map/acn-map-view.h"
#include "map/acn-tile-layer.h"
#include "scene/acn-measure.h"

G_BEGIN_DECLS

struct _AcnMapView
{
  GtkWidget     parent_instance;
  AcnSession   *session;
  GSignalGroup *session_signals;
  AcnBasemap   *basemap; /* NULL when it could not be opened */
  ShumateMap   *map;
  AcnTileLayer *tiles;
  gboolean      fades; /* from date to date */
  AcnMapDecor  *decor;
  AcnBounds     pending_bounds; /* to show as soon as there is a size; empty: none */
  AcnBounds     fitted_bounds;  /* what was shown last by its bounds, and how */
  AcnCamera     fitted_camera;
  int           width, height; /* that were given last */
  int           map_height;    /* of that, without the line below */
  guint         bridge_tick;
  char         *facts; /* that go with the words, or NULL */
  guint         words_id;
  guint         rest_id; /* of the rest that follows the last picture, else 0 */
  gboolean      leading; /* the bridge itself moves the viewport */

  AcnMapManner  manner;
  AcnDay        held_day;
  AcnTileLayer *held_tiles; /* of the map's, while it is swiped; else NULL */
  GtkWidget    *divider;    /* the same */
  GtkWidget    *held_chip;  /* the dates, or NULL */
  GtkWidget    *shown_chip;
  GtkWidget    *day_entry; /* of the held chip */

  GtkWidget         *legend_button; /* seen while the legend has no room */
  GtkScrolledWindow *legend_rows;   /* of its popover, or NULL */

  GtkWidget *line; /* below the map: what is under the pointer */
  GtkLabel  *line_title;
  GtkLabel  *line_details;
  GtkWidget *line_end;
  GtkWidget *menu; /* or NULL */
  AcnMeasure measure;
  double     pointer_x, pointer_y; /* widget pixels, while @has_pointer */
  double     menu_lon_deg, menu_lat_deg;
  AcnBounds  listed_bounds;    /* of the events in the menu */
  double     click_x, click_y; /* of the click that waits whether a second follows */
  guint      click_id;
  guint      line_tick;
  gboolean   has_pointer;
};

void acn_map_view_create_controllers (AcnMapView *self);
void acn_map_view_describe_soon (AcnMapView *self);
void acn_map_view_refresh (AcnMapView *self);

/* acn-map-compare.c */
AcnDay acn_map_view_day_at (AcnMapView *self, double x);
void   acn_map_view_tell_days (AcnMapView *self);
void   acn_map_view_refresh_held (AcnMapView *self, const AcnMapSpec *spec);
void   acn_map_view_place_comparison (AcnMapView *self, int width, int height);
void   acn_map_view_clear_comparison (AcnMapView *self);

/* acn-map-legend.c */
void acn_map_view_create_legend (AcnMapView *self);
void acn_map_view_refresh_legend (AcnMapView *self);
void acn_map_view_place_legend (AcnMapView *self, int width, int height);

/* acn-map-view-events.c */
void     acn_map_view_install_events (GtkWidgetClass *widget_class);
void     acn_map_view_show_events (AcnMapView *self, const AcnMarkerHit *hit);
gboolean acn_map_view_show_events_in_view (AcnMapView *self);

/* acn-map-view-hand.c */
void     acn_map_view_install_hand (GtkWidgetClass *widget_class);
void     acn_map_view_create_hand (AcnMapView *self);
void     acn_map_view_tell_place_soon (AcnMapView *self);
int      acn_map_view_line_height (AcnMapView *self, int width, int height);
void     acn_map_view_show_menu (AcnMapView *self, double x, double y);
void     acn_map_view_popup (AcnMapView *self, GMenuModel *model, double x, double y);
gboolean acn_map_view_is_measuring (AcnMapView *self);
void     acn_map_view_measure_at (AcnMapView *self, double x, double y);
gboolean acn_map_view_measure_key (AcnMapView *self, guint key);

G_END_DECLS
