/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in which files are written. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean acn_write_file (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
