/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-space-index.h"

static gboolean
meet (AcnBounds a, AcnBounds b)
{
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

static AcnBounds
random_bounds (double max_side)
{
  double west = g_test_rand_double_range (-180, 180), south = g_test_rand_double_range (-90, 90);

  return (AcnBounds){ west,
                      south,
                      west + g_test_rand_double_range (0, max_side),
                      south + g_test_rand_double_range (0, max_side) };
}

static void
test_against_scan (void)
{
  static const guint sizes[] = { 0, 1, 2, 7, 8, 9, 63, 64, 65, 500, 4097 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (AcnSpaceIndex) index = acn_space_index_new ();
      g_autofree AcnBounds *boxes = g_new (AcnBounds, MAX (1, sizes[s]));

      for (guint i = 0; i < sizes[s]; i++)
        {
          boxes[i] = random_bounds (i % 3 == 0 ? 0 : 10);
          acn_space_index_add (index, boxes[i], i);
        }
      acn_space_index_seal (index);
      for (guint q = 0; q < 50; q++)
        {
          AcnBounds query = random_bounds (q % 2 == 0 ? 60 : 2);
          g_autoptr (GArray) found = acn_space_index_items_in (index, query);
          guint n = 0;

          for (guint i = 0; i < sizes[s]; i++)
            if (meet (boxes[i], query))
              {
                g_assert_cmpuint (n, <, found->len);
                g_assert_cmpuint (g_array_index (found, guint, n), ==, i);
                n++;
              }
          g_assert_cmpuint (found->len, ==, n);
        }
    }
}

static void
test_edges_and_empty (void)
{
  g_autoptr (AcnSpaceIndex) index = acn_space_index_new ();
  g_autoptr (GArray) touching = NULL, apart = NULL;

  acn_space_index_add (index, (AcnBounds){ 0, 0, 10, 10 }, 3);
  acn_space_index_add (index, ACN_BOUNDS_EMPTY, 4);
  acn_space_index_seal (index);
  touching = acn_space_index_items_in (index, (AcnBounds){ 10, 10, 10, 10 });
  apart = acn_space_index_items_in (index, (AcnBounds){ 10.1, 0, 11, 1 });
  g_assert_cmpuint (touching->len, ==, 1);
  g_assert_cmpuint (g_array_index (touching, guint, 0), ==, 3);
  g_assert_cmpuint (apart->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/space-index/against-scan", test_against_scan);
  g_test_add_func ("/model/space-index/edges-and-empty", test_edges_and_empty);
  return g_test_run ();
}
