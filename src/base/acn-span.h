/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days and half-open spans of them. A day is a calendar day, never an instant, so no
 * time zone can shift one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Day number in the proleptic Gregorian calendar, 1970-01-01 = 0. */
typedef gint32 AcnDay;

/* Years that the program can name. */
#define ACN_YEAR_MIN (-9999)
#define ACN_YEAR_MAX 9999

/* An open begin or end of a span; no real day has these numbers. */
#define ACN_DAY_OPEN_BEGIN G_MININT32
#define ACN_DAY_OPEN_END G_MAXINT32

/* AcnSpan: days of [begin_day, end_day); empty when begin_day >= end_day. */
typedef struct
{
  AcnDay begin_day;
  AcnDay end_day;
} AcnSpan;

gboolean acn_day_from_ymd (int year, int month, int day_of_month, AcnDay *out_day);
void     acn_day_to_ymd (AcnDay day, int *out_year, int *out_month, int *out_day_of_month);
gboolean acn_day_parse (const char *iso, AcnDay *out_day);
char    *acn_day_to_iso (AcnDay day);
int      acn_day_weekday (AcnDay day);
AcnDay   acn_day_add_months (AcnDay day, int n_months);

static inline gboolean
acn_span_is_empty (AcnSpan span)
{
  return span.begin_day >= span.end_day;
}

static inline gboolean
acn_span_contains (AcnSpan span, AcnDay day)
{
  return day >= span.begin_day && day < span.end_day;
}

static inline gboolean
acn_span_overlaps (AcnSpan a, AcnSpan b)
{
  return a.begin_day < b.end_day && b.begin_day < a.end_day;
}

static inline gboolean
acn_span_equal (AcnSpan a, AcnSpan b)
{
  return a.begin_day == b.begin_day && a.end_day == b.end_day;
}

static inline AcnSpan
acn_span_intersect (AcnSpan a, AcnSpan b)
{
  return (AcnSpan){ MAX (a.begin_day, b.begin_day), MIN (a.end_day, b.end_day) };
}

/* Days in the span; 64 bit because open ends make it larger than a day number. */
static inline gint64
acn_span_n_days (AcnSpan span)
{
  return (gint64) span.end_day - span.begin_day;
}

static inline AcnDay
acn_span_clamp (AcnSpan span, AcnDay day)
{
  return CLAMP (day, span.begin_day, span.end_day - 1);
}

G_END_DECLS
