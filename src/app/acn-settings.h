/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's settings, which may be missing or broken. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *acn_settings_open (gboolean *out_broken);

G_END_DECLS
