/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for many small things that live and die together: nothing is spent on each, and nothing
 * is freed before all is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AcnArena AcnArena;

AcnArena   *acn_arena_new (void);
void        acn_arena_free (AcnArena *self);
gpointer    acn_arena_alloc (AcnArena *self, gsize size, gsize alignment);
const char *acn_arena_string (AcnArena *self, const char *string, gsize length);
const char *acn_arena_share_string (AcnArena *self, const char *string, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnArena, acn_arena_free)

G_END_DECLS
