/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-hatch.h"

#include <math.h>

#define PERIOD 5.0

static const AcnColor black = { 0, 0, 0, 1 };

static AcnDisplayList *
hatch (const double *xy, const guint32 *ends, guint n_rings, AcnHatch kind, double ox, double oy)
{
  AcnDisplayList *list = acn_display_list_new ();
  AcnRuns         runs = { xy, ends, n_rings };

  acn_hatch_area (list, &runs, kind, PERIOD, 1, ox, oy, black);
  return list;
}

/* Sum of the segments' lengths times their distance: the area they stand for. */
static double
hatched_area (const AcnDisplayList *list)
{
  guint             n;
  const AcnOp      *ops = acn_display_list_get_ops (list, &n);
  const AcnContour *contours = acn_display_list_get_contours (list);
  const float      *points = acn_display_list_get_points (list);
  double            sum = 0;

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (ops[0].kind, ==, ACN_OP_STROKE);
  for (guint i = 0; i < ops[0].n_contours; i++)
    {
      const float *xy = points + 2 * contours[ops[0].first_contour + i].first;

      g_assert_cmpuint (contours[ops[0].first_contour + i].n, ==, 2);
      sum += hypot (xy[2] - xy[0], xy[3] - xy[1]);
    }
  return sum * PERIOD;
}

static const double  square[] = { 0, 0, 0, 200, 200, 200, 200, 0 };
static const guint32 square_end[] = { 4 };

static void
test_covers_area (void)
{
  for (AcnHatch kind = ACN_HATCH_DIAGONAL; kind <= ACN_HATCH_BACK_DIAGONAL; kind++)
    {
      g_autoptr (AcnDisplayList) list = hatch (square, square_end, 1, kind, 0, 0);

      g_assert_cmpfloat_with_epsilon (hatched_area (list), 40000, 300);
    }
}

static void
test_spares_hole (void)
{
  /* The hole winds the other way. */
  const double  xy[] = { 0, 0, 0, 200, 200, 200, 200, 0, 50, 50, 150, 50, 150, 150, 50, 150 };
  const guint32 ends[] = { 4, 8 };
  g_autoptr (AcnDisplayList) list = hatch (xy, ends, 2, ACN_HATCH_DIAGONAL, 0, 0);

  g_assert_cmpfloat_with_epsilon (hatched_area (list), 30000, 300);
}

static void
test_merges_neighbours (void)
{
  /* Two halves with a common edge: every line runs through, none is cut at the edge. */
  const double  xy[] = { 0, 0, 0, 200, 100, 200, 100, 0, 100, 0, 100, 200, 200, 200, 200, 0 };
  const guint32 ends[] = { 4, 8 };
  g_autoptr (AcnDisplayList) halves = hatch (xy, ends, 2, ACN_HATCH_DIAGONAL, 0, 0);
  g_autoptr (AcnDisplayList) whole = hatch (square, square_end, 1, ACN_HATCH_DIAGONAL, 0, 0);
  guint n;

  g_assert_cmpfloat_with_epsilon (hatched_area (halves), hatched_area (whole), 0.1);
  g_assert_cmpuint (acn_display_list_get_ops (halves, &n)[0].n_contours,
                    ==,
                    acn_display_list_get_ops (whole, &n)[0].n_contours);
}

/* A line's number: where it stands in the world. */
static double
world_u (const AcnDisplayList *list, double ox, double oy)
{
  guint        n;
  const AcnOp *op = acn_display_list_get_ops (list, &n);
  const float *xy = acn_display_list_get_points (list) +
                    2 * acn_display_list_get_contours (list)[op->first_contour].first;

  return (xy[0] + ox + xy[1] + oy) * G_SQRT2 / 2 / PERIOD;
}

static void
test_is_anchored_to_world (void)
{
  const double origins[][2] = {
    { 0, 0 }, { 256, 0 }, { 256, 512 }, { 123456, 78910 }, { 3.25, 1.5 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autoptr (AcnDisplayList) list =
          hatch (square, square_end, 1, ACN_HATCH_DIAGONAL, origins[i][0], origins[i][1]);
      double u = world_u (list, origins[i][0], origins[i][1]);

      g_assert_cmpfloat_with_epsilon (u, round (u), 0.01);
    }
}

static void
test_dots_stay_inside (void)
{
  const double  triangle[] = { 0, 0, 0, 100, 100, 0 };
  const guint32 end[] = { 3 };
  g_autoptr (AcnDisplayList) list = hatch (triangle, end, 1, ACN_HATCH_DOTS, 0, 0);
  guint        n;
  const AcnOp *op = acn_display_list_get_ops (list, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat_with_epsilon (op->n_contours * PERIOD * PERIOD, 5000, 300);
  for (guint i = 0; i < op->n_contours; i++)
    {
      const float *xy = acn_display_list_get_points (list) +
                        2 * acn_display_list_get_contours (list)[op->first_contour + i].first;

      g_assert_cmpfloat (xy[0], >=, -0.001);
      g_assert_cmpfloat (xy[0] + xy[1], <=, 100.001);
    }
}

static void
test_empty (void)
{
  g_autoptr (AcnDisplayList) none = hatch (square, square_end, 1, ACN_HATCH_NONE, 0, 0);
  g_autoptr (AcnDisplayList) nothing = hatch (square, square_end, 0, ACN_HATCH_DIAGONAL, 0, 0);
  guint n;

  acn_display_list_get_ops (none, &n);
  g_assert_cmpuint (n, ==, 0);
  acn_display_list_get_ops (nothing, &n);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/hatch/covers-area", test_covers_area);
  g_test_add_func ("/scene/hatch/spares-hole", test_spares_hole);
  g_test_add_func ("/scene/hatch/merges-neighbours", test_merges_neighbours);
  g_test_add_func ("/scene/hatch/is-anchored-to-world", test_is_anchored_to_world);
  g_test_add_func ("/scene/hatch/dots-stay-inside", test_dots_stay_inside);
  g_test_add_func ("/scene/hatch/empty", test_empty);
  return g_test_run ();
}
