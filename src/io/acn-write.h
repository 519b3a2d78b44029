/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door out to the disk: a file is replaced whole or not at all. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean acn_write_file (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
