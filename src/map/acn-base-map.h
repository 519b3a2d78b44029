/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tiles cover the built-in map: one choice for all windows, remembered. Main thread. */
#pragma once

#include <gio/gio.h>

#include "scene/acn-raster.h"

G_BEGIN_DECLS

#define ACN_TYPE_BASE_MAP (acn_base_map_get_type ())
G_DECLARE_FINAL_TYPE (AcnBaseMap, acn_base_map, ACN, BASE_MAP, GObject)

/* Signals: changed (): any of what the getters tell;
 *          failed (message): what was remembered could not be opened, or tiles do not come. */
AcnBaseMap *acn_base_map_get_default (void);
void        acn_base_map_restore (AcnBaseMap *self, GSettings *settings);
void        acn_base_map_choose (AcnBaseMap *self, const char *place);
gboolean    acn_base_map_is_agreed (AcnBaseMap *self, const char *host);
void        acn_base_map_agree (AcnBaseMap *self, const char *host);
AcnRaster  *acn_base_map_get_raster (AcnBaseMap *self);
const char *acn_base_map_get_place (AcnBaseMap *self);
const char *acn_base_map_get_trouble (AcnBaseMap *self);
const char *acn_base_map_get_refused (AcnBaseMap *self);
const char *acn_base_map_get_tried (AcnBaseMap *self);
gboolean    acn_base_map_is_opening (AcnBaseMap *self);

G_END_DECLS
