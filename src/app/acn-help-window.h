/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manual, on one page. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACN_TYPE_HELP_WINDOW (acn_help_window_get_type ())
G_DECLARE_FINAL_TYPE (AcnHelpWindow, acn_help_window, ACN, HELP_WINDOW, AdwWindow)

void acn_help_window_show (GtkApplication *application);

G_END_DECLS
