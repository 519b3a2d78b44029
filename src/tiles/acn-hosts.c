/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-hosts.h"

#include <glib/gi18n.h>

/* Who asks waits so long for a server that wants to be left alone; longer: it fails at once. */
#define PATIENCE_US (10 * (gint64) G_USEC_PER_SEC)
/* Between two looks at the cancellable. */
#define LOOK_US (G_USEC_PER_SEC / 5)

typedef struct
{
  gboolean is_allowed;
  guint    n_running;
  guint    n_bad; /* failures in a row */
  gint64   not_before_us;
} Host;

static GMutex      lock;
static GCond       changed;
static GHashTable *hosts; /* under the lock */

static Host *
get (const char *name)
{
  Host *host;

  if (hosts == NULL)
    hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  host = g_hash_table_lookup (hosts, name);
  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      g_hash_table_insert (hosts, g_strdup (name), host);
    }
  return host;
}

void
acn_hosts_allow (const char *name)
{
  g_mutex_lock (&lock);
  get (name)->is_allowed = TRUE;
  g_mutex_unlock (&lock);
}

gboolean
acn_hosts_is_allowed (const char *name)
{
  gboolean is_allowed;

  g_mutex_lock (&lock);
  is_allowed = get (name)->is_allowed;
  g_mutex_unlock (&lock);
  return is_allowed;
}

/**
 * acn_hosts_get_n_at_once:
 *
 * Returns: how many may ask the server at once
 * Source: operations.osmfoundation.org, tile usage policy
 */
guint
acn_hosts_get_n_at_once (const char *name)
{
  return g_str_equal (name, "openstreetmap.org") || g_str_has_suffix (name, ".openstreetmap.org")
             ? ACN_HOST_CONNECTIONS_OSM
             : ACN_HOST_CONNECTIONS;
}

/**
 * acn_hosts_begin:
 *
 * Waits for its turn.
 *
 * Returns: whether the server may be asked now; then acn_hosts_end() is owed. Else
 *   %G_IO_ERROR_BUSY when the server wants to be left alone, or cancelled
 */
gboolean
acn_hosts_begin (const char *name, GCancellable *cancellable, GError **error)
{
  gboolean good = FALSE;

  g_mutex_lock (&lock);
  for (;;)
    {
      Host        *host = get (name);
      const gint64 now_us = g_get_monotonic_time ();

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      if (host->not_before_us > now_us + PATIENCE_US)
        {
          const guint wait_s = (guint) ((host->not_before_us - now_us) / G_USEC_PER_SEC);

          g_set_error (error,
                       G_IO_ERROR,
                       G_IO_ERROR_BUSY,
                       /* Translators: a server, and how long it asked us to wait. */
                       ngettext ("%s wants to be asked again in %u second only",
                                 "%s wants to be asked again in %u seconds only",
                                 wait_s),
                       name,
                       wait_s);
          break;
        }
      if (host->not_before_us <= now_us && host->n_running < acn_hosts_get_n_at_once (name))
        {
          host->n_running++;
          good = TRUE;
          break;
        }
      g_cond_wait_until (&changed, &lock, now_us + LOOK_US);
    }
  g_mutex_unlock (&lock);
  return good;
}

void
acn_hosts_end (const char *name)
{
  g_mutex_lock (&lock);
  get (name)->n_running--;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

/**
 * acn_hosts_postpone:
 * @pause_us: the server is left alone for so long
 */
void
acn_hosts_postpone (const char *name, gint64 pause_us)
{
  Host *host;

  g_mutex_lock (&lock);
  host = get (name);
  host->not_before_us = MAX (host->not_before_us, g_get_monotonic_time () + pause_us);
  g_mutex_unlock (&lock);
}

/**
 * acn_hosts_tell:
 * @good: whether the server answered as servers should
 * @n_bad_max: failures in a row after which it is left alone for @pause_us
 */
void
acn_hosts_tell (const char *name, gboolean good, guint n_bad_max, gint64 pause_us)
{
  gboolean rest;
  Host    *host;

  g_mutex_lock (&lock);
  host = get (name);
  host->n_bad = good ? 0 : host->n_bad + 1;
  rest = host->n_bad >= n_bad_max;
  g_mutex_unlock (&lock);
  if (rest)
    acn_hosts_postpone (name, pause_us);
}
