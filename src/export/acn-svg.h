/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display list -> SVG 1.1 with text as text, to be edited and searched, and words about the figure.
 */
#pragma once

#include "export/acn-figure.h"

G_BEGIN_DECLS

GBytes *acn_svg_encode (AcnPaper paper, const AcnDisplayList *list, const AcnFigureNotes *notes);

G_END_DECLS
