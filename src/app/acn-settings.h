/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's settings, which may be missing or broken. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *acn_settings_open (gboolean *out_broken);
void       acn_settings_wait_async (GAsyncReadyCallback callback, gpointer data);
gboolean   acn_settings_wait_finish (GAsyncResult *result);

G_END_DECLS
