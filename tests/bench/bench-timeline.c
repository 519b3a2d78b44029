/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-timeline DOSSIER: opens it, then pans, zooms and plays the drawn timeline, downwards and
 * across, and prints for each the median and 99th percentile of a frame's work on the main thread
 * (CPU time, so that a busy machine disturbs little) and of the time on the clock, milliseconds.
 * Before that the time and memory of loading and of the index, with the bytes an event that are not
 * its texts. The checksum of a large file is worked out beside the reading, on another core. */
#include "base/acn-memory.h"
#include "compat/acn-compat.h"
#include "export/acn-pango-text.h"
#include "io/acn-load.h"
#include "panels/acn-resources.h"
#include "scene/acn-timeline-layout.h"
#include "timeline/acn-timeline.h"

#include <adwaita.h>
#include <malloc.h>
#include <math.h>
#include <string.h>
#include <time.h>

#define N_FRAMES 240
#define WARM_UP_FRAMES 20
/* The best counts: a virtual machine may have to fetch memory that it has lent to its host first.
 */
#define N_LOADS 3

typedef enum
{
  MODE_PAN,
  MODE_ZOOM,
  MODE_PLAY,
  N_MODES,
} Mode;

typedef struct
{
  GMainLoop     *loop;
  AcnSession    *session;
  GtkWidget     *timeline;
  GtkOrientation orientation;
  Mode           mode;
  guint          frame;
  double         begin_ms, begin_cpu_ms;
  AcnSpan        span;
  GArray        *works, *cpus; /* double, ms */
} Bench;

static double
get_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
get_percentile (GArray *values, guint percent)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (values->len - 1) * percent / 100);
}

static void
next_mode (Bench *self)
{
  static const char *const names[] = { "pan", "zoom", "play" };

  g_print ("%-10s %-5s cpu p50 %5.1f p99 %5.1f ms   clock p50 %5.1f p99 %5.1f ms\n",
           self->orientation == GTK_ORIENTATION_VERTICAL ? "downwards" : "across",
           names[self->mode],
           get_percentile (self->cpus, 50),
           get_percentile (self->cpus, 99),
           get_percentile (self->works, 50),
           get_percentile (self->works, 99));
  g_array_set_size (self->works, 0);
  g_array_set_size (self->cpus, 0);
  self->frame = 0;
  if (++self->mode < N_MODES)
    return;
  self->mode = MODE_PAN;
  if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
    g_main_loop_quit (self->loop);
  self->orientation = GTK_ORIENTATION_HORIZONTAL;
  g_object_set (self->timeline, "orientation", self->orientation, NULL);
}

/* One step of what a hand would do: a pan of a thirtieth of the screen a frame at three scales in
 * turn, a zoom from all to days and back. */
static void
move (Bench *self)
{
  static const double shares[] = { 0.5, 0.05, 0.005 };
  const double        phase = self->frame * 2 * G_PI / N_FRAMES;
  const double        all = (double) acn_span_n_days (self->span);
  const double        share =
      shares[self->frame * G_N_ELEMENTS (shares) / (N_FRAMES + WARM_UP_FRAMES + 1)];
  const double length =
      self->mode == MODE_PAN ? share * all : all * pow (10 / all, 0.5 - 0.5 * cos (phase));
  const double middle = self->mode == MODE_PAN
                            ? self->span.begin_day + all * 0.6 + self->frame * length / 30
                            : self->span.begin_day + all * (0.6 + 0.3 * sin (phase));

  if (self->mode == MODE_PLAY)
    acn_session_advance (self->session, 1);
  else
    acn_session_set_visible_range (self->session,
                                   (AcnTimeRange){ middle - length / 2, middle + length / 2 });
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  if (self->frame++ >= N_FRAMES + WARM_UP_FRAMES)
    next_mode (self);
  if (self->mode == MODE_PLAY && self->frame == 1)
    {
      acn_session_fit_time (self->session);
      acn_session_seek (self->session, self->span.begin_day + 100);
    }
  move (self);
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  self->begin_ms = get_ms (CLOCK_MONOTONIC);
  self->begin_cpu_ms = get_ms (CLOCK_THREAD_CPUTIME_ID);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench       *self = data;
  const double work = get_ms (CLOCK_MONOTONIC) - self->begin_ms;
  const double cpu = get_ms (CLOCK_THREAD_CPUTIME_ID) - self->begin_cpu_ms;

  if (self->frame <= WARM_UP_FRAMES)
    return;
  g_array_append_val (self->works, work);
  g_array_append_val (self->cpus, cpu);
}

