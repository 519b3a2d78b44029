/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are read, not mapped: one that shrinks meanwhile must not end the program by SIGBUS. They
 * are opened without blocking, so that a pipe cannot hold the program up. */
#define _GNU_SOURCE /* O_PATH */
#include "io/acn-beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/acn-memory.h"
#include "base/acn-system-error.h"

#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
#define CHUNK_SIZE (1024 * 1024)

static gboolean openat2_forbidden;

/**
 * acn_beneath_forbid_openat2:
 * @forbid: whether to do as on a kernel without openat2
 *
 * For tests.
 */
void
acn_beneath_forbid_openat2 (gboolean forbid)
{
  openat2_forbidden = forbid;
}

static gboolean
fail_errno (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), acn_system_error (code));
  return FALSE;
}

static gboolean
check_kind (const struct stat *status, GError **error)
{
  if (S_ISREG (status->st_mode))
    return TRUE;
  if (S_ISDIR (status->st_mode))
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _ ("it is a folder, not a file"));
  else
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("it is a device or a pipe, not a file"));
  return FALSE;
}

static gboolean
check_size (guint64 size, GError **error)
{
  if (size <= ACN_FILE_SIZE_MAX)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_NO_SPACE,
               /* Translators: of a file; MiB are 1024 × 1024 bytes. */
               _ ("it is larger than %d MiB"),
               ACN_FILE_SIZE_MAX / (1024 * 1024));
  return FALSE;
}

/* All bytes up to the end, also of a file that grows meanwhile. */
static GByteArray *
read_chunks (int fd, gsize size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (size + 1);
  ssize_t n_read;

  acn_memory_expect (bytes->data, size);
  do
    {
      const guint filled = bytes->len;
      const gsize wanted = CLAMP (size + 1 - MIN (filled, size), 4096, CHUNK_SIZE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, filled + wanted);
      do
        n_read = read (fd, bytes->data + filled, wanted);
      while (n_read < 0 && errno == EINTR);
      g_byte_array_set_size (bytes, filled + MAX (n_read, 0));
      if (n_read < 0)
        {
          fail_errno (error, errno);
          return NULL;
        }
      if (!check_size (bytes->len, error))
        return NULL;
    }
  while (n_read > 0);
  return g_steal_pointer (&bytes);
}

/**
 * acn_read_and_close:
 * @fd: (transfer full): a descriptor opened for reading, at its begin
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): the bytes of a regular file of bounded size; NULL with an
 *   error of %G_IO_ERROR
 */
