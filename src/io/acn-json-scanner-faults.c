/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scanner says when it stops: one sentence without its period. */
#include "io/acn-json-scanner-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/acn-isolate.h"

/* Nothing, or bytes that some other program would like. */
static const char *
find_foreign (const AcnJsonScanner *self)
{
  const guint8 *p = self->data;
  gsize         begin = 0;

  if (self->size >= 3 && p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
    return _ ("the file begins with a byte order mark; save it as UTF-8 without one");
  if (self->size >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
    return _ ("the file is UTF-16; save it as UTF-8");
  if (self->size >= 2 && p[0] == 0x1f && p[1] == 0x8b)
    return _ ("the file is packed by gzip; unpack it first");
  if (self->size >= 2 && p[0] == 'P' && p[1] == 'K')
    return _ ("the file is packed by zip; unpack it first");
  while (begin < self->size && strchr (" \t\n\r", p[begin]) != NULL && p[begin] != '\0')
    begin++;
  return begin == self->size ? _ ("the file is empty") : NULL;
}

/* Takes @message. */
static AcnJsonToken
stop (AcnJsonScanner *self, gsize offset, char *message)
{
  g_free (self->message);
  self->message = message;
  self->begin = self->end = offset;
  self->expect = ACN_JSON_EXPECT_NOTHING;
  return ACN_JSON_ERROR;
}

AcnJsonToken
acn_json_scanner_fail (AcnJsonScanner *self, gsize offset, const char *format, ...)
{
  char   *message;
  va_list args;

  va_start (args, format);
  message = acn_isolate_vprintf (format, args);
  va_end (args);
  return stop (self, offset, message);
}

static char *
quote (const guint8 *text, gsize length)
{
  g_autofree char *quoted = g_strndup ((const char *) text, length);

  /* Translators: quotes around what a file has, for the middle of a sentence. */
  return g_strdup_printf (_ ("“%s”"), quoted);
}

/* The word or the character at @offset, which is inside the file, for a message: where the file
 * ends too early, that is told in other words. */
static char *
describe_found (AcnJsonScanner *self, gsize offset)
{
  const guint8 *p = self->data + offset, *limit = self->data + self->size, *end = p;
  guint         length;

  g_assert (p < limit);
  while (end < limit && end - p < 40 && (g_ascii_isalnum (*end) || strchr ("+-._", *end) != NULL) &&
         *end != '\0')
    end++;
  if (end > p)
    return quote (p, (gsize) (end - p));
  length = acn_utf8_length_at (p, limit);
  if (length == 0)
    return g_strdup_printf (/* Translators: found in a file where something else was expected. */
                            _ ("the byte 0x%02X, which is not UTF-8"),
                            *p);
  if (*p < 0x20 || *p == 0x7f)
    return g_strdup_printf (/* Translators: found in a file where something else was expected. */
                            _ ("the control character U+%04X"),
                            *p);
  return quote (p, length);
}

/* What people and programs write for JSON. */
static const char *
find_hint (const AcnJsonScanner *self, gsize offset)
{
  static const struct
  {
    const char *begin, *hint;
  } hints[] = {
    { "/", N_ ("JSON has no comments") },
    { "#", N_ ("JSON has no comments") },
    { "'", N_ ("strings take double quotes") },
    { "\342\200\230", N_ ("strings take straight double quotes") }, /* ‘ */
    { "\342\200\234", N_ ("strings take straight double quotes") }, /* “ */
    { "\342\200\235", N_ ("strings take straight double quotes") }, /* ” */
    { "\342\200\236", N_ ("strings take straight double quotes") }, /* „ */
    { "\302\253", N_ ("strings take straight double quotes") },     /* « */
    { "<", N_ ("this looks like HTML or XML") },
    { "True", N_ ("JSON has true and false") },
    { "False", N_ ("JSON has true and false") },
    { "None", N_ ("JSON has null") },
    { "undefined", N_ ("JSON has null") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      const gsize n = strlen (hints[i].begin);

      if (self->size - offset >= n && memcmp (self->data + offset, hints[i].begin, n) == 0)
        return _ (hints[i].hint);
    }
  return NULL;
}

static char *
describe_wanted (AcnJsonWanted wanted, const char *found)
{
  switch (wanted)
    {
    case ACN_JSON_WANT_COLON:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected “:” after the name, found %s"), found);
    case ACN_JSON_WANT_IN_OBJECT:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected “,” or “}”, found %s"), found);
    case ACN_JSON_WANT_IN_ARRAY:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected “,” or “]”, found %s"), found);
    case ACN_JSON_WANT_END:
      return acn_isolate_printf (
          /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
          _ ("expected nothing more after the end of the document, found %s"),
          found);
    case ACN_JSON_WANT_NAME_OR_END:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected a name in double quotes or “}”, found %s"), found);
    case ACN_JSON_WANT_NAME:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected a name in double quotes after the comma, found %s"),
                                 found);
    case ACN_JSON_WANT_NEXT_VALUE:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected a value after the comma or colon, found %s"), found);
    case ACN_JSON_WANT_VALUE:
    default:
      /* Translators: %s is what is there, in quotes, or “the control character U+0000”. */
      return acn_isolate_printf (_ ("expected a value, found %s"), found);
    }
}

