/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panels do with their lists alike. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void acn_list_clear (GtkListBox *list);

G_END_DECLS
