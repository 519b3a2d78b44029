/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-thread.h"

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int
get_own_nice (void)
{
  return getpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid));
}

static gpointer
give_way (gpointer unused)
{
  acn_thread_give_way ();
  acn_thread_give_way (); /* once is enough */
  return GINT_TO_POINTER (get_own_nice ());
}
#endif

/* One thread gives way; the one that began it goes on as before. */
static void
test_gives_way_alone (void)
{
#ifdef __linux__
  const int before = get_own_nice ();
  GThread  *thread = g_thread_new ("giving", give_way, NULL);

  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, MIN (19, before + 5));
  g_assert_cmpint (get_own_nice (), ==, before);
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/thread/gives-way-alone", test_gives_way_alone);
  return g_test_run ();
}
