/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series: days by a step, then frames on all cores. */
#include "export/acn-series.h"

#include "export/acn-animation.h"
#include "io/acn-write.h"

#include <glib/gstdio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* --- Days ------------------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  int         n_days, n_months;
} Unit;

static gboolean
parse_step (const char *text, guint *out_count, Unit *out_unit)
{
  static const Unit units[] = { { "d", 1, 0 }, { "w", 7, 0 }, { "mo", 0, 1 }, { "y", 0, 12 } };
  char             *end;
  const guint64     count = g_ascii_strtoull (text, &end, 10);

  if (!g_ascii_isdigit (*text) || count < 1 || count > 1000)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (end, units[i].name))
      {
        *out_count = (guint) count;
        *out_unit = units[i];
        return TRUE;
      }
  return FALSE;
}

static void
add_regular (GArray *days, AcnSpan span, guint count, Unit unit)
{
  AcnDay day = span.begin_day;

  for (guint i = 1; day < span.end_day && days->len <= ACN_SERIES_MAX; i++)
    {
      g_array_append_val (days, day);
      day = unit.n_months > 0
                ? acn_day_add_months (span.begin_day, (int) (i * count) * unit.n_months)
                : span.begin_day + (AcnDay) (i * count * (guint) unit.n_days);
    }
}

/* The first day, and each on which a layer that shows begins to look otherwise. */
static void
add_states (GArray *days, const AcnMapSpec *map, AcnSpan span)
{
  AcnDay day = span.begin_day;

  while (day < span.end_day && days->len <= ACN_SERIES_MAX)
    {
      AcnDay next = span.end_day;

      g_array_append_val (days, day);
      for (guint i = 0; i < map->n_layers; i++)
        if (acn_map_spec_shows_layer (map, i))
          next = MIN (next, acn_dossier_layer_step (map->dossier, i, day).end_day);
      day = next;
    }
}

/* Each day on which an event of the dossier begins. */
static void
add_events (GArray *days, const AcnMapSpec *map, AcnSpan span)
{
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (map->dossier, &n);

  for (guint i = 0; i < n && days->len <= ACN_SERIES_MAX; i++)
    {
      const AcnDay day = events[i].when.span.begin_day;

      if (acn_span_contains (span, day) &&
          (days->len == 0 || g_array_index (days, AcnDay, days->len - 1) != day))
        g_array_append_val (days, day);
    }
}

/**
 * acn_series_days:
 * @map: what is shown
 * @span: from the first frame's day to the day after the last possible one
 * @step: "3d", "1w", "1mo", "1y", "states" or "events"
 *
 * Returns: (transfer full) (element-type AcnDay): the days of the frames; NULL with
 *   ACN_FIGURE_ERROR_SERIES when there are none, too many, or the step is not known
 */
GArray *
acn_series_days (const AcnMapSpec *map, AcnSpan span, const char *step, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  guint count;
  Unit  unit;

  if (g_str_equal (step, "states"))
    add_states (days, map, span);
  else if (g_str_equal (step, "events"))
    add_events (days, map, span);
  else if (parse_step (step, &count, &unit))
    add_regular (days, span, count, unit);
  else
    {
      g_set_error (
          error,
          ACN_FIGURE_ERROR,
          ACN_FIGURE_ERROR_SERIES,
          /* Translators: %s stands for a step; keep 3d, 1w, 1mo, 1y and the words states and
           * events, which are given so. */
          _ ("“%s” is no step: days as 3d, weeks as 1w, months as 1mo, years as 1y, states "
             "and events are"),
          step);
      return NULL;
    }
  if (days->len >= 1 && days->len <= ACN_SERIES_MAX)
    return g_steal_pointer (&days);
  if (days->len == 0)
    g_set_error_literal (
        error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SERIES, _ ("no day of that span has a frame"));
  else
    g_set_error (error,
                 ACN_FIGURE_ERROR,
                 ACN_FIGURE_ERROR_SERIES,
                 /* Translators: %d is some thousands, always the same. */
                 _ ("a series has at most %d frames; take a larger step"),
                 ACN_SERIES_MAX);
  return NULL;
}

