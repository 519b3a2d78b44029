/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-format.h"

#include <math.h>
#include <string.h>

#define NBSP "\u00a0"
#define NNBSP "\u202f"

/* What one language needs. Months come in the form used after a day (genitive in Ukrainian), alone,
 * and short. Patterns take their parts by name: see expand(). */
typedef struct
{
  const char *language;
  const char *months_of[12], *months[12], *months_short[12];
  const char *full, *short_day, *day_month, *month_year;
  const char *about, *perhaps, *since, *until, *year_suffix;
  const char *thousands, *decimal;
  const char *km2, *km, *metre, *percent;
  const char *compass[4]; /* north, south, east, west */
  const char *phrases[ACN_N_PHRASES];
} Locale;

static const Locale locales[] = {
  {
      .language = "en",
      .months_of = { "January", "February", "March", "April", "May", "June", "July", "August",
                     "September", "October", "November", "December" },
      .months = { "January", "February", "March", "April", "May", "June", "July", "August",
                  "September", "October", "November", "December" },
      .months_short = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
      .full = "{d} {M} {y}",
      .short_day = "{d} {m} {y}",
      .day_month = "{d} {m}",
      .month_year = "{A} {y}",
      .about = "about ",
      .perhaps = "perhaps ",
      .since = "since ",
      .until = "until ",
      .thousands = ",",
      .decimal = ".",
      .km2 = NBSP "km²",
      .km = NBSP "km",
      .metre = NBSP "m",
      .percent = NBSP "%",
      .compass = { "N", "S", "E", "W" },
      .phrases = {
          [ACN_PHRASE_HYPOTHETICAL] = "Hypothetical",
          [ACN_PHRASE_LEGEND] = "Legend",
          [ACN_PHRASE_AREA] = "Area",
          [ACN_PHRASE_SHARE] = "Share",
          [ACN_PHRASE_SOURCES] = "Sources",
          [ACN_PHRASE_KM] = "km",
          [ACN_PHRASE_MAP_DATA] = "Map data:",
          [ACN_PHRASE_BASE_MAP] = "Base map:",
          [ACN_PHRASE_AS_OF] = "As of",
          [ACN_PHRASE_CLAIM_FACT] = "Fact",
          [ACN_PHRASE_CLAIM_JUDGEMENT] = "Judgement",
          [ACN_PHRASE_CLAIM_PROPOSAL] = "Proposal",
          [ACN_PHRASE_CLAIM_FORECAST] = "Forecast",
          [ACN_PHRASE_CLAIM_QUOTE] = "Quote",
          [ACN_PHRASE_RECORD_SUPPORTED] = "Supported by the record",
          [ACN_PHRASE_RECORD_PARTLY] = "Partly supported",
          [ACN_PHRASE_RECORD_SIMPLIFIED] = "Simplified",
          [ACN_PHRASE_RECORD_CONTESTED] = "Contested",
          [ACN_PHRASE_RECORD_OVERTAKEN] = "Overtaken by events",
          [ACN_PHRASE_RECORD_OPINION] = "Opinion",
          [ACN_PHRASE_NOT_IN_FORCE] = "not in force",
          [ACN_PHRASE_IN_FORCE] = "in force",
          [ACN_PHRASE_VOID] = "void",
          [ACN_PHRASE_LINE_FIXED] = "Line fixed on",
          [ACN_PHRASE_LINE_OF] = "line of",
          [ACN_PHRASE_DECIDED_BY] = "Decided by:",
          [ACN_PHRASE_SCENARIO] = "Scenario:",
          [ACN_PHRASE_COVERED] = "Covered",
          [ACN_PHRASE_NOT_COVERED] = "Not covered",
          [ACN_PHRASE_COVERED_IF] = "Covered only if in force",
          [ACN_PHRASE_NOT_COVERED_IF] = "Not covered even then",
          [ACN_PHRASE_STATUS] = "Status",
          [ACN_PHRASE_DIFFERENCE] = "Difference",
          [ACN_PHRASE_GAINED] = "gained",
          [ACN_PHRASE_LOST] = "no longer",
          [ACN_PHRASE_UNCHANGED] = "unchanged",
          [ACN_PHRASE_INTERPOLATED] = "interpolated between the states of",
          [ACN_PHRASE_AND_OF] = "and of",
          [ACN_PHRASE_NOT_OBSERVED] = "not observed",
          [ACN_PHRASE_AREAS_ARE_OF] = "areas are those of",
          [ACN_PHRASE_LINE_LENGTH] = "Line between them",
          [ACN_PHRASE_POINTS] = "points",
      },
  },
  {
      .language = "uk",
      .months_of = { "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня",
                     "вересня", "жовтня", "листопада", "грудня" },
      .months = { "січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень",
                  "вересень", "жовтень", "листопад", "грудень" },
      .months_short = { "січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.",
                        "лист.", "груд." },
      .full = "{d} {M} {y}" NBSP "р.",
      .short_day = "{d} {m} {y}",
      .day_month = "{d} {m}",
      .month_year = "{A} {y}",
      .about = "близько ",
      .perhaps = "можливо, ",
      .since = "від ",
      .until = "до ",
      .thousands = NNBSP,
      .decimal = ",",
      .km2 = NBSP "км²",
      .km = NBSP "км",
      .metre = NBSP "м",
      .percent = NBSP "%",
      .compass = { "пн. ш.", "пд. ш.", "сх. д.", "зх. д." },
      .phrases = {
          [ACN_PHRASE_HYPOTHETICAL] = "Гіпотетично",
          [ACN_PHRASE_LEGEND] = "Умовні позначення",
          [ACN_PHRASE_AREA] = "Площа",
          [ACN_PHRASE_SHARE] = "Частка",
          [ACN_PHRASE_SOURCES] = "Джерела",
          [ACN_PHRASE_KM] = "км",
          [ACN_PHRASE_MAP_DATA] = "Дані карти:",
          [ACN_PHRASE_BASE_MAP] = "Основа карти:",
          [ACN_PHRASE_AS_OF] = "Станом на",
          [ACN_PHRASE_CLAIM_FACT] = "Факт",
          [ACN_PHRASE_CLAIM_JUDGEMENT] = "Судження",
          [ACN_PHRASE_CLAIM_PROPOSAL] = "Пропозиція",
          [ACN_PHRASE_CLAIM_FORECAST] = "Прогноз",
          [ACN_PHRASE_CLAIM_QUOTE] = "Цитата",
          [ACN_PHRASE_RECORD_SUPPORTED] = "Підтверджено",
          [ACN_PHRASE_RECORD_PARTLY] = "Підтверджено частково",
          [ACN_PHRASE_RECORD_SIMPLIFIED] = "Спрощено",
          [ACN_PHRASE_RECORD_CONTESTED] = "Спірно",
          [ACN_PHRASE_RECORD_OVERTAKEN] = "Втратило актуальність",
          [ACN_PHRASE_RECORD_OPINION] = "Думка",
          [ACN_PHRASE_NOT_IN_FORCE] = "не чинна",
          [ACN_PHRASE_IN_FORCE] = "чинна",
          [ACN_PHRASE_VOID] = "не діє",
          [ACN_PHRASE_LINE_FIXED] = "Лінію закріплено на",
          [ACN_PHRASE_LINE_OF] = "лінія на",
          [ACN_PHRASE_DECIDED_BY] = "Вирішує:",
          [ACN_PHRASE_SCENARIO] = "Сценарій:",
          [ACN_PHRASE_COVERED] = "Покрито",
          [ACN_PHRASE_NOT_COVERED] = "Не покрито",
          [ACN_PHRASE_COVERED_IF] = "Покрито, лише якби була чинна",
          [ACN_PHRASE_NOT_COVERED_IF] = "Не покрито й тоді",
          [ACN_PHRASE_STATUS] = "Стан",
          [ACN_PHRASE_DIFFERENCE] = "Різниця",
          [ACN_PHRASE_GAINED] = "додалося",
          [ACN_PHRASE_LOST] = "уже ні",
          [ACN_PHRASE_UNCHANGED] = "без змін",
          [ACN_PHRASE_INTERPOLATED] = "інтерпольовано між станами на",
          [ACN_PHRASE_AND_OF] = "та на",
          [ACN_PHRASE_NOT_OBSERVED] = "не спостережено",
          [ACN_PHRASE_AREAS_ARE_OF] = "площі — станом на",
          [ACN_PHRASE_LINE_LENGTH] = "Лінія між ними",
          [ACN_PHRASE_POINTS] = "в. п.",
      },
  },
};

