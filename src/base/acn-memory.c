/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Threads come and go here, and each would leave a heap of its own half empty. Two is as many as
 * work at the same time on a small machine. */
#define N_HEAPS 2

/**
 * acn_memory_share:
 *
 * Lets all threads share few heaps. Before the first thread.
 */
void
acn_memory_share (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, N_HEAPS);
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
