/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-dossier-memory.h"

#include <gio/gio.h>
#include <math.h>

#include "acn-config.h"

/* An id may hold what a path of GSettings may not, so each byte that is no letter, digit or hyphen
 * is written as its number. */
static char *
make_path (const char *id)
{
  GString *path = g_string_new ("/io/github/accession/Accession/dossiers/");

  for (const char *c = id; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || *c == '-')
      g_string_append_c (path, *c);
    else
      g_string_append_printf (path, "_%02x", (guchar) *c);
  g_string_append_c (path, '/');
  return g_string_free (path, FALSE);
}

/**
 * acn_dossier_memory_open:
 * @dossier: any
 *
 * Any thread; the settings belong to it.
 *
 * Returns: (transfer full) (nullable): what is remembered of it; NULL where the schema is missing
 */
GSettings *
acn_dossier_memory_open (AcnDossier *dossier)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, ACN_APP_ID ".Dossier", TRUE) : NULL;
  const char      *id = acn_dossier_get_id (dossier);
  g_autofree char *path = make_path (id != NULL ? id : "");

  return schema != NULL ? g_settings_new_full (schema, NULL, path) : NULL;
}

/**
 * acn_dossier_memory_restore:
 * @memory: of the session's dossier
 * @session: put to the day, the layers and the lanes as they were left
 * @out_camera: (out): from where the map was seen
 *
 * Values from the settings are not trusted: whoever edits them may write anything.
 *
 * Returns: whether there is a camera
 */
gboolean
acn_dossier_memory_restore (GSettings *memory, AcnSession *session, AcnCamera *out_camera)
{
  g_autofree char *text = g_settings_get_string (memory, "day");
  g_autoptr (GVariant) layers = g_settings_get_value (memory, "layers");
  g_autoptr (GVariant) lanes = g_settings_get_value (memory, "lanes");
  AcnCamera camera;
  AcnDay    day;

  if (g_variant_n_children (layers) > 0)
    acn_session_restore_layers (session, layers);
  if (g_variant_n_children (lanes) > 0)
    acn_session_restore_lanes (session, lanes);
  if (!acn_day_parse (text, &day))
    return FALSE;
  acn_session_seek (session, day);
  g_settings_get (memory, "camera", "(ddd)", &camera.lon_deg, &camera.lat_deg, &camera.zoom);
  *out_camera = camera;
  return fabs (camera.lon_deg) <= 180 && fabs (camera.lat_deg) <= 85 &&
         camera.zoom >= ACN_ZOOM_MIN && camera.zoom <= ACN_ZOOM_MAX;
}
