/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of hints for the first time, until it is closed, over what it holds ("child"). Main thread.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACN_TYPE_HINT_BAR (acn_hint_bar_get_type ())
G_DECLARE_FINAL_TYPE (AcnHintBar, acn_hint_bar, ACN, HINT_BAR, GtkWidget)

G_END_DECLS