/* The locale of @language, without its region; English for a language without one. */
static const Locale *
get_locale (const char *language)
{
  gsize n = language != NULL ? strcspn (language, "-_@.") : 0;

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (locales); i++)
    if (strlen (locales[i].language) == n && strncmp (locales[i].language, language, n) == 0)
      return &locales[i];
  return &locales[0];
}

/**
 * acn_phrase:
 * @language: BCP 47 tag
 *
 * Returns: (transfer none): the phrase in that language, else in English.
 */
const char *
acn_phrase (AcnPhrase phrase, const char *language)
{
  g_return_val_if_fail ((guint) phrase < ACN_N_PHRASES, "");
  return get_locale (language)->phrases[phrase];
}

/* --- Dates ----------------------------------------------------------------------------------- */

/* Years before 1 are told as ISO counts them (0 is 1 BC), with a minus. */
static void
append_year (GString *out, int year)
{
  g_string_append_printf (out, "%s%d", year < 0 ? "−" : "", ABS (year));
}

/* {d} day, {M} month after a day, {m} short month, {A} month alone, {y} year. */
static char *
expand (const Locale *locale, const char *pattern, AcnDay day)
{
  GString *out = g_string_new (NULL);
  int      year, month, day_of_month;

  acn_day_to_ymd (day, &year, &month, &day_of_month);
  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (*p != '{')
        {
          g_string_append_c (out, *p);
          continue;
        }
      p++;
      if (*p == 'd')
        g_string_append_printf (out, "%d", day_of_month);
      else if (*p == 'y')
        append_year (out, year);
      else
        g_string_append (out,
                         (*p == 'M'   ? locale->months_of
                          : *p == 'm' ? locale->months_short
                                      : locale->months)[month - 1]);
      p++; /* the closing brace */
    }
  return g_string_free (out, FALSE);
}

