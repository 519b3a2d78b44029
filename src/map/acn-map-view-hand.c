/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is under the hand: the line below the map that tells it, measuring, and the menu. */
#include "map/acn-map-view-private.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "model/acn-here.h"

/* Below this height of the widget there is no line, px. */
#define LINE_MIN_HEIGHT_PX 260

/* --- The line -------------------------------------------------------------------------------- */

static void
get_location (AcnMapView *self, double x, double y, double *out_lon, double *out_lat)
{
  shumate_viewport_widget_coords_to_location (
      shumate_map_get_viewport (self->map), GTK_WIDGET (self->map), x, y, out_lat, out_lon);
  *out_lon = CLAMP (*out_lon, -180, 180);
  *out_lat = CLAMP (*out_lat, -ACN_LAT_MAX, ACN_LAT_MAX);
}

/* Where the pointer is, or the middle of the map for those who use keys. */
static void
get_pointed (AcnMapView *self, double *out_lon, double *out_lat)
{
  if (self->has_pointer)
    get_location (self, self->pointer_x, self->pointer_y, out_lon, out_lat);
  else
    get_location (self,
                  gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                  gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0,
                  out_lon,
                  out_lat);
}

static void
show_line (AcnMapView *self, const char *title, const char *details)
{
  gtk_label_set_text (self->line_title, title);
  gtk_label_set_text (self->line_details, details);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->line), details) != 0)
    gtk_widget_set_tooltip_text (self->line, details);
}

static char *
join_take (const char *first, char *second)
{
  char *joined = g_strconcat (first, ": ", second, NULL);

  g_free (second);
  return joined;
}

static void
tell_place (AcnMapView *self, double lon_deg, double lat_deg)
{
  const char      *language = acn_session_get_language (self->session);
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  AcnHere          here = { .layer = ACN_NONE, .since_day = ACN_DAY_OPEN_BEGIN };
  g_autofree char *at = acn_format_coordinates (lon_deg, lat_deg, language);
  g_autofree char *title = NULL, *about = NULL, *details = NULL;

  if (acn_session_get_scene (self->session) == ACN_NONE)
    here = acn_here_find (
        dossier,
        acn_map_view_day_at (self, self->has_pointer ? self->pointer_x : G_MAXDOUBLE),
        lon_deg,
        lat_deg);
  title = acn_here_to_title (&here, dossier, language);
  about = acn_here_to_details (&here, dossier, language);
  details = g_strjoin (*about != '\0' ? " · " : "", at, about, NULL);
  if (!self->has_pointer)
    details = join_take (_ ("Centre of the map"), details);
  if (acn_here_is_nowhere (&here))
    show_line (self, at, self->has_pointer ? "" : _ ("Centre of the map"));
  else
    show_line (self, title, details);
}

static void
tell_measure (AcnMapView *self, const AcnMeasure *measure)
{
  g_autofree char *text = acn_measure_to_text (measure, acn_session_get_language (self->session));
  g_autofree char *title =
      g_strconcat (measure->kind == ACN_MEASURE_AREA ? _ ("Area") : _ ("Distance"),
                   *text != '\0' ? ": " : "",
                   text,
                   NULL);

  show_line (self, title, _ ("Click or Enter adds a point, Backspace takes it back, Escape ends"));
}

static void
show_measure (AcnMapView *self, double lon_deg, double lat_deg)
{
  AcnMeasure shown;

  acn_measure_init (&shown, self->measure.kind);
  g_array_append_vals (
      shown.lonlat_deg, self->measure.lonlat_deg->data, self->measure.lonlat_deg->len);
  if (self->has_pointer && acn_measure_get_n_points (&shown) > 0)
    acn_measure_add (&shown, lon_deg, lat_deg);
  tell_measure (self, &shown);
  acn_map_decor_take_measure (self->decor, &shown);
}

static gboolean
line_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AcnMapView *self = ACN_MAP_VIEW (widget);
  double      lon, lat;

  self->line_tick = 0;
  if (self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return G_SOURCE_REMOVE;
  get_pointed (self, &lon, &lat);
  if (self->measure.kind != ACN_MEASURE_NONE)
    show_measure (self, lon, lat);
  else
    tell_place (self, lon, lat);
  return G_SOURCE_REMOVE;
}

/*
 * acn_map_view_tell_place_soon:
 *
 * The line below the map tells what is under the pointer with the next frame.
 */
