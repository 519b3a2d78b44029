/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of a window: a ShumateMap for viewport and gestures, our tiles and marks on it, and the
 * bridge between its viewport and the session's camera. */
#pragma once

#include <gtk/gtk.h>

#include "map/acn-map-ahead.h"
#include "scene/acn-map-spec.h"
#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_TYPE_MAP_VIEW (acn_map_view_get_type ())
G_DECLARE_FINAL_TYPE (AcnMapView, acn_map_view, ACN, MAP_VIEW, GtkWidget)

/* AcnMapManner: how a map stands in a comparison of two dates. */
typedef enum
{
  ACN_MAP_ALONE,        /* in none */
  ACN_MAP_SWIPE,        /* both dates on it, a line between them */
  ACN_MAP_OF_SHOWN_DAY, /* on the right of another */
  ACN_MAP_CHANGES,      /* what differs between both dates, on it */
  ACN_MAP_NEXT_CHANGE,  /* what changes until the next documented state */
  ACN_MAP_BETWEEN,      /* what may have changed since the last state, interpolated */
  ACN_MAP_OF_HELD_DAY,  /* on the left, of a day of its own; follows the session's camera */
} AcnMapManner;

/* Property: session (AcnSession).
 * Signals: settled (): the picture is complete; failed (message); told (message): what was done;
 *   day-chosen (day): the day to be held in a comparison. */
GtkWidget  *acn_map_view_new (void);
AcnSession *acn_map_view_get_session (AcnMapView *self);
void        acn_map_view_set_session (AcnMapView *self, AcnSession *session);
void        acn_map_view_set_camera (AcnMapView *self, AcnCamera camera);
void        acn_map_view_zoom_by (AcnMapView *self, double delta);
void        acn_map_view_zoom_at (AcnMapView *self, double delta, double x, double y);
void        acn_map_view_pan (AcnMapView *self, double dx_ratio, double dy_ratio);
void        acn_map_view_set_has_legend (AcnMapView *self, gboolean has_legend);
void        acn_map_view_set_fades (AcnMapView *self, gboolean fades);
AcnCamera   acn_map_view_camera_for (AcnMapView *self, AcnBounds bounds);
AcnBounds   acn_map_view_get_bounds (AcnMapView *self);
void        acn_map_view_expect_size (AcnMapView *self, int width, int height);
void        acn_map_view_get_outlook (AcnMapView *self, AcnMapOutlook *out);
void        acn_map_view_set_facts (AcnMapView *self, const char *facts);
guint       acn_map_view_find_view (AcnMapView *self);
AcnMapSpec *acn_map_view_dup_spec (AcnMapView *self);
void        acn_map_view_compare (AcnMapView *self, AcnMapManner manner, AcnDay day);

G_END_DECLS