/**
 * acn_format_day:
 * @day: a real day, not an open end
 * @language: BCP 47 tag
 *
 * Returns: (transfer full): the day in words.
 */
char *
acn_format_day (AcnDay day, AcnDateStyle style, const char *language)
{
  const Locale *locale = get_locale (language);

  switch (style)
    {
    case ACN_DATE_SHORT:
      return expand (locale, locale->short_day, day);
    case ACN_DATE_DAY_MONTH:
      return expand (locale, locale->day_month, day);
    case ACN_DATE_MONTH_YEAR:
      return expand (locale, locale->month_year, day);
    case ACN_DATE_MONTH:
      return expand (locale, "{m}", day);
    case ACN_DATE_YEAR:
      return expand (locale, "{y}", day);
    case ACN_DATE_DAY:
      return expand (locale, "{d}", day);
    case ACN_DATE_FULL:
    default:
      return expand (locale, locale->full, day);
    }
}

static char *
format_end (const Locale *locale, AcnDay day, AcnPrecision precision, guint8 qualifier)
{
  const char      *pattern = precision == ACN_PRECISION_DAY     ? locale->full
                             : precision == ACN_PRECISION_MONTH ? locale->month_year
                                                                : "{y}";
  g_autofree char *plain = expand (locale, pattern, day);

  return g_strconcat ((qualifier & ACN_QUALIFIER_UNCERTAIN) != 0 ? locale->perhaps : "",
                      (qualifier & ACN_QUALIFIER_APPROXIMATE) != 0 ? locale->about : "",
                      plain,
                      NULL);
}

