/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the C library keeps of freed memory. Where it is not glibc, these do nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void acn_memory_share (void);
void acn_memory_trim (void);

G_END_DECLS