void
acn_map_view_tell_place_soon (AcnMapView *self)
{
  if (self->line_tick == 0)
    self->line_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), line_tick_cb, NULL, NULL);
}

static void
motion_cb (AcnMapView *self, double x, double y)
{
  if (self->has_pointer && self->pointer_x == x && self->pointer_y == y)
    return;
  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  acn_map_view_tell_place_soon (self);
}

static void
leave_cb (AcnMapView *self)
{
  self->has_pointer = FALSE;
  acn_map_view_tell_place_soon (self);
}

static GtkLabel *
create_label (AcnMapView *self, GtkBox *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
create_line (AcnMapView *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->line, "here");
  gtk_widget_set_hexpand (texts, TRUE);
  self->line_title = create_label (self, GTK_BOX (texts), "caption-heading");
  self->line_details = create_label (self, GTK_BOX (texts), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->line_details), "dim-label");
  gtk_box_append (GTK_BOX (self->line), texts);
  self->line_end = gtk_button_new_with_mnemonic (_ ("_Done"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->line_end), "map.end-measuring");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->line_end), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Done"), -1);
  gtk_widget_set_valign (self->line_end, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->line_end, FALSE);
  gtk_box_append (GTK_BOX (self->line), self->line_end);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

/*
 * acn_map_view_line_height:
 * @height: of the whole widget, px
 *
 * Returns: what of it belongs to the line below the map
 */
int
acn_map_view_line_height (AcnMapView *self, int width, int height)
{
  int natural;

  if (height < LINE_MIN_HEIGHT_PX)
    return 0;
  gtk_widget_measure (self->line, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* --- Measuring ------------------------------------------------------------------------------- */

static void
begin_measuring (AcnMapView *self, AcnMeasureKind kind)
{
  acn_measure_clear (&self->measure);
  acn_measure_init (&self->measure, kind);
  gtk_widget_set_visible (self->line_end, TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), "crosshair");
  gtk_widget_grab_focus (GTK_WIDGET (self));
  acn_map_view_tell_place_soon (self);
}

/*
 * acn_map_view_is_measuring:
 */
gboolean
acn_map_view_is_measuring (AcnMapView *self)
{
  return self->measure.kind != ACN_MEASURE_NONE;
}

static void
end_measuring (AcnMapView *self)
{
  AcnMeasure none = { ACN_MEASURE_NONE, NULL };

  acn_measure_clear (&self->measure);
  acn_map_decor_take_measure (self->decor, &none);
  gtk_widget_set_visible (self->line_end, FALSE);
  gtk_widget_set_cursor (GTK_WIDGET (self->map), NULL);
  acn_map_view_tell_place_soon (self);
}

/*
 * acn_map_view_measure_at:
 * @x, @y: widget pixels of the next point
 */
void
acn_map_view_measure_at (AcnMapView *self, double x, double y)
{
  double lon, lat;

  get_location (self, x, y, &lon, &lat);
  acn_measure_add (&self->measure, lon, lat);
  acn_map_view_tell_place_soon (self);
}

/*
 * acn_map_view_measure_key:
 *
 * Returns: whether the key was for measuring
 */
gboolean
acn_map_view_measure_key (AcnMapView *self, guint key)
{
  double lon, lat;

  if (!acn_map_view_is_measuring (self))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Escape:
      end_measuring (self);
      return TRUE;
    case GDK_KEY_BackSpace:
      acn_measure_remove_last (&self->measure);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      get_pointed (self, &lon, &lat);
      acn_measure_add (&self->measure, lon, lat);
      break;
    default:
      return FALSE;
    }
  acn_map_view_tell_place_soon (self);
  return TRUE;
}

/* --- The menu -------------------------------------------------------------------------------- */

