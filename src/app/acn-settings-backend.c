/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIO has a backend for key files as well, and sandboxes get it. It replaces its file with an empty
 * one when the disk is full (GLib 2.74), and writes the file as it remembers it, so that of two
 * programs at once one undoes what the other has saved. This one reads and writes the same file in
 * the same form, but changes only what is to be changed, with the folder locked meanwhile, and
 * replaces the file whole or not at all. What cannot be written is kept and written with the next
 * change.
 *
 * Only the first reading is in the main thread: a disk may take seconds. A change is known at once
 * and pending until a worker has written it, with all others that have come by then; it reads the
 * file again first, so that what others have saved is kept. g_settings_sync() waits for it, and the
 * program calls that as it ends. */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/acn-settings-backend.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/acn-settings-merge.h"
#include "io/acn-write.h"

#define NAME "accession"
/* dconf's backend has 100, GIO's key file 10. */
#define PRIORITY 50
#define VARIABLE "GSETTINGS_BACKEND"

/* The end of the program waits so long for the disk, and a worker that nobody waits for. */
#define PATIENCE_US (5 * G_USEC_PER_SEC)
#define PATIENCE_OF_WORKER_US (30 * G_USEC_PER_SEC)

/* Change: of one key, that is not on the disk yet. */
typedef struct
{
  char *text;   /* NULL: reset */
  char *base;   /* what it was made of; NULL: nothing */
  char *sent;   /* the text that the worker has taken last */
  guint since;  /* counts changes: of the first one since the disk had all */
  guint serial; /* of the last one */
} Change;

typedef struct
{
  GSettingsBackend parent_instance;

  char         *path;
  GFileMonitor *monitor;

  GMutex      lock;    /* of all below */
  GCond       cond;    /* a round is over */
  GKeyFile   *known;   /* the file as it was last, with what is pending */
  GHashTable *pending; /* key -> Change */
  guint       serial;  /* of the last change */
  guint64     asked;   /* rounds that the worker is to make */
  guint64     done;    /* the last one of them that is over */
  gboolean    working; /* there is a worker */
  gboolean    failed;  /* it could not write in its last round, or that takes too long */
  GKeyFile   *news;    /* the file as it has just been read or written, on its way to @known */
  guint       news_id;
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

/* With the lock. @sent: whether @file is on its way to the disk */
static void
apply_pending (AcnSettingsBackend *self, GKeyFile *file, gboolean sent)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Change          *change = value;
      g_autofree char *theirs = get_text (file, key);
      g_autofree char *text = acn_settings_merge (change->base, change->text, theirs);

      set_text (file, key, text);
      if (sent)
        {
          g_free (change->sent);
          change->sent = g_strdup (change->text);
        }
    }
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

/* --- What has changed ------------------------------------------------------------------------ */

/* Adds the keys of @one that @other has not, or (where @or_other) has with another value. */
static void
find_differences (GPtrArray *keys, GKeyFile *one, GKeyFile *other, gboolean or_other)
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
            g_ptr_array_add (keys, g_steal_pointer (&key));
        }
    }
}

/* In the main thread: what the file holds from now on, and what else is pending since. */
static gboolean
take_news_cb (gpointer data)
{
  AcnSettingsBackend *self = data;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GKeyFile) before = NULL;

  g_mutex_lock (&self->lock);
  self->news_id = 0;
  before = g_steal_pointer (&self->known);
  self->known = g_steal_pointer (&self->news);
  apply_pending (self, self->known, FALSE);
  find_differences (keys, before, self->known, TRUE);
  find_differences (keys, self->known, before, FALSE);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < keys->len; i++)
    g_settings_backend_changed ((GSettingsBackend *) self, keys->pdata[i], NULL);
  return G_SOURCE_REMOVE;
}

/* With the lock. @file: (transfer full): nobody else knows it */
static void
bring_news (AcnSettingsBackend *self, GKeyFile *file)
{
  g_clear_pointer (&self->news, g_key_file_unref);
  self->news = file;
  if (self->news_id == 0)
    self->news_id =
        g_idle_add_full (G_PRIORITY_DEFAULT, take_news_cb, g_object_ref (self), g_object_unref);
}

/* --- The worker ------------------------------------------------------------------------------ */

/* With the lock: what was pending up to @serial is on the disk. What has come since was made of it.
 */
static void
forget_written (AcnSettingsBackend *self, guint serial)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Change *change = value;

      if (change->serial <= serial)
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (change->since > serial)
        continue;
      g_free (change->base);
      change->base = g_steal_pointer (&change->sent);
    }
}

