/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first picture of the map, begun before there is a window. */
#pragma once

#include "map/acn-map-view.h"

G_BEGIN_DECLS

void acn_first_picture_begin (GSettings *settings, const char *const *names);
void acn_first_picture_expect (GSettings *settings, AcnMapView *map);
void acn_first_picture_remember (GSettings *settings, AcnMapView *map);

G_END_DECLS
