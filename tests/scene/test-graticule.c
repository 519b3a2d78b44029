/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "scene/acn-graticule.h"
#include "scene/acn-map-scene.h"

#include <math.h>

static AcnTextSize
measure_cb (const AcnFont *font, const char *text, gpointer data)
{
  return (AcnTextSize){ 6.0 * (double) g_utf8_strlen (text, -1), 12, 9 };
}

/* Lines have room at every zoom, and more of them come in as the map comes nearer. */
static void
test_step (void)
{
  double last = 90;

  for (double zoom = 2; zoom <= 14; zoom += 0.1)
    {
      const double step = acn_graticule_step (zoom);

      g_assert_cmpfloat (step, <=, last);
      g_assert_cmpfloat (step * ACN_TILE_SIZE * exp2 (zoom) / 360, >=, 90);
      g_assert_cmpfloat_with_epsilon (remainder (90, step), 0, 1e-9);
      last = step;
    }
  g_assert_cmpfloat (last, <=, 0.05);
}

static GArray *
points_of (double x, double y, double width, double height)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  GArray           *points = g_array_new (FALSE, FALSE, sizeof (float));
  const AcnContour *contours;
  guint             n;
  const AcnOp      *ops;

  acn_display_list_begin_path (list);
  acn_graticule_layout (6.3, x, y, width, height, list);
  acn_display_list_stroke (list, (AcnColor){ 0, 0, 0, 1 }, 1, 0, 0, FALSE);
  ops = acn_display_list_get_ops (list, &n);
  g_assert_cmpuint (n, ==, 1);
  contours = acn_display_list_get_contours (list) + ops[0].first_contour;
  for (guint i = 0; i < ops[0].n_contours; i++)
    g_array_append_vals (
        points, acn_display_list_get_points (list) + 2 * contours[i].first, 2 * contours[i].n);
  return points;
}

/* Neighbouring pieces go on with the same parallels, at the same heights. */
static void
test_pieces_meet (void)
{
  g_autoptr (GArray) left = points_of (11000, 6800, 256, 400);
  g_autoptr (GArray) right = points_of (11256, 6800, 256, 400);
  guint n_met = 0;

  for (guint i = 0; i + 3 < left->len; i += 4)
    for (guint k = 0; k + 3 < right->len; k += 4)
      if (g_array_index (left, float, i + 1) == g_array_index (left, float, i + 3) &&
          g_array_index (right, float, k + 1) == g_array_index (left, float, i + 1))
        n_met++;
  g_assert_cmpuint (n_met, >, 1);
}

/* Names come with the layer, stay within the frame and tell the degrees. */
static void
test_names (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autoptr (AcnDossier) dossier = acn_load_dossier (path, diagnostics, NULL);
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnMapSpec) spec = acn_map_spec_new (dossier, basemap);
  g_autoptr (AcnDisplayList) none = acn_display_list_new (), list = acn_display_list_new (),
                             large = acn_display_list_new ();
  const AcnFrame frame = { 10, 20, 700, 500 };
  const double   px = ACN_TILE_SIZE * exp2 (6) / ACN_WORLD_SIZE;
  const AcnOp   *ops;
  gboolean       has_30_e = FALSE, has_50_n = FALSE;
  double         x, y;
  guint          n;

  acn_mercator_project (24, 52, &x, &y);
  acn_graticule_layout_names (spec, &frame, 6, x * px, y * px, NULL, measure_cb, NULL, none);
  acn_display_list_get_ops (none, &n);
  g_assert_cmpuint (n, ==, 0);
  spec->layer_visible[acn_dossier_find_layer (dossier, "graticule")] = TRUE;
  acn_graticule_layout_names (spec, &frame, 6, x * px, y * px, NULL, measure_cb, NULL, list);
  ops = acn_display_list_get_ops (list, &n);
  g_assert_cmpuint (n, >=, 4);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (ops[i].kind, ==, ACN_OP_TEXT);
      g_assert_true (ops[i].x >= 10 && ops[i].x < 710 && ops[i].y >= 20 && ops[i].y < 520);
      has_30_e |= g_str_equal (ops[i].text, "30°\u00a0E");
      has_50_n |= g_str_equal (ops[i].text, "50°\u00a0N");
    }
  g_assert_true (has_30_e);
  g_assert_true (has_50_n);
  spec->text_scale = 2;
  acn_graticule_layout_names (spec, &frame, 6, x * px, y * px, NULL, measure_cb, NULL, large);
  ops = acn_display_list_get_ops (large, &n);
  g_assert_cmpuint (n, >=, 4);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (ops[i].font.size_px, ==, 21);
      g_assert_cmpfloat (ops[i].y, >=, 20 + 30); /* their upper edge is in the frame */
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/graticule/step", test_step);
  g_test_add_func ("/scene/graticule/pieces-meet", test_pieces_meet);
  g_test_add_func ("/scene/graticule/names", test_names);
  return g_test_run ();
}
