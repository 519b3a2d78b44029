/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether hints are shown is a setting, so that they come once and not in every window. */
#include "panels/acn-hint-bar.h"

#include <glib/gi18n.h>

#include "acn-config.h"
#include "panels/acn-wrap-labels.h"

struct _AcnHintBar
{
  GtkWidget parent_instance;

  GSettings *settings; /* or NULL: then there are no hints */
  guint      position;

  GtkRevealer *revealer;
  GtkLabel    *hint;
};

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
  gtk_widget_set_visible (GTK_WIDGET (self), are_shown);
}

static GtkSizeRequestMode
acn_hint_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Where the window is too low for all, the hints go first. */
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

  /* No width follows from a height: a low window would have to be wide. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (
      GTK_WIDGET (self->revealer), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = 0;
}

static void
acn_hint_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *revealer = GTK_WIDGET (ACN_HINT_BAR (widget)->revealer);
  int        minimum;

  gtk_widget_measure (revealer, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (revealer, height >= minimum);
  if (height >= minimum)
    gtk_widget_allocate (revealer, width, height, baseline, NULL);
}

static void
acn_hint_bar_dispose (GObject *object)
{
  AcnHintBar *self = ACN_HINT_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_HINT_BAR);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (acn_hint_bar_parent_class)->dispose (object);
}

static void
acn_hint_bar_class_init (AcnHintBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_hint_bar_dispose;
  widget_class->get_request_mode = acn_hint_bar_get_request_mode;
  widget_class->measure = acn_hint_bar_measure;
  widget_class->size_allocate = acn_hint_bar_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
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
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (schema == NULL)
    return;
  self->settings = g_settings_new_full (schema, NULL, NULL);
  g_signal_connect_object (
      self->settings, "changed::hints", G_CALLBACK (follow_setting), self, G_CONNECT_SWAPPED);
  follow_setting (self);
}
