/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a measured way or area is called, and how it is drawn. */
#include "geo/acn-shape.h"
#include "scene/acn-measure.h"

#include <math.h>

/* Where Kyiv and Lviv lie; their geodesic is 469 km long. */
#define KYIV 30.5234, 50.4501
#define LVIV 24.0297, 49.8397

typedef struct
{
  AcnMeasure measure;
} Fixture;

static void
set_up (Fixture *f, gconstpointer kind)
{
  acn_measure_init (&f->measure, (AcnMeasureKind) GPOINTER_TO_INT (kind));
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_measure_clear (&f->measure);
  g_assert_cmpuint (acn_measure_get_n_points (&f->measure), ==, 0);
}

static AcnTextSize
measure_text (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ .width_px = *(const double *) data, .height_px = 12, .ascent_px = 9 };
}

static AcnDisplayList *
lay_out (const Fixture *f, double width_px)
{
  const AcnMapSpec spec = { .theme = ACN_THEME_LIGHT, .language = "en", .text_scale = 1 };
  AcnDisplayList  *list = acn_display_list_new ();

  acn_measure_layout (&f->measure, &spec, 6, 0, 0, measure_text, &width_px, list);
  return list;
}

static guint
count_ops (const AcnDisplayList *list, AcnOpKind kind)
{
  guint        n, n_found = 0;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  for (guint i = 0; i < n; i++)
    n_found += ops[i].kind == kind;
  return n_found;
}

/* A number and its unit stay on one line: between them is U+00A0. */
static void
assert_text (const Fixture *f, const char *language, const char *expected)
{
  g_autofree char *text = acn_measure_to_text (&f->measure, language);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_points (Fixture *f, gconstpointer unused)
{
  acn_measure_remove_last (&f->measure);
  g_assert_cmpuint (acn_measure_get_n_points (&f->measure), ==, 0);
  acn_measure_add (&f->measure, KYIV);
  acn_measure_add (&f->measure, KYIV); /* the second press of a double click */
  g_assert_cmpuint (acn_measure_get_n_points (&f->measure), ==, 1);
  assert_text (f, "en", "");
  acn_measure_add (&f->measure, LVIV);
  acn_measure_add (&f->measure, KYIV);
  g_assert_cmpuint (acn_measure_get_n_points (&f->measure), ==, 3);
  acn_measure_remove_last (&f->measure);
  g_assert_cmpuint (acn_measure_get_n_points (&f->measure), ==, 2);
  g_assert_cmpfloat (g_array_index (f->measure.lonlat_deg, double, 2), ==, 24.0297);
}

static void
test_distance (Fixture *f, gconstpointer unused)
{
  acn_measure_add (&f->measure, KYIV);
  acn_measure_add (&f->measure, LVIV);
  assert_text (f, "en", "469 km");
  assert_text (f, "uk", "469 км");
  acn_measure_add (&f->measure, KYIV);
  assert_text (f, "en", "938 km");
}

/* A degree square at the equator: GeographicLib has 12,309 km² within 443 km. */
static void
test_area (Fixture *f, gconstpointer unused)
{
  acn_measure_add (&f->measure, 0, 0);
  acn_measure_add (&f->measure, 1, 0);
  assert_text (f, "en", "111 km");
  acn_measure_add (&f->measure, 1, 1);
  acn_measure_add (&f->measure, 0, 1);
  assert_text (f, "en", "12,309 km² · 444 km");
}

static void
test_layout_of_a_way (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDisplayList) empty = lay_out (f, 40), one = NULL, two = NULL, narrow = NULL;
  const AcnOp *ops;
  guint        n;

  acn_display_list_get_ops (empty, &n);
  g_assert_cmpuint (n, ==, 0);
  acn_measure_add (&f->measure, KYIV);
  one = lay_out (f, 40);
  ops = acn_display_list_get_ops (one, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (ops[0].kind, ==, ACN_OP_CIRCLE);
  /* Zoom 6: 16384 px around the earth; Kyiv lies 30.5234 degrees east of its middle. */
  g_assert_cmpfloat_with_epsilon (ops[0].x, 8192 + 30.5234 / 360 * 16384, 0.01);
  acn_measure_add (&f->measure, LVIV);
  two = lay_out (f, 40);
  g_assert_cmpuint (count_ops (two, ACN_OP_STROKE), ==, 2); /* halo and line */
  g_assert_cmpuint (count_ops (two, ACN_OP_FILL), ==, 0);
  g_assert_cmpuint (count_ops (two, ACN_OP_CIRCLE), ==, 2);
  g_assert_cmpuint (count_ops (two, ACN_OP_TEXT), ==, 1);
  narrow = lay_out (f, 400); /* the leg is 296 px long: no room for so wide a text */
  g_assert_cmpuint (count_ops (narrow, ACN_OP_TEXT), ==, 0);
}

static void
test_layout_of_an_area (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDisplayList) two = NULL, three = NULL;
  const AcnOp *ops;
  guint        n;

  acn_measure_add (&f->measure, KYIV);
  acn_measure_add (&f->measure, LVIV);
  two = lay_out (f, 40);
  g_assert_cmpuint (count_ops (two, ACN_OP_FILL), ==, 0);
  acn_measure_add (&f->measure, 30.7233, 46.4825);
  three = lay_out (f, 40);
  g_assert_cmpuint (count_ops (three, ACN_OP_FILL), ==, 1);
  g_assert_cmpuint (count_ops (three, ACN_OP_STROKE), ==, 2);
  g_assert_cmpuint (count_ops (three, ACN_OP_TEXT), ==, 0);
  ops = acn_display_list_get_ops (three, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < ops[i].n_contours; k++)
      g_assert_true (acn_display_list_get_contours (three)[ops[i].first_contour + k].closed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, kind, function)                                                                  \
  g_test_add (name, Fixture, GINT_TO_POINTER (kind), set_up, function, tear_down)
  ADD ("/scene/measure/points", ACN_MEASURE_DISTANCE, test_points);
  ADD ("/scene/measure/distance", ACN_MEASURE_DISTANCE, test_distance);
  ADD ("/scene/measure/area", ACN_MEASURE_AREA, test_area);
  ADD ("/scene/measure/layout-of-a-way", ACN_MEASURE_DISTANCE, test_layout_of_a_way);
  ADD ("/scene/measure/layout-of-an-area", ACN_MEASURE_AREA, test_layout_of_an_area);
  return g_test_run ();
}
