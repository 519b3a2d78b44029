/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a map besides the map: legend, scale bar, the line that says whose borders and
 * data it shows, the hypothetical mark; and the title of a figure. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height; /* of the map within the list, logical pixels */
} AcnFrame;

void acn_furniture_layout (const AcnMapSpec *spec,
                           const AcnFrame   *frame,
                           double            zoom,
                           double            centre_lat_deg,
                           AcnTextMeasure    measure,
                           gpointer          measure_data,
                           AcnDisplayList   *list);

double acn_note_height (const AcnMapSpec *spec,
                        double            width_px,
                        AcnTextMeasure    measure,
                        gpointer          measure_data);

double acn_heading_layout (const AcnMapSpec *spec,
                           const char       *title,
                           double            width_px,
                           AcnTextMeasure    measure,
                           gpointer          measure_data,
                           AcnDisplayList   *list,
                           GError          **error);
char  *acn_readout_to_text (const AcnMapSpec *spec, GError **error);

G_END_DECLS
