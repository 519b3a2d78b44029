/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-figure-job.h"

#include "paint/acn-texture.h"

#define SECONDS_A_FRAME 0.5

/* Job: what a worker gets; its own copies of all. */
typedef struct
{
  AcnFigure        *figure;
  double            scale;
  AcnSpan           span;
  char             *step; /* or NULL: one figure */
  char             *path;
  AcnFigureProgress progress;
  GTask            *task;
} Job;

static void
free_job (Job *job)
{
  acn_figure_free (job->figure);
  g_free (job->step);
  g_free (job->path);
  g_free (job);
}

void
acn_figure_painting_free (AcnFigurePainting *self)
{
  g_clear_object (&self->texture);
  g_free (self->description);
  g_free (self);
}

/* --- Painting -------------------------------------------------------------------------------- */

static void
paint (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError    *error = NULL;
  g_autoptr (AcnDisplayList) list = acn_figure_layout (job->figure, &error);
  g_autofree char   *description = list != NULL ? acn_figure_describe (job->figure, &error) : NULL;
  AcnFigurePainting *painting;

  if (description == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  painting = g_new0 (AcnFigurePainting, 1);
  painting->texture =
      acn_texture_paint (list, job->figure->width_px, job->figure->height_px, job->scale);
  painting->description = g_steal_pointer (&description);
  g_task_return_pointer (task, painting, (GDestroyNotify) acn_figure_painting_free);
}

/**
 * acn_figure_paint_async:
 * @figure: copied
 * @scale: device pixels per logical pixel; may be less than one
 * @owner: a GObject, given to @callback as source
 */
void
acn_figure_paint_async (const AcnFigure    *figure,
                        double              scale,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            owner)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, NULL);
  Job *job = g_new0 (Job, 1);

  job->figure = acn_figure_copy (figure);
  job->scale = scale;
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  g_task_run_in_thread (task, paint);
}

/**
 * acn_figure_paint_finish:
 *
 * Returns: (transfer full): the painting; NULL with @error
 */
AcnFigurePainting *
acn_figure_paint_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Saving ---------------------------------------------------------------------------------- */

/* Tick: on its way to the main thread. */
typedef struct
{
  GTask *task;
  guint  n_done, n_frames;
} Tick;

static gboolean
tell_cb (gpointer data)
{
  Tick *tick = data;
  Job  *job = g_task_get_task_data (tick->task);

  if (!g_task_get_completed (tick->task))
    job->progress (tick->n_done, tick->n_frames, g_task_get_source_object (tick->task));
  g_object_unref (tick->task);
  g_free (tick);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint n_done, guint n_frames, gpointer data)
{
  Job  *job = data;
  Tick *tick = g_new (Tick, 1);

  *tick = (Tick){ g_object_ref (job->task), n_done, n_frames };
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, tick, NULL);
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job            *job = data;
  GError         *error = NULL;
  const AcnSeries series = {
    job->figure, job->span, job->step, SECONDS_A_FRAME, job->progress != NULL ? progress_cb : NULL,
    job
  };
  g_autofree char *description = acn_figure_describe (job->figure, &error);

  if (description == NULL ||
      !(job->step != NULL ? acn_series_save (&series, job->path, cancellable, &error)
                          : acn_figure_save (job->figure, job->path, cancellable, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&description), g_free);
}

/**
 * acn_figure_save_async:
 * @figure: copied
 * @span, @step: of a series; @step NULL for one figure
 * @path: where; the suffix picks the format
 * @progress: (nullable): of a series
 * @owner: a GObject, given to both callbacks
 * @data: for @callback
 */
void
acn_figure_save_async (const AcnFigure    *figure,
                       AcnSpan             span,
                       const char         *step,
                       const char         *path,
                       GCancellable       *cancellable,
                       AcnFigureProgress   progress,
                       GAsyncReadyCallback callback,
                       gpointer            owner,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->figure = acn_figure_copy (figure);
  job->span = span;
  job->step = g_strdup (step);
  job->path = g_strdup (path);
  job->progress = progress;
  job->task = task;
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  g_task_run_in_thread (task, save);
}

/**
 * acn_figure_save_finish:
 * @out_alt_text: (out) (optional): the figure in words
 *
 * Returns: whether the files are written
 */
gboolean
acn_figure_save_finish (GAsyncResult *result, char **out_alt_text, GError **error)
{
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), error);

  if (text == NULL)
    return FALSE;
  if (out_alt_text != NULL)
    *out_alt_text = g_steal_pointer (&text);
  return TRUE;
}
