/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have changed in a layer by a day between two of its states: drawn by rule, observed by
 * nobody. The states themselves are told by acn-dossier-time.c. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* States that are farther apart, days, are a break: nobody can say what came between them. */
#define ACN_INTERPOLATION_MAX_DAYS 62

typedef struct
{
  AcnSpan     between;  /* the first day of the earlier state, and that of the later */
  double      fraction; /* 0..1: how far between them the day is */
  AcnPyramid *gained;   /* of the later state, reached by now; never NULL, may be empty */
  AcnPyramid *lost;     /* of the earlier state, gone by now */
  double      gained_km2, lost_km2; /* geodesic, WGS 84 */
} AcnInterpolation;

gboolean
acn_dossier_layer_is_between (AcnDossier *self, guint layer, AcnDay day, AcnSpan *out_between);
AcnInterpolation      *
acn_dossier_layer_interpolate (AcnDossier *self, guint layer, AcnDay day, GError **error);
void acn_interpolation_free (AcnInterpolation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnInterpolation, acn_interpolation_free)

G_END_DECLS
