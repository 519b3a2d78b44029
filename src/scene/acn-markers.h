/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of events on the map: what has just happened at the playhead, and what is selected. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

/* Days that an event stays marked after its end. */
#define ACN_MARKER_DAYS 45

/* AcnMarkerHit: events that share one mark.
 * @event: the newest, or the selected one
 * @n: how many there are */
typedef struct
{
  double x, y, radius_px;
  guint  event;
  guint  n;
} AcnMarkerHit;

void acn_markers_layout (const AcnMapSpec *spec,
                         double            zoom,
                         double            origin_x_px,
                         double            origin_y_px,
                         double            width_px,
                         double            height_px,
                         AcnTextMeasure    measure,
                         gpointer          measure_data,
                         const GArray     *covered,
                         AcnDisplayList   *list,
                         GArray           *hits);

guint               acn_markers_count (const AcnMapSpec *spec, AcnBounds bounds, guint *out_newest);
GArray             *acn_markers_list (const AcnMapSpec *spec, double zoom, guint event);
const AcnMarkerHit *acn_markers_pick (const GArray *hits, double x, double y);

G_END_DECLS
