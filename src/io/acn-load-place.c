/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-load-place.h"

#include <gio/gio.h>
#include <string.h>

#define SUFFIX ".dossier.json"

/* The first dossier of a folder by its name. NULL for what is no folder, or has none. */
static char *
find_in_folder (const char *path, guint *out_n)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *first = NULL;
  const char      *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      if (!g_str_has_suffix (name, SUFFIX))
        continue;
      *out_n += 1;
      if (first == NULL || strcmp (name, first) < 0)
        {
          g_free (first);
          first = g_strdup (name);
        }
    }
  return first != NULL ? g_build_filename (path, first, NULL) : NULL;
}

/**
 * acn_load_place_find:
 * @names: (array zero-terminated=1): paths, at least one, in the encoding of file names
 *
 * Finds the first one that is there, or takes the last; and of a folder the first dossier in it.
 * Any thread, best a worker: a disk or the network may take its time.
 *
 * Returns: (transfer full): the place
 */
AcnLoadPlace *
acn_load_place_find (const char *const *names)
{
  AcnLoadPlace *self = g_new0 (AcnLoadPlace, 1);

  while (names[self->n_named + 1] != NULL &&
         !g_file_test (names[self->n_named], G_FILE_TEST_EXISTS))
    self->n_named++;
  self->path = find_in_folder (names[self->n_named], &self->n_in_folder);
  if (self->path == NULL)
    self->path = g_strdup (names[self->n_named]);
  return self;
}

void
acn_load_place_free (AcnLoadPlace *self)
{
  g_free (self->path);
  g_free (self);
}
