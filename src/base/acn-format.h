/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that turns dates, areas, shares and distances into words for people, and the few
 * words that figures need, in the language of the figure (which need not be the locale's, and is
 * used from worker threads: hence a table here and not gettext). */
#pragma once

#include "acn-when.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_DATE_FULL,       /* 6 September 2022 */
  ACN_DATE_SHORT,      /* 6 Sep 2022 */
  ACN_DATE_DAY_MONTH,  /* 6 Sep */
  ACN_DATE_MONTH_YEAR, /* September 2022 */
  ACN_DATE_MONTH,      /* Sep */
  ACN_DATE_YEAR,       /* 2022 */
  ACN_DATE_DAY,        /* 6 */
} AcnDateStyle;

typedef enum
{
  ACN_PHRASE_HYPOTHETICAL, /* Hypothetical */
  ACN_PHRASE_LEGEND,       /* Legend */
  ACN_PHRASE_AREA,
  ACN_PHRASE_SHARE,
  ACN_PHRASE_SOURCES,
  ACN_PHRASE_KM,
  ACN_PHRASE_MAP_DATA, /* Map data: */
  ACN_PHRASE_BASE_MAP, /* Base map: */
  ACN_PHRASE_AS_OF,    /* As of */
  ACN_PHRASE_NOT_IN_FORCE,
  ACN_PHRASE_IN_FORCE,
  ACN_PHRASE_VOID,
  ACN_PHRASE_LINE_FIXED, /* Line fixed on */
  ACN_PHRASE_LINE_OF,    /* line of 31 March 2024 */
  ACN_PHRASE_DECIDED_BY, /* Decided by: */
  ACN_PHRASE_SCENARIO,   /* Scenario: */
  ACN_PHRASE_COVERED,
  ACN_PHRASE_NOT_COVERED,
  ACN_PHRASE_COVERED_IF, /* where nothing is in force */
  ACN_PHRASE_NOT_COVERED_IF,
  ACN_PHRASE_STATUS,
  ACN_PHRASE_DIFFERENCE,
  ACN_PHRASE_GAINED, /* of an area, between two days */
  ACN_PHRASE_LOST,
  ACN_PHRASE_UNCHANGED,
  ACN_PHRASE_INTERPOLATED, /* interpolated between the states of A and of B, not observed */
  ACN_PHRASE_AND_OF,
  ACN_PHRASE_NOT_OBSERVED,
  ACN_PHRASE_AREAS_ARE_OF, /* areas are those of A */
  ACN_PHRASE_LINE_LENGTH,
  ACN_PHRASE_POINTS,     /* percentage points, short */
  ACN_PHRASE_CLAIM_FACT, /* the kinds of a claim, in order */
  ACN_PHRASE_CLAIM_JUDGEMENT,
  ACN_PHRASE_CLAIM_PROPOSAL,
  ACN_PHRASE_CLAIM_FORECAST,
  ACN_PHRASE_CLAIM_QUOTE,
  ACN_PHRASE_RECORD_SUPPORTED, /* how it stands, in order */
  ACN_PHRASE_RECORD_PARTLY,
  ACN_PHRASE_RECORD_SIMPLIFIED,
  ACN_PHRASE_RECORD_CONTESTED,
  ACN_PHRASE_RECORD_OVERTAKEN,
  ACN_PHRASE_RECORD_OPINION,
  ACN_N_PHRASES,
} AcnPhrase;

const char *acn_phrase (AcnPhrase phrase, const char *language);
char       *acn_format_day (AcnDay day, AcnDateStyle style, const char *language);
char       *acn_format_when (const AcnWhen *when, const char *language);
char       *acn_format_km2 (double area_km2, const char *language);
char       *acn_format_limits (double low_km2, double high_km2, const char *language);
char       *acn_format_share (double share, const char *language);
char       *acn_format_km (double distance_km, const char *language);
char       *acn_format_count (guint64 count, const char *language);
char       *acn_format_distance (double distance_km, const char *language);
char       *acn_format_dms (double lon_deg, double lat_deg, const char *language);
char       *acn_format_meridian (double lon_deg, const char *language);
char       *acn_format_parallel (double lat_deg, const char *language);
char       *acn_format_plain_coordinates (double lon_deg, double lat_deg);
char       *acn_format_coordinates (double lon_deg, double lat_deg, const char *language);

const char *acn_format_language (const char *tag);

G_END_DECLS
