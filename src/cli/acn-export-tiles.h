/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/acn-export-options.h"

G_BEGIN_DECLS

AcnExit acn_export_open_tiles (AcnMapSpec *map, const AcnExportOptions *options);
AcnExit acn_export_check_tiles (AcnMapSpec *map);

G_END_DECLS
