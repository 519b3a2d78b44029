/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each thread that fetches has a session of its own and waits for it; a clock in a thread of its
 * own ends what takes too long, whatever it hangs in. No cookies, no referrer, no passwords;
 * redirects are followed here, so that none leads out of http and https. */
#include "tiles/acn-fetch.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "acn-config.h"
#include "io/acn-tile-address.h"
#include "tiles/acn-hosts.h"

#define USER_AGENT "Accession/" ACN_VERSION " (" ACN_APP_ID ")"
#define N_REDIRECTS_MAX 5
#define N_TRIES 3
/* Requests that fail in a row until a server is left alone, and for how long. */
#define N_BAD_MAX 4
#define REST_US (30 * (gint64) G_USEC_PER_SEC)
/* The longest that a server can ask to be left alone. */
#define RETRY_AFTER_MAX_S 3600
/* An answer without an expiry: what the policy of OpenStreetMap wants. */
#define EXPIRY_UNTOLD_S (7 * 86400)
#define EXPIRY_MAX_S (365 * 86400)
#define CHUNK 16384

static guint idle_s = 10, total_ms = 30 * 1000, pause_ms = 500;

/* --- Consent --------------------------------------------------------------------------------- */

static GMutex refused_lock;
static char  *refused; /* the last server that was not agreed to */

/**
 * acn_network_allow:
 * @host: as acn_tile_address_host() names it
 *
 * A person agreed that the server is asked.
 */
void
acn_network_allow (const char *host)
{
  acn_hosts_allow (host);
}

/**
 * acn_network_get_refused:
 *
 * Returns: (transfer full) (nullable): the server to which the door was shut last
 */
char *
acn_network_get_refused (void)
{
  char *copy;

  g_mutex_lock (&refused_lock);
  copy = g_strdup (refused);
  g_mutex_unlock (&refused_lock);
  return copy;
}

guint
acn_network_get_n_at_once (const char *host)
{
  return acn_hosts_get_n_at_once (host);
}

/**
 * acn_network_set_deadlines:
 * @new_idle_s: without a byte
 * @new_total_ms: of one try
 * @new_pause_ms: before the second try, doubled before the third
 *
 * For tests.
 */
void
acn_network_set_deadlines (guint new_idle_s, guint new_total_ms, guint new_pause_ms)
{
  idle_s = new_idle_s;
  total_ms = new_total_ms;
  pause_ms = new_pause_ms;
}

/**
 * acn_network_check:
 *
 * Returns: whether a person agreed to the server; else %G_IO_ERROR_PERMISSION_DENIED
 */
gboolean
acn_network_check (const char *host, GError **error)
{
  if (acn_hosts_is_allowed (host))
    return TRUE;
  g_mutex_lock (&refused_lock);
  g_free (refused);
  refused = g_strdup (host);
  g_mutex_unlock (&refused_lock);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_PERMISSION_DENIED, /* Translators: %s is a server. */
               _ ("nobody has agreed that %s is asked"),
               host);
  return FALSE;
}

/* --- Sessions -------------------------------------------------------------------------------- */

/* Door: what one thread fetches with. */
typedef struct
{
  GMainContext *context; /* so that no source of the session lands in the main thread */
  SoupSession  *session;
} Door;

static void
free_door (gpointer data)
{
  Door *door = data;

  g_main_context_push_thread_default (door->context);
  soup_session_abort (door->session);
  g_object_unref (door->session);
  while (g_main_context_iteration (door->context, FALSE))
    ;
  g_main_context_pop_thread_default (door->context);
  g_main_context_unref (door->context);
  g_free (door);
}

static Door *
get_door (void)
{
  static GPrivate doors = G_PRIVATE_INIT (free_door);
  Door           *door = g_private_get (&doors);

  if (door != NULL)
    return door;
  door = g_new0 (Door, 1);
  door->context = g_main_context_new ();
  g_main_context_push_thread_default (door->context);
  door->session = soup_session_new_with_options (
      "user-agent", USER_AGENT, "timeout", idle_s, "max-conns", 1, "max-conns-per-host", 1, NULL);
  /* Nobody is asked for a password. */
  soup_session_remove_feature_by_type (door->session, SOUP_TYPE_AUTH_MANAGER);
  g_main_context_pop_thread_default (door->context);
  g_private_set (&doors, door);
  return door;
}

/* --- The clock ------------------------------------------------------------------------------- */

