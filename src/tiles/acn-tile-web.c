/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-tile-web.h"

#include <glib/gi18n.h>
#include <string.h>

#include "io/acn-image-header.h"
#include "io/acn-pmtiles.h"
#include "io/acn-tile-address.h"
#include "tiles/acn-fetch.h"
#include "tiles/acn-tile-disk.h"
#include "tiles/acn-tile-files.h"

/* Bytes of one tile from a server. */
#define TILE_MAX (2 * 1024 * 1024)
#define TILEJSON_MAX (1024 * 1024)
/* The deepest zoom of servers that do not say. */
#define ZOOM_MAX_UNTOLD 19
/* How long a tile of an archive is shown without asking: its tag tells when it changes. */
#define ARCHIVE_EXPIRY_S (7 * 86400)

/* --- Templates ------------------------------------------------------------------------------- */

/* WebLoader: @fresh tells what the last fetches brought, until the tile proves to be one. */
typedef struct
{
  AcnTileLoader base;
  char *template;
  gboolean    is_tms;
  gboolean    is_vector;
  GMutex      lock;
  GHashTable *fresh; /* address -> Fresh; under the lock */
} WebLoader;

typedef struct
{
  char  *etag;
  gint64 expires_s;
} Fresh;

static void
free_fresh (gpointer data)
{
  g_free (((Fresh *) data)->etag);
  g_free (data);
}

static void
note_fresh (WebLoader *self, const char *url, const AcnReply *reply)
{
  Fresh *fresh = g_new (Fresh, 1);

  *fresh = (Fresh){ g_strdup (reply->etag), reply->expires_s };
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->fresh, g_strdup (url), fresh);
  g_mutex_unlock (&self->lock);
}

/* Whether what was kept may still be one. Vector tiles have no mark of their own: whoever draws
 * them finds out. */
static gboolean
looks_like_tile (GBytes *bytes, gboolean is_vector)
{
  AcnImageHeader header;
  gsize          size;
  const guint8  *data = g_bytes_get_data (bytes, &size);

  return is_vector || acn_image_header_read (&header, data, size, NULL);
}

