/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map's camera under views and hands, in a window of its own. */
#include "map/acn-map-view-private.h"
#include "scene/acn-palette.h"

#include <adwaita.h>
#include <math.h>
#include <time.h>

#include "../shipped.h"

#define WIDTH 900
#define HEIGHT 700
/* What stays free around a view. */
#define EDGE_PX 14

typedef struct
{
  AcnSession *session;
  AcnMapView *map;
  GtkWidget  *window;
  gboolean    settled;
} Fixture;

static void
settled_cb (Fixture *f)
{
  f->settled = TRUE;
}

static void
wait_until_settled (Fixture *f)
{
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!f->settled && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (f->settled);
}

/* A map with the shipped dossier, in a window that has not been shown. */
static void
set_up_unseen (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();

  f->session = acn_session_new ();
  acn_session_set_dossier (f->session, dossier);
  f->map = ACN_MAP_VIEW (acn_map_view_new ());
  g_signal_connect_swapped (f->map, "settled", G_CALLBACK (settled_cb), f);
  acn_map_view_set_session (f->map, f->session);
  gtk_widget_set_size_request (GTK_WIDGET (f->map), WIDTH, HEIGHT);
  f->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->map));
}

static void
present (Fixture *f)
{
  f->settled = FALSE;
  gtk_window_present (GTK_WINDOW (f->window));
  wait_until_settled (f);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  set_up_unseen (f, NULL);
  present (f);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->session);
}

static int
map_height (Fixture *f)
{
  return gtk_widget_get_height (GTK_WIDGET (f->map->map));
}

/* Where a place is on a map that has a camera, px. */
static void
see (Fixture *f, AcnCamera camera, double lon, double lat, double *out_x, double *out_y)
{
  const double px_per_unit = ACN_TILE_SIZE * exp2 (camera.zoom) / ACN_WORLD_SIZE;
  double       x, y, centre_x, centre_y;

  acn_mercator_project (lon, lat, &x, &y);
  acn_mercator_project (camera.lon_deg, camera.lat_deg, &centre_x, &centre_y);
  *out_x = (x - centre_x) * px_per_unit + WIDTH / 2.0;
  *out_y = (y - centre_y) * px_per_unit + map_height (f) / 2.0;
}

/* All of each view is on the map, above the note, as large as that allows; where there is room to
 * spare, its middle is that of what legend and mark leave free. */
static void
test_camera_for (Fixture *f, gconstpointer unused)
{
  AcnDossier    *dossier = acn_session_get_dossier (f->session);
  guint          n;
  const AcnView *views = acn_dossier_get_views (dossier, &n);
  double         top, foot, bottom;

  acn_map_decor_get_clear_rows (f->map->decor, WIDTH, map_height (f), FALSE, &top, &foot);
  acn_map_decor_get_clear_rows (f->map->decor, WIDTH, map_height (f), TRUE, &top, &bottom);
  g_assert_cmpuint (n, >, 5);
  for (guint i = 0; i < n; i++)
    {
      const AcnBounds b = views[i].bounds;
      const AcnCamera camera = acn_map_view_camera_for (f->map, b);
      double          west, north, east, south, middle, slack;

      see (f, camera, b.west, b.north, &west, &north);
      see (f, camera, b.east, b.south, &east, &south);
      g_assert_cmpfloat (west, >=, -0.5);
      g_assert_cmpfloat (east, <=, WIDTH + 0.5);
      g_assert_cmpfloat (north, >=, -0.5);
      g_assert_cmpfloat (south, <=, foot + 0.5);
      if (camera.zoom < ACN_ZOOM_MAX && camera.zoom > ACN_ZOOM_MIN)
        g_assert_true (east - west > WIDTH - 40 || south - north > foot - 40);
      /* As near to the middle of what is free as it can be without leaving the map. */
      middle = (top + bottom) / 2;
      slack = MAX (0, foot / 2 - EDGE_PX - (south - north) / 2);
      g_assert_cmpfloat_with_epsilon (
          (north + south) / 2, CLAMP (middle, foot / 2 - slack, foot / 2 + slack), 1);
    }
}

/* The rows that are clear are those between what stands on the map. */
static void
test_clear_rows (Fixture *f, gconstpointer unused)
{
  double top, foot, bottom, top_bare, bare;

  acn_map_decor_get_clear_rows (f->map->decor, WIDTH, 700, FALSE, &top, &foot);
  acn_map_decor_get_clear_rows (f->map->decor, WIDTH, 700, TRUE, &top_bare, &bottom);
  g_assert_cmpfloat (top, >, 20); /* what is hypothetical says so */
  g_assert_cmpfloat (top, ==, top_bare);
  g_assert_cmpfloat (bottom, <, foot - 60); /* the legend */
  g_assert_cmpfloat (foot, <, 700);
  acn_map_view_set_has_legend (f->map, FALSE);
  acn_map_decor_get_clear_rows (f->map->decor, WIDTH, 700, TRUE, &top, &bare);
  g_assert_cmpfloat (bare, ==, foot);
}

