/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-timeline-ticks.h"

/* From the finest to the coarsest. Weeks begin on Monday (ISO 8601). */
static const AcnTickStep steps[] = {
  { ACN_TICK_DAY, 1, 1, ACN_DATE_DAY, ACN_DATE_MONTH_YEAR },
  { ACN_TICK_DAY, 7, 7, ACN_DATE_DAY, ACN_DATE_MONTH_YEAR },
  { ACN_TICK_MONTH, 1, 30.44, ACN_DATE_MONTH, ACN_DATE_YEAR },
  { ACN_TICK_MONTH, 3, 91.31, ACN_DATE_MONTH, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 1, 365.24, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 2, 730.5, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 5, 1826.2, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 10, 3652.4, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 20, 7304.8, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 50, 18262, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 100, 36524, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 500, 182621, ACN_DATE_YEAR, ACN_DATE_YEAR },
  { ACN_TICK_YEAR, 1000, 365243, ACN_DATE_YEAR, ACN_DATE_YEAR },
};

static int
floor_to (int value, int n)
{
  int rest = value % n;

  return value - (rest < 0 ? rest + n : rest);
}

static AcnDay
day_from_ymd (int year, int month, int day_of_month)
{
  AcnDay day = ACN_DAY_OPEN_BEGIN;

  year = CLAMP (year, ACN_YEAR_MIN, ACN_YEAR_MAX);
  acn_day_from_ymd (year, month, day_of_month, &day);
  return day;
}

/**
 * acn_tick_step_pick:
 * @px_per_day: > 0
 * @min_px: the least that neighbouring ticks shall be apart, px
 *
 * Returns: (transfer none): the finest step that keeps that distance, or the coarsest of all.
 */
const AcnTickStep *
acn_tick_step_pick (double px_per_day, double min_px)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].days * px_per_day >= min_px)
      return &steps[i];
  return &steps[G_N_ELEMENTS (steps) - 1];
}

/**
 * acn_tick_step_floor:
 * @day: any day that the program can name
 *
 * Returns: the last tick on or before @day.
 */
AcnDay
acn_tick_step_floor (const AcnTickStep *self, AcnDay day)
{
  int year, month, day_of_month;

  if (self->unit == ACN_TICK_DAY)
    /* Day 4 was Monday 5 January 1970. */
    return self->n == 1 ? day : floor_to (day - 4, self->n) + 4;
  acn_day_to_ymd (day, &year, &month, &day_of_month);
  if (self->unit == ACN_TICK_MONTH)
    return day_from_ymd (year, floor_to (month - 1, self->n) + 1, 1);
  return day_from_ymd (floor_to (year, self->n), 1, 1);
}

/**
 * acn_tick_step_next:
 * @tick: a tick
 *
 * Returns: the tick after it; always later.
 */
AcnDay
acn_tick_step_next (const AcnTickStep *self, AcnDay tick)
{
  int year, month, day_of_month;

  if (self->unit == ACN_TICK_DAY)
    return tick + self->n;
  acn_day_to_ymd (tick, &year, &month, &day_of_month);
  if (self->unit == ACN_TICK_YEAR)
    year += self->n;
  else if (month + self->n > 12)
    year++, month = 1;
  else
    month += self->n;
  if (year > ACN_YEAR_MAX)
    return tick + (AcnDay) self->days;
  return day_from_ymd (year, month, 1);
}

/**
 * acn_tick_heading_floor:
 * @day: any day that the program can name
 *
 * Returns: where the year or month that heads @day begins.
 */
AcnDay
acn_tick_heading_floor (const AcnTickStep *self, AcnDay day)
{
  int year, month, day_of_month;

  acn_day_to_ymd (day, &year, &month, &day_of_month);
  return day_from_ymd (year, self->heading == ACN_DATE_MONTH_YEAR ? month : 1, 1);
}

/**
 * acn_tick_heading_next:
 * @day: any day that the program can name
 *
 * Returns: where the next year or month begins.
 */
AcnDay
acn_tick_heading_next (const AcnTickStep *self, AcnDay day)
{
  const AcnTickStep  month = steps[2], year = steps[4];
  const AcnTickStep *unit = self->heading == ACN_DATE_MONTH_YEAR ? &month : &year;

  return acn_tick_step_next (unit, acn_tick_step_floor (unit, day));
}
