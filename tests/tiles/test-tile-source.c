/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a slow place, and what no longer: the test says when it answers. */
#include "tiles/acn-tile-open.h"
#include "tiles/acn-tile-source.h"

/* As many wishes wait as acn-tile-source.c keeps. */
#define N_WISHES_MAX 256

/* Place: where tiles come from; it has none of them, and takes its time. */
typedef struct
{
  AcnTileLoader base;
  GMutex        lock; /* of all below */
  GCond         changed;
  gboolean      is_shut; /* what is asked for waits */
  gboolean      is_freed;
  GArray       *asked; /* columns of tiles, in the order in which they were asked for */
} Place;

static GBytes *
load (AcnTileLoader *base, AcnTileId id, GCancellable *cancellable, GError **error)
{
  Place *self = (Place *) base;

  g_mutex_lock (&self->lock);
  g_array_append_val (self->asked, id.x);
  g_cond_broadcast (&self->changed);
  while (self->is_shut)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "none");
  return NULL;
}

static void
free_place (AcnTileLoader *base)
{
  Place *self = (Place *) base;

  g_mutex_lock (&self->lock);
  self->is_freed = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static AcnRaster *
open_place (Place *self)
{
  const AcnTileInfo info = { .max_zoom = 20, .attribution = (char *) "Us" };

  *self = (Place){ .base = { load, NULL, free_place, TRUE, 1 }, .is_shut = TRUE };
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  return acn_tile_source_new (&self->base, "place", &info);
}

static void
open_door (Place *self)
{
  g_mutex_lock (&self->lock);
  self->is_shut = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
wait_for (Place *self, guint n)
{
  g_mutex_lock (&self->lock);
  while (self->asked->len < n)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_open (Place *self)
{
  gboolean is_open;

  g_mutex_lock (&self->lock);
  is_open = !self->is_freed;
  g_mutex_unlock (&self->lock);
  return is_open;
}

/* The threads of the source hold it while they work, and so do their news until they are told. */
static void
close_place (Place *self, AcnRaster *raster)
{
  g_object_unref (raster);
  while (is_open (self))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_array_unref (self->asked);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
}

static void
ask_for (AcnRaster *raster, guint x)
{
  g_autoptr (AcnImage) image = NULL;

  g_assert_cmpint (acn_raster_get (raster, (AcnTileId){ 12, x, 0 }, ACN_RASTER_ASK, &image),
                   ==,
                   ACN_RASTER_PENDING);
}

static guint
nth (const Place *self, guint n)
{
  return g_array_index (self->asked, guint, n);
}

/* Where the map flew past more than can wait, the newest come first and the oldest are forgotten;
 * who needs one that was forgotten gets an answer all the same. */
static void
test_forgotten (void)
{
  const guint n_forgotten = 44, n = 1 + N_WISHES_MAX;
  g_autoptr (AcnImage) image = NULL;
  Place      place;
  AcnRaster *raster = open_place (&place);

  ask_for (raster, 0);
  wait_for (&place, 1);
  for (guint x = 1; x <= N_WISHES_MAX + n_forgotten; x++)
    ask_for (raster, x);
  open_door (&place);
  wait_for (&place, n);
  g_assert_cmpuint (nth (&place, 1), ==, N_WISHES_MAX + n_forgotten);
  g_assert_cmpuint (nth (&place, n - 1), ==, n_forgotten + 1);
  g_assert_cmpint (acn_raster_get (raster, (AcnTileId){ 12, 1, 0 }, ACN_RASTER_WAIT, &image),
                   ==,
                   ACN_RASTER_ABSENT);
  g_assert_cmpuint (place.asked->len, ==, n + 1);
  g_assert_cmpuint (nth (&place, n), ==, 1);
  close_place (&place, raster);
}

/* What was asked for twice is asked for once, and before what came between. */
static void
test_twice (void)
{
  Place      place;
  AcnRaster *raster = open_place (&place);

  ask_for (raster, 0);
  wait_for (&place, 1);
  ask_for (raster, 0); /* is on its way */
  ask_for (raster, 1);
  ask_for (raster, 2);
  ask_for (raster, 1);
  open_door (&place);
  wait_for (&place, 3);
  g_assert_cmpuint (nth (&place, 1), ==, 1);
  g_assert_cmpuint (nth (&place, 2), ==, 2);
  close_place (&place, raster);
}

/* Nothing is asked for after the end, and nobody waits for it. */
static void
test_stopped (void)
{
  g_autoptr (AcnImage) image = NULL;
  Place      place;
  AcnRaster *raster = open_place (&place);

  ask_for (raster, 0);
  wait_for (&place, 1);
  ask_for (raster, 1);
  acn_tile_source_stop (ACN_TILE_SOURCE (raster));
  g_assert_cmpint (acn_raster_get (raster, (AcnTileId){ 12, 1, 0 }, ACN_RASTER_WAIT, &image),
                   ==,
                   ACN_RASTER_ABSENT);
  open_door (&place);
  while (G_OBJECT (raster)->ref_count > 1) /* those that work */
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_cmpuint (place.asked->len, ==, 1);
  close_place (&place, raster);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

static void
test_not_opened (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  acn_tiles_open_async ("/nowhere/tiles.mbtiles", NULL, opened_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (acn_tiles_open_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/source/forgotten", test_forgotten);
  g_test_add_func ("/tiles/source/twice", test_twice);
  g_test_add_func ("/tiles/source/stopped", test_stopped);
  g_test_add_func ("/tiles/source/not-opened", test_not_opened);
  return g_test_run ();
}
