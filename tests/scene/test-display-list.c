/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-display-list.h"

#include <string.h>

static const AcnColor red = { 1, 0, 0, 1 }, none = { 0, 0, 0, 0 };

static void
test_paths (void)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  const AcnContour *contours;
  const AcnOp      *ops;
  const float      *points;
  guint             n;

  acn_display_list_line (list, 0, 0, 5, 0, red, 1);
  acn_display_list_begin_path (list);
  acn_display_list_begin_contour (list, TRUE);
  acn_display_list_add_point (list, 1, 2);
  acn_display_list_add_point (list, 3, 4);
  acn_display_list_begin_contour (list, FALSE);
  acn_display_list_add_point (list, 5, 6);
  acn_display_list_fill (list, red);
  acn_display_list_stroke (list, red, 2, 3, 4, TRUE);

  ops = acn_display_list_get_ops (list, &n);
  contours = acn_display_list_get_contours (list);
  points = acn_display_list_get_points (list);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (ops[0].kind, ==, ACN_OP_STROKE);
  g_assert_cmpuint (ops[0].n_contours, ==, 1);
  for (guint i = 1; i < 3; i++)
    {
      g_assert_cmpuint (ops[i].first_contour, ==, 1);
      g_assert_cmpuint (ops[i].n_contours, ==, 2);
    }
  g_assert_cmpfloat (ops[2].dash_off, ==, 4);
  g_assert_true (ops[2].round_caps);
  g_assert_cmpuint (contours[1].n, ==, 2);
  g_assert_true (contours[1].closed);
  g_assert_cmpuint (contours[2].first, ==, 4);
  g_assert_cmpfloat (points[2 * contours[2].first + 1], ==, 6);
}

static void
test_shapes (void)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  const AcnOp *ops;
  guint        n;

  acn_display_list_push_clip (list, 1, 2, 3, 4);
  acn_display_list_rect (list, 10, 20, 30, 8, 99, red, none, 0);
  acn_display_list_circle (list, 5, 6, 7, red, red, 2);
  acn_display_list_pop_clip (list);
  ops = acn_display_list_get_ops (list, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (ops[0].kind, ==, ACN_OP_PUSH_CLIP);
  g_assert_cmpfloat (ops[0].height, ==, 4);
  g_assert_cmpfloat (ops[1].radius, ==, 4); /* half the shorter side */
  g_assert_cmpfloat (ops[2].line_width, ==, 2);
  g_assert_cmpint (ops[3].kind, ==, ACN_OP_POP_CLIP);
}

/* The list keeps texts of its own, also while it grows. */
static void
test_texts (void)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  const AcnFont font = { .size_px = 12, .weight = 700 };
  const AcnOp  *ops;
  guint         n;

  for (guint i = 0; i < 500; i++)
    {
      char text[16];

      g_snprintf (text, sizeof text, "text %u", i);
      acn_display_list_text (list, i, 0, &font, text, red, none, 0, 0);
      memset (text, 'x', sizeof text);
    }
  ops = acn_display_list_get_ops (list, &n);
  g_assert_cmpuint (n, ==, 500);
  g_assert_cmpstr (ops[0].text, ==, "text 0");
  g_assert_cmpstr (ops[499].text, ==, "text 499");
  g_assert_cmpuint (ops[499].font.weight, ==, 700);
}

static void
test_shared (void)
{
  AcnDisplayList *list = acn_display_list_new ();
  AcnDisplayList *other = acn_display_list_ref (list);
  guint           n;

  acn_display_list_unref (list);
  acn_display_list_get_ops (other, &n);
  g_assert_cmpuint (n, ==, 0);
  acn_display_list_unref (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/display-list/paths", test_paths);
  g_test_add_func ("/scene/display-list/shapes", test_shapes);
  g_test_add_func ("/scene/display-list/texts", test_texts);
  g_test_add_func ("/scene/display-list/shared", test_shared);
  return g_test_run ();
}