AcnJsonToken
acn_json_scanner_fail_expected (AcnJsonScanner *self, gsize offset, AcnJsonWanted wanted)
{
  g_autofree char *found = describe_found (self, offset);
  g_autofree char *sentence = describe_wanted (wanted, found);
  const char      *hint = find_hint (self, offset);

  if (hint == NULL)
    return stop (self, offset, g_steal_pointer (&sentence));
  /* Translators: a sentence that says what is wrong, then a hint, as “JSON has no comments”. */
  return stop (self, offset, g_strdup_printf (_ ("%s (%s)"), sentence, hint));
}

AcnJsonToken
acn_json_scanner_fail_unended (AcnJsonScanner *self)
{
  guint line, column;

  acn_json_place (self->data, self->size, self->opened_at[self->depth], &line, &column);
  return acn_json_scanner_fail (
      self,
      self->size,
      self->is_object[self->depth]
          /* Translators: of JSON; the numbers are of a line and a column. */
          ? _ ("the file ends inside the object that begins at line %u, column %u")
          /* Translators: of JSON; the numbers are of a line and a column. */
          : _ ("the file ends inside the array that begins at line %u, column %u"),
      line,
      column);
}

/* Whether the text is none at all, and is told so. */
gboolean
acn_json_scanner_refuse_foreign (AcnJsonScanner *self)
{
  const char *message = find_foreign (self);

  if (message != NULL)
    stop (self, 0, g_strdup (message));
  return message != NULL;
}

AcnJsonToken
acn_json_scanner_fail_members (AcnJsonScanner *self, gsize offset)
{
  return acn_json_scanner_fail (self,
                                offset,
                                /* Translators: %u is some ten thousand, always the same. */
                                _ ("an object with more than %u members"),
                                ACN_JSON_MEMBERS_MAX);
}

/* @earlier: where the name stands that is the last one as well */
AcnJsonToken
acn_json_scanner_fail_twice (AcnJsonScanner *self, gsize offset, gsize earlier)
{
  g_autofree char *said = acn_json_scanner_dup_string (self);
  guint            line, column;

  acn_json_place (self->data, self->size, earlier, &line, &column);
  return acn_json_scanner_fail (
      self,
      offset,
      /* Translators: %.200s is a member of an object that is there twice. */
      _ ("“%.200s” was already given at line %u, column %u"),
      said,
      line,
      column);
}

AcnJsonToken
acn_json_scanner_fail_depth (AcnJsonScanner *self, gsize offset)
{
  return acn_json_scanner_fail (self,
                                offset,
                                /* Translators: %u is 128. */
                                _ ("arrays and objects nested deeper than %u levels"),
                                ACN_JSON_DEPTH_MAX);
}

AcnJsonToken
acn_json_scanner_fail_string (AcnJsonScanner *self, AcnStringFault fault, gsize offset)
{
  switch (fault)
    {
    case ACN_STRING_UNENDED:
      return acn_json_scanner_fail (self, offset, _ ("this string has no closing quote"));
    case ACN_STRING_TOO_LONG:
      return acn_json_scanner_fail (self,
                                    offset, /* Translators: %u is 1048576. */
                                    _ ("a string longer than %u bytes"),
                                    ACN_JSON_STRING_MAX);
    case ACN_STRING_CONTROL:
      if (self->data[offset] == '\n')
        return acn_json_scanner_fail (
            self, offset, _ ("a line break inside a string must be written \\n"));
      return acn_json_scanner_fail (
          self,
          offset,
          /* Translators: both numbers are the same, in hexadecimal digits. */
          _ ("the control character U+%04X inside a string must be written \\u%04x"),
          self->data[offset],
          self->data[offset]);
    case ACN_STRING_UTF8:
      return acn_json_scanner_fail (self,
                                    offset, /* Translators: %02X is two hexadecimal digits. */
                                    _ ("the byte 0x%02X inside a string is not UTF-8"),
                                    self->data[offset]);
    case ACN_STRING_SURROGATE:
      return acn_json_scanner_fail (
          self, offset, _ ("half of a surrogate pair: such an escape stands for no character"));
    case ACN_STRING_ESCAPE:
    case ACN_STRING_GOOD:
    default:
      return acn_json_scanner_fail (
          self, offset, _ ("JSON has no such escape; a backslash itself is written \\\\"));
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
          self,
          offset, /* Translators: %s is what stands for a number, in quotes. */
          _ ("%s: a number must not begin with a needless 0"),
          found);
    case ACN_NUMBER_TOO_LONG:
      return acn_json_scanner_fail (self,
                                    offset, /* Translators: %u is 1000. */
                                    _ ("a number longer than %u bytes"),
                                    ACN_JSON_NUMBER_MAX);
    case ACN_NUMBER_TOO_LARGE:
      return acn_json_scanner_fail (
          self,
          offset, /* Translators: %s is what stands for a number, in quotes. */
          _ ("%s is too large for a number"),
          found);
    case ACN_NUMBER_TOO_SMALL:
      return acn_json_scanner_fail (
          self,
          offset, /* Translators: %s is what stands for a number, in quotes. */
          _ ("%s is too close to 0 for a number"),
          found);
    case ACN_NUMBER_INTEGER_RANGE:
      return acn_json_scanner_fail (
          self,
          offset, /* Translators: %s is what stands for a number, in quotes. */
          _ ("%s is beyond 2^53 and would lose digits"),
          found);
    case ACN_NUMBER_NO_DIGIT:
    case ACN_NUMBER_GOOD:
    default:
      return acn_json_scanner_fail (
          self,
          offset, /* Translators: %s is what stands for a number, in quotes. */
          _ ("%s is not a number as JSON writes them"),
          found);
    }
}
