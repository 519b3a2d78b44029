/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window remembers of each dossier: the day, the place on the map, layers and lanes; and
 * which dossiers were open of late. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "app/acn-dossier-memory.h"
#include "app/acn-settings.h"

/* Settings are written when nothing has changed for so long, ms. */
#define QUIET_MS 1000

/* --- The day and the place ------------------------------------------------------------------- */

/**
 * acn_window_tell_written:
 * @self: a window
 * @written: whether settings have just been written
 *
 * Says once that they cannot be, until they can be again: the program goes on, and what it could
 * not write is written with the next change.
 */
void
acn_window_tell_written (AcnWindow *self, gboolean written)
{
  if (!written && !self->unwritten)
    acn_window_toast (
        self, _ ("Nothing can be saved: the disk is full, or the settings must not be written"));
  self->unwritten = !written;
}

/* Of the values that were accepted. */
static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnWindow) self = data;
  const gboolean written = acn_settings_wait_finish (result);

  if (self->toasts != NULL) /* else it has been closed meanwhile */
    acn_window_tell_written (self, written);
}

/* Returns whether it is accepted; then a worker writes it. */
static gboolean
save (AcnWindow *self)
{
  AcnCamera        camera = acn_session_get_camera (self->session);
  g_autofree char *day = acn_day_to_iso (acn_session_get_day (self->session));

  gboolean written = g_settings_set_string (self->memory, "day", day);

  written &=
      g_settings_set (self->memory, "camera", "(ddd)", camera.lon_deg, camera.lat_deg, camera.zoom);
  written &= g_settings_set_value (self->memory, "lanes", acn_session_save_lanes (self->session));
  if (acn_session_get_claim (self->session) == ACN_NONE)
    written &=
        g_settings_set_value (self->memory,
                              "layers",
                              acn_layer_stack_save (acn_session_get_layers (self->session),
                                                    acn_session_get_dossier (self->session)));
  return written;
}

static gboolean
save_cb (gpointer data)
{
  AcnWindow *self = data;

  self->memory_id = 0;
  if (save (self))
    acn_settings_wait_async (waited_cb, g_object_ref (self));
  else
    acn_window_tell_written (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (AcnWindow *self)
{
  if (self->memory == NULL)
    return;
  g_clear_handle_id (&self->memory_id, g_source_remove);
  self->memory_id = g_timeout_add (QUIET_MS, save_cb, self);
}

static void
restore (AcnWindow *self)
{
  AcnCamera camera;

  if (acn_dossier_memory_restore (self->memory, self->session, &camera))
    acn_map_view_set_camera (self->map, camera);
}

/* --- The window ------------------------------------------------------------------------------ */

/**
 * acn_window_dup_last_dossier:
 * @settings: (nullable): the program's settings
 *
 * Returns: (transfer full) (nullable): path of the dossier that was open last, which may have gone
 *   meanwhile; NULL when that was the shipped one
 */
char *
acn_window_dup_last_dossier (GSettings *settings)
{
  g_autofree char *path =
      settings != NULL ? g_settings_get_string (settings, "last-dossier") : NULL;

  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : NULL;
}

/**
 * acn_window_begin_memory:
 * @self: a window that has just been given a dossier
 *
 * Restores the dossier as it was left, and remembers from now on.
 */
void
acn_window_begin_memory (AcnWindow *self)
{
  AcnDossier *dossier = acn_session_get_dossier (self->session);

  acn_window_end_memory (self);
  self->memory = acn_dossier_memory_open (dossier);
  if (self->memory != NULL && g_settings_get_boolean (self->settings, "restore-session"))
    restore (self);
  acn_window_follow_saved (self);
  if (acn_dossier_get_path (dossier) != NULL)
    acn_window_remember_file (self, acn_dossier_get_path (dossier));
}

/**
 * acn_window_write_memory:
 * @self: a window
 *
 * Writes what waits to be written, now.
 */
void
acn_window_write_memory (AcnWindow *self)
{
  if (self->memory_id != 0)
    save (self);
  g_clear_handle_id (&self->memory_id, g_source_remove);
}

/**
 * acn_window_end_memory:
 * @self: a window
 *
 * Writes what waits to be written, and remembers no more: the next dossier has its own memory.
 */
void
acn_window_end_memory (AcnWindow *self)
{
  acn_window_write_memory (self);
  g_clear_object (&self->memory);
}

/**
 * acn_window_add_memory:
 * @self: a window
 *
 * Follows the session.
 */
void
acn_window_add_memory (AcnWindow *self)
{
  static const char *const remembered[] = {
    "notify::day", "notify::camera", "notify::lanes", "layers-changed"
  };

  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    g_signal_connect_object (
        self->session, remembered[i], G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
