/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-tile-files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "io/acn-mbtiles.h"
#include "io/acn-pmtiles.h"
#include "tiles/acn-vector-tiles.h"

typedef struct
{
  AcnTileLoader base;
  AcnMbtiles   *mbtiles; /* one of the two */
  AcnPmtiles   *pmtiles;
} FileLoader;

static GBytes *
load (AcnTileLoader *base, AcnTileId id, GCancellable *cancellable, GError **error)
{
  FileLoader *self = (FileLoader *) base;

  return self->mbtiles != NULL ? acn_mbtiles_read (self->mbtiles, id, cancellable, error)
                               : acn_pmtiles_read (self->pmtiles, id, cancellable, error);
}

static void
free_loader (AcnTileLoader *base)
{
  FileLoader *self = (FileLoader *) base;

  g_clear_pointer (&self->mbtiles, acn_mbtiles_free);
  g_clear_pointer (&self->pmtiles, acn_pmtiles_free);
  g_free (self);
}

static FileLoader *
new_loader (void)
{
  FileLoader *self = g_new0 (FileLoader, 1);

  self->base = (AcnTileLoader){ .load = load, .free = free_loader };
  return self;
}

/**
 * acn_tiles_check_kind:
 *
 * Returns: whether the tiles are pictures, or can be made such here; else
 *   %G_IO_ERROR_NOT_SUPPORTED
 */
gboolean
acn_tiles_check_kind (const AcnTileInfo *info, GError **error)
{
  if (info->kind == ACN_TILES_RASTER || acn_vector_tiles_are_painted ())
    return TRUE;
  g_set_error_literal (
      error,
      G_IO_ERROR,
      G_IO_ERROR_NOT_SUPPORTED,
      _ ("it holds vector tiles, which the window alone draws, and that with "
         "libshumate 1.2 or newer; here the base map shows tiles that are pictures "
         "(PNG, JPEG, WebP)"));
  return FALSE;
}

static gboolean
looks_like_pmtiles (AcnByteSource *source)
{
  g_autoptr (GBytes) head = acn_byte_source_read (source, 0, 7, 7, NULL, NULL);

  return head != NULL && memcmp (g_bytes_get_data (head, NULL), "PMTiles", 7) == 0;
}

/**
 * acn_tiles_open_file:
 * @path: MBTiles or PMTiles, known by what they hold and not by the name
 *
 * Returns: (transfer full) (nullable): the tiles; NULL with an error of %G_IO_ERROR
 */
AcnRaster *
acn_tiles_open_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (AcnByteSource) source = acn_byte_source_new_file (path, error);
  g_autofree char   *name = g_path_get_basename (path);
  FileLoader        *loader;
  const AcnTileInfo *info;

  if (source == NULL)
    return NULL;
  loader = new_loader ();
  if (looks_like_pmtiles (source))
    loader->pmtiles = acn_pmtiles_new (g_steal_pointer (&source), name, cancellable, error);
  else
    loader->mbtiles = acn_mbtiles_new (path, cancellable, error);
  info = loader->pmtiles != NULL   ? acn_pmtiles_get_info (loader->pmtiles)
         : loader->mbtiles != NULL ? acn_mbtiles_get_info (loader->mbtiles)
                                   : NULL;
  if (info != NULL && acn_tiles_check_kind (info, error))
    {
      AcnTileInfo shown = *info;

      if (info->kind == ACN_TILES_VECTOR)
        {
          /* Painting waits for the main loop. */
          loader->base.is_slow = TRUE;
          loader->base.n_at_once = 1;
        }
      /* Who names nobody is named by the file. */
      if (shown.attribution == NULL)
        shown.attribution = shown.name != NULL ? shown.name : name;
      return acn_tile_source_new (&loader->base, path, &shown);
    }
  free_loader (&loader->base);
  return NULL;
}
