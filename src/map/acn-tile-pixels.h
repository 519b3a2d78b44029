/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of painted tiles. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

cairo_surface_t *acn_tile_pixels_new (int side_px);
void             acn_tile_pixels_rest (void);

G_END_DECLS
