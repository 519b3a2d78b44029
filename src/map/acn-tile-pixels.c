/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles live long and differ in when they end. In the heap they leave holes (after 800 actions 224
 * instead of 118 MiB for the same 105 MiB in use), and mapped each on its own they are new to the
 * kernel page by page, which on a virtual machine takes as long as painting them. So they are
 * mapped, and what a tile had goes to the next. */
#include "map/acn-tile-pixels.h"

#include "base/acn-memory.h"

/* More than the tiles of a large window, which all end at once. */
#define SPARE_BYTES (16 * 1024 * 1024)

typedef struct
{
  gpointer memory; /* from acn_memory_map() */
  gsize    size;   /* bytes */
} Pixels;

static GMutex lock;
static GQueue spares = G_QUEUE_INIT; /* Pixels */
static gsize  spare_bytes;           /* of all of them */

static const cairo_user_data_key_t pixels_key;

static void
free_pixels (gpointer data)
{
  Pixels *self = data;

  acn_memory_unmap (self->memory, self->size);
  g_free (self);
}

/* Takes the newest: the processor's caches may still have it. */
static Pixels *
take_spare (gsize size)
{
  Pixels *found = NULL;
  GList  *link;

  g_mutex_lock (&lock);
  link = spares.head;
  while (link != NULL && ((Pixels *) link->data)->size != size)
    link = link->next;
  if (link != NULL)
    {
      found = link->data;
      spare_bytes -= size;
      g_queue_delete_link (&spares, link);
    }
  g_mutex_unlock (&lock);
  return found;
}

static void
give_back_cb (gpointer data)
{
  Pixels  *self = data;
  gboolean fits;

  g_mutex_lock (&lock);
  fits = spare_bytes + self->size <= SPARE_BYTES;
  if (fits)
    {
      g_queue_push_head (&spares, self);
      spare_bytes += self->size;
    }
  g_mutex_unlock (&lock);
  if (!fits)
    free_pixels (self);
}

/**
 * acn_tile_pixels_new:
 * @side_px: width and height
 *
 * Returns: (transfer full): an opaque picture that shows anything; any thread, also to destroy it
 */
cairo_surface_t *
acn_tile_pixels_new (int side_px)
{
  const int        stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, side_px);
  const gsize      size = (gsize) stride * (gsize) side_px;
  Pixels          *self = take_spare (size);
  cairo_surface_t *surface;

  if (self == NULL)
    {
      self = g_new (Pixels, 1);
      *self = (Pixels){ acn_memory_map (size), size };
    }
  surface = cairo_image_surface_create_for_data (
      self->memory, CAIRO_FORMAT_RGB24, side_px, side_px, stride);
  cairo_surface_set_user_data (surface, &pixels_key, self, give_back_cb);
  return surface;
}

/**
 * acn_tile_pixels_rest:
 *
 * Gives what no tile has back to the system. Any thread.
 */
void
acn_tile_pixels_rest (void)
{
  GQueue rest;

  g_mutex_lock (&lock);
  rest = spares;
  g_queue_init (&spares);
  spare_bytes = 0;
  g_mutex_unlock (&lock);
  g_queue_clear_full (&rest, free_pixels);
}
