/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set is prepared by one worker (derived areas, names), then its tiles are painted by all; where
 * no set was before it, the worker hands the first tiles on without waiting for the main thread.
 * Tiles that look the same as in the set before it are taken over, so a change of date paints only
 * what the date changes. Workers see the scene and a plain job, never the set's table. */
#include "map/acn-tile-set.h"

#include "base/acn-memory.h"
#include "base/acn-thread.h"
#include "export/acn-cairo-painter.h"
#include "export/acn-pango-text.h"
#include "map/acn-tile-pixels.h"
#include "scene/acn-palette.h"

#include <math.h>

typedef enum
{
  TILE_WANTED,
  TILE_READY,
} TileState;

typedef struct
{
  TileState        state;
  cairo_surface_t *surface;
  GdkTexture      *texture; /* of the same pixels, made when a renderer wants it */
  gboolean         is_painting;
  gboolean         is_part;     /* painted where the first window is, and nowhere else */
  gboolean         is_outdated; /* what it shows changed while it was painted */
} Tile;

struct _AcnTileSet
{
  gatomicrefcount   refs;
  AcnMapSpec       *spec;
  AcnMapSpec       *same; /* another that shows the same, or NULL; workers do not know it */
  double            zoom;
  int               scale;
  AcnMapScene      *previous_scene; /* only the preparing worker reads it */
  AcnMapScene      *scene;          /* NULL until prepared */
  AcnTileSet       *previous;       /* until prepared; its tiles may be taken over */
  GHashTable       *tiles;          /* tile number -> Tile */
  AcnTileRange      first;          /* what is painted as soon as it is prepared */
  gboolean          hurries;        /* of the first tiles only what their window shows */
  gboolean          is_asked;       /* that it be prepared */
  AcnTileSetChanged changed;
  gpointer          data;
  GAsyncQueue      *done;       /* Job: what workers have done and nobody has taken yet */
  int               is_dropped; /* atomic: what waits to be painted need not be */
};

/* What a worker gets and gives back. */
typedef struct
{
  AcnTileSet      *set;   /* (owned); NULL: only make the thread ready */
  AcnMapScene     *scene; /* NULL: prepare the set and give the scene back */
  int              x, y;
  gboolean         is_part; /* only what is in the set's first window */
  cairo_surface_t *surface;
} Job;

/* --- Tiles ----------------------------------------------------------------------------------- */

static gpointer
tile_key (int x, int y)
{
  return GINT_TO_POINTER (y * 0x10000 + x + 1);
}

static void
free_tile (gpointer data)
{
  Tile *tile = data;

  g_clear_object (&tile->texture);
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  g_free (tile);
}

static Tile *
find_tile (const AcnTileSet *self, int x, int y)
{
  return g_hash_table_lookup (self->tiles, tile_key (x, y));
}

/* Whether a window shows all of a tile. */
static gboolean
shows_whole_tile (const AcnTileRange *window, int x, int y)
{
  return window->west <= x * ACN_TILE_SIZE && window->north <= y * ACN_TILE_SIZE &&
         window->east >= (x + 1) * ACN_TILE_SIZE && window->south >= (y + 1) * ACN_TILE_SIZE;
}

/* Whether a tile has all that a window shows of it. */
static gboolean
is_ready_for (const AcnTileSet *self, const Tile *tile, const AcnTileRange *window)
{
  const AcnTileRange *first = &self->first;

  return tile->state == TILE_READY &&
         (!tile->is_part || (window->west >= first->west && window->north >= first->north &&
                             window->east <= first->east && window->south <= first->south));
}

static gboolean
boxes_meet_tile (const AcnTileSet *self, GArray *boxes, int x, int y)
{
  /* A pixel of slack for strokes that reach over the tile's edge. */
  double units_per_px = ACN_WORLD_SIZE / (ACN_TILE_SIZE * exp2 (self->zoom));
  double slack = 6, west = (x * ACN_TILE_SIZE - slack) * units_per_px,
         north = (y * ACN_TILE_SIZE - slack) * units_per_px;
  double side = (ACN_TILE_SIZE + 2 * slack) * units_per_px;

  for (guint i = 0; i < boxes->len; i++)
    {
      const AcnBox *box = &g_array_index (boxes, AcnBox, i);

      if (box->min_x <= west + side && box->max_x >= west && box->min_y <= north + side &&
          box->max_y >= north)
        return TRUE;
    }
  return FALSE;
}

