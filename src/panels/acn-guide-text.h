/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guide for authors, read from the Markdown that it is written in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ACN_GUIDE_TITLE,
  ACN_GUIDE_HEADING,
  ACN_GUIDE_PARAGRAPH,
  ACN_GUIDE_ITEM,
  ACN_GUIDE_EXAMPLE,
} AcnGuideKind;

/* AcnGuideBlock: @text is one line, but of an example all lines as they stand; @file is the name of
 * the file that an example is, or NULL. */
typedef struct
{
  AcnGuideKind kind;
  char        *text;
  char        *file;
} AcnGuideBlock;

GPtrArray *acn_guide_text_read (const char *text);
char      *acn_guide_text_to_markup (const char *line);

G_END_DECLS
