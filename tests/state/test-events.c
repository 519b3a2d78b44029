/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events are shown, selected and remembered. */
#include "state/acn-filter.h"
#include "state/acn-session.h"

#include "story.h"

#include <string.h>

typedef struct
{
  AcnDossier *story;
  AcnSession *session;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->story = story_new ("story");
  f->session = acn_session_new ();
  acn_session_set_dossier (f->session, f->story);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_object_unref (f->session);
  acn_dossier_unref (f->story);
}

/* The ids of the events that are shown, as one string. */
static char *
get_shown (Fixture *f)
{
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (f->story, &n);
  const guint8   *shown = acn_session_get_shown (f->session);
  GString        *ids = g_string_new (NULL);
  guint           n_hidden = 0;

  for (guint i = 0; i < n; i++)
    if (shown == NULL || shown[i])
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", events[i].id);
    else
      n_hidden++;
  g_assert_cmpuint (acn_session_get_n_hidden (f->session), ==, n_hidden);
  return g_string_free (ids, FALSE);
}

static void
assert_shown (Fixture *f, const AcnFilter *filter, const char *expected)
{
  g_autofree char *ids = NULL;

  acn_session_set_filter (f->session, filter);
  ids = get_shown (f);
  g_assert_cmpstr (ids, ==, expected);
}

#define ALL "treaty bucharest donbas invasion war summer kherson vilnius washington"

static void
test_filter (Fixture *f, gconstpointer unused)
{
  AcnFilter filter = ACN_FILTER_NONE;

  assert_shown (f, &filter, ALL);
  acn_filter_set_text (&filter, "  KHERSON ");
  assert_shown (f, &filter, "kherson");
  acn_filter_set_text (&filter, "kherson nothing");
  assert_shown (f, &filter, "");
  filter = ACN_FILTER_NONE;
  filter.hidden_lanes = 1 << 1;
  assert_shown (f, &filter, "treaty bucharest summer vilnius washington");
  filter = ACN_FILTER_NONE;
  filter.has_bounds = TRUE;
  filter.bounds = (AcnBounds){ 30, 45, 36, 51 };
  assert_shown (f, &filter, "invasion kherson");
  filter.bounds = (AcnBounds){ 0, 50, 10, 52 };
  assert_shown (f, &filter, "bucharest");
  acn_filter_set_text (&filter, "kherson");
  assert_shown (f, &filter, "");
  filter = ACN_FILTER_NONE;
  filter.source = 0; /* the story cites nothing */
  assert_shown (f, &filter, "");
  assert_shown (f, &ACN_FILTER_NONE, ALL);
}

/* Text that is too long for a filter is cut between characters. */
static void
test_filter_text (void)
{
  AcnFilter filter = ACN_FILTER_NONE;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ACN_FILTER_TEXT_BYTES; i++)
    g_string_append (text, "ї");
  acn_filter_set_text (&filter, text->str);
  g_assert_true (g_utf8_validate (filter.text, -1, NULL));
  g_assert_cmpuint (strlen (filter.text), ==, ACN_FILTER_TEXT_BYTES - 2);
  acn_filter_set_text (&filter, NULL);
  g_assert_true (acn_filter_is_empty (&filter));
}

