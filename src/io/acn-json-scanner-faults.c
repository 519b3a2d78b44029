/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scanner says when it stops: one sentence without its period. */
#include "io/acn-json-scanner-private.h"

#include <string.h>

#include "base/acn-isolate.h"

AcnJsonToken
acn_json_scanner_fail (AcnJsonScanner *self, gsize offset, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_free (self->message);
  self->message = acn_isolate_vprintf (format, args);
  va_end (args);
  self->begin = self->end = offset;
  self->expect = ACN_JSON_EXPECT_NOTHING;
  return ACN_JSON_ERROR;
}

/* "line 3, column 7" */
char *
acn_json_scanner_describe_place (const AcnJsonScanner *self, gsize offset)
{
  guint line, column;

  acn_json_place (self->data, self->size, offset, &line, &column);
  return g_strdup_printf ("line %u, column %u", line, column);
}

/* The word or the character at @offset, for a message. */
static char *
describe_found (AcnJsonScanner *self, gsize offset)
{
  const guint8 *p = self->data + offset, *limit = self->data + self->size, *end = p;
  guint         length;

  if (p == limit)
    return g_strdup ("the end of the file");
  while (end < limit && end - p < 40 && (g_ascii_isalnum (*end) || strchr ("+-._", *end) != NULL) &&
         *end != '\0')
    end++;
  if (end > p)
    return g_strdup_printf ("“%.*s”", (int) (end - p), (const char *) p);
  length = acn_utf8_length_at (p, limit);
  if (length == 0)
    return g_strdup_printf ("the byte 0x%02X, which is not UTF-8", *p);
  if (*p < 0x20 || *p == 0x7f)
    return g_strdup_printf ("the control character U+%04X", *p);
  return g_strdup_printf ("“%.*s”", (int) length, (const char *) p);
}

/* What people and programs write for JSON. */
static const char *
find_hint (const AcnJsonScanner *self, gsize offset)
{
  static const struct
  {
    const char *begin, *hint;
  } hints[] = {
    { "/", " (JSON has no comments)" },
    { "#", " (JSON has no comments)" },
    { "'", " (strings take double quotes)" },
    { "\342\200\230", " (strings take straight double quotes)" }, /* ‘ */
    { "\342\200\234", " (strings take straight double quotes)" }, /* “ */
    { "\342\200\235", " (strings take straight double quotes)" }, /* ” */
    { "\342\200\236", " (strings take straight double quotes)" }, /* „ */
    { "\302\253", " (strings take straight double quotes)" },     /* « */
    { "<", " (this looks like HTML or XML)" },
    { "True", " (JSON has true and false)" },
    { "False", " (JSON has true and false)" },
    { "None", " (JSON has null)" },
    { "undefined", " (JSON has null)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      const gsize n = strlen (hints[i].begin);

      if (self->size - offset >= n && memcmp (self->data + offset, hints[i].begin, n) == 0)
        return hints[i].hint;
    }
  return "";
}

AcnJsonToken
acn_json_scanner_fail_expected (AcnJsonScanner *self, gsize offset, const char *expected)
{
  g_autofree char *found = describe_found (self, offset);
  const char      *hint = offset < self->size ? find_hint (self, offset) : "";

  return acn_json_scanner_fail (self, offset, "expected %s, found %s%s", expected, found, hint);
}

AcnJsonToken
acn_json_scanner_fail_unended (AcnJsonScanner *self)
{
  const gboolean   in_object = self->is_object[self->depth];
  g_autofree char *place = acn_json_scanner_describe_place (self, self->opened_at[self->depth]);

  return acn_json_scanner_fail (self,
                                self->size,
                                "the file ends inside the %s that begins at %s",
                                in_object ? "object" : "array",
                                place);
}

AcnJsonToken
acn_json_scanner_fail_string (AcnJsonScanner *self, AcnStringFault fault, gsize offset)
{
  switch (fault)
    {
    case ACN_STRING_UNENDED:
      return acn_json_scanner_fail (self, offset, "this string has no closing quote");
    case ACN_STRING_TOO_LONG:
      return acn_json_scanner_fail (
          self, offset, "a string longer than %u bytes", ACN_JSON_STRING_MAX);
    case ACN_STRING_CONTROL:
      if (self->data[offset] == '\n')
        return acn_json_scanner_fail (
            self, offset, "a line break inside a string must be written \\n");
      return acn_json_scanner_fail (
          self,
          offset,
          "the control character U+%04X inside a string must be written \\u%04x",
          self->data[offset],
          self->data[offset]);
    case ACN_STRING_UTF8:
      return acn_json_scanner_fail (
          self, offset, "the byte 0x%02X inside a string is not UTF-8", self->data[offset]);
    case ACN_STRING_SURROGATE:
      return acn_json_scanner_fail (
          self, offset, "half of a surrogate pair: such an escape stands for no character");
    case ACN_STRING_ESCAPE:
    case ACN_STRING_GOOD:
    default:
      return acn_json_scanner_fail (
          self, offset, "JSON has no such escape; a backslash itself is written \\\\");
    }
}

AcnJsonToken
acn_json_scanner_fail_number (AcnJsonScanner *self, AcnNumberFault fault, gsize offset)
{
  g_autofree char *found = describe_found (self, offset);

  switch (fault)
    {
    case ACN_NUMBER_LEADING_ZERO:
      return acn_json_scanner_fail (
          self, offset, "%s: a number must not begin with a needless 0", found);
    case ACN_NUMBER_TOO_LONG:
      return acn_json_scanner_fail (
          self, offset, "a number longer than %u bytes", ACN_JSON_NUMBER_MAX);
    case ACN_NUMBER_TOO_LARGE:
      return acn_json_scanner_fail (self, offset, "%s is too large for a number", found);
    case ACN_NUMBER_TOO_SMALL:
      return acn_json_scanner_fail (self, offset, "%s is too close to 0 for a number", found);
    case ACN_NUMBER_INTEGER_RANGE:
      return acn_json_scanner_fail (self, offset, "%s is beyond 2^53 and would lose digits", found);
    case ACN_NUMBER_NO_DIGIT:
    case ACN_NUMBER_GOOD:
    default:
      return acn_json_scanner_fail (self, offset, "%s is not a number as JSON writes them", found);
    }
}
