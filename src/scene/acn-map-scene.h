/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map at one zoom: everything that must be known before any part of it is laid out (features
 * that show on the day, derived areas, names), immutable, then laid out piece by piece: a tile of
 * the screen or a whole figure. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-labels.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef struct _AcnMapScene AcnMapScene;

AcnMapScene  *acn_map_scene_new (AcnMapSpec         *spec,
                                 double              zoom,
                                 double              scale,
                                 const AcnMapScene  *previous,
                                 const AcnLabelRoom *room,
                                 AcnTextMeasure      measure,
                                 gpointer            measure_data);
AcnMapScene  *acn_map_scene_ref (AcnMapScene *self);
void          acn_map_scene_unref (AcnMapScene *self);
AcnMapSpec   *acn_map_scene_get_spec (const AcnMapScene *self);
double        acn_map_scene_get_zoom (const AcnMapScene *self);
const GError *acn_map_scene_get_error (const AcnMapScene *self);
void          acn_map_scene_layout (const AcnMapScene *self,
                                    double             origin_x_px,
                                    double             origin_y_px,
                                    double             width_px,
                                    double             height_px,
                                    AcnDisplayList    *list);
void          acn_map_ground_layout (AcnMapSpec     *spec,
                                     double          zoom,
                                     double          origin_x_px,
                                     double          origin_y_px,
                                     double          width_px,
                                     double          height_px,
                                     AcnDisplayList *list);
gboolean
acn_map_scene_changes (const AcnMapScene *self, const AcnMapScene *other, GArray **out_boxes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnMapScene, acn_map_scene_unref)

G_END_DECLS