static void
take_over_tiles (AcnTileSet *self)
{
  g_autoptr (GArray) boxes = NULL;
  GHashTableIter iter;
  gpointer       key, value;

  if (self->previous == NULL || self->previous->scene == NULL ||
      self->previous->zoom != self->zoom || self->previous->scale != self->scale ||
      !acn_map_scene_changes (self->previous->scene, self->scene, &boxes))
    return;
  g_hash_table_iter_init (&iter, self->previous->tiles);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Tile *old = value;
      int         number = GPOINTER_TO_INT (key) - 1, x = number & 0xffff, y = number >> 16;
      Tile       *tile;

      if (old->state != TILE_READY || old->is_painting || old->is_part ||
          boxes_meet_tile (self, boxes, x, y))
        continue;
      tile = g_new0 (Tile, 1);
      tile->state = TILE_READY;
      tile->surface = cairo_surface_reference (old->surface);
      g_set_object (&tile->texture, old->texture);
      g_hash_table_insert (self->tiles, key, tile);
    }
}

/* --- Workers --------------------------------------------------------------------------------- */

static void
free_job (Job *job)
{
  g_clear_pointer (&job->scene, acn_map_scene_unref);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_clear_pointer (&job->set, acn_tile_set_unref);
  g_free (job);
}

static Job *
new_job (AcnTileSet *self, AcnMapScene *scene, int x, int y)
{
  Job *job = g_new0 (Job, 1);

  job->set = acn_tile_set_ref (self);
  job->scene = scene != NULL ? acn_map_scene_ref (scene) : NULL;
  job->x = x;
  job->y = y;
  return job;
}

static void push_job (AcnTileSet *self, AcnMapScene *scene, int x, int y);

static void
finish_tile (AcnTileSet *self, Tile *tile, Job *job)
{
  g_clear_object (&tile->texture);
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  tile->surface = g_steal_pointer (&job->surface);
  tile->state = TILE_READY;
  tile->is_part = job->is_part;
  tile->is_painting = tile->is_outdated;
  tile->is_outdated = FALSE;
  if (tile->is_painting)
    push_job (self, self->scene, job->x, job->y);
}

static void
add_tile (AcnTileSet *self, int x, int y)
{
  Tile *tile = g_new0 (Tile, 1);

  tile->is_painting = TRUE;
  g_hash_table_insert (self->tiles, tile_key (x, y), tile);
}

static void
take_scene (AcnTileSet *self, Job *job)
{
  self->scene = g_steal_pointer (&job->scene);
  for (int y = self->first.y0; y < self->first.y1; y++)
    for (int x = self->first.x0; x < self->first.x1; x++)
      add_tile (self, x, y);
  take_over_tiles (self);
  g_clear_pointer (&self->previous, acn_tile_set_unref);
  g_clear_pointer (&self->previous_scene, acn_map_scene_unref);
}

/* Takes @job. */
static void
finish_job (AcnTileSet *self, Job *job)
{
  Tile *tile;

  if (!self->is_dropped)
    {
      if (self->scene == NULL)
        take_scene (self, job);
      else if ((tile = find_tile (self, job->x, job->y)) != NULL)
        finish_tile (self, tile, job);
    }
  free_job (job);
}

/* Returns whether there was anything. */
static gboolean
take_done (AcnTileSet *self)
{
  gboolean any = FALSE;
  Job     *job;

  for (; (job = g_async_queue_try_pop (self->done)) != NULL; any = TRUE)
    finish_job (self, job);
  return any;
}

static gboolean
take_done_cb (gpointer data)
{
  g_autoptr (AcnTileSet) self = data;

  if (take_done (self) && !self->is_dropped && self->changed != NULL)
    self->changed (self, self->data);
  return G_SOURCE_REMOVE;
}

