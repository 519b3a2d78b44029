/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door through which files are read: regular files of bounded size, and what a dossier
 * refers to only from beneath its own folder. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes of one file. */
#define ACN_FILE_SIZE_MAX (512 * 1024 * 1024)

GBytes  *acn_read_file (const char *path, GCancellable *cancellable, GError **error);
GBytes  *acn_read_beneath (const char   *folder,
                           const char   *reference,
                           GCancellable *cancellable,
                           GError      **error);
GBytes  *acn_read_and_close (int fd, GCancellable *cancellable, GError **error);
int      acn_open_beneath (const char *folder, const char *reference, GError **error);
int      acn_open_file (const char *path, guint64 *out_size, GError **error);
gboolean acn_check_reference (const char *reference, GError **error);
void     acn_beneath_forbid_openat2 (gboolean forbid);

G_END_DECLS
