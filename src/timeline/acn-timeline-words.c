/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the timeline says: tooltips, and the description that assistive technology reads. */
#include "timeline/acn-timeline-private.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "compat/acn-compat.h"

#include <glib/gi18n.h>

/* Titles that a cluster's tooltip lists. */
#define MAX_TITLES 8

/* The description follows when nothing has changed for so long; a change of it is spoken. */
#define REST_MSEC 300

static const char *
get_title (AcnTimeline *self, guint event)
{
  const AcnEvent *row = &self->index->events[event];
  const char     *title = row->title != NULL
                              ? acn_text_get (row->title, acn_session_get_language (self->session))
                              : NULL;

  return title != NULL ? title : row->id;
}

static char *
describe_event (AcnTimeline *self, guint event)
{
  const char      *language = acn_session_get_language (self->session);
  const AcnEvent  *row = &self->index->events[event];
  g_autofree char *date = acn_format_when (&row->when, language);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%s\n%s", get_title (self, event), date);
  if (row->lane < self->index->n_lanes && self->index->lanes[row->lane].title != NULL)
    acn_isolate_append (
        text, " · %s", acn_text_get (self->index->lanes[row->lane].title, language));
  if (row->later)
    acn_isolate_append (text, "\n%s", _ ("Later than the argument"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_cluster (AcnTimeline *self, const AcnTimelineHit *hit)
{
  g_autoptr (GArray) members = acn_timeline_layout_list_members (self->layout, hit);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (hit->n_events, MAX_TITLES); i++)
    {
      guint            event = g_array_index (members, guint, i);
      g_autofree char *date = acn_format_when (&self->index->events[event].when,
                                               acn_session_get_language (self->session));

      acn_isolate_append (text, "%s%s – %s", i > 0 ? "\n" : "", date, get_title (self, event));
    }
  if (hit->n_events > MAX_TITLES)
    {
      guint n_more = hit->n_events - MAX_TITLES;

      g_string_append_c (text, '\n');
      /* Translators: ends a list of events. */
      acn_isolate_append (text, ngettext ("and %u more", "and %u more", n_more), n_more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_lane (AcnTimeline *self, guint lane)
{
  const AcnLane *row = &self->index->lanes[lane];
  const char    *title = row->title != NULL
                             ? acn_text_get (row->title, acn_session_get_language (self->session))
                             : row->id;
  /* Translators: how many events there are in one place. */
  g_autofree char *count =
      acn_isolate_printf (ngettext ("%u event", "%u events", row->n_events), row->n_events);

  return acn_isolate_printf ("%s\n%s", title, count);
}

gboolean
acn_timeline_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  AcnTimeline       *self = ACN_TIMELINE (widget);
  AcnTimelineLayout *layout = acn_timeline_get_layout (self);
  AcnTimelineHit     hit;
  g_autofree char   *text = NULL;

  if (layout == NULL || is_keyboard || self->drag > ACN_TIMELINE_DRAG_PRESSED)
    return FALSE;
  hit = acn_timeline_layout_pick (layout, x, y);
  if (hit.kind == ACN_TIMELINE_HIT_EVENT)
    text = describe_event (self, hit.event);
  else if (hit.kind == ACN_TIMELINE_HIT_CLUSTER)
    text = describe_cluster (self, &hit);
  else if (hit.kind == ACN_TIMELINE_HIT_LANE)
    text = describe_lane (self, hit.lane);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  if (hit.width > 0)
    gtk_tooltip_set_tip_area (
        tooltip, &(GdkRectangle){ (int) hit.x, (int) hit.y, (int) hit.width, (int) hit.height });
  return TRUE;
}

/* Which event of how many in its lane: what the eye sees of the place. */
static char *
describe_position (AcnTimeline *self, guint event)
{
  const guint lane = self->index->events[event].lane;
  guint       n_before = 0;

  if (lane >= self->index->n_lanes || (self->index->shown != NULL && !self->index->shown[event]))
    return NULL;
  for (guint i = 0; i <= event; i++)
    n_before += self->index->events[i].lane == lane &&
                (self->index->shown == NULL || self->index->shown[i]);
  /* Translators: which event of how many in its lane */
  return acn_isolate_printf (_ ("%u of %u in the lane"), n_before, self->index->lane_counts[lane]);
}

static void
append_selection (AcnTimeline *self, GString *text, guint selection)
{
  g_autofree char *event = describe_event (self, selection);
  g_autofree char *position = describe_position (self, selection);
  guint            n_others;

  acn_session_get_others (self->session, &n_others);
  g_strdelimit (event, "\n", ' ');
  g_string_append (text, ". ");
  /* Translators: %s is the title and date of an event. */
  acn_isolate_append (text, _ ("Selected: %s"), event);
  if (position != NULL)
    acn_isolate_append (text, ", %s", position);
  if (n_others > 0)
    {
      g_string_append (text, ". ");
      acn_isolate_append (text,
                          /* Translators: how many events are selected beside the one just named. */
                          ngettext ("%u more is selected", "%u more are selected", n_others),
                          n_others);
    }
}

static gboolean
write_description_cb (gpointer data)
{
  AcnTimeline *self = data;
  g_autoptr (GString) text = g_string_new (NULL);

  self->rest_id = 0;
  if (self->index != NULL)
    {
      const char      *language = acn_session_get_language (self->session);
      const guint      selection = acn_session_get_selection (self->session);
      g_autofree char *day =
          acn_format_day (acn_session_get_day (self->session), ACN_DATE_FULL, language);

      if (self->note != NULL)
        g_string_append_printf (text, "%s. ", self->note);
      g_string_append (text, day);
      if (selection < self->index->n_events)
        append_selection (self, text, selection);
    }
  g_clear_pointer (&self->note, g_free);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    acn_compat_announce (GTK_WIDGET (self), text->str);
  return G_SOURCE_REMOVE;
}

void
acn_timeline_queue_description (AcnTimeline *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MSEC, write_description_cb, self);
}

/* @note: (transfer full): told before all else, once */
void
acn_timeline_take_note (AcnTimeline *self, char *note)
{
  g_free (self->note);
  self->note = note;
  acn_timeline_queue_description (self);
}
