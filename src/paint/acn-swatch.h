/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of how the map draws a layer. */
#pragma once

#include <gtk/gtk.h>

#include "model/acn-dossier.h"

G_BEGIN_DECLS

#define ACN_SWATCH_WIDTH_PX 22
#define ACN_SWATCH_HEIGHT_PX 16

#define ACN_TYPE_SWATCH (acn_swatch_get_type ())
G_DECLARE_FINAL_TYPE (AcnSwatch, acn_swatch, ACN, SWATCH, GtkWidget)

void acn_swatch_set_style (AcnSwatch *self, const AcnStyle *style);

G_END_DECLS
