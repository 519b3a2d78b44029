/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer's areas over time: what two days differ in, and how large it is at each step. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* What came to a layer's area between two days, what left it, and what is in it on both. */
typedef struct
{
  AcnPyramid *gained; /* never NULL; may hold an empty geometry */
  AcnPyramid *lost;
  AcnPyramid *unchanged;
  double      gained_km2; /* geodesic, WGS 84 */
  double      lost_km2;
  double      unchanged_km2;
} AcnDifference;

AcnDifference *acn_dossier_layer_compare (
    AcnDossier *self, guint layer, AcnDay from_day, AcnDay to_day, GError **error);
void acn_difference_free (AcnDifference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnDifference, acn_difference_free)

/* A step of a layer: its days within the dossier's span, and its area on each of them. */
typedef struct
{
  AcnSpan span;
  double  km2;
} AcnAreaStep;

GArray *acn_dossier_layer_area_series (AcnDossier *self, guint layer, GError **error);

G_END_DECLS
