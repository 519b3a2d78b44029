/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-json-number.h"

#include "io/acn-json-scanner.h"

#include <math.h>
#include <string.h>

const double acn_json_powers_of_ten[23] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* A number taken apart: mantissa * 10^exponent, exact while n_digits <= 19. */
typedef struct
{
  guint64 mantissa;
  guint   n_digits; /* without leading zeros */
  gint64  exponent;
} Decimal;

static const guint8 *
scan_digits (Decimal *decimal, const guint8 *p, const guint8 *limit)
{
  for (; p < limit && g_ascii_isdigit (*p); p++)
    {
      if (decimal->mantissa == 0 && *p == '0')
        continue;
      if (decimal->n_digits++ < 19)
        decimal->mantissa = decimal->mantissa * 10 + (*p - '0');
    }
  return p;
}

static const guint8 *
scan_exponent (Decimal *decimal, const guint8 *p, const guint8 *limit)
{
  gboolean negative = FALSE;
  gint64   exponent = 0;

  if (p < limit && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  if (p == limit || !g_ascii_isdigit (*p))
    return NULL;
  for (; p < limit && g_ascii_isdigit (*p); p++)
    exponent = MIN (exponent * 10 + (*p - '0'), 1000000);
  decimal->exponent += negative ? -exponent : exponent;
  return p;
}

static double
to_double (const Decimal *decimal, const guint8 *text, gsize length)
{
  char copy[ACN_JSON_NUMBER_MAX + 1];

  if (decimal->n_digits <= 15 && ABS (decimal->exponent) <= 22)
    {
      double power = acn_json_powers_of_ten[ABS (decimal->exponent)];
      double value = decimal->exponent < 0 ? decimal->mantissa / power : decimal->mantissa * power;
      return *text == '-' ? -value : value;
    }
  memcpy (copy, text, length);
  copy[length] = '\0';
  return g_ascii_strtod (copy, NULL);
}

/**
 * acn_json_number_scan:
 * @text: where a number begins (a minus or a digit), @text < @limit
 * @limit: end of the bytes
 * @out_end: (out): end of the number; when it is a fault, how far it was understood
 * @out_value: (out): the nearest double, finite
 * @out_is_integer: (out): whether it has neither fraction nor exponent
 *
 * The grammar is number of RFC 8259, section 6. A number that follows directly on another word is
 * not looked at: the caller sees what comes after @out_end.
 *
 * Returns: %ACN_NUMBER_GOOD or what is wrong
 */
AcnNumberFault
acn_json_number_scan (const guint8  *text,
                      const guint8  *limit,
                      const guint8 **out_end,
                      double        *out_value,
                      gboolean      *out_is_integer)
{
  const guint8 *p = text, *fraction;
  Decimal       decimal = { 0 };

  *out_end = p;
  *out_is_integer = TRUE;
  p += *p == '-';
  if (p == limit || !g_ascii_isdigit (*p))
    return ACN_NUMBER_NO_DIGIT;
  if (*p == '0' && p + 1 < limit && g_ascii_isdigit (p[1]))
    return ACN_NUMBER_LEADING_ZERO;
  p = scan_digits (&decimal, p, limit);
  if (p < limit && *p == '.')
    {
      *out_is_integer = FALSE;
      fraction = ++p;
      p = scan_digits (&decimal, p, limit);
      if (p == fraction)
        return ACN_NUMBER_NO_DIGIT;
      decimal.exponent = fraction - p;
    }
  if (p < limit && (*p == 'e' || *p == 'E'))
    {
      *out_is_integer = FALSE;
      p = scan_exponent (&decimal, p + 1, limit);
      if (p == NULL)
        return ACN_NUMBER_NO_DIGIT;
    }
  *out_end = p;
  if (p - text > ACN_JSON_NUMBER_MAX)
    return ACN_NUMBER_TOO_LONG;
  if (*out_is_integer && (decimal.n_digits > 19 || decimal.mantissa > ACN_JSON_INTEGER_MAX))
    return ACN_NUMBER_INTEGER_RANGE;
  *out_value = to_double (&decimal, text, p - text);
  if (!isfinite (*out_value))
    return ACN_NUMBER_TOO_LARGE;
  if (*out_value == 0 && decimal.mantissa != 0)
    return ACN_NUMBER_TOO_SMALL;
  return ACN_NUMBER_GOOD;
}
