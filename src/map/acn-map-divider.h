/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line between two dates on one map, to be dragged or moved by keys. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Width of the widget: what a finger can catch. */
#define ACN_MAP_DIVIDER_PX 36

#define ACN_TYPE_MAP_DIVIDER (acn_map_divider_get_type ())
G_DECLARE_FINAL_TYPE (AcnMapDivider, acn_map_divider, ACN, MAP_DIVIDER, GtkWidget)

/* Property: ratio (double, 0..1): where it stands in the width of its parent. */
GtkWidget *acn_map_divider_new (void);
double     acn_map_divider_get_ratio (AcnMapDivider *self);
void       acn_map_divider_set_ratio (AcnMapDivider *self, double ratio);
void       acn_map_divider_tell (AcnMapDivider *self, const char *left, const char *right);

G_END_DECLS
