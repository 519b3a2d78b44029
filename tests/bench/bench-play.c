/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-play DOSSIER: plays it at 1× and at 4× in a window of 1280x800 with map, timeline, areas
 * and scrubber, and prints the median and 99th percentile of the time between two frames and of the
 * work of a frame on the main thread (CPU time), milliseconds. */
#include "base/acn-memory.h"
#include "compat/acn-compat.h"
#include "io/acn-load.h"
#include "map/acn-map-view.h"
#include "panels/acn-readout.h"
#include "panels/acn-resources.h"
#include "timeline/acn-scrubber.h"
#include "timeline/acn-timeline.h"

#include <adwaita.h>
#include <time.h>

#define WARM_UP_FRAMES 40
#define N_FRAMES 300

/* From here on the territory changes. */
#define FIRST_DAY 19040 /* 17 February 2022 */

static const char *const speeds[] = { "1×", "4×" };

typedef struct
{
  GMainLoop  *loop;
  AcnSession *session;
  GtkWidget  *scrubber;
  guint       speed;
  guint       frame;
  double      begin_ms, begin_cpu_ms;
  GArray     *intervals, *cpus; /* double, ms */
} Bench;

static double
get_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
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
begin_speed (Bench *self)
{
  gtk_widget_activate_action (self->scrubber, "scrubber.speed", "s", speeds[self->speed]);
  acn_session_seek (self->session, FIRST_DAY);
  acn_session_set_playing (self->session, TRUE);
  self->frame = 0;
  self->begin_ms = 0;
  g_array_set_size (self->intervals, 0);
  g_array_set_size (self->cpus, 0);
}

static void
end_speed (Bench *self)
{
  g_print ("play %s interval p50 %.1f p99 %.1f ms, work p50 %.1f p99 %.1f ms of CPU\n",
           speeds[self->speed],
           get_percentile (self->intervals, 50),
           get_percentile (self->intervals, 99),
           get_percentile (self->cpus, 50),
           get_percentile (self->cpus, 99));
  if (++self->speed == G_N_ELEMENTS (speeds))
    g_main_loop_quit (self->loop);
  else
    begin_speed (self);
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench       *self = data;
  const double now_ms = get_ms (CLOCK_MONOTONIC);
  const double interval = now_ms - self->begin_ms;

  if (self->begin_ms > 0 && self->frame > WARM_UP_FRAMES)
    g_array_append_val (self->intervals, interval);
  self->begin_ms = now_ms;
  self->begin_cpu_ms = get_ms (CLOCK_THREAD_CPUTIME_ID);
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench       *self = data;
  const double cpu = get_ms (CLOCK_THREAD_CPUTIME_ID) - self->begin_cpu_ms;

  if (self->frame++ > WARM_UP_FRAMES)
    g_array_append_val (self->cpus, cpu);
  if (self->frame > WARM_UP_FRAMES + N_FRAMES)
    end_speed (self);
}

static GtkWidget *
make_content (Bench *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sides = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *timeline = acn_timeline_new ();
  GtkWidget *map = acn_map_view_new ();
  GtkWidget *areas = g_object_new (ACN_TYPE_READOUT, "session", self->session, NULL);

  self->scrubber = acn_scrubber_new ();
  acn_scrubber_set_session (ACN_SCRUBBER (self->scrubber), self->session);
  acn_timeline_set_session (ACN_TIMELINE (timeline), self->session);
  acn_map_view_set_session (ACN_MAP_VIEW (map), self->session);
  gtk_widget_set_vexpand (map, TRUE);
  gtk_widget_set_vexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (right), areas);
  gtk_box_append (GTK_BOX (right), map);
  gtk_paned_set_start_child (GTK_PANED (sides), timeline);
  gtk_paned_set_end_child (GTK_PANED (sides), right);
  gtk_paned_set_position (GTK_PANED (sides), 420);
  gtk_box_append (GTK_BOX (all), sides);
  gtk_box_append (GTK_BOX (all), self->scrubber);
  return all;
}

static gboolean
begin_cb (gpointer data)
{
  begin_speed (data);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnSession) session = NULL;
  g_autoptr (AcnDossier) dossier = NULL;
  Bench          self = { 0 };
  GtkWidget     *window;
  GdkFrameClock *clock;

  if (argc != 2)
    g_error ("usage: bench-play DOSSIER");
  acn_memory_share (); /* as in the program */
  acn_get_resource ();
  dossier = acn_load_dossier (argv[1], diagnostics, NULL);
  if (dossier == NULL)
    g_error ("%s does not open", argv[1]);
  adw_init ();
  session = acn_session_new ();
  acn_session_set_dossier (session, dossier);
  self.session = session;
  self.loop = g_main_loop_new (NULL, FALSE);
  self.intervals = g_array_new (FALSE, FALSE, sizeof (double));
  self.cpus = g_array_new (FALSE, FALSE, sizeof (double));
  window = gtk_window_new ();
  acn_compat_keep_frames (GTK_WINDOW (window));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), make_content (&self));
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &self);
  /* Where a slow machine comes to the end before the frames are counted. */
  gtk_widget_activate_action (self.scrubber, "scrubber.loop", NULL);
  g_timeout_add_seconds (3, begin_cb, &self); /* the first pictures are there */
  g_main_loop_run (self.loop);
  return 0;
}