static void
append_taken (GMenu *menu, char *label, const char *action)
{
  g_menu_append (menu, label, action);
  g_free (label);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenuModel *
create_menu (AcnMapView *self)
{
  const char      *language = acn_session_get_language (self->session);
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  GMenu           *menu = g_menu_new (), *copy = g_menu_new ();
  GMenu           *measure = g_menu_new (), *time = g_menu_new ();
  g_autofree char *decimal = acn_format_plain_coordinates (self->menu_lon_deg, self->menu_lat_deg);
  g_autofree char *dms = acn_format_dms (self->menu_lon_deg, self->menu_lat_deg, language);
  g_autofree char *day =
      acn_format_day (acn_session_get_day (self->session), ACN_DATE_FULL, language);

  /* Translators: %s is a place as coordinates. */
  append_taken (copy, g_strdup_printf (_ ("Copy %s"), decimal), "map.copy-decimal");
  append_taken (copy, g_strdup_printf (_ ("Copy %s"), dms), "map.copy-dms");
  g_menu_append (measure, _ ("Measure _Distance from Here"), "map.measure-distance");
  g_menu_append (measure, _ ("Measure _Area from Here"), "map.measure-area");
  if (acn_map_view_is_measuring (self))
    {
      g_menu_append (measure, _ ("_Copy Measurement"), "map.copy-measurement");
      g_menu_append (measure, _ ("_End Measuring"), "map.end-measuring");
    }
  if (dossier != NULL && acn_dossier_get_scenario (dossier) != NULL &&
      acn_session_get_scene (self->session) == ACN_NONE)
    append_taken (time,
                  /* Translators: the line of control; %s is a date. */
                  g_strdup_printf (_ ("What If the Line _Froze on %s"), day),
                  "win.freeze-line");
  append_section (menu, copy);
  append_section (menu, measure);
  append_section (menu, time);
  return G_MENU_MODEL (menu);
}

/*
 * acn_map_view_popup:
 * @model: lent
 * @x, @y: widget pixels of what the menu is about
 */
void
acn_map_view_popup (AcnMapView *self, GMenuModel *model, double x, double y)
{
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/*
 * acn_map_view_show_menu:
 * @x, @y: widget pixels of the place that the menu is about
 */
void
acn_map_view_show_menu (AcnMapView *self, double x, double y)
{
  g_autoptr (GMenuModel) model = NULL;

  if (self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  get_location (self, x, y, &self->menu_lon_deg, &self->menu_lat_deg);
  model = create_menu (self);
  acn_map_view_popup (self, model, x, y);
}

static void
held_cb (AcnMapView *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (y < gtk_widget_get_height (GTK_WIDGET (self->map)))
    acn_map_view_show_menu (self, x, y);
}

static void
menu_pressed_cb (AcnMapView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  held_cb (self, x, y, gesture);
}

static void
copy_text (AcnMapView *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  g_signal_emit_by_name (self, "told", _ ("Copied"));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AcnMapView      *self = ACN_MAP_VIEW (widget);
  const char      *language = acn_session_get_language (self->session);
  g_autofree char *text = NULL;

  if (g_str_equal (name, "map.copy-decimal"))
    text = acn_format_plain_coordinates (self->menu_lon_deg, self->menu_lat_deg);
  else if (g_str_equal (name, "map.copy-dms"))
    text = acn_format_dms (self->menu_lon_deg, self->menu_lat_deg, language);
  else
    text = acn_measure_to_text (&self->measure, language);
  copy_text (self, text);
}

static void
measure_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AcnMapView *self = ACN_MAP_VIEW (widget);

  begin_measuring (
      self, g_str_equal (name, "map.measure-area") ? ACN_MEASURE_AREA : ACN_MEASURE_DISTANCE);
  acn_measure_add (&self->measure, self->menu_lon_deg, self->menu_lat_deg);
}

static void
end_measuring_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  end_measuring (ACN_MAP_VIEW (widget));
}

/* --- Setting up ------------------------------------------------------------------------------ */

/*
 * acn_map_view_install_hand:
 */
void
acn_map_view_install_hand (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "map.copy-decimal", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "map.copy-dms", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "map.copy-measurement", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "map.measure-distance", NULL, measure_cb);
  gtk_widget_class_install_action (widget_class, "map.measure-area", NULL, measure_cb);
  acn_map_view_install_events (widget_class);
  gtk_widget_class_install_action (widget_class, "map.end-measuring", NULL, end_measuring_cb);
}

/* The map takes two fingers for itself, and what waits for one of them to rest would not see it go.
 */
static void
end_hold_with_zoom (AcnMapView *self, GtkGesture *hold)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ZOOM (controller))
        g_signal_connect_object (
            controller, "begin", G_CALLBACK (gtk_event_controller_reset), hold, G_CONNECT_SWAPPED);
    }
}

/*
 * acn_map_view_create_hand:
 *
 * Called once, when the map is there.
 */
void
acn_map_view_create_hand (AcnMapView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *hold = gtk_gesture_long_press_new ();

  create_line (self);
  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (held_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
  end_hold_with_zoom (self, hold);
}
