/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a database. Nothing is written to it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/acn-mbtiles.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char  magic[] = "SQLite format 3";
  char               path[] = "/dev/shm/acn-fuzz-XXXXXX";
  int                fd = mkstemp (path);
  g_autofree guint8 *after = g_malloc (MAX (size, 1));
  g_autofree guint8 *bytes = g_malloc (MAX (size, 1));
  struct stat        status;

  /* Without its magic no byte of it is looked at. */
  memcpy (bytes, data, size);
  memcpy (bytes, magic, MIN (size, sizeof magic));
  g_assert_cmpint (write (fd, bytes, size), ==, (gssize) size);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (AcnMbtiles) tiles = acn_mbtiles_new (path, NULL, &error);

    g_assert_true ((tiles == NULL) == (error != NULL));
    for (guint i = 0; tiles != NULL && i < 4; i++)
      {
        g_autoptr (GBytes) tile = acn_mbtiles_read (tiles, (AcnTileId){ i, 0, 0 }, NULL, NULL);

        g_assert_true (tile == NULL || g_bytes_get_size (tile) <= 2 * 1024 * 1024);
      }
  }
  g_assert_cmpint (fstat (fd, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, (gssize) size);
  g_assert_cmpint (pread (fd, after, size, 0), ==, (gssize) size);
  g_assert_cmpmem (after, size, bytes, size);
  close (fd);
  unlink (path);
  return 0;
}
