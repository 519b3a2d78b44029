/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits for a server, and who does not. */
#include <string.h>

#include "tiles/acn-hosts.h"

static gpointer
begin_thread (gpointer cancellable)
{
  GError *error = NULL;

  g_assert_false (acn_hosts_begin ("busy.example", cancellable, &error));
  return error;
}

/* As many as it lets ask at once; one more waits until somebody no longer wants the answer. */
static void
test_cancelled_while_waiting (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  for (guint i = 0; i < ACN_HOST_CONNECTIONS; i++)
    g_assert_true (acn_hosts_begin ("busy.example", NULL, NULL));
  thread = g_thread_new ("begin", begin_thread, cancellable);
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  error = g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < ACN_HOST_CONNECTIONS; i++)
    acn_hosts_end ("busy.example");
  for (guint i = 0; i < ACN_HOST_CONNECTIONS; i++)
    g_assert_true (acn_hosts_begin ("busy.example", NULL, NULL));
}

/* Nobody waits a minute: it is told how long that would be. */
static void
test_left_alone (void)
{
  g_autoptr (GError) error = NULL;

  acn_hosts_postpone ("tired.example", 61 * G_USEC_PER_SEC);
  acn_hosts_postpone ("tired.example", 1); /* is no reason to come earlier */
  g_assert_false (acn_hosts_begin ("tired.example", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_true (g_str_has_prefix (error->message, "tired.example wants to be asked again in "));
  g_assert_null (strstr (error->message, " 0 "));
  g_assert_true (acn_hosts_begin ("another.example", NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/hosts/cancelled-while-waiting", test_cancelled_while_waiting);
  g_test_add_func ("/tiles/hosts/left-alone", test_left_alone);
  return g_test_run ();
}