/* "2–4 April 2008", "28 June – 2 July 2022": what both ends share is said once. NULL when the ends
 * must be told in full. */
static char *
format_close_days (const Locale *locale, const AcnWhen *when)
{
  AcnDay           last = when->span.end_day - 1;
  g_autofree char *end = NULL;
  int              year_a, month_a, day_a, year_b, month_b;

  if (when->begin_precision != ACN_PRECISION_DAY || when->end_precision != ACN_PRECISION_DAY ||
      when->begin_qualifier != 0 || when->end_qualifier != 0)
    return NULL;
  acn_day_to_ymd (when->span.begin_day, &year_a, &month_a, &day_a);
  acn_day_to_ymd (last, &year_b, &month_b, NULL);
  end = expand (locale, locale->full, last);
  if (year_a == year_b && month_a == month_b)
    return g_strdup_printf ("%d–%s", day_a, end);
  if (year_a == year_b)
    return g_strdup_printf ("%d %s – %s", day_a, locale->months_of[month_a - 1], end);
  return NULL;
}

/**
 * acn_format_when:
 * @language: BCP 47 tag
 *
 * Returns: (transfer full): the date in words, as exactly as it is told: "about March 2022",
 *   "2–4 April 2008", "since 24 February 2022".
 */
char *
acn_format_when (const AcnWhen *when, const char *language)
{
  const Locale    *locale = get_locale (language);
  gboolean         open_begin = when->span.begin_day == ACN_DAY_OPEN_BEGIN;
  gboolean         open_end = when->span.end_day == ACN_DAY_OPEN_END;
  g_autofree char *begin = NULL, *end = NULL;
  char            *close;

  if (open_begin && open_end)
    return g_strdup ("–");
  if (!open_begin)
    begin = format_end (locale, when->span.begin_day, when->begin_precision, when->begin_qualifier);
  if (!when->is_interval)
    return g_steal_pointer (&begin);
  if (!open_end)
    end = format_end (locale, when->span.end_day - 1, when->end_precision, when->end_qualifier);
  if (open_begin)
    return g_strconcat (locale->until, end, NULL);
  if (open_end)
    return g_strconcat (locale->since, begin, NULL);
  if (g_str_equal (begin, end))
    return g_steal_pointer (&begin);
  close = format_close_days (locale, when);
  return close != NULL ? close : g_strconcat (begin, " – ", end, NULL);
}

/* --- Numbers --------------------------------------------------------------------------------- */

static void
append_grouped (GString *out, const Locale *locale, guint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  gsize            n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (out, locale->thousands);
      g_string_append_c (out, digits[i]);
    }
}

/* @value >= 0 rounded to @decimals (0 or 1), without the C library's locale. */
static char *
format_number (const Locale *locale, double value, guint decimals, const char *unit)
{
  GString *out = g_string_new (NULL);
  guint64  scaled;

  if (!isfinite (value))
    return g_string_free (g_string_append (out, "–"), FALSE);
  if (value < 0)
    g_string_append (out, "−");
  scaled = (guint64) llround (fabs (value) * (decimals > 0 ? 10 : 1));
  append_grouped (out, locale, decimals > 0 ? scaled / 10 : scaled);
  if (decimals > 0)
    g_string_append_printf (out, "%s%u", locale->decimal, (guint) (scaled % 10));
  g_string_append (out, unit);
  return g_string_free (out, FALSE);
}

/**
 * acn_format_km2:
 * @area_km2: km²
 *
 * Returns: (transfer full): the area with its unit: whole square kilometres, tenths below ten.
 */
