/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-timeline-text.h"

#include "scene/acn-wrap.h"

#include <string.h>

/* No label is longer than this; the rest of a hostile title is not looked at. */
#define MAX_CHARS 400

/**
 * acn_text_meter_width:
 *
 * Returns: the width of one line, px.
 */
double
acn_text_meter_width (const AcnTextMeter *self, const AcnFont *font, const char *text)
{
  return self->measure (font, text, self->data).width_px;
}

/**
 * acn_text_meter_wrap:
 * @text: UTF-8; any white space separates words
 * @width_px: room of each line
 * @max_lines: >= 1
 *
 * Returns: (transfer full) (element-type utf8): one to @max_lines lines; the last ends with an
 *   ellipsis when the text goes on.
 */
GPtrArray *
acn_text_meter_wrap (const AcnTextMeter *self,
                     const AcnFont      *font,
                     const char         *text,
                     double              width_px,
                     guint               max_lines)
{
  g_autofree char *head = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));

  if (strpbrk (head, "\n\t") == NULL && acn_text_meter_width (self, font, head) <= width_px)
    {
      /* Most titles: one measure instead of one a word. */
      GPtrArray *line = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (line, g_steal_pointer (&head));
      return line;
    }
  return acn_wrap (head, font, width_px, max_lines, self->measure, self->data);
}

/**
 * acn_text_meter_ellipsize:
 * @text: one line of UTF-8
 * @width_px: room
 *
 * Returns: (transfer full): @text when it fits, else its longest beginning that fits with an
 *   ellipsis; the ellipsis alone when nothing does.
 */
char *
acn_text_meter_ellipsize (const AcnTextMeter *self,
                          const AcnFont      *font,
                          const char         *text,
                          double              width_px)
{
  g_autoptr (GPtrArray) lines = acn_text_meter_wrap (self, font, text, width_px, 1);

  return g_strdup (g_ptr_array_index (lines, 0));
}
