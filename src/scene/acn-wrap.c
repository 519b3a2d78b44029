/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-wrap.h"

#include <string.h>

/* As acn-isolate.h writes them. */
#define LRM "\u200e"
#define FSI "\u2068"
#define PDI "\u2069"

typedef struct
{
  const AcnFont *font;
  double         max_width_px;
  AcnTextMeasure measure;
  gpointer       data;
} Wrapper;

static gboolean
fits (const Wrapper *self, const char *text)
{
  return self->measure (self->font, text, self->data).width_px <= self->max_width_px;
}

/* (transfer full): the first @n characters with an ellipsis. */
static char *
cut (const char *text, glong n)
{
  g_autofree char *head = g_utf8_substring (text, 0, n);

  g_strchomp (head);
  return g_strconcat (head, "…", NULL);
}

static gboolean
cut_fits (const Wrapper *self, const char *text, glong n)
{
  g_autofree char *trial = cut (text, n);

  return fits (self, trial);
}

/* The longest beginning of @text, which does not fit, that fits with an ellipsis. Characters are
 * mostly alike in width, so the search goes out from where the average says. */
static char *
ellipsize (const Wrapper *self, const char *text)
{
  const glong  n = g_utf8_strlen (text, -1);
  const double width = self->measure (self->font, text, self->data).width_px;
  glong        low = 0, high = n, step = 1;
  glong        at = CLAMP ((glong) (n * self->max_width_px / MAX (width, 1)) - 1, 0, n);

  while (low < high)
    {
      if (cut_fits (self, text, at))
        {
          low = at;
          at = MIN (low + step, high);
        }
      else
        {
          high = at - 1;
          at = MAX (high - step + 1, low + 1);
        }
      step *= 2;
      if (step > high - low)
        at = (low + high + 1) / 2;
    }
  return cut (text, low);
}

/* The isolates (FSI, PDI) that @line leaves open, of @n_open before it. */
static guint
count_open (const char *line, guint n_open)
{
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c >= 0x2066 && c <= 0x2068)
        n_open++;
      else if (c == 0x2069 && n_open > 0)
        n_open--;
    }
  return n_open;
}

/* What is isolated in a paragraph is so in each of its lines. */
static void
isolate_lines (GPtrArray *lines)
{
  guint n_before = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      const guint n_after = count_open (line, n_before);
      GString    *whole;

      if (n_before == 0 && n_after == 0)
        continue;
      whole = g_string_new (n_before > 0 ? LRM : NULL);
      for (; n_before > 0; n_before--)
        g_string_append (whole, FSI);
      g_string_append (whole, line);
      for (guint k = 0; k < n_after; k++)
        g_string_insert (
            whole, g_str_has_suffix (line, "…") ? (gssize) (whole->len - strlen ("…")) : -1, PDI);
      n_before = n_after;
      g_free (g_ptr_array_index (lines, i));
      g_ptr_array_index (lines, i) = g_string_free (whole, FALSE);
    }
}

/**
 * acn_wrap:
 * @text: one paragraph
 * @max_width_px: > 0
 * @max_lines: at most so many lines, the last one cut with an ellipsis; 0: no limit
 *
 * Returns: (transfer full) (element-type utf8): at least one line; each fits, but for a single word
 *   that is wider than the line, which is cut with an ellipsis.
 */
GPtrArray *
acn_wrap (const char    *text,
          const AcnFont *font,
          double         max_width_px,
          guint          max_lines,
          AcnTextMeasure measure,
          gpointer       measure_data)
{
  Wrapper    self = { font, max_width_px, measure, measure_data };
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = line->len;

      if (*words[i] == '\0')
        continue;
      g_string_append_printf (line, "%s%s", length > 0 ? " " : "", words[i]);
      if (length == 0 || (max_lines > 0 && lines->len + 1 == max_lines) || fits (&self, line->str))
        continue; /* the last line takes the rest, to be cut */
      g_string_truncate (line, length);
      g_ptr_array_add (
          lines, fits (&self, line->str) ? g_strdup (line->str) : ellipsize (&self, line->str));
      g_string_assign (line, words[i]);
    }
  g_ptr_array_add (lines,
                   fits (&self, line->str) ? g_strdup (line->str) : ellipsize (&self, line->str));
  isolate_lines (lines);
  return lines;
}
