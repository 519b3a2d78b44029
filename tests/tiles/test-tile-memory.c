/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-tile-memory.h"

static void
keep (AcnTileMemory *memory, guint x)
{
  g_autoptr (AcnImage) image = acn_image_new (10, 10);

  acn_tile_memory_keep (memory, (AcnTileId){ 5, x, 0 }, image, 0);
}

static gboolean
has (AcnTileMemory *memory, guint x)
{
  g_autoptr (AcnImage) image = NULL;

  return acn_tile_memory_find (memory, (AcnTileId){ 5, x, 0 }, &image) && image != NULL;
}

static void
test_keys (void)
{
  g_autoptr (AcnTileMemory) memory = acn_tile_memory_new (100000);
  g_autoptr (AcnImage) image = NULL;

  g_assert_false (has (memory, 1));
  keep (memory, 1);
  g_assert_true (has (memory, 1));
  g_assert_false (acn_tile_memory_find (memory, (AcnTileId){ 5, 0, 1 }, &image));
  g_assert_false (acn_tile_memory_find (memory, (AcnTileId){ 6, 1, 0 }, &image));
}

/* Room for three: the one that was not used goes. */
static void
test_oldest_goes (void)
{
  g_autoptr (AcnTileMemory) memory = acn_tile_memory_new (3 * (400 + 256));

  for (guint x = 0; x < 3; x++)
    keep (memory, x);
  g_assert_true (has (memory, 0));
  keep (memory, 3);
  g_assert_true (has (memory, 0));
  g_assert_false (has (memory, 1));
  g_assert_true (has (memory, 2));
  g_assert_true (has (memory, 3));
}

/* Keeping the same again costs no room. */
static void
test_again (void)
{
  g_autoptr (AcnTileMemory) memory = acn_tile_memory_new (2 * (400 + 256));

  keep (memory, 0);
  for (guint i = 0; i < 10; i++)
    keep (memory, 1);
  g_assert_true (has (memory, 0) && has (memory, 1));
}

/* One that is larger than all room is kept alone. */
static void
test_too_large (void)
{
  g_autoptr (AcnTileMemory) memory = acn_tile_memory_new (100);

  keep (memory, 0);
  g_assert_true (has (memory, 0));
  keep (memory, 1);
  g_assert_false (has (memory, 0));
  g_assert_true (has (memory, 1));
}

static void
test_absence_ends (void)
{
  g_autoptr (AcnTileMemory) memory = acn_tile_memory_new (100000);
  const AcnTileId id = { 0, 0, 0 };
  AcnImage       *image;

  acn_tile_memory_keep (memory, id, NULL, g_get_monotonic_time () + G_USEC_PER_SEC * 600);
  g_assert_true (acn_tile_memory_find (memory, id, &image));
  g_assert_null (image);
  acn_tile_memory_keep (memory, id, NULL, g_get_monotonic_time () - 1);
  g_assert_false (acn_tile_memory_find (memory, id, &image));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/memory/keys", test_keys);
  g_test_add_func ("/tiles/memory/oldest-goes", test_oldest_goes);
  g_test_add_func ("/tiles/memory/again", test_again);
  g_test_add_func ("/tiles/memory/too-large", test_too_large);
  g_test_add_func ("/tiles/memory/absence-ends", test_absence_ends);
  return g_test_run ();
}
