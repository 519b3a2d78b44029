/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text by Pango, the same for measuring and painting, without hinting so that a name has one width
 * at every scale. */
#pragma once

#include <pango/pangocairo.h>

#include "scene/acn-display-list.h"

G_BEGIN_DECLS

void         acn_pango_text_prepare (PangoContext *context);
PangoLayout *acn_pango_text_layout (PangoContext *context, const AcnFont *font, const char *text);
PangoLayout *acn_pango_text_get (const AcnFont *font, const char *text);
AcnTextSize  acn_pango_text_measure (const AcnFont *font, const char *text, gpointer data);
const char  *acn_pango_text_get_family (void);
gboolean     acn_pango_text_has_fonts (PangoContext *context);

G_END_DECLS
