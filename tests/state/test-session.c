/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state/acn-session.h"

#include "story.h"

#include <math.h>

/* Names of the properties and signals that were told, in order, each followed by a blank. */
static void
notify_cb (GObject *object, GParamSpec *pspec, GString *told)
{
  g_string_append_printf (told, "%s ", pspec->name);
}

static void
layers_changed_cb (AcnSession *session, GString *told)
{
  g_string_append (told, "layers-changed ");
}

static void
view_requested_cb (AcnSession *session, const AcnView *view, GString *told)
{
  g_string_append_printf (told, "view:%s ", view->id);
}

typedef struct
{
  AcnSession *session;
  AcnDossier *story;
  GString    *told;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->session = acn_session_new ();
  self->story = story_new ("story");
  self->told = g_string_new (NULL);
  acn_session_set_dossier (self->session, self->story);
  g_signal_connect (self->session, "notify", G_CALLBACK (notify_cb), self->told);
  g_signal_connect (self->session, "layers-changed", G_CALLBACK (layers_changed_cb), self->told);
  g_signal_connect (self->session, "view-requested", G_CALLBACK (view_requested_cb), self->told);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->session);
  acn_dossier_unref (self->story);
  g_string_free (self->told, TRUE);
}

static void
assert_told (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->told->str, ==, expected);
  g_string_set_size (self->told, 0);
}

static guint
find (Fixture *self, const char *id)
{
  return acn_dossier_find_event (self->story, id);
}

static void
test_home (Fixture *self, gconstpointer data)
{
  AcnSpan visible = acn_session_get_visible_span (self->session);

  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2024-07-11"));
  g_assert_cmpint (visible.begin_day, <, story_day ("2008-01-01"));
  g_assert_cmpint (visible.begin_day, >, story_day ("2007-01-01"));
  g_assert_cmpint (visible.end_day, >, story_day ("2024-08-01"));
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, ACN_NONE);
  g_assert_cmpstr (acn_session_get_language (self->session), ==, "en");
  g_assert_cmpfloat_with_epsilon (acn_session_get_camera (self->session).lon_deg, 31.25, 1e-6);
}

static void
test_dossier_order (Fixture *self, gconstpointer data)
{
  g_autoptr (AcnDossier) other = story_new ("other");

  acn_session_set_dossier (self->session, self->story);
  assert_told (self, "");
  acn_session_set_day (self->session, 0);
  acn_session_set_selection (self->session, 3);
  acn_session_set_camera (self->session, (AcnCamera){ 1, 2, 3 });
  acn_session_set_visible_span (self->session, (AcnSpan){ 0, 1000 });
  acn_session_set_playing (self->session, TRUE);
  g_string_set_size (self->told, 0);
  acn_session_set_dossier (self->session, other);
  assert_told (
      self, "dossier day visible-span camera selection playing history layers-changed view:home ");
  acn_session_set_dossier (self->session, NULL);
  assert_told (self, "dossier day visible-span lanes layers-changed ");
}

/* At the first notify of a new dossier all the rest is already there. */
static void
check_whole_cb (AcnSession *session, GParamSpec *pspec, gpointer data)
{
  g_assert_cmpuint (acn_session_get_selection (session), ==, ACN_NONE);
  g_assert_cmpint (acn_session_get_day (session), ==, story_day ("2024-07-11"));
}

static void
test_dossier_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (AcnDossier) other = story_new ("other");

  acn_session_set_selection (self->session, 3);
  acn_session_set_day (self->session, 0);
  g_signal_connect (self->session, "notify::dossier", G_CALLBACK (check_whole_cb), NULL);
  acn_session_set_dossier (self->session, other);
}

static void
test_set_same (Fixture *self, gconstpointer data)
{
  acn_session_set_day (self->session, acn_session_get_day (self->session));
  acn_session_set_visible_span (self->session, acn_session_get_visible_span (self->session));
  acn_session_set_visible_range (self->session, acn_session_get_visible_range (self->session));
  acn_session_set_camera (self->session, acn_session_get_camera (self->session));
  acn_session_set_selection (self->session, ACN_NONE);
  acn_session_set_selection (self->session, 9999);
  acn_session_set_playing (self->session, FALSE);
  acn_session_set_language (self->session, "en");
  acn_session_set_layer_visible (self->session, 0, TRUE);
  assert_told (self, "");

  acn_session_set_day (self->session, story_day ("2022-02-24"));
  acn_session_set_selection (self->session, 0);
  acn_session_set_language (self->session, "uk");
  assert_told (self, "day selection history language ");
}

