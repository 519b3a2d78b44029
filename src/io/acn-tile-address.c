/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-tile-address.h"

#include <glib/gi18n.h>
#include <string.h>

#include "io/acn-json-document.h"

/* Bytes of an address. */
#define ADDRESS_MAX 2048
/* What a template without a depth of its own is asked for. */
#define ZOOM_MAX_UNTOLD 19

/* --- Checking -------------------------------------------------------------------------------- */

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text) || *text == ' ')
      return TRUE;
  return FALSE;
}

/* Braces are no part of a URL, so what they stand for is put in before it is parsed. */
static GUri *
parse (const char *address, GError **error)
{
  g_autofree char *example = acn_tile_address_expand (address, (AcnTileId){ 0, 0, 0 }, FALSE);
  g_autoptr (GUri) uri = g_uri_parse (example, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL)
    fail (error, _ ("it is no address of the web"));
  else if (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 &&
           g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    fail (error, _ ("an address begins with https:// or http://"));
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    fail (error, _ ("the address names no server"));
  else if (g_uri_get_userinfo (uri) != NULL)
    fail (error, _ ("the address holds a name or password, which servers of tiles do not take"));
  else if (g_uri_get_port (uri) == 0)
    fail (error, _ ("the address names no possible port"));
  else
    return g_steal_pointer (&uri);
  return NULL;
}

/* Braces that stand for nothing that is known. */
static gboolean
check_braces (const char *address, GError **error)
{
  static const char *const known[] = { "{z}", "{x}", "{y}", "{-y}", "{r}", "{s}" };
  const char              *p = address;

  while ((p = strpbrk (p, "{}")) != NULL)
    {
      gsize length = 0;

      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        if (g_str_has_prefix (p, known[i]))
          length = strlen (known[i]);
      if (length == 0)
        return fail (error,
                     _ ("in braces the address may have {z}, {x}, {y}, {-y}, {r} and {s} only"));
      p += length;
    }
  return TRUE;
}

/**
 * acn_tile_address_check:
 * @address: as a person or a file gives it
 * @out_kind: (out) (optional): what is behind it, by its looks
 *
 * Returns: whether it is an address of http or https with a host, a template complete; else
 *   %G_IO_ERROR_INVALID_ARGUMENT with a sentence
 */
gboolean
acn_tile_address_check (const char *address, AcnAddressKind *out_kind, GError **error)
{
  const gboolean is_template = strchr (address, '{') != NULL;
  g_autoptr (GUri) uri = NULL;

  if (strlen (address) > ADDRESS_MAX)
    return fail (error, _ ("the address is longer than 2048 characters"));
  if (!g_utf8_validate (address, -1, NULL) || has_control (address))
    return fail (error, _ ("the address has characters that no address has"));
  if (!check_braces (address, error) || (uri = parse (address, error)) == NULL)
    return FALSE;
  if (is_template && (strstr (address, "{z}") == NULL || strstr (address, "{x}") == NULL ||
                      (strstr (address, "{y}") == NULL && strstr (address, "{-y}") == NULL)))
    return fail (error, _ ("a template has {z}, {x} and {y}"));
  if (out_kind != NULL)
    *out_kind = is_template                                           ? ACN_ADDRESS_TEMPLATE
                : g_str_has_suffix (g_uri_get_path (uri), ".pmtiles") ? ACN_ADDRESS_PMTILES
                                                                      : ACN_ADDRESS_TILEJSON;
  return TRUE;
}

/**
 * acn_tile_address_host:
 * @address: checked
 *
 * Returns: (transfer full) (nullable): the server that is asked: "tile.example.org", with its port
 *   where that is no usual one; NULL for no address
 */
char *
acn_tile_address_host (const char *address)
{
  g_autoptr (GUri) uri = parse (address, NULL);

  if (uri == NULL)
    return NULL;
  if (g_uri_get_port (uri) < 0)
    return g_ascii_strdown (g_uri_get_host (uri), -1);
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  return g_strdup_printf (
      strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d", host, g_uri_get_port (uri));
}

/* --- Templates ------------------------------------------------------------------------------- */

/**
 * acn_tile_address_expand:
 * @template: an address with names in braces; one without stays as it is
 * @id: a valid tile
 * @is_tms: {y} counts from the south
 *
 * {r} asks for tiles of twice the pixels. {s} is always a: taking turns among names of one server
 * has been of no use since one connection carries many requests, and one name is agreed to.
 *
 * Returns: (transfer full): the address of the tile
 */
char *
acn_tile_address_expand (const char *template, AcnTileId id, gboolean is_tms)
{
  const guint south = (guint) ((1u << id.z) - 1 - id.y);
  GString    *out = g_string_new (NULL);

  for (const char *p = template; *p != '\0';)
    if (g_str_has_prefix (p, "{z}"))
      g_string_append_printf (out, "%u", id.z), p += 3;
    else if (g_str_has_prefix (p, "{x}"))
      g_string_append_printf (out, "%u", id.x), p += 3;
    else if (g_str_has_prefix (p, "{y}"))
      g_string_append_printf (out, "%u", is_tms ? south : id.y), p += 3;
    else if (g_str_has_prefix (p, "{-y}"))
      g_string_append_printf (out, "%u", south), p += 4;
    else if (g_str_has_prefix (p, "{r}"))
      g_string_append (out, "@2x"), p += 3;
    else if (g_str_has_prefix (p, "{s}"))
      g_string_append_c (out, 'a'), p += 3;
    else
      g_string_append_c (out, *p++);
  return g_string_free (out, FALSE);
}

/* --- TileJSON -------------------------------------------------------------------------------- */

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
get_zoom (JsonObject *object, const char *name, guint otherwise, guint *out, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64    zoom;

  *out = otherwise;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (error, _ ("TileJSON: “minzoom” and “maxzoom” are whole numbers"));
  zoom = json_node_get_int (node);
  if (zoom < 0 || zoom > 30)
    return fail (error, _ ("TileJSON: “minzoom” and “maxzoom” are numbers from 0 to 30"));
  *out = (guint) MIN (zoom, ACN_TILE_ZOOM_MAX);
  return TRUE;
}

static gboolean
read_template (AcnTileJson *self, JsonObject *object, GError **error)
{
  JsonNode  *node = json_object_get_member (object, "tiles");
  JsonArray *tiles =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      tiles != NULL && json_array_get_length (tiles) > 0 ? json_array_get_element (tiles, 0) : NULL;
  const char *template =
      first != NULL && JSON_NODE_HOLDS_VALUE (first) ? json_node_get_string (first) : NULL;
  AcnAddressKind kind;
  g_autoptr (GError) trouble = NULL;

  if (template == NULL)
    return fail (error, _ ("TileJSON: “tiles” names no address of tiles"));
  if (!acn_tile_address_check (template, &kind, &trouble))
    {
      g_set_error (error,
                   trouble->domain,
                   trouble->code,
                   /* Translators: “tiles” is a member of an object; %s says what is wrong. */
                   _ ("TileJSON: in “tiles”, %s"),
                   trouble->message);
      return FALSE;
    }
  if (kind != ACN_ADDRESS_TEMPLATE)
    return fail (error, _ ("TileJSON: the address in “tiles” has no {z}, {x} and {y}"));
  self->template = g_strdup (template);
  return TRUE;
}

static gboolean
read_object (AcnTileJson *self, JsonObject *object, GError **error)
{
  if (!read_template (self, object, error) ||
      !get_zoom (object, "minzoom", 0, &self->info.min_zoom, error) ||
      !get_zoom (object, "maxzoom", ZOOM_MAX_UNTOLD, &self->info.max_zoom, error))
    return FALSE;
  if (self->info.min_zoom > self->info.max_zoom)
    return fail (error, _ ("TileJSON: “minzoom” is greater than “maxzoom”"));
  acn_tile_info_set_words (
      &self->info, get_string (object, "name"), get_string (object, "attribution"));
  self->is_tms = g_strcmp0 (get_string (object, "scheme"), "tms") == 0;
  self->info.kind = json_object_has_member (object, "vector_layers") ||
                            g_strcmp0 (get_string (object, "format"), "pbf") == 0
                        ? ACN_TILES_VECTOR
                        : ACN_TILES_RASTER;
  return TRUE;
}

/**
 * acn_tilejson_read:
 * @self: (out): to be cleared, also after an error
 * @bytes: a file of TileJSON, from anywhere
 *
 * Returns: whether it names tiles; else an error of %G_IO_ERROR
 * Source: TileJSON 3.0.0
 */
gboolean
acn_tilejson_read (AcnTileJson *self, GBytes *bytes, GError **error)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnJsonDocument) document =
      acn_json_document_new (bytes, "TileJSON", diagnostics, NULL);
  JsonNode *root = document != NULL ? acn_json_document_get_root (document) : NULL;

  *self = (AcnTileJson){ { 0 } };
  if (document == NULL && acn_diagnostics_get_n (diagnostics) > 0)
    {
      const AcnDiagnostic *item = acn_diagnostics_get (diagnostics, 0);

      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   /* Translators: where, then what is wrong there. */
                   _ ("it is no TileJSON: line %u, column %u: %s"),
                   item->line,
                   item->column,
                   item->message);
      return FALSE;
    }
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return fail (error, _ ("it is no TileJSON: it holds no object"));
  return read_object (self, json_node_get_object (root), error);
}

void
acn_tilejson_clear (AcnTileJson *self)
{
  acn_tile_info_clear (&self->info);
  g_clear_pointer (&self->template, g_free);
}
