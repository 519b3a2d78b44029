/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-when.h"

#include <glib/gi18n.h>
#include <string.h>

#define ACN_WHEN_ERROR g_quark_from_static_string ("acn-when-error-quark")

/* One date: what it may mean, and how it was told. */
typedef struct
{
  AcnSpan      span;
  AcnPrecision precision;
  guint8       qualifier;
} Date;

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (ACN_WHEN_ERROR, 0, format, args);
  va_end (args);
  return FALSE;
}

/* --- Reading --------------------------------------------------------------------------------- */

static gboolean
read_number (const char **text, guint n_digits, int *out)
{
  *out = 0;
  for (guint i = 0; i < n_digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *out = *out * 10 + (**text - '0');
    }
  return TRUE;
}

/* Year, month, day as far as they are told; the others become -1. */
static gboolean
read_parts (const char *text, int *year, int *month, int *day)
{
  int sign = *text == '-' ? -1 : 1;

  text += sign < 0;
  *month = *day = -1;
  if (!read_number (&text, 4, year))
    return FALSE;
  *year *= sign;
  if (*text == '\0')
    return TRUE;
  if (*text++ != '-' || !read_number (&text, 2, month))
    return FALSE;
  if (*text == '\0')
    return TRUE;
  return *text++ == '-' && read_number (&text, 2, day) && *text == '\0';
}

static guint8
take_qualifier (char *text)
{
  char *last = *text != '\0' ? text + strlen (text) - 1 : text;
  char  mark = *last;

  if (mark != '~' && mark != '?' && mark != '%')
    return ACN_QUALIFIER_NONE;
  *last = '\0';
  return (mark != '?' ? ACN_QUALIFIER_APPROXIMATE : 0) |
         (mark != '~' ? ACN_QUALIFIER_UNCERTAIN : 0);
}

static gboolean
set_span (Date *date, int year, int month, int day)
{
  AcnDay begin, end;

  if (!acn_day_from_ymd (year, month < 0 ? 1 : month, day < 0 ? 1 : day, &begin))
    return FALSE;
  end = begin + 1;
  date->precision = ACN_PRECISION_DAY;
  if (month < 0)
    {
      date->precision = ACN_PRECISION_YEAR;
      acn_day_from_ymd (year, 12, 31, &end);
      end++;
    }
  else if (day < 0)
    {
      date->precision = ACN_PRECISION_MONTH;
      end = month == 12 ? begin + 31 : acn_day_add_months (begin, 1);
    }
  date->span = (AcnSpan){ begin, end };
  return TRUE;
}

static gboolean
parse_date (const char *text, const char *edtf, Date *out, GError **error)
{
  g_autofree char *copy = g_strdup (text);
  int              year, month, day;

  *out = (Date){ .qualifier = take_qualifier (copy) };
  if (strchr (copy, 'T') != NULL)
    return fail (error, /* Translators: %s is a date, as a file has it. */
                 _ ("“%s” has a time of day; dates are whole days here"),
                 edtf);
  if (!read_parts (copy, &year, &month, &day))
    return fail (
        error, /* Translators: %s is what a file has for a date. YYYY, MM and DD stand for year,
                * month and day. Keep the signs ~ ? % and ..; a sign of per cent is written %%. */
        _ ("“%s” is not a date that is understood here: dates are written YYYY, YYYY-MM "
           "or YYYY-MM-DD, with ~ (approximate), ? (uncertain) or %% (both) at the end, "
           "and intervals A/B, A/.. or ../B"),
        edtf);
  if (month >= 21 && month <= 41)
    return fail (error, /* Translators: %s is a date, as a file has it. */
                 _ ("“%s” is a season; name its months instead"),
                 edtf);
  if (!set_span (out, year, month, day))
    return fail (error, /* Translators: %s is a date, as a file has it. */
                 _ ("“%s” is not in the calendar"),
                 edtf);
  return TRUE;
}

