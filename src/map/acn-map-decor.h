/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the map but does not move with its tiles: marks of events, legend, scale bar,
 * notes. Drawn from the same layouts as in figures. */
#pragma once

#include <shumate/shumate.h>

#include "scene/acn-map-spec.h"
#include "scene/acn-markers.h"
#include "scene/acn-measure.h"
#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_MAP_DECOR (acn_map_decor_get_type ())
G_DECLARE_FINAL_TYPE (AcnMapDecor, acn_map_decor, ACN, MAP_DECOR, ShumateLayer)

AcnMapDecor        *acn_map_decor_new (ShumateViewport *viewport);
void                acn_map_decor_set_spec (AcnMapDecor *self, AcnMapSpec *spec);
void                acn_map_decor_take_measure (AcnMapDecor *self, AcnMeasure *measure);
const AcnMarkerHit *acn_map_decor_pick (AcnMapDecor *self, double x, double y);
const GArray       *acn_map_decor_get_hits (AcnMapDecor *self);
void                acn_map_decor_set_held (AcnMapDecor *self, AcnMapSpec *held, double edge_px);
void                acn_map_decor_set_edge (AcnMapDecor *self, double edge_px);
gboolean            acn_map_decor_get_has_legend (AcnMapDecor *self);
void                acn_map_decor_set_has_legend (AcnMapDecor *self, gboolean has_legend);
gboolean            acn_map_decor_folds_legend (AcnMapDecor *self, int width, int height);
AcnCamera acn_map_decor_find_camera (AcnMapDecor *self, int width, int height, AcnBounds bounds);
void      acn_map_decor_get_clear_rows (
         AcnMapDecor *self, int width, int height, gboolean heeds_legend, double *top, double *bottom);

double acn_map_text_scale (GtkWidget *widget, int width);
double acn_map_name_scale (GtkWidget *widget);

G_END_DECLS
