/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shipped dossier says of a place on a day. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "model/acn-here.h"

#include <string.h>

static AcnDossier *dossier;

static AcnHere
find (const char *iso, double lon, double lat)
{
  AcnDay day;

  g_assert_true (acn_day_parse (iso, &day));
  return acn_here_find (dossier, day, lon, lat);
}

static void
assert_title (const char *iso, double lon, double lat, const char *language, const char *pattern)
{
  const AcnHere    here = find (iso, lon, lat);
  g_autofree char *title = acn_here_to_title (&here, dossier, language);

  if (!g_regex_match_simple (pattern, title, 0, 0))
    g_error ("%s at %g, %g: %s", iso, lon, lat, title);
}

static void
test_titles (void)
{
  /* Kherson: taken in March 2022, free in November */
  assert_title ("2021-06-01", 32.58, 46.68, "en", "^Kherson Oblast, Ukraine · Kyiv-controlled$");
  assert_title (
      "2022-06-01", 32.58, 46.68, "en", "^Kherson Oblast, Ukraine · Occupied since .* March 2022$");
  assert_title ("2022-12-01",
                32.58,
                46.68,
                "en",
                "^Kherson Oblast, Ukraine · Kyiv-controlled since .* November 2022$");
  /* Simferopol stays Ukraine, occupied since 2014 whatever pieces the outline comes in */
  assert_title ("2024-07-11", 34.1, 44.95, "en", "Crimea.*, Ukraine · Occupied since .* 2014$");
  assert_title ("2013-07-11", 34.1, 44.95, "en", "Ukraine · Kyiv-controlled$");
  assert_title ("2024-07-11", 34.1, 44.95, "uk", "Крим.*, Україна · Окуповано від .* 2014");
  assert_title ("2024-07-11", 21.01, 52.23, "en", "^Poland$");
  assert_title ("2024-07-11", 31.3, 43.2, "en", "^$"); /* the Black Sea */
}

static void
test_details (void)
{
  const AcnHere    occupied = find ("2022-06-01", 32.58, 46.68);
  const AcnHere    free_again = find ("2022-12-01", 32.58, 46.68);
  const AcnHere    sea = find ("2022-12-01", 31.3, 43.2);
  g_autofree char *details = acn_here_to_details (&occupied, dossier, "en");
  g_autofree char *nothing = acn_here_to_details (&sea, dossier, "en");

  g_assert_true (g_str_has_prefix (details, "±3\u00a0km · Sources: "));
  g_assert_cmpuint (free_again.citations.n, >, 0);
  g_assert_cmpfloat (free_again.precision_km, ==, 3);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (acn_here_is_nowhere (&sea));
  g_assert_false (acn_here_is_nowhere (&occupied));
}

/* Every settlement is in one part of the read-out on each day, and far off is in none. */
static void
test_parts (void)
{
  const AcnHere west = find ("2024-07-11", 24.03, 49.84), far = find ("2024-07-11", -100, 40);
  const AcnHere pole = find ("2024-07-11", 180, 90);

  g_assert_cmpuint (west.layer, ==, acn_dossier_find_layer (dossier, "controlled"));
  g_assert_cmpint (west.since_day, ==, ACN_DAY_OPEN_BEGIN);
  g_assert_cmpuint (far.layer, ==, ACN_NONE);
  g_assert_cmpuint (pole.layer, ==, ACN_NONE);
}

int
main (int argc, char **argv)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  int              status;

  g_test_init (&argc, &argv, NULL);
  dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (dossier);
  g_test_add_func ("/model/here/titles", test_titles);
  g_test_add_func ("/model/here/details", test_details);
  g_test_add_func ("/model/here/parts", test_parts);
  status = g_test_run ();
  acn_dossier_unref (dossier);
  return status;
}