static gboolean
count_frames_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  ++*(guint *) n_frames;
  return G_SOURCE_CONTINUE;
}

static void
wait_until_painted (Fixture *f)
{
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!acn_tile_layer_begin (f->map->tiles) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (acn_tile_layer_begin (f->map->tiles));
}

static AcnCamera
home_camera (Fixture *f)
{
  AcnDossier    *dossier = acn_session_get_dossier (f->session);
  const AcnView *views = acn_dossier_get_views (dossier, NULL);

  return acn_map_view_camera_for (f->map, views[acn_dossier_get_home_view (dossier)].bounds);
}

static void
assert_cameras_equal (AcnCamera a, AcnCamera b)
{
  g_assert_cmpfloat_with_epsilon (a.lon_deg, b.lon_deg, 1e-9);
  g_assert_cmpfloat_with_epsilon (a.lat_deg, b.lat_deg, 1e-9);
  g_assert_cmpfloat_with_epsilon (a.zoom, b.zoom, 1e-9);
}

/* Until the painters have nothing to do. */
static void
wait_for_painters (void)
{
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  clock_t      before;

  do
    {
      before = clock ();
      g_usleep (150000);
    }
  while (clock () - before > CLOCKS_PER_SEC / 200 && g_get_monotonic_time () < end);
}

/* What was painted before there was a map is what the map shows first: it has it at once. */
static void
test_begun_ahead (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnSession) other = acn_session_new ();
  AcnMapOutlook outlook = { WIDTH, HEIGHT, 0, 1, 1, FALSE, TRUE };
  AcnCamera     camera;

  /* The line below the map is as high as it will be. */
  gtk_widget_measure (GTK_WIDGET (f->map), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  outlook.map_height = HEIGHT - acn_map_view_line_height (f->map, WIDTH, HEIGHT);
  acn_session_set_dossier (other, acn_session_get_dossier (f->session));
  acn_map_begin_ahead (other, &outlook, NULL);
  wait_for_painters ();
  acn_map_view_expect_size (f->map, WIDTH, HEIGHT);
  g_assert_true (acn_tile_layer_begin (f->map->tiles));
  acn_map_view_get_outlook (f->map, &outlook);
  g_assert_cmpint (outlook.width, ==, WIDTH);
  g_assert_cmpint (outlook.height, ==, HEIGHT);
  g_assert_cmpint (outlook.map_height, ==, map_height (f));
  camera = acn_session_get_camera (f->session);
  present (f);
  assert_cameras_equal (acn_session_get_camera (f->session), camera);
}

/* For a map that shows something else nothing is lost but work. */
static void
test_begun_ahead_in_vain (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnSession) other = acn_session_new ();
  const AcnMapOutlook outlook = { WIDTH, HEIGHT, HEIGHT - 40, 1, 1, TRUE, TRUE };

  acn_session_set_dossier (other, acn_session_get_dossier (f->session));
  acn_map_begin_ahead (other, &outlook, &(AcnCamera){ 30, 50, 6.5 });
  acn_map_view_expect_size (f->map, WIDTH, HEIGHT);
  g_assert_false (acn_tile_layer_begin (f->map->tiles));
  present (f);
  assert_cameras_equal (acn_session_get_camera (f->session), home_camera (f));
}

/* The whole picture is there before the window is; the window keeps it. */
static void
test_painted_ahead (Fixture *f, gconstpointer unused)
{
  AcnCamera camera;
  guint     n_frames = 0;

  acn_map_view_expect_size (f->map, WIDTH, HEIGHT);
  wait_until_painted (f);
  g_assert_false (f->settled);
  camera = acn_session_get_camera (f->session);
  gtk_widget_add_tick_callback (GTK_WIDGET (f->map), count_frames_cb, &n_frames, NULL);
  present (f);
  g_assert_cmpuint (n_frames, <=, 1);
  assert_cameras_equal (acn_session_get_camera (f->session), camera);
  assert_cameras_equal (camera, home_camera (f));
}

/* Painted or not, what was painted for another size gives way. */
static void
test_wrong_guess (Fixture *f, gconstpointer paints)
{
  gtk_widget_set_size_request (GTK_WIDGET (f->map), -1, -1);
  acn_map_view_expect_size (f->map, 400, 380);
  gtk_widget_set_size_request (GTK_WIDGET (f->map), WIDTH, HEIGHT);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->map)), ==, 400);
  if (GPOINTER_TO_INT (paints))
    wait_until_painted (f);
  present (f);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->map)), ==, WIDTH);
  assert_cameras_equal (acn_session_get_camera (f->session), home_camera (f));
}

