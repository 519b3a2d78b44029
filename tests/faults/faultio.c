/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded: makes the N-th call of one function fail, or ends the process there.
 *
 * FAULT_OP: read, write, fsync, linkat, rename, close, tmpfile (a file without a name is opened),
 * geos (a computation of areas), picture (a step of painting one), pack (its bytes) or malloc.
 * FAULT_N: which call, from 1; only calls that concern files below FAULT_FOLDER count, and of
 * malloc those of more than FAULT_SIZE bytes, from the program's first call of g_log_set_handler()
 * on: its libraries have started by then. FAULT_ERRNO: the error, a number. FAULT_KILL=1: die
 * instead. FAULT_SHORT=1: read or write only one byte instead of failing. FAULT_SLEEP: do it after
 * so many milliseconds, as a disk does that is busy. FAULT_ALL=1: each call from the N-th on.
 * FAULT_WHILE: only while that file exists. When the fault has happened, the file FAULT_MARK
 * exists, with a letter for each time: m in the main thread, w in a worker. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "geos-calls.h"
#include "picture-calls.h"

static int n_calls;

static int
is_below (const char *path)
{
  const char *folder = getenv ("FAULT_FOLDER");

  return folder != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

static int
fd_is_below (int fd)
{
  char    link[64], path[PATH_MAX];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n < 0)
    return 0;
  path[n] = '\0';
  return is_below (path);
}

static void
leave_mark (void)
{
  const char *path = getenv ("FAULT_MARK");
  int         fd;

  if (path == NULL)
    return;
  fd = (int) syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  syscall (SYS_write, fd, syscall (SYS_gettid) == getpid () ? "m" : "w", 1);
  syscall (SYS_close, fd);
}

/* Whether this call is the one, and fails. */
static int
strikes (const char *op)
{
  const char *wanted = getenv ("FAULT_OP"), *n = getenv ("FAULT_N");

  const char *lasting = getenv ("FAULT_WHILE"), *sleep_ms = getenv ("FAULT_SLEEP");
  int         before;

  if (wanted == NULL || n == NULL || strcmp (wanted, op) != 0 ||
      (lasting != NULL && access (lasting, F_OK) != 0))
    return 0;
  before = atoi (n) - __atomic_add_fetch (&n_calls, 1, __ATOMIC_SEQ_CST);
  if (before > 0 || (before < 0 && getenv ("FAULT_ALL") == NULL))
    return 0;
  leave_mark ();
  if (getenv ("FAULT_KILL") != NULL)
    _exit (137);
  if (sleep_ms != NULL)
    {
      poll (NULL, 0, atoi (sleep_ms));
      return 0;
    }
  errno = getenv ("FAULT_ERRNO") != NULL ? atoi (getenv ("FAULT_ERRNO")) : EIO;
  return 1;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  if (fd_is_below (fd) && strikes ("write"))
    {
      if (getenv ("FAULT_SHORT") == NULL)
        return -1;
      size = size > 1 ? 1 : size;
    }
  return syscall (SYS_write, fd, data, size);
}

/* What is left of @size when this call is the one, and @size else; -1: it fails. */
static ssize_t
read_less (int fd, size_t size)
{
  if (!fd_is_below (fd) || !strikes ("read"))
    return (ssize_t) size;
  if (getenv ("FAULT_SHORT") == NULL)
    return -1;
  return size > 1 ? 1 : (ssize_t) size;
}

ssize_t
read (int fd, void *data, size_t size)
{
  const ssize_t wanted = read_less (fd, size);

  return wanted < 0 ? -1 : syscall (SYS_read, fd, data, wanted);
}

ssize_t
pread64 (int fd, void *data, size_t size, off64_t offset)
{
  const ssize_t wanted = read_less (fd, size);

  return wanted < 0 ? -1 : syscall (SYS_pread64, fd, data, wanted, offset);
}

int
open64 (const char *path, int flags, ...)
{
  va_list      arguments;
  unsigned int mode;

  va_start (arguments, flags);
  mode = (flags & O_CREAT) != 0 || (flags & __O_TMPFILE) == __O_TMPFILE
             ? va_arg (arguments, unsigned int)
             : 0;
  va_end (arguments);
  return (flags & __O_TMPFILE) == __O_TMPFILE && is_below (path) && strikes ("tmpfile")
             ? -1
             : (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

int
fsync (int fd)
{
  return fd_is_below (fd) && strikes ("fsync") ? -1 : (int) syscall (SYS_fsync, fd);
}

int
rename (const char *from, const char *to)
{
  static int (*real) (const char *, const char *);

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "rename");
  return is_below (to) && strikes ("rename") ? -1 : real (from, to);
}

int
linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  return is_below (to) && strikes ("linkat")
             ? -1
             : (int) syscall (SYS_linkat, from_folder, from, to_folder, to, flags);
}

