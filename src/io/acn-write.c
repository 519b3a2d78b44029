/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-write.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A rename is only lasting once its folder is on the disk, too. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int              code;

  if (fd < 0)
    return TRUE; /* a folder that may be written but not read cannot be synced */
  code = fsync (fd) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
  close (fd);
  if (code == 0)
    return TRUE;
  g_set_error (error,
               G_FILE_ERROR,
               g_file_error_from_errno (code),
               "%s could not be made lasting: %s",
               folder,
               g_strerror (code));
  return FALSE;
}

/* The mode of the file that is replaced, or what a new file gets. */
static int
get_mode (const char *path)
{
  struct stat status;

  if (stat (path, &status) == 0 && S_ISREG (status.st_mode))
    return (int) (status.st_mode & 07777);
  return 0666;
}

/**
 * acn_write_file:
 * @path: where; an existing file is replaced and keeps its mode
 * @bytes: the whole content
 *
 * Writes a temporary file in the same folder, syncs it, renames it and syncs the folder. At any
 * moment the path holds the old file or the new one, whole.
 *
 * Returns: whether it is written; else @error is of G_FILE_ERROR and names path and reason.
 */
gboolean
acn_write_file (const char *path, GBytes *bytes, GError **error)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path,
                                   data != NULL ? data : "",
                                   (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   get_mode (path),
                                   error) &&
         sync_folder (path, error);
}
