/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-json-string.h"

#include "io/acn-json-scanner.h"

#include <string.h>

#define BYTES(value) (0x0101010101010101u * (value))
/* High bit of each byte of @x that is below @n <= 128 (may err above a byte that is, which does
 * not matter for "is there any"). */
#define BELOW(x, n) (((x) -BYTES (n)) & ~(x) &BYTES (0x80))

/**
 * acn_utf8_length_at:
 * @text: where a character begins, @text < @limit
 * @limit: end of the bytes
 *
 * Returns: bytes of the character, 1 to 4, or 0 when they are not UTF-8 (also over-long forms,
 *   surrogates and what is beyond U+10FFFF).
 * Source: The Unicode Standard 15.0, table 3-7
 */
guint
acn_utf8_length_at (const guint8 *text, const guint8 *limit)
{
  const guint8 first = *text;
  guint8       low = 0x80, high = 0xbf;
  guint        length;

  if (first < 0x80)
    return 1;
  if (first < 0xc2 || first > 0xf4)
    return 0;
  length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if ((gsize) (limit - text) < length)
    return 0;
  if (first == 0xe0)
    low = 0xa0;
  else if (first == 0xed)
    high = 0x9f;
  else if (first == 0xf0)
    low = 0x90;
  else if (first == 0xf4)
    high = 0x8f;
  if (text[1] < low || text[1] > high)
    return 0;
  for (guint i = 2; i < length; i++)
    if ((text[i] & 0xc0) != 0x80)
      return 0;
  return length;
}

/* Four hexadecimal digits as a number, or -1. */
static int
scan_hex4 (const guint8 *p, const guint8 *limit)
{
  int value = 0;

  if (limit - p < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);
      if (digit < 0)
        return -1;
      value = value << 4 | digit;
    }
  return value;
}

/* At a backslash; moves on behind the escape, stays at it when it is wrong. */
static AcnStringFault
scan_escape (const guint8 **p, const guint8 *limit)
{
  const guint8 *q = *p + 1;
  int           unit;

  if (q == limit)
    return ACN_STRING_UNENDED;
  if (*q != 'u')
    {
      if (strchr ("\"\\/bfnrt", *q) == NULL || *q == '\0')
        return ACN_STRING_ESCAPE;
      *p = q + 1;
      return ACN_STRING_GOOD;
    }
  unit = scan_hex4 (q + 1, limit);
  if (unit < 0)
    return ACN_STRING_ESCAPE;
  q += 5;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return ACN_STRING_SURROGATE;
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      int second = limit - q >= 2 && q[0] == '\\' && q[1] == 'u' ? scan_hex4 (q + 2, limit) : -1;
      if (second < 0xdc00 || second > 0xdfff)
        return ACN_STRING_SURROGATE;
      q += 6;
    }
  *p = q;
  return ACN_STRING_GOOD;
}

/* Skips what needs no look, eight bytes at a time. The lowest byte that is marked is one that needs
 * it. */
static inline const guint8 *
skip_plain (const guint8 *p, const guint8 *limit)
{
  guint64 v, marks;

  for (; limit - p >= 8; p += 8)
    {
      memcpy (&v, p, sizeof v);
      v = GUINT64_FROM_LE (v);
      marks = (v & BYTES (0x80)) | BELOW (v, 0x20) | BELOW (v ^ BYTES ('"'), 1) |
              BELOW (v ^ BYTES ('\\'), 1);
      if (marks != 0)
        return p + __builtin_ctzll (marks) / 8;
    }
  return p;
}

/**
 * acn_json_string_scan:
 * @text: the opening quote
 * @limit: end of the bytes
 * @out_end: (out): behind the closing quote, or the place of the fault
 * @out_has_escapes: (out): whether there is a backslash
 *
 * Returns: %ACN_STRING_GOOD or what is wrong
 * Source: RFC 8259, section 7
 */
AcnStringFault
acn_json_string_scan (const guint8  *text,
                      const guint8  *limit,
                      const guint8 **out_end,
                      gboolean      *out_has_escapes)
{
  const guint8  *p = text + 1;
  AcnStringFault fault = ACN_STRING_GOOD;

  *out_has_escapes = FALSE;
  while (fault == ACN_STRING_GOOD)
    {
      p = skip_plain (p, limit);
      if (p == limit || *p == '"')
        break;
      if (*p == '\\')
        {
          *out_has_escapes = TRUE;
          fault = scan_escape (&p, limit);
        }
      else if (*p < 0x20)
        fault = ACN_STRING_CONTROL;
      else if (*p < 0x80)
        p++;
      else
        {
          guint length = acn_utf8_length_at (p, limit);
          p += length;
          fault = length == 0 ? ACN_STRING_UTF8 : ACN_STRING_GOOD;
        }
    }
  *out_end = p;
  if (fault == ACN_STRING_GOOD && p == limit)
    fault = ACN_STRING_UNENDED;
  if (fault == ACN_STRING_UNENDED ||
      (fault == ACN_STRING_GOOD && p - text - 1 > ACN_JSON_STRING_MAX))
    {
      *out_end = text;
      return fault == ACN_STRING_UNENDED ? fault : ACN_STRING_TOO_LONG;
    }
  *out_end += fault == ACN_STRING_GOOD;
  return fault;
}

/**
 * acn_json_string_decode:
 * @text: what is between the quotes, accepted by acn_json_string_scan()
 * @length: its bytes
 *
 * Returns: (transfer full): what it says, UTF-8; U+0000 stays in it
 */
GString *
acn_json_string_decode (const guint8 *text, gsize length)
{
  static const char names[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  GString          *decoded = g_string_sized_new (length);
  const guint8     *p = text, *limit = text + length;

  while (p < limit)
    {
      const guint8 *escape = memchr (p, '\\', limit - p);
      const char   *name;

      if (escape == NULL)
        escape = limit;
      g_string_append_len (decoded, (const char *) p, escape - p);
      if (escape == limit)
        break;
      p = escape + 2;
      if (escape[1] == 'u')
        {
          gunichar unit = scan_hex4 (p, limit);

          p += 4;
          if (unit >= 0xd800 && unit <= 0xdbff)
            {
              unit = 0x10000 + ((unit - 0xd800) << 10) + (scan_hex4 (p + 2, limit) - 0xdc00);
              p += 6;
            }
          if (unit == 0)
            g_string_append_c (decoded, '\0');
          else
            g_string_append_unichar (decoded, unit);
        }
      else if ((name = strchr (names, escape[1])) != NULL)
        g_string_append_c (decoded, meanings[name - names]);
      else
        g_string_append_c (decoded, escape[1]);
    }
  return decoded;
}
