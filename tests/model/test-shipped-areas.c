/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped dossier's read-out on every day of its span: the parts make the whole. */
#include "geo/acn-overlay.h"
#include "model/acn-dossier-compare.h"
#include "../shipped.h"

#include <math.h>

/* Kyiv-controlled, contested and occupied land together are Ukraine to this, km². */
#define TOLERANCE_KM2 0.1

/* Ukraine's territory by its own statistics is 603,500 km² (within 1 %). */
#define UKRAINE_KM2 603500.0

/* Where each step costs fifty times as much, some days of some years stand for all. */
#define FEW_DAYS 199

static double
area_km2 (AcnDossier *dossier, guint layer, AcnDay day)
{
  g_autoptr (GError) error = NULL;
  double km2;

  acn_dossier_layer_area_km2_at (dossier, layer, day, &km2, &error);
  g_assert_no_error (error);
  return km2;
}

static void
test_parts_make_the_whole (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  AcnSpan      span = acn_dossier_get_span (dossier);
  guint        whole = acn_dossier_get_readout_whole (dossier), n, n_states = 0;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);
  const AcnDay stride = g_getenv ("ACCESSION_TEST_FEW") != NULL ? FEW_DAYS : 1;
  double       last = -1;

  g_assert_cmpuint (n, ==, 3);
  for (AcnDay day = span.begin_day; day < span.end_day; day += stride)
    {
      double sum = 0, whole_km2 = area_km2 (dossier, whole, day);

      for (guint i = 0; i < n; i++)
        sum += area_km2 (dossier, parts[i], day);
      if (fabs (sum - whole_km2) > TOLERANCE_KM2)
        {
          g_autofree char *iso = acn_day_to_iso (day);

          g_error ("on %s the parts are %.3f km² of %.3f", iso, sum, whole_km2);
        }
      n_states += area_km2 (dossier, parts[0], day) != last;
      last = area_km2 (dossier, parts[0], day);
    }
  g_assert_cmpuint (n_states, >=, stride > 1 ? 5 : 40);
}

static void
test_denominator (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  double whole_km2 = area_km2 (
      dossier, acn_dossier_get_readout_whole (dossier), acn_dossier_get_home_day (dossier));

  g_assert_cmpfloat_with_epsilon (whole_km2, UKRAINE_KM2, UKRAINE_KM2 / 100);
}

static void
assert_difference_adds_up (AcnDossier *dossier, guint layer, AcnDay from, AcnDay to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDifference) there = acn_dossier_layer_compare (dossier, layer, from, to, &error);
  g_autoptr (AcnDifference) back = acn_dossier_layer_compare (dossier, layer, to, from, &error);
  double from_km2 = area_km2 (dossier, layer, from), to_km2 = area_km2 (dossier, layer, to);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (there->unchanged_km2 + there->lost_km2, from_km2, TOLERANCE_KM2);
  g_assert_cmpfloat_with_epsilon (there->unchanged_km2 + there->gained_km2, to_km2, TOLERANCE_KM2);
  g_assert_cmpfloat_with_epsilon (there->gained_km2, back->lost_km2, TOLERANCE_KM2);
  g_assert_cmpfloat_with_epsilon (there->lost_km2, back->gained_km2, TOLERANCE_KM2);
  g_assert_true (
      acn_geometry_validate (acn_pyramid_get_geometry (there->gained), NULL, NULL, NULL));
  g_assert_true (acn_geometry_validate (acn_pyramid_get_geometry (there->lost), NULL, NULL, NULL));
}

/* Before the first seizure there is nothing to lose; a day differs from itself in nothing. */
static void
test_difference (void)
{
  static const char *const days[] = { "2008-04-02", "2021-12-31", "2022-03-30", "2022-09-06",
                                      "2022-09-15", "2022-11-12", "2024-07-10" };
  g_autoptr (AcnDossier) dossier = load_shipped ();
  guint  occupied = acn_dossier_find_layer (dossier, "occupied");
  AcnDay day = parse_day ("2022-09-06");
  g_autoptr (AcnDifference) same = NULL, kharkiv = NULL;

  for (guint i = 0; i + 1 < G_N_ELEMENTS (days); i++)
    assert_difference_adds_up (dossier, occupied, parse_day (days[i]), parse_day (days[i + 1]));
  same = acn_dossier_layer_compare (dossier, occupied, day, day, NULL);
  g_assert_cmpfloat (same->gained_km2, ==, 0);
  g_assert_cmpfloat (same->lost_km2, ==, 0);
  g_assert_cmpfloat (same->unchanged_km2, >, 100000);
  kharkiv = acn_dossier_layer_compare (dossier, occupied, day, parse_day ("2022-09-15"), NULL);
  g_assert_cmpfloat (kharkiv->lost_km2, >, 5000);
  g_assert_cmpfloat (kharkiv->gained_km2, <, 500);
}

/* The series has no gaps, covers the span, and says on each day what the day itself says. */
static void
test_series (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (GError) error = NULL;
  guint   occupied = acn_dossier_find_layer (dossier, "occupied");
  AcnSpan span = acn_dossier_get_span (dossier);
  AcnDay  next = span.begin_day;
  g_autoptr (GArray) series = acn_dossier_layer_area_series (dossier, occupied, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (series->len, >=, 40);
  for (guint i = 0; i < series->len; i++)
    {
      AcnAreaStep step = g_array_index (series, AcnAreaStep, i);

      g_assert_cmpint (step.span.begin_day, ==, next);
      g_assert_cmpint (step.span.end_day, >, step.span.begin_day);
      g_assert_cmpfloat (step.km2, ==, area_km2 (dossier, occupied, step.span.end_day - 1));
      next = step.span.end_day;
    }
  g_assert_cmpint (next, ==, span.end_day);
}

/* The line of control lies where occupied land meets the rest of Ukraine: nowhere before 2014, on
 * the isthmus of Crimea then, about as long as the front in 2024; it never is the state border. */
static void
test_line_of_control (void)
{
  static const struct
  {
    const char *day;
    double      least_km, most_km;
  } cases[] = { { "2013-06-01", 0, 0 }, { "2015-03-01", 400, 700 }, { "2024-07-11", 900, 1300 } };
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const guint line = acn_dossier_find_layer (dossier, "control-line");

  g_assert_cmpuint (line, !=, ACN_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AcnDay day = parse_day (cases[i].day);
      const double km = acn_dossier_layer_length_km_at (dossier, line, day);
      g_autoptr (AcnPyramid) shape = acn_dossier_layer_area_at (dossier, line, day, NULL);

      g_assert_cmpfloat (km, >=, cases[i].least_km);
      g_assert_cmpfloat (km, <=, cases[i].most_km);
      g_assert_cmpfloat (area_km2 (dossier, line, day), ==, 0);
      if (km > 0) /* east of it is occupied land before the border comes */
        g_assert_cmpfloat (acn_pyramid_get_geometry (shape)->bounds.east, <, 39.9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/shipped-areas/parts-make-the-whole", test_parts_make_the_whole);
  g_test_add_func ("/model/shipped-areas/denominator", test_denominator);
  g_test_add_func ("/model/shipped-areas/difference", test_difference);
  g_test_add_func ("/model/shipped-areas/series", test_series);
  g_test_add_func ("/model/shipped-areas/line-of-control", test_line_of_control);
  return g_test_run ();
}
