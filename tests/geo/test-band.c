/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-band.h"

#include <math.h>

/* Along 20 km of the parallel of 48° N and of a meridian: a degree of longitude is 74.4 km there,
 * of latitude 111.2 km. */
static void
test_area (void)
{
  const double east[] = { 30, 48, 30.2688, 48 }, north[] = { 30, 48, 30, 48.17986 };
  const double expected_km2 = 20 * 2 * 2 + G_PI * 2 * 2;

  for (guint i = 0; i < 2; i++)
    {
      const AcnBandLine line = { i == 0 ? east : north, 2, 2 };
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnGeometry) band = acn_band_new (&line, 1, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (
          acn_geometry_area_km2 (band), expected_km2, expected_km2 / 100);
    }
}

static void
test_reach (void)
{
  const double      xy[] = { 30, 48, 30.2688, 48 };
  const AcnBandLine line = { xy, 2, 2 };
  g_autoptr (AcnGeometry) band = acn_band_new (&line, 1, NULL);

  g_assert_true (acn_geometry_contains_point (band, 30.1, 48 + 1.9 / 111.2));
  g_assert_false (acn_geometry_contains_point (band, 30.1, 48 + 2.1 / 111.2));
  g_assert_true (acn_geometry_contains_point (band, 30 - 1.9 / 74.4, 48));
  g_assert_false (acn_geometry_contains_point (band, 30 - 2.1 / 74.4, 48));
}

/* The same ground twice counts once, and each line has its own radius. */
static void
test_overlap (void)
{
  const double      xy[] = { 30, 48, 30.1, 48.1, 30.2, 48 };
  const AcnBandLine once[] = { { xy, 3, 3 } };
  const AcnBandLine twice[] = { { xy, 3, 3 }, { xy, 2, 1 }, { xy + 2, 2, 1 } };
  g_autoptr (AcnGeometry) a = acn_band_new (once, 1, NULL);
  g_autoptr (AcnGeometry) b = acn_band_new (twice, 3, NULL);

  g_assert_cmpfloat (acn_geometry_area_km2 (a), >, 0);
  g_assert_cmpfloat_with_epsilon (acn_geometry_area_km2 (a), acn_geometry_area_km2 (b), 0.01);
}

static void
test_nothing (void)
{
  g_autoptr (AcnGeometry) band = acn_band_new (NULL, 0, NULL);

  g_assert_true (acn_geometry_is_empty (band));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/band/area", test_area);
  g_test_add_func ("/geo/band/reach", test_reach);
  g_test_add_func ("/geo/band/overlap", test_overlap);
  g_test_add_func ("/geo/band/nothing", test_nothing);
  return g_test_run ();
}
