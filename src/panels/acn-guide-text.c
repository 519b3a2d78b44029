/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what the guide uses: headings by “#”, fenced examples, items by “- ”, code by back ticks.
 * The rest of a line is a text as a dossier has it. */
#include "panels/acn-guide-text.h"

#include <string.h>

#include "panels/acn-markup.h"

#define FENCE "```"
#define FILE_MARK "file="

static void
free_block (gpointer data)
{
  AcnGuideBlock *block = data;

  g_free (block->text);
  g_free (block->file);
  g_free (block);
}

static AcnGuideBlock *
add_block (GPtrArray *blocks, AcnGuideKind kind, const char *text)
{
  AcnGuideBlock *block = g_new0 (AcnGuideBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (blocks, block);
  return block;
}

/* Returns: the line after the closing fence, or the end. */
static char **
read_example (GPtrArray *blocks, char **line)
{
  const char      *mark = strstr (*line, FILE_MARK);
  g_autofree char *file = mark != NULL ? g_strdup (mark + strlen (FILE_MARK)) : NULL;
  GString         *text = g_string_new (NULL);
  AcnGuideBlock   *block;

  for (line++; *line != NULL && !g_str_has_prefix (*line, FENCE); line++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", *line);
  block = add_block (blocks, ACN_GUIDE_EXAMPLE, text->str);
  block->file = g_steal_pointer (&file);
  g_string_free (text, TRUE);
  return *line != NULL ? line + 1 : line;
}

static gboolean
begins_block (const char *line)
{
  return *line == '\0' || *line == '#' || g_str_has_prefix (line, "- ") ||
         g_str_has_prefix (line, FENCE);
}

/* A paragraph or an item with the lines that go on with it. */
static char **
read_lines (GPtrArray *blocks, AcnGuideKind kind, const char *first, char **line)
{
  GString *text = g_string_new (first);

  for (line++; *line != NULL && !begins_block (*line); line++)
    g_string_append_printf (text, " %s", g_strchug (*line));
  add_block (blocks, kind, text->str);
  g_string_free (text, TRUE);
  return line;
}

/**
 * acn_guide_text_read:
 * @text: Markdown, UTF-8; bytes that are none become U+FFFD
 *
 * Returns: (transfer full) (element-type AcnGuideBlock): what it consists of, in order; never
 * fails, what is not understood is a paragraph
 */
GPtrArray *
acn_guide_text_read (const char *text)
{
  GPtrArray       *blocks = g_ptr_array_new_with_free_func (free_block);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);
  char **line = lines;

  while (*line != NULL)
    if (g_str_has_prefix (*line, FENCE))
      line = read_example (blocks, line);
    else if (g_str_has_prefix (*line, "# "))
      add_block (blocks, ACN_GUIDE_TITLE, *line++ + 2);
    else if (g_str_has_prefix (*line, "## "))
      add_block (blocks, ACN_GUIDE_HEADING, *line++ + 3);
    else if (g_str_has_prefix (*line, "- "))
      line = read_lines (blocks, ACN_GUIDE_ITEM, *line + 2, line);
    else if (**line != '\0')
      line = read_lines (blocks, ACN_GUIDE_PARAGRAPH, *line, line);
    else
      line++;
  return blocks;
}

/**
 * acn_guide_text_to_markup:
 * @line: the text of a block that is no example
 *
 * Returns: (transfer full): Pango markup, code between back ticks in type of one width; a back tick
 *   that closes nothing stays one
 */
char *
acn_guide_text_to_markup (const char *line)
{
  GString *out = g_string_new (NULL);

  while (TRUE)
    {
      const char      *begin = strchr (line, '`');
      const char      *end = begin != NULL ? strchr (begin + 1, '`') : NULL;
      g_autofree char *words = end != NULL ? g_strndup (line, begin - line) : g_strdup (line);
      g_autofree char *markup = acn_markup_from_text (words);

      g_string_append (out, markup);
      if (end == NULL)
        break;
      g_autofree char *code = g_strndup (begin + 1, end - begin - 1);
      g_autofree char *escaped = g_markup_escape_text (code, -1);

      g_string_append_printf (out, "<tt>%s</tt>", escaped);
      line = end + 1;
    }
  return g_string_free (out, FALSE);
}
