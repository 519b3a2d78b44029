/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-byte-source.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "base/acn-system-error.h"
#include "io/acn-beneath.h"

typedef struct
{
  AcnByteSource base;
  int           fd;
} FileSource;

typedef struct
{
  AcnByteSource base;
  GBytes       *bytes;
} BytesSource;

static gboolean
fail_short (GError **error)
{
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_PARTIAL_INPUT,
                       _ ("it ends before a part that it says to have"));
  return FALSE;
}

/* Not mapped: a file that shrinks meanwhile must not end the program. */
static GBytes *
read_file (
    AcnByteSource *base, guint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  FileSource      *self = (FileSource *) base;
  g_autofree char *data = g_malloc (MAX (length, 1));

  for (gsize filled = 0; filled < length;)
    {
      ssize_t n_read = pread (self->fd, data + filled, length - filled, (off_t) (offset + filled));

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        g_set_error_literal (
            error, G_IO_ERROR, g_io_error_from_errno (errno), acn_system_error (errno));
      if (n_read == 0)
        fail_short (error);
      if (n_read <= 0)
        return NULL;
      filled += n_read;
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void
close_file (AcnByteSource *base)
{
  close (((FileSource *) base)->fd);
}

/**
 * acn_byte_source_new_file:
 * @path: a file that the person named
 *
 * Returns: (transfer full) (nullable): the file, opened; NULL with an error of %G_IO_ERROR when it
 *   is no regular file or cannot be opened
 */
AcnByteSource *
acn_byte_source_new_file (const char *path, GError **error)
{
  FileSource *self;
  guint64     size;
  int         fd = acn_open_file (path, &size, error);

  if (fd < 0)
    return NULL;
  self = g_new (FileSource, 1);
  *self = (FileSource){ { read_file, close_file, size }, fd };
  return &self->base;
}

static GBytes *
read_bytes (
    AcnByteSource *base, guint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  return g_bytes_new_from_bytes (((BytesSource *) base)->bytes, offset, length);
}

static void
close_bytes (AcnByteSource *base)
{
  g_bytes_unref (((BytesSource *) base)->bytes);
}

/**
 * acn_byte_source_new_bytes:
 *
 * Returns: (transfer full): bytes that are in memory already
 */
AcnByteSource *
acn_byte_source_new_bytes (GBytes *bytes)
{
  BytesSource *self = g_new (BytesSource, 1);

  *self =
      (BytesSource){ { read_bytes, close_bytes, g_bytes_get_size (bytes) }, g_bytes_ref (bytes) };
  return &self->base;
}

/**
 * acn_byte_source_read:
 * @offset, @length: what is wanted; numbers from a file, not to be trusted
 * @limit: the most that is read, bytes
 *
 * Returns: (transfer full) (nullable): exactly @length bytes; NULL with an error of %G_IO_ERROR
 */
GBytes *
acn_byte_source_read (AcnByteSource *self,
                      guint64        offset,
                      guint64        length,
                      gsize          limit,
                      GCancellable  *cancellable,
                      GError       **error)
{
  guint64 end;

  if (length > limit)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   /* Translators: of a file; KiB are 1024 bytes. */
                   _ ("a part of it says to be larger than %u KiB"),
                   (guint) (limit / 1024));
      return NULL;
    }
  if (!g_uint64_checked_add (&end, offset, length) || end > self->size || end > G_MAXINT64)
    {
      fail_short (error);
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return self->read (self, offset, length, cancellable, error);
}

void
acn_byte_source_free (AcnByteSource *self)
{
  if (self->close != NULL)
    self->close (self);
  g_free (self);
}
