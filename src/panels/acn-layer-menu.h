/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a layer, its note and its sources. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_LAYER_MENU (acn_layer_menu_get_type ())
G_DECLARE_FINAL_TYPE (AcnLayerMenu, acn_layer_menu, ACN, LAYER_MENU, GtkPopover)

GtkWidget *acn_layer_menu_new (AcnSession *session, guint layer);

G_END_DECLS
