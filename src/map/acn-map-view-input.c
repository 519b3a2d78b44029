/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mouse and keys do on the map besides what libshumate does. */
#include "map/acn-area-pick.h"
#include "base/acn-isolate.h"
#include "map/acn-map-view-private.h"

#include <glib/gi18n.h>

/* A click on an area waits whether a second one follows, which zooms. */
static gboolean
pick_area_cb (gpointer data)
{
  AcnMapView *self = data;
  g_autoptr (AcnMapSpec) spec = acn_map_view_dup_spec (self);
  guint  event;
  double lon, lat;

  self->click_id = 0;
  if (spec == NULL || spec->dossier == NULL)
    return G_SOURCE_REMOVE;
  shumate_viewport_widget_coords_to_location (shumate_map_get_viewport (self->map),
                                              GTK_WIDGET (self->map),
                                              self->click_x,
                                              self->click_y,
                                              &lat,
                                              &lon);
  event = acn_area_pick_event (spec, lon, lat);
  if (event != ACN_NONE)
    acn_session_select_event (self->session, event);
  return G_SOURCE_REMOVE;
}

static void
wait_for_second (AcnMapView *self, double x, double y)
{
  int wait_ms;

  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &wait_ms, NULL);
  self->click_x = x;
  self->click_y = y;
  self->click_id = g_timeout_add ((guint) MAX (wait_ms, 0), pick_area_cb, self);
}

static void
clicked_cb (AcnMapView *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  const AcnMarkerHit *hit = acn_map_decor_pick (self->decor, x, y);

  g_clear_handle_id (&self->click_id, g_source_remove);
  if (self->session == NULL || acn_session_get_dossier (self->session) == NULL ||
      y >= gtk_widget_get_height (GTK_WIDGET (self->map)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (acn_map_view_is_measuring (self))
    acn_map_view_measure_at (self, x, y);
  else if (n_press == 2)
    acn_map_view_zoom_at (self, 1, x, y);
  else if (n_press == 1 && hit != NULL && hit->n > 1)
    acn_map_view_show_events (self, hit);
  else if (n_press == 1 && hit != NULL)
    acn_session_select_event (self->session, hit->event);
  else if (n_press == 1)
    wait_for_second (self, x, y);
}

static gboolean
query_tooltip_cb (AcnMapView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const AcnMarkerHit *hit = keyboard ? NULL : acn_map_decor_pick (self->decor, x, y);
  const AcnEvent     *event;
  g_autofree char    *text = NULL;

  if (hit == NULL || self->session == NULL)
    return FALSE;
  event = acn_dossier_get_events (acn_session_get_dossier (self->session), NULL) + hit->event;
  if (hit->n > 1)
    /* Translators: how many events there are in one place. */
    text = acn_isolate_printf (ngettext ("%u event", "%u events", hit->n), hit->n);
  else
    text = g_strdup (acn_text_get (event->title, acn_session_get_language (self->session)));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

typedef struct
{
  guint  key;
  double dx, dy, zoom;
} KeyMove;

static const KeyMove key_moves[] = {
  { GDK_KEY_Left, -0.2, 0, 0 },        { GDK_KEY_Right, 0.2, 0, 0 },
  { GDK_KEY_Up, 0, -0.2, 0 },          { GDK_KEY_Down, 0, 0.2, 0 },
  { GDK_KEY_plus, 0, 0, 0.5 },         { GDK_KEY_equal, 0, 0, 0.5 },
  { GDK_KEY_KP_Add, 0, 0, 0.5 },       { GDK_KEY_minus, 0, 0, -0.5 },
  { GDK_KEY_KP_Subtract, 0, 0, -0.5 }, { GDK_KEY_Page_Up, 0, -0.8, 0 },
  { GDK_KEY_Page_Down, 0, 0.8, 0 },
};

static gboolean
key_pressed_cb (AcnMapView            *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return FALSE;
  if (acn_map_view_measure_key (self, key))
    return TRUE;
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && self->session != NULL &&
      acn_session_get_dossier (self->session) != NULL)
    return acn_map_view_show_events_in_view (self);
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      acn_map_view_show_menu (self,
                              gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                              gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (key_moves); i++)
    if (key_moves[i].key == key)
      {
        if (key_moves[i].zoom != 0)
          acn_map_view_zoom_by (self, key_moves[i].zoom);
        else
          acn_map_view_pan (self, key_moves[i].dx, key_moves[i].dy);
        return TRUE;
      }
  if (key == GDK_KEY_Home && self->session != NULL &&
      acn_session_get_dossier (self->session) != NULL)
    {
      acn_session_request_view (
          self->session, acn_dossier_get_home_view (acn_session_get_dossier (self->session)));
      return TRUE;
    }
  return FALSE;
}

/*
 * acn_map_view_create_controllers:
 *
 * Called once, while the view is made.
 */
void
acn_map_view_create_controllers (AcnMapView *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  /* Before libshumate 1.4 sees the keys, so that both versions move alike. */
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (
      key, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
