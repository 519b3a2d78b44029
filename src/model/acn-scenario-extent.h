/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a scenario covers on a day: areas, the line between what is covered and what is not, and
 * the largest towns on either side. */
#pragma once

#include "model/acn-scenario.h"

G_BEGIN_DECLS

#define ACN_EXTENT_TOWNS 5

/* AcnExtent:
 * @whole_km2, @covered_km2, @excluded_km2: geodesic areas on WGS 84, km²
 * @line_km: geodesic length of the boundary that what is covered shares with what is not, km; as
 *   long as the layers draw it
 * @covered_towns, @excluded_towns: the largest towns that the dossier has there, by population
 */
typedef struct
{
  AcnDay            day;
  double            whole_km2;
  double            covered_km2;
  double            excluded_km2;
  double            line_km;
  const AcnFeature *covered_towns[ACN_EXTENT_TOWNS];
  guint             n_covered_towns;
  const AcnFeature *excluded_towns[ACN_EXTENT_TOWNS];
  guint             n_excluded_towns;
} AcnExtent;

gboolean
acn_scenario_measure (AcnDossier *dossier, AcnDay day, AcnExtent *out_extent, GError **error);

G_END_DECLS
