/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hatches as real line segments inside areas: crisp at every scale, vectors in SVG and PDF, and
 * anchored to the world so that they do not swim while the map is moved. */
#pragma once

#include "scene/acn-display-list.h"
#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* AcnRuns: rings in pixels for the hatcher.
 * @xy: interleaved points, rings not closed
 * @ends: end of each ring in points */
typedef struct
{
  const double  *xy;
  const guint32 *ends;
  guint          n_rings;
} AcnRuns;

void acn_hatch_area (AcnDisplayList *list,
                     const AcnRuns  *rings,
                     AcnHatch        hatch,
                     double          period_px,
                     double          width_px,
                     double          origin_x_px,
                     double          origin_y_px,
                     AcnColor        color);

G_END_DECLS
