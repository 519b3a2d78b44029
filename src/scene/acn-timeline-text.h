/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fits text into a width by a measure callback: words onto lines, an ellipsis where it ends. */
#pragma once

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

typedef struct
{
  AcnTextMeasure measure;
  gpointer       data;
} AcnTextMeter;

double     acn_text_meter_width (const AcnTextMeter *self, const AcnFont *font, const char *text);
char      *acn_text_meter_ellipsize (const AcnTextMeter *self,
                                     const AcnFont      *font,
                                     const char         *text,
                                     double              width_px);
GPtrArray *acn_text_meter_wrap (const AcnTextMeter *self,
                                const AcnFont      *font,
                                const char         *text,
                                double              width_px,
                                guint               max_lines);

G_END_DECLS
