/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decompression with an end: a few bytes can stand for gigabytes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *acn_gunzip (const guint8 *data, gsize size, gsize limit, GError **error);

G_END_DECLS
