/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Threads come and go here, and each would leave a heap of its own half empty. With two heaps the
 * main thread waited hundreds of times for others that allocate while the program starts; four
 * take no more memory when it has come to rest. */
#define N_HEAPS 4
/* Where the picture of a tile (256 KiB) is an allocation of its own, bytes: glibc learns from the
 * first that is freed to keep such in the heap, which after hours is mostly holes
 * (tests/ui/test-soak.py: after 800 actions 118 instead of 224 MiB for the same 105 MiB in use,
 * heaps and this together). */
#define MAP_FROM (128 * 1024)
#define TRIM_FROM (1024 * 1024)

/**
 * acn_memory_share:
 *
 * Lets all threads share few heaps, and large pieces have none. Before the first thread.
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
 * acn_memory_trim:
 *
 * Gives what has been freed back to the system: a few ms. Any thread, when nothing is going on.
 */
void
acn_memory_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}
