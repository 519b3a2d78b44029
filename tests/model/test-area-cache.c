/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-area-cache.h"

static AcnPyramid *
make_area (void)
{
  return acn_pyramid_new (acn_geometry_new_take (ACN_GEOMETRY_AREAS, NULL, 0, NULL, 0, NULL, 0));
}

static gboolean
has_area (AcnAreaCache *cache, guint layer, AcnDay day, AcnPyramid *area)
{
  AcnPyramid *found = acn_area_cache_get (cache, layer, day);
  gboolean    same = found == area;

  g_clear_pointer (&found, acn_pyramid_unref);
  return same;
}

static void
test_keys (void)
{
  AcnAreaCache *cache = acn_area_cache_new (8, 1000);
  g_autoptr (AcnPyramid) a = make_area ();
  g_autoptr (AcnPyramid) b = make_area ();
  double km2;

  acn_area_cache_put (cache, 1, -5, a);
  acn_area_cache_put (cache, 2, -5, b);
  g_assert_true (has_area (cache, 1, -5, a));
  g_assert_true (has_area (cache, 2, -5, b));
  g_assert_true (has_area (cache, 1, 5, NULL));
  g_assert_true (has_area (cache, 0, -5, NULL));
  g_assert_true (has_area (cache, 1, ACN_DAY_OPEN_BEGIN, NULL));
  g_assert_false (acn_area_cache_get_km2 (cache, 1, -5, &km2));
  acn_area_cache_put_km2 (cache, 1, -5, 7.5);
  g_assert_true (acn_area_cache_get_km2 (cache, 1, -5, &km2));
  g_assert_cmpfloat (km2, ==, 7.5);
  acn_area_cache_put (cache, 1, -5, b);
  g_assert_true (has_area (cache, 1, -5, b));
  g_assert_cmpuint (acn_area_cache_get_n (cache), ==, 2);
  acn_area_cache_free (cache);
}

static void
test_least_used_goes (void)
{
  AcnAreaCache *cache = acn_area_cache_new (3, 1000);
  g_autoptr (AcnPyramid) area = make_area ();

  for (guint i = 0; i < 3; i++)
    acn_area_cache_put (cache, 0, i, area);
  g_assert_true (has_area (cache, 0, 0, area)); /* used: now 1 is the oldest */
  acn_area_cache_put (cache, 0, 3, area);
  g_assert_cmpuint (acn_area_cache_get_n (cache), ==, 3);
  g_assert_true (has_area (cache, 0, 1, NULL));
  g_assert_true (has_area (cache, 0, 0, area));
  g_assert_true (has_area (cache, 0, 2, area));
  g_assert_true (has_area (cache, 0, 3, area));
  acn_area_cache_free (cache);
}

static AcnPyramid *
make_square (void)
{
  static const double  corners[] = { 0, 0, 1, 0, 1, 1, 0, 1, 0, 0 };
  static const guint32 n_corners = 5, n_rings = 1;

  return acn_pyramid_new (acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                                 g_memdup2 (corners, sizeof corners),
                                                 n_corners,
                                                 g_memdup2 (&n_corners, sizeof n_corners),
                                                 1,
                                                 g_memdup2 (&n_rings, sizeof n_rings),
                                                 1));
}

/* Shapes go by the number of their corners, what is known of their size stays. */
static void
test_corners (void)
{
  AcnAreaCache *cache = acn_area_cache_new (100, 12);
  g_autoptr (AcnPyramid) a = make_square ();
  g_autoptr (AcnPyramid) b = make_square ();
  g_autoptr (AcnPyramid) c = make_square ();
  double km2;

  acn_area_cache_put (cache, 0, 1, a);
  acn_area_cache_put_km2 (cache, 0, 1, 1);
  acn_area_cache_put (cache, 0, 2, b);
  acn_area_cache_put_km2 (cache, 0, 2, 2);
  g_assert_true (has_area (cache, 0, 1, a)); /* used: now 2 is the oldest */
  acn_area_cache_put (cache, 0, 3, c);
  g_assert_true (has_area (cache, 0, 2, NULL));
  g_assert_true (acn_area_cache_get_km2 (cache, 0, 2, &km2));
  g_assert_cmpfloat (km2, ==, 2);
  g_assert_true (has_area (cache, 0, 1, a));
  g_assert_true (has_area (cache, 0, 3, c));
  acn_area_cache_put (cache, 0, 3, b); /* in place of one of the same size */
  g_assert_true (has_area (cache, 0, 1, a));
  g_assert_cmpuint (acn_area_cache_get_n (cache), ==, 3);
  acn_area_cache_free (cache);

  cache = acn_area_cache_new (100, 4); /* what is larger than all is kept alone */
  acn_area_cache_put (cache, 0, 1, a);
  g_assert_true (has_area (cache, 0, 1, a));
  acn_area_cache_put (cache, 0, 2, b);
  g_assert_true (has_area (cache, 0, 1, NULL));
  g_assert_true (has_area (cache, 0, 2, b));
  acn_area_cache_free (cache);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/area-cache/keys", test_keys);
  g_test_add_func ("/model/area-cache/least-used-goes", test_least_used_goes);
  g_test_add_func ("/model/area-cache/corners", test_corners);
  return g_test_run ();
}
