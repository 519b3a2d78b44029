/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vector tiles, which libshumate draws from 1.2 on where it was built with its renderer. */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

gboolean    acn_compat_draws_vector_tiles (void);
GdkTexture *acn_compat_draw_vector_tile (
    const char *style, GBytes *tile, guint z, guint x, guint y, GError **error);

G_END_DECLS
