/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/acn-tile-address.h"

static const struct
{
  const char *address;
  int         kind; /* AcnAddressKind, or -1 */
  const char *host;
} addresses[] = {
  { "https://tile.example.org/{z}/{x}/{y}.png", ACN_ADDRESS_TEMPLATE, "tile.example.org" },
  { "http://127.0.0.1:8080/{z}/{x}/{-y}.webp", ACN_ADDRESS_TEMPLATE, "127.0.0.1:8080" },
  { "https://{s}.Example.org/{z}/{x}/{y}{r}.png?key=1", ACN_ADDRESS_TEMPLATE, "a.example.org" },
  { "https://example.org/tiles.json", ACN_ADDRESS_TILEJSON, "example.org" },
  { "https://example.org/", ACN_ADDRESS_TILEJSON, "example.org" },
  { "https://example.org/a/planet.pmtiles?v=2", ACN_ADDRESS_PMTILES, "example.org" },
  { "http://[::1]:81/a.pmtiles", ACN_ADDRESS_PMTILES, "[::1]:81" },
  { "", -1 },
  { "tile.example.org/{z}/{x}/{y}.png", -1 },
  { "file:///etc/passwd", -1 },
  { "file:///tiles/{z}/{x}/{y}.png", -1 },
  { "ftp://example.org/{z}/{x}/{y}.png", -1 },
  { "javascript:alert(1)//{z}{x}{y}", -1 },
  { "data:image/png;base64,{z}{x}{y}", -1 },
  { "https:///{z}/{x}/{y}.png", -1 },
  { "https://example.org:0/a.json", -1 },
  { "https://example.org:99999/a.json", -1 },
  { "https://me:secret@example.org/{z}/{x}/{y}.png", -1 },
  { "https://example.org/{z}/{x}.png", -1 },
  { "https://example.org/{x}/{y}.png", -1 },
  { "https://example.org/{z}/{x}/{y}/{key}.png", -1 },
  { "https://example.org/{z}/{x}/{y.png", -1 },
  { "https://example.org/{z}/{x}/{y}}.png", -1 },
  { "https://example.org/a b.json", -1 },
  { "https://example.org/a\nHost: other", -1 },
  { "https://example.org/\xff", -1 },
};

static void
test_check (void)
{
  g_autofree char *longest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      AcnAddressKind kind = 99;
      gboolean       good = acn_tile_address_check (addresses[i].address, &kind, &error);

      g_test_message ("%u: %s", i, error != NULL ? error->message : "good");
      g_assert_cmpint (good ? (int) kind : -1, ==, addresses[i].kind);
      if (good)
        {
          g_autofree char *host = acn_tile_address_host (addresses[i].address);

          g_assert_cmpstr (host, ==, addresses[i].host);
        }
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  longest = g_strdup_printf ("https://example.org/%02030d", 0);
  g_assert_false (acn_tile_address_check (longest, NULL, NULL));
}

