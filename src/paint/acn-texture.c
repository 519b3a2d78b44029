/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paint/acn-texture.h"

#include "export/acn-cairo-painter.h"

#include <math.h>

/**
 * acn_texture_paint:
 * @width_px, @height_px: of @list, logical pixels
 * @scale: device pixels per logical pixel
 *
 * Returns: (transfer full): the picture; any thread
 */
GdkTexture *
acn_texture_paint (const AcnDisplayList *list, double width_px, double height_px, double scale)
{
  const int        width = MAX (1, (int) lround (width_px * scale));
  const int        height = MAX (1, (int) lround (height_px * scale));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  const int        stride = cairo_image_surface_get_stride (surface);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_scale (cr, scale, scale);
  acn_cairo_paint (cr, list);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}