/* The part of a tile that the first window shows, logical pixels of the tile. */
static cairo_rectangle_int_t
find_part (const Job *job)
{
  const AcnTileRange *window = &job->set->first;
  const int           west = job->x * ACN_TILE_SIZE, north = job->y * ACN_TILE_SIZE;
  int                 x0, y0, x1, y1;

  x0 = MAX (0, (int) floor (window->west) - west);
  y0 = MAX (0, (int) floor (window->north) - north);
  x1 = MIN (ACN_TILE_SIZE, (int) ceil (window->east) - west);
  y1 = MIN (ACN_TILE_SIZE, (int) ceil (window->south) - north);
  return (cairo_rectangle_int_t){ x0, y0, x1 - x0, y1 - y0 };
}

/* What is not painted has the colour of what is not there yet. */
static void
clip_to_part (cairo_t *cr, const Job *job)
{
  const cairo_rectangle_int_t part = find_part (job);

  cairo_rectangle (cr, part.x, part.y, part.width, part.height);
  cairo_clip (cr);
}

static cairo_surface_t *
paint_tile (const Job *job)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  const AcnColor   sea = acn_palette_get (job->set->spec->theme)->sea;
  const int        scale = job->set->scale;
  cairo_surface_t *surface = acn_tile_pixels_new (ACN_TILE_SIZE * scale);
  cairo_t         *cr = cairo_create (surface);

  acn_map_scene_layout (job->scene,
                        job->x * (double) ACN_TILE_SIZE,
                        job->y * (double) ACN_TILE_SIZE,
                        ACN_TILE_SIZE,
                        ACN_TILE_SIZE,
                        list);
  cairo_set_source_rgb (cr, sea.r, sea.g, sea.b);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  if (job->is_part)
    clip_to_part (cr, job);
  acn_cairo_paint (cr, list);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* About what a worker takes for a map. */
#define WORKER_BYTES (4 * 1024 * 1024)

/* Finding and opening the fonts takes a thread longer than all the names of a map. */
static void
open_fonts (void)
{
  for (guint i = 0; i < 4; i++)
    {
      const AcnFont font = { .size_px = 12, .weight = i < 2 ? 400 : 700, .italic = i % 2 != 0 };

      acn_pango_text_measure (&font, "Kyiv Київ", NULL);
    }
}

/* Not g_main_context_invoke(): that may call in this thread. Takes @job, after which the set is the
 * main thread's. */
static void
hand_back (Job *job)
{
  AcnTileSet *self = acn_tile_set_ref (job->set);

  g_async_queue_push (self->done, job);
  g_idle_add_full (G_PRIORITY_DEFAULT, take_done_cb, self, NULL);
}

static GThreadPool *get_pool (void);

/* The main thread hears of the scene before it hears of the first tile. */
static void
prepare (Job *job)
{
  AcnTileSet *self = job->set;
  g_autoptr (GPtrArray) first = g_ptr_array_new ();

  job->scene = acn_map_scene_new (self->spec,
                                  self->zoom,
                                  self->scale,
                                  self->previous_scene,
                                  NULL,
                                  acn_pango_text_measure,
                                  NULL);
  for (int y = self->first.y0; y < self->first.y1; y++)
    for (int x = self->first.x0; x < self->first.x1; x++)
      {
        Job *tile = new_job (self, job->scene, x, y);

        tile->is_part = self->hurries && !shows_whole_tile (&self->first, x, y);
        g_ptr_array_add (first, tile);
      }
  hand_back (job);
  for (guint i = 0; i < first->len; i++)
    g_thread_pool_push (get_pool (), first->pdata[i], NULL);
}

static void
work_cb (gpointer data, gpointer unused)
{
  Job        *job = data;
  AcnTileSet *self = job->set;

  acn_thread_give_way (); /* to the main thread and its frames */
  if (self == NULL)
    {
      acn_memory_reserve (WORKER_BYTES);
      open_fonts ();
      free_job (job);
      return;
    }
  if (job->scene == NULL && !g_atomic_int_get (&self->is_dropped))
    {
      prepare (job);
      return;
    }
  if (!g_atomic_int_get (&self->is_dropped))
    job->surface = paint_tile (job);
  hand_back (job); /* its end belongs to the main thread, also when it is dropped */
}

