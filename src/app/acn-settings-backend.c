/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIO has a backend for key files as well, and sandboxes get it. It replaces its file with an empty
 * one when the disk is full (GLib 2.74), and writes the file as it remembers it, so that of two
 * programs at once one undoes what the other has saved. This one reads and writes the same file in
 * the same form, but changes only what is to be changed, with the folder locked meanwhile, and
 * replaces the file whole or not at all. What cannot be written is kept and written with the next
 * change. All of it in the main thread. */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/acn-settings-backend.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "io/acn-write.h"

#define NAME "accession"
/* dconf's backend has 100, GIO's key file 10. */
#define PRIORITY 50
#define VARIABLE "GSETTINGS_BACKEND"

typedef struct
{
  GSettingsBackend parent_instance;

  char         *path;
  GKeyFile     *known;   /* the file as it was last, with what is pending */
  GHashTable   *pending; /* key -> text; NULL: reset */
  GFileMonitor *monitor;
} AcnSettingsBackend;

typedef GSettingsBackendClass AcnSettingsBackendClass;

GType acn_settings_backend_get_type (void);
G_DEFINE_TYPE (AcnSettingsBackend, acn_settings_backend, G_TYPE_SETTINGS_BACKEND)

static AcnSettingsBackend *
get_self (GSettingsBackend *backend)
{
  return (AcnSettingsBackend *) backend;
}

/* "/io/github/accession/Accession/day" is "day" in the group "io/github/accession/Accession". */
static gboolean
split (const char *key, char **out_group, const char **out_name)
{
  const char *slash = strrchr (key, '/');

  if (key[0] != '/' || slash == key || slash[1] == '\0')
    return FALSE;
  *out_group = g_strndup (key + 1, (gsize) (slash - key - 1));
  *out_name = slash + 1;
  return TRUE;
}

static char *
get_text (GKeyFile *file, const char *key)
{
  g_autofree char *group = NULL;
  const char      *name;

  return split (key, &group, &name) ? g_key_file_get_value (file, group, name, NULL) : NULL;
}

/* @text: (nullable): NULL takes the key out, and the group with its last one */
static void
set_text (GKeyFile *file, const char *key, const char *text)
{
  g_autofree char *group = NULL;
  const char      *name;
  gsize            n = 0;

  if (!split (key, &group, &name))
    return;
  if (text != NULL)
    {
      g_key_file_set_value (file, group, name, text);
      return;
    }
  g_key_file_remove_key (file, group, name, NULL);
  g_strfreev (g_key_file_get_keys (file, group, &n, NULL));
  if (n == 0)
    g_key_file_remove_group (file, group, NULL);
}

/* --- The file -------------------------------------------------------------------------------- */

/* NULL when it is broken; empty when it is not there. */
static GKeyFile *
read_file (AcnSettingsBackend *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return NULL;
  return g_steal_pointer (&file);
}

/* Tells of the keys of @one that @other has not, or (where @or_other) has with another value. */
static void
tell_differences (AcnSettingsBackend *self, GKeyFile *one, GKeyFile *other, gboolean or_other)
{
  g_auto (GStrv) groups = g_key_file_get_groups (one, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_key_file_get_keys (one, groups[i], NULL, NULL);

      for (guint k = 0; names != NULL && names[k] != NULL; k++)
        {
          g_autofree char *key = g_strdup_printf ("/%s/%s", groups[i], names[k]);
          g_autofree char *a = get_text (one, key), *b = get_text (other, key);

          if (b == NULL || (or_other && g_strcmp0 (a, b) != 0))
            g_settings_backend_changed ((GSettingsBackend *) self, key, NULL);
        }
    }
}

/* What the file holds from now on. */
static void
take_file (AcnSettingsBackend *self, GKeyFile *file)
{
  g_autoptr (GKeyFile) before = g_steal_pointer (&self->known);

  self->known = g_key_file_ref (file);
  tell_differences (self, before, file, TRUE);
  tell_differences (self, file, before, FALSE);
}

static void
apply_pending (AcnSettingsBackend *self, GKeyFile *file)
{
  GHashTableIter iter;
  gpointer       key, text;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &key, &text))
    set_text (file, key, text);
}

/* Locks the folder, as the file itself is replaced. */
static int
lock_folder (AcnSettingsBackend *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int              fd;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    return -1;
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    flock (fd, LOCK_EX); /* where that cannot be, two may still meet */
  return fd;
}