static gpointer
run_clock (gpointer context)
{
  g_main_context_push_thread_default (context);
  for (;;)
    g_main_context_iteration (context, TRUE);
  return NULL;
}

static GMainContext *
get_clock (void)
{
  static GMainContext *context;

  if (g_once_init_enter (&context))
    {
      GMainContext *made = g_main_context_new ();

      g_thread_unref (g_thread_new ("deadlines", run_clock, made));
      g_once_init_leave (&context, made);
    }
  return context;
}

static gboolean
strike_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static GSource *
set_alarm (GCancellable *cancellable)
{
  GSource *alarm = g_timeout_source_new (total_ms);

  g_source_set_callback (alarm, strike_cb, g_object_ref (cancellable), g_object_unref);
  g_source_attach (alarm, get_clock ());
  return alarm;
}

static void
cancel_cb (GCancellable *cancellable, gpointer inner)
{
  g_cancellable_cancel (inner);
}

/* --- One try --------------------------------------------------------------------------------- */

/* Try: @again says whether another may end better, @wait_us when. */
typedef struct
{
  const AcnRequest *request;
  AcnReply         *reply;
  const char       *host;
  gboolean          again;
  gboolean          told; /* the error is in our words */
} Try;

static gboolean fail (Try *self, GError **error, GIOErrorEnum code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* A sentence for people that names the server. */
static gboolean
fail (Try *self, GError **error, GIOErrorEnum code, const char *format, ...)
{
  va_list args;

  self->told = TRUE;
  va_start (args, format);
  *error = g_error_new_valist (G_IO_ERROR, code, format, args);
  va_end (args);
  return FALSE;
}

static SoupMessage *
make_message (const AcnRequest *request, GUri *uri)
{
  SoupMessage        *message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Accept", "image/webp, image/png, image/jpeg, */*;q=0.5");
  if (request->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", request->etag);
  if (request->length > 0)
    {
      soup_message_headers_set_range (
          headers, (goffset) request->offset, (goffset) (request->offset + request->length - 1));
      soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
      soup_message_headers_replace (headers, "Accept-Encoding", "identity");
    }
  return message;
}

static GBytes *
read_body (Try *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  for (;;)
    {
      guint8       chunk[CHUNK];
      const gssize n_read = g_input_stream_read (stream, chunk, sizeof chunk, cancellable, error);

      if (n_read < 0)
        {
          self->again = TRUE;
          return NULL;
        }
      if (n_read == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&body));
      if ((gsize) n_read > self->request->limit - body->len)
        {
          fail (self,
                error,
                G_IO_ERROR_INVALID_DATA, /* Translators: %s is a server. */
                _ ("%s sends more than a tile may have"),
                self->host);
          return NULL;
        }
      g_byte_array_append (body, chunk, (guint) n_read);
    }
}

static gint64
find_expiry (SoupMessageHeaders *headers)
{
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  const char  *control = soup_message_headers_get_list (headers, "Cache-Control");
  const char  *expires = soup_message_headers_get_one (headers, "Expires");
  const char  *age = soup_message_headers_get_one (headers, "Age");
  g_autoptr (GHashTable) parts = control != NULL ? soup_header_parse_param_list (control) : NULL;
  const char *max_age = parts != NULL ? g_hash_table_lookup (parts, "max-age") : NULL;
  gint64      end_s = now_s + EXPIRY_UNTOLD_S;

  if (parts != NULL && g_hash_table_contains (parts, "no-store"))
    end_s = 0;
  else if (parts != NULL && g_hash_table_contains (parts, "no-cache"))
    end_s = now_s;
  else if (max_age != NULL)
    end_s = now_s + CLAMP (g_ascii_strtoll (max_age, NULL, 10), 0, EXPIRY_MAX_S) -
            CLAMP (age != NULL ? g_ascii_strtoll (age, NULL, 10) : 0, 0, EXPIRY_MAX_S);
  else if (expires != NULL)
    {
      g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (expires);

      end_s = date != NULL ? MIN (g_date_time_to_unix (date), now_s + EXPIRY_MAX_S) : now_s;
    }
  if (parts != NULL)
    soup_header_free_param_list (g_steal_pointer (&parts));
  return end_s;
}

static gint64
find_retry_after_us (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  gint64      wait_s;
  guint64     number;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    wait_s = (gint64) number;
  else
    {
      g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (text);

      wait_s = date != NULL ? g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC : 0;
    }
  return CLAMP (wait_s, 0, RETRY_AFTER_MAX_S) * (gint64) G_USEC_PER_SEC;
}

