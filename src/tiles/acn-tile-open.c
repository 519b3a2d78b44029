/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-tile-open.h"

#include <string.h>

#include "tiles/acn-tile-files.h"
#include "tiles/acn-tile-web.h"

/**
 * acn_tiles_is_address:
 * @place: a path or an address
 *
 * Returns: whether the network would be asked
 */
gboolean
acn_tiles_is_address (const char *place)
{
  return strstr (place, "://") != NULL;
}

/**
 * acn_tiles_open:
 * @place: a path, or an address whose server was agreed to
 *
 * May wait for disk and network: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the tiles; NULL with an error of %G_IO_ERROR.
 *   %G_IO_ERROR_PERMISSION_DENIED: a server was not agreed to, see acn_network_get_refused()
 */
AcnRaster *
acn_tiles_open (const char *place, GCancellable *cancellable, GError **error)
{
  return acn_tiles_is_address (place) ? acn_tiles_open_web (place, cancellable, error)
                                      : acn_tiles_open_file (place, cancellable, error);
}

static void
open_thread (GTask *task, gpointer source, gpointer place, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  AcnRaster *raster = acn_tiles_open (place, cancellable, &error);

  if (raster != NULL)
    g_task_return_pointer (task, raster, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
acn_tiles_open_async (const char         *place,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (place), g_free);
  g_task_run_in_thread (task, open_thread);
}

AcnRaster *
acn_tiles_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
