/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a window become smaller than what it shows, which then takes another shape. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACN_TYPE_SHAPE_BIN (acn_shape_bin_get_type ())
G_DECLARE_FINAL_TYPE (AcnShapeBin, acn_shape_bin, ACN, SHAPE_BIN, GtkWidget)

void acn_shape_bin_set_yields (AcnShapeBin *self, gboolean width, gboolean height);
int  acn_shape_bin_get_least_width (AcnShapeBin *self);
int  acn_shape_bin_get_least_height (AcnShapeBin *self, int width_px);

G_END_DECLS
