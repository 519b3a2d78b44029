/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two scenarios, two lines or a scenario and a precedent side by side, as a figure of it shows
 * them. */
#pragma once

#include <adwaita.h>

#include "scene/acn-map-spec.h"

G_BEGIN_DECLS

#define ACN_TYPE_COMPARE_WINDOW (acn_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (AcnCompareWindow, acn_compare_window, ACN, COMPARE_WINDOW, AdwWindow)

GtkWindow *acn_compare_window_new (AcnMapSpec *map, GVariant *saved, const char *beside);

G_END_DECLS
