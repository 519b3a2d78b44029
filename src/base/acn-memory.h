/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of memory, large pages, and what the C library keeps of freed memory, where that is
 * glibc. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     acn_memory_tell_end (void);
void     acn_memory_share (void);
void     acn_memory_reserve (gsize size);
void     acn_memory_keep (gboolean keeps);
void     acn_memory_expect (gpointer block, gsize size);
gpointer acn_memory_map (gsize size);
void     acn_memory_unmap (gpointer block, gsize size);
void     acn_memory_trim (void);

G_END_DECLS
