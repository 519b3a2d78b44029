/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-diagnostics.h"
#include "base/acn-format.h"
#include "base/acn-text.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *edtf, *en, *uk;
} whens[] = {
  { "2022-09-06", "6 September 2022", "6 вересня 2022 р." },
  { "2022-03", "March 2022", "березень 2022" },
  { "2022", "2022", "2022" },
  { "2022-03~", "about March 2022", "близько березень 2022" },
  { "2022?", "perhaps 2022", "можливо, 2022" },
  { "2008-04-02/2008-04-04", "2–4 April 2008", "2–4 квітня 2008 р." },
  { "2022-06-28/2022-07-02", "28 June – 2 July 2022", "28 червня – 2 липня 2022 р." },
  { "2021-12-17/2022-01-26",
    "17 December 2021 – 26 January 2022",
    "17 грудня 2021 р. – 26 січня 2022 р." },
  { "2022-02-24/..", "since 24 February 2022", "від 24 лютого 2022 р." },
  { "../2014-02-26", "until 26 February 2014", "до 26 лютого 2014 р." },
  { "2014/2022", "2014 – 2022", "2014 – 2022" },
  { "2017-05-25/2017-05-25", "25 May 2017", "25 травня 2017 р." },
};

/* No-break spaces are told apart from plain ones by the tests of numbers only. */
static char *
plain_spaces (char *text)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\u00a0", -1);

  return g_strjoinv (" ", parts);
}

static void
test_when (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (whens); i++)
    {
      AcnWhen          when;
      g_autofree char *en = NULL, *uk = NULL;

      g_assert_true (acn_when_parse (whens[i].edtf, &when, NULL));
      en = plain_spaces (acn_format_when (&when, "en"));
      uk = plain_spaces (acn_format_when (&when, "uk-UA"));
      g_assert_cmpstr (en, ==, whens[i].en);
      g_assert_cmpstr (uk, ==, whens[i].uk);
    }
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_numbers (void)
{
  assert_text (acn_format_km2 (107213.4, "en"), "107,213\u00a0km²");
  assert_text (acn_format_km2 (107213.6, "uk"), "107\u202f214\u00a0км²");
  assert_text (acn_format_km2 (0, "en"), "0\u00a0km²");
  assert_text (acn_format_km2 (0.449, "en"), "0.4\u00a0km²");
  assert_text (acn_format_km2 (9.96, "en"), "10\u00a0km²");
  assert_text (acn_format_km2 (999.5, "en"), "1,000\u00a0km²");
  assert_text (acn_format_km2 (-1234, "en"), "−1,234\u00a0km²");
  assert_text (acn_format_km2 (NAN, "en"), "–");
  assert_text (acn_format_limits (107123, 110877, "en"), "107,100–110,900");
  assert_text (acn_format_limits (137012, 177200, "uk"), "137\u202f000–178\u202f000");
  assert_text (acn_format_limits (0, 22.4, "en"), "0–23");
  assert_text (acn_format_limits (5, 5, "en"), "5–5");
  assert_text (acn_format_share (0.17853, "en"), "17.9\u00a0%");
  assert_text (acn_format_share (0.17853, "uk"), "17,9\u00a0%");
  assert_text (acn_format_share (0.00014, "uk"), "<\u202f0,1\u00a0%");
  assert_text (acn_format_share (0.0005, "en"), "0.1\u00a0%");
  assert_text (acn_format_share (0, "en"), "0.0\u00a0%");
  assert_text (acn_format_share (1, "de"), "100.0\u00a0%");
  assert_text (acn_format_km (1212.6, "en"), "1,213\u00a0km");
  assert_text (acn_format_count (1234567, "uk"), "1\u202f234\u202f567");
  assert_text (acn_format_distance (0, "en"), "0\u00a0m");
  assert_text (acn_format_distance (0.8504, "en"), "850\u00a0m");
  assert_text (acn_format_distance (0.9996, "uk"), "1,0\u00a0км");
  assert_text (acn_format_distance (99.94, "en"), "99.9\u00a0km");
  assert_text (acn_format_distance (1212.6, "en"), "1,213\u00a0km");
  assert_text (acn_format_dms (37.8028, 48.0159, "en"), "48°00′57″\u00a0N, 37°48′10″\u00a0E");
  assert_text (acn_format_dms (-0.99999, -59.99999, "en"), "60°00′00″\u00a0S, 1°00′00″\u00a0W");
  assert_text (acn_format_dms (30.5, 50.5, "uk"), "50°30′00″\u00a0пн. ш., 30°30′00″\u00a0сх. д.");
  assert_text (acn_format_meridian (0, "en"), "0°");
  assert_text (acn_format_meridian (-5, "en"), "5°\u00a0W");
  assert_text (acn_format_meridian (180, "en"), "180°\u00a0");
  assert_text (acn_format_meridian (30.5, "uk"), "30,5°\u00a0сх. д.");
  assert_text (acn_format_parallel (49.25, "en"), "49.25°\u00a0N");
  assert_text (acn_format_parallel (-10.05, "en"), "10.05°\u00a0S");
  assert_text (acn_format_plain_coordinates (37.8028, 48.0159), "48.01590, 37.80280");
  assert_text (acn_format_plain_coordinates (-77.036504, -12.5), "-12.50000, -77.03650");
  assert_text (acn_format_coordinates (30.5238, 50.45466, "en"), "50.455°\u00a0N, 30.524°\u00a0E");
  assert_text (acn_format_coordinates (-77.0365, -12.5, "en"), "12.500°\u00a0S, 77.037°\u00a0W");
}

