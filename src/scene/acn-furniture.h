/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a map besides the map: legend, scale bar, the line that says whose borders and
 * data it shows, the hypothetical mark; and the title of a figure. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height; /* of the map within the list, logical pixels */
} AcnFrame;

/* The note and the hypothetical mark are no choice. */
typedef enum
{
  ACN_FURNITURE_LEGEND = 1 << 0,
  ACN_FURNITURE_SCALE_BAR = 1 << 1,
  ACN_FURNITURE_ALL = ACN_FURNITURE_LEGEND | ACN_FURNITURE_SCALE_BAR,
} AcnFurnitureParts;

/* AcnHeading: what stands above a figure.
 * @subtitle: or NULL
 * @date: instead of the map's day, or NULL
 * @has_readout: whether it tells the areas */
typedef struct
{
  const char *title;
  const char *subtitle;
  const char *date;
  gboolean    has_readout;
} AcnHeading;

void acn_furniture_layout (const AcnMapSpec *spec,
                           AcnFurnitureParts parts,
                           const AcnFrame   *frame,
                           double            zoom,
                           double            centre_lat_deg,
                           AcnTextMeasure    measure,
                           gpointer          measure_data,
                           AcnDisplayList   *list);

AcnFrame acn_furniture_get_clear (const AcnMapSpec *spec,
                                  AcnFurnitureParts parts,
                                  const AcnFrame   *frame,
                                  AcnTextMeasure    measure,
                                  gpointer          measure_data);

double   acn_note_layout (const AcnMapSpec *spec,
                          const AcnFrame   *frame,
                          AcnTextMeasure    measure,
                          gpointer          measure_data,
                          AcnDisplayList   *list);
double   acn_hypothesis_layout (const AcnMapSpec *spec,
                                const AcnFrame   *frame,
                                AcnTextMeasure    measure,
                                gpointer          measure_data,
                                AcnDisplayList   *list);
void     acn_scale_bar_layout (const AcnMapSpec *spec,
                               const AcnFrame   *frame,
                               double            bottom,
                               double            zoom,
                               double            lat_deg,
                               AcnTextMeasure    measure,
                               gpointer          measure_data,
                               AcnDisplayList   *list);
gboolean acn_legend_has_room (const AcnMapSpec *spec,
                              const AcnFrame   *frame,
                              AcnTextMeasure    measure,
                              gpointer          measure_data);
gboolean acn_legend_is_folded (const AcnMapSpec *spec,
                               const AcnFrame   *frame,
                               AcnTextMeasure    measure,
                               gpointer          measure_data);

double acn_note_height (const AcnMapSpec *spec,
                        double            width_px,
                        AcnTextMeasure    measure,
                        gpointer          measure_data);

double acn_heading_layout (const AcnMapSpec *spec,
                           const AcnHeading *heading,
                           double            width_px,
                           AcnTextMeasure    measure,
                           gpointer          measure_data,
                           AcnDisplayList   *list,
                           GError          **error);
char  *acn_readout_to_text (const AcnMapSpec *spec, GError **error);

G_END_DECLS
