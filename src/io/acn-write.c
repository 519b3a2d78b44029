/* SPDX-License-Identifier: GPL-3.0-or-later */
/* O_TMPFILE is Linux’s, 3.11 and later. */
#define _GNU_SOURCE
#include "io/acn-write.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/acn-isolate.h"
#include "base/acn-system-error.h"

/* Names to try for the file that will replace the old one. */
#define N_TRIES 100

static gboolean
fail_errno (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *shown = acn_isolate (name);

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (code),
               /* Translators: a file, then why, without a full stop. */
               _ ("could not write “%s”: %s"),
               shown,
               acn_system_error (code));
  return FALSE;
}

static char *
name_temporary (const char *folder)
{
  return g_strdup_printf ("%s/.accession-%08x", folder, g_random_int ());
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t n_written = write (fd, data, size);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return FALSE;
      data += n_written;
      size -= n_written;
    }
  return TRUE;
}

/* A new file in @folder, with the mode that the person's umask gives. One without a name where the
 * file system has such: a program that is killed leaves nothing behind. */
static int
create_temporary (const char *folder, char **out_path)
{
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);

  for (guint i = 0; fd < 0 && i < N_TRIES; i++)
    {
      g_autofree char *path = name_temporary (folder);

      fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd >= 0)
        *out_path = g_steal_pointer (&path);
      if (fd >= 0 || errno != EEXIST)
        break;
    }
  return fd;
}

/* Gives a file without a name one beside its target. */
static gboolean
link_temporary (int fd, const char *folder, char **out_path)
{
  g_autofree char *self = g_strdup_printf ("/proc/self/fd/%d", fd);

  for (guint i = 0; i < N_TRIES; i++)
    {
      g_autofree char *path = name_temporary (folder);

      if (linkat (AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
        {
          *out_path = g_steal_pointer (&path);
          return TRUE;
        }
      if (errno != EEXIST)
        break;
    }
  return FALSE;
}

static gboolean
keep_mode (int fd, const char *old)
{
  struct stat status;

  return stat (old, &status) < 0 || fchmod (fd, status.st_mode & 0777) == 0;
}

/* Closes @fd, also when it fails; errno says why. */
static gboolean
fill_and_close (int fd, const char *old, GBytes *bytes, const char *folder, char **path)
{
  gboolean good = write_all (fd, bytes) && keep_mode (fd, old) && fsync (fd) == 0 &&
                  (*path != NULL || link_temporary (fd, folder, path));
  int code = errno;

  if (close (fd) < 0 && good)
    return FALSE;
  errno = code;
  return good;
}

/* The new name is on the disk only when the folder is. */
static gboolean
sync_folder (const char *folder)
{
  int      fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean good = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);
  int      code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return good;
}

/**
 * acn_write_file:
 * @path: a file, new or to be replaced; a symbolic link is followed
 * @bytes: what it shall hold
 * @error: names the path and the reason
 *
 * Writes beside it and renames, so that after any mishap there is the old file or the new one,
 * whole. The mode of an old file is kept.
 *
 * Returns: %FALSE with an error of %G_IO_ERROR; then the old file is as it was, unless only the
 *   folder could not be synchronised
 */
gboolean
acn_write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  const char      *target = real != NULL ? real : path;
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *temporary = NULL;
  int              fd = create_temporary (folder, &temporary);
  int              code;

  if (fd < 0)
    return fail_errno (error, path, errno);
  if (!fill_and_close (fd, target, bytes, folder, &temporary) || g_rename (temporary, target) < 0)
    {
      code = errno;
      if (temporary != NULL)
        g_unlink (temporary);
      return fail_errno (error, path, code);
    }
  return sync_folder (folder) || fail_errno (error, path, errno);
}

/* --- In a worker ----------------------------------------------------------------------------- */

/* Job: what a worker writes. */
typedef struct
{
  char   *path;
  GBytes *bytes;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_bytes_unref (job->bytes);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError    *error = NULL;

  if (acn_write_file (job->path, job->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * acn_write_file_async:
 * @callback: called in the thread's main context
 * @data: for @callback
 *
 * As acn_write_file(), in a worker.
 */
void
acn_write_file_async (const char *path, GBytes *bytes, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = g_new (Job, 1);

  *job = (Job){ g_strdup (path), g_bytes_ref (bytes) };
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * acn_write_file_finish:
 *
 * Returns: as acn_write_file()
 */
gboolean
acn_write_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
