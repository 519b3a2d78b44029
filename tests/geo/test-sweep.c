/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-sweep.h"

#include "geo/acn-overlay.h"

#include <string.h>

/* Boxes side by side, closed rings. */
static AcnGeometry *
make_boxes (const double (*boxes)[4], guint n)
{
  double  *xy = g_new (double, 10 * n);
  guint32 *ring_ends = g_new (guint32, n), *part_ends = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    {
      const double *b = boxes[i];
      const double  ring[] = { b[0], b[1], b[2], b[1], b[2], b[3], b[0], b[3], b[0], b[1] };

      memcpy (xy + 10 * i, ring, sizeof ring);
      ring_ends[i] = 5 * (i + 1);
      part_ends[i] = i + 1;
    }
  return acn_geometry_new_take (ACN_GEOMETRY_AREAS, xy, 5 * n, ring_ends, n, part_ends, n);
}

static AcnGeometry *
sweep (const AcnGeometry *ground, const AcnGeometry *from, double fraction)
{
  g_autoptr (GError) error = NULL;
  AcnGeometry *swept = acn_sweep (ground, from, fraction, &error);

  g_assert_no_error (error);
  g_assert_true (acn_geometry_validate (swept, NULL, NULL, NULL));
  return swept;
}

/* East of a straight line the swept part is a strip along it. */
static void
test_strip (void)
{
  const double held[][4] = { { 36, 47, 37, 48 } }, taken[][4] = { { 37, 47.2, 37.4, 47.8 } };
  g_autoptr (AcnGeometry) from = make_boxes (held, 1), ground = make_boxes (taken, 1);
  const double whole_km2 = acn_geometry_area_km2 (ground);

  for (guint i = 0; i <= 20; i++)
    {
      g_autoptr (AcnGeometry) swept = sweep (ground, from, i / 20.0);
      const double east = 37 + 0.4 * i / 20.0;

      g_assert_cmpfloat_with_epsilon (
          acn_geometry_area_km2 (swept), whole_km2 * i / 20, whole_km2 * 0.001);
      if (i > 0)
        g_assert_cmpfloat_with_epsilon (swept->bounds.east, east, 0.001);
      g_assert_cmpuint (acn_geometry_is_empty (swept), ==, i == 0);
    }
}

/* The part for less is within the part for more, however the ground lies. */
static void
test_nested (void)
{
  const double held[][4] = { { 36, 47, 37, 48 }, { 37.5, 47, 38, 47.3 } };
  const double taken[][4] = { { 37, 47, 37.5, 47.9 }, { 36.2, 48, 36.4, 48.02 } };
  g_autoptr (AcnGeometry) from = make_boxes (held, 2), ground = make_boxes (taken, 2);
  g_autoptr (AcnGeometry) before = NULL;

  for (guint i = 1; i <= 10; i++)
    {
      g_autoptr (AcnGeometry) swept = sweep (ground, from, i / 10.0);

      if (before != NULL)
        {
          const AcnGeometry *operands[] = { before, swept };
          g_autoptr (AcnGeometry) outside =
              acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0, NULL);

          g_assert_cmpfloat (acn_geometry_area_km2 (outside), <, 0.001);
          g_assert_cmpfloat (acn_geometry_area_km2 (swept), >, acn_geometry_area_km2 (before));
        }
      g_clear_pointer (&before, acn_geometry_unref);
      before = g_steal_pointer (&swept);
    }
}

/* From both sides at once: the middle is last. */
static void
test_both_sides (void)
{
  const double held[][4] = { { 36, 47, 37, 48 }, { 37.5, 47, 38, 48 } };
  const double taken[][4] = { { 37, 47, 37.5, 48 } };
  g_autoptr (AcnGeometry) from = make_boxes (held, 2), ground = make_boxes (taken, 1);
  g_autoptr (AcnGeometry) swept = sweep (ground, from, 0.8);

  g_assert_true (acn_geometry_contains_point (swept, 37.02, 47.5));
  g_assert_true (acn_geometry_contains_point (swept, 37.48, 47.5));
  g_assert_false (acn_geometry_contains_point (swept, 37.25, 47.5));
}

/* Where no line touches, none has moved: such ground joins whole, and last. */
static void
test_apart (void)
{
  const double held[][4] = { { 36, 47, 37, 48 } }, taken[][4] = { { 37.01, 47, 37.5, 48 } };
  g_autoptr (AcnGeometry) from = make_boxes (held, 1), ground = make_boxes (taken, 1);
  g_autoptr (AcnGeometry) nothing = make_boxes (held, 0);
  g_autoptr (AcnGeometry) late = sweep (ground, from, 0.99), all = sweep (ground, from, 1);
  g_autoptr (AcnGeometry) unreached = sweep (ground, nothing, 0.5);
  g_autoptr (AcnGeometry) none = sweep (nothing, from, 0.5);

  g_assert_true (acn_geometry_is_empty (late));
  g_assert_true (acn_geometry_is_empty (unreached));
  g_assert_true (acn_geometry_is_empty (none));
  g_assert_cmpfloat_with_epsilon (
      acn_geometry_area_km2 (all), acn_geometry_area_km2 (ground), 1e-6);
}

/* A ring that is none is told, not crossed. */
static void
test_broken (void)
{
  const double held[][4] = { { 36, 47, 37, 48 } };
  guint32      ring_end = 2, part_end = 1;
  g_autoptr (AcnGeometry) from = make_boxes (held, 1);
  g_autoptr (AcnGeometry) broken = acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                                          g_new0 (double, 4),
                                                          2,
                                                          g_memdup2 (&ring_end, sizeof ring_end),
                                                          1,
                                                          g_memdup2 (&part_end, sizeof part_end),
                                                          1);
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_sweep (broken, from, 0.5, &error));
  g_assert_error (error, ACN_GEO_ERROR, ACN_GEO_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/sweep/strip", test_strip);
  g_test_add_func ("/geo/sweep/nested", test_nested);
  g_test_add_func ("/geo/sweep/both-sides", test_both_sides);
  g_test_add_func ("/geo/sweep/apart", test_apart);
  g_test_add_func ("/geo/sweep/broken", test_broken);
  return g_test_run ();
}
