/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-thread.h"

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/* About a third of what a thread of usual priority gets where both want the same processor. */
#define NICER 5
#define NICEST 19

/**
 * acn_thread_give_way:
 *
 * From now on, others of the program go before the calling thread where there are not processors
 * enough: for what works in the background, not for the main thread. Cannot be taken back.
 *
 * Source: setpriority(2), which on Linux is about one thread
 */
void
acn_thread_give_way (void)
{
#ifdef __linux__
  static GPrivate given;
  id_t            thread;

  if (g_private_get (&given) != NULL)
    return;
  g_private_set (&given, GINT_TO_POINTER (TRUE));
  thread = (id_t) syscall (SYS_gettid);
  setpriority (PRIO_PROCESS, thread, MIN (NICEST, getpriority (PRIO_PROCESS, thread) + NICER));
#endif
}