int
close (int fd)
{
  int fails = fd_is_below (fd) && strikes ("close");
  int code = errno;
  int result = (int) syscall (SYS_close, fd);

  if (!fails)
    return result;
  errno = code;
  return -1;
}

/* --- GEOS ------------------------------------------------------------------------------------ */

/* FAULT_OP=geos: what computes areas fails as it does out of memory: without a result. */
#define FAIL_GEOS(name, parameters, arguments)                                                     \
  void *name parameters;                                                                           \
  void *name parameters                                                                            \
  {                                                                                                \
    static void *(*real) parameters;                                                               \
                                                                                                   \
    if (real == NULL)                                                                              \
      *(void **) &real = dlsym (RTLD_NEXT, #name);                                                 \
    return strikes ("geos") ? NULL : real arguments;                                               \
  }

GEOS_CALLS (FAIL_GEOS)
GEOS_MAKERS (FAIL_GEOS)

/* --- Pictures -------------------------------------------------------------------------------- */

/* FAULT_OP=picture: cairo, libpng and libwebp fail as they do out of memory. */
#define FAIL_PICTURE(result, failure, name, parameters, arguments)                                 \
  result name parameters;                                                                          \
  result name parameters                                                                           \
  {                                                                                                \
    static result (*real) parameters;                                                              \
                                                                                                   \
    if (real == NULL)                                                                              \
      *(void **) &real = dlsym (RTLD_NEXT, #name);                                                 \
    return strikes ("picture") ? failure : real arguments;                                         \
  }

PICTURE_CALLS (FAIL_PICTURE)

/* FAULT_OP=pack: zlib has no memory to begin. */
int deflateInit2_ (
    void *stream, int level, int method, int bits, int memory, int how, const char *of, int n);

int
deflateInit2_ (
    void *stream, int level, int method, int bits, int memory, int how, const char *of, int n)
{
  static int (*real) (void *, int, int, int, int, int, const char *, int);

  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "deflateInit2_");
  return strikes ("pack") ? -4 : real (stream, level, method, bits, memory, how, of, n);
}

/* --- Memory ---------------------------------------------------------------------------------- */

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *block, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

static int has_begun;

/* What counts the lines that were run writes that down at the end, and does not look whether it has
 * memory for it. */
static void
end_faults (void)
{
  has_begun = 0;
}

unsigned int g_log_set_handler (const char *domain, int levels, void *handler, void *data);

unsigned int
g_log_set_handler (const char *domain, int levels, void *handler, void *data)
{
  unsigned int (*real) (const char *, int, void *, void *);
  unsigned int id;

  *(void **) &real = dlsym (RTLD_NEXT, "g_log_set_handler");
  id = real (domain, levels, handler, data);
  if (!has_begun)
    atexit (end_faults);
  has_begun = 1;
  return id;
}

/* Whether there is no memory for so many bytes. */
static int
is_out_of_memory (size_t size)
{
  static int  known, wanted;
  static long least;

  if (!has_begun)
    return 0;
  if (!known)
    {
      const char *op = getenv ("FAULT_OP"), *size_text = getenv ("FAULT_SIZE");

      wanted = op != NULL && strcmp (op, "malloc") == 0;
      least = size_text != NULL ? atol (size_text) : -1;
      known = 1;
    }
  if (!wanted || (long) size <= least || !strikes ("malloc"))
    return 0;
  errno = ENOMEM;
  return 1;
}

void *
malloc (size_t size)
{
  return is_out_of_memory (size) ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return is_out_of_memory (n * size) ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *block, size_t size)
{
  return size > 0 && is_out_of_memory (size) ? NULL : __libc_realloc (block, size);
}

int
posix_memalign (void **out_block, size_t alignment, size_t size)
{
  if (is_out_of_memory (size))
    return ENOMEM;
  *out_block = __libc_memalign (alignment, size);
  return *out_block != NULL ? 0 : ENOMEM;
}
