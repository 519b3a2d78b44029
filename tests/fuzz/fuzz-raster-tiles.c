/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of a tile: as large as its header says, and no colour brighter than its alpha. */
#include "io/acn-image-header.h"
#include "tiles/acn-decode.h"

/* Larger ones only take longer. */
#define SIDE_MAX 512

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_pixels (const AcnImage *image)
{
  for (gsize i = 0; i < (gsize) image->width * image->height; i++)
    for (guint shift = 0; shift < 24; shift += 8)
      g_assert_cmpuint (image->pixels[i] >> shift & 0xff, <=, image->pixels[i] >> 24);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  AcnImageHeader header;

  if (!acn_image_header_read (&header, data, size, NULL) ||
      (header.width <= SIDE_MAX && header.height <= SIDE_MAX))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnImage) image = acn_image_decode (bytes, &error);

      g_assert_true ((image == NULL) == (error != NULL));
      if (image != NULL)
        {
          g_assert_true (image->width == header.width && image->height == header.height);
          check_pixels (image);
        }
    }
  return 0;
}
