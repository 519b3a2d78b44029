/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the gate lets through has sides that a decoder may be asked for. */
#include "io/acn-image-header.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  AcnImageHeader header;
  const gboolean good = acn_image_header_read (&header, data, size, &error);

  g_assert_true (good == (error == NULL));
  if (good)
    {
      g_assert_true (header.width >= 1 && header.width <= ACN_IMAGE_SIDE_MAX);
      g_assert_true (header.height >= 1 && header.height <= ACN_IMAGE_SIDE_MAX);
    }
  return 0;
}
