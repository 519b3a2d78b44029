/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display list -> texture, in any thread. */
#pragma once

#include <gdk/gdk.h>

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

GdkTexture *
acn_texture_paint (const AcnDisplayList *list, double width_px, double height_px, double scale);

G_END_DECLS
