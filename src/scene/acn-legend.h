/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend, made from the layers that are visible, and the swatches of the layer list. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

void acn_swatch_layout (AcnDisplayList *list,
                        const AcnStyle *style,
                        AcnTheme        theme,
                        double          x,
                        double          y,
                        double          width,
                        double          height);

/* What a legend entry needs: one per visible layer, or per class of it. */
typedef struct
{
  AcnStyle style;
  char    *text; /* owned by the array */
  gboolean hypothetical;
} AcnLegendEntry;

GArray *acn_legend_entries (const AcnMapSpec *spec);
void    acn_legend_layout (const AcnMapSpec *spec,
                           double            x,
                           double            bottom,
                           double            max_width,
                           AcnTextMeasure    measure,
                           gpointer          measure_data,
                           AcnDisplayList   *list,
                           double           *out_width,
                           double           *out_height);
double  acn_legend_block_layout (AcnMapSpec *const *specs,
                                 guint              n_specs,
                                 double             x,
                                 double             y,
                                 double             width,
                                 AcnTextMeasure     measure,
                                 gpointer           measure_data,
                                 AcnDisplayList    *list);

G_END_DECLS
