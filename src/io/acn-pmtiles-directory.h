/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One directory of a PMTiles archive. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Entries of one directory. */
#define ACN_PMTILES_ENTRIES_MAX (1024 * 1024)

/* AcnPmtilesEntry:
 * @number: of the first tile, along the Hilbert curves of all zooms
 * @offset, @length: of the tile, or of a directory when @run is 0; within their sections
 * @run: how many tiles in a row look so
 */
typedef struct
{
  guint64 number;
  guint64 offset;
  guint32 length;
  guint32 run;
} AcnPmtilesEntry;

GArray                *acn_pmtiles_directory_read (const guint8 *data, gsize size, GError **error);
const AcnPmtilesEntry *acn_pmtiles_directory_find (const GArray *directory, guint64 number);

G_END_DECLS