/* --- Names ----------------------------------------------------------------------------------- */

/* Where “%d” or “%04d” stands; NULL without. */
static const char *
find_number (const char *path, int *out_digits, const char **out_rest)
{
  const char *at = strchr (path, '%'), *p;

  if (at == NULL)
    return NULL;
  p = at + 1;
  *out_digits = 1;
  if (g_ascii_isdigit (*p))
    *out_digits = (int) CLAMP (g_ascii_strtoull (p, NULL, 10), 1, 9);
  while (g_ascii_isdigit (*p))
    p++;
  *out_rest = p + 1;
  return *p == 'd' ? at : NULL;
}

/**
 * acn_series_name_frame:
 * @path: with “%d” or “%04d” where the number stands
 * @number: of the frame, from 1
 *
 * Returns: (transfer full) (nullable): the frame's path; NULL when @path has no number
 */
char *
acn_series_name_frame (const char *path, guint number)
{
  int         digits;
  const char *rest, *at = find_number (path, &digits, &rest);

  return at == NULL ? NULL
                    : g_strdup_printf ("%.*s%0*u%s", (int) (at - path), path, digits, number, rest);
}

/* --- Frames ---------------------------------------------------------------------------------- */

/* Run: frames on all cores; the first failure ends it. */
typedef struct
{
  const AcnSeries *series;
  const char      *path;
  GCancellable    *cancellable;
  const AcnDay    *days;
  guint            n_days;
  AcnAnimation    *animation; /* or NULL: numbered files */
  GMutex           lock;
  GCond            done;
  guint            n_done;
  gboolean        *written; /* one a frame */
  AcnFrameImage  **images;  /* one a frame, painted and not yet added to the animation */
  GError          *error;
} Run;

static gboolean
make_frame (Run *self, guint index, AcnFigure *figure, GError **error)
{
  g_autofree char *name = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->animation != NULL)
    {
      self->images[index] = acn_frame_image_new (figure, error);
      return self->images[index] != NULL;
    }
  name = acn_series_name_frame (self->path, index + 1);
  self->written[index] = acn_figure_save (figure, name, self->cancellable, error);
  return self->written[index];
}

static void
frame_cb (gpointer item, gpointer data)
{
  Run        *self = data;
  const guint index = GPOINTER_TO_UINT (item) - 1;
  AcnFigure   figure = *self->series->figure;
  g_autoptr (AcnMapSpec) map = acn_map_spec_copy (figure.map);
  GError  *error = NULL;
  gboolean stop;

  g_mutex_lock (&self->lock);
  stop = self->error != NULL;
  g_mutex_unlock (&self->lock);
  map->day = self->days[index];
  figure.map = map;
  if (!stop)
    make_frame (self, index, &figure, &error);
  g_mutex_lock (&self->lock);
  self->n_done++;
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  g_cond_signal (&self->done);
  g_mutex_unlock (&self->lock);
}

static void
tell_progress (const Run *self, guint n_done)
{
  if (self->series->progress != NULL)
    self->series->progress (n_done, self->n_days, self->series->progress_data);
}

/* Frames of a moving picture are added in order as soon as they are there. */
static void
add_ready (Run *self, guint *next)
{
  while (*next < self->n_days && self->images[*next] != NULL && self->error == NULL)
    {
      AcnFrameImage *image = g_steal_pointer (&self->images[*next]);

      g_mutex_unlock (&self->lock);
      acn_animation_add (self->animation, image, self->series->seconds);
      acn_frame_image_free (image);
      g_mutex_lock (&self->lock);
      (*next)++;
    }
}

