/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as documents tell them: EDTF (ISO 8601-2:2019, levels 0 and 1) for days, months, years and
 * intervals of them, open ends, approximate (~) and uncertain (?) marks. */
#pragma once

#include "acn-span.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_PRECISION_DAY,
  ACN_PRECISION_MONTH,
  ACN_PRECISION_YEAR,
} AcnPrecision;

typedef enum
{
  ACN_QUALIFIER_NONE = 0,
  ACN_QUALIFIER_APPROXIMATE = 1 << 0, /* ~ */
  ACN_QUALIFIER_UNCERTAIN = 1 << 1,   /* ?, with approximate: % */
} AcnQualifier;

/* AcnWhen:
 * @span: every day that the date may mean, [begin, end); an open end is ACN_DAY_OPEN_BEGIN/END
 * @begin_precision, @end_precision: AcnPrecision of the two ends (equal when not an interval)
 * @begin_qualifier, @end_qualifier: AcnQualifier bits of the two ends
 * @is_interval: written with a slash
 */
typedef struct
{
  AcnSpan span;
  guint8  begin_precision;
  guint8  end_precision;
  guint8  begin_qualifier;
  guint8  end_qualifier;
  guint8  is_interval;
} AcnWhen;

/* Always: what a feature without a date means. */
#define ACN_WHEN_ALWAYS                                                                            \
  ((AcnWhen){ .span = { ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END }, .is_interval = 1 })

gboolean acn_when_parse (const char *edtf, AcnWhen *out_when, GError **error);
char    *acn_when_to_edtf (const AcnWhen *when);
gboolean acn_when_is_fuzzy (const AcnWhen *when);

G_END_DECLS
