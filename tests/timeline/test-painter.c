/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The painter of widgets and that of figures show the same list alike, and the ring of the focus is
 * seen on any ground. Needs no display. */
#include "paint/acn-snapshot-painter.h"

#include "export/acn-cairo-painter.h"
#include "export/acn-pango-text.h"
#include "paint/acn-focus-ring.h"
#include "scene/acn-palette.h"

#define SIZE 120

static const AcnColor red = { 0.8f, 0.1f, 0.1f, 1 }, blue = { 0.1f, 0.2f, 0.8f, 0.6f };
static const AcnColor none = { 0, 0, 0, 0 };

typedef void (*Fill) (AcnDisplayList *list);

static void
fill_rects (AcnDisplayList *list)
{
  acn_display_list_rect (list, 10, 10, 40, 30, 0, red, none, 0);
  acn_display_list_rect (list, 60, 10, 40, 30, 8, blue, red, 2);
  acn_display_list_rect (list, 10, 60, 40, 30, 99, none, blue, 3);
  acn_display_list_rect (list, 60, 60, 40, 30, 0, blue, red, 1);
}

/* The same again and again, on whole, half and odd pixels, and one too wide to be kept. */
static void
fill_capsules (AcnDisplayList *list)
{
  for (guint i = 0; i < 5; i++)
    {
      acn_display_list_rect (list, 4 + 22 * i, 4, 20, 15, 7.5, i % 2 == 0 ? red : blue, none, 0);
      acn_display_list_rect (list, 4 + 22.5 * i, 30.5, 20, 15, 7.5, red, blue, 2.5);
      acn_display_list_rect (list, 4 + 22.3 * i, 60.2, 18, 15, 7.5, blue, red, 1.5);
    }
  acn_display_list_rect (list, 4, 90, 100, 15, 7.5, red, blue, 2);
}

static void
fill_circles (AcnDisplayList *list)
{
  acn_display_list_circle (list, 30, 30, 15, red, none, 0);
  acn_display_list_circle (list, 80, 30, 15, red, blue, 4);
  acn_display_list_circle (list, 30, 80, 15, none, red, 3);
}

static void
fill_lines (AcnDisplayList *list)
{
  acn_display_list_line (list, 10, 20, 100, 20, red, 3);
  acn_display_list_line (list, 20, 100, 20, 10, blue, 2);
  acn_display_list_line (list, 10, 10, 110, 90, red, 2);
  acn_display_list_begin_path (list);
  acn_display_list_begin_contour (list, FALSE);
  acn_display_list_add_point (list, 30, 110);
  acn_display_list_add_point (list, 60, 40);
  acn_display_list_add_point (list, 100, 110);
  acn_display_list_stroke (list, red, 4, 6, 4, TRUE);
}

/* A hole is a contour that runs the other way round. */
static void
fill_polygon (AcnDisplayList *list)
{
  static const double outer[] = { 10, 10, 110, 20, 100, 110, 20, 100 };
  static const double inner[] = { 40, 40, 40, 80, 80, 80, 80, 40 };

  acn_display_list_begin_path (list);
  for (guint c = 0; c < 2; c++)
    {
      acn_display_list_begin_contour (list, TRUE);
      for (guint i = 0; i < 4; i++)
        acn_display_list_add_point (
            list, (c == 0 ? outer : inner)[2 * i], (c == 0 ? outer : inner)[2 * i + 1]);
    }
  acn_display_list_fill (list, blue);
  acn_display_list_stroke (list, red, 2, 0, 0, FALSE);
}

static void
fill_clips (AcnDisplayList *list)
{
  acn_display_list_push_clip (list, 20, 20, 60, 60);
  acn_display_list_rect (list, 0, 0, 50, 50, 0, red, none, 0);
  acn_display_list_push_clip (list, 40, 40, 80, 80);
  acn_display_list_rect (list, 0, 0, 120, 120, 0, blue, none, 0);
  acn_display_list_pop_clip (list);
  acn_display_list_pop_clip (list);
  acn_display_list_rect (list, 100, 100, 20, 20, 0, red, none, 0);
}

static void
fill_texts (AcnDisplayList *list)
{
  const AcnFont plain = { .size_px = 16, .weight = 400 };
  const AcnFont bold = { .size_px = 14, .weight = 700, .letter_spacing_px = 2 };

  acn_display_list_text (list, 10, 30, &plain, "Kyiv <b>& co", red, none, 0, 0);
  acn_display_list_text (list, 10, 60, &bold, "Київ", blue, (AcnColor){ 1, 1, 0, 1 }, 3, 0);
  acn_display_list_text (list, 60, 110, &plain, "Slant", red, none, 0, -1);
}

