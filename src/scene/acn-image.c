/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-image.h"

/**
 * acn_image_new:
 * @width, @height: pixels, 1..4096
 *
 * Returns: (transfer full): a picture to be filled before it is shared
 */
AcnImage *
acn_image_new (guint width, guint height)
{
  AcnImage *self = g_atomic_rc_box_alloc (sizeof *self + (gsize) width * height * 4);

  self->width = width;
  self->height = height;
  return self;
}

AcnImage *
acn_image_ref (AcnImage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
acn_image_unref (AcnImage *self)
{
  g_atomic_rc_box_release (self);
}

/**
 * acn_image_to_grey:
 *
 * Returns: (transfer full): the same picture by luminance
 * Source: ITU-R BT.709, weights of the primaries
 */
AcnImage *
acn_image_to_grey (const AcnImage *self)
{
  AcnImage   *grey = acn_image_new (self->width, self->height);
  const gsize n = (gsize) self->width * self->height;

  for (gsize i = 0; i < n; i++)
    {
      const guint32 pixel = self->pixels[i];
      const guint32 luma =
          (54 * (pixel >> 16 & 0xff) + 183 * (pixel >> 8 & 0xff) + 19 * (pixel & 0xff) + 128) >> 8;

      grey->pixels[i] = (pixel & 0xff000000) | luma << 16 | luma << 8 | luma;
    }
  return grey;
}
