/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs save in bursts: a temporary file, a rename, a change of mode. What counts is how the
 * files are when a burst is over, so each event only starts a short wait, and then all files are
 * looked at. The same news is told once. Only workers ask the disk, which may be slow or gone. */
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
  Stamp         now;     /* as the worker has found it */
} File;

/* The worker has the files while it looks, else the main thread. Kept by whoever may still call. */
struct _AcnFileWatch
{
  GArray       *files;
  gint64        since_us;
  AcnFilesTold  told; /* NULL: it has been freed */
  gpointer      data;
  AcnFilesState state;
  guint         wait_id;
  gint64        burst_us; /* when the burst began, 0 without */
  gboolean      looking;  /* there is a worker */
  gboolean      again;    /* a burst was over meanwhile */
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

static void
clear_file (gpointer data)
{
  File *file = data;

  g_clear_object (&file->monitor);
  g_clear_pointer (&file->path, g_free);
}

static void
clear_watch (gpointer data)
{
  AcnFileWatch *self = data;

  g_clear_pointer (&self->files, g_array_unref);
}

static void
release (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_watch);
}

/* --- In a worker ----------------------------------------------------------------------------- */

static void event_cb (AcnFileWatch *self);

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnFileWatch *self = data;

  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = &g_array_index (self->files, File, i);

      file->now = take_stamp (file->path);
    }
  g_task_return_boolean (task, TRUE);
}

/* What comes of a monitor comes in the main thread, whoever has made it. */
static void
begin_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnFileWatch *self = data;

  for (guint i = 0; i < self->files->len; i++)
    {
      File *item = &g_array_index (self->files, File, i);
      g_autoptr (GFile) file = g_file_new_for_path (item->path);

      item->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (item->monitor != NULL)
        g_signal_connect_data (item->monitor,
                               "changed",
                               G_CALLBACK (event_cb),
                               g_atomic_rc_box_acquire (self),
                               (GClosureNotify) (void (*) (void)) release,
                               G_CONNECT_SWAPPED);
    }
  look_in_thread (task, source, data, cancellable);
}

/* The monitors go with their signals, which keep the watch: here, or after the worker that makes
 * them. */
static void
end_monitors (AcnFileWatch *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = &g_array_index (self->files, File, i);

      if (file->monitor != NULL)
        g_file_monitor_cancel (file->monitor);
      g_clear_object (&file->monitor);
    }
}

/* --- In the main thread ---------------------------------------------------------------------- */

/* Tells when what was found is news. */
static void
tell (AcnFileWatch *self)
{
  AcnFilesState worst = ACN_FILES_SAME;
  const char   *path = NULL;
  gboolean      news = FALSE;

  for (guint i = 0; i < self->files->len; i++)
    {
      File               *file = &g_array_index (self->files, File, i);
      const AcnFilesState state = compare (file, &file->now);

      news |= !is_same (&file->now, &file->told);
      file->told = file->now;
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

static void
run (AcnFileWatch *self, GTaskThreadFunc in_thread, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, NULL);

  self->looking = TRUE;
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self), release);
  g_task_run_in_thread (task, in_thread);
}

static void look (AcnFileWatch *self);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFileWatch *self = g_task_get_task_data (G_TASK (result));

  self->looking = FALSE;
  if (self->told == NULL)
    {
      end_monitors (self);
      return;
    }
  if (self->again)
    look (self);
  else
    tell (self);
}

static void
look (AcnFileWatch *self)
{
  self->again = self->looking;
  if (!self->looking)
    run (self, look_in_thread, looked_cb);
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

  if (self->told == NULL)
    return;
  if (self->burst_us == 0)
    self->burst_us = now_us;
  if (self->wait_id != 0 && now_us - self->burst_us > BURST_MAX_US)
    return;
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_timeout_add (QUIET_MS, quiet_cb, self);
}

/* The files are as they were read, but for those that have changed since that began. */
static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnFileWatch *self = g_task_get_task_data (G_TASK (result));

  self->looking = FALSE;
  if (self->told == NULL)
    {
      end_monitors (self);
      return;
    }
  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = &g_array_index (self->files, File, i);

      file->read = file->told = file->now;
      if (file->read.changed_ns / 1000 >= self->since_us)
        file->read.there = FALSE; /* while it was being read: what was read is unknown */
      if (!file->read.there)
        {
          file->told.there = !file->told.there; /* so that it is news */
          event_cb (self);
        }
    }
  if (self->again)
    look (self);
}

/**
 * acn_file_watch_new:
 * @paths: files that have been read
 * @since_us: when the reading began, as g_get_real_time()
 * @told: called in the main thread, once for each burst that brings news
 * @data: for @told
 *
 * Watches from soon after until it is freed. A file that changed while it was being read is told,
 * too. Where the system cannot watch there is no news. Main thread; never waits for the disk.
 *
 * Returns: (transfer full): the watch
 */
AcnFileWatch *
acn_file_watch_new (const char *const *paths, gint64 since_us, AcnFilesTold told, gpointer data)
{
  AcnFileWatch *self = g_atomic_rc_box_new0 (AcnFileWatch);

  self->files = g_array_new (FALSE, TRUE, sizeof (File));
  g_array_set_clear_func (self->files, clear_file);
  self->since_us = since_us;
  self->told = told;
  self->data = data;
  for (; *paths != NULL; paths++)
    {
      const File file = { .path = g_strdup (*paths) };

      g_array_append_val (self->files, file);
    }
  run (self, begin_in_thread, begun_cb);
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
  self->told = NULL;
  if (!self->looking)
    end_monitors (self);
  release (self);
}
