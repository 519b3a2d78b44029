/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ring around a widget of our own drawing that has the focus by keyboard. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void acn_focus_ring_follow (GtkWidget *widget);
void acn_focus_ring_paint (GtkSnapshot *snapshot, const graphene_rect_t *bounds);

G_END_DECLS
