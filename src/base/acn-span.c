/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversions between day numbers and the proleptic Gregorian calendar, in 64-bit arithmetic and
 * without the C library's or GLib's calendars, which know time zones and not every year.
 * Source: Hinnant, chrono-Compatible Low-Level Date Algorithms (eras of 400 years). */
#include "base/acn-span.h"

#define DAYS_PER_ERA 146097 /* 400 years */
#define EPOCH_OFFSET 719468 /* from 0000-03-01 to 1970-01-01 */

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

/**
 * acn_day_from_ymd:
 * @year: astronomical, ACN_YEAR_MIN..ACN_YEAR_MAX (0 is 1 BC)
 * @month: 1..12
 * @day_of_month: 1..31
 * @out_day: (out): the day
 *
 * Returns: whether there is such a day; @out_day is not touched otherwise.
 */
gboolean
acn_day_from_ymd (int year, int month, int day_of_month, AcnDay *out_day)
{
  gint64 y, era, year_of_era, day_of_year, day_of_era;

  if (year < ACN_YEAR_MIN || year > ACN_YEAR_MAX || month < 1 || month > 12 || day_of_month < 1 ||
      day_of_month > days_in_month (year, month))
    return FALSE;
  y = year - (month <= 2);
  era = floor_divide (y, 400);
  year_of_era = y - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  *out_day = (AcnDay) (era * DAYS_PER_ERA + day_of_era - EPOCH_OFFSET);
  return TRUE;
}

/**
 * acn_day_to_ymd:
 * @day: a real day, not an open end
 * @out_year, @out_month, @out_day_of_month: (out) (optional): its date
 */
void
acn_day_to_ymd (AcnDay day, int *out_year, int *out_month, int *out_day_of_month)
{
  gint64 shifted = (gint64) day + EPOCH_OFFSET, era = floor_divide (shifted, DAYS_PER_ERA);
  gint64 day_of_era = shifted - era * DAYS_PER_ERA;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted_month = (5 * day_of_year + 2) / 153;
  int    month = (int) (shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);

  if (out_year != NULL)
    *out_year = (int) (year_of_era + era * 400 + (month <= 2));
  if (out_month != NULL)
    *out_month = month;
  if (out_day_of_month != NULL)
    *out_day_of_month = (int) (day_of_year - (153 * shifted_month + 2) / 5 + 1);
}

static gboolean
read_digits (const char **text, guint n, int *out)
{
  *out = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      *out = *out * 10 + ((*text)[i] - '0');
    }
  *text += n;
  return TRUE;
}

/**
 * acn_day_parse:
 * @iso: a calendar date of ISO 8601, YYYY-MM-DD, with an optional minus before the year
 * @out_day: (out): the day
 *
 * Returns: whether @iso is such a date and the day exists.
 */
gboolean
acn_day_parse (const char *iso, AcnDay *out_day)
{
  int sign = *iso == '-' ? -1 : 1, year, month, day;

  iso += sign < 0;
  if (!read_digits (&iso, 4, &year) || *iso++ != '-' || !read_digits (&iso, 2, &month) ||
      *iso++ != '-' || !read_digits (&iso, 2, &day) || *iso != '\0')
    return FALSE;
  return acn_day_from_ymd (sign * year, month, day, out_day);
}

/**
 * acn_day_to_iso:
 *
 * Returns: (transfer full): YYYY-MM-DD; ".." for an open end.
 */
char *
acn_day_to_iso (AcnDay day)
{
  int year, month, day_of_month;

  if (day == ACN_DAY_OPEN_BEGIN || day == ACN_DAY_OPEN_END)
    return g_strdup ("..");
  acn_day_to_ymd (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%s%04d-%02d-%02d", year < 0 ? "-" : "", ABS (year), month, day_of_month);
}

/**
 * acn_day_weekday:
 *
 * Returns: 1 (Monday) to 7 (Sunday), as ISO 8601 counts.
 */
int
acn_day_weekday (AcnDay day)
{
  gint64 since_monday = (gint64) day + 3; /* 1970-01-01 was a Thursday */

  return (int) (since_monday - 7 * floor_divide (since_monday, 7)) + 1;
}

/**
 * acn_day_add_months:
 * @n_months: how many, may be negative
 *
 * Returns: the same day of that month, or its last when it is shorter; within the years that the
 *   program can name.
 */
AcnDay
acn_day_add_months (AcnDay day, int n_months)
{
  int    year, month, day_of_month;
  gint64 months;
  AcnDay result = day;

  acn_day_to_ymd (day, &year, &month, &day_of_month);
  months = CLAMP ((gint64) year * 12 + month - 1 + n_months,
                  (gint64) ACN_YEAR_MIN * 12,
                  (gint64) ACN_YEAR_MAX * 12 + 11);
  year = (int) floor_divide (months, 12);
  month = (int) (months - (gint64) year * 12) + 1;
  acn_day_from_ymd (year, month, MIN (day_of_month, days_in_month (year, month)), &result);
  return result;
}
