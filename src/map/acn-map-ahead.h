/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a map shows of a session, and from where, as far as that can be known without a widget; so
 * that its first picture can be painted before there is a window. */
#pragma once

#include "scene/acn-furniture.h"
#include "scene/acn-map-spec.h"
#include "state/acn-session.h"

G_BEGIN_DECLS

/* AcnMapOutlook: how a map is seen.
 * @width, @height: of the widget, logical pixels
 * @map_height: of that, without the line below the map
 * @scale: device pixels per logical pixel
 * @text_scale: of names, 1 to 2
 * @dark: the theme
 * @has_legend: wherever it has room
 */
typedef struct
{
  int      width, height, map_height;
  int      scale;
  double   text_scale;
  gboolean dark, has_legend;
} AcnMapOutlook;

AcnMapSpec *acn_map_spec_new_for_session (AcnSession *session, AcnBasemap *basemap, gboolean dark);
double      acn_map_furniture_scale (double text_scale, int width);
void        acn_map_find_clear_rows (const AcnMapSpec *spec,
                                     AcnFurnitureParts parts,
                                     double            text_scale,
                                     int               width,
                                     int               height,
                                     double           *top,
                                     double           *bottom);
AcnCamera   acn_map_find_camera (const AcnMapSpec *spec,
                                 AcnFurnitureParts parts,
                                 double            text_scale,
                                 int               width,
                                 int               height,
                                 AcnBounds         bounds);

void
acn_map_begin_ahead (AcnSession *session, const AcnMapOutlook *outlook, const AcnCamera *camera);

G_END_DECLS
