/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where names may stand on a map that is a page and not an endless plane: inside its frame, clear
 * of what is laid over it. */
#pragma once

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

typedef struct
{
  double west, north, east, south; /* pixels */
} AcnLabelBox;

/* AcnLabelRoom: in world pixels of the map's zoom.
 * @window: names lie within it whole
 * @covered: (element-type AcnLabelBox): what is laid over the map and hides places, too
 * @marks: (element-type AcnLabelBox): marks and their words; a place beneath keeps its name beside
 */
typedef struct
{
  AcnLabelBox window;
  GArray     *covered;
  GArray     *marks;
} AcnLabelRoom;

void     acn_label_room_init (AcnLabelRoom *self, AcnLabelBox window);
void     acn_label_room_clear (AcnLabelRoom *self);
void     acn_label_room_take (GArray               *boxes,
                              const AcnDisplayList *list,
                              double                dx,
                              double                dy,
                              AcnTextMeasure        measure,
                              gpointer              measure_data);
gboolean acn_label_boxes_overlap (const AcnLabelBox *a, const AcnLabelBox *b);
gboolean acn_label_room_shows (const AcnLabelRoom *self, double x, double y);
gboolean acn_label_room_holds (const AcnLabelRoom *self, const AcnLabelBox *box);
double   acn_label_room_reach (const AcnLabelRoom *self, double x, double y, double reach);
GArray  *acn_label_room_crop (const AcnLabelRoom *self, const double *xy, guint n, double inset);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnLabelRoom, acn_label_room_clear)

G_END_DECLS
