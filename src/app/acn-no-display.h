/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done where no window can be opened. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     acn_no_display_tell (const char *argument);
gboolean acn_no_display_has_fonts (void);

G_END_DECLS
