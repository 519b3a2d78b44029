/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets on a real display: what they show of the session and do to it. */
#include "panels/acn-resources.h"
#include "scene/acn-timeline-overview.h"
#include "timeline/acn-overview.h"
#include "timeline/acn-scrubber.h"
#include "timeline/acn-timeline-private.h"

#include "../state/story.h"

#include <adwaita.h>

/* As in style.css. */
#define HALF_HANDLE_PX 4

typedef struct
{
  AcnSession *session;
  AcnDossier *story;
  GtkWidget  *window;
  GtkWidget  *timeline;
  GtkWidget  *scrubber;
} Fixture;

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint msec)
{
  gboolean is_over = FALSE;

  g_timeout_add (msec, wake_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->session = acn_session_new ();
  self->story = story_new ("story");
  acn_session_set_dossier (self->session, self->story);
  self->timeline = acn_timeline_new ();
  self->scrubber = acn_scrubber_new ();
  g_object_set (self->timeline, "session", self->session, "vexpand", TRUE, NULL);
  g_object_set (self->scrubber, "session", self->session, NULL);
  gtk_box_append (GTK_BOX (box), self->timeline);
  gtk_box_append (GTK_BOX (box), self->scrubber);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  gtk_window_present (GTK_WINDOW (self->window));
  for (guint i = 0; i < 40 && gtk_widget_get_height (self->timeline) == 0; i++)
    run_for (50);
  g_assert_cmpint (gtk_widget_get_height (self->timeline), >, 300);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  run_for (20);
  g_assert_finalize_object (self->session);
  acn_dossier_unref (self->story);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkAdjustment *
get_adjustment (Fixture *self)
{
  return gtk_range_get_adjustment (GTK_RANGE (find_child (self->scrubber, GTK_TYPE_SCALE)));
}

static GtkWidget *
get_button (Fixture *self, guint index)
{
  GtkWidget *box = gtk_widget_get_first_child (self->scrubber);
  GtkWidget *button = gtk_widget_get_first_child (box);

  while (index-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return button;
}

static void
press (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

/* The picture of a widget as it stands. */
static char *
hash_picture (GtkWidget *widget)
{
  GdkPaintable  *paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GBytes        *bytes;
  char          *hash;

  run_for (80);
  gdk_paintable_snapshot (
      paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  bytes = gsk_render_node_serialize (node);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_bytes_unref (bytes);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
  return hash;
}

/* Each part of the session that the timeline shows changes its picture, and back. */
static void
test_timeline_follows (Fixture *self, gconstpointer data)
{
  g_autofree char *home = hash_picture (self->timeline);
  g_autofree char *day = NULL;
  g_autofree char *selection = NULL;
  g_autofree char *span = NULL;
  g_autofree char *language = NULL;
  g_autofree char *again = NULL;

  acn_session_set_day (self->session, story_day ("2022-02-24"));
  day = hash_picture (self->timeline);
  g_assert_cmpstr (day, !=, home);
  acn_session_set_selection (self->session, 1);
  selection = hash_picture (self->timeline);
  g_assert_cmpstr (selection, !=, day);
  acn_session_zoom_time (self->session, 3, 0.9);
  span = hash_picture (self->timeline);
  g_assert_cmpstr (span, !=, selection);
  acn_session_set_language (self->session, "uk");
  language = hash_picture (self->timeline);
  g_assert_cmpstr (language, !=, span);

  acn_session_set_language (self->session, "en");
  acn_session_set_selection (self->session, ACN_NONE);
  acn_session_set_day (self->session, story_day ("2024-07-11"));
  acn_session_fit_time (self->session);
  again = hash_picture (self->timeline);
  g_assert_cmpstr (again, ==, home);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_session_property (Fixture *self, gconstpointer data)
{
  g_autoptr (AcnSession) other = acn_session_new ();
  GtkWidget *widgets[] = { self->timeline, self->scrubber };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      guint count = 0;

      g_signal_connect (widgets[i], "notify::session", G_CALLBACK (count_cb), &count);
      g_object_set (widgets[i], "session", self->session, NULL);
      g_assert_cmpuint (count, ==, 0);
      g_object_set (widgets[i], "session", other, NULL);
      g_assert_cmpuint (count, ==, 1);
      g_object_set (widgets[i], "session", NULL, NULL);
      g_assert_cmpuint (count, ==, 2);
      g_signal_handlers_disconnect_by_data (widgets[i], &count);
    }
  run_for (50);
  acn_session_set_day (self->session, 0);
  acn_session_set_dossier (other, self->story);
  run_for (50);
}

static void
test_timeline_accessible (Fixture *self, gconstpointer data)
{
  gtk_test_accessible_assert_role (self->timeline, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (self->timeline, GTK_ACCESSIBLE_PROPERTY_LABEL, "Timeline");
  acn_session_select_event (self->session, acn_dossier_find_event (self->story, "invasion"));
  run_for (450);
  gtk_test_accessible_assert_property (
      self->timeline,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "24 February 2022. Selected: invasion 24 February 2022 · War, 2 of 4 in the lane");
  acn_session_toggle_selection (self->session, acn_dossier_find_event (self->story, "treaty"));
  run_for (450);
  gtk_test_accessible_assert_property (
      self->timeline,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "24 February 2022. Selected: treaty 4 April 1949 · Summits, 1 of 4 in the lane. 1 more is "
      "selected");
}

static void
test_timeline_orientation (Fixture *self, gconstpointer data)
{
  guint            count = 0;
  g_autofree char *vertical = hash_picture (self->timeline);
  g_autofree char *horizontal = NULL;

  g_signal_connect (self->timeline, "notify::orientation", G_CALLBACK (count_cb), &count);
  g_object_set (self->timeline, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  g_assert_cmpuint (count, ==, 0);
  g_object_set (self->timeline, "orientation", GTK_ORIENTATION_HORIZONTAL, NULL);
  g_assert_cmpuint (count, ==, 1);
  horizontal = hash_picture (self->timeline);
  g_assert_cmpstr (horizontal, !=, vertical);
}

static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller; /* the widget keeps it */
    }
  g_assert_not_reached ();
}

static double
get_length (Fixture *self)
{
  const AcnTimeRange range = acn_session_get_visible_range (self->session);

  return range.end - range.begin;
}

/* Two fingers that part show less time: as many times less as they are farther apart. Events of a
 * touch screen cannot be made here, so what the gesture calls is called. */
static void
test_timeline_pinch (Fixture *self, gconstpointer data)
{
  AcnTimeline *timeline = ACN_TIMELINE (self->timeline);
  const double before = get_length (self);

  timeline->drag_range = acn_session_get_visible_range (self->session);
  acn_timeline_pinch (timeline, 2, 100, 300);
  g_assert_cmpfloat_with_epsilon (get_length (self), before / 2, 1e-6);
  acn_timeline_pinch (timeline, 4, 100, 300);
  g_assert_cmpfloat_with_epsilon (get_length (self), before / 4, 1e-6);
  acn_timeline_pinch (timeline, 0, 100, 300); /* nonsense */
  g_assert_cmpfloat_with_epsilon (get_length (self), before / 4, 1e-6);
  acn_timeline_pinch (timeline, 1, 100, 300); /* back where they began */
  g_assert_cmpfloat_with_epsilon (get_length (self), before, 1e-6);
}

/* A flick glides on and slows down; where motion is reduced it does not glide. */
static void
test_timeline_kinetic (Fixture *self, gconstpointer data)
{
  GtkEventController *scroll = find_controller (self->timeline, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  GtkSettings        *settings = gtk_settings_get_default ();
  double              begin, middle, end;

  acn_session_zoom_time (self->session, 20, 0.5);
  begin = acn_session_get_visible_range (self->session).begin;
  g_signal_emit_by_name (scroll, "decelerate", 0.0, -800.0);
  for (guint i = 0; i < 100 && acn_session_get_visible_range (self->session).begin >= begin; i++)
    run_for (20);
  middle = acn_session_get_visible_range (self->session).begin;
  g_assert_cmpfloat (middle, <, begin);
  run_for (2500);
  end = acn_session_get_visible_range (self->session).begin;
  run_for (200);
  g_assert_cmpfloat (acn_session_get_visible_range (self->session).begin, ==, end);

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_signal_emit_by_name (scroll, "decelerate", 0.0, -800.0);
  run_for (200);
  g_assert_cmpfloat (acn_session_get_visible_range (self->session).begin, ==, end);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

static void
test_scrubber_follows (Fixture *self, gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  GtkWidget     *label = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (self->scrubber));

  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, story_day ("2024-07-11"));
  g_assert_cmpfloat (gtk_adjustment_get_lower (adjustment), ==, story_day ("2008-01-01"));
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==, story_day ("2024-07-31"));
  acn_session_seek (self->session, story_day ("2022-02-24"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, story_day ("2022-02-24"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "24 February 2022");
}

/* Outside the home span the bar holds the whole dossier. */
static void
test_scrubber_extent (Fixture *self, gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  acn_session_seek (self->session, story_day ("1955-05-06"));
  g_assert_cmpfloat (gtk_adjustment_get_lower (adjustment), ==, story_day ("1949-04-04"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, story_day ("1955-05-06"));
  acn_session_fit_time (self->session);
  g_assert_cmpfloat (gtk_adjustment_get_lower (adjustment), ==, story_day ("1949-04-04"));
  acn_session_set_day (self->session, story_day ("2022-02-24"));
  g_assert_cmpfloat (gtk_adjustment_get_lower (adjustment), ==, story_day ("2008-01-01"));
}

static void
test_scrubber_moves (Fixture *self, gconstpointer data)
{
  acn_session_set_playing (self->session, TRUE);
  gtk_adjustment_set_value (get_adjustment (self), story_day ("2014-03-18"));
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2014-03-18"));
  g_assert_false (acn_session_get_playing (self->session));
}

static void
test_scrubber_buttons (Fixture *self, gconstpointer data)
{
  acn_session_seek (self->session, story_day ("2022-10-01"));
  press (get_button (self, 2));
  g_assert_cmpuint (acn_session_get_selection (self->session),
                    ==,
                    acn_dossier_find_event (self->story, "kherson"));
  press (get_button (self, 0));
  g_assert_cmpuint (acn_session_get_selection (self->session),
                    ==,
                    acn_dossier_find_event (self->story, "summer"));
  press (get_button (self, 1));
  g_assert_true (acn_session_get_playing (self->session));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_button (self, 1)), ==, "Pause");
  gtk_test_accessible_assert_property (
      get_button (self, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "Pause");
  press (get_button (self, 1));
  g_assert_false (acn_session_get_playing (self->session));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_button (self, 1)), ==, "Play");
}

/* The buttons step as far as the menu says. */
static void
test_scrubber_steps (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *step, *day;
  } cases[] = { { "day", "2022-02-01" }, { "week", "2022-02-07" }, { "month", "2022-02-28" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      acn_session_seek (self->session, story_day ("2022-01-31"));
      g_assert_true (
          gtk_widget_activate_action (self->scrubber, "scrubber.step", "s", cases[i].step));
      press (get_button (self, 2));
      g_assert_cmpint (acn_session_get_day (self->session), ==, story_day (cases[i].day));
    }
  acn_session_seek (self->session, story_day ("2022-01-31"));
  press (get_button (self, 0));
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2021-12-31"));
  g_assert_true (gtk_widget_activate_action (self->scrubber, "scrubber.step", "s", "event"));
  press (get_button (self, 2));
  g_assert_cmpuint (acn_session_get_selection (self->session), !=, ACN_NONE);
}

/* Playing begins again at the end of the bar when it is told to. */
static void
test_scrubber_loops (Fixture *self, gconstpointer data)
{
  const AcnDay last = acn_dossier_get_span (self->story).end_day - 1;

  acn_session_set_playing (self->session, TRUE);
  acn_session_seek (self->session, last - 2); /* playing from the very end begins anew by itself */
  for (guint i = 0; i < 100 && acn_session_get_playing (self->session); i++)
    run_for (20);
  g_assert_false (acn_session_get_playing (self->session));
  g_assert_cmpint (acn_session_get_day (self->session), ==, last);
  g_assert_true (gtk_widget_activate_action (self->scrubber, "scrubber.loop", NULL));
  acn_session_set_playing (self->session, TRUE);
  acn_session_seek (self->session, last - 2); /* playing from the very end begins anew by itself */
  for (guint i = 0; i < 100 && acn_session_get_day (self->session) >= last - 2; i++)
    run_for (20);
  g_assert_cmpint (acn_session_get_day (self->session), <, last - 2);
  g_assert_true (acn_session_get_playing (self->session));
}

static int
play_for (Fixture *self, guint msec)
{
  acn_session_seek (self->session, story_day ("2012-01-01"));
  acn_session_set_playing (self->session, TRUE);
  run_for (msec);
  acn_session_set_playing (self->session, FALSE);
  return acn_session_get_day (self->session) - story_day ("2012-01-01");
}

static void
test_scrubber_plays (Fixture *self, gconstpointer data)
{
  int once, four;

  once = play_for (self, 600);
  gtk_widget_activate_action (self->scrubber, "scrubber.speed", "s", "4×");
  four = play_for (self, 600);
  g_test_message ("0.6 s: %d days at 1×, %d at 4×", once, four);
  g_assert_cmpint (once, >=, 4);
  g_assert_cmpint (once, <=, 24);
  g_assert_cmpint (four, >, 2 * once);
  once = acn_session_get_day (self->session);
  run_for (200);
  g_assert_cmpint (acn_session_get_day (self->session), ==, once);
}

/* Without animations playing goes from event to event. */
static void
test_scrubber_reduced_motion (Fixture *self, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  acn_session_seek (self->session, story_day ("2009-01-01"));
  acn_session_set_playing (self->session, TRUE);
  run_for (400);
  g_assert_cmpuint (acn_session_get_selection (self->session),
                    ==,
                    acn_dossier_find_event (self->story, "donbas"));
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2014-04-12"));
  acn_session_set_playing (self->session, FALSE);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

static void
test_scrubber_accessible (Fixture *self, gconstpointer data)
{
  GtkWidget *scale = find_child (self->scrubber, GTK_TYPE_SCALE);

  gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_LABEL, "Date");
  acn_session_seek (self->session, story_day ("2022-02-24"));
  run_for (450);
  gtk_test_accessible_assert_property (
      scale, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "24 February 2022");
  gtk_test_accessible_assert_property (
      scale, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "24 February 2022");
}

/* The scale's handle stands where the overview draws the day. */
static void
test_scrubber_aligned (Fixture *self, gconstpointer data)
{
  GtkWidget  *scale = find_child (self->scrubber, GTK_TYPE_SCALE);
  GtkWidget  *overview = find_child (self->scrubber, ACN_TYPE_OVERVIEW);
  const char *days[] = { "2008-01-01", "2016-07-08", "2024-07-31" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      AcnOverviewSpec spec = { .inset_px = HALF_HANDLE_PX };
      graphene_rect_t scale_bounds, overview_bounds;
      int             end;

      acn_session_seek (self->session, story_day (days[i]));
      run_for (80);
      g_assert_true (gtk_widget_compute_bounds (scale, self->window, &scale_bounds));
      g_assert_true (gtk_widget_compute_bounds (overview, self->window, &overview_bounds));
      gtk_range_get_slider_range (GTK_RANGE (scale), NULL, &end);
      spec.extent = acn_overview_get_extent (ACN_OVERVIEW (overview));
      spec.width_px = gtk_widget_get_width (overview);
      g_assert_cmpfloat_with_epsilon (
          scale_bounds.origin.x + end - HALF_HANDLE_PX,
          overview_bounds.origin.x + acn_overview_position_of (&spec, story_day (days[i]) + 0.5),
          1.6);
    }
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/accession/Accession/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/timeline/timeline/follows-session", test_timeline_follows },
    { "/timeline/timeline/session-property", test_session_property },
    { "/timeline/timeline/accessible", test_timeline_accessible },
    { "/timeline/timeline/orientation", test_timeline_orientation },
    { "/timeline/timeline/pinch", test_timeline_pinch },
    { "/timeline/timeline/kinetic", test_timeline_kinetic },
    { "/timeline/scrubber/follows-session", test_scrubber_follows },
    { "/timeline/scrubber/extent", test_scrubber_extent },
    { "/timeline/scrubber/moves-session", test_scrubber_moves },
    { "/timeline/scrubber/buttons", test_scrubber_buttons },
    { "/timeline/scrubber/steps", test_scrubber_steps },
    { "/timeline/scrubber/loops", test_scrubber_loops },
    { "/timeline/scrubber/plays", test_scrubber_plays },
    { "/timeline/scrubber/reduced-motion", test_scrubber_reduced_motion },
    { "/timeline/scrubber/accessible", test_scrubber_accessible },
    { "/timeline/scrubber/aligned", test_scrubber_aligned },
  };

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 77;
    }
  adw_init ();
  acn_get_resource ();
  load_style ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
