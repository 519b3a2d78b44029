/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a map shows what differs between two days. */
#pragma once

#include "model/acn-dossier-compare.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_DIFFERENCE_UNCHANGED,
  ACN_DIFFERENCE_GAINED,
  ACN_DIFFERENCE_LOST,
  ACN_N_DIFFERENCES,
} AcnDifferenceKind;

AcnStyle       acn_map_difference_get_style (const AcnMapSpec *spec, AcnDifferenceKind kind);
char          *acn_map_difference_get_text (const AcnMapSpec *spec, AcnDifferenceKind kind);
AcnDifference *acn_map_difference_new (const AcnMapSpec *spec, GError **error);
AcnPyramid    *acn_difference_get_area (const AcnDifference *self, AcnDifferenceKind kind);
double         acn_difference_get_km2 (const AcnDifference *self, AcnDifferenceKind kind);

G_END_DECLS