static void
test_day_styles (void)
{
  AcnDay day;

  g_assert_true (acn_day_parse ("2022-09-06", &day));
  assert_text (acn_format_day (day, ACN_DATE_SHORT, "en"), "6 Sep 2022");
  assert_text (acn_format_day (day, ACN_DATE_DAY_MONTH, "uk"), "6 вер.");
  assert_text (acn_format_day (day, ACN_DATE_MONTH_YEAR, "en"), "September 2022");
  assert_text (acn_format_day (day, ACN_DATE_MONTH, "en"), "Sep");
  assert_text (acn_format_day (day, ACN_DATE_YEAR, "en"), "2022");
  assert_text (acn_format_day (day, ACN_DATE_DAY, "en"), "6");
}

static void
test_phrases_are_complete (void)
{
  for (AcnPhrase phrase = 0; phrase < ACN_N_PHRASES; phrase++)
    {
      g_assert_nonnull (acn_phrase (phrase, "en"));
      g_assert_nonnull (acn_phrase (phrase, "uk"));
    }
  g_assert_cmpstr (acn_phrase (ACN_PHRASE_HYPOTHETICAL, "en"), ==, "Hypothetical");
  g_assert_cmpstr (acn_phrase (ACN_PHRASE_HYPOTHETICAL, "fr_FR.UTF-8"), ==, "Hypothetical");
  g_assert_cmpstr (acn_phrase (ACN_PHRASE_HYPOTHETICAL, "uk_UA.UTF-8"), ==, "Гіпотетично");
}

static void
test_text_fallback (void)
{
  g_autoptr (AcnText) text = acn_text_new ("de", "Karte");
  g_autoptr (AcnText) copy = NULL;

  g_assert_cmpstr (acn_text_get (text, "uk"), ==, "Karte");
  acn_text_set (text, "en", "Map");
  g_assert_cmpstr (acn_text_get (text, "uk"), ==, "Map");
  acn_text_set (text, "uk", "Мапа");
  g_assert_cmpstr (acn_text_get (text, "uk-UA"), ==, "Мапа");
  acn_text_set (text, "uk", "Карта");
  g_assert_cmpstr (acn_text_get (text, "uk"), ==, "Карта");
  g_assert_null (acn_text_get_exact (text, "fr"));
  g_assert_cmpuint (acn_text_get_n_languages (text), ==, 3);
  g_assert_null (acn_text_get (NULL, "en"));
  copy = acn_text_copy (text);
  acn_text_set (text, "uk", "");
  g_assert_cmpstr (acn_text_get (copy, "uk"), ==, "Карта");
}

static void
test_diagnostic_line (void)
{
  g_autoptr (AcnDiagnostics) list = acn_diagnostics_new ();
  g_autofree char *line = NULL, *hostile = NULL;

  acn_diagnostics_add (
      list, ACN_SEVERITY_ERROR, "a.json", 12, 5, "/events/3/when", "“x” is not a date");
  acn_diagnostics_add (
      list, ACN_SEVERITY_WARNING, "a.json", 0, 0, NULL, "\033[31mred\nline \u202eturned");
  line = acn_diagnostic_to_line (acn_diagnostics_get (list, 0));
  hostile = acn_diagnostic_to_line (acn_diagnostics_get (list, 1));
  g_assert_cmpstr (line, ==, "a.json:12:5: error: “x” is not a date [/events/3/when]");
  g_assert_cmpstr (hostile, ==, "a.json: warning: \ufffd[31mred\ufffdline \ufffdturned");
  g_assert_cmpuint (acn_diagnostics_get_n_errors (list), ==, 1);
}

static void
test_diagnostics_are_bounded (void)
{
  g_autoptr (AcnDiagnostics) list = acn_diagnostics_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < ACN_DIAGNOSTICS_MAX + 20; i++)
    acn_diagnostics_add (list, ACN_SEVERITY_ERROR, "f", i + 1, 1, NULL, "wrong");
  g_assert_cmpuint (acn_diagnostics_get_n (list), ==, ACN_DIAGNOSTICS_MAX);
  g_assert_cmpuint (acn_diagnostics_get_n_errors (list), ==, ACN_DIAGNOSTICS_MAX + 20);
  text = acn_diagnostics_to_string (list);
  g_assert_true (g_str_has_suffix (text, "… and 20 more errors\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/format/when", test_when);
  g_test_add_func ("/base/format/numbers", test_numbers);
  g_test_add_func ("/base/format/day-styles", test_day_styles);
  g_test_add_func ("/base/format/phrases-are-complete", test_phrases_are_complete);
  g_test_add_func ("/base/text/fallback", test_text_fallback);
  g_test_add_func ("/base/diagnostics/line", test_diagnostic_line);
  g_test_add_func ("/base/diagnostics/are-bounded", test_diagnostics_are_bounded);
  return g_test_run ();
}
