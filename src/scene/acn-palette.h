/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours of the map for each theme: the basemap's own, and what the hues that a dossier names
 * become. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef struct
{
  AcnColor sea;
  AcnColor land;
  AcnColor coast;
  AcnColor water_line; /* rivers and shores of lakes */
  AcnColor border;
  AcnColor border_casing;
  AcnColor oblast;
  AcnColor ink; /* labels of places */
  AcnColor country_ink;
  AcnColor water_ink;
  AcnColor halo;
  AcnColor card; /* ground of legend and titles */
  AcnColor card_edge;
  AcnColor card_ink;
  AcnColor card_dim;
  AcnColor accent;  /* selection */
  AcnColor warning; /* the hypothetical mark */
} AcnPalette;

const AcnPalette *acn_palette_get (AcnTheme theme);
AcnColor          acn_palette_hue (AcnTheme theme, AcnHue hue);
AcnColor          acn_color_with_alpha (AcnColor color, double alpha);
AcnColor          acn_color_to_grey (AcnColor color);
double            acn_color_contrast (AcnColor a, AcnColor b);

G_END_DECLS
