/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of tiles on the network: templates with {z}, {x} and {y}, and TileJSON, which names
 * one. */
#pragma once

#include "io/acn-tile-info.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_ADDRESS_TEMPLATE, /* has {z}, {x} and {y} or {-y} */
  ACN_ADDRESS_TILEJSON,
  ACN_ADDRESS_PMTILES,
} AcnAddressKind;

/* AcnTileJson:
 * @template: of a tile; checked
 * @is_tms: rows are counted from the south
 */
typedef struct
{
  AcnTileInfo info;
  char *template;
  gboolean is_tms;
} AcnTileJson;

gboolean acn_tile_address_check (const char *address, AcnAddressKind *out_kind, GError **error);
char    *acn_tile_address_host (const char *address);
char    *acn_tile_address_expand (const char *template, AcnTileId id, gboolean is_tms);
gboolean acn_tilejson_read (AcnTileJson *self, GBytes *bytes, GError **error);
void     acn_tilejson_clear (AcnTileJson *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnTileJson, acn_tilejson_clear)

G_END_DECLS
