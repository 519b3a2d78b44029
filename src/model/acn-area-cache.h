/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas that were derived, with their size, by layer and step of time: the least used go first. */
#pragma once

#include "base/acn-span.h"
#include "geo/acn-shape.h"

G_BEGIN_DECLS

typedef struct _AcnAreaCache AcnAreaCache;

AcnAreaCache *acn_area_cache_new (guint n_max, guint64 n_points_max);
void          acn_area_cache_free (AcnAreaCache *self);
AcnPyramid   *acn_area_cache_get (AcnAreaCache *self, guint layer, AcnDay begin_day);
gboolean
     acn_area_cache_get_km2 (AcnAreaCache *self, guint layer, AcnDay begin_day, double *out_km2);
void acn_area_cache_put (AcnAreaCache *self, guint layer, AcnDay begin_day, AcnPyramid *area);
void acn_area_cache_put_km2 (AcnAreaCache *self, guint layer, AcnDay begin_day, double km2);
gboolean acn_area_cache_get_limits (
    AcnAreaCache *self, guint layer, AcnDay begin_day, double *out_low_km2, double *out_high_km2);
void acn_area_cache_put_limits (
    AcnAreaCache *self, guint layer, AcnDay begin_day, double low_km2, double high_km2);
guint acn_area_cache_get_n (AcnAreaCache *self);

G_END_DECLS
