/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a panel that is made when it is first seen, so that a window need not wait for what
 * nobody may ask for. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: kind (GType): of the panel, which has a property session; session (AcnSession). The
 * child is the panel, NULL until there is one. */
#define ACN_TYPE_LATER (acn_later_get_type ())
G_DECLARE_FINAL_TYPE (AcnLater, acn_later, ACN, LATER, AdwBin)

/* Gives @button a menu that is built when it is first opened. */
void acn_later_menu (GtkMenuButton *button, GMenuModel *model);

G_END_DECLS
