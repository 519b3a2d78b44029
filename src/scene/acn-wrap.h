/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaking text into lines that fit. */
#pragma once

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

GPtrArray *acn_wrap (const char    *text,
                     const AcnFont *font,
                     double         max_width_px,
                     guint          max_lines,
                     AcnTextMeasure measure,
                     gpointer       measure_data);

G_END_DECLS
