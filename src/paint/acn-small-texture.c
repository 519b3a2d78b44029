/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paint/acn-small-texture.h"

#include "paint/acn-texture.h"

#include <math.h>

#define SIDE_MAX_PX 48
#define N_MAX 256
#define PLACES_PER_PX 8

/* What a picture looks like, but for where it is in whole pixels. */
typedef struct
{
  float    x, y, width, height, radius, line_width;
  AcnColor color, line_color;
  int      scale;
} Key;

/* Key -> GdkTexture; forgotten all at once when there are too many. */
static GHashTable *textures = NULL;

static guint
hash_key (gconstpointer key)
{
  const guint32 *words = key;
  guint          hash = 5381;

  G_STATIC_ASSERT (sizeof (Key) % sizeof (guint32) == 0);
  for (gsize i = 0; i < sizeof (Key) / sizeof (guint32); i++)
    hash = hash * 33 + words[i];
  return hash;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static GdkTexture *
paint (const Key *key, float width_px, float height_px)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();

  acn_display_list_rect (list,
                         key->x,
                         key->y,
                         key->width,
                         key->height,
                         key->radius,
                         key->color,
                         key->line_color,
                         key->line_width);
  return acn_texture_paint (list, width_px, height_px, key->scale);
}

/**
 * acn_small_texture_get:
 * @op: a rectangle
 * @scale: device pixels per logical pixel, > 0
 * @out_bounds: where the picture is to be, logical pixels
 *
 * Main thread.
 *
 * Returns: (transfer none) (nullable): the picture; NULL of a rectangle that is large or has square
 *   corners, or lies between the eighths of pixels, where pictures would be seldom the same
 */
GdkTexture *
acn_small_texture_get (const AcnOp *op, int scale, graphene_rect_t *out_bounds)
{
  const float left = floorf (op->x), top = floorf (op->y);
  const float width = ceilf (op->x + op->width) - left, height = ceilf (op->y + op->height) - top;
  GdkTexture *texture;
  Key         key;

  if (op->radius <= 0 || width > SIDE_MAX_PX || height > SIDE_MAX_PX || width < 1 || height < 1 ||
      fmodf (op->x * PLACES_PER_PX, 1) != 0 || fmodf (op->y * PLACES_PER_PX, 1) != 0)
    return NULL;
  memset (&key, 0, sizeof key);
  key = (Key){ op->x - left,   op->y - top, op->width,      op->height, op->radius,
               op->line_width, op->color,   op->line_color, scale };
  graphene_rect_init (out_bounds, left, top, width, height);
  if (textures == NULL)
    textures = g_hash_table_new_full (hash_key, equal_keys, g_free, g_object_unref);
  texture = g_hash_table_lookup (textures, &key);
  if (texture == NULL)
    {
      if (g_hash_table_size (textures) >= N_MAX)
        g_hash_table_remove_all (textures);
      texture = paint (&key, width, height);
      g_hash_table_insert (textures, g_memdup2 (&key, sizeof key), texture);
    }
  return texture;
}
