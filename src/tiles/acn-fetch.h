/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door to the network. It is shut to every server that a person has not agreed to. Any
 * thread; fetching waits, so not the main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AcnRequest:
 * @url: of http or https
 * @etag: (nullable): of what is there already: an answer “not modified” is good then
 * @offset, @length: a part; all of it when @length is 0
 * @limit: bytes that the answer may have
 */
typedef struct
{
  const char *url;
  const char *etag;
  guint64     offset;
  gsize       length;
  gsize       limit;
} AcnRequest;

/* AcnReply:
 * @body: NULL when it was not modified
 * @etag: (nullable):
 * @expires_s: Unix time until which it may be shown without asking; 0: it must not be kept
 * @total: of a part: size of the whole, G_MAXUINT64 when not told
 */
typedef struct
{
  GBytes *body;
  char   *etag;
  gint64  expires_s;
  guint64 total;
} AcnReply;

void     acn_network_allow (const char *host);
gboolean acn_network_check (const char *host, GError **error);
char    *acn_network_get_refused (void);
guint    acn_network_get_n_at_once (const char *host);
void     acn_network_set_deadlines (guint idle_s, guint total_ms, guint pause_ms);

gboolean
acn_fetch (const AcnRequest *request, AcnReply *reply, GCancellable *cancellable, GError **error);
void acn_reply_clear (AcnReply *reply);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnReply, acn_reply_clear)

G_END_DECLS
