/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ground that changes sides little by little: the part of it that a line has swept on its way. */
#pragma once

#include "acn-geometry.h"

G_BEGIN_DECLS

AcnGeometry *
acn_sweep (const AcnGeometry *ground, const AcnGeometry *from, double fraction, GError **error);

G_END_DECLS