static gboolean
refuse_status (Try *self, guint status, SoupMessageHeaders *headers, GError **error)
{
  const gint64 wait_us = find_retry_after_us (headers);

  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE ||
      status == SOUP_STATUS_NO_CONTENT)
    return fail (self,
                 error,
                 G_IO_ERROR_NOT_FOUND, /* Translators: %s is a server. */
                 _ ("%s has no such tile"),
                 self->host);
  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    return fail (self,
                 error,
                 G_IO_ERROR_INVALID_DATA, /* Translators: %s is a server. */
                 _ ("%s does not let us have its tiles"),
                 self->host);
  self->again = status >= 500 || status == SOUP_STATUS_REQUEST_TIMEOUT ||
                status == 429 /* too many requests */;
  if (self->again && wait_us > 0)
    acn_hosts_postpone (self->host, wait_us);
  return fail (self,
               error,
               G_IO_ERROR_INVALID_DATA,
               /* Translators: a server, and the number of a status of HTTP, as 500. */
               _ ("%s answers %u"),
               self->host,
               status);
}

static gboolean
check_range (Try *self, guint status, SoupMessageHeaders *headers, GError **error)
{
  goffset first, last, total;

  self->reply->total = G_MAXUINT64;
  if (self->request->length == 0)
    return TRUE;
  if (status != SOUP_STATUS_PARTIAL_CONTENT)
    return fail (self,
                 error,
                 G_IO_ERROR_NOT_SUPPORTED, /* Translators: %s is a server. */
                 _ ("%s gives whole files only; PMTiles want a server that gives parts (ranges)"),
                 self->host);
  if (!soup_message_headers_get_content_range (headers, &first, &last, &total) ||
      (guint64) first != self->request->offset || last < first ||
      (guint64) (last - first) + 1 > self->request->length)
    return fail (self,
                 error,
                 G_IO_ERROR_INVALID_DATA, /* Translators: %s is a server. */
                 _ ("%s gives another part than was asked"),
                 self->host);
  if (total > 0)
    self->reply->total = (guint64) total;
  return TRUE;
}

