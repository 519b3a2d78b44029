/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display list -> GtkSnapshot: what layouts look like in a widget. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

void acn_snapshot_paint (GtkSnapshot *snapshot, const AcnDisplayList *list, int scale);

G_END_DECLS
