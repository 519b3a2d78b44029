/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file is meant by what a person has named. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AcnLoadPlace: @path: of a dossier, or of a folder without one
 * @n_named: index of the name that was taken
 * @n_in_folder: dossiers in the folder of which @path is the first by its name; 0: none was named
 */
typedef struct
{
  char *path;
  guint n_named;
  guint n_in_folder;
} AcnLoadPlace;

AcnLoadPlace *acn_load_place_find (const char *const *names);
void          acn_load_place_free (AcnLoadPlace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnLoadPlace, acn_load_place_free)

G_END_DECLS
