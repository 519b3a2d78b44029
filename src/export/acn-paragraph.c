/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-paragraph.h"

#include "export/acn-pango-text.h"
#include "scene/acn-wrap.h"

/* How far below the top of a line its letters stand. */
#define BASELINE 0.76

/**
 * acn_paragraph_add:
 * @list: (nullable): without one nothing is added
 * @x: where the lines begin, px
 * @y: where the first one has its top, px
 * @width: how wide they may be, px
 *
 * Returns: where the last line ends, px; @y of an empty text
 */
double
acn_paragraph_add (const AcnParagraph *self,
                   AcnDisplayList     *list,
                   const char         *text,
                   double              x,
                   double              y,
                   double              width,
                   AcnColor            color)
{
  g_autoptr (GPtrArray) lines =
      acn_wrap (text, &self->font, width, self->max_lines, acn_pango_text_measure, NULL);

  for (guint i = 0; list != NULL && i < lines->len; i++)
    acn_display_list_text (list,
                           x,
                           y + (i + BASELINE) * self->line_height_px,
                           &self->font,
                           g_ptr_array_index (lines, i),
                           color,
                           (AcnColor){ 0 },
                           0,
                           0);
  return y + lines->len * self->line_height_px;
}

/**
 * acn_paragraph_measure:
 *
 * Returns: the height that a text takes in so much width, px
 */
double
acn_paragraph_measure (const AcnParagraph *self, const char *text, double width)
{
  return acn_paragraph_add (self, NULL, text, 0, 0, width, (AcnColor){ 0 });
}