/* From the disk while it is fresh, else from the server; from the disk again when that fails. */
static GBytes *
load_web (AcnTileLoader *base, AcnTileId id, GCancellable *cancellable, GError **error)
{
  WebLoader       *self = (WebLoader *) base;
  g_autofree char *url = acn_tile_address_expand (self->template, id, self->is_tms);
  g_auto (AcnTileFile) file = { NULL };
  g_auto (AcnReply) reply = { NULL };
  g_autoptr (GError) trouble = NULL;
  const gboolean is_kept = acn_tile_disk_find (url, &file);
  AcnRequest     request = { .url = url, .etag = file.etag, .limit = TILE_MAX };

  if (is_kept && !looks_like_tile (file.bytes, self->is_vector))
    {
      acn_tile_disk_drop (url);
      acn_tile_file_clear (&file);
      request.etag = NULL;
    }
  if (file.bytes != NULL && file.expires_s > g_get_real_time () / G_USEC_PER_SEC)
    return g_steal_pointer (&file.bytes);
  if (!acn_fetch (&request, &reply, cancellable, &trouble))
    {
      if (file.bytes != NULL && !g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return g_steal_pointer (&file.bytes);
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  note_fresh (self, url, &reply);
  return reply.body != NULL ? g_steal_pointer (&reply.body) : g_steal_pointer (&file.bytes);
}

static void
keep_web (AcnTileLoader *base, AcnTileId id, GBytes *bytes)
{
  WebLoader       *self = (WebLoader *) base;
  g_autofree char *url = acn_tile_address_expand (self->template, id, self->is_tms);
  g_autofree char *key = NULL;
  gpointer         fresh = NULL;

  g_mutex_lock (&self->lock);
  g_hash_table_steal_extended (self->fresh, url, (gpointer *) &key, &fresh);
  g_mutex_unlock (&self->lock);
  if (fresh == NULL)
    return;
  acn_tile_disk_keep (url, bytes, ((Fresh *) fresh)->etag, ((Fresh *) fresh)->expires_s);
  free_fresh (fresh);
}

static void
free_web (AcnTileLoader *base)
{
  WebLoader *self = (WebLoader *) base;

  g_free (self->template);
  g_hash_table_unref (self->fresh);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static AcnRaster *
open_template (const char *place, const char *template, gboolean is_tms, const AcnTileInfo *info)
{
  WebLoader       *self = g_new0 (WebLoader, 1);
  g_autofree char *host = acn_tile_address_host (template);
  AcnTileInfo      shown = *info;

  self->base =
      (AcnTileLoader){ load_web, keep_web, free_web, TRUE, acn_network_get_n_at_once (host) };
  self->template = g_strdup (template);
  self->is_tms = is_tms;
  self->is_vector = info->kind == ACN_TILES_VECTOR;
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_fresh);
  g_mutex_init (&self->lock);
  if (shown.attribution == NULL)
    shown.attribution =
        g_str_has_suffix (host, "openstreetmap.org")
            ? (char *) "© OpenStreetMap contributors (ODbL), openstreetmap.org/copyright"
            : host;
  return acn_tile_source_new (&self->base, place, &shown);
}

static gboolean
check_host (const char *template, GError **error)
{
  g_autofree char *host = acn_tile_address_host (template);

  return acn_network_check (host, error);
}

static AcnRaster *
open_tilejson (const char *address, GCancellable *cancellable, GError **error)
{
  const AcnRequest request = { .url = address, .limit = TILEJSON_MAX };
  g_auto (AcnReply) reply = { NULL };
  g_auto (AcnTileJson) json = { { 0 } };

  if (!acn_fetch (&request, &reply, cancellable, error) ||
      !acn_tilejson_read (&json, reply.body, error) || !acn_tiles_check_kind (&json.info, error) ||
      !check_host (json.template, error))
    return NULL;
  return open_template (address, json.template, json.is_tms, &json.info);
}

/* --- PMTiles behind a server ----------------------------------------------------------------- */

/* WebSource: @etag is that of the first answer; the archive must not change under the reader. */
typedef struct
{
  AcnByteSource base;
  char         *url;
  GMutex        lock;
  char         *etag; /* under the lock */
} WebSource;

static gboolean
check_same (WebSource *self, const AcnReply *reply, GError **error)
{
  gboolean is_same;

  g_mutex_lock (&self->lock);
  if (self->etag == NULL)
    self->etag = g_strdup (reply->etag != NULL ? reply->etag : "");
  is_same = g_str_equal (self->etag, reply->etag != NULL ? reply->etag : "");
  g_mutex_unlock (&self->lock);
  if (is_same)
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_DATA,
                       _ ("the archive was replaced on its server; choose it again"));
  return FALSE;
}

static GBytes *
read_web (
    AcnByteSource *base, guint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  WebSource       *self = (WebSource *) base;
  const AcnRequest request = {
    .url = self->url, .offset = offset, .length = length, .limit = length
  };
  g_auto (AcnReply) reply = { NULL };

  if (!acn_fetch (&request, &reply, cancellable, error) || !check_same (self, &reply, error))
    return NULL;
  /* The first part may be larger than a small archive. */
  if (g_bytes_get_size (reply.body) == length ||
      (offset == 0 && g_bytes_get_size (reply.body) == reply.total))
    return g_steal_pointer (&reply.body);
  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _ ("the server gives less than was asked"));
  return NULL;
}

static void
close_web (AcnByteSource *base)
{
  WebSource *self = (WebSource *) base;

  g_free (self->url);
  g_free (self->etag);
  g_mutex_clear (&self->lock);
}

typedef struct
{
  AcnTileLoader base;
  AcnPmtiles   *pmtiles;
  WebSource    *source; /* of @pmtiles */
} ArchiveLoader;

static char *
name_tile (ArchiveLoader *self, AcnTileId id)
{
  return g_strdup_printf (
      "%s#%s/%u/%u/%u", self->source->url, self->source->etag, id.z, id.x, id.y);
}