/* Takes the file that could not be read for what is known of it. */
static GKeyFile *
copy_known (AcnSettingsBackend *self)
{
  GKeyFile        *file = g_key_file_new ();
  gsize            length;
  g_autofree char *data = g_key_file_to_data (self->known, &length, NULL);

  g_key_file_load_from_data (file, data, length, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

/* Reads the file, and writes what is pending into it as it is now. */
static void
make_round (AcnSettingsBackend *self)
{
  const int fd = lock_folder (self);
  g_autoptr (GKeyFile) file = fd >= 0 ? read_file (self) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean good = fd >= 0;
  guint    serial, n;
  char    *data;
  gsize    length;

  g_mutex_lock (&self->lock);
  serial = self->serial;
  n = g_hash_table_size (self->pending);
  if (file == NULL && n > 0)
    file = copy_known (self);
  if (file != NULL)
    apply_pending (self, file, TRUE);
  g_mutex_unlock (&self->lock);

  if (good && n > 0)
    {
      data = g_key_file_to_data (file, &length, NULL);
      bytes = g_bytes_new_take (data, length);
      good = acn_write_file (self->path, bytes, NULL);
    }
  if (fd >= 0)
    close (fd);

  g_mutex_lock (&self->lock);
  if (good && n > 0)
    forget_written (self, serial);
  self->failed = !good && n > 0;
  if (file != NULL)
    bring_news (self, g_steal_pointer (&file));
  g_mutex_unlock (&self->lock);
}

static gpointer
work (gpointer data)
{
  g_autoptr (GObject) object = data;
  AcnSettingsBackend *self = data;

  g_mutex_lock (&self->lock);
  while (self->done != self->asked)
    {
      const guint64 asked = self->asked;

      g_mutex_unlock (&self->lock);
      make_round (self);
      g_mutex_lock (&self->lock);
      self->done = asked;
      g_cond_broadcast (&self->cond);
    }
  self->working = FALSE;
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* With the lock. */
static void
ask (AcnSettingsBackend *self)
{
  self->asked++;
  if (self->working)
    return;
  self->working = TRUE;
  g_thread_unref (g_thread_new ("settings", work, g_object_ref (self)));
}

static void
file_changed_cb (AcnSettingsBackend *self)
{
  g_mutex_lock (&self->lock);
  ask (self);
  g_mutex_unlock (&self->lock);
}

/* --- The backend ----------------------------------------------------------------------------- */

static GVariant *
acn_settings_backend_read (GSettingsBackend   *backend,
                           const char         *key,
                           const GVariantType *type,
                           gboolean            default_value)
{
  AcnSettingsBackend *self = get_self (backend);
  g_autofree char    *text = NULL;

  if (default_value)
    return NULL;
  g_mutex_lock (&self->lock);
  text = get_text (self->known, key);
  g_mutex_unlock (&self->lock);
  return text != NULL ? g_variant_parse (type, text, NULL, NULL, NULL) : NULL;
}

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->text);
  g_free (change->base);
  g_free (change->sent);
  g_free (change);
}

/* With the lock. */
static void
put (AcnSettingsBackend *self, const char *key, GVariant *value)
{
  Change *change = g_hash_table_lookup (self->pending, key);

  if (change == NULL)
    {
      change = g_new0 (Change, 1);
      change->base = get_text (self->known, key);
      change->since = self->serial + 1;
      g_hash_table_insert (self->pending, g_strdup (key), change);
    }
  g_free (change->text);
  change->text = value != NULL ? g_variant_print (value, FALSE) : NULL;
  change->serial = ++self->serial;
  set_text (self->known, key, change->text);
}

static gboolean
acn_settings_backend_write (GSettingsBackend *backend,
                            const char       *key,
                            GVariant         *value,
                            gpointer          origin)
{
  AcnSettingsBackend *self = get_self (backend);

  g_mutex_lock (&self->lock);
  put (self, key, value);
  ask (self);
  g_mutex_unlock (&self->lock);
  g_settings_backend_changed (backend, key, origin);
  return TRUE;
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
  AcnSettingsBackend *self = get_self (backend);

  g_mutex_lock (&self->lock);
  g_tree_foreach (tree, put_cb, self);
  ask (self);
  g_mutex_unlock (&self->lock);
  g_settings_backend_changed_tree (backend, tree, origin);
  return TRUE;
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

/* Waits until all that has been changed is on the disk, or cannot be. Any thread. */
static void
wait_for_disk (AcnSettingsBackend *self, gint64 patience_us)
{
  const gint64 end_us = g_get_monotonic_time () + patience_us;
  guint64      wanted;

  g_mutex_lock (&self->lock);
  if (g_hash_table_size (self->pending) > 0)
    ask (self);
  wanted = self->asked;
  while (self->done < wanted)
    if (!g_cond_wait_until (&self->cond, &self->lock, end_us))
      {
        self->failed |= self->done < wanted;
        break;
      }
  g_mutex_unlock (&self->lock);
}

static void
acn_settings_backend_sync (GSettingsBackend *backend)
{
  wait_for_disk (get_self (backend), PATIENCE_US);
}

static void
acn_settings_backend_finalize (GObject *object)
{
  AcnSettingsBackend *self = (AcnSettingsBackend *) object;

  g_clear_object (&self->monitor);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->known, g_key_file_unref);
  g_clear_pointer (&self->news, g_key_file_unref);
  g_clear_pointer (&self->path, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
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

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->path = acn_settings_backend_get_path ();
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_change);
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

/**
 * acn_settings_backend_wait:
 *
 * As g_settings_sync(), for a worker: more patient.
 *
 * Returns: %FALSE when something could not be written, or not in time. Other backends do not say
 */
gboolean
acn_settings_backend_wait (void)
{
  GSettingsBackend   *backend = g_settings_backend_get_default ();
  AcnSettingsBackend *self = get_self (backend);
  gboolean            written = TRUE;

  if (!G_TYPE_CHECK_INSTANCE_TYPE (backend, acn_settings_backend_get_type ()))
    g_settings_sync ();
  else
    {
      wait_for_disk (self, PATIENCE_OF_WORKER_US);
      g_mutex_lock (&self->lock);
      written = !self->failed;
      g_mutex_unlock (&self->lock);
    }
  g_object_unref (backend);
  return written;
}
