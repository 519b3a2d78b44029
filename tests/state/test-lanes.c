/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes: their order and folding, taken back, saved and restored. */
#include "state/acn-session.h"

#include "story.h"

typedef struct
{
  AcnDossier *story;
  AcnSession *session;
  guint       n_told;
} Fixture;

static void
count_cb (AcnSession *session, GParamSpec *pspec, Fixture *f)
{
  f->n_told++;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->story = story_new ("story");
  f->session = acn_session_new ();
  acn_session_set_dossier (f->session, f->story);
  g_signal_connect (f->session, "notify::lanes", G_CALLBACK (count_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_object_unref (f->session);
  acn_dossier_unref (f->story);
}

/* The lanes by place; those that are folded in brackets. */
static void
assert_lanes (Fixture *f, const char *expected)
{
  guint          n;
  const AcnLane *lanes = acn_dossier_get_lanes (f->story, &n);
  const guint   *order = acn_session_get_lane_order (f->session);
  const guint8  *folded = acn_session_get_lane_folded (f->session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (
          text, folded[order[i]] ? "%s(%s)" : "%s%s", i > 0 ? " " : "", lanes[order[i]].id);
      g_assert_cmpuint (acn_session_get_lane_place (f->session, order[i]), ==, i);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_fold (Fixture *f, gconstpointer unused)
{
  assert_lanes (f, "Summits War Aid");
  acn_session_fold_lane (f->session, 1, TRUE);
  acn_session_fold_lane (f->session, 1, TRUE);
  acn_session_fold_lane (f->session, 77, TRUE);
  assert_lanes (f, "Summits (War) Aid");
  g_assert_cmpuint (f->n_told, ==, 1);
  acn_session_fold_lane (f->session, 1, FALSE);
  assert_lanes (f, "Summits War Aid");
}

static void
test_fold_others (Fixture *f, gconstpointer unused)
{
  acn_session_fold_other_lanes (f->session, ACN_NONE);
  g_assert_cmpuint (f->n_told, ==, 0);
  acn_session_fold_lane (f->session, 2, TRUE);
  acn_session_fold_other_lanes (f->session, 2);
  assert_lanes (f, "(Summits) (War) Aid");
  g_assert_cmpuint (f->n_told, ==, 2);
  acn_session_fold_other_lanes (f->session, ACN_NONE);
  assert_lanes (f, "Summits War Aid");
  acn_session_go_back (f->session);
  acn_session_go_back (f->session);
  assert_lanes (f, "Summits War (Aid)");
}

static void
test_move (Fixture *f, gconstpointer unused)
{
  acn_session_move_lane (f->session, 0, 2);
  assert_lanes (f, "War Aid Summits");
  acn_session_move_lane (f->session, 0, G_MAXINT);
  acn_session_move_lane (f->session, 99, 1);
  g_assert_cmpuint (f->n_told, ==, 1);
  acn_session_move_lane (f->session, 0, -100);
  assert_lanes (f, "Summits War Aid");
  g_assert_cmpuint (acn_session_get_lane_place (f->session, 3), ==, ACN_NONE);
}

/* Moves of one lane come back together, of another by themselves; day and selection stay. */
static void
test_undo (Fixture *f, gconstpointer unused)
{
  const AcnDay day = story_day ("2022-09-06");

  acn_session_move_lane (f->session, 0, 1);
  acn_session_move_lane (f->session, 0, 1);
  acn_session_move_lane (f->session, 2, -1);
  acn_session_fold_lane (f->session, 2, TRUE);
  acn_session_set_day (f->session, day);
  assert_lanes (f, "(Aid) War Summits");
  acn_session_go_back (f->session);
  assert_lanes (f, "Aid War Summits");
  acn_session_go_back (f->session);
  assert_lanes (f, "War Aid Summits");
  acn_session_go_back (f->session);
  assert_lanes (f, "Summits War Aid");
  g_assert_false (acn_session_can_go_back (f->session));
  g_assert_cmpint (acn_session_get_day (f->session), ==, day);
  acn_session_go_forward (f->session);
  assert_lanes (f, "War Aid Summits");
  acn_session_move_lane (f->session, 0, -1); /* a new step after going back */
  g_assert_false (acn_session_can_go_forward (f->session));
  acn_session_go_back (f->session);
  assert_lanes (f, "War Aid Summits");
}

/* A selection between two moves of a lane parts them. */
static void
test_undo_between (Fixture *f, gconstpointer unused)
{
  acn_session_move_lane (f->session, 0, 1);
  acn_session_set_selection (f->session, 3);
  acn_session_move_lane (f->session, 0, 1);
  acn_session_go_back (f->session);
  assert_lanes (f, "War Summits Aid");
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, 3);
  acn_session_go_back (f->session);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, ACN_NONE);
  assert_lanes (f, "War Summits Aid");
}

static void
test_memory (Fixture *f, gconstpointer unused)
{
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (AcnDossier) again = story_new ("story");

  acn_session_move_lane (f->session, 0, 1);
  acn_session_fold_lane (f->session, 2, TRUE);
  saved = g_variant_ref_sink (acn_session_save_lanes (f->session));
  acn_session_set_dossier (f->session, again);
  assert_lanes (f, "Summits War Aid");
  acn_session_restore_lanes (f->session, saved);
  assert_lanes (f, "War Summits (Aid)");
  g_assert_false (acn_session_can_go_back (f->session));
}

/* Settings may hold anything: unknown lanes, one twice, none. */
static void
test_memory_of_others (Fixture *f, gconstpointer unused)
{
  static const char *const texts[] = { "[('Aid', true), ('Nowhere', true), ('Aid', false)]",
                                       "@a(sb) []" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GVariant) saved = g_variant_new_parsed (texts[i]);

      acn_session_restore_lanes (f->session, saved);
      assert_lanes (f, i == 0 ? "(Aid) Summits War" : "Summits War (Aid)");
    }
}

static void
test_without_dossier (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnSession) empty = acn_session_new ();
  g_autoptr (GVariant) saved = g_variant_ref_sink (acn_session_save_lanes (empty));

  g_assert_cmpuint (g_variant_n_children (saved), ==, 0);
  acn_session_restore_lanes (empty, saved);
  acn_session_fold_other_lanes (empty, 0);
  acn_session_move_lane (empty, 0, 1);
  g_assert_false (acn_session_can_go_back (empty));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *f, gconstpointer unused);
  } tests[] = {
    { "/lanes/fold", test_fold },
    { "/lanes/fold-others", test_fold_others },
    { "/lanes/move", test_move },
    { "/lanes/undo", test_undo },
    { "/lanes/undo-between", test_undo_between },
    { "/lanes/memory", test_memory },
    { "/lanes/memory-of-others", test_memory_of_others },
    { "/lanes/without-dossier", test_without_dossier },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
