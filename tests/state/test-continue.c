/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One session goes on where another one is; languages that a dossier speaks or not. */
#include "state/acn-session.h"
#include "story.h"

static AcnSession *
make_busy_session (void)
{
  AcnSession *session = acn_session_new ();
  g_autoptr (AcnDossier) dossier = story_new ("continue");
  AcnFilter filter = ACN_FILTER_NONE;

  acn_filter_set_text (&filter, "i");
  acn_session_set_dossier (session, dossier);
  acn_session_set_selection (session, 3);
  acn_session_toggle_selection (session, 1);
  acn_session_set_filter (session, &filter);
  acn_session_set_visible_range (session, (AcnTimeRange){ 19000.25, 19100.5 });
  acn_session_set_camera (session, (AcnCamera){ 30, 50, 6 });
  acn_session_mark_stop (session);
  acn_session_set_camera (session, (AcnCamera){ 10, 45, 5.5 });
  acn_session_mark_stop (session);
  acn_session_move_lane (session, 0, 2);
  acn_session_fold_lane (session, 1, TRUE);
  acn_session_set_day (session, story_day ("2022-09-06"));
  return session;
}

static void
assert_same (AcnSession *a, AcnSession *b)
{
  const AcnCamera    camera_a = acn_session_get_camera (a), camera_b = acn_session_get_camera (b);
  const AcnTimeRange range_a = acn_session_get_visible_range (a);
  const AcnTimeRange range_b = acn_session_get_visible_range (b);
  guint              n_a, n_b;
  const guint       *others_a = acn_session_get_others (a, &n_a);
  const guint       *others_b = acn_session_get_others (b, &n_b);

  g_assert_true (acn_session_get_dossier (a) == acn_session_get_dossier (b));
  g_assert_cmpint (acn_session_get_day (a), ==, acn_session_get_day (b));
  g_assert_cmpuint (acn_session_get_selection (a), ==, acn_session_get_selection (b));
  g_assert_cmpmem (&camera_a, sizeof camera_a, &camera_b, sizeof camera_b);
  g_assert_cmpmem (&range_a, sizeof range_a, &range_b, sizeof range_b);
  g_assert_cmpmem (others_a, n_a * sizeof *others_a, others_b, n_b * sizeof *others_b);
  g_assert_true (acn_filter_equal (acn_session_get_filter (a), acn_session_get_filter (b)));
  g_assert_cmpuint (acn_session_get_n_hidden (a), ==, acn_session_get_n_hidden (b));
  g_assert_cmpmem (acn_session_get_lane_order (a),
                   3 * sizeof (guint),
                   acn_session_get_lane_order (b),
                   3 * sizeof (guint));
  g_assert_cmpmem (acn_session_get_lane_folded (a), 3, acn_session_get_lane_folded (b), 3);
}

static void
test_everything (void)
{
  g_autoptr (AcnSession) before = make_busy_session ();
  g_autoptr (AcnSession) after = acn_session_new ();
  guint n;

  acn_session_continue (after, before);
  acn_session_get_others (after, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (acn_session_get_n_hidden (after), >, 0);
  g_assert_cmpuint (acn_session_get_lane_order (after)[2], ==, 0);
  assert_same (after, before);
}

/* Both have a past of their own from there on. */
static void
test_way_back (void)
{
  g_autoptr (AcnSession) before = make_busy_session ();
  g_autoptr (AcnSession) after = acn_session_new ();

  acn_session_continue (after, before);
  g_assert_true (acn_session_can_go_to_stop (after, -1));
  acn_session_go_to_stop (after, -1);
  g_assert_cmpfloat (acn_session_get_camera (after).zoom, ==, 6);
  g_assert_cmpfloat (acn_session_get_camera (before).zoom, ==, 5.5);
  acn_session_go_back (after);
  g_assert_cmpuint (acn_session_get_lane_folded (after)[1], ==, 0);
  g_assert_cmpuint (acn_session_get_lane_folded (before)[1], ==, 1);
  acn_session_go_back (after);
  g_assert_cmpuint (acn_session_get_lane_order (after)[0], ==, 0);
  acn_session_go_back (after);
  g_assert_cmpuint (acn_session_get_n_hidden (after), ==, 0);
  g_assert_cmpuint (acn_session_get_n_hidden (before), >, 0);
  g_clear_object (&before);
  acn_session_go_back (after);
  acn_session_go_back (after);
  g_assert_cmpuint (acn_session_get_selection (after), ==, ACN_NONE);
  g_assert_false (acn_session_can_go_back (after));
}

static void
test_layers (void)
{
  g_autoptr (AcnSession) before = make_busy_session ();
  g_autoptr (AcnSession) after = acn_session_new ();

  acn_session_continue (after, before);
  g_assert_true (acn_session_get_layers (after) == acn_session_get_layers (before));
}

static void
test_language (void)
{
  g_autoptr (AcnSession) before = make_busy_session ();
  g_autoptr (AcnSession) after = acn_session_new ();

  acn_session_set_language (after, "uk");
  acn_session_continue (after, before);
  g_assert_cmpstr (acn_session_get_language (after), ==, "uk");
  g_assert_cmpstr (acn_session_get_language (before), ==, "en");
}

/* The wish outlives a dossier that cannot fulfil it. */
static void
test_wanted_language (void)
{
  g_autoptr (AcnSession) session = acn_session_new ();
  g_autoptr (AcnDossier) story = story_new ("wanted");
  g_autoptr (AcnDossierBuilder) builder = acn_dossier_builder_new ();
  g_autoptr (AcnDossier) german = NULL;

  builder->id = acn_dossier_builder_string (builder, "german");
  builder->language = "de";
  g_ptr_array_add (builder->languages, (gpointer) "de");
  builder->span = builder->home_span = (AcnSpan){ 0, 10 };
  german = acn_dossier_builder_end (g_steal_pointer (&builder));

  acn_session_set_language (session, "uk");
  acn_session_set_dossier (session, german);
  g_assert_cmpstr (acn_session_get_language (session), ==, "de");
  acn_session_set_dossier (session, story);
  g_assert_cmpstr (acn_session_get_language (session), ==, "uk");
}

static void
test_nothing (void)
{
  g_autoptr (AcnSession) before = acn_session_new ();
  g_autoptr (AcnSession) after = make_busy_session ();

  acn_session_continue (after, before);
  g_assert_null (acn_session_get_dossier (after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/continue/everything", test_everything);
  g_test_add_func ("/state/continue/way-back", test_way_back);
  g_test_add_func ("/state/continue/layers", test_layers);
  g_test_add_func ("/state/continue/language", test_language);
  g_test_add_func ("/state/continue/wanted-language", test_wanted_language);
  g_test_add_func ("/state/continue/nothing", test_nothing);
  return g_test_run ();
}