char *
acn_format_km2 (double area_km2, const char *language)
{
  const Locale *locale = get_locale (language);

  return format_number (locale, area_km2, fabs (area_km2) < 9.95 && area_km2 != 0, locale->km2);
}

/**
 * acn_format_limits:
 * @low_km2, @high_km2: km², @low_km2 <= @high_km2
 *
 * Returns: (transfer full): "107,900–110,900", without the unit: as round as a tenth of the way
 * from one to the other allows, and never so round that the limits come closer
 */
char *
acn_format_limits (double low_km2, double high_km2, const char *language)
{
  const Locale    *locale = get_locale (language);
  double           step = MAX (1, pow (10, floor (log10 (MAX (10, high_km2 - low_km2))) - 1));
  g_autofree char *low = format_number (locale, floor (low_km2 / step) * step, 0, "");
  g_autofree char *high = format_number (locale, ceil (high_km2 / step) * step, 0, "");

  return g_strconcat (low, "–", high, NULL);
}

/**
 * acn_format_share:
 * @share: 0..1
 *
 * Returns: (transfer full): per cent with one decimal; a share that would round to nothing is told
 *   as less than a tenth of a per cent.
 */
char *
acn_format_share (double share, const char *language)
{
  const Locale    *locale = get_locale (language);
  g_autofree char *least = NULL;

  if (!(share > 0 && share < 0.0005))
    return format_number (locale, share * 100, 1, locale->percent);
  least = format_number (locale, 0.1, 1, locale->percent);
  return g_strconcat ("<" NNBSP, least, NULL);
}

/**
 * acn_format_km:
 * @distance_km: km
 *
 * Returns: (transfer full): whole kilometres, tenths below one.
 */
char *
acn_format_km (double distance_km, const char *language)
{
  const Locale *locale = get_locale (language);

  return format_number (
      locale, distance_km, fabs (distance_km) < 0.95 && distance_km != 0, locale->km);
}

/**
 * acn_format_distance:
 * @distance_km: km, >= 0
 *
 * Returns: (transfer full): what was measured by hand: metres below a kilometre, tenths of one
 * below a hundred, else whole kilometres.
 */
char *
acn_format_distance (double distance_km, const char *language)
{
  const Locale *locale = get_locale (language);

  if (distance_km < 0.9995)
    return format_number (locale, distance_km * 1000, 0, locale->metre);
  return format_number (locale, distance_km, distance_km < 99.95, locale->km);
}

char *
acn_format_count (guint64 count, const char *language)
{
  GString *out = g_string_new (NULL);

  append_grouped (out, get_locale (language), count);
  return g_string_free (out, FALSE);
}

static void
append_degrees (GString *out, const Locale *locale, double degrees)
{
  guint64 scaled = (guint64) llround (fabs (degrees) * 1000);

  g_string_append_printf (out,
                          "%" G_GUINT64_FORMAT "%s%03" G_GUINT64_FORMAT "°" NBSP,
                          scaled / 1000,
                          locale->decimal,
                          scaled % 1000);
}

/**
 * acn_format_coordinates:
 * @lon_deg, @lat_deg: degrees, EPSG:4326
 *
 * Returns: (transfer full): latitude, then longitude, to a thousandth of a degree.
 */
char *
acn_format_coordinates (double lon_deg, double lat_deg, const char *language)
{
  const Locale *locale = get_locale (language);
  GString      *out = g_string_new (NULL);

  append_degrees (out, locale, lat_deg);
  g_string_append_printf (out, "%s, ", locale->compass[lat_deg >= 0 ? 0 : 1]);
  append_degrees (out, locale, lon_deg);
  g_string_append (out, locale->compass[lon_deg >= 0 ? 2 : 3]);
  return g_string_free (out, FALSE);
}

