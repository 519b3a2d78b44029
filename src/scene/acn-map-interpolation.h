/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a map shows what may have changed between two states, where a person asked for it: over the
 * earlier state, which stays as it is, and marked as observed by nobody. */
#pragma once

#include "model/acn-interpolation.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_INTERPOLATED_GAINED,
  ACN_INTERPOLATED_LOST,
  ACN_N_INTERPOLATED,
} AcnInterpolatedKind;

AcnStyle acn_map_interpolation_get_style (const AcnMapSpec *spec, AcnInterpolatedKind kind);
char    *acn_map_interpolation_get_text (const AcnMapSpec *spec, AcnInterpolatedKind kind);
char    *acn_map_interpolation_get_note (const AcnMapSpec *spec);
AcnInterpolation *acn_map_interpolation_new (const AcnMapSpec *spec, GError **error);

G_END_DECLS
