/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only whole words, whole lines and shortened last lines are measured, so that a measure that
 * remembers what it has seen is asked few new questions while a person scrolls. */
#include "scene/acn-timeline-text.h"

#define ELLIPSIS "…"

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

/* The first @n characters, without trailing spaces, and the ellipsis. */
static char *
cut (const char *text, glong n)
{
  g_autofree char *head = g_utf8_substring (text, 0, n);

  return g_strconcat (g_strchomp (head), ELLIPSIS, NULL);
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
  glong low = 0, high = g_utf8_strlen (text, -1);

  if (high <= MAX_CHARS && acn_text_meter_width (self, font, text) <= width_px)
    return g_strdup (text);
  high = MIN (high, MAX_CHARS);
  while (low < high)
    {
      glong            middle = low + (high - low + 1) / 2;
      g_autofree char *candidate = cut (text, middle);

      if (acn_text_meter_width (self, font, candidate) <= width_px)
        low = middle;
      else
        high = middle - 1;
    }
  return cut (text, low);
}

/* Appends @word to the last line, or as a new line; FALSE when neither has room. */
static gboolean
append_word (const AcnTextMeter *self,
             const AcnFont      *font,
             GPtrArray          *lines,
             const char         *word,
             double              width_px,
             guint               max_lines)
{
  g_autofree char *longer = NULL;

  if (lines->len > 0)
    {
      longer = g_strconcat (g_ptr_array_index (lines, lines->len - 1), " ", word, NULL);
      if (acn_text_meter_width (self, font, longer) <= width_px)
        {
          g_free (g_ptr_array_index (lines, lines->len - 1));
          g_ptr_array_index (lines, lines->len - 1) = g_steal_pointer (&longer);
          return TRUE;
        }
    }
  if (lines->len >= max_lines || acn_text_meter_width (self, font, word) > width_px)
    return FALSE;
  g_ptr_array_add (lines, g_strdup (word));
  return TRUE;
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
  GPtrArray       *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *head = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));
  g_auto (GStrv)   words = g_strsplit_set (head, " \t\n\r", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *rest = NULL;
      g_autofree char *last = NULL;

      if (*words[i] == '\0' || append_word (self, font, lines, words[i], width_px, max_lines))
        continue;
      rest = g_strjoinv (" ", words + i);
      if (lines->len < max_lines)
        {
          g_ptr_array_add (lines, acn_text_meter_ellipsize (self, font, rest, width_px));
          return lines;
        }
      last = g_strconcat (g_ptr_array_index (lines, lines->len - 1), " ", rest, NULL);
      g_free (g_ptr_array_index (lines, lines->len - 1));
      g_ptr_array_index (lines, lines->len - 1)
          = acn_text_meter_ellipsize (self, font, last, width_px);
      return lines;
    }
  if (lines->len == 0)
    g_ptr_array_add (lines, g_strdup (""));
  return lines;
}
