/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the files that ship with the program are. */
#pragma once

#include <glib.h>

#include "acn-config.h"

G_BEGIN_DECLS

/* The dossier that opens when none is named. */
#define ACN_SHIPPED_DOSSIER "ukraine-nato.dossier.json"
/* What else the places of the map are called. */
#define ACN_OTHER_NAMES "other-names.txt"

/*
 * acn_data_file:
 * @name: file name relative to the folder of data, never NULL
 *
 * Returns: (transfer full): its path; the environment's ACCESSION_DATA_DIR goes before the
 *   installed folder, so that the program runs from its build folder. The file need not exist.
 */
static inline char *
acn_data_file (const char *name)
{
  const char *folder = g_getenv ("ACCESSION_DATA_DIR");

  if (folder == NULL || *folder == '\0')
    folder = ACN_PKGDATADIR;
  return g_build_filename (folder, name, NULL);
}

G_END_DECLS