static void
append_dms (GString *out, double degrees)
{
  const guint64 seconds = (guint64) llround (fabs (degrees) * 3600);

  g_string_append_printf (out,
                          "%" G_GUINT64_FORMAT "°%02" G_GUINT64_FORMAT "′%02" G_GUINT64_FORMAT
                          "″" NBSP,
                          seconds / 3600,
                          seconds / 60 % 60,
                          seconds % 60);
}

/**
 * acn_format_dms:
 * @lon_deg, @lat_deg: degrees, EPSG:4326
 *
 * Returns: (transfer full): latitude, then longitude, in degrees, minutes and whole seconds (31 m).
 */
char *
acn_format_dms (double lon_deg, double lat_deg, const char *language)
{
  const Locale *locale = get_locale (language);
  GString      *out = g_string_new (NULL);

  append_dms (out, lat_deg);
  g_string_append_printf (out, "%s, ", locale->compass[lat_deg >= 0 ? 0 : 1]);
  append_dms (out, lon_deg);
  g_string_append (out, locale->compass[lon_deg >= 0 ? 2 : 3]);
  return g_string_free (out, FALSE);
}

/* "30° E", "0.5° N", "0°": as few decimals as it needs, two at most. */
static char *
format_line (const Locale *locale, double degrees, const char *side)
{
  const guint64 scaled = (guint64) llround (fabs (degrees) * 100);
  GString      *out = g_string_new (NULL);

  g_string_append_printf (out, "%" G_GUINT64_FORMAT, scaled / 100);
  if (scaled % 10 != 0)
    g_string_append_printf (out, "%s%02" G_GUINT64_FORMAT, locale->decimal, scaled % 100);
  else if (scaled % 100 != 0)
    g_string_append_printf (out, "%s%" G_GUINT64_FORMAT, locale->decimal, scaled / 10 % 10);
  g_string_append (out, "°");
  if (scaled != 0)
    g_string_append_printf (out, NBSP "%s", side);
  return g_string_free (out, FALSE);
}

/**
 * acn_format_meridian:
 *
 * Returns: (transfer full): name of a line of the graticule.
 */
char *
acn_format_meridian (double lon_deg, const char *language)
{
  const Locale *locale = get_locale (language);

  return format_line (
      locale, lon_deg, fabs (lon_deg) == 180 ? "" : locale->compass[lon_deg > 0 ? 2 : 3]);
}

/**
 * acn_format_parallel:
 *
 * Returns: (transfer full): name of a line of the graticule.
 */
char *
acn_format_parallel (double lat_deg, const char *language)
{
  const Locale *locale = get_locale (language);

  return format_line (locale, lat_deg, locale->compass[lat_deg > 0 ? 0 : 1]);
}

/**
 * acn_format_plain_coordinates:
 * @lon_deg, @lat_deg: degrees, EPSG:4326
 *
 * Returns: (transfer full): "48.01590, 37.80280": latitude, then longitude, in decimal degrees to a
 *   metre, as other programs read them in any locale.
 */
char *
acn_format_plain_coordinates (double lon_deg, double lat_deg)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lat, sizeof lat, "%.5f", lat_deg);
  g_ascii_formatd (lon, sizeof lon, "%.5f", lon_deg);
  return g_strconcat (lat, ", ", lon, NULL);
}

/**
 * acn_format_language:
 * @tag: BCP 47
 *
 * Returns: (transfer none): what speakers of the language call it; @tag when it is not known here
 */
const char *
acn_format_language (const char *tag)
{
  static const struct
  {
    const char *tag, *name;
  } names[] = {
    { "de", "Deutsch" },    { "en", "English" },  { "es", "Español" },  { "et", "Eesti" },
    { "fi", "Suomi" },      { "fr", "Français" }, { "it", "Italiano" }, { "ja", "日本語" },
    { "lt", "Lietuvių" },   { "lv", "Latviešu" }, { "pl", "Polski" },   { "sv", "Svenska" },
    { "uk", "Українська" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].tag, tag))
      return names[i].name;
  return tag;
}
