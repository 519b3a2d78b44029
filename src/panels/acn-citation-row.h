/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One numbered source of a text, with a button for its page where it has one. */
#pragma once

#include <adwaita.h>

#include "model/acn-dossier.h"

G_BEGIN_DECLS

GtkWidget *acn_citation_row_new (guint            number,
                                 const AcnSource *source,
                                 const char      *locator,
                                 const char      *language);

G_END_DECLS
