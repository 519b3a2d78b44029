/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guide for authors, from the file among the data. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACN_TYPE_GUIDE_WINDOW (acn_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (AcnGuideWindow, acn_guide_window, ACN, GUIDE_WINDOW, AdwWindow)

void acn_guide_window_show (GtkApplication *application);

G_END_DECLS
