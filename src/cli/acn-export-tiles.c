/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --tiles: what lies under the layers of a figure. The network only with --allow-network. */
#include "cli/acn-export-tiles.h"

#include "io/acn-tile-address.h"
#include "tiles/acn-fetch.h"
#include "tiles/acn-tile-open.h"

/* A TileJSON may name tiles of another server than its own. */
#define N_HOSTS_MAX 2

static char *trouble; /* the first failure of the tiles, or NULL */

static void
failed_cb (AcnRaster *raster, const char *message, gpointer unused)
{
  if (trouble == NULL)
    trouble = g_strdup (message);
}

static AcnRaster *
open_tiles (const char *place, GError **error)
{
  g_autofree char *host = acn_tiles_is_address (place) ? acn_tile_address_host (place) : NULL;

  for (guint i = 0; i <= N_HOSTS_MAX; i++)
    {
      g_autoptr (GError) refusal = NULL;
      AcnRaster *raster;

      if (host != NULL)
        acn_network_allow (host);
      raster = acn_tiles_open (place, NULL, &refusal);
      if (raster != NULL)
        return raster;
      if (!g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) || host == NULL ||
          i == N_HOSTS_MAX)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
      g_free (host);
      host = acn_network_get_refused ();
    }
  return NULL;
}

/**
 * acn_export_open_tiles:
 * @map: gets the tiles that the options name, if any
 *
 * Returns: %ACN_EXIT_DONE, or what to end with: stderr says why
 */
AcnExit
acn_export_open_tiles (AcnMapSpec *map, const AcnExportOptions *options)
{
  g_autoptr (AcnRaster) raster = NULL;
  g_autoptr (GError) error = NULL;

  if (options->tiles == NULL)
    return ACN_EXIT_DONE;
  if (acn_tiles_is_address (options->tiles))
    {
      g_autofree char *host = NULL;

      if (!acn_tile_address_check (options->tiles, NULL, &error))
        return acn_cli_usage ("export", "--tiles: %s", error->message);
      host = acn_tile_address_host (options->tiles);
      if (!options->allow_network)
        return acn_cli_usage ("export", "--tiles would ask %s; --allow-network lets it", host);
    }
  raster = open_tiles (options->tiles, &error);
  if (raster == NULL)
    /* An address may hold a key, and the error names its host. */
    return acn_tiles_is_address (options->tiles)
               ? acn_cli_fail ("the tiles cannot be used: %s", error->message)
               : acn_cli_fail (
                     "the tiles in “%s” cannot be used: %s", options->tiles, error->message);
  g_signal_connect (raster, "failed", G_CALLBACK (failed_cb), NULL);
  acn_map_spec_set_raster (map, raster);
  return ACN_EXIT_DONE;
}

/**
 * acn_export_check_tiles:
 * @map: of a figure that is written
 *
 * Returns: %ACN_EXIT_FAILED when tiles are missing for another reason than that there are none: the
 *   figure shows the built-in map there
 */
AcnExit
acn_export_check_tiles (AcnMapSpec *map)
{
  while (map->raster != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  if (trouble != NULL)
    return acn_cli_fail ("tiles are missing in what was written: %s", trouble);
  return ACN_EXIT_DONE;
}
