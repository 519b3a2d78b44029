/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back and forward through the places where the map has stood. */
#include "state/acn-session.h"
#include "story.h"

static const AcnCamera a = { 30, 50, 6 }, b = { 10, 45, 5 }, c = { -3, 40, 7 };

static AcnSession *
make_session (void)
{
  AcnSession *session = acn_session_new ();
  g_autoptr (AcnDossier) dossier = story_new ("stops");

  acn_session_set_dossier (session, dossier);
  return session;
}

static void
stand (AcnSession *session, AcnCamera camera)
{
  acn_session_set_camera (session, camera);
  acn_session_mark_stop (session);
}

static void
assert_at (AcnSession *session, AcnCamera camera)
{
  const AcnCamera now = acn_session_get_camera (session);

  g_assert_cmpfloat (now.lon_deg, ==, camera.lon_deg);
  g_assert_cmpfloat (now.lat_deg, ==, camera.lat_deg);
  g_assert_cmpfloat (now.zoom, ==, camera.zoom);
}

static void
test_back_and_forward (void)
{
  g_autoptr (AcnSession) session = make_session ();

  g_assert_false (acn_session_can_go_to_stop (session, -1));
  acn_session_go_to_stop (session, 1);
  stand (session, a);
  stand (session, b);
  stand (session, b); /* resting twice is one stop */
  stand (session, c);
  acn_session_go_to_stop (session, -1);
  assert_at (session, b);
  acn_session_mark_stop (session); /* the map rests there, too */
  acn_session_go_to_stop (session, -1);
  assert_at (session, a);
  acn_session_go_to_stop (session, -1);
  assert_at (session, a);
  g_assert_false (acn_session_can_go_to_stop (session, -1));
  acn_session_go_to_stop (session, 1);
  acn_session_go_to_stop (session, 1);
  assert_at (session, c);
  g_assert_false (acn_session_can_go_to_stop (session, 1));
}

static void
test_another_way (void)
{
  g_autoptr (AcnSession) session = make_session ();
  const AcnCamera hardly = { 10.00001, 45, 5 };

  stand (session, a);
  stand (session, b);
  acn_session_go_to_stop (session, -1);
  stand (session, c); /* forgets b */
  g_assert_false (acn_session_can_go_to_stop (session, 1));
  acn_session_set_camera (session, b); /* on the way, not yet at rest */
  acn_session_go_to_stop (session, -1);
  assert_at (session, c);
  acn_session_go_to_stop (session, 1);
  assert_at (session, b);
  stand (session, hardly);
  g_assert_false (acn_session_can_go_to_stop (session, 1));
  acn_session_go_to_stop (session, -1);
  assert_at (session, c);
}

static void
test_many (void)
{
  g_autoptr (AcnSession) session = make_session ();
  g_autoptr (AcnDossier) other = story_new ("other");
  guint n = 0;

  for (int i = 0; i < 300; i++)
    stand (session, (AcnCamera){ -150 + i, 10, 5 });
  for (; acn_session_can_go_to_stop (session, -1); n++)
    acn_session_go_to_stop (session, -1);
  g_assert_cmpuint (n, ==, 99);
  assert_at (session, (AcnCamera){ 50, 10, 5 });
  acn_session_set_dossier (session, other);
  g_assert_false (acn_session_can_go_to_stop (session, -1));
  g_assert_false (acn_session_can_go_to_stop (session, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stops/back-and-forward", test_back_and_forward);
  g_test_add_func ("/stops/another-way", test_another_way);
  g_test_add_func ("/stops/many", test_many);
  return g_test_run ();
}
