/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a file that is read once from its begin to its end. Of a large one, what the reader
 * has passed can be let go of; it is read again if a place in it has to be told after all. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files from this size on can be let go of, bytes. */
#define ACN_FILE_TEXT_LARGE (16 * 1024 * 1024)

typedef struct _AcnFileText AcnFileText;

AcnFileText  *acn_file_text_new (GBytes *bytes);
AcnFileText  *acn_file_text_read (const char *path, GCancellable *cancellable, GError **error);
AcnFileText  *acn_file_text_take (int fd, GCancellable *cancellable, GError **error);
void          acn_file_text_free (AcnFileText *self);
gsize         acn_file_text_get_size (const AcnFileText *self);
const guint8 *acn_file_text_get_data (const AcnFileText *self);
GBytes       *acn_file_text_get_bytes (const AcnFileText *self);
void          acn_file_text_forget (AcnFileText *self, gsize until);
gboolean      acn_file_text_recall (AcnFileText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnFileText, acn_file_text_free)

G_END_DECLS
