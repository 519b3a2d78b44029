/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ticks of a time axis, from one table of steps. */
#pragma once

#include "base/acn-format.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_TICK_DAY,
  ACN_TICK_MONTH,
  ACN_TICK_YEAR,
} AcnTickUnit;

/* AcnTickStep:
 * @n: how many units apart
 * @days: how far that is, about
 * @label: how a tick is written
 * @heading: how the larger unit that it belongs to is written; equal to @label when there is none
 */
typedef struct
{
  AcnTickUnit  unit;
  int          n;
  double       days;
  AcnDateStyle label;
  AcnDateStyle heading;
} AcnTickStep;

const AcnTickStep *acn_tick_step_pick (double px_per_day, double min_px);
AcnDay             acn_tick_step_floor (const AcnTickStep *self, AcnDay day);
AcnDay             acn_tick_step_next (const AcnTickStep *self, AcnDay tick);
AcnDay             acn_tick_heading_floor (const AcnTickStep *self, AcnDay day);
AcnDay             acn_tick_heading_next (const AcnTickStep *self, AcnDay day);

G_END_DECLS
