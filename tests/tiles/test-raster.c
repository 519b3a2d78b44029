/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "scene/acn-raster.h"

/* --- A raster of which the test says what there is -------------------------------------------- */

#define TEST_TYPE_RASTER (test_raster_get_type ())
G_DECLARE_FINAL_TYPE (TestRaster, test_raster, TEST, RASTER, AcnRaster)

struct _TestRaster
{
  AcnRaster      parent_instance;
  AcnRasterState state; /* of the tiles deeper than @ready_zoom */
  guint          ready_zoom;
  guint          n_asked; /* other than by a peek */
  guint          n_waited;
};

G_DEFINE_FINAL_TYPE (TestRaster, test_raster, ACN_TYPE_RASTER)

static AcnRasterState
test_raster_get (AcnRaster *raster, AcnTileId id, AcnRasterWish wish, AcnImage **out_image)
{
  TestRaster *self = TEST_RASTER (raster);

  self->n_asked += wish != ACN_RASTER_PEEK;
  self->n_waited += wish == ACN_RASTER_WAIT;
  if (id.z > self->ready_zoom)
    return self->state;
  *out_image = acn_image_new (2, 2);
  for (guint i = 0; i < 4; i++)
    (*out_image)->pixels[i] = 0xffff0000;
  return ACN_RASTER_READY;
}

static void
test_raster_class_init (TestRasterClass *klass)
{
  ACN_RASTER_CLASS (klass)->get = test_raster_get;
}

static void
test_raster_init (TestRaster *self)
{
}

static TestRaster *
make (guint ready_zoom, AcnRasterState state)
{
  TestRaster       *self = g_object_new (TEST_TYPE_RASTER, NULL);
  const AcnTileInfo info = { .min_zoom = 0, .max_zoom = 10, .attribution = (char *) "Us" };

  acn_raster_set_info (ACN_RASTER (self), "place", &info);
  self->ready_zoom = ready_zoom;
  self->state = state;
  return self;
}

static AcnDisplayList *
lay_out (TestRaster *self, AcnRasterPiece piece)
{
  AcnDisplayList *list = acn_display_list_new ();

  acn_raster_layout (ACN_RASTER (self), &piece, list);
  return list;
}

static guint
count (AcnDisplayList *list, AcnOpKind kind)
{
  guint        n, found = 0;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  for (guint i = 0; i < n; i++)
    found += ops[i].kind == kind;
  return found;
}

/* --- Tests ------------------------------------------------------------------------------------ */

/* A piece of one tile of the screen at each zoom and scale: the pictures cover it, and neighbours
 * meet on whole device pixels. */
static void
test_covers (void)
{
  g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);

  for (double zoom = 2; zoom < 12; zoom += 0.37)
    for (double scale = 1; scale <= 2; scale += 0.5)
      {
        g_autoptr (AcnDisplayList) list =
            lay_out (raster, (AcnRasterPiece){ zoom, scale, 512, 256, 256, 256, FALSE, FALSE });
        guint        n;
        const AcnOp *ops = acn_display_list_get_ops (list, &n);
        double       area = 0;

        for (guint i = 0; i < n; i++)
          {
            const double x0 = MAX (0, ops[i].x), y0 = MAX (0, ops[i].y);
            const double x1 = MIN (256, ops[i].x + ops[i].width);
            const double y1 = MIN (256, ops[i].y + ops[i].height);

            g_assert_cmpint (ops[i].kind, ==, ACN_OP_IMAGE);
            g_assert_cmpfloat (fabs (ops[i].x * scale - round (ops[i].x * scale)), <, 1e-3);
            area += MAX (0, x1 - x0) * MAX (0, y1 - y0);
          }
        g_assert_cmpfloat_with_epsilon (area, 256 * 256, 0.5);
      }
}

static void
test_beyond_the_deepest (void)
{
  g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);
  g_autoptr (AcnDisplayList) list =
      lay_out (raster, (AcnRasterPiece){ 14, 1, 1024, 1024, 256, 256, FALSE, FALSE });
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (ops[0].width, ==, 256 * 16);
  g_assert_cmpfloat (ops[0].x, ==, -1024);
}