static guint
count_workers (void)
{
  return CLAMP (g_get_num_processors (), 1, 4);
}

/* Own threads that stay: each keeps its laid-out names. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL)
    pool = g_thread_pool_new (work_cb, NULL, (int) count_workers (), TRUE, NULL);
  return pool;
}

static void
push_job (AcnTileSet *self, AcnMapScene *scene, int x, int y)
{
  g_thread_pool_push (get_pool (), new_job (self, scene, x, y), NULL);
}

/**
 * acn_tile_set_warm_up:
 *
 * Starts the workers and lets each open its fonts, before there is anything to paint. Main thread,
 * at any time.
 */
void
acn_tile_set_warm_up (void)
{
  for (guint i = 0; i < count_workers (); i++)
    g_thread_pool_push (get_pool (), g_new0 (Job, 1), NULL);
}

/* --- The set --------------------------------------------------------------------------------- */

/**
 * acn_tile_set_new:
 * @spec: what to show; shared from now on
 * @zoom: exact zoom of the map
 * @scale: device pixels per logical pixel
 * @previous: (nullable): the set on screen, whose tiles may be taken over
 * @changed: told when something is ready, until acn_tile_set_disconnect()
 *
 * Returns: (transfer full): the set, with no tile yet; acn_tile_set_request() begins its work.
 */
AcnTileSet *
acn_tile_set_new (AcnMapSpec       *spec,
                  double            zoom,
                  int               scale,
                  AcnTileSet       *previous,
                  AcnTileSetChanged changed,
                  gpointer          data)
{
  AcnTileSet *self = g_new0 (AcnTileSet, 1);

  g_atomic_ref_count_init (&self->refs);
  self->spec = acn_map_spec_ref (spec);
  self->zoom = zoom;
  self->scale = scale;
  self->changed = changed;
  self->data = data;
  self->tiles = g_hash_table_new_full (NULL, NULL, NULL, free_tile);
  self->done = g_async_queue_new ();
  if (previous != NULL && previous->scene != NULL)
    {
      self->previous = acn_tile_set_ref (previous);
      self->previous_scene = acn_map_scene_ref (previous->scene);
    }
  return self;
}

