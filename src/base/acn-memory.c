/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Threads come and go here, and each would leave a heap of its own half empty. With four heaps the
 * main thread waited two hundred times for others that allocate while the program starts; eight
 * take half a MiB more when it has come to rest. */
#define N_HEAPS 8
/* Where all that is large is an allocation of its own, bytes: glibc learns from the first that is
 * freed to keep such in the heap, which after hours is mostly holes. */
#define MAP_FROM (128 * 1024)
#define TRIM_FROM (1024 * 1024)
/* The most that glibc keeps in a heap as one piece, bytes. */
#define KEEP_TO ((int) (4 * 1024 * 1024 * sizeof (long)))
#define KEEP_FREE (64 * 1024 * 1024)
/* From two large pages on, bytes: what is smaller is mostly ends that do not fill one. */
#define LARGE_FROM (4 * 1024 * 1024)

/* Without any more memory nothing can be cleaned up; files are written whole or not at all. There
 * is no message where not even that has room. */
static void
out_of_memory_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  static const char told[] = "accession: error: there is not enough memory\n";

  if (message != NULL && strstr (message, "failed to allocate") == NULL)
    g_log_default_handler (domain, level, message, data);
  else if (write (STDERR_FILENO, told, sizeof told - 1) >= 0)
    _exit (EXIT_FAILURE);
}

/**
 * acn_memory_tell_end:
 *
 * Where GLib would trap because there is no memory left, the program ends with a sentence and as
 * after any other failure.
 */
void
acn_memory_tell_end (void)
{
  g_log_set_handler (
      "GLib", G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, out_of_memory_cb, NULL);
}

/**
 * acn_memory_share:
 *
 * Lets all threads share few heaps, and large pieces have none. What lives long and is large comes
 * from acn_memory_map(). Before the first thread.
 */
void
acn_memory_share (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, N_HEAPS);
  mallopt (M_MMAP_THRESHOLD, MAP_FROM);
  mallopt (M_TRIM_THRESHOLD, TRIM_FROM);
#endif
}

/**
 * acn_memory_reserve:
 * @size: that this thread will probably allocate in small pieces, bytes
 *
 * Makes room in the thread's heap. glibc makes it page by page otherwise, each with a call that
 * holds up every thread that touches new memory: 2,400 of them while the shipped dossier is read.
 * Memory that is not used takes no more than addresses.
 */
void
acn_memory_reserve (gsize size)
{
#ifdef __GLIBC__
  const gsize piece = MAP_FROM / 2;
  const gsize n = size / piece;
  void      **pieces = g_new (void *, n);

  for (gsize i = 0; i < n; i++)
    pieces[i] = malloc (piece);
  for (gsize i = n; i > 0; i--)
    free (pieces[i - 1]);
  g_free (pieces);
#endif
}

/**
 * acn_memory_keep:
 * @keeps: from now on, or no longer
 *
 * What is allocated while it @keeps is kept in the heap when it is freed, until acn_memory_trim():
 * pictures that are painted one after the other have the same memory then. glibc gives each large
 * piece back to the system otherwise, and fetches it again page by page: a quarter of the time that
 * a moving picture of 100 frames takes on a slow virtual machine, and most of what a frame of the
 * window does.
 */
void
acn_memory_keep (gboolean keeps)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, keeps ? KEEP_TO : MAP_FROM);
  if (keeps)
    mallopt (M_TRIM_THRESHOLD, KEEP_FREE);
#endif
}

/**
 * acn_memory_expect:
 * @block: (nullable): an allocation, or a mapping of no file
 * @size: how much of it will be written from its begin on, bytes
 *
 * Lets the system give a large block in large pages, of 2 MiB on most machines: the kernel is
 * called once for each of 4 KiB otherwise, which on a virtual machine is most of the time that it
 * takes to read a million events. A small block stays as it is.
 */
void
acn_memory_expect (gpointer block, gsize size)
{
#ifdef MADV_HUGEPAGE
  const guintptr page = (guintptr) sysconf (_SC_PAGESIZE);
  const guintptr begin = (guintptr) block / page * page;

  /* Where the system has no such pages, nothing is lost. */
  if (size >= LARGE_FROM)
    madvise ((gpointer) begin,
             ((guintptr) block + size - begin + page - 1) / page * page,
             MADV_HUGEPAGE);
#endif
}

/**
 * acn_memory_map:
 * @size: bytes
 *
 * Returns: (transfer full): zeroed memory that lies in no heap, for acn_memory_unmap(); where there
 *   is none the program ends, as with g_malloc()
 */
gpointer
acn_memory_map (gsize size)
{
  gpointer block = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (block == MAP_FAILED)
    g_log ("GLib", G_LOG_LEVEL_ERROR, "failed to allocate %" G_GSIZE_FORMAT " bytes", size);
  return block;
}

/**
 * acn_memory_unmap:
 * @block: (transfer full): from acn_memory_map()
 * @size: as there
 */
void
acn_memory_unmap (gpointer block, gsize size)
{
  munmap (block, size);
}

/**
 * acn_memory_trim:
 *
 * Gives what has been freed back to the system: a few ms. Any thread, when nothing is going on.
 */
void
acn_memory_trim (void)
{
#ifdef __GLIBC__
  mallopt (M_TRIM_THRESHOLD, TRIM_FROM);
  malloc_trim (0);
#endif
}
