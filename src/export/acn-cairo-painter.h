/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display list -> cairo: pictures of tiles, figures, PDF and SVG. */
#pragma once

#include <cairo.h>

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

void acn_cairo_paint (cairo_t *cr, const AcnDisplayList *list);

G_END_DECLS