static gboolean
parse_interval (const char *edtf, const char *slash, AcnWhen *out_when, GError **error)
{
  g_autofree char *begin_text = g_strndup (edtf, (gsize) (slash - edtf));
  const char      *end_text = slash + 1;
  Date             begin = { .span = { ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_BEGIN } };
  Date             end = { .span = { ACN_DAY_OPEN_END, ACN_DAY_OPEN_END } };
  gboolean open_begin = g_str_equal (begin_text, ".."), open_end = g_str_equal (end_text, "..");

  if ((!open_begin && !parse_date (begin_text, edtf, &begin, error)) ||
      (!open_end && !parse_date (end_text, edtf, &end, error)))
    return FALSE;
  if (!open_begin && !open_end && begin.span.begin_day >= end.span.end_day)
    return fail (error, /* Translators: %s is an interval of dates, as a file has it. */
                 _ ("“%s” ends before it begins"),
                 edtf);
  *out_when = (AcnWhen){ .span = { begin.span.begin_day, end.span.end_day },
                         .begin_precision = begin.precision,
                         .end_precision = end.precision,
                         .begin_qualifier = begin.qualifier,
                         .end_qualifier = end.qualifier,
                         .is_interval = TRUE };
  return TRUE;
}

/**
 * acn_when_parse:
 * @edtf: a date or interval
 * @out_when: (out): what it means
 *
 * Reads days, months, years, intervals of them with open ends, and the marks ~ ? % at the end of a
 * date. Seasons, unspecified digits, sets and times are refused with a sentence that says so.
 *
 * Returns: whether it was read; else @error is a sentence that begins with the quoted text.
 * Source: Extended Date/Time Format, Library of Congress 2019 (ISO 8601-2:2019), levels 0 and 1
 */
gboolean
acn_when_parse (const char *edtf, AcnWhen *out_when, GError **error)
{
  const char *slash = strchr (edtf, '/');
  Date        date;

  if (slash != NULL && strchr (slash + 1, '/') != NULL)
    return fail (error, /* Translators: %s stands for a date, as a file has it. */
                 _ ("“%s” has two slashes"),
                 edtf);
  if (slash != NULL)
    return parse_interval (edtf, slash, out_when, error);
  if (!parse_date (edtf, edtf, &date, error))
    return FALSE;
  *out_when = (AcnWhen){ .span = date.span,
                         .begin_precision = date.precision,
                         .end_precision = date.precision,
                         .begin_qualifier = date.qualifier,
                         .end_qualifier = date.qualifier };
  return TRUE;
}

/* --- Writing --------------------------------------------------------------------------------- */

static void
append_date (GString *out, AcnDay day, AcnPrecision precision, guint8 qualifier)
{
  static const char *const marks[] = { "", "~", "?", "%" };
  int                      year, month, day_of_month;

  acn_day_to_ymd (day, &year, &month, &day_of_month);
  g_string_append_printf (out, "%s%04d", year < 0 ? "-" : "", ABS (year));
  if (precision <= ACN_PRECISION_MONTH)
    g_string_append_printf (out, "-%02d", month);
  if (precision == ACN_PRECISION_DAY)
    g_string_append_printf (out, "-%02d", day_of_month);
  g_string_append (out, marks[qualifier & 3]);
}

/**
 * acn_when_to_edtf:
 *
 * Returns: (transfer full): the date as EDTF; parsing it gives an equal value.
 */
char *
acn_when_to_edtf (const AcnWhen *when)
{
  GString *out = g_string_new (NULL);

  if (when->span.begin_day == ACN_DAY_OPEN_BEGIN)
    g_string_append (out, "..");
  else
    append_date (out, when->span.begin_day, when->begin_precision, when->begin_qualifier);
  if (!when->is_interval)
    return g_string_free (out, FALSE);
  g_string_append_c (out, '/');
  if (when->span.end_day == ACN_DAY_OPEN_END)
    g_string_append (out, "..");
  else
    append_date (out, when->span.end_day - 1, when->end_precision, when->end_qualifier);
  return g_string_free (out, FALSE);
}

/**
 * acn_when_is_fuzzy:
 *
 * Returns: whether an end is approximate or uncertain, or told less exactly than by the day.
 */
gboolean
acn_when_is_fuzzy (const AcnWhen *when)
{
  return when->begin_qualifier != 0 || when->end_qualifier != 0 ||
         (when->begin_precision != ACN_PRECISION_DAY &&
          when->span.begin_day != ACN_DAY_OPEN_BEGIN) ||
         (when->end_precision != ACN_PRECISION_DAY && when->span.end_day != ACN_DAY_OPEN_END);
}
