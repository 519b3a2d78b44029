/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles of the network on the disk, in the folder for caches, up to a limit. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AcnTileFile: what is kept of one address.
 * @expires_s: Unix time until which it may be shown without asking
 * @etag: (nullable): by which the server knows it
 */
typedef struct
{
  GBytes *bytes;
  char   *etag;
  gint64  expires_s;
} AcnTileFile;

gboolean acn_tile_disk_find (const char *url, AcnTileFile *out_file);
void     acn_tile_disk_keep (const char *url, GBytes *bytes, const char *etag, gint64 expires_s);
void     acn_tile_disk_drop (const char *url);
guint64  acn_tile_disk_get_size (void);
void     acn_tile_disk_clear (void);
void     acn_tile_disk_set_limit (guint64 limit_bytes);
void     acn_tile_file_clear (AcnTileFile *file);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnTileFile, acn_tile_file_clear)

G_END_DECLS
