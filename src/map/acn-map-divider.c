/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-map-divider.h"

#include <glib/gi18n.h>

#define HANDLE_PX 15.0
#define KEY_STEP 0.05

struct _AcnMapDivider
{
  GtkWidget parent_instance;
  double    ratio;
};

G_DEFINE_FINAL_TYPE (AcnMapDivider, acn_map_divider, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RATIO,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* --- Moving ---------------------------------------------------------------------------------- */

static double
get_room (AcnMapDivider *self)
{
  return MAX (1, gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (self))));
}

static void
drag_begin_cb (AcnMapDivider *self, double x, double y, GtkGesture *gesture)
{
  /* The map below must not take the press for its own. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The widget moves under the pointer: what is dragged is counted from where it stands now. */
static void
drag_update_cb (AcnMapDivider *self, double dx, double dy, GtkGestureDrag *gesture)
{
  graphene_point_t point;
  double           x, y, start_x, start_y;

  if (!gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y) ||
      !gtk_gesture_get_point (GTK_GESTURE (gesture), NULL, &x, &y) ||
      !gtk_widget_compute_point (GTK_WIDGET (self),
                                 gtk_widget_get_parent (GTK_WIDGET (self)),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &point))
    return;
  acn_map_divider_set_ratio (self,
                             (point.x - start_x + ACN_MAP_DIVIDER_PX / 2.0) / get_room (self));
}

static gboolean
key_pressed_cb (AcnMapDivider         *self,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  double ratio;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      ratio = self->ratio - KEY_STEP;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      ratio = self->ratio + KEY_STEP;
      break;
    case GDK_KEY_Home:
      ratio = 0;
      break;
    case GDK_KEY_End:
      ratio = 1;
      break;
    default:
      return FALSE;
    }
  acn_map_divider_set_ratio (self, ratio);
  return TRUE;
}

/* --- Drawing --------------------------------------------------------------------------------- */

static void
draw_arrow (cairo_t *cr, double x, double y, double direction)
{
  cairo_move_to (cr, x + direction * 4, y - 4.5);
  cairo_line_to (cr, x + direction * 8.5, y);
  cairo_line_to (cr, x + direction * 4, y + 4.5);
  cairo_stroke (cr);
}

static void
acn_map_divider_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const double   width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double   x = width / 2, y = height / 2;
  const gboolean has_focus = gtk_widget_has_visible_focus (widget);
  const int      wide = has_focus ? 2 : 1;
  cairo_t       *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  /* White within dark: seen on every map; twice as wide with the focus. */
  cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_rectangle (cr, x - 2 * wide, 0, 4 * wide, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x - wide, 0, 2 * wide, height);
  cairo_fill (cr);
  cairo_arc (cr, x, y, HANDLE_PX, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  if (has_focus)
    cairo_set_source_rgb (cr, 0.07, 0.26, 0.55);
  else
    cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_set_line_width (cr, has_focus ? 4 : 1);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
  cairo_set_line_width (cr, 2);
  draw_arrow (cr, x, y, -1);
  draw_arrow (cr, x, y, 1);
  cairo_destroy (cr);
}

static void
acn_map_divider_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = *natural = ACN_MAP_DIVIDER_PX;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- Object ---------------------------------------------------------------------------------- */

/**
 * acn_map_divider_get_ratio:
 *
 * Returns: where it stands, 0 (left edge) to 1
 */
double
acn_map_divider_get_ratio (AcnMapDivider *self)
{
  g_return_val_if_fail (ACN_IS_MAP_DIVIDER (self), 0);
  return self->ratio;
}

/**
 * acn_map_divider_set_ratio:
 * @ratio: where it shall stand, 0..1; held within
 */
void
acn_map_divider_set_ratio (AcnMapDivider *self, double ratio)
{
  g_return_if_fail (ACN_IS_MAP_DIVIDER (self));

  ratio = CLAMP (ratio, 0, 1);
  if (self->ratio == ratio)
    return;
  self->ratio = ratio;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, ratio * 100, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATIO]);
}

/**
 * acn_map_divider_tell:
 * @left, @right: the dates on its two sides, in words
 */
void
acn_map_divider_tell (AcnMapDivider *self, const char *left, const char *right)
{
  /* Translators: two dates, whose maps lie beside each other. */
  g_autofree char *text = g_strdup_printf (_ ("%s on the left, %s on the right"), left, right);

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
acn_map_divider_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATIO)
    g_value_set_double (value, ACN_MAP_DIVIDER (object)->ratio);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_map_divider_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RATIO)
    acn_map_divider_set_ratio (ACN_MAP_DIVIDER (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_map_divider_class_init (AcnMapDividerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acn_map_divider_get_property;
  object_class->set_property = acn_map_divider_set_property;
  widget_class->snapshot = acn_map_divider_snapshot;
  widget_class->measure = acn_map_divider_measure;
  properties[PROP_RATIO] =
      g_param_spec_double ("ratio",
                           NULL,
                           NULL,
                           0,
                           1,
                           0.5,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
acn_map_divider_init (AcnMapDivider *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->ratio = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Divider between Two Dates"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  50.0,
                                  -1);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (
      key, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/**
 * acn_map_divider_new:
 *
 * Returns: (transfer floating): a divider in the middle.
 */
GtkWidget *
acn_map_divider_new (void)
{
  return g_object_new (ACN_TYPE_MAP_DIVIDER, NULL);
}