static GBytes *
load_archive (AcnTileLoader *base, AcnTileId id, GCancellable *cancellable, GError **error)
{
  ArchiveLoader   *self = (ArchiveLoader *) base;
  g_autofree char *name = name_tile (self, id);
  g_auto (AcnTileFile) file = { NULL };

  if (acn_tile_disk_find (name, &file) &&
      looks_like_tile (file.bytes, acn_pmtiles_get_info (self->pmtiles)->kind == ACN_TILES_VECTOR))
    return g_steal_pointer (&file.bytes);
  return acn_pmtiles_read (self->pmtiles, id, cancellable, error);
}

static void
keep_archive (AcnTileLoader *base, AcnTileId id, GBytes *bytes)
{
  ArchiveLoader   *self = (ArchiveLoader *) base;
  g_autofree char *name = name_tile (self, id);

  /* Without a tag nobody could say when it changes. */
  if (*self->source->etag != '\0')
    acn_tile_disk_keep (name, bytes, NULL, g_get_real_time () / G_USEC_PER_SEC + ARCHIVE_EXPIRY_S);
}

static void
free_archive (AcnTileLoader *base)
{
  acn_pmtiles_free (((ArchiveLoader *) base)->pmtiles);
  g_free (base);
}

static AcnRaster *
open_archive (const char *address, GCancellable *cancellable, GError **error)
{
  WebSource       *source = g_new0 (WebSource, 1);
  g_autofree char *host = acn_tile_address_host (address);
  g_autoptr (AcnPmtiles) pmtiles = NULL;
  ArchiveLoader *self;
  AcnTileInfo    shown;

  source->base = (AcnByteSource){ read_web, close_web, G_MAXUINT64 };
  source->url = g_strdup (address);
  g_mutex_init (&source->lock);
  pmtiles = acn_pmtiles_new (&source->base, host, cancellable, error);
  if (pmtiles == NULL || !acn_tiles_check_kind (acn_pmtiles_get_info (pmtiles), error))
    return NULL;
  self = g_new0 (ArchiveLoader, 1);
  self->base = (AcnTileLoader){
    load_archive, keep_archive, free_archive, TRUE, acn_network_get_n_at_once (host)
  };
  self->source = source;
  self->pmtiles = g_steal_pointer (&pmtiles);
  shown = *acn_pmtiles_get_info (self->pmtiles);
  if (shown.attribution == NULL)
    shown.attribution = host;
  return acn_tile_source_new (&self->base, address, &shown);
}

/* By the usual suffixes: a template alone tells no more. */
static gboolean
names_vector_tiles (const char *template)
{
  const gsize      length = strcspn (template, "?#");
  g_autofree char *path = g_strndup (template, length);

  return g_str_has_suffix (path, ".pbf") || g_str_has_suffix (path, ".mvt");
}

/* --- All ------------------------------------------------------------------------------------- */

/**
 * acn_tiles_open_web:
 * @address: a template, TileJSON or PMTiles
 *
 * Returns: (transfer full) (nullable): the tiles; NULL with an error of %G_IO_ERROR
 */
AcnRaster *
acn_tiles_open_web (const char *address, GCancellable *cancellable, GError **error)
{
  AcnTileInfo    info = { .max_zoom = ZOOM_MAX_UNTOLD };
  AcnAddressKind kind;

  if (!acn_tile_address_check (address, &kind, error) || !check_host (address, error))
    return NULL;
  switch (kind)
    {
    case ACN_ADDRESS_TEMPLATE:
      info.kind = names_vector_tiles (address) ? ACN_TILES_VECTOR : ACN_TILES_RASTER;
      return acn_tiles_check_kind (&info, error) ? open_template (address, address, FALSE, &info)
                                                 : NULL;
    case ACN_ADDRESS_TILEJSON:
      return open_tilejson (address, cancellable, error);
    case ACN_ADDRESS_PMTILES:
      return open_archive (address, cancellable, error);
    default:
      g_assert_not_reached ();
    }
}
