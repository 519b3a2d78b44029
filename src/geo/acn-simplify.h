/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fewer points, the same look. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint acn_simplify (const gint32 *xy, guint n, gboolean ring, double tolerance, gint32 *out_xy);

G_END_DECLS
