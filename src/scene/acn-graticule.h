/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meridians and parallels, and their names along the edges of a map. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-furniture.h"
#include "scene/acn-label-room.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

guint  acn_graticule_find (const AcnMapSpec *spec);
double acn_graticule_step (double zoom);
void   acn_graticule_layout (double          zoom,
                             double          origin_x_px,
                             double          origin_y_px,
                             double          width_px,
                             double          height_px,
                             AcnDisplayList *list);
void   acn_graticule_layout_names (const AcnMapSpec   *spec,
                                   const AcnFrame     *frame,
                                   double              zoom,
                                   double              origin_x_px,
                                   double              origin_y_px,
                                   const AcnLabelRoom *room,
                                   AcnTextMeasure      measure,
                                   gpointer            measure_data,
                                   AcnDisplayList     *list);

G_END_DECLS
