/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-frames PATH [open | pan | zoom | step | scrub | hover]: pans, zooms, scrubs and hovers over
 * the real map of a dossier, or of a folder of dated files, in a window of 1280x800, or does only
 * what is named, and prints how long opening took, and for each movement the median and 99th
 * percentile of the time between two frames, of the work within a frame, and of the time to the
 * complete picture: for scrubbing from a change of date, over each state that a visible layer has
 * (a day on which nothing looks otherwise needs no new picture, and would only tell how many of
 * them there are), for single steps of zoom (of as much as a button, a wheel and two fingers give)
 * from the step, which is how long the map is blurred; besides, the time of all processors to that
 * picture. With “open” it only opens. Milliseconds. */
#include "base/acn-memory.h"
#include "compat/acn-compat.h"
#include "io/acn-load.h"
#include "map/acn-map-view.h"
#include "state/acn-session.h"

#include <adwaita.h>
#include <math.h>
#include <time.h>

#define N_FRAMES 300

typedef enum
{
  MODE_WARM_UP,
  MODE_PAN,
  MODE_ZOOM,
  MODE_STEP,
  MODE_SCRUB,
  MODE_HOVER,
  N_MODES,
} Mode;

typedef struct
{
  GMainLoop  *loop;
  AcnSession *session;
  GtkWidget  *map;
  const char *only; /* (nullable): the one movement that is measured */
  Mode        mode;
  guint       frame, n_steps;
  GArray     *states; /* AcnDay: the first day of each, to scrub over */
  guint       n_scrubbed;
  gint64      last_begin_us, begin_us, changed_us;
  clock_t     changed_cpu;
  GArray     *intervals, *works, *settles, *cpus; /* double, ms */
} Bench;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
print_row (const char *mode, const char *what, GArray *values)
{
  guint n = values->len;

  if (n == 0)
    return;
  g_array_sort (values, compare_doubles);
  g_print ("%s %s p50 %.1f p99 %.1f max %.1f (n %u)\n",
           mode,
           what,
           g_array_index (values, double, n / 2),
           g_array_index (values, double, (n - 1) * 99 / 100),
           g_array_index (values, double, n - 1),
           n);
}

static void
add_ms (GArray *values, gint64 microseconds)
{
  double ms = (double) microseconds / 1000;

  g_array_append_val (values, ms);
}

static const char *const names[N_MODES] = { "warm up", "pan", "zoom", "step", "scrub", "hover" };

static void
next_mode (Bench *self)
{
  if (self->mode != MODE_WARM_UP)
    {
      print_row (names[self->mode], "interval", self->intervals);
      print_row (names[self->mode], "work", self->works);
      print_row (names[self->mode], "settle", self->settles);
      print_row (names[self->mode], "processors", self->cpus);
    }
  g_array_set_size (self->intervals, 0);
  g_array_set_size (self->works, 0);
  g_array_set_size (self->settles, 0);
  g_array_set_size (self->cpus, 0);
  self->frame = 0;
  self->last_begin_us = 0;
  do
    self->mode++;
  while (self->mode < N_MODES && self->only != NULL &&
         !g_str_equal (names[self->mode], self->only));
  if (self->mode == N_MODES)
    g_main_loop_quit (self->loop);
}

/* The days on which a visible layer begins to look otherwise; where none ever does, as many days as
 * there are frames. */
static GArray *
find_states (AcnDossier *dossier)
{
  guint           n_layers;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n_layers);
  const AcnSpan   span = acn_dossier_get_span (dossier);
  GArray         *states = g_array_new (FALSE, FALSE, sizeof (AcnDay));

  for (AcnDay day = span.begin_day, next; day < span.end_day; day = next)
    {
      g_array_append_val (states, day);
      next = span.end_day;
      for (guint i = 0; i < n_layers; i++)
        if (layers[i].visible)
          next = MIN (next, acn_dossier_layer_step (dossier, i, day).end_day);
    }
  if (states->len == 1)
    for (AcnDay day = span.begin_day + 1; day < MIN (span.end_day, span.begin_day + N_FRAMES);
         day++)
      g_array_append_val (states, day);
  return states;
}

static GtkEventController *
find_motion (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkEventController *motion = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && motion == NULL; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        motion = controller; /* the widget owns it */
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && motion == NULL;
       child = gtk_widget_get_next_sibling (child))
    motion = find_motion (child);
  return motion;
}

