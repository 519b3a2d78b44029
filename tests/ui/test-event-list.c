/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-event-list.h"

#include "../state/story.h"

static void
assert_ids (AcnEventList *list, AcnDossier *story, const char *expected)
{
  guint           n;
  const guint    *events = acn_event_list_get_events (list, &n);
  const AcnEvent *rows = acn_dossier_get_events (story, NULL);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_cmpuint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AcnEventRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpuint (acn_event_row_get_event (row), ==, events[i]);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", rows[events[i]].id);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), n));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *changes)
{
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (added, ==, g_list_model_get_n_items (model));
  (*changes)++;
}

static void
test_order (void)
{
  g_autoptr (AcnDossier) story = story_new ("story");
  g_autoptr (AcnSession) session = acn_session_new ();
  g_autoptr (AcnEventList) list = NULL;
  guint changes = 0;

  acn_session_set_dossier (session, story);
  list = acn_event_list_new (session);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &changes);
  assert_ids (
      list, story, "treaty bucharest donbas invasion war summer kherson vilnius washington");
  acn_event_list_sort (list, ACN_EVENT_COLUMN_WHEN, FALSE);
  g_assert_cmpuint (changes, ==, 0);
  acn_event_list_sort (list, ACN_EVENT_COLUMN_WHEN, TRUE);
  g_assert_cmpuint (changes, ==, 1);
  assert_ids (
      list, story, "washington vilnius kherson summer war invasion donbas bucharest treaty");
  acn_event_list_sort (list, ACN_EVENT_COLUMN_EVENT, FALSE);
  assert_ids (
      list, story, "bucharest donbas invasion kherson summer treaty vilnius war washington");
  /* Equal cells stay in order of time, whichever way the column goes. */
  acn_event_list_sort (list, ACN_EVENT_COLUMN_LANE, TRUE);
  assert_ids (
      list, story, "donbas invasion war kherson treaty bucharest vilnius washington summer");
  acn_event_list_sort (list, ACN_EVENT_COLUMN_PLACE, TRUE);
  assert_ids (
      list, story, "invasion kherson bucharest treaty donbas war summer vilnius washington");
}

static void
test_filter (void)
{
  g_autoptr (AcnDossier) story = story_new ("story");
  g_autoptr (AcnSession) session = acn_session_new ();
  g_autoptr (AcnEventList) list = acn_event_list_new (session);
  AcnFilter filter = ACN_FILTER_NONE;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  acn_session_set_dossier (session, story);
  filter.hidden_lanes = 1 << 1;
  acn_session_set_filter (session, &filter);
  acn_event_list_sort (list, ACN_EVENT_COLUMN_EVENT, TRUE);
  acn_event_list_update (list);
  assert_ids (list, story, "washington vilnius treaty summer bucharest");
  acn_filter_set_text (&filter, "no such thing");
  acn_session_set_filter (session, &filter);
  acn_event_list_update (list);
  assert_ids (list, story, "");
}

static void
test_cells (void)
{
  static const struct
  {
    const char    *event, *language;
    AcnEventColumn column;
    const char    *expected;
  } cases[] = {
    { "kherson", "en", ACN_EVENT_COLUMN_WHEN, "11 November 2022" },
    { "kherson", "en", ACN_EVENT_COLUMN_EVENT, "kherson" },
    { "kherson", "uk", ACN_EVENT_COLUMN_EVENT, "Укр. kherson" },
    { "kherson", "en", ACN_EVENT_COLUMN_LANE, "War" },
    { "kherson", "uk", ACN_EVENT_COLUMN_PLACE, "Укр. Kherson" },
    { "war", "en", ACN_EVENT_COLUMN_PLACE, "" },
  };
  g_autoptr (AcnDossier) story = story_new ("story");
  g_autoptr (AcnSession) session = acn_session_new ();

  acn_session_set_dossier (session, story);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = NULL;

      acn_session_set_language (session, cases[i].language);
      cell = acn_event_list_cell (
          session, acn_dossier_find_event (story, cases[i].event), cases[i].column);
      g_assert_cmpstr (cell, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panels/event-list/order", test_order);
  g_test_add_func ("/panels/event-list/filter", test_filter);
  g_test_add_func ("/panels/event-list/cells", test_cells);
  return g_test_run ();
}