/* Filters and selections are taken back and done again; a map that moves is no step. */
static void
test_history (Fixture *f, gconstpointer unused)
{
  const guint kherson = acn_dossier_find_event (f->story, "kherson");
  AcnFilter   filter = ACN_FILTER_NONE;
  AcnDay      day;

  g_assert_false (acn_session_can_go_back (f->session));
  acn_session_select_event (f->session, kherson);
  day = acn_session_get_day (f->session);
  filter.has_bounds = TRUE;
  filter.bounds = (AcnBounds){ 30, 45, 36, 51 };
  acn_session_set_filter (f->session, &filter);
  for (guint i = 0; i < 5; i++)
    {
      filter.bounds.west--;
      acn_session_set_filter (f->session, &filter);
    }
  acn_session_go_back (f->session);
  g_assert_true (acn_filter_is_empty (acn_session_get_filter (f->session)));
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, kherson);
  g_assert_cmpint (acn_session_get_day (f->session), ==, day);
  acn_session_go_back (f->session);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, ACN_NONE);
  g_assert_false (acn_session_can_go_back (f->session));
  acn_session_go_forward (f->session);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, kherson);
  acn_session_go_forward (f->session);
  g_assert_true (acn_session_get_filter (f->session)->has_bounds);
  g_assert_false (acn_session_can_go_forward (f->session));
  acn_session_go_back (f->session);
  acn_session_set_filter (f->session, &filter); /* what was taken back is gone */
  g_assert_false (acn_session_can_go_forward (f->session));
}

static void
test_several_selections (Fixture *f, gconstpointer unused)
{
  const guint first = acn_dossier_find_event (f->story, "bucharest");
  const guint last = acn_dossier_find_event (f->story, "kherson");
  AcnSpan     span;
  guint       n;

  g_assert_false (acn_session_get_selected_span (f->session, &span));
  acn_session_set_selection (f->session, first);
  acn_session_toggle_selection (f->session, last);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, last);
  g_assert_cmpuint (acn_session_get_others (f->session, &n)[0], ==, first);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (acn_session_get_selected_span (f->session, &span));
  g_assert_cmpint (span.begin_day, ==, story_day ("2008-04-02"));
  g_assert_cmpint (span.end_day, ==, story_day ("2022-11-12"));
  acn_session_toggle_selection (f->session, last);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, first);
  acn_session_get_others (f->session, &n);
  g_assert_cmpuint (n, ==, 0);
  acn_session_toggle_selection (f->session, 12345);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, first);
}

/* One of the others is taken out where it is; the first is forgotten when there are too many. */
static void
test_others (Fixture *f, gconstpointer unused)
{
  guint        n_events, n;
  const guint *others;

  acn_dossier_get_events (f->story, &n_events);
  g_assert_cmpuint (n_events, >=, 3);
  acn_session_set_selection (f->session, 0);
  acn_session_toggle_selection (f->session, 1);
  acn_session_toggle_selection (f->session, 2);
  acn_session_toggle_selection (f->session, 0);
  others = acn_session_get_others (f->session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (others[0], ==, 1);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, 2);
}

/* The way back is long, but not without an end. */
static void
test_long_history (Fixture *f, gconstpointer unused)
{
  guint n_events, n_steps = 0;

  acn_dossier_get_events (f->story, &n_events);
  for (guint i = 0; i < 250; i++)
    acn_session_select_event (f->session, i % n_events);
  while (acn_session_can_go_back (f->session))
    {
      acn_session_go_back (f->session);
      n_steps++;
      g_assert_cmpuint (acn_session_get_selection (f->session), ==, (249 - n_steps) % n_events);
    }
  g_assert_cmpuint (n_steps, ==, 200);
  acn_session_go_back (f->session);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, 49 % n_events);
}

/* The ids of what is selected, the selection first. */
static char *
get_selected (Fixture *f)
{
  const AcnEvent *events = acn_dossier_get_events (f->story, NULL);
  const guint     selection = acn_session_get_selection (f->session);
  guint           n_others;
  const guint    *others = acn_session_get_others (f->session, &n_others);
  GString        *ids = g_string_new (selection == ACN_NONE ? "" : events[selection].id);

  for (guint i = n_others; i > 0; i--)
    g_string_append_printf (ids, " %s", events[others[i - 1]].id);
  return g_string_free (ids, FALSE);
}

#define assert_selected(f, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *selected = get_selected (f);                                                  \
    g_assert_cmpstr (selected, ==, expected);                                                      \
  }                                                                                                \
  G_STMT_END

