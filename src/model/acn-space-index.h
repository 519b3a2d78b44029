/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of many boxes meet a box. */
#pragma once

#include "geo/acn-geometry.h"

G_BEGIN_DECLS

typedef struct _AcnSpaceIndex AcnSpaceIndex;

AcnSpaceIndex *acn_space_index_new (void);
void           acn_space_index_free (AcnSpaceIndex *self);
void           acn_space_index_add (AcnSpaceIndex *self, AcnBounds bounds, guint item);
void           acn_space_index_seal (AcnSpaceIndex *self);
GArray        *acn_space_index_items_in (const AcnSpaceIndex *self, AcnBounds bounds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnSpaceIndex, acn_space_index_free)

G_END_DECLS
