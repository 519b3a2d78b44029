/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that share a mark, and those of all marks in view, as a menu. */
#include "map/acn-map-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"

/* Further ones are reached by zooming in, or through the timeline. */
#define N_LISTED 12

/* Places of one mark that lie farther apart than this come apart when zoomed in, degrees. */
#define APART_DEG 0.01

/* No mnemonics in what files say. */
static char *
literal (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

static char *
event_label (AcnMapView *self, const AcnEvent *event)
{
  const char      *language = acn_session_get_language (self->session);
  g_autofree char *when = acn_format_when (&event->when, language);
  g_autofree char *title = literal (acn_text_get (event->title, language));

  return acn_isolate_printf ("%s · %s", when, title);
}

static void
append_event (AcnMapView *self, GMenu *menu, guint event)
{
  const AcnEvent  *events = acn_dossier_get_events (acn_session_get_dossier (self->session), NULL);
  g_autofree char *label = event_label (self, &events[event]);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "map.select-event", "u", event);
  g_menu_append_item (menu, item);
}

static AcnBounds
bounds_of (AcnMapView *self, const GArray *listed)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const AcnPlace *places = acn_dossier_get_places (dossier, NULL);
  const AcnEvent *events = acn_dossier_get_events (dossier, NULL);
  AcnBounds       bounds = ACN_BOUNDS_EMPTY;

  for (guint i = 0; i < listed->len; i++)
    {
      const AcnPlace *place = &places[events[g_array_index (listed, guint, i)].place];

      bounds = (AcnBounds){ MIN (bounds.west, place->lon_deg),
                            MIN (bounds.south, place->lat_deg),
                            MAX (bounds.east, place->lon_deg),
                            MAX (bounds.north, place->lat_deg) };
    }
  return bounds;
}

/* What shares a mark, in order of time. */
static GArray *
list_events (AcnMapView *self, const AcnMarkerHit *hit)
{
  g_autoptr (AcnMapSpec) spec = acn_map_view_dup_spec (self);

  if (spec == NULL)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  if (spec->scene == ACN_NONE && !spec->has_scenario)
    spec->day = acn_map_view_day_at (self, hit->x);
  spec->text_scale = acn_map_name_scale (GTK_WIDGET (self)); /* as they are drawn */
  return acn_markers_list (
      spec, shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)), hit->event);
}

/*
 * acn_map_view_show_events:
 * @hit: a mark that several events share
 *
 * Lists them in a menu, with a way nearer where that takes the mark apart.
 */
void
acn_map_view_show_events (AcnMapView *self, const AcnMarkerHit *hit)
{
  g_autoptr (GMenu) menu = g_menu_new (), events = g_menu_new (), nearer = g_menu_new ();
  g_autoptr (GArray) listed = list_events (self, hit);
  const double x = hit->x, y = hit->y;

  for (guint i = 0; i < MIN (listed->len, N_LISTED); i++)
    append_event (self, events, g_array_index (listed, guint, listed->len - 1 - i));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (events));
  self->listed_bounds = bounds_of (self, listed);
  if (self->listed_bounds.east - self->listed_bounds.west > APART_DEG ||
      self->listed_bounds.north - self->listed_bounds.south > APART_DEG)
    {
      g_menu_append (nearer, _ ("_Zoom In to Them"), "map.zoom-to-events");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (nearer));
    }
  acn_map_view_popup (self, G_MENU_MODEL (menu), x, y);
}

/* --- All in view ------------------------------------------------------------------------------ */

typedef struct
{
  const AcnMarkerHit *hit;
  double              away_px; /* from the middle of the map */
} Near;

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const double away_a = ((const Near *) a)->away_px, away_b = ((const Near *) b)->away_px;

  return (away_a > away_b) - (away_a < away_b);
}

/* The marks in view, the nearest to the middle first. */
static GArray *
list_marks (AcnMapView *self)
{
  const double  width = gtk_widget_get_width (GTK_WIDGET (self->map));
  const double  height = gtk_widget_get_height (GTK_WIDGET (self->map));
  const GArray *hits = acn_map_decor_get_hits (self->decor);
  GArray       *marks = g_array_new (FALSE, FALSE, sizeof (Near));

  for (guint i = 0; i < hits->len; i++)
    {
      const AcnMarkerHit *hit = &g_array_index (hits, AcnMarkerHit, i);
      const Near          near = { hit, hypot (hit->x - width / 2, hit->y - height / 2) };

      if (hit->x >= 0 && hit->x < width && hit->y >= 0 && hit->y < height)
        g_array_append_val (marks, near);
    }
  g_array_sort (marks, compare_near);
  return marks;
}

/* A section for each mark, under the name of its place, while there is room. */
static void
append_mark (AcnMapView *self, GMenu *menu, const AcnMarkerHit *hit, guint *room)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const AcnPlace *places = acn_dossier_get_places (dossier, NULL);
  const AcnEvent *events = acn_dossier_get_events (dossier, NULL);
  g_autoptr (GArray) listed = list_events (self, hit);
  g_autoptr (GMenu) section = g_menu_new ();
  const guint      n = MIN (listed->len, *room);
  g_autofree char *place = literal (acn_text_get (places[events[hit->event].place].title,
                                                  acn_session_get_language (self->session)));

  for (guint i = 0; i < n; i++)
    append_event (self, section, g_array_index (listed, guint, listed->len - 1 - i));
  *room -= n;
  if (n > 0)
    g_menu_append_section (menu, place, G_MENU_MODEL (section));
}

/*
 * acn_map_view_show_events_in_view:
 *
 * Lists the events of all marks in view, those nearest to the middle of the map first: the way to
 * them without a pointer.
 *
 * Returns: whether there were any
 */
gboolean
acn_map_view_show_events_in_view (AcnMapView *self)
{
  g_autoptr (GArray) marks = list_marks (self);
  g_autoptr (GMenu) menu = g_menu_new (), more = g_menu_new ();
  guint room = N_LISTED;

  for (guint i = 0; i < marks->len && room > 0; i++)
    append_mark (self, menu, g_array_index (marks, Near, i).hit, &room);
  if (marks->len == 0)
    return FALSE;
  g_menu_append (more, _ ("List of E_vents"), "win.show-events");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  acn_map_view_popup (self,
                      G_MENU_MODEL (menu),
                      g_array_index (marks, Near, 0).hit->x,
                      g_array_index (marks, Near, 0).hit->y);
  return TRUE;
}

/* --- Actions ---------------------------------------------------------------------------------- */

static void
select_event_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  acn_session_select_event (ACN_MAP_VIEW (widget)->session, g_variant_get_uint32 (parameter));
}

static void
zoom_to_events_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AcnMapView     *self = ACN_MAP_VIEW (widget);
  const AcnBounds b = self->listed_bounds;
  const double    dx = MAX (0.15, (b.east - b.west) / 2), dy = MAX (0.1, (b.north - b.south) / 2);

  if (b.west <= b.east)
    acn_session_request_bounds (
        self->session, (AcnBounds){ b.west - dx, b.south - dy, b.east + dx, b.north + dy });
}

/*
 * acn_map_view_install_events:
 */
void
acn_map_view_install_events (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "map.select-event", "u", select_event_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-to-events", NULL, zoom_to_events_cb);
}