static void
test_expand (void)
{
  static const struct
  {
    const char *template, *expected;
    AcnTileId id;
    gboolean  is_tms;
  } table[] = {
    { "/{z}/{x}/{y}.png", "/3/5/2.png", { 3, 5, 2 }, FALSE },
    { "/{z}/{x}/{y}.png", "/3/5/5.png", { 3, 5, 2 }, TRUE },
    { "/{z}/{x}/{-y}.png", "/3/5/5.png", { 3, 5, 2 }, FALSE },
    { "/{x}{x}/{y}/{z}{r}", "/00/0/0@2x", { 0, 0, 0 }, FALSE },
    { "{s}{z}{x}{y}", "a301", { 3, 0, 1 }, FALSE },
    { "/{z}/{x}/{y}", "/24/16777215/16777215", { 24, 16777215, 16777215 }, FALSE },
    { "/{z}/{x}/{-y}", "/24/16777215/0", { 24, 16777215, 16777215 }, FALSE },
    { "plain", "plain", { 1, 1, 1 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *url =
          acn_tile_address_expand (table[i].template, table[i].id, table[i].is_tms);

      g_assert_cmpstr (url, ==, table[i].expected);
    }
}

#define TILES "\"tiles\":[\"https://t.example.org/{z}/{x}/{y}.png\"]"

static void
test_tilejson (void)
{
  const char *text = "{\"tilejson\":\"3.0.0\",\"name\":\"A\\u0000B\",\"scheme\":\"tms\","
                     "\"attribution\":\"<a href=\\\"https://x\\\">&copy;  Us</a> &amp; you\","
                     "\"minzoom\":2,\"maxzoom\":30," TILES "}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_auto (AcnTileJson) json = { { 0 } };

  g_assert_true (acn_tilejson_read (&json, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (json.template, ==, "https://t.example.org/{z}/{x}/{y}.png");
  g_assert_cmpstr (json.info.attribution, ==, "© Us & you");
  g_assert_cmpuint (json.info.min_zoom, ==, 2);
  g_assert_cmpuint (json.info.max_zoom, ==, ACN_TILE_ZOOM_MAX);
  g_assert_true (json.is_tms);
  g_assert_cmpint (json.info.kind, ==, ACN_TILES_RASTER);
}

static void
test_vector (void)
{
  const char *text = "{\"vector_layers\":[]," TILES "}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_auto (AcnTileJson) json = { { 0 } };

  g_assert_true (acn_tilejson_read (&json, bytes, NULL));
  g_assert_cmpint (json.info.kind, ==, ACN_TILES_VECTOR);
  g_assert_cmpuint (json.info.max_zoom, ==, 19);
}

static void
test_bad_tilejson (void)
{
  static const char *const bad[] = {
    "",
    "{",
    "[]",
    "3",
    "null",
    "{}",
    "{\"tiles\":[]}",
    "{\"tiles\":\"https://t.example.org/{z}/{x}/{y}.png\"}",
    "{\"tiles\":[3]}",
    "{\"tiles\":[null]}",
    "{\"tiles\":[\"file:///{z}/{x}/{y}\"]}",
    "{\"tiles\":[\"https://t.example.org/\"]}",
    "{\"minzoom\":-1," TILES "}",
    "{\"maxzoom\":31," TILES "}",
    "{\"maxzoom\":1.5," TILES "}",
    "{\"maxzoom\":\"9\"," TILES "}",
    "{\"minzoom\":9,\"maxzoom\":8," TILES "}",
    "{\"maxzoom\":030," TILES "}",
    "<html></html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bad[i], strlen (bad[i]));
      g_autoptr (GError) error = NULL;
      g_auto (AcnTileJson) json = { { 0 } };

      g_assert_false (acn_tilejson_read (&json, bytes, &error));
      g_assert_nonnull (error);
      g_test_message ("%s: %s", bad[i], error->message);
    }
}

/* 100,000 brackets are an error like any other. */
static void
test_deep_tilejson (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GBytes) bytes = g_bytes_new_static (deep, 100000);
  g_autoptr (GError) error = NULL;
  g_auto (AcnTileJson) json = { { 0 } };

  g_assert_false (acn_tilejson_read (&json, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_plain_words (void)
{
  static const struct
  {
    const char *text, *expected;
  } table[] = {
    { "© OpenStreetMap contributors", "© OpenStreetMap contributors" },
    { "<a href=\"https://x\" target=_blank>&copy; A</a>,\n <b>B</b>", "© A, B" },
    { "1 < 2 > 1", "1 < 2 > 1" },
    { "a <b", "a <b" },
    { "&unknown; &", "&unknown; &" },
    { "\x01\xe2\x80\xaeright", "\xef\xbf\xbd\xef\xbf\xbdright" },
    { "\xff", "\xef\xbf\xbd" },
    { "  ", "" },
  };
  g_autofree char *endless = g_strnfill (100000, 'a'), *cut = acn_plain_words (endless);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *plain = acn_plain_words (table[i].text);

      g_assert_cmpstr (plain, ==, table[i].expected);
    }
  g_assert_cmpuint (strlen (cut), ==, 300);
}

static void
test_host (void)
{
  static const struct
  {
    const char *address, *host;
  } table[] = {
    { "https://Tile.Example.ORG/{z}/{x}/{y}.png", "tile.example.org" },
    { "https://tile.example.org:8443/{z}/{x}/{y}.png", "tile.example.org:8443" },
    { "file:///etc/passwd", NULL },
    { "tiles", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *host = acn_tile_address_host (table[i].address);

      g_assert_cmpstr (host, ==, table[i].host);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/tile-address/check", test_check);
  g_test_add_func ("/io/tile-address/expand", test_expand);
  g_test_add_func ("/io/tile-address/tilejson", test_tilejson);
  g_test_add_func ("/io/tile-address/vector", test_vector);
  g_test_add_func ("/io/tile-address/bad-tilejson", test_bad_tilejson);
  g_test_add_func ("/io/tile-address/deep-tilejson", test_deep_tilejson);
  g_test_add_func ("/io/tile-address/host", test_host);
  g_test_add_func ("/io/tile-address/plain-words", test_plain_words);
  return g_test_run ();
}
