/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in which files are written. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean acn_write_file (const char *path, GBytes *bytes, GError **error);
void
acn_write_file_async (const char *path, GBytes *bytes, GAsyncReadyCallback callback, gpointer data);
gboolean acn_write_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
