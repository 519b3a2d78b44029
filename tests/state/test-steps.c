/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps through the shipped dossier: from summit to summit and from one state of the territory to
 * the next, there and back. */
#include "model/acn-dossier-compare.h"
#include "state/acn-session.h"

#include "../shipped.h"

/* The days on which a part of the read-out begins to look otherwise, found day by day. */
static GArray *
list_changes (AcnDossier *dossier)
{
  const AcnSpan span = acn_dossier_get_span (dossier);
  guint         n;
  const guint  *parts = acn_dossier_get_readout_parts (dossier, &n);
  GArray       *days = g_array_new (FALSE, FALSE, sizeof (AcnDay));

  for (AcnDay day = span.begin_day + 1; day < span.end_day; day++)
    for (guint i = 0; i < n; i++)
      if (acn_dossier_layer_step (dossier, parts[i], day).begin_day == day)
        {
          g_array_append_val (days, day);
          break;
        }
  return days;
}

static void
test_changes (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  g_autoptr (GArray) days = list_changes (dossier);
  const AcnSpan span = acn_dossier_get_span (dossier);

  g_assert_cmpuint (days->len, >, 10);
  acn_session_set_dossier (session, dossier);
  acn_session_set_day (session, span.begin_day);
  for (guint i = 0; i < days->len; i++)
    {
      acn_session_step (session, ACN_STEP_CHANGE, 1);
      g_assert_cmpint (acn_session_get_day (session), ==, g_array_index (days, AcnDay, i));
    }
  acn_session_step (session, ACN_STEP_CHANGE, 1); /* none after the last */
  g_assert_cmpint (acn_session_get_day (session), ==, g_array_index (days, AcnDay, days->len - 1));
  for (guint i = days->len - 1; i > 0; i--)
    {
      acn_session_step (session, ACN_STEP_CHANGE, -1);
      g_assert_cmpint (acn_session_get_day (session), ==, g_array_index (days, AcnDay, i - 1));
    }
}

/* All events of the first lane, in order, whatever stands between. */
static void
test_summits (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  guint           n, n_summits = 0;
  const AcnEvent *events = acn_dossier_get_events (dossier, &n);

  acn_session_set_dossier (session, dossier);
  acn_session_set_day (session, acn_dossier_get_span (dossier).begin_day);
  for (guint i = 0; i < n; i++)
    {
      if (events[i].lane != 0)
        continue;
      n_summits++;
      acn_session_step (session, ACN_STEP_LEAD, 1);
      g_assert_cmpuint (acn_session_get_selection (session), ==, i);
      g_assert_cmpint (acn_session_get_day (session), ==, acn_session_event_day (session, i));
    }
  g_assert_cmpuint (n_summits, >, 10);
  acn_session_step (session, ACN_STEP_LEAD, -1);
  g_assert_cmpuint (events[acn_session_get_selection (session)].lane, ==, 0);
  g_assert_cmpint (acn_session_get_day (session), <, acn_session_event_day (session, n - 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/steps/changes", test_changes);
  g_test_add_func ("/steps/summits", test_summits);
  return g_test_run ();
}
