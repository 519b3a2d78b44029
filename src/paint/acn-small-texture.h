/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small rounded boxes that are painted hundreds of times a frame, as pictures made once. */
#pragma once

#include <gtk/gtk.h>

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

GdkTexture *acn_small_texture_get (const AcnOp *op, int scale, graphene_rect_t *out_bounds);

G_END_DECLS
