/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-clip.h"

#include <geos_c.h>
#include <math.h>

static const double box[4] = { 0, 0, 100, 100 };

static double
ring_area (const double *xy, guint n)
{
  double sum = 0;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    sum += xy[2 * j] * xy[2 * i + 1] - xy[2 * i] * xy[2 * j + 1];
  return fabs (sum) / 2;
}

static double
clipped_area (const double *xy, guint n)
{
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (double));

  acn_clip_area_ring (xy, n, box, out);
  for (guint i = 0; i < out->len; i++)
    {
      g_assert_cmpfloat (g_array_index (out, double, i), >=, -1e-9);
      g_assert_cmpfloat (g_array_index (out, double, i), <=, 100 + 1e-9);
    }
  return out->len >= 6 ? ring_area ((const double *) (gconstpointer) out->data, out->len / 2) : 0;
}

static void
test_area_table (void)
{
  const double inside[] = { 10, 10, 10, 20, 20, 20, 20, 10 };
  const double over[] = { -50, -50, -50, 150, 150, 150, 150, -50 };
  const double corner[] = { 50, 50, 50, 150, 150, 150, 150, 50 };
  const double outside[] = { 200, 0, 200, 50, 250, 50 };
  const double diagonal_miss[] = { -10, 90, 10, 111, -10, 111 };

  g_assert_cmpfloat_with_epsilon (clipped_area (inside, 4), 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (clipped_area (over, 4), 10000, 1e-9);
  g_assert_cmpfloat_with_epsilon (clipped_area (corner, 4), 2500, 1e-9);
  g_assert_cmpfloat_with_epsilon (clipped_area (outside, 3), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (clipped_area (diagonal_miss, 3), 0, 1e-9);
}

/* What GEOS says of the same ring. */
static double
geos_area (GEOSContextHandle_t geos, const double *xy, guint n)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n + 1, 2);
  GEOSGeometry      *polygon, *clipped;
  double             area = 0;

  for (guint i = 0; i <= n; i++)
    GEOSCoordSeq_setXY_r (geos, sequence, i, xy[2 * (i % n)], xy[2 * (i % n) + 1]);
  polygon = GEOSGeom_createPolygon_r (geos, GEOSGeom_createLinearRing_r (geos, sequence), NULL, 0);
  clipped = GEOSClipByRect_r (geos, polygon, 0, 0, 100, 100);
  g_assert_nonnull (clipped);
  GEOSArea_r (geos, clipped, &area);
  GEOSGeom_destroy_r (geos, polygon);
  GEOSGeom_destroy_r (geos, clipped);
  return area;
}

/* Random stars around random centres: simple, far from convex, often crossing the box. */
static void
test_area_against_geos (void)
{
  GEOSContextHandle_t geos = GEOS_init_r ();

  for (guint run = 0; run < 1000; run++)
    {
      guint  n = (guint) g_test_rand_int_range (3, 40);
      double xy[80], cx = g_test_rand_double_range (-60, 160),
                     cy = g_test_rand_double_range (-60, 160);

      for (guint i = 0; i < n; i++)
        {
          double radius = g_test_rand_double_range (5, 120), angle = 2 * G_PI * i / n;

          xy[2 * i] = cx + radius * cos (angle);
          xy[2 * i + 1] = cy + radius * sin (angle);
        }
      g_assert_cmpfloat_with_epsilon (clipped_area (xy, n), geos_area (geos, xy, n), 1e-6);
    }
  GEOS_finish_r (geos);
}

typedef struct
{
  guint  n_runs, n_points;
  double length;
} Runs;

static void
count_cb (const double *xy, guint n, gpointer data)
{
  Runs *runs = data;

  runs->n_runs++;
  runs->n_points += n;
  for (guint i = 1; i < n; i++)
    runs->length += hypot (xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
  for (guint i = 0; i < 2 * n; i++)
    g_assert_true (xy[i] >= -1e-9 && xy[i] <= 100 + 1e-9);
}

static void
test_line_table (void)
{
  const struct
  {
    double xy[8];
    guint  n, n_runs;
    double length;
  } lines[] = {
    { { 10, 10, 20, 10, 30, 10 }, 3, 1, 20 },
    { { -50, 50, 150, 50 }, 2, 1, 100 },
    { { 50, 50, 150, 50, 150, 60, 50, 60 }, 4, 2, 100 },
    { { -10, -10, -20, 50 }, 2, 0, 0 },
    { { -10, 95, 10, 115 }, 2, 0, 0 },
    { { 10, 10, 200, 10, 200, 200, 10, 200 }, 4, 1, 90 },
    { { 5, 5 }, 1, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      Runs runs = { 0 };

      acn_clip_line (lines[i].xy, lines[i].n, box, count_cb, &runs);
      g_assert_cmpuint (runs.n_runs, ==, lines[i].n_runs);
      g_assert_cmpfloat_with_epsilon (runs.length, lines[i].length, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/clip/area-table", test_area_table);
  g_test_add_func ("/geo/clip/area-against-geos", test_area_against_geos);
  g_test_add_func ("/geo/clip/line-table", test_line_table);
  return g_test_run ();
}