/* No more than a few painted frames wait for the encoder. */
static void
run_frames (Run *self)
{
  const guint  n = self->n_days, n_threads = CLAMP (g_get_num_processors (), 1, 16);
  GThreadPool *pool = g_thread_pool_new (frame_cb, self, (int) n_threads, FALSE, NULL);
  guint        pushed = 0, added = 0, told = 0;

  g_mutex_lock (&self->lock);
  while (self->n_done < n)
    {
      while (pushed < n && pushed < self->n_done + 2 * n_threads)
        g_thread_pool_push (pool, GUINT_TO_POINTER (++pushed), NULL);
      while (self->n_done == told)
        g_cond_wait (&self->done, &self->lock);
      told = self->n_done;
      if (self->animation != NULL)
        add_ready (self, &added);
      g_mutex_unlock (&self->lock);
      tell_progress (self, told);
      g_mutex_lock (&self->lock);
    }
  if (self->animation != NULL)
    add_ready (self, &added);
  g_mutex_unlock (&self->lock);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* What was written goes again: a series is there whole or not at all. */
static void
remove_frames (const Run *self)
{
  for (guint i = 0; i < self->n_days; i++)
    if (self->written[i])
      {
        g_autofree char *name = acn_series_name_frame (self->path, i + 1);

        g_unlink (name);
      }
}

static void
add_series_options (const AcnSeries *series, AcnFigureNotes *notes)
{
  g_autofree char *command = g_steal_pointer (&notes->command);
  g_autofree char *from = acn_day_to_iso (series->span.begin_day);
  g_autofree char *to = acn_day_to_iso (series->span.end_day - 1);
  char             seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (seconds, sizeof seconds, "%g", series->seconds);
  notes->command = g_strdup_printf (
      "%s --from=%s --to=%s --step=%s --seconds=%s", command, from, to, series->step, seconds);
}

static gboolean
write_animation (Run *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  AcnFigure figure = *self->series->figure;
  g_auto (AcnFigureNotes) notes = { NULL };

  if (!acn_figure_make_notes (&figure, &notes, error))
    return FALSE;
  add_series_options (self->series, &notes);
  bytes = acn_animation_finish (self->animation, &notes, error);
  return bytes != NULL && acn_write_file (self->path, bytes, error);
}

/**
 * acn_series_save:
 * @path: "frames-%04d.png" (also .svg, .pdf) for numbered files, or "NAME.webp" for one moving
 *   picture
 *
 * Paints on all cores. Any thread.
 *
 * Returns: whether all of it is written; else nothing is left of it. Errors: as acn_figure_save(),
 *   and ACN_FIGURE_ERROR_SERIES for a path of neither kind
 */
gboolean
acn_series_save (const AcnSeries *self, const char *path, GCancellable *cancellable, GError **error)
{
  Run              run = { self, path, cancellable };
  g_autofree char *first = acn_series_name_frame (path, 1);
  g_autoptr (GArray) days = NULL;
  gboolean result;

  if (first == NULL && !g_str_has_suffix (path, ".webp"))
    {
      g_set_error (
          error,
          ACN_FIGURE_ERROR,
          ACN_FIGURE_ERROR_SERIES,
          /* Translators: %s is a file name; frame-%%04d.png stands for frame-0001.png and so on. */
          _ ("a series wants a name with a number, as frame-%%04d.png, or a moving picture, "
             "as frames.webp, but “%s” is neither"),
          path);
      return FALSE;
    }
  days = acn_series_days (self->figure->map, self->span, self->step, error);
  if (days == NULL)
    return FALSE;
  run.days = (const AcnDay *) (gconstpointer) days->data;
  run.n_days = days->len;
  if (first == NULL)
    run.animation = acn_animation_new (self->figure, error);
  if (first == NULL && run.animation == NULL)
    return FALSE;
  g_mutex_init (&run.lock);
  g_cond_init (&run.done);
  run.written = g_new0 (gboolean, run.n_days);
  run.images = g_new0 (AcnFrameImage *, run.n_days);
  run_frames (&run);
  result = run.error == NULL && (run.animation == NULL || write_animation (&run, &run.error));
  if (!result)
    {
      remove_frames (&run);
      g_propagate_error (error, run.error);
    }
  for (guint i = 0; i < run.n_days; i++)
    g_clear_pointer (&run.images[i], acn_frame_image_free);
  g_clear_pointer (&run.animation, acn_animation_free);
  g_free (run.written);
  g_free (run.images);
  g_mutex_clear (&run.lock);
  g_cond_clear (&run.done);
  return result;
}
