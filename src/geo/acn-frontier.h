/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line along which areas lie against each other. */
#pragma once

#include "geo/acn-geometry.h"

G_BEGIN_DECLS

AcnGeometry *acn_geometry_frontier (const AcnGeometry        *area,
                                    const AcnGeometry *const *others,
                                    guint                     n_others,
                                    GError                  **error);

G_END_DECLS
