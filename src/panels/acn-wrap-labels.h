/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void acn_wrap_labels (GtkWidget *widget);
void acn_cut_tabs (GtkWidget *widget, gboolean may);

G_END_DECLS
