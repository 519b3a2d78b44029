/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings in a key file, where the desktop keeps none. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean acn_settings_backend_is_wanted (void);
gboolean acn_settings_backend_wait (void);
void     acn_settings_backend_install (void);
char    *acn_settings_backend_get_path (void);

G_END_DECLS
