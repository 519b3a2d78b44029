/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as an archive: every read lies inside, every tile is answered. The last bytes choose the
 * tiles. */
#include <string.h>

#include "io/acn-pmtiles.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnPmtiles) pmtiles =
      acn_pmtiles_new (acn_byte_source_new_bytes (bytes), "a", NULL, &error);

  g_assert_true ((pmtiles == NULL) == (error != NULL));
  for (guint i = 0; pmtiles != NULL && i < 8 && 9 * (i + 1) <= size; i++)
    {
      const guint8 *p = data + size - 9 * (i + 1);
      guint32       x, y;
      AcnTileId     id = { p[0] % (ACN_TILE_ZOOM_MAX + 1), 0, 0 };
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GBytes) tile = NULL;

      memcpy (&x, p + 1, 4);
      memcpy (&y, p + 5, 4);
      id.x = x % (1u << id.z);
      id.y = y % (1u << id.z);
      tile = acn_pmtiles_read (pmtiles, id, NULL, &trouble);
      g_assert_true ((tile == NULL) == (trouble != NULL));
    }
  return 0;
}