static gboolean
read_reply (Try          *self,
            SoupMessage  *message,
            GInputStream *stream,
            GCancellable *cancellable,
            GError      **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const guint         status = soup_message_get_status (message);

  self->reply->expires_s = find_expiry (headers);
  self->reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  if (status == SOUP_STATUS_NOT_MODIFIED && self->request->etag != NULL)
    return TRUE;
  if (status != SOUP_STATUS_OK && status != SOUP_STATUS_PARTIAL_CONTENT)
    return refuse_status (self, status, headers, error);
  if (!check_range (self, status, headers, error))
    return FALSE;
  self->reply->body = read_body (self, stream, cancellable, error);
  return self->reply->body != NULL;
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* The address that a redirect leads to. */
static GUri *
follow (Try *self, SoupMessage *message, GUri *from, GError **error)
{
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) uri =
      location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (g_strcmp0 (scheme, "https") == 0 ||
      (g_strcmp0 (scheme, "http") == 0 && g_str_equal (g_uri_get_scheme (from), "http")))
    if (g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
      return g_steal_pointer (&uri);
  fail (self,
        error,
        G_IO_ERROR_INVALID_DATA, /* Translators: %s is a server. */
        _ ("%s leads to where nothing may be fetched from"),
        self->host);
  return NULL;
}

static gboolean
try_hops (Try *self, GCancellable *cancellable, GError **error)
{
  Door *door = get_door ();
  g_autoptr (GUri) uri = g_uri_parse (self->request->url, SOUP_HTTP_URI_FLAGS, error);

  for (guint i = 0; uri != NULL && i <= N_REDIRECTS_MAX; i++)
    {
      g_autoptr (SoupMessage) message = make_message (self->request, uri);
      g_autoptr (GInputStream) stream =
          soup_session_send (door->session, message, cancellable, error);
      GUri *next;

      if (stream == NULL)
        {
          self->again = TRUE;
          return FALSE;
        }
      if (!is_redirect (soup_message_get_status (message)))
        return read_reply (self, message, stream, cancellable, error);
      next = follow (self, message, uri, error);
      if (next == NULL)
        return FALSE;
      g_uri_unref (uri);
      uri = next;
    }
  if (uri != NULL)
    fail (self,
          error,
          G_IO_ERROR_INVALID_DATA, /* Translators: %s is a server. */
          _ ("%s leads from one address to the next"),
          self->host);
  return FALSE;
}

/* Words for people, without the address, which may hold a key. */
static void
tell_error (Try *self, gboolean is_late, GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (error);

  if (is_late || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    fail (self,
          error,
          G_IO_ERROR_TIMED_OUT, /* Translators: %s is a server. */
          _ ("%s does not answer in time"),
          self->host);
  else if (cause->domain == G_TLS_ERROR)
    {
      self->again = FALSE;
      fail (self,
            error,
            G_IO_ERROR_INVALID_DATA, /* Translators: %s is a server. */
            _ ("%s has a certificate that is not trusted"),
            self->host);
    }
  else if (cause->domain == G_RESOLVER_ERROR)
    {
      self->again = FALSE;
      fail (self,
            error,
            G_IO_ERROR_HOST_NOT_FOUND, /* Translators: %s is a server. */
            _ ("%s is not found"),
            self->host);
    }
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    fail (self,
          error,
          G_IO_ERROR_CONNECTION_REFUSED, /* Translators: %s is a server. */
          _ ("%s does not take connections"),
          self->host);
  else if (self->told)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    fail (self,
          error,
          G_IO_ERROR_FAILED, /* Translators: %s is a server. */
          _ ("%s breaks the connection off"),
          self->host);
}

static gboolean
try_once (Try *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  Door    *door = get_door ();
  gulong   id = 0;
  GSource *alarm;
  gboolean good;

  self->again = self->told = FALSE;
  acn_reply_clear (self->reply);
  if (!acn_hosts_begin (self->host, cancellable, error))
    return FALSE;
  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb), inner, NULL);
  alarm = set_alarm (inner);
  g_main_context_push_thread_default (door->context);
  while (g_main_context_iteration (door->context, FALSE))
    ;
  good = try_hops (self, inner, error);
  g_main_context_pop_thread_default (door->context);
  g_source_destroy (alarm);
  g_source_unref (alarm);
  g_cancellable_disconnect (cancellable, id);
  acn_hosts_end (self->host);
  if (!good && g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (error);
      g_cancellable_set_error_if_cancelled (cancellable, error);
      self->again = FALSE;
    }
  else if (!good)
    tell_error (self, g_cancellable_is_cancelled (inner), error);
  return good;
}

/* --- Fetching -------------------------------------------------------------------------------- */

static void
take_breath (guint n_tries, GCancellable *cancellable)
{
  gint64 end_us = g_get_monotonic_time () + ((gint64) pause_ms << (n_tries - 1)) * 1000;

  while (g_get_monotonic_time () < end_us && !g_cancellable_is_cancelled (cancellable))
    g_usleep ((gulong) CLAMP (end_us - g_get_monotonic_time (), 1000, 50000));
}

void
acn_reply_clear (AcnReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_pointer (&reply->etag, g_free);
  *reply = (AcnReply){ 0 };
}

/**
 * acn_fetch:
 * @request: what to ask for
 * @reply: (out): to be cleared, also after an error
 *
 * Returns: whether there is an answer. Else an error of %G_IO_ERROR with a sentence for people:
 *   %G_IO_ERROR_PERMISSION_DENIED: nobody agreed to the server, and nothing was sent;
 *   %G_IO_ERROR_NOT_FOUND: the server has nothing there
 */
gboolean
acn_fetch (const AcnRequest *request, AcnReply *reply, GCancellable *cancellable, GError **error)
{
  g_autofree char *host = acn_tile_address_host (request->url);
  Try              self = { .request = request, .reply = reply, .host = host };

  *reply = (AcnReply){ 0 };
  if (host == NULL)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("it is no address of the web"));
      return FALSE;
    }
  if (!acn_network_check (host, error))
    return FALSE;
  for (guint n_tries = 1;; n_tries++)
    {
      g_autoptr (GError) trouble = NULL;

      if (try_once (&self, cancellable, &trouble))
        {
          acn_hosts_tell (host, TRUE, N_BAD_MAX, REST_US);
          return TRUE;
        }
      if (!self.again || n_tries == N_TRIES)
        {
          if (self.again)
            acn_hosts_tell (host, FALSE, N_BAD_MAX, REST_US);
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      take_breath (n_tries, cancellable);
    }
}