static void
test_day_clamped (Fixture *self, gconstpointer data)
{
  acn_session_set_day (self->session, G_MAXINT32);
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2024-07-31"));
  acn_session_set_day (self->session, G_MININT32);
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("1949-04-04"));
}

static void
test_zoom_anchor (Fixture *self, gconstpointer data)
{
  static const double anchors[] = { 0.2, 0.5, 0.8 };

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      AcnTimeRange before, after;
      double       day;

      acn_session_set_visible_range (self->session, (AcnTimeRange){ 15000, 17000 });
      before = acn_session_get_visible_range (self->session);
      day = before.begin + anchors[i] * (before.end - before.begin);
      acn_session_zoom_time (self->session, 4, anchors[i]);
      after = acn_session_get_visible_range (self->session);
      g_assert_cmpfloat_with_epsilon (after.end - after.begin, 500, 1e-6);
      g_assert_cmpfloat_with_epsilon (after.begin + anchors[i] * 500, day, 1e-6);
    }
}

static void
test_zoom_limits (Fixture *self, gconstpointer data)
{
  AcnTimeRange range;

  acn_session_zoom_time (self->session, 1e9, 0.5);
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat_with_epsilon (range.end - range.begin, ACN_RANGE_MIN_DAYS, 1e-6);
  acn_session_zoom_time (self->session, 1e-9, 0.5);
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat (range.begin, <, story_day ("1949-04-04"));
  g_assert_cmpfloat (range.begin, >, story_day ("1935-01-01"));
  g_assert_cmpfloat (range.end, >, story_day ("2024-08-01"));
  g_string_set_size (self->told, 0);
  acn_session_zoom_time (self->session, 0.5, 0.5);
  acn_session_scroll_time (self->session, 0.5);
  assert_told (self, "");
}

static void
test_range_limits (Fixture *self, gconstpointer data)
{
  AcnTimeRange range;

  acn_session_set_visible_range (self->session, (AcnTimeRange){ 15000, 15000.5 });
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat_with_epsilon (range.begin, 14997.75, 1e-6);
  g_assert_cmpfloat_with_epsilon (range.end, 15002.75, 1e-6);
  acn_session_set_visible_range (self->session, (AcnTimeRange){ -1e7, 1e7 });
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat (range.end - range.begin, <, 1.25 * 27514);
}

static void
test_scroll_limits (Fixture *self, gconstpointer data)
{
  AcnTimeRange range;

  acn_session_set_visible_range (self->session, (AcnTimeRange){ 15000, 15100 });
  acn_session_scroll_time (self->session, 0.25);
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat_with_epsilon (range.begin, 15025, 1e-6);
  acn_session_scroll_time (self->session, 1e6);
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat_with_epsilon (range.end, story_day ("2024-08-01") + 8, 1e-6);
  g_assert_cmpfloat_with_epsilon (range.end - range.begin, 100, 1e-6);
  acn_session_fit_time (self->session);
  g_assert_cmpint (
      acn_session_get_visible_span (self->session).begin_day, <, story_day ("2008-01-01"));
}

static void
test_reveal (Fixture *self, gconstpointer data)
{
  AcnTimeRange range;

  acn_session_set_visible_range (self->session, (AcnTimeRange){ 15000, 15100 });
  g_string_set_size (self->told, 0);
  acn_session_reveal_day (self->session, 15050);
  assert_told (self, "");
  acn_session_seek (self->session, 15200);
  assert_told (self, "day visible-span ");
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat_with_epsilon (range.end, 15213, 1e-6);
  acn_session_seek (self->session, 15000);
  range = acn_session_get_visible_range (self->session);
  g_assert_cmpfloat_with_epsilon (range.begin, 14988, 1e-6);
}

