/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "export/acn-figure.h"

G_BEGIN_DECLS

GBytes *acn_png_encode (cairo_surface_t *surface, const AcnFigureNotes *notes, GError **error);

G_END_DECLS
