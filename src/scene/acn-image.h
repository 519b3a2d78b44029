/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture in memory, shared and never changed. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AcnImage:
 * @pixels: rows of @width, each pixel 0xAARRGGBB in the machine’s order, colours multiplied by
 *   alpha, as cairo has them
 */
typedef struct
{
  guint   width, height;
  guint32 pixels[];
} AcnImage;

AcnImage *acn_image_new (guint width, guint height);
AcnImage *acn_image_ref (AcnImage *self);
void      acn_image_unref (AcnImage *self);
AcnImage *acn_image_to_grey (const AcnImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnImage, acn_image_unref)

G_END_DECLS