static void
test_guess_too_small (Fixture *f, gconstpointer unused)
{
  gtk_widget_set_size_request (GTK_WIDGET (f->map), -1, -1);
  acn_map_view_expect_size (f->map, 20, 300);
  acn_map_view_expect_size (f->map, 300, 0);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->map)), ==, 0);
}

/* With texts of any size the legend is on the map or behind the button. */
static void
test_legend_is_never_lost (Fixture *f, gconstpointer unused)
{
  GtkSettings *settings = gtk_settings_get_default ();
  guint        n_folded = 0, n_open = 0;
  int          dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  for (guint percent = 100; percent <= 200; percent += 10)
    {
      g_object_set (settings, "gtk-xft-dpi", (int) percent * 96 * 1024 / 100, NULL);
      for (int width = 300; width <= 900; width += 50)
        for (int height = 300; height <= 900; height += 50)
          {
            const gboolean folds = acn_map_decor_folds_legend (f->map->decor, width, height);
            double         top, bottom, foot;

            acn_map_decor_get_clear_rows (f->map->decor, width, height, FALSE, &top, &foot);
            acn_map_decor_get_clear_rows (f->map->decor, width, height, TRUE, &top, &bottom);
            g_assert_cmpint (folds, ==, bottom == foot);
            *(folds ? &n_folded : &n_open) += 1;
          }
    }
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpuint (n_folded, >, 0);
  g_assert_cmpuint (n_open, >, 0);
}

/* On the map, behind the button, or hidden by choice. */
static void
test_legend_folds (Fixture *f, gconstpointer unused)
{
  g_assert_false (acn_map_decor_folds_legend (f->map->decor, WIDTH, 700));
  g_assert_false (gtk_widget_get_mapped (f->map->legend_button));
  g_assert_true (acn_map_decor_folds_legend (f->map->decor, 360, 240));
  acn_map_view_place_legend (f->map, 360, 240);
  g_assert_true (gtk_widget_get_child_visible (f->map->legend_button));
  acn_map_view_set_has_legend (f->map, FALSE);
  g_assert_false (acn_map_decor_folds_legend (f->map->decor, 360, 240));
}

static void
test_zoom_at_keeps_the_place (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    double delta, x, y;
  } steps[] = { { 1, 200, 150 }, { -0.5, 700, 90 }, { 0.17, 10, 500 }, { 40, 300, 300 } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const AcnCamera before = acn_session_get_camera (f->session);
      AcnCamera       after;
      const double    px = ACN_TILE_SIZE * exp2 (before.zoom) / ACN_WORLD_SIZE;
      double          x, y, lon, lat, seen_x, seen_y;

      acn_mercator_project (before.lon_deg, before.lat_deg, &x, &y);
      acn_mercator_unproject (x + (steps[i].x - WIDTH / 2.0) / px,
                              y + (steps[i].y - map_height (f) / 2.0) / px,
                              &lon,
                              &lat);
      acn_map_view_zoom_at (f->map, steps[i].delta, steps[i].x, steps[i].y);
      after = acn_session_get_camera (f->session);
      see (f, after, lon, lat, &seen_x, &seen_y);
      g_assert_cmpfloat_with_epsilon (seen_x, steps[i].x, 0.5);
      g_assert_cmpfloat_with_epsilon (seen_y, steps[i].y, 0.5);
      g_assert_cmpfloat_with_epsilon (
          after.zoom, CLAMP (before.zoom + steps[i].delta, ACN_ZOOM_MIN, ACN_ZOOM_MAX), 1e-9);
    }
}

static void
test_pan (Fixture *f, gconstpointer unused)
{
  const AcnCamera before = acn_session_get_camera (f->session);
  double          x, y;

  acn_map_view_pan (f->map, 0.2, -0.1);
  see (f, acn_session_get_camera (f->session), before.lon_deg, before.lat_deg, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, WIDTH * 0.3, 0.5);
  g_assert_cmpfloat_with_epsilon (y, map_height (f) * 0.6, 0.5);
  acn_map_view_pan (f->map, -0.2, 0.1);
  g_assert_cmpfloat_with_epsilon (
      acn_session_get_camera (f->session).lon_deg, before.lon_deg, 1e-6);
}

/* Two fingers zoom and do not turn: north is up. */
static void
test_fingers (Fixture *f, gconstpointer unused)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->map->map));
  guint n_zooms = 0, n_swipes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      const gboolean listens =
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_NONE;

      if (GTK_IS_GESTURE_ROTATE (controller))
        g_assert_false (listens);
      n_zooms += GTK_IS_GESTURE_ZOOM (controller) && listens;
      n_swipes += GTK_IS_GESTURE_SWIPE (controller) && listens;
    }
  g_assert_cmpuint (n_zooms, ==, 1);
  g_assert_cmpuint (n_swipes, ==, 1);
  g_assert_cmpfloat (shumate_viewport_get_rotation (shumate_map_get_viewport (f->map->map)), ==, 0);
}

