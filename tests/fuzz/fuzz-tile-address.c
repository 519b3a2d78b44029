/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as an address and as TileJSON: an address that is accepted is of http or https and names a
 * server, and so are the addresses made from it. */
#include <string.h>

#include "io/acn-tile-address.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_address (const char *address)
{
  g_autofree char *host = acn_tile_address_host (address);
  g_autofree char *url = acn_tile_address_expand (address, (AcnTileId){ 3, 5, 2 }, TRUE);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  g_assert_true (host != NULL && *host != '\0');
  g_assert_nonnull (uri);
  g_assert_true (g_str_equal (g_uri_get_scheme (uri), "http") ||
                 g_str_equal (g_uri_get_scheme (uri), "https"));
  g_assert_null (g_uri_get_userinfo (uri));
  g_assert_null (strpbrk (url, "{} \r\n"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *plain = acn_plain_words (text);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_auto (AcnTileJson) json = { { 0 } };

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  if (acn_tile_address_check (text, NULL, NULL))
    check_address (text);
  if (acn_tilejson_read (&json, bytes, &error))
    {
      check_address (json.template);
      g_assert_cmpuint (json.info.min_zoom, <=, json.info.max_zoom);
    }
  else
    g_assert_nonnull (error);
  return 0;
}
