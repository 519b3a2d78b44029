/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory of its own and not a mapping of the file: one that shrinks meanwhile must not end the
 * program by SIGBUS. */
#include "io/acn-file-text.h"

#include "base/acn-memory.h"
#include "io/acn-beneath.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_SIZE (1024 * 1024)

/* AcnFileText:
 * @bytes: (owned): all of a small file; NULL: @data is a mapping without a file
 * @fd: of the file that @data was read from, or -1
 * @status: of the file when it was read
 * @forgotten: so many bytes from the begin are let go of
 */
struct _AcnFileText
{
  GBytes     *bytes;
  guint8     *data;
  gsize       size;
  int         fd;
  struct stat status;
  gsize       forgotten;
};

/**
 * acn_file_text_new:
 * @bytes: a text
 *
 * Returns: (transfer full): the text, of which nothing is ever let go
 */
AcnFileText *
acn_file_text_new (GBytes *bytes)
{
  AcnFileText *self = g_new0 (AcnFileText, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = (guint8 *) g_bytes_get_data (bytes, &self->size);
  self->fd = -1;
  return self;
}

/* Fills [@begin, @end) of the memory from the file; FALSE where that ends sooner. */
static gboolean
read_part (AcnFileText *self, gsize begin, gsize end, GCancellable *cancellable)
{
  while (begin < end && !g_cancellable_is_cancelled (cancellable))
    {
      const ssize_t n =
          pread (self->fd, self->data + begin, MIN (end - begin, CHUNK_SIZE), (off_t) begin);

      if (n == 0 || (n < 0 && errno != EINTR))
        return FALSE;
      begin += (gsize) MAX (n, 0);
    }
  return begin == end;
}

static gboolean
is_unchanged (const AcnFileText *self)
{
  struct stat now;

  return fstat (self->fd, &now) == 0 && now.st_size == self->status.st_size &&
         now.st_mtim.tv_sec == self->status.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == self->status.st_mtim.tv_nsec;
}

/* FALSE: it is to be read in the way of small files, as also one that is being written. */
static gboolean
read_large (AcnFileText *self, GCancellable *cancellable)
{
  void *memory;

  if (fstat (self->fd, &self->status) < 0 || !S_ISREG (self->status.st_mode) ||
      self->status.st_size < ACN_FILE_TEXT_LARGE || self->status.st_size > ACN_FILE_SIZE_MAX)
    return FALSE;
  self->size = (gsize) self->status.st_size;
  memory = mmap (NULL, self->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return FALSE;
  self->data = memory;
  acn_memory_expect (memory, self->size);
  if (read_part (self, 0, self->size, cancellable) && is_unchanged (self))
    return TRUE;
  munmap (self->data, self->size);
  self->data = NULL;
  return FALSE;
}

/**
 * acn_file_text_take:
 * @fd: (transfer full): a descriptor opened for reading, at its begin
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): the text of the file; NULL with an error of %G_IO_ERROR, as
 *   of acn_read_file()
 */
AcnFileText *
acn_file_text_take (int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (AcnFileText) self = g_new0 (AcnFileText, 1);

  self->fd = fd;
  if (read_large (self, cancellable))
    return g_steal_pointer (&self);
  self->fd = -1;
  self->bytes = acn_read_and_close (fd, cancellable, error);
  if (self->bytes == NULL)
    return NULL;
  self->data = (guint8 *) g_bytes_get_data (self->bytes, &self->size);
  return g_steal_pointer (&self);
}

/**
 * acn_file_text_read:
 * @path: a file that the person named
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): its text; NULL with an error of %G_IO_ERROR
 */
AcnFileText *
acn_file_text_read (const char *path, GCancellable *cancellable, GError **error)
{
  guint64   size;
  const int fd = acn_open_file (path, &size, error);

  return fd >= 0 ? acn_file_text_take (fd, cancellable, error) : NULL;
}

/**
 * acn_file_text_free:
 * @self: (transfer full): a text
 */
void
acn_file_text_free (AcnFileText *self)
{
  if (self->bytes == NULL && self->data != NULL)
    munmap (self->data, self->size);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/**
 * acn_file_text_get_size:
 *
 * Returns: its length, bytes
 */
gsize
acn_file_text_get_size (const AcnFileText *self)
{
  return self->size;
}

/**
 * acn_file_text_get_data:
 *
 * Returns: (transfer none) (nullable): the text; what has been let go of is not in it until
 *   acn_file_text_recall()
 */
const guint8 *
acn_file_text_get_data (const AcnFileText *self)
{
  return self->data;
}

/**
 * acn_file_text_get_bytes:
 *
 * Returns: (transfer none) (nullable): the text of a small file; NULL of a large one
 */
GBytes *
acn_file_text_get_bytes (const AcnFileText *self)
{
  return self->bytes;
}

/**
 * acn_file_text_forget:
 * @until: so many bytes from the begin are not needed now
 *
 * Lets go of them, page by page, where the file is a large one.
 */
void
acn_file_text_forget (AcnFileText *self, gsize until)
{
  const gsize page = (gsize) sysconf (_SC_PAGESIZE);
  const gsize end = MIN (until, self->size) / page * page;

  if (self->bytes != NULL || end <= self->forgotten)
    return;
  if (madvise (self->data + self->forgotten, end - self->forgotten, MADV_DONTNEED) == 0)
    self->forgotten = end;
}

/**
 * acn_file_text_recall:
 *
 * Reads again what has been let go of.
 *
 * Returns: whether all of the text is there; %FALSE when the file has changed or cannot be read
 */
gboolean
acn_file_text_recall (AcnFileText *self)
{
  if (self->forgotten == 0)
    return TRUE;
  if (!is_unchanged (self) || !read_part (self, 0, self->forgotten, NULL) || !is_unchanged (self))
    return FALSE;
  self->forgotten = 0;
  return TRUE;
}
