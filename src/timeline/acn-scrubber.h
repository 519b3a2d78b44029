/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under timeline and map: play, step, an overview of the whole story with the playhead, the
 * date in words, and the speed. */
#pragma once

#include <gtk/gtk.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_SCRUBBER (acn_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (AcnScrubber, acn_scrubber, ACN, SCRUBBER, GtkWidget)

/* Property: session (AcnSession). Action: scrubber.speed (string: ½×, 1×, 2×, 4×). */
GtkWidget  *acn_scrubber_new (void);
AcnSession *acn_scrubber_get_session (AcnScrubber *self);
void        acn_scrubber_set_session (AcnScrubber *self, AcnSession *session);
void        acn_scrubber_set_compact (AcnScrubber *self, gboolean compact);

G_END_DECLS
