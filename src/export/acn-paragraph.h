/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that breaks into lines, as figures have it. */
#pragma once

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

typedef struct
{
  AcnFont font;
  double  line_height_px;
  guint   max_lines; /* 0: all; what does not fit into the last ends in … */
} AcnParagraph;

double acn_paragraph_add (const AcnParagraph *self,
                          AcnDisplayList     *list,
                          const char         *text,
                          double              x,
                          double              y,
                          double              width,
                          AcnColor            color);
double acn_paragraph_measure (const AcnParagraph *self, const char *text, double width);

G_END_DECLS
