/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a tile beside its bytes. */
#include <glib/gstdio.h>
#include <string.h>

#include "tiles/acn-tile-disk.h"

#define URL "https://tile.example/1.png"

/* A tag that would not fit into the head of a file, or would end it, is left out; the tile is not.
 */
static void
test_tags (void)
{
  g_autofree char *long_tag = g_strnfill (100000, 'x');
  const char      *tags[] = { "\"a\"", NULL, "a\nb", "a\rb", long_tag };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("tile", 4);

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_auto (AcnTileFile) file = { NULL };

      acn_tile_disk_keep (URL, bytes, tags[i], 4000000000 + i);
      g_assert_true (acn_tile_disk_find (URL, &file));
      g_assert_true (g_bytes_equal (file.bytes, bytes));
      g_assert_cmpint (file.expires_s, ==, 4000000000 + i);
      g_assert_cmpstr (file.etag, ==, i == 0 ? tags[0] : NULL);
    }
  acn_tile_disk_drop (URL);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("accession-test-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (folder, "accession", NULL);
  g_autofree char *tiles = g_build_filename (ours, "tiles", NULL);
  int              status;

  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/disk/tags", test_tags);
  status = g_test_run ();
  g_rmdir (tiles);
  g_rmdir (ours);
  g_rmdir (folder);
  return status;
}
