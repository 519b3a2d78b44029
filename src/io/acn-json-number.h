/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of JSON as text and as doubles. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The greatest integer of which every smaller one is a double, too. */
#define ACN_JSON_INTEGER_MAX 9007199254740992

typedef enum
{
  ACN_NUMBER_GOOD,
  ACN_NUMBER_NO_DIGIT, /* none after the minus, the point or the exponent */
  ACN_NUMBER_LEADING_ZERO,
  ACN_NUMBER_TOO_LONG,
  ACN_NUMBER_TOO_LARGE,     /* no finite double */
  ACN_NUMBER_TOO_SMALL,     /* not 0, but a double would be */
  ACN_NUMBER_INTEGER_RANGE, /* an integer beyond ACN_JSON_INTEGER_MAX */
} AcnNumberFault;

AcnNumberFault acn_json_number_scan (const guint8  *text,
                                     const guint8  *limit,
                                     const guint8 **out_end,
                                     double        *out_value,
                                     gboolean      *out_is_integer);

/* Powers of ten that doubles hold exactly. */
extern const double acn_json_powers_of_ten[23];

/*
 * acn_json_number_scan_short:
 * @text: where a number may begin, @text < @limit
 * @limit: end of the bytes
 * @out_value: (out): the number
 *
 * The plain decimals that coordinates are: digits, perhaps a fraction, 15 digits at most. Such a
 * number is an integer below 2^53 divided by an exact power of ten, so the one division rounds
 * rightly.
 *
 * Returns: where it ended, or NULL when it is none of these (it may still be a number).
 * Source: Clinger 1990, "How to read floating point numbers accurately", doi:10.1145/93542.93557
 */
static inline const guint8 *
acn_json_number_scan_short (const guint8 *text, const guint8 *limit, double *out_value)
{
  const guint8 *p = text, *digits;
  guint64       mantissa = 0;
  gsize         n_digits, n_fraction = 0;
  gboolean      negative = *p == '-';
  double        value;

  p += negative;
  digits = p;
  while (p < limit && (guint8) (*p - '0') <= 9)
    mantissa = mantissa * 10 + (*p++ - '0');
  n_digits = p - digits;
  if (n_digits == 0 || (n_digits > 1 && *digits == '0'))
    return NULL;
  if (p < limit && *p == '.')
    {
      const guint8 *fraction = ++p;

      while (p < limit && (guint8) (*p - '0') <= 9)
        mantissa = mantissa * 10 + (*p++ - '0');
      n_fraction = p - fraction;
      if (n_fraction == 0)
        return NULL;
    }
  if (n_digits + n_fraction > 15 || (p < limit && (*p | 0x20) == 'e'))
    return NULL;
  value = (double) mantissa / acn_json_powers_of_ten[n_fraction];
  *out_value = negative ? -value : value;
  return p;
}

G_END_DECLS