AcnTileSet *
acn_tile_set_ref (AcnTileSet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * acn_tile_set_unref:
 *
 * The last reference is always dropped in the main thread: jobs end there.
 */
void
acn_tile_set_unref (AcnTileSet *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  g_clear_pointer (&self->scene, acn_map_scene_unref);
  g_clear_pointer (&self->previous_scene, acn_map_scene_unref);
  g_clear_pointer (&self->previous, acn_tile_set_unref);
  g_clear_pointer (&self->spec, acn_map_spec_unref);
  g_clear_pointer (&self->same, acn_map_spec_unref);
  g_async_queue_unref (self->done);
  g_free (self);
}

/**
 * acn_tile_set_disconnect:
 *
 * Jobs that still run are no longer told about, those that wait are not done; the tiles that are
 * there stay.
 */
void
acn_tile_set_disconnect (AcnTileSet *self)
{
  self->changed = NULL;
  g_atomic_int_set (&self->is_dropped, TRUE);
}

gboolean
acn_tile_set_matches (const AcnTileSet *self, const AcnMapSpec *spec, double zoom, int scale)
{
  return (self->spec == spec || self->same == spec) && self->zoom == zoom && self->scale == scale;
}

double
acn_tile_set_get_zoom (const AcnTileSet *self)
{
  return self->zoom;
}

int
acn_tile_set_get_scale (const AcnTileSet *self)
{
  return self->scale;
}

/**
 * acn_tile_set_get_scene:
 *
 * Returns: (nullable) (transfer none): what the tiles show; NULL until the set is prepared.
 */
AcnMapScene *
acn_tile_set_get_scene (const AcnTileSet *self)
{
  return self->scene;
}

/**
 * acn_tile_set_range:
 * @west_px, @north_px: top left of a window, world pixels at the set's zoom
 * @width_px, @height_px: its size at the set's zoom
 *
 * Returns: the tiles that meet the window, within the world.
 */
AcnTileRange
acn_tile_set_range (
    const AcnTileSet *self, double west_px, double north_px, double width_px, double height_px)
{
  const int    n = (int) ceil (exp2 (self->zoom));
  const double east_px = west_px + width_px, south_px = north_px + height_px;

  return (AcnTileRange){ CLAMP ((int) floor (west_px / ACN_TILE_SIZE), 0, n),
                         CLAMP ((int) floor (north_px / ACN_TILE_SIZE), 0, n),
                         CLAMP ((int) ceil (east_px / ACN_TILE_SIZE), 0, n),
                         CLAMP ((int) ceil (south_px / ACN_TILE_SIZE), 0, n),
                         west_px,
                         north_px,
                         east_px,
                         south_px };
}

/**
 * acn_tile_set_request:
 *
 * Asks for the tiles of @range that are neither there nor asked for. A set that is not prepared is
 * prepared first; until then only the first range that was asked for counts, and where tiles of a
 * set before it may be taken over, none.
 *
 * Returns: whether every tile of the range is there.
 */
gboolean
acn_tile_set_request (AcnTileSet *self, AcnTileRange range)
{
  gboolean complete = self->scene != NULL;

  if (self->scene == NULL)
    {
      if (self->is_asked)
        return FALSE;
      self->is_asked = TRUE;
      if (self->previous == NULL)
        self->first = range;
      push_job (self, NULL, 0, 0);
      return FALSE;
    }
  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        Tile *tile = find_tile (self, x, y);

        if (tile == NULL)
          {
            add_tile (self, x, y);
            push_job (self, self->scene, x, y);
            complete = FALSE;
          }
        else if (!is_ready_for (self, tile, &range))
          {
            if (!tile->is_painting)
              push_job (self, self->scene, x, y);
            tile->is_painting = TRUE;
            complete = FALSE;
          }
      }
  return complete;
}

/**
 * acn_tile_set_wait:
 * @until_us: of g_get_monotonic_time()
 *
 * As acn_tile_set_request(), but does not return before the tiles of @range are there or the time
 * has come. Nobody is told of what changes meanwhile.
 *
 * Returns: whether every tile of the range is there.
 */
gboolean
acn_tile_set_wait (AcnTileSet *self, AcnTileRange range, gint64 until_us)
{
  while (!acn_tile_set_request (self, range))
    {
      const gint64 left_us = until_us - g_get_monotonic_time ();
      Job *job = left_us > 0 ? g_async_queue_timeout_pop (self->done, (guint64) left_us) : NULL;

      if (job == NULL)
        return FALSE;
      finish_job (self, job);
    }
  return TRUE;
}

/**
 * acn_tile_set_outdate:
 * @id: a tile of the raster that has arrived
 *
 * Paints anew what shows it; the old picture stays until then.
 */
void
acn_tile_set_outdate (AcnTileSet *self, AcnTileId id)
{
  const double   side = ACN_TILE_SIZE * exp2 (self->zoom - id.z);
  const double   x0 = id.x * side, y0 = id.y * side;
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const int number = GPOINTER_TO_INT (key) - 1, x = number & 0xffff, y = number >> 16;
      Tile     *tile = value;

      if (x * ACN_TILE_SIZE >= x0 + side || (x + 1) * ACN_TILE_SIZE <= x0 ||
          y * ACN_TILE_SIZE >= y0 + side || (y + 1) * ACN_TILE_SIZE <= y0)
        continue;
      if (tile->is_painting)
        tile->is_outdated = TRUE;
      else
        push_job (self, self->scene, x, y);
      tile->is_painting = TRUE;
    }
}

gboolean
acn_tile_set_is_complete (const AcnTileSet *self, AcnTileRange range)
{
  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        const Tile *tile = find_tile (self, x, y);

        if (tile == NULL || !is_ready_for (self, tile, &range))
          return FALSE;
      }
  return self->scene != NULL;
}