/* Along a lane and across lanes, over what a filter hides, and no further than the ends. */
static void
test_walk (Fixture *f, gconstpointer unused)
{
  AcnFilter filter = ACN_FILTER_NONE;

  acn_session_set_day (f->session, story_day ("2022-10-30"));
  acn_session_walk_across (f->session, 1);
  assert_selected (f, "kherson"); /* the nearest to the playhead */
  acn_session_walk_lane (f->session, 1);
  assert_selected (f, "kherson"); /* the last of its lane */
  acn_session_walk_lane (f->session, -1);
  assert_selected (f, "war");
  acn_session_walk_across (f->session, 1);
  assert_selected (f, "summer");
  g_assert_cmpint (acn_session_get_day (f->session), ==, acn_session_event_day (f->session, 5));
  acn_session_walk_across (f->session, 1);
  assert_selected (f, "summer"); /* the last lane */
  filter.hidden_lanes = 1 << 1;
  acn_session_set_filter (f->session, &filter);
  acn_session_walk_across (f->session, -1);
  assert_selected (f, "vilnius"); /* the lane between is hidden */
  acn_session_walk_lane (f->session, -1);
  assert_selected (f, "bucharest");
}

/* Lanes come in the order that a person gave them. */
static void
test_walk_in_order (Fixture *f, gconstpointer unused)
{
  acn_session_move_lane (f->session, 2, -1);
  acn_session_select_event (f->session, acn_dossier_find_event (f->story, "vilnius"));
  acn_session_walk_across (f->session, 1);
  assert_selected (f, "summer");
  acn_session_walk_across (f->session, 1);
  assert_selected (f, "invasion");
}

static void
test_extend (Fixture *f, gconstpointer unused)
{
  acn_session_select_event (f->session, acn_dossier_find_event (f->story, "summer"));
  acn_session_extend_selection (f->session, 1);
  acn_session_extend_selection (f->session, 1);
  assert_selected (f, "vilnius kherson summer");
  acn_session_extend_selection (f->session, -1);
  assert_selected (f, "kherson summer");
  acn_session_extend_selection (f->session, -1);
  assert_selected (f, "summer");
  acn_session_extend_selection (f->session, -1);
  assert_selected (f, "war summer");
  acn_session_go_back (f->session);
  assert_selected (f, "summer");
}

/* Without a dossier, and where a filter hides everything. */
static void
test_walk_nowhere (Fixture *f, gconstpointer unused)
{
  AcnFilter filter = ACN_FILTER_NONE;

  acn_filter_set_text (&filter, "nothing of that name");
  acn_session_set_filter (f->session, &filter);
  acn_session_set_selection (f->session, ACN_NONE);
  acn_session_walk_lane (f->session, 1);
  acn_session_walk_across (f->session, -1);
  acn_session_extend_selection (f->session, 1);
  assert_selected (f, "");
  acn_session_set_dossier (f->session, NULL);
  acn_session_walk_lane (f->session, 1);
  acn_session_walk_across (f->session, -1);
  acn_session_extend_selection (f->session, 1);
  g_assert_cmpuint (acn_session_get_selection (f->session), ==, ACN_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/events/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add_func ("/events/filter-text", test_filter_text);
  g_test_add ("/events/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add (
      "/events/several-selections", Fixture, NULL, set_up, test_several_selections, tear_down);
  g_test_add ("/events/walk", Fixture, NULL, set_up, test_walk, tear_down);
  g_test_add ("/events/walk-in-order", Fixture, NULL, set_up, test_walk_in_order, tear_down);
  g_test_add ("/events/extend", Fixture, NULL, set_up, test_extend, tear_down);
  g_test_add ("/events/walk-nowhere", Fixture, NULL, set_up, test_walk_nowhere, tear_down);
  g_test_add ("/events/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/events/long-history", Fixture, NULL, set_up, test_long_history, tear_down);
  return g_test_run ();
}
