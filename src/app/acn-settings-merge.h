/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value that two programs have changed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *acn_settings_merge (const char *base, const char *ours, const char *theirs);

G_END_DECLS
