/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes at any place of something large: a file on the disk, or one behind a server that answers
 * ranges. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AcnByteSource AcnByteSource;

/* AcnByteSource:
 * @read: gives exactly @length bytes from @offset, or NULL with @error
 * @close: (nullable): frees what the implementation added
 * @size: of the whole; G_MAXUINT64 when not known
 */
struct _AcnByteSource
{
  GBytes *(*read) (
      AcnByteSource *self, guint64 offset, gsize length, GCancellable *cancellable, GError **error);
  void (*close) (AcnByteSource *self);
  guint64 size;
};

AcnByteSource *acn_byte_source_new_file (const char *path, GError **error);
AcnByteSource *acn_byte_source_new_bytes (GBytes *bytes);
GBytes        *acn_byte_source_read (AcnByteSource *self,
                                     guint64        offset,
                                     guint64        length,
                                     gsize          limit,
                                     GCancellable  *cancellable,
                                     GError       **error);
void           acn_byte_source_free (AcnByteSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnByteSource, acn_byte_source_free)

G_END_DECLS
