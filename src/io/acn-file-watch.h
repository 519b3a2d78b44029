/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are open, watched for changes by others. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ACN_FILES_SAME,    /* all are as they were read, perhaps again */
  ACN_FILES_CHANGED, /* one at least has other contents */
  ACN_FILES_GONE,    /* one at least is not there */
} AcnFilesState;

typedef struct _AcnFileWatch AcnFileWatch;

/* @path: the first file that is so; NULL when all are as they were */
typedef void (*AcnFilesTold) (AcnFilesState state, const char *path, gpointer data);

AcnFileWatch *
acn_file_watch_new (const char *const *paths, gint64 since_us, AcnFilesTold told, gpointer data);
void acn_file_watch_free (AcnFileWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnFileWatch, acn_file_watch_free)

G_END_DECLS
