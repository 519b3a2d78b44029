/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stands where: each member on the day shown, its position, since when and by what source. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

GtkWindow *acn_positions_window_new (AcnSession *session);

G_END_DECLS
