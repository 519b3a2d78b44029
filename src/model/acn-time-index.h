/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of many spans hold a day, and between which days the answer stays the same. */
#pragma once

#include "base/acn-span.h"

G_BEGIN_DECLS

typedef struct _AcnTimeIndex AcnTimeIndex;

AcnTimeIndex *acn_time_index_new (void);
void          acn_time_index_free (AcnTimeIndex *self);
void          acn_time_index_add (AcnTimeIndex *self, AcnSpan span, guint item);
void          acn_time_index_add_breaks (AcnTimeIndex *self, const AcnTimeIndex *other);
void          acn_time_index_seal (AcnTimeIndex *self);
AcnSpan       acn_time_index_step (const AcnTimeIndex *self, AcnDay day);
GArray       *acn_time_index_items_at (const AcnTimeIndex *self, AcnDay day);
guint         acn_time_index_get_n_breaks (const AcnTimeIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnTimeIndex, acn_time_index_free)

G_END_DECLS
