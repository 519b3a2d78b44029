/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window manager takes the least size of a window for what it is: nothing could be tiled beside
 * it, and it could not be dragged to the size of a narrow shape, while a wide one is shown. So a
 * bin that yields asks for nothing, and what it holds is cut at its end for the one frame until the
 * window has seen the size and changed its shape. */
#include "app/acn-shape-bin.h"

struct _AcnShapeBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  gboolean   yields[2]; /* by orientation */
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AcnShapeBin, acn_shape_bin, GTK_TYPE_WIDGET)

static int
get_least (AcnShapeBin *self, GtkOrientation orientation, int for_px)
{
  int least = 0;

  if (self->child != NULL && gtk_widget_get_visible (self->child))
    gtk_widget_measure (self->child, orientation, for_px, &least, NULL, NULL, NULL);
  return least;
}

static GtkSizeRequestMode
acn_shape_bin_get_request_mode (GtkWidget *widget)
{
  AcnShapeBin *self = ACN_SHAPE_BIN (widget);

  return self->child != NULL ? gtk_widget_get_request_mode (self->child)
                             : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
acn_shape_bin_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  AcnShapeBin         *self = ACN_SHAPE_BIN (widget);
  const GtkOrientation other = orientation == GTK_ORIENTATION_HORIZONTAL
                                   ? GTK_ORIENTATION_VERTICAL
                                   : GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = 0;
  if (self->child == NULL)
    return;
  if (for_size >= 0)
    for_size = MAX (for_size, get_least (self, other, -1));
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (self->yields[orientation])
    *minimum = 0;
}

static void
acn_shape_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnShapeBin  *self = ACN_SHAPE_BIN (widget);
  const int     given = MAX (width, get_least (self, GTK_ORIENTATION_HORIZONTAL, -1));
  GskTransform *transform = NULL;

  if (self->child == NULL)
    return;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL && given > width)
    transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (width - given, 0));
  gtk_widget_allocate (self->child,
                       given,
                       MAX (height, get_least (self, GTK_ORIENTATION_VERTICAL, given)),
                       baseline,
                       transform);
}

static void
set_child (AcnShapeBin *self, GtkWidget *child)
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
acn_shape_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    g_value_set_object (value, ACN_SHAPE_BIN (object)->child);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_shape_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    set_child (ACN_SHAPE_BIN (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
acn_shape_bin_dispose (GObject *object)
{
  g_clear_pointer (&ACN_SHAPE_BIN (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (acn_shape_bin_parent_class)->dispose (object);
}

static void
acn_shape_bin_class_init (AcnShapeBinClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_shape_bin_dispose;
  object_class->get_property = acn_shape_bin_get_property;
  object_class->set_property = acn_shape_bin_set_property;
  widget_class->get_request_mode = acn_shape_bin_get_request_mode;
  widget_class->measure = acn_shape_bin_measure;
  widget_class->size_allocate = acn_shape_bin_size_allocate;
  properties[PROP_CHILD] =
      g_param_spec_object ("child",
                           NULL,
                           NULL,
                           GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acn_shape_bin_init (AcnShapeBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * acn_shape_bin_set_yields:
 * @self: a bin
 * @width: whether it asks for no width; else for as much as what it holds
 * @height: the same of height
 */
void
acn_shape_bin_set_yields (AcnShapeBin *self, gboolean width, gboolean height)
{
  if (width == self->yields[GTK_ORIENTATION_HORIZONTAL] &&
      height == self->yields[GTK_ORIENTATION_VERTICAL])
    return;
  self->yields[GTK_ORIENTATION_HORIZONTAL] = width;
  self->yields[GTK_ORIENTATION_VERTICAL] = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * acn_shape_bin_get_least_width:
 * @self: a bin
 *
 * Returns: px below which what it holds is cut; 0 when it holds nothing
 */
int
acn_shape_bin_get_least_width (AcnShapeBin *self)
{
  return get_least (self, GTK_ORIENTATION_HORIZONTAL, -1);
}

/**
 * acn_shape_bin_get_least_height:
 * @self: a bin
 * @width_px: of the bin
 *
 * Returns: px below which what it holds is cut; 0 when it holds nothing
 */
int
acn_shape_bin_get_least_height (AcnShapeBin *self, int width_px)
{
  return get_least (
      self, GTK_ORIENTATION_VERTICAL, MAX (width_px, acn_shape_bin_get_least_width (self)));
}
