/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paint/acn-swatch.h"

#include <adwaita.h>

#include "paint/acn-snapshot-painter.h"
#include "scene/acn-legend.h"

struct _AcnSwatch
{
  GtkWidget parent_instance;

  AcnStyle style;
};

G_DEFINE_FINAL_TYPE (AcnSwatch, acn_swatch, GTK_TYPE_WIDGET)

static void
acn_swatch_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? ACN_SWATCH_WIDTH_PX : ACN_SWATCH_HEIGHT_PX;
}

static void
acn_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnSwatch *self = ACN_SWATCH (widget);
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  acn_swatch_layout (list,
                     &self->style,
                     dark ? ACN_THEME_DARK : ACN_THEME_LIGHT,
                     0,
                     0,
                     gtk_widget_get_width (widget),
                     gtk_widget_get_height (widget));
  acn_snapshot_paint (snapshot, list, gtk_widget_get_scale_factor (widget));
}

static void
acn_swatch_class_init (AcnSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = acn_swatch_measure;
  widget_class->snapshot = acn_swatch_snapshot;
  gtk_widget_class_set_css_name (widget_class, "swatch");
  /* The text beside it says what it stands for. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
acn_swatch_init (AcnSwatch *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * acn_swatch_set_style:
 * @self: a swatch
 * @style: what to show; copied
 */
void
acn_swatch_set_style (AcnSwatch *self, const AcnStyle *style)
{
  g_return_if_fail (ACN_IS_SWATCH (self));

  self->style = *style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
