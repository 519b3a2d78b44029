/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings are kept by the desktop, in one file for all programs: dconf's, or a key file where
 * there is no dconf (GSETTINGS_BACKEND=keyfile, and in sandboxes). Both give defaults when their
 * file is broken, but say so only in the log. */
#include "app/acn-settings.h"

#include <string.h>

#include "acn-config.h"
#include "app/acn-settings-backend.h"

/* Beginning of a GVariant database, in either byte order. */
static gboolean
is_database (const char *contents, gsize length)
{
  return length >= 8 &&
         (memcmp (contents, "GVariant", 8) == 0 || memcmp (contents, "raVGtnai", 8) == 0);
}

static gboolean
is_key_file (const char *contents, gsize length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  return g_key_file_load_from_data (file, contents, length, G_KEY_FILE_NONE, NULL);
}

/* The next write would replace it: what a person can still mend is kept beside it. */
static void
keep_aside (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_strconcat (path, ".broken", NULL);
  g_autoptr (GFile) aside = g_file_new_for_path (name);

  g_file_move (file, aside, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

static gboolean
mend (void)
{
  const char      *backend = g_getenv ("GSETTINGS_BACKEND");
  const gboolean   by_keys = acn_settings_backend_is_wanted ();
  g_autofree char *path = by_keys
                              ? acn_settings_backend_get_path ()
                              : g_build_filename (g_get_user_config_dir (), "dconf", "user", NULL);
  g_autofree char *contents = NULL;
  gsize            length;

  if (backend != NULL && !by_keys && g_strcmp0 (backend, "dconf") != 0)
    return FALSE;
  if (!g_file_get_contents (path, &contents, &length, NULL) || length == 0)
    return FALSE;
  if (by_keys ? is_key_file (contents, length) : is_database (contents, length))
    return FALSE;
  if (by_keys) /* dconf keeps a copy itself */
    keep_aside (path);
  return TRUE;
}

/**
 * acn_settings_open:
 * @out_broken: (out): whether the file that keeps them could not be understood; then they are the
 *   defaults, and a key file lies beside its place under a name that ends in ".broken"
 *
 * Returns: (transfer full) (nullable): the settings; NULL when their schema is not installed: the
 *   program then works with defaults
 */
GSettings *
acn_settings_open (gboolean *out_broken)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, ACN_APP_ID, TRUE) : NULL;

  *out_broken = mend ();
  acn_settings_backend_install ();
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
wait_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, acn_settings_backend_wait ());
}

/**
 * acn_settings_wait_async:
 * @callback: called in the main thread
 * @data: for @callback
 *
 * Waits in a worker until what has been changed is where it belongs, or cannot be.
 */
void
acn_settings_wait_async (GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_run_in_thread (task, wait_in_thread);
}

/**
 * acn_settings_wait_finish:
 *
 * Returns: whether it is written. The service of dconf says only by the values, which are the old
 *   ones again, that it could not be
 */
gboolean
acn_settings_wait_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
