/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where names stand on the map. Names are placed once for the whole world at one zoom, by rank,
 * without overlap; tiles and figures cut their part out of that plan, so a name is the same in two
 * neighbouring tiles and does not jump while the map is moved. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-label-room.h"
#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_INK_PLACE,
  ACN_INK_COUNTRY,
  ACN_INK_WATER,
  ACN_INK_LINE, /* of the line's hue */
} AcnInk;

/* AcnLabel: one run of text, in world pixels of the plan's zoom.
 * @x, @y: the baseline's start; @angle_rad clockwise about it
 * @west...@south: what it covers, with halo
 * @dot_px: radius of the place's mark, 0 without; its centre is @dot_x, @dot_y */
typedef struct
{
  const char *text;
  double      x, y, angle_rad;
  double      west, north, east, south;
  double      dot_x, dot_y;
  float       dot_px;
  AcnFont     font;
  AcnInk      ink;
  AcnHue      hue; /* of ACN_INK_LINE */
  gboolean    capital;
} AcnLabel;

typedef struct _AcnLabelPlan AcnLabelPlan;

AcnLabelPlan   *acn_label_plan_new (const AcnMapSpec   *spec,
                                    double              zoom,
                                    const AcnLabelRoom *room,
                                    AcnTextMeasure      measure,
                                    gpointer            data);
AcnLabelPlan   *acn_label_plan_new_empty (const char *language, double zoom);
void            acn_label_plan_append (AcnLabelPlan *self, AcnLabel label);
AcnLabelPlan   *acn_label_plan_ref (AcnLabelPlan *self);
void            acn_label_plan_unref (AcnLabelPlan *self);
const AcnLabel *acn_label_plan_get (const AcnLabelPlan *self, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnLabelPlan, acn_label_plan_unref)

G_END_DECLS
