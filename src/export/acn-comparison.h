/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two maps side by side at the same scale, what is covered on each, and the difference in numbers:
 * two scenarios, one scenario on two lines, or a scenario and a precedent. Needs no display. */
#pragma once

#include "export/acn-figure.h"

G_BEGIN_DECLS

/* AcnComparisonSide: a map that shows a scenario or a scene, and the part of the world to see. */
typedef struct
{
  AcnMapSpec *map;
  AcnBounds   bounds;
} AcnComparisonSide;

typedef struct
{
  AcnComparisonSide sides[2];
  AcnPaper          paper;
} AcnComparison;

/* AcnComparisonNumbers: @line_km is NaN for a scene. */
typedef struct
{
  double covered_km2, excluded_km2, line_km;
} AcnComparisonNumbers;

gboolean
acn_comparison_measure (AcnMapSpec *map, AcnComparisonNumbers *out_numbers, GError **error);
AcnDisplayList *acn_comparison_layout (const AcnComparison *self, GError **error);
char           *acn_comparison_to_csv (const AcnComparison *self, GError **error);
char           *acn_comparison_describe (const AcnComparison *self, GError **error);
gboolean        acn_comparison_save (const AcnComparison *self, const char *path, GError **error);

G_END_DECLS