/* Names and marks grow with the texts of the desktop, at once; figures of the map do not. */
static void
test_text_scale (Fixture *f, gconstpointer unused)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (f->map));
  AcnDay       day;
  double       radius = 0;
  int          dpi;
  g_autoptr (AcnMapSpec) figure = NULL;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_assert_true (acn_day_parse ("2022-03-30", &day));
  f->settled = FALSE;
  acn_session_set_day (f->session, day);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  wait_until_settled (f);
  for (guint i = 0; i < acn_map_decor_get_hits (f->map->decor)->len; i++)
    radius = MAX (
        radius, g_array_index (acn_map_decor_get_hits (f->map->decor), AcnMarkerHit, i).radius_px);
  figure = acn_map_view_dup_spec (f->map);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpfloat (radius, ==, 17);
  g_assert_cmpfloat (figure->text_scale, ==, 1);
}

/* The colour of a place in what the tiles' layer draws at once, without waiting for any of them. */
static AcnColor
colour_at (Fixture *f, AcnCamera camera, double lon, double lat)
{
  GtkWidget       *layer = GTK_WIDGET (f->map->tiles);
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, map_height (f));
  cairo_t         *cr = cairo_create (surface);
  GskRenderNode   *node;
  const guint32   *row;
  guint32          pixel;
  double           x, y;

  GTK_WIDGET_GET_CLASS (layer)->snapshot (layer, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  see (f, camera, lon, lat, &x, &y);
  g_assert_true (x > 0 && x < WIDTH && y > 0 && y < map_height (f));
  row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                           (int) y * cairo_image_surface_get_stride (surface));
  pixel = row[(int) x];
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return (AcnColor){ .r = (float) (pixel >> 16 & 255) / 255,
                     .g = (float) (pixel >> 8 & 255) / 255,
                     .b = (float) (pixel & 255) / 255,
                     .a = 1 };
}

static void
assert_colour (AcnColor is, AcnColor expected)
{
  g_assert_cmpfloat_with_epsilon (is.r, expected.r, 1.01 / 255);
  g_assert_cmpfloat_with_epsilon (is.g, expected.g, 1.01 / 255);
  g_assert_cmpfloat_with_epsilon (is.b, expected.b, 1.01 / 255);
}

/* Who goes far away sees land and sea at once, before any of it is painted. */
static void
test_ground_around (Fixture *f, gconstpointer unused)
{
  const AcnPalette *palette = acn_palette_get (ACN_THEME_LIGHT);
  const AcnCamera   near = { 31, 49, 8 }, far = { 31, 49, 4 };

  f->settled = FALSE;
  acn_map_view_set_camera (f->map, near);
  wait_until_settled (f);
  acn_map_view_set_camera (f->map, far);
  assert_colour (colour_at (f, far, 62, 47), palette->land); /* Kazakhstan */
  assert_colour (colour_at (f, far, 2, 47), palette->land);  /* France */
  assert_colour (colour_at (f, far, 18, 35), palette->sea);  /* the Mediterranean */
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
#define ADD_UNSEEN(name, data, function)                                                           \
  g_test_add (name, Fixture, data, set_up_unseen, function, tear_down)
  ADD_UNSEEN ("/map/map-view/begun-ahead", NULL, test_begun_ahead);
  ADD_UNSEEN ("/map/map-view/begun-ahead-in-vain", NULL, test_begun_ahead_in_vain);
  ADD_UNSEEN ("/map/map-view/painted-ahead", NULL, test_painted_ahead);
  ADD_UNSEEN ("/map/map-view/wrong-guess", GINT_TO_POINTER (FALSE), test_wrong_guess);
  ADD_UNSEEN ("/map/map-view/wrong-guess-painted", GINT_TO_POINTER (TRUE), test_wrong_guess);
  ADD_UNSEEN ("/map/map-view/guess-too-small", NULL, test_guess_too_small);
  ADD ("/map/map-view/camera-for", test_camera_for);
  ADD ("/map/map-view/clear-rows", test_clear_rows);
  ADD ("/map/map-view/legend-folds", test_legend_folds);
  ADD ("/map/map-view/legend-is-never-lost", test_legend_is_never_lost);
  ADD ("/map/map-view/zoom-at-keeps-the-place", test_zoom_at_keeps_the_place);
  ADD ("/map/map-view/pan", test_pan);
  ADD ("/map/map-view/fingers", test_fingers);
  ADD ("/map/map-view/ground-around", test_ground_around);
  ADD ("/map/map-view/text-scale", test_text_scale);
  return g_test_run ();
}
