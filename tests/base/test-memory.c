/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-arena.h"
#include "base/acn-memory.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE (16 * 1024 * 1024)
#define SMALL (1024 * 1024)

/* Whether the kernel has been asked for large pages where an address lies. */
static gboolean
expects_large_pages (gconstpointer address)
{
  g_autofree char *told = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_there = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &told, NULL, NULL));
  lines = g_strsplit (told, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 begin, end;

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x ", &begin, &end) == 2)
        is_there = (guintptr) address >= begin && (guintptr) address < end;
      else if (is_there && g_str_has_prefix (lines[i], "VmFlags:"))
        return strstr (lines[i], " hg") != NULL;
    }
  g_assert_not_reached ();
}

static gpointer
map (gsize size)
{
  gpointer mapping = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (mapping != MAP_FAILED);
  return mapping;
}

static void
test_expect (void)
{
  const gboolean has_large_pages =
      g_file_test ("/sys/kernel/mm/transparent_hugepage", G_FILE_TEST_IS_DIR);
  char *large = map (LARGE), *small = map (SMALL);

  acn_memory_expect (NULL, 0);
  acn_memory_expect (small, SMALL);
  acn_memory_expect (large + 16, LARGE - 16);
  memset (large, 1, LARGE);
  g_assert_cmpint (expects_large_pages (large), ==, has_large_pages);
  g_assert_cmpint (expects_large_pages (large + LARGE - 1), ==, has_large_pages);
  g_assert_false (expects_large_pages (small));
  munmap (large, LARGE);
  munmap (small, SMALL);
}

static void
test_map (void)
{
  const gsize size = SMALL + 1;
  guchar     *block = acn_memory_map (size), there;

  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (block[i], ==, 0);
  memset (block, 1, size);
  acn_memory_unmap (block, size);
  g_assert_cmpint (mincore (block + SMALL, 1, &there), ==, -1);
}

static void
test_map_too_much (void)
{
  if (g_test_subprocess ())
    {
      acn_memory_tell_end ();
      acn_memory_map (G_MAXSIZE / 4);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("accession: error: there is not enough memory\n");
}

/* What an allocation has grown from stays in it. */
static void
test_growing (void)
{
  const gsize n_end = 4 * LARGE / sizeof (guint32);
  guint32    *numbers = NULL;
  gsize       room = 0;

  for (gsize n = 0; n < n_end; n++)
    {
      if (n == room)
        {
          room = MAX (1024, 2 * room);
          numbers = g_renew (guint32, numbers, room);
          acn_memory_expect (numbers, room * sizeof (guint32));
        }
      numbers[n] = (guint32) n;
    }
  for (gsize n = 0; n < n_end; n++)
    g_assert_cmpuint (numbers[n], ==, n);
  g_free (numbers);
}

/* More than small blocks are for; each string stays what it was. */
static void
test_arena (void)
{
  const guint             n = 20000;
  g_autofree const char **strings = g_new (const char *, n);
  AcnArena               *arena = acn_arena_new ();
  char                    text[1024];

  for (guint i = 0; i < n; i++)
    {
      const gsize length = 1 + i % (sizeof text - 1);

      memset (text, 'a' + i % 26, length);
      strings[i] = acn_arena_string (arena, text, length);
    }
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (strlen (strings[i]), ==, 1 + i % (sizeof text - 1));
      g_assert_cmpint (strings[i][i % (sizeof text - 1)], ==, 'a' + i % 26);
    }
  acn_arena_free (arena);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/memory/expect", test_expect);
  g_test_add_func ("/base/memory/map", test_map);
  g_test_add_func ("/base/memory/map-too-much", test_map_too_much);
  g_test_add_func ("/base/memory/growing", test_growing);
  g_test_add_func ("/base/memory/arena", test_arena);
  return g_test_run ();
}