static void
test_select_event (Fixture *self, gconstpointer data)
{
  acn_session_select_event (self->session, find (self, "kherson"));
  assert_told (self, "selection history day view:south ");
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2022-11-11"));

  acn_session_select_event (self->session, find (self, "treaty"));
  assert_told (self, "selection day visible-span ");

  acn_session_select_event (self->session, ACN_NONE);
  assert_told (self, "selection ");
}

/* A place in sight moves nothing, one in the home view pans, one beyond brings both into sight. */
static void
test_select_place (Fixture *self, gconstpointer data)
{
  AcnCamera camera;

  acn_session_select_event (self->session, find (self, "invasion"));
  assert_told (self, "selection history day ");
  acn_session_set_camera (self->session, (AcnCamera){ 36, 46, 9 });
  acn_session_select_event (self->session, ACN_NONE);
  g_string_set_size (self->told, 0);
  acn_session_select_event (self->session, find (self, "invasion"));
  assert_told (self, "selection camera ");
  camera = acn_session_get_camera (self->session);
  g_assert_cmpfloat (camera.lon_deg, ==, 30.52);
  g_assert_cmpfloat (camera.zoom, ==, 9);
  acn_session_select_event (self->session, find (self, "bucharest"));
  assert_told (self, "selection day view:brussels ");
}

static void
test_step_calendar (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *from;
    AcnStep     step;
    int         direction;
    const char *to;
  } cases[] = {
    { "2024-02-28", ACN_STEP_DAY, 1, "2024-02-29" },
    { "2024-03-01", ACN_STEP_DAY, -1, "2024-02-29" },
    { "2024-02-28", ACN_STEP_WEEK, 1, "2024-03-06" },
    { "2023-01-31", ACN_STEP_MONTH, 1, "2023-02-28" },
    { "2023-03-31", ACN_STEP_MONTH, -1, "2023-02-28" },
    { "2020-02-29", ACN_STEP_YEAR, 1, "2021-02-28" },
    { "2024-07-31", ACN_STEP_DAY, 1, "2024-07-31" },
    { "1949-04-04", ACN_STEP_YEAR, -1, "1949-04-04" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = NULL;

      acn_session_set_day (self->session, story_day (cases[i].from));
      acn_session_step (self->session, cases[i].step, cases[i].direction);
      iso = acn_day_to_iso (acn_session_get_day (self->session));
      g_assert_cmpstr (iso, ==, cases[i].to);
    }
}

/* Every event is visited once, in order, forwards and backwards, also where two share a day. */
static void
test_step_events (Fixture *self, gconstpointer data)
{
  guint n_events;

  acn_dossier_get_events (self->story, &n_events);
  acn_session_set_day (self->session, story_day ("1949-04-04"));
  acn_session_select_event (self->session, 0);
  for (guint i = 1; i < n_events; i++)
    {
      acn_session_step (self->session, ACN_STEP_EVENT, 1);
      g_assert_cmpuint (acn_session_get_selection (self->session), ==, i);
    }
  acn_session_step (self->session, ACN_STEP_EVENT, 1);
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, n_events - 1);
  for (guint i = n_events - 1; i > 0; i--)
    {
      acn_session_step (self->session, ACN_STEP_EVENT, -1);
      g_assert_cmpuint (acn_session_get_selection (self->session), ==, i - 1);
    }
}

/* Away from the selection the playhead decides which event is next. */
static void
test_step_from_playhead (Fixture *self, gconstpointer data)
{
  acn_session_select_event (self->session, 0);
  acn_session_set_day (self->session, story_day ("2022-08-01"));
  acn_session_step (self->session, ACN_STEP_EVENT, 1);
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, find (self, "kherson"));
  acn_session_set_day (self->session, story_day ("2022-08-01"));
  acn_session_step (self->session, ACN_STEP_EVENT, -1);
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, find (self, "summer"));

  /* An event of the playhead's own day is neither before nor after it. */
  acn_session_set_selection (self->session, ACN_NONE);
  acn_session_set_day (self->session, story_day ("2022-11-11"));
  acn_session_step (self->session, ACN_STEP_EVENT, 1);
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, find (self, "vilnius"));
  acn_session_set_selection (self->session, ACN_NONE);
  acn_session_set_day (self->session, story_day ("2022-11-11"));
  acn_session_step (self->session, ACN_STEP_EVENT, -1);
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, find (self, "summer"));
}