/* What the renderer of a display with so many pixels per logical pixel paints on. */
static cairo_surface_t *
make_surface (int scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE * scale, SIZE * scale);

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static cairo_surface_t *
paint_by_cairo (const AcnDisplayList *list, int scale)
{
  cairo_surface_t *surface = make_surface (scale);
  cairo_t         *cr = cairo_create (surface);

  acn_cairo_paint (cr, list);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
paint_by_snapshot (const AcnDisplayList *list, int scale)
{
  cairo_surface_t *surface = make_surface (scale);
  cairo_t         *cr = cairo_create (surface);
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  GskRenderNode   *node;

  acn_snapshot_paint (snapshot, list, scale);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  return surface;
}

/* How many pixels are painted at all, and in how many the two differ visibly. */
static void
compare (cairo_surface_t *a, cairo_surface_t *b, guint *out_painted, guint *out_different)
{
  cairo_surface_flush (a);
  cairo_surface_flush (b);
  *out_painted = *out_different = 0;
  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    {
      const guchar *row_a =
          cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a);
      const guchar *row_b =
          cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b);

      for (int x = 0; x < cairo_image_surface_get_width (a); x++)
        {
          int difference = 0;

          for (int c = 0; c < 4; c++)
            difference = MAX (difference, ABS (row_a[4 * x + c] - row_b[4 * x + c]));
          *out_painted += row_a[4 * x + 3] > 0;
          *out_different += difference > 96;
        }
    }
}

static void
test_alike (gconstpointer data)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  const Fill       fill = *(const Fill *) data;
  cairo_surface_t *by_cairo, *by_snapshot;
  guint            n_painted, n_different;

  fill (list);
  for (int scale = 1; scale <= 2; scale++)
    {
      by_cairo = paint_by_cairo (list, scale);
      by_snapshot = paint_by_snapshot (list, scale);
      compare (by_cairo, by_snapshot, &n_painted, &n_different);
      g_test_message ("%d: %u pixels painted, %u differ", scale, n_painted, n_different);
      g_assert_cmpuint (n_painted, >, 200);
      g_assert_cmpuint (n_different, <=, n_painted / 100);
      cairo_surface_destroy (by_cairo);
      cairo_surface_destroy (by_snapshot);
    }
}

static void
test_empty_paths (void)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  acn_display_list_begin_path (list);
  acn_display_list_fill (list, red);
  acn_display_list_begin_contour (list, TRUE);
  acn_display_list_stroke (list, red, 1, 0, 0, FALSE);
  acn_snapshot_paint (snapshot, list, 1);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_null (node);
}

static AcnColor
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guint32 pixel =
      ((guint32 *) (void *) (cairo_image_surface_get_data (surface) +
                             (gsize) y * (gsize) cairo_image_surface_get_stride (surface)))[x];

  return (AcnColor){ (float) (pixel >> 16 & 255) / 255,
                     (float) (pixel >> 8 & 255) / 255,
                     (float) (pixel & 255) / 255,
                     1 };
}

/* Whatever lies below, one of the two tones has 3:1 with it, on each side of the widget. */
static void
test_focus_ring (void)
{
  static const AcnColor grounds[] = {
    { 1, 1, 1, 1 },
    { 0, 0, 0, 1 },
    { 0.46f, 0.46f, 0.46f, 1 },
    { 0.81f, 0.88f, 0.91f, 1 },
    { 0.75f, 0.12f, 0.2f, 1 },
    { 0.07f, 0.26f, 0.55f, 1 },
  };
  const int half = SIZE / 2, last = SIZE - 1;
  const int sides[4][4] = { { half, 0, half, 2 },
                            { half, last, half, last - 2 },
                            { 0, half, 2, half },
                            { last, half, last - 2, half } };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      GskRenderNode   *node;
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
      cairo_t         *cr = cairo_create (surface);

      cairo_set_source_rgb (cr, grounds[i].r, grounds[i].g, grounds[i].b);
      cairo_paint (cr);
      acn_focus_ring_paint (snapshot, &GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE));
      node = gtk_snapshot_to_node (snapshot);
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        {
          const AcnColor outer = pixel_at (surface, sides[j][0], sides[j][1]);
          const AcnColor inner = pixel_at (surface, sides[j][2], sides[j][3]);

          g_assert_cmpfloat (
              MAX (acn_color_contrast (outer, grounds[i]), acn_color_contrast (inner, grounds[i])),
              >=,
              3);
        }
      g_assert_cmpfloat (acn_color_contrast (pixel_at (surface, half, half), grounds[i]), <, 1.01);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    Fill        fill;
  } tests[] = {
    { "/paint/snapshot/rects", fill_rects },     { "/paint/snapshot/capsules", fill_capsules },
    { "/paint/snapshot/circles", fill_circles }, { "/paint/snapshot/lines", fill_lines },
    { "/paint/snapshot/polygon", fill_polygon }, { "/paint/snapshot/clips", fill_clips },
    { "/paint/snapshot/texts", fill_texts },
  };

  g_test_init (&argc, &argv, NULL);
  gtk_init_check (); /* names the types of render nodes, also when there is no display */
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i].fill, test_alike);
  g_test_add_func ("/paint/snapshot/empty-paths", test_empty_paths);
  g_test_add_func ("/paint/focus-ring/contrast", test_focus_ring);
  return g_test_run ();
}
