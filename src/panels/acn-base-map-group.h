/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of the base map, as rows for a page of preferences. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACN_TYPE_BASE_MAP_GROUP (acn_base_map_group_get_type ())
G_DECLARE_FINAL_TYPE (AcnBaseMapGroup, acn_base_map_group, ACN, BASE_MAP_GROUP, AdwPreferencesGroup)

void acn_base_map_group_set_offer (AcnBaseMapGroup *self, const char *place, const char *title);

G_END_DECLS
