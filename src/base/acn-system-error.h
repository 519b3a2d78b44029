/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system says of files, in the language of the program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *acn_system_error (int code);

G_END_DECLS
