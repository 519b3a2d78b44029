/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of the C library need not be installed, and a sentence of two languages reads
 * badly: what usually happens to files is in ours, word for word as the library has it. */
#include "base/acn-system-error.h"

#include <errno.h>
#include <glib/gi18n.h>

static const struct
{
  int         code;
  const char *message;
} usual[] = {
  /* Translators: this and the next ones stand at the end of a sentence, after a colon. */
  { EPERM, N_ ("Operation not permitted") },   { ENOENT, N_ ("No such file or directory") },
  { EIO, N_ ("Input/output error") },          { EACCES, N_ ("Permission denied") },
  { ENOTDIR, N_ ("Not a directory") },         { EISDIR, N_ ("Is a directory") },
  { EMFILE, N_ ("Too many open files") },      { EFBIG, N_ ("File too large") },
  { ENOSPC, N_ ("No space left on device") },  { EROFS, N_ ("Read-only file system") },
  { ENAMETOOLONG, N_ ("File name too long") }, { ELOOP, N_ ("Too many levels of symbolic links") },
  { ESTALE, N_ ("Stale file handle") },        { EDQUOT, N_ ("Disk quota exceeded") },
};

/**
 * acn_system_error:
 * @code: of errno
 *
 * Returns: (transfer none): what it means, for a person. Any thread
 */
const char *
acn_system_error (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i].code == code)
      return _ (usual[i].message);
  return g_strerror (code);
}