GBytes *
acn_read_and_close (int fd, GCancellable *cancellable, GError **error)
{
  struct stat status;
  GByteArray *bytes = NULL;

  if (fstat (fd, &status) < 0)
    fail_errno (error, errno);
  else if (check_kind (&status, error) && check_size (status.st_size, error))
    bytes = read_chunks (fd, status.st_size, cancellable, error);
  close (fd);
  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

/**
 * acn_read_file:
 * @path: a file that the person named
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): its bytes; NULL with an error of %G_IO_ERROR
 */
GBytes *
acn_read_file (const char *path, GCancellable *cancellable, GError **error)
{
  int fd = open (path, OPEN_FLAGS);

  if (fd < 0)
    {
      fail_errno (error, errno);
      return NULL;
    }
  return acn_read_and_close (fd, cancellable, error);
}

/**
 * acn_open_file:
 * @path: a file that the person named
 * @out_size: (out): of the file, bytes
 *
 * For a file that is too large to be read whole.
 *
 * Returns: a descriptor to be closed, of a regular file opened for reading; -1 with an error of
 *   %G_IO_ERROR
 */
int
acn_open_file (const char *path, guint64 *out_size, GError **error)
{
  struct stat status;
  int         fd = open (path, OPEN_FLAGS);

  if (fd < 0 || fstat (fd, &status) < 0)
    fail_errno (error, errno);
  else if (check_kind (&status, error))
    {
      *out_size = (guint64) status.st_size;
      return fd;
    }
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * acn_check_reference:
 * @reference: how a dossier names a file
 * @error: says what is wrong with it
 *
 * A reference is a relative path without steps upward. It is no URL: nothing in it is decoded.
 *
 * Returns: whether it may be opened
 */
gboolean
acn_check_reference (const char *reference, GError **error)
{
  g_auto (GStrv) steps = g_strsplit (reference, "/", -1);
  const char *trouble = NULL;

  if (*reference == '\0')
    trouble = _ ("it is empty");
  else if (g_path_is_absolute (reference))
    trouble = _ ("it is an absolute path; files are named as seen from the dossier's folder");
  else if (strstr (reference, "://") != NULL || g_str_has_prefix (reference, "file:"))
    trouble = _ ("it is a URL; only files beside the dossier are read");
  else if (strchr (reference, '\\') != NULL)
    trouble = _ ("it has a backslash; folders are parted by /");
  for (guint i = 0; trouble == NULL && steps[i] != NULL; i++)
    if (g_str_equal (steps[i], ".."))
      trouble = _ ("it leads out of the dossier's folder by “..”");
  for (const char *p = reference; trouble == NULL && *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      trouble = _ ("it has a control character");
  if (trouble != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, trouble);
  return trouble == NULL;
}

/* As openat2 does, step by step; follows no symbolic link at all. */
static int
walk_beneath (int folder_fd, const char *reference)
{
  g_auto (GStrv) steps = g_strsplit (reference, "/", -1);
  int fd = dup (folder_fd);

  for (guint i = 0; steps[i] != NULL && fd >= 0; i++)
    {
      const int flags = steps[i + 1] != NULL ? O_PATH | O_DIRECTORY | O_CLOEXEC : OPEN_FLAGS;
      int       next;

      if (*steps[i] == '\0' || g_str_equal (steps[i], "."))
        continue;
      next = openat (fd, steps[i], flags | O_NOFOLLOW);
      close (fd);
      fd = next;
    }
  return fd;
}

static int
open_beneath (int folder_fd, const char *reference)
{
  struct open_how how = { .flags = OPEN_FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS };
  int             fd = -1;

  if (!openat2_forbidden)
    {
      fd = syscall (SYS_openat2, folder_fd, reference, &how, sizeof how);
      if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
        return fd;
    }
  return walk_beneath (folder_fd, reference);
}

/**
 * acn_open_beneath:
 * @folder: a folder
 * @reference: a file in it or beneath it, see acn_check_reference()
 *
 * No symbolic link leads out of @folder.
 *
 * Returns: a descriptor to be closed, opened for reading; -1 with an error of %G_IO_ERROR
 * Source: openat2(2)
 */
int
acn_open_beneath (const char *folder, const char *reference, GError **error)
{
  int folder_fd, fd, code;

  if (!acn_check_reference (reference, error))
    return -1;
  folder_fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (folder_fd < 0)
    {
      fail_errno (error, errno);
      return -1;
    }
  fd = open_beneath (folder_fd, reference);
  code = errno;
  close (folder_fd);
  if (fd >= 0)
    return fd;
  if (code == EXDEV || code == ELOOP)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_INVALID_FILENAME,
                         _ ("a symbolic link in it does not stay in the dossier's folder"));
  else
    fail_errno (error, code);
  return -1;
}

/**
 * acn_read_beneath:
 * @folder: a folder
 * @reference: as for acn_open_beneath()
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): its bytes; NULL with an error of %G_IO_ERROR
 */
GBytes *
acn_read_beneath (const char   *folder,
                  const char   *reference,
                  GCancellable *cancellable,
                  GError      **error)
{
  const int fd = acn_open_beneath (folder, reference, error);

  return fd >= 0 ? acn_read_and_close (fd, cancellable, error) : NULL;
}
