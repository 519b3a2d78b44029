/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings of JSON: their grammar, their UTF-8, what they say. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ACN_STRING_GOOD,
  ACN_STRING_UNENDED,
  ACN_STRING_TOO_LONG,
  ACN_STRING_CONTROL,   /* a control character that is not escaped */
  ACN_STRING_UTF8,      /* bytes that are not UTF-8 */
  ACN_STRING_ESCAPE,    /* an escape that JSON does not have */
  ACN_STRING_SURROGATE, /* half of a surrogate pair */
} AcnStringFault;

AcnStringFault acn_json_string_scan (const guint8  *text,
                                     const guint8  *limit,
                                     const guint8 **out_end,
                                     gboolean      *out_has_escapes);
GString       *acn_json_string_decode (const guint8 *text, gsize length);
guint          acn_utf8_length_at (const guint8 *text, const guint8 *limit);

G_END_DECLS
