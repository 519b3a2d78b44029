/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs save in bursts: a temporary file, a rename, a change of mode. What counts is how the
 * files are when a burst is over, so each event only starts a short wait, and then all files are
 * looked at. The same news is told once. */
#include "io/acn-file-watch.h"

#include <sys/stat.h>

/* A burst is over when nothing has happened for so long, ms. */
#define QUIET_MS 300
/* One that does not end is looked at all the same after so long, µs. */
#define BURST_MAX_US (2 * G_USEC_PER_SEC)

/* Stamp: tells one state of a file from another. */
typedef struct
{
  gboolean there;
  gint64   size, changed_ns;
  guint64  inode;
} Stamp;

typedef struct
{
  char         *path;
  GFileMonitor *monitor; /* or NULL: the system has no more */
  Stamp         read;    /* when it was read */
  Stamp         told;    /* when it was told last */
} File;

struct _AcnFileWatch
{
  GArray       *files;
  AcnFilesTold  told;
  gpointer      data;
  AcnFilesState state;
  guint         wait_id;
  gint64        burst_us; /* when the burst began, 0 without */
};

static Stamp
take_stamp (const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return (Stamp){ FALSE, 0, 0, 0 };
  return (Stamp){ TRUE,
                  info.st_size,
                  (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec,
                  info.st_ino };
}

static gboolean
is_same (const Stamp *a, const Stamp *b)
{
  return a->there == b->there && a->size == b->size && a->changed_ns == b->changed_ns &&
         a->inode == b->inode;
}

static AcnFilesState
compare (const File *file, const Stamp *now)
{
  if (!now->there)
    return ACN_FILES_GONE;
  return is_same (now, &file->read) ? ACN_FILES_SAME : ACN_FILES_CHANGED;
}

/* Looks at all files; tells when that is news. */
static void
look (AcnFileWatch *self)
{
  AcnFilesState worst = ACN_FILES_SAME;
  const char   *path = NULL;
  gboolean      news = FALSE;

  for (guint i = 0; i < self->files->len; i++)
    {
      File               *file = &g_array_index (self->files, File, i);
      const Stamp         now = take_stamp (file->path);
      const AcnFilesState state = compare (file, &now);

      news |= !is_same (&now, &file->told);
      file->told = now;
      if (state > worst)
        {
          worst = state;
          path = file->path;
        }
    }
  news &= worst != self->state || worst == ACN_FILES_CHANGED;
  self->state = worst;
  if (news)
    self->told (worst, path, self->data);
}

static gboolean
quiet_cb (gpointer data)
{
  AcnFileWatch *self = data;

  self->wait_id = 0;
  self->burst_us = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
event_cb (AcnFileWatch *self)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (self->burst_us == 0)
    self->burst_us = now_us;
  if (self->wait_id != 0 && now_us - self->burst_us > BURST_MAX_US)
    return;
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
clear_file (gpointer data)
{
  File *file = data;

  if (file->monitor != NULL)
    g_file_monitor_cancel (file->monitor);
  g_clear_object (&file->monitor);
  g_clear_pointer (&file->path, g_free);
}

static void
add_file (AcnFileWatch *self, const char *path, gint64 since_us)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  File item = { .path = g_strdup (path) };

  item.monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (item.monitor != NULL)
    g_signal_connect_swapped (item.monitor, "changed", G_CALLBACK (event_cb), self);
  item.read = item.told = take_stamp (path);
  if (item.read.changed_ns / 1000 >= since_us)
    item.read.there = FALSE; /* changed while it was being read: what was read is unknown */
  g_array_append_val (self->files, item);
}

/**
 * acn_file_watch_new:
 * @paths: files that have been read
 * @since_us: when the reading began, as g_get_real_time()
 * @told: called in the thread's main context, once for each burst that brings news
 * @data: for @told
 *
 * Watches until it is freed. A file that changed while it was being read is told, too. Where the
 * system cannot watch there is no news.
 *
 * Returns: (transfer full): the watch
 */
AcnFileWatch *
acn_file_watch_new (const char *const *paths, gint64 since_us, AcnFilesTold told, gpointer data)
{
  AcnFileWatch *self = g_new0 (AcnFileWatch, 1);

  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, clear_file);
  self->told = told;
  self->data = data;
  for (; *paths != NULL; paths++)
    {
      File *file;

      add_file (self, *paths, since_us);
      file = &g_array_index (self->files, File, self->files->len - 1);
      if (!file->read.there)
        {
          file->told.there = !file->told.there; /* so that it is news */
          event_cb (self);
        }
    }
  return self;
}

/**
 * acn_file_watch_free:
 * @self: a watch
 *
 * Ends it; nothing is told any more.
 */
void
acn_file_watch_free (AcnFileWatch *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = &g_array_index (self->files, File, i);

      if (file->monitor != NULL)
        g_signal_handlers_disconnect_by_data (file->monitor, self);
    }
  g_clear_pointer (&self->files, g_array_unref);
  g_free (self);
}