/* The part of a larger tile stands in, clipped to the smaller one's place; it is not asked for. */
static void
test_stands_in (void)
{
  g_autoptr (TestRaster) raster = make (3, ACN_RASTER_PENDING);
  g_autoptr (AcnDisplayList) list =
      lay_out (raster, (AcnRasterPiece){ 5, 1, 0, 0, 256, 256, FALSE, FALSE });
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (ops[0].kind, ==, ACN_OP_PUSH_CLIP);
  g_assert_cmpfloat (ops[0].width, ==, 256);
  g_assert_cmpint (ops[1].kind, ==, ACN_OP_IMAGE);
  g_assert_cmpfloat (ops[1].width, ==, 1024);
  g_assert_cmpuint (raster->n_asked, ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr (TestRaster) raster = make (0, ACN_RASTER_ABSENT);
  g_autoptr (AcnDisplayList) list =
      lay_out (raster, (AcnRasterPiece){ 9, 1, 0, 0, 256, 256, FALSE, FALSE });

  g_assert_cmpuint (count (list, ACN_OP_IMAGE), ==, 0);
}

static void
test_waits (void)
{
  g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);
  g_autoptr (AcnDisplayList) list =
      lay_out (raster, (AcnRasterPiece){ 5, 1, 0, 0, 512, 256, TRUE, FALSE });

  g_assert_cmpuint (count (list, ACN_OP_IMAGE), ==, 2);
  g_assert_cmpuint (raster->n_waited, ==, 2);
}

/* A poster takes larger tiles rather than thousands. */
static void
test_poster (void)
{
  g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);
  g_autoptr (AcnDisplayList) list =
      lay_out (raster, (AcnRasterPiece){ 8, 1, 0, 0, 16384, 16384, TRUE, FALSE });

  g_assert_cmpuint (raster->n_asked, <=, 256);
  g_assert_cmpuint (count (list, ACN_OP_IMAGE), >=, 64);
}

static void
test_grey (void)
{
  g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);
  g_autoptr (AcnDisplayList) list =
      lay_out (raster, (AcnRasterPiece){ 3, 1, 0, 0, 256, 256, FALSE, TRUE });
  guint         n;
  const guint32 pixel = acn_display_list_get_ops (list, &n)[0].image->pixels[3];

  g_assert_cmphex (pixel >> 24, ==, 0xff);
  g_assert_cmphex (pixel & 0xff, ==, pixel >> 8 & 0xff);
  g_assert_cmphex (pixel & 0xff, ==, pixel >> 16 & 0xff);
  g_assert_cmpint ((int) (pixel & 0xff), ==, 54);
}

/* A list that took a picture over keeps it. */
static void
test_append (void)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  guint n;

  {
    g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);
    g_autoptr (AcnDisplayList) part =
        lay_out (raster, (AcnRasterPiece){ 3, 1, 0, 0, 256, 256, FALSE, FALSE });

    acn_display_list_append (list, part, 10, 20);
  }
  g_assert_cmphex (acn_display_list_get_ops (list, &n)[0].image->pixels[0], ==, 0xffff0000);
  g_assert_cmpfloat (acn_display_list_get_ops (list, &n)[0].y, ==, 20);
}

static void
failed_cb (AcnRaster *raster, const char *message, guint *n)
{
  g_assert_cmpstr (message, ==, "first");
  ++*n;
}

static void
arrived_cb (AcnRaster *raster, guint z, guint x, guint y, guint *n)
{
  g_assert_true (z == 7 && x == 3 && y == 2);
  ++*n;
}

static void
test_news (void)
{
  g_autoptr (TestRaster) raster = make (24, ACN_RASTER_ABSENT);
  guint n_failed = 0, n_arrived = 0;

  g_signal_connect (raster, "failed", G_CALLBACK (failed_cb), &n_failed);
  g_signal_connect (raster, "arrived", G_CALLBACK (arrived_cb), &n_arrived);
  acn_raster_failed (ACN_RASTER (raster), "first");
  acn_raster_failed (ACN_RASTER (raster), "second");
  acn_raster_arrived (ACN_RASTER (raster), (AcnTileId){ 7, 3, 2 });
  g_assert_cmpuint (n_failed, ==, 0); /* in the main context only */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpuint (n_arrived, ==, 1);
  g_assert_finalize_object (g_steal_pointer (&raster));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/raster/covers", test_covers);
  g_test_add_func ("/scene/raster/beyond-the-deepest", test_beyond_the_deepest);
  g_test_add_func ("/scene/raster/stands-in", test_stands_in);
  g_test_add_func ("/scene/raster/nothing", test_nothing);
  g_test_add_func ("/scene/raster/waits", test_waits);
  g_test_add_func ("/scene/raster/poster", test_poster);
  g_test_add_func ("/scene/raster/grey", test_grey);
  g_test_add_func ("/scene/raster/append", test_append);
  g_test_add_func ("/scene/raster/news", test_news);
  return g_test_run ();
}