static void
test_playing (Fixture *self, gconstpointer data)
{
  acn_session_set_playing (self->session, TRUE);
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2008-01-01"));
  assert_told (self, "day playing ");
  for (guint i = 0; i < 3; i++)
    g_assert_true (acn_session_advance (self->session, 0.5));
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2008-01-02"));
  assert_told (self, "day ");
  g_assert_false (acn_session_advance (self->session, 1e6));
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2024-07-31"));
  g_assert_false (acn_session_get_playing (self->session));
  assert_told (self, "day playing ");
}

static void
test_playing_goes_on (Fixture *self, gconstpointer data)
{
  acn_session_set_day (self->session, story_day ("2022-02-24"));
  acn_session_set_playing (self->session, TRUE);
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2022-02-24"));
}

/* It is of the window's pictures, not of the dossier's state: opening another one leaves it. */
static void
test_drawing (Fixture *self, gconstpointer data)
{
  g_autoptr (AcnDossier) other = story_new ("other");

  g_assert_false (acn_session_get_drawing (self->session));
  acn_session_set_drawing (self->session, TRUE);
  acn_session_set_drawing (self->session, 2);
  assert_told (self, "drawing ");
  acn_session_set_dossier (self->session, other);
  g_assert_true (acn_session_get_drawing (self->session));
  g_string_set_size (self->told, 0);
  acn_session_set_drawing (self->session, FALSE);
  assert_told (self, "drawing ");
}

static void
test_empty (void)
{
  g_autoptr (AcnSession) session = acn_session_new ();

  acn_session_set_day (session, 100);
  g_assert_cmpint (acn_session_get_day (session), ==, 0);
  acn_session_step (session, ACN_STEP_EVENT, 1);
  acn_session_step (session, ACN_STEP_DAY, 1);
  acn_session_select_event (session, 0);
  g_assert_cmpuint (acn_session_get_selection (session), ==, ACN_NONE);
  acn_session_set_playing (session, TRUE);
  g_assert_false (acn_session_get_playing (session));
  g_assert_false (acn_session_advance (session, 1));
  acn_session_zoom_time (session, 2, 0.5);
  acn_session_fit_time (session);
}

