/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is measured by hand: points joined by geodesics on WGS 84. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double acn_track_length_km (const double *lonlat_deg, guint n);
double acn_track_area_km2 (const double *lonlat_deg, guint n, double *out_perimeter_km);
void   acn_track_trace (const double a_deg[2], const double b_deg[2], guint n, GArray *out_lonlat);

G_END_DECLS
