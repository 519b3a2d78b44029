/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the element of an array by its id, in some 8 bytes an element: the table holds places, the
 * ids stay where they are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AcnIdTable:
 * @slots: (array length=mask + 1): place + 1 in the bits of @mask, of the hash in the others; or 0
 * @mask: slots - 1, a power of two less one
 */
typedef struct
{
  guint32 *slots;
  guint32  mask;
  guint32  n;
} AcnIdTable;

void  acn_id_table_init (AcnIdTable *self);
void  acn_id_table_clear (AcnIdTable *self);
void  acn_id_table_reserve (AcnIdTable *self, gconstpointer ids, gsize stride, guint n);
void  acn_id_table_prefetch (const AcnIdTable *self, const char *id);
guint acn_id_table_add (AcnIdTable *self, gconstpointer ids, gsize stride, guint index);
guint acn_id_table_find (const AcnIdTable *self, gconstpointer ids, gsize stride, const char *id);

G_END_DECLS