static void
test_camera_for_bounds (void)
{
  AcnCamera camera =
      acn_camera_for_bounds ((AcnBounds){ -180, -ACN_LAT_MAX, 180, ACN_LAT_MAX }, 1024, 1024);
  AcnCamera wide = acn_camera_for_bounds ((AcnBounds){ 20, 40, 40, 60 }, 800, 600);
  AcnCamera point = acn_camera_for_bounds ((AcnBounds){ 30, 50, 30, 50 }, 800, 600);

  g_assert_cmpfloat_with_epsilon (camera.zoom, 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (camera.lon_deg, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (camera.lat_deg, 0, 1e-4);
  g_assert_cmpfloat_with_epsilon (wide.lon_deg, 30, 1e-6);
  g_assert_cmpfloat (wide.lat_deg, >, 50); /* Mercator's middle lies north of the mean */
  g_assert_cmpfloat (point.zoom, ==, ACN_ZOOM_MAX);
  g_assert_cmpfloat (acn_camera_for_bounds ((AcnBounds){ 30, 40, 31, 60 }, 800, 600).zoom, <, 5);
}

/* Each property says what its function says, and may be set where that may be. */
static void
test_properties (Fixture *self, gconstpointer data)
{
  static const char *const unset[] = { "scenario", "history", "drawing", "playing" };
  static const char *const none[] = { "claim", "scene" };
  const AcnCamera          kyiv = { 30.5, 50.4, 7 };
  const AcnSpan            span = { story_day ("2014-01-01"), story_day ("2015-01-01") };
  g_autoptr (AcnDossier) dossier = NULL;
  g_autofree char *language = NULL;
  AcnCamera       *camera = NULL;
  AcnSpan         *visible = NULL;
  AcnSpan          shown;
  guint            selection, others;
  int              day;

  g_object_set (self->session, "day", story_day ("2022-02-24"), "visible-span", &span, NULL);
  g_object_set (
      self->session, "camera", &kyiv, "selection", find (self, "war"), "language", "uk", NULL);
  shown = acn_session_get_visible_span (self->session);
  g_assert_cmpint (acn_session_get_day (self->session), ==, story_day ("2022-02-24"));
  g_assert_cmpint (shown.begin_day, ==, span.begin_day);
  g_assert_cmpuint (acn_session_get_selection (self->session), ==, find (self, "war"));
  acn_session_toggle_selection (self->session, find (self, "kherson"));
  g_object_get (self->session, "dossier", &dossier, "day", &day, "visible-span", &visible, NULL);
  g_object_get (self->session,
                "camera",
                &camera,
                "selection",
                &selection,
                "others",
                &others,
                "language",
                &language,
                NULL);
  g_assert_true (dossier == self->story);
  g_assert_cmpint (day, ==, story_day ("2022-02-24"));
  g_assert_cmpmem (visible, sizeof *visible, &shown, sizeof shown);
  g_assert_cmpmem (camera, sizeof *camera, &kyiv, sizeof kyiv);
  g_assert_cmpuint (selection, ==, find (self, "kherson"));
  g_assert_cmpuint (others, ==, 1);
  g_assert_cmpstr (language, ==, "uk");
  g_boxed_free (ACN_TYPE_CAMERA, camera);
  g_boxed_free (ACN_TYPE_SPAN, visible);
  for (guint i = 0; i < G_N_ELEMENTS (unset); i++)
    {
      gboolean value;

      g_object_get (self->session, unset[i], &value, NULL);
      g_assert_cmpint (value, ==, g_str_equal (unset[i], "history"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      guint value;

      g_object_get (self->session, none[i], &value, NULL);
      g_assert_cmpuint (value, ==, ACN_NONE);
    }
}

/* The days of what is selected, with air; what asks for nothing is not passed on. */
static void
test_zoom_to_selection (Fixture *self, gconstpointer data)
{
  AcnSpan visible;

  acn_session_zoom_to_selection (self->session);
  assert_told (self, "");
  acn_session_set_selection (self->session, find (self, "bucharest"));
  acn_session_zoom_to_selection (self->session);
  visible = acn_session_get_visible_span (self->session);
  g_assert_cmpint (visible.begin_day, ==, story_day ("2008-03-23"));
  g_assert_cmpint (visible.end_day, ==, story_day ("2008-04-15"));
  g_string_set_size (self->told, 0);
  acn_session_request_bounds (self->session, (AcnBounds){ 30, 45, 36, 48 });
  assert_told (self, "view: ");
  acn_session_request_bounds (self->session, ACN_BOUNDS_EMPTY);
  acn_session_request_view (self->session, 12);
  assert_told (self, "");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/state/session/home", test_home },
    { "/state/session/dossier-tells-in-order", test_dossier_order },
    { "/state/session/dossier-is-whole-when-told", test_dossier_whole },
    { "/state/session/set-same-is-silent", test_set_same },
    { "/state/session/day-is-clamped", test_day_clamped },
    { "/state/session/zoom-keeps-anchor", test_zoom_anchor },
    { "/state/session/zoom-has-limits", test_zoom_limits },
    { "/state/session/range-has-limits", test_range_limits },
    { "/state/session/scroll-has-limits", test_scroll_limits },
    { "/state/session/seek-reveals", test_reveal },
    { "/state/session/select-event", test_select_event },
    { "/state/session/select-brings-place-into-sight", test_select_place },
    { "/state/session/step-calendar", test_step_calendar },
    { "/state/session/step-visits-every-event", test_step_events },
    { "/state/session/step-from-playhead", test_step_from_playhead },
    { "/state/session/plays-to-the-end", test_playing },
    { "/state/session/plays-on", test_playing_goes_on },
    { "/state/session/drawing", test_drawing },
    { "/state/session/properties", test_properties },
    { "/state/session/zoom-to-selection", test_zoom_to_selection },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/state/session/empty", test_empty);
  g_test_add_func ("/state/camera/for-bounds", test_camera_for_bounds);
  return g_test_run ();
}
