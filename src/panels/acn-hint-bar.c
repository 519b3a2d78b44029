/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether hints are shown is a setting, so that they come once and not in every window. They stand
 * over what the bar holds, and where the window is too low for both they give way to it. */
#include "panels/acn-hint-bar.h"

#include <glib/gi18n.h>

#include "acn-config.h"
#include "panels/acn-wrap-labels.h"

/* Of the height: large words in a narrow window would leave nothing to be hinted at. */
#define SHARE_MAX 0.25

struct _AcnHintBar
{
  GtkWidget parent_instance;

  GSettings *settings; /* or NULL: then there are no hints */
  guint      position;

  GtkRevealer *revealer;
  GtkLabel    *hint;
  GtkWidget   *child; /* or NULL */
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AcnHintBar, acn_hint_bar, GTK_TYPE_WIDGET)

static const char *const hints[] = {
  N_ ("Drag the slider at the bottom: the map, the areas and the title follow. Space plays."),
  N_ ("Click an event to see what happened, where, and which sources say so."),
  N_ ("F8 reads the argument claim by claim; F7 asks what would be covered if…"),
  N_ ("A right click on the map copies coordinates, measures, and freezes the line of the day."),
  N_ ("F1 opens the manual, Ctrl+? the list of keys."),
};

static void
show_hint (AcnHintBar *self)
{
  gtk_label_set_text (self->hint, _ (hints[self->position]));
}

static void
close_cb (AcnHintBar *self)
{
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "hints", FALSE);
}

/* The last one leads out. */
static void
next_cb (AcnHintBar *self)
{
  if (self->position + 1 < G_N_ELEMENTS (hints))
    {
      self->position++;
      show_hint (self);
    }
  else
    close_cb (self);
}

static void
follow_setting (AcnHintBar *self)
{
  const gboolean are_shown = g_settings_get_boolean (self->settings, "hints");

  if (are_shown)
    {
      self->position = 0;
      show_hint (self);
    }
  gtk_revealer_set_reveal_child (self->revealer, are_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), are_shown);
}

static GtkSizeRequestMode
acn_hint_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What one of the two asks for; nothing while it is hidden. */
static int
measure_part (GtkWidget *part, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum = 0;

  *natural = 0;
  if (part != NULL && gtk_widget_get_visible (part))
    gtk_widget_measure (part, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static void
acn_hint_bar_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  AcnHintBar *self = ACN_HINT_BAR (widget);
  int         bar, bar_natural;

  *minimum = measure_part (self->child, orientation, for_size, natural);
  /* No width follows from a height: a low window would have to be wide. */
  bar = measure_part (GTK_WIDGET (self->revealer),
                      orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                      &bar_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, bar);
      *natural = MAX (*natural, bar_natural);
    }
  else
    *natural += bar_natural;
}

static void
acn_hint_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnHintBar    *self = ACN_HINT_BAR (widget);
  GtkWidget     *bar = GTK_WIDGET (self->revealer);
  int            natural;
  const int      least_px = measure_part (self->child, GTK_ORIENTATION_VERTICAL, width, &natural);
  int            bar_px = measure_part (bar, GTK_ORIENTATION_VERTICAL, width, &natural);
  const gboolean has_room = bar_px + least_px <= height && bar_px <= height * SHARE_MAX;

  gtk_widget_set_child_visible (bar, has_room);
  if (!has_room)
    bar_px = 0;
  else if (gtk_widget_get_visible (bar))
    gtk_widget_size_allocate (bar, &(GtkAllocation){ 0, 0, width, bar_px }, -1);
  if (self->child != NULL && gtk_widget_get_visible (self->child))
    gtk_widget_size_allocate (
        self->child, &(GtkAllocation){ 0, bar_px, width, height - bar_px }, -1);
}

static void
set_child (AcnHintBar *self, GtkWidget *child)
{
  if (child == self->child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static void
acn_hint_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, ACN_HINT_BAR (object)->child);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_hint_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    set_child (ACN_HINT_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_hint_bar_dispose (GObject *object)
{
  AcnHintBar *self = ACN_HINT_BAR (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_HINT_BAR);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (acn_hint_bar_parent_class)->dispose (object);
}

static void
acn_hint_bar_class_init (AcnHintBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_hint_bar_dispose;
  object_class->get_property = acn_hint_bar_get_property;
  object_class->set_property = acn_hint_bar_set_property;
  properties[PROP_CHILD] =
      g_param_spec_object ("child",
                           NULL,
                           NULL,
                           GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  widget_class->get_request_mode = acn_hint_bar_get_request_mode;
  widget_class->measure = acn_hint_bar_measure;
  widget_class->size_allocate = acn_hint_bar_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-hint-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnHintBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, AcnHintBar, hint);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
acn_hint_bar_init (AcnHintBar *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, ACN_APP_ID, TRUE) : NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  acn_wrap_labels (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
  if (schema == NULL)
    return;
  self->settings = g_settings_new_full (schema, NULL, NULL);
  g_signal_connect_object (
      self->settings, "changed::hints", G_CALLBACK (follow_setting), self, G_CONNECT_SWAPPED);
  follow_setting (self);
}
