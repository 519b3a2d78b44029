/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the text. Emphasis opens only where its closing mark follows in the same line, so
 * that a lone asterisk stays what it is, and every byte of the text goes through the escape. */
#include "panels/acn-markup.h"

#include <string.h>

/* Control characters would end a label's text or garble it. */
static void
append_escaped (GString *out, const char *text, gsize n)
{
  for (const char *p = text; p < text + n; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (g_unichar_iscntrl (c) && c != '\n' && c != '\t')
        g_string_append (out, "\xef\xbf\xbd");
      else
        g_string_append_unichar (out, c);
    }
}

static const char *
find_in_line (const char *text, const char *mark)
{
  const char *end = text + strcspn (text, "\n");
  const char *found = strstr (text, mark);

  return found != NULL && found < end ? found : NULL;
}

static void append_inline (GString *out, const char *text, gsize n);

/* [label](http…): returns the bytes used, 0 when this is no link. */
static gsize
append_link (GString *out, const char *text, const char *limit)
{
  const char *middle = find_in_line (text, "](");
  const char *end = middle != NULL ? find_in_line (middle, ")") : NULL;
  const char *uri = middle != NULL ? middle + 2 : NULL;

  if (end == NULL || end >= limit || memchr (text + 1, '[', middle - text - 1) != NULL ||
      !(g_str_has_prefix (uri, "http://") || g_str_has_prefix (uri, "https://")))
    return 0;
  g_string_append (out, "<a href=\"");
  append_escaped (out, uri, end - uri);
  g_string_append (out, "\">");
  append_escaped (out, text + 1, middle - text - 1);
  g_string_append (out, "</a>");
  return end + 1 - text;
}

static gsize
append_emphasis (
    GString *out, const char *text, const char *limit, const char *mark, const char *tag)
{
  gsize       n_mark = strlen (mark);
  const char *end = g_str_has_prefix (text, mark) ? find_in_line (text + n_mark, mark) : NULL;

  if (end == NULL || end >= limit || end == text + n_mark || g_ascii_isspace (text[n_mark]) ||
      g_ascii_isspace (end[-1]))
    return 0;
  g_string_append_printf (out, "<%s>", tag);
  append_inline (out, text + n_mark, end - text - n_mark);
  g_string_append_printf (out, "</%s>", tag);
  return end + n_mark - text;
}

static void
append_inline (GString *out, const char *text, gsize n)
{
  const char *limit = text + n;

  while (text < limit)
    {
      gsize used = 0;

      if (*text == '[')
        used = append_link (out, text, limit);
      else if (*text == '*')
        {
          used = append_emphasis (out, text, limit, "**", "b");
          if (used == 0)
            used = append_emphasis (out, text, limit, "*", "i");
        }
      if (used == 0)
        {
          used = g_utf8_next_char (text) - text;
          append_escaped (out, text, used);
        }
      text += used;
    }
}

/**
 * acn_markup_from_text:
 * @text: (nullable): UTF-8; *emphasis*, **strong**, [label](https://…), lines that begin with "- "
 *
 * Returns: (transfer full): Pango markup; never fails, marks that do not pair stay literal, and
 *   links go to http and https only
 */
char *
acn_markup_from_text (const char *text)
{
  GString         *out = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char      *line = valid;

  while (TRUE)
    {
      const char *end = line + strcspn (line, "\n");

      if (g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* "))
        {
          g_string_append (out, "•\xc2\xa0");
          line += 2;
        }
      append_inline (out, line, end - line);
      if (*end == '\0')
        break;
      g_string_append_c (out, '\n');
      line = end + 1;
    }
  return g_string_free (out, FALSE);
}
