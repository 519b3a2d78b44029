/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is measured on the map: the drawing over it and the words for it. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_MEASURE_NONE,
  ACN_MEASURE_DISTANCE,
  ACN_MEASURE_AREA,
} AcnMeasureKind;

/* AcnMeasure:
 * @lonlat_deg: (element-type double): the points, interleaved; set by acn_measure_init()
 */
typedef struct
{
  AcnMeasureKind kind;
  GArray        *lonlat_deg;
} AcnMeasure;

void  acn_measure_init (AcnMeasure *self, AcnMeasureKind kind);
void  acn_measure_clear (AcnMeasure *self);
void  acn_measure_add (AcnMeasure *self, double lon_deg, double lat_deg);
void  acn_measure_remove_last (AcnMeasure *self);
guint acn_measure_get_n_points (const AcnMeasure *self);
char *acn_measure_to_text (const AcnMeasure *self, const char *language);
void  acn_measure_layout (const AcnMeasure *self,
                          const AcnMapSpec *spec,
                          double            zoom,
                          double            origin_x_px,
                          double            origin_y_px,
                          AcnTextMeasure    measure,
                          gpointer          measure_data,
                          AcnDisplayList   *list);

G_END_DECLS