static gsize
get_heap_bytes (void)
{
  const struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static gsize
get_text_bytes (const AcnText *text)
{
  gsize n = 0;

  for (guint i = 0; text != NULL && i < acn_text_get_n_languages (text); i++)
    n += strlen (acn_text_get_exact (text, acn_text_get_language (text, i))) + 1;
  return n;
}

/* The characters of all that an event tells. */
static gsize
count_texts (AcnDossier *dossier)
{
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (dossier, &n);
  gsize           bytes = 0;

  for (guint i = 0; i < n; i++)
    {
      const AcnEvent *event = &events[i];

      bytes += strlen (event->id) + 1 + get_text_bytes (event->title) +
               get_text_bytes (event->text) + get_text_bytes (event->outcome) +
               get_text_bytes (event->note);
      for (guint k = 0; k < event->citations.n; k++)
        if (event->citations.items[k].locator != NULL)
          bytes += strlen (event->citations.items[k].locator) + 1;
    }
  return bytes;
}

/* The layout alone, without painting. */
static void
lay_out (AcnTimelineIndex *index, AcnSpan span, gboolean horizontal)
{
  const double all = (double) acn_span_n_days (span);
  g_autoptr (GArray) cpus = g_array_new (FALSE, FALSE, sizeof (double));
  AcnTimelineSpec spec = { .width_px = 600,
                           .height_px = 760,
                           .horizontal = horizontal,
                           .text_scale = 1,
                           .reach = span,
                           .selection = ACN_NONE,
                           .hover = ACN_NONE,
                           .language = "en",
                           .meter.measure = acn_pango_text_measure };

  for (guint i = 0; i < 10 * N_FRAMES; i++)
    {
      const double phase = i * 2 * G_PI / N_FRAMES;
      const double length = all * pow (10 / all, 0.5 - 0.5 * cos (phase / 10));
      const double begin_ms = get_ms (CLOCK_THREAD_CPUTIME_ID);
      double       cpu;

      spec.begin_day = span.begin_day + all * (0.6 + 0.3 * sin (phase)) - length / 2;
      spec.end_day = spec.begin_day + length;
      acn_timeline_layout_free (acn_timeline_layout_new (index, &spec));
      cpu = get_ms (CLOCK_THREAD_CPUTIME_ID) - begin_ms;
      g_array_append_val (cpus, cpu);
    }
  g_print ("%-10s layout alone p50 %.2f p99 %.2f ms of CPU\n",
           horizontal ? "across" : "downwards",
           get_percentile (cpus, 50),
           get_percentile (cpus, 99));
}

typedef struct
{
  double thread_ms, all_ms; /* CPU of the reading thread; with the checksum */
  double clock_ms;
} LoadTime;

static AcnDossier *
load_once (const char *path, LoadTime *out)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  const double begin_ms = get_ms (CLOCK_MONOTONIC);
  const double begin_all_ms = get_ms (CLOCK_PROCESS_CPUTIME_ID);
  const double begin_thread_ms = get_ms (CLOCK_THREAD_CPUTIME_ID);
  AcnDossier  *dossier = acn_load_dossier (path, diagnostics, NULL);

  out->thread_ms = get_ms (CLOCK_THREAD_CPUTIME_ID) - begin_thread_ms;
  out->all_ms = get_ms (CLOCK_PROCESS_CPUTIME_ID) - begin_all_ms;
  out->clock_ms = get_ms (CLOCK_MONOTONIC) - begin_ms;
  if (dossier == NULL)
    g_error ("%s does not open", path);
  return dossier;
}

static AcnDossier *
load (const char *path)
{
  const gsize heap = get_heap_bytes ();
  LoadTime    best = { .thread_ms = G_MAXDOUBLE };
  AcnDossier *dossier = NULL;
  gsize       heap_loaded, heap_index;
  double      index_ms;
  guint       n;

  for (guint i = 0; i < N_LOADS; i++)
    {
      LoadTime time;

      g_clear_pointer (&dossier, acn_dossier_unref);
      dossier = load_once (path, &time);
      if (time.thread_ms < best.thread_ms)
        best = time;
    }
  malloc_trim (0);
  heap_loaded = get_heap_bytes ();
  acn_dossier_get_events (dossier, &n);
  g_print ("%u events: loaded in %.0f ms of CPU of the reading thread (%.0f with the checksum, "
           "%.0f on the clock), %.0f bytes an event beside %.0f of texts\n",
           n,
           best.thread_ms,
           best.all_ms,
           best.clock_ms,
           ((double) heap_loaded - heap - count_texts (dossier)) / n,
           (double) count_texts (dossier) / n);
  index_ms = get_ms (CLOCK_PROCESS_CPUTIME_ID);
  {
    g_autoptr (AcnTimelineIndex) index = acn_timeline_index_new (dossier, NULL);

    heap_index = get_heap_bytes ();
    g_print ("index in %.1f ms, %.1f bytes an event\n",
             get_ms (CLOCK_PROCESS_CPUTIME_ID) - index_ms,
             ((double) heap_index - heap_loaded) / n);
    lay_out (index, acn_dossier_get_span (dossier), FALSE);
    lay_out (index, acn_dossier_get_span (dossier), TRUE);
  }
  return dossier;
}

int
main (int argc, char **argv)
{
  g_autoptr (AcnSession) session = NULL;
  g_autoptr (AcnDossier) dossier = NULL;
  Bench          self = { .orientation = GTK_ORIENTATION_VERTICAL };
  GtkWidget     *window;
  GdkFrameClock *clock;

  if (argc != 2)
    g_error ("usage: bench-timeline DOSSIER");
  acn_memory_share (); /* as in the program */
  acn_get_resource ();
  dossier = load (argv[1]);
  adw_init ();
  session = acn_session_new ();
  acn_session_set_dossier (session, dossier);
  self.session = session;
  self.span = acn_dossier_get_span (dossier);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.works = g_array_new (FALSE, FALSE, sizeof (double));
  self.cpus = g_array_new (FALSE, FALSE, sizeof (double));
  self.timeline = acn_timeline_new ();
  acn_timeline_set_session (ACN_TIMELINE (self.timeline), session);
  window = gtk_window_new ();
  acn_compat_keep_frames (GTK_WINDOW (window));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 760);
  gtk_window_set_child (GTK_WINDOW (window), self.timeline);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &self);
  gtk_widget_add_tick_callback (window, tick_cb, &self, NULL);
  g_main_loop_run (self.loop);
  return 0;
}
