/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events the timeline shows: those in view, those of a source, those of some lanes; and the
 * order of the lanes. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_FILTER_MENU (acn_filter_menu_get_type ())
G_DECLARE_FINAL_TYPE (AcnFilterMenu, acn_filter_menu, ACN, FILTER_MENU, GtkPopover)

GtkWidget *acn_filter_menu_new (AcnSession *session);

G_END_DECLS
