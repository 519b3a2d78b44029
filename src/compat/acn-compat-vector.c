/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/acn-compat-vector.h"

#include <glib/gi18n.h>
#include <shumate/shumate.h>

#if SHUMATE_CHECK_VERSION(1, 2, 0)

/* Logical; the picture has twice as many pixels. */
#define TILE_SIDE 256
#define SCALE 2
/* A drawing takes milliseconds; a main loop that has ended draws none. */
#define PATIENCE_US (10 * G_USEC_PER_SEC)

/* --- A source that gives the one tile that is being drawn ------------------------------------ */

#define ACN_TYPE_ONE_TILE (acn_one_tile_get_type ())
G_DECLARE_FINAL_TYPE (AcnOneTile, acn_one_tile, ACN, ONE_TILE, ShumateDataSource)

struct _AcnOneTile
{
  ShumateDataSource parent_instance;
  GBytes           *bytes; /* lent */
};

G_DEFINE_FINAL_TYPE (AcnOneTile, acn_one_tile, SHUMATE_TYPE_DATA_SOURCE)

static ShumateDataSourceRequest *
acn_one_tile_start_request (
    ShumateDataSource *source, int x, int y, int zoom, GCancellable *cancellable)
{
  ShumateDataSourceRequest *request = shumate_data_source_request_new (x, y, zoom);

  shumate_data_source_request_emit_data (request, ACN_ONE_TILE (source)->bytes, TRUE);
  return request;
}

static void
acn_one_tile_class_init (AcnOneTileClass *klass)
{
  SHUMATE_DATA_SOURCE_CLASS (klass)->start_request = acn_one_tile_start_request;
}

static void
acn_one_tile_init (AcnOneTile *self)
{
}

/* --- Drawing --------------------------------------------------------------------------------- */

/* Shared by the thread that waits and the main one, which draws; whoever comes last frees it. */
typedef struct
{
  char                  *style;
  GBytes                *bytes;
  ShumateTile           *tile;
  AcnOneTile            *source;
  ShumateVectorRenderer *renderer;
  GMutex                 lock;
  GCond                  ended;
  gboolean               has_ended;
  GdkTexture            *texture;
  GError                *error;
} Drawing;

static void
clear_drawing (gpointer data)
{
  Drawing *self = data;

  g_free (self->style);
  g_bytes_unref (self->bytes);
  g_clear_object (&self->tile);
  g_clear_object (&self->source);
  g_clear_object (&self->renderer);
  g_clear_object (&self->texture);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ended);
}

static void
end_drawing (Drawing *self)
{
  g_mutex_lock (&self->lock);
  self->has_ended = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
  g_atomic_rc_box_release_full (self, clear_drawing);
}

static void
filled_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Drawing      *self = data;
  GdkPaintable *paintable;

  if (shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (object), result, &self->error))
    {
      paintable = shumate_tile_get_paintable (self->tile);
      if (GDK_IS_TEXTURE (paintable))
        self->texture = GDK_TEXTURE (g_object_ref (paintable));
    }
  end_drawing (self);
}

static gboolean
draw_cb (gpointer data)
{
  Drawing *self = data;

  self->renderer = shumate_vector_renderer_new ("base-map", self->style, &self->error);
  if (self->renderer == NULL)
    {
      end_drawing (self);
      return G_SOURCE_REMOVE;
    }
  self->source = g_object_new (ACN_TYPE_ONE_TILE, NULL);
  self->source->bytes = self->bytes;
  shumate_vector_renderer_set_data_source (
      self->renderer, "tiles", SHUMATE_DATA_SOURCE (self->source));
  shumate_map_source_fill_tile_async (
      SHUMATE_MAP_SOURCE (self->renderer), self->tile, NULL, filled_cb, self);
  return G_SOURCE_REMOVE;
}

gboolean
acn_compat_draws_vector_tiles (void)
{
  return shumate_vector_renderer_is_supported ();
}

/**
 * acn_compat_draw_vector_tile:
 * @style: a Mapbox style with one source, “tiles”
 * @tile: a Mapbox Vector Tile
 *
 * Any thread but the main one, whose loop has to run.
 *
 * Returns: (transfer full) (nullable): its picture, or NULL with an error
 */
GdkTexture *
acn_compat_draw_vector_tile (
    const char *style, GBytes *tile, guint z, guint x, guint y, GError **error)
{
  const gint64 end_us = g_get_monotonic_time () + PATIENCE_US;
  Drawing     *self = g_atomic_rc_box_new0 (Drawing);
  GdkTexture  *texture;

  self->style = g_strdup (style);
  self->bytes = g_bytes_ref (tile);
  self->tile = g_object_ref_sink (shumate_tile_new_full ((int) x, (int) y, TILE_SIDE, (int) z));
  shumate_tile_set_scale_factor (self->tile, SCALE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  g_idle_add_full (G_PRIORITY_DEFAULT, draw_cb, g_atomic_rc_box_acquire (self), NULL);
  g_mutex_lock (&self->lock);
  while (!self->has_ended && g_cond_wait_until (&self->ended, &self->lock, end_us))
    ;
  texture = g_steal_pointer (&self->texture);
  if (texture == NULL && self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (texture == NULL)
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("a vector tile could not be drawn"));
  g_mutex_unlock (&self->lock);
  g_atomic_rc_box_release_full (self, clear_drawing);
  return texture;
}

#else

gboolean
acn_compat_draws_vector_tiles (void)
{
  return FALSE;
}

GdkTexture *
acn_compat_draw_vector_tile (
    const char *style, GBytes *tile, guint z, guint x, guint y, GError **error)
{
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_NOT_SUPPORTED,
                       _ ("this version of libshumate has no renderer"));
  return NULL;
}

#endif