/* Writes what is pending into the file as it is now. */
static gboolean
flush (AcnSettingsBackend *self)
{
  const int fd = lock_folder (self);
  g_autoptr (GKeyFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char    *data;
  gsize    length;
  gboolean good;

  if (fd < 0)
    return FALSE;
  file = read_file (self);
  if (file == NULL)
    file = g_key_file_ref (self->known);
  apply_pending (self, file);
  data = g_key_file_to_data (file, &length, NULL);
  bytes = g_bytes_new_take (data, length);
  good = acn_write_file (self->path, bytes, NULL);
  close (fd);
  if (good)
    g_hash_table_remove_all (self->pending);
  take_file (self, file);
  return good;
}

static void
file_changed_cb (AcnSettingsBackend *self)
{
  g_autoptr (GKeyFile) file = read_file (self);

  if (file == NULL)
    return;
  apply_pending (self, file);
  take_file (self, file);
}

/* --- The backend ----------------------------------------------------------------------------- */

static GVariant *
acn_settings_backend_read (GSettingsBackend   *backend,
                           const char         *key,
                           const GVariantType *type,
                           gboolean            default_value)
{
  g_autofree char *text = default_value ? NULL : get_text (get_self (backend)->known, key);

  return text != NULL ? g_variant_parse (type, text, NULL, NULL, NULL) : NULL;
}

static void
put (AcnSettingsBackend *self, const char *key, GVariant *value)
{
  char *text = value != NULL ? g_variant_print (value, FALSE) : NULL;

  set_text (self->known, key, text);
  g_hash_table_insert (self->pending, g_strdup (key), text);
}

static gboolean
acn_settings_backend_write (GSettingsBackend *backend,
                            const char       *key,
                            GVariant         *value,
                            gpointer          origin)
{
  put (get_self (backend), key, value);
  g_settings_backend_changed (backend, key, origin);
  return flush (get_self (backend));
}

static gboolean
put_cb (gpointer key, gpointer value, gpointer data)
{
  put (data, key, value);
  return FALSE;
}

static gboolean
acn_settings_backend_write_tree (GSettingsBackend *backend, GTree *tree, gpointer origin)
{
  g_tree_foreach (tree, put_cb, backend);
  g_settings_backend_changed_tree (backend, tree, origin);
  return flush (get_self (backend));
}

static void
acn_settings_backend_reset (GSettingsBackend *backend, const char *key, gpointer origin)
{
  acn_settings_backend_write (backend, key, NULL, origin);
}

static gboolean
acn_settings_backend_get_writable (GSettingsBackend *backend, const char *key)
{
  return TRUE;
}

static void
acn_settings_backend_sync (GSettingsBackend *backend)
{
  AcnSettingsBackend *self = get_self (backend);

  if (g_hash_table_size (self->pending) > 0)
    flush (self);
  else
    file_changed_cb (self);
}

static void
acn_settings_backend_finalize (GObject *object)
{
  AcnSettingsBackend *self = (AcnSettingsBackend *) object;

  g_clear_object (&self->monitor);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->known, g_key_file_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (acn_settings_backend_parent_class)->finalize (object);
}

static void
acn_settings_backend_class_init (AcnSettingsBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acn_settings_backend_finalize;
  klass->read = acn_settings_backend_read;
  klass->write = acn_settings_backend_write;
  klass->write_tree = acn_settings_backend_write_tree;
  klass->reset = acn_settings_backend_reset;
  klass->get_writable = acn_settings_backend_get_writable;
  klass->sync = acn_settings_backend_sync;
}

static void
acn_settings_backend_init (AcnSettingsBackend *self)
{
  g_autoptr (GFile) file = NULL;

  self->path = acn_settings_backend_get_path ();
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->known = read_file (self);
  if (self->known == NULL)
    self->known = g_key_file_new ();
  file = g_file_new_for_path (self->path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
}

/**
 * acn_settings_backend_get_path:
 *
 * Returns: (transfer full): the key file, the same as GIO's
 */
char *
acn_settings_backend_get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
}

/**
 * acn_settings_backend_is_wanted:
 *
 * Returns: whether settings are in a key file: by choice, or in a sandbox
 */
gboolean
acn_settings_backend_is_wanted (void)
{
  return g_strcmp0 (g_getenv (VARIABLE), "keyfile") == 0 ||
         (g_getenv (VARIABLE) == NULL && g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS));
}

/**
 * acn_settings_backend_install:
 *
 * Takes the place of GIO's backend for key files, where that would be used. Before any settings are
 * read.
 */
void
acn_settings_backend_install (void)
{
  g_autofree char *before = g_strdup (g_getenv (VARIABLE));
  const gboolean   wanted = acn_settings_backend_is_wanted ();

  g_vfs_get_default (); /* has GIO make its extension points */
  g_io_extension_point_implement (
      G_SETTINGS_BACKEND_EXTENSION_POINT_NAME, acn_settings_backend_get_type (), NAME, PRIORITY);
  if (!wanted)
    return;
  g_setenv (VARIABLE, NAME, TRUE);
  g_object_unref (g_settings_backend_get_default ());
  /* Programs that this one starts know nothing of it. */
  if (before != NULL)
    g_setenv (VARIABLE, before, TRUE);
  else
    g_unsetenv (VARIABLE);
}