/**
 * acn_tile_set_trim:
 *
 * Drops the tiles outside @keep that are ready.
 */
void
acn_tile_set_trim (AcnTileSet *self, AcnTileRange keep)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      int number = GPOINTER_TO_INT (key) - 1, x = number & 0xffff, y = number >> 16;

      if (((Tile *) value)->state == TILE_READY &&
          (x < keep.x0 || x >= keep.x1 || y < keep.y0 || y >= keep.y1))
        g_hash_table_iter_remove (&iter);
    }
}

/**
 * acn_tile_set_get_tile:
 *
 * Returns: (nullable) (transfer none): the tile's picture, NULL while it is not ready.
 */
cairo_surface_t *
acn_tile_set_get_tile (const AcnTileSet *self, int x, int y)
{
  Tile *tile = find_tile (self, x, y);

  return tile != NULL && tile->state == TILE_READY ? tile->surface : NULL;
}

/**
 * acn_tile_set_get_texture:
 *
 * Returns: (nullable) (transfer none): the same as a texture, which keeps the pixels alive.
 */
GdkTexture *
acn_tile_set_get_texture (AcnTileSet *self, int x, int y)
{
  Tile *tile = find_tile (self, x, y);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  if (tile == NULL || tile->state != TILE_READY)
    return NULL;
  if (tile->texture != NULL)
    return tile->texture;
  stride = (gsize) cairo_image_surface_get_stride (tile->surface);
  bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (tile->surface),
                                  stride * (gsize) cairo_image_surface_get_height (tile->surface),
                                  (GDestroyNotify) cairo_surface_destroy,
                                  cairo_surface_reference (tile->surface));
  tile->texture = gdk_memory_texture_new (cairo_image_surface_get_width (tile->surface),
                                          cairo_image_surface_get_height (tile->surface),
                                          GDK_MEMORY_DEFAULT,
                                          bytes,
                                          stride);
  return tile->texture;
}

/* --- Ahead of any map ------------------------------------------------------------------------ */

static GMutex      ahead_lock;
static AcnTileSet *ahead; /* that nobody has taken yet, or NULL */

/**
 * acn_tile_set_begin_ahead:
 * @west_px, @north_px, @width_px, @height_px: a window, as for acn_tile_set_range()
 *
 * Begins to paint what a map will probably show first, and of its tiles no more than the window
 * shows: all of them when more is asked for. Any thread; until it is taken, there is one.
 */
void
acn_tile_set_begin_ahead (AcnMapSpec *spec,
                          double      zoom,
                          int         scale,
                          double      west_px,
                          double      north_px,
                          double      width_px,
                          double      height_px)
{
  AcnTileSet *self = acn_tile_set_new (spec, zoom, scale, NULL, NULL, NULL);

  self->hurries = TRUE;
  acn_tile_set_request (self, acn_tile_set_range (self, west_px, north_px, width_px, height_px));
  g_mutex_lock (&ahead_lock);
  g_assert (ahead == NULL);
  ahead = self;
  g_mutex_unlock (&ahead_lock);
}

/**
 * acn_tile_set_take_ahead:
 *
 * What was begun ahead, if it shows just that; if not, it is given up.
 *
 * Returns: (transfer full) (nullable): the set, as of acn_tile_set_new()
 */
AcnTileSet *
acn_tile_set_take_ahead (
    AcnMapSpec *spec, double zoom, int scale, AcnTileSetChanged changed, gpointer data)
{
  AcnTileSet *self;

  g_mutex_lock (&ahead_lock);
  self = g_steal_pointer (&ahead);
  g_mutex_unlock (&ahead_lock);
  if (self == NULL)
    return NULL;
  if (self->zoom != zoom || self->scale != scale || !acn_map_spec_equals (self->spec, spec))
    {
      acn_tile_set_disconnect (self);
      acn_tile_set_unref (self);
      return NULL;
    }
  take_done (self);
  self->same = acn_map_spec_ref (spec);
  self->changed = changed;
  self->data = data;
  return self;
}
