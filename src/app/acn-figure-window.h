/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The composer: a figure as it will be, with what may be chosen about it; saved, copied, printed or
 * dragged away. */
#pragma once

#include <adwaita.h>

#include "export/acn-figure.h"

G_BEGIN_DECLS

#define ACN_TYPE_FIGURE_WINDOW (acn_figure_window_get_type ())
G_DECLARE_FINAL_TYPE (AcnFigureWindow, acn_figure_window, ACN, FIGURE_WINDOW, AdwWindow)

GtkWindow *acn_figure_window_new (const AcnFigure *figure, const char *name, gboolean narrow);

G_END_DECLS
