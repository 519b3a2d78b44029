/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lines of reach are called, written along them: which weapon, how far. */
#pragma once

#include "scene/acn-labels.h"

G_BEGIN_DECLS

AcnLabelPlan *acn_line_labels_new (const AcnMapSpec   *spec,
                                   double              zoom,
                                   guint               level,
                                   const AcnLabelRoom *room,
                                   const AcnLabelPlan *names,
                                   AcnTextMeasure      measure,
                                   gpointer            data);
gboolean      acn_line_labels_equal (const AcnLabelPlan *a, const AcnLabelPlan *b);

G_END_DECLS