/* Zooms as a button does, as a notch of the wheel, and as fingers that pinch. */
static void
step_zoom (Bench *self)
{
  static const double steps[] = { 0.5, 1, 0.17, -0.37, -0.5, -1, 0.31, -0.11 };
  AcnCamera           camera = acn_session_get_camera (self->session);

  if (self->changed_us != 0)
    return;
  self->changed_us = g_get_monotonic_time ();
  self->changed_cpu = clock ();
  camera.zoom += steps[self->n_steps++ % G_N_ELEMENTS (steps)];
  acn_session_set_camera (self->session, camera);
}

/* One step of what a hand would do. A date is changed only when the last one is on screen. */
static void
move (Bench *self)
{
  AcnCamera camera = acn_session_get_camera (self->session);
  double    phase = self->frame * 2 * G_PI / N_FRAMES;

  switch (self->mode)
    {
    case MODE_PAN:
      acn_session_set_camera (self->session,
                              (AcnCamera){ 32 + 3 * sin (phase), 48.5 + 1.5 * cos (phase), 6.4 });
      break;
    case MODE_ZOOM:
      camera.zoom = 6.2 + 1.2 * sin (phase);
      acn_session_set_camera (self->session, camera);
      break;
    case MODE_STEP:
      step_zoom (self);
      break;
    case MODE_HOVER:
      g_signal_emit_by_name (find_motion (self->map),
                             "motion",
                             640 + 500 * sin (3 * phase),
                             350 + 300 * cos (5 * phase));
      break;
    case MODE_SCRUB:
      if (self->changed_us == 0)
        {
          self->changed_us = g_get_monotonic_time ();
          self->changed_cpu = clock ();
          acn_session_set_day (
              self->session,
              g_array_index (self->states, AcnDay, self->n_scrubbed++ % self->states->len));
        }
      break;
    default:
      break;
    }
}

static gboolean
is_over (const Bench *self)
{
  switch (self->mode)
    {
    case MODE_WARM_UP:
      return self->frame >= 60;
    case MODE_SCRUB:
      return self->frame >= N_FRAMES && self->n_scrubbed >= self->states->len;
    default:
      return self->frame >= N_FRAMES;
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  if (self->mode >= N_MODES)
    return G_SOURCE_REMOVE;
  move (self);
  gtk_widget_queue_draw (self->map);
  self->frame++;
  if (is_over (self))
    next_mode (self);
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  self->begin_us = g_get_monotonic_time ();
  if (self->last_begin_us != 0)
    add_ms (self->intervals, self->begin_us - self->last_begin_us);
  self->last_begin_us = self->begin_us;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;

  add_ms (self->works, g_get_monotonic_time () - self->begin_us);
}

static void
settled_cb (GtkWidget *map, gpointer data)
{
  Bench *self = data;

  if ((self->mode == MODE_SCRUB || self->mode == MODE_STEP) && self->changed_us != 0)
    {
      add_ms (self->settles, g_get_monotonic_time () - self->changed_us);
      add_ms (self->cpus,
              (gint64) (clock () - self->changed_cpu) * G_USEC_PER_SEC / CLOCKS_PER_SEC);
    }
  self->changed_us = 0;
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

  if (argc < 2)
    g_error ("usage: bench-frames PATH [open | MOVEMENT]");
  acn_memory_share (); /* as in the program */
  self.begin_us = g_get_monotonic_time ();
  dossier = acn_load_dossier (argv[1], diagnostics, NULL);
  if (dossier == NULL)
    g_error ("%s does not open", argv[1]);
  g_print ("opened in %.0f ms\n", (double) (g_get_monotonic_time () - self.begin_us) / 1000);
  if (argc > 2 && g_str_equal (argv[2], "open"))
    return 0;
  self.only = argv[2];
  self.states = find_states (dossier);
  adw_init ();
  session = acn_session_new ();
  acn_session_set_dossier (session, dossier);
  self.session = session;
  self.loop = g_main_loop_new (NULL, FALSE);
  self.intervals = g_array_new (FALSE, FALSE, sizeof (double));
  self.works = g_array_new (FALSE, FALSE, sizeof (double));
  self.settles = g_array_new (FALSE, FALSE, sizeof (double));
  self.cpus = g_array_new (FALSE, FALSE, sizeof (double));
  self.map = acn_map_view_new ();
  acn_map_view_set_session (ACN_MAP_VIEW (self.map), session);
  g_signal_connect (self.map, "settled", G_CALLBACK (settled_cb), &self);
  window = gtk_window_new ();
  acn_compat_keep_frames (GTK_WINDOW (window));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), self.map);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &self);
  gtk_widget_add_tick_callback (window, tick_cb, &self, NULL);
  g_main_loop_run (self.loop);
  return 0;
}
