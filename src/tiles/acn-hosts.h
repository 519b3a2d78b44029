/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of each server: whether a person agreed to it, how many ask it now, whether it
 * wants to be left alone. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Connections to one server. */
#define ACN_HOST_CONNECTIONS 8
/* To the public servers of OpenStreetMap. */
#define ACN_HOST_CONNECTIONS_OSM 2

void     acn_hosts_allow (const char *host);
gboolean acn_hosts_is_allowed (const char *host);
guint    acn_hosts_get_n_at_once (const char *host);
gboolean acn_hosts_begin (const char *host, GCancellable *cancellable, GError **error);
void     acn_hosts_end (const char *host);
void     acn_hosts_tell (const char *host, gboolean good, guint n_bad_max, gint64 pause_us);
void     acn_hosts_postpone (const char *host, gint64 pause_us);

G_END_DECLS
