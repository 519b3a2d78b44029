/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export/acn-figure.h"

G_BEGIN_DECLS

GBytes *acn_png_encode (AcnPaper              paper,
                        const AcnDisplayList *list,
                        const AcnFigureNotes *notes,
                        GError              **error);

G_END_DECLS
