/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetches that end before any answer; tests/tiles/test-network.py has the answers. No name is
 * looked up: what this program would ask lands in the function below. */
#include <netdb.h>
#include <string.h>

#include "tiles/acn-fetch.h"

int
getaddrinfo (const char            *name,
             const char            *service,
             const struct addrinfo *hints,
             struct addrinfo      **out_found)
{
  return EAI_NONAME;
}

static GError *
fetch (const char *url, GCancellable *cancellable)
{
  const AcnRequest request = { .url = url, .limit = 1000 };
  g_auto (AcnReply) reply = { NULL };
  GError *error = NULL;

  g_assert_false (acn_fetch (&request, &reply, cancellable, &error));
  g_assert_null (reply.body);
  return error;
}

static void
assert_told (const char *url, GIOErrorEnum code, const char *said)
{
  g_autoptr (GError) error = fetch (url, NULL);

  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, said);
}

static void
test_no_address (void)
{
  assert_told ("file:///etc/hostname", G_IO_ERROR_INVALID_ARGUMENT, "it is no address of the web");
  assert_told ("", G_IO_ERROR_INVALID_ARGUMENT, "it is no address of the web");
}

static void
test_no_server (void)
{
  acn_network_allow ("nowhere.example");
  assert_told (
      "http://nowhere.example/1.png", G_IO_ERROR_HOST_NOT_FOUND, "nowhere.example is not found");
}

/* A server to which one can connect, and that says nothing. */
static GSocket *
listen_silently (char **out_host)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *server =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  g_assert_true (g_socket_bind (server, any, FALSE, NULL));
  g_assert_true (g_socket_listen (server, NULL));
  bound = g_socket_get_local_address (server, NULL);
  *out_host = g_strdup_printf ("127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  acn_network_allow (*out_host);
  return server;
}

static void
test_shut (void)
{
  g_autofree char *host = NULL;
  g_autoptr (GSocket) server = listen_silently (&host);
  g_autofree char *url = g_strdup_printf ("http://%s/1.png", host);
  g_autofree char *said = g_strdup_printf ("%s does not take connections", host);

  g_assert_true (g_socket_close (server, NULL));
  assert_told (url, G_IO_ERROR_CONNECTION_REFUSED, said);
}

/* Work: a fetch in a thread of its own. */
typedef struct
{
  const char   *url;
  GCancellable *cancellable;
} Work;

static gpointer
fetch_thread (gpointer data)
{
  const Work *work = data;

  return fetch (work->url, work->cancellable);
}

/* Hears who connects, and is sorry. */
static void
answer_500 (GSocket *server)
{
  static const char answer[] = "HTTP/1.1 500 Bad\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  g_autoptr (GSocket) one = g_socket_accept (server, NULL, NULL);
  char heard[4096];

  g_assert_cmpint (g_socket_receive (one, heard, sizeof heard, NULL, NULL), >, 0);
  g_assert_cmpint (g_socket_send (one, answer, sizeof answer - 1, NULL, NULL), >, 0);
}

/* At the first try or at the last, long before the server's time is up; nobody is blamed. */
static void
test_cancelled (gconstpointer n_answers)
{
  g_autofree char *host = NULL;
  g_autoptr (GSocket) server = listen_silently (&host);
  g_autofree char *url = g_strdup_printf ("http://%s/1.png", host);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Work     work = { url, cancellable };
  GThread *thread = g_thread_new ("fetch", fetch_thread, &work);

  for (int i = 0; i < GPOINTER_TO_INT (n_answers); i++)
    answer_500 (server);
  g_assert_true (g_socket_condition_wait (server, G_IO_IN, NULL, NULL)); /* it connects */
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  error = g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("no_proxy", "*", TRUE);
  acn_network_set_deadlines (600, 600000, 1);
  g_test_add_func ("/tiles/fetch/no-address", test_no_address);
  g_test_add_func ("/tiles/fetch/no-server", test_no_server);
  g_test_add_func ("/tiles/fetch/shut", test_shut);
  g_test_add_data_func ("/tiles/fetch/cancelled", GINT_TO_POINTER (0), test_cancelled);
  g_test_add_data_func ("/tiles/fetch/cancelled-at-last", GINT_TO_POINTER (2), test_cancelled);
  return g_test_run ();
}
