/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ground within some kilometres of lines. */
#pragma once

#include "geo/acn-overlay.h"

G_BEGIN_DECLS

/* A line that may be off by radius_km to either side. */
typedef struct
{
  const double *xy; /* 2 * n: longitude, latitude in degrees; not longer than some ten km */
  guint         n;  /* at least 2 */
  double        radius_km;
} AcnBandLine;

AcnGeometry *acn_band_new (const AcnBandLine *lines, guint n_lines, GError **error);

G_END_DECLS
