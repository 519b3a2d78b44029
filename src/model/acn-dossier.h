/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dossier: immutable once built, shared by reference, read from any thread.
 *
 * Data are arrays; the getters lend pointers that live as long as the dossier. Ids are resolved to
 * indexes when the dossier is built; ACN_NONE says "no such thing given". */
#pragma once

#include <gio/gio.h>

#include "base/acn-text.h"
#include "base/acn-when.h"
#include "geo/acn-shape.h"

G_BEGIN_DECLS

#define ACN_NONE G_MAXUINT

#define ACN_TYPE_DOSSIER (acn_dossier_get_type ())
typedef struct _AcnDossier AcnDossier;
GType                      acn_dossier_get_type (void);

typedef struct
{
  guint       source;  /* index of a source */
  const char *locator; /* "para 23", or NULL */
} AcnCitation;

typedef struct
{
  const AcnCitation *items;
  guint              n;
} AcnCitations;

/* A document that is cited (an item of CSL-JSON). */
typedef struct
{
  const char *id;
  const char *title;
  const char *author;    /* names joined for display, or NULL */
  const char *container; /* container-title or publisher, or NULL */
  const char *issued;    /* EDTF, or NULL */
  const char *url;       /* http(s) only, or NULL */
} AcnSource;

typedef struct
{
  const char    *id;
  const AcnText *title;
  AcnBounds      bounds;
} AcnView;

typedef struct
{
  const char    *id;
  const AcnText *title;
  double         lon_deg, lat_deg;
  double         precision_km; /* 0: not told */
} AcnPlace;

typedef struct
{
  guint        organisation; /* index of an actor */
  AcnWhen      when;
  AcnCitations citations;
} AcnMembership;

typedef struct
{
  const char          *id;
  const AcnText       *title;
  const char          *iso3166; /* or NULL */
  const AcnMembership *memberships;
  guint                n_memberships;
} AcnActor;

typedef struct
{
  const char    *id;
  const AcnText *title;
  guint          n_events;
} AcnLane;

typedef struct
{
  const char    *id;
  const AcnText *title;
  const AcnText *text;    /* or NULL */
  const AcnText *outcome; /* or NULL */
  const AcnText *note;    /* or NULL */
  AcnCitations   citations;
  AcnWhen        when;
  guint          lane;
  guint          place; /* ACN_NONE when it has none */
  guint          view;  /* ACN_NONE when it has none */
  guint8         rank;  /* 1 (always labelled) to 5 (footnote) */
  guint8         later; /* after the argument was made */
} AcnEvent;

/* Palette entries; the cartographer maps them for each style of map. */
typedef enum
{
  ACN_HUE_NONE,
  ACN_HUE_BLUE,
  ACN_HUE_TEAL,
  ACN_HUE_GREEN,
  ACN_HUE_OLIVE,
  ACN_HUE_OCHRE,
  ACN_HUE_ORANGE,
  ACN_HUE_RED,
  ACN_HUE_CRIMSON,
  ACN_HUE_VIOLET,
  ACN_HUE_SLATE,
  ACN_HUE_GREY,
  ACN_HUE_INK,
  ACN_N_HUES,
} AcnHue;

typedef enum
{
  ACN_HATCH_NONE,
  ACN_HATCH_DIAGONAL,      /* rising to the right */
  ACN_HATCH_BACK_DIAGONAL, /* falling to the right */
  ACN_HATCH_CROSS,
  ACN_HATCH_DOTS,
} AcnHatch;

typedef enum
{
  ACN_MARKER_DOT,
  ACN_MARKER_CITY,
} AcnMarker;

typedef struct
{
  AcnHue    fill;
  double    opacity; /* 0..1 of the fill */
  AcnHatch  hatch;
  AcnHue    stroke;
  double    width_px;
  gboolean  dash;
  AcnMarker marker;
  double    fade; /* 0..1: how much all of it is weakened by choice */
} AcnStyle;

typedef enum
{
  ACN_LAYER_DATA,       /* features of a GeoJSON file */
  ACN_LAYER_DERIVATION, /* an overlay of other layers */
  ACN_LAYER_EVENTS,     /* the dossier's events that have a place */
  ACN_LAYER_GRATICULE,  /* meridians and parallels */
} AcnLayerContent;

typedef struct
{
  const char    *id;
  const AcnText *title;
  AcnStyle       style;
} AcnClass;

typedef struct
{
  const char    *id;
  AcnWhen        when;
  AcnPyramid    *pyramid;      /* never NULL; may hold an empty geometry */
  const AcnText *name;         /* or NULL */
  guint          actor;        /* or ACN_NONE */
  guint          class_index;  /* in the layer's classes, or ACN_NONE */
  double         precision_km; /* 0: not told */
  guint64        population;   /* 0: not told */
  guint8         rank;         /* 1..10; 5 when not told */
  gboolean       capital;
  AcnCitations   citations;
} AcnFeature;

/* A weapon with its published range. */
typedef struct
{
  const char    *id;
  const AcnText *title; /* or NULL */
  double         km;    /* > 0 */
  AcnCitations   citations;
} AcnRange;

/* In place of an overlay: the line between the first operand and the others. */
#define ACN_DERIVES_LINE 100

typedef struct
{
  const char       *id;
  const AcnText    *title;
  const AcnText    *legend; /* or NULL: the title serves */
  const AcnText    *note;   /* or NULL */
  guint             group;  /* or ACN_NONE */
  AcnLayerContent   content;
  const AcnFeature *features;
  guint             n_features;
  int               overlay_op; /* of a derivation: AcnOverlayOp, or ACN_DERIVES_LINE */
  double            reach_km;   /* of a derivation: all that far from its operands; 0: none */
  const guint      *operands;   /* layer indexes */
  guint             n_operands;
  gboolean by_position; /* each feature shows while its actor holds a position, in its class */
  guint    members_of;  /* actor index: a feature shows while its actor is a member; or ACN_NONE */
  gboolean has_fixed_day; /* of a scene: looks on any day as on fixed_day */
  AcnDay   fixed_day;
  AcnStyle style;
  const AcnClass *classes;
  guint           n_classes;
  gboolean        visible; /* at first */
  gboolean        hypothetical;
  gboolean        uncertain;  /* its ground may belong to any other part of the read-out */
  const char     *added_path; /* of the file that a person added, or NULL: of the dossier */
  AcnCitations    citations;
} AcnLayer;

/* Whether the layer has shapes of its own, that are measured, derived from and written. */
static inline gboolean
acn_layer_has_shapes (const AcnLayer *layer)
{
  return layer->content == ACN_LAYER_DATA || layer->content == ACN_LAYER_DERIVATION;
}

/* Whether the layer's own features are areas; all features of a layer are of one kind. */
static inline gboolean
acn_layer_has_area_features (const AcnLayer *layer)
{
  return layer->n_features > 0 &&
         acn_pyramid_get_geometry (layer->features[0].pyramid)->kind == ACN_GEOMETRY_AREAS;
}

static inline gboolean
acn_layer_is_derived_line (const AcnLayer *layer)
{
  return layer->content == ACN_LAYER_DERIVATION && layer->overlay_op == ACN_DERIVES_LINE;
}

typedef struct
{
  const char    *id;
  const AcnText *title;
} AcnGroup;

/* Tiles of the network that an author would lay under the map. Never asked for by itself. */
typedef struct
{
  const char    *tiles;       /* an address, checked */
  const AcnText *title;       /* or NULL */
  const AcnText *attribution; /* or NULL: what the tiles themselves say */
} AcnTileOffer;

AcnDossier *acn_dossier_ref (AcnDossier *self);
void        acn_dossier_unref (AcnDossier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnDossier, acn_dossier_unref)

const char         *acn_dossier_get_id (const AcnDossier *self);
const char         *acn_dossier_get_edition (const AcnDossier *self);
const char         *acn_dossier_get_path (const AcnDossier *self);
const char         *acn_dossier_get_sha256 (const AcnDossier *self);
const char *const  *acn_dossier_get_files (const AcnDossier *self, guint *n);
gint64              acn_dossier_get_read_us (const AcnDossier *self);
const AcnText      *acn_dossier_get_title (const AcnDossier *self);
const AcnText      *acn_dossier_get_summary (const AcnDossier *self);
const AcnText      *acn_dossier_get_attribution (const AcnDossier *self);
const AcnText      *acn_dossier_get_borders (const AcnDossier *self);
const AcnTileOffer *acn_dossier_get_tiles (const AcnDossier *self);
const char         *acn_dossier_get_language (const AcnDossier *self);
const char *const  *acn_dossier_get_languages (const AcnDossier *self);
AcnSpan             acn_dossier_get_span (const AcnDossier *self);
AcnDay              acn_dossier_get_home_day (const AcnDossier *self);
guint               acn_dossier_get_home_view (const AcnDossier *self);
AcnSpan             acn_dossier_get_home_span (const AcnDossier *self);
guint               acn_dossier_get_n_claims (const AcnDossier *self);

const AcnSource *acn_dossier_get_sources (const AcnDossier *self, guint *n);
const AcnView   *acn_dossier_get_views (const AcnDossier *self, guint *n);
const AcnPlace  *acn_dossier_get_places (const AcnDossier *self, guint *n);
const AcnActor  *acn_dossier_get_actors (const AcnDossier *self, guint *n);
const AcnLane   *acn_dossier_get_lanes (const AcnDossier *self, guint *n);
const AcnEvent  *acn_dossier_get_events (const AcnDossier *self,
                                         guint            *n); /* sorted by begin day, then rank */
const AcnGroup  *acn_dossier_get_groups (const AcnDossier *self, guint *n);
const AcnLayer  *acn_dossier_get_layers (const AcnDossier *self, guint *n);
const AcnRange  *acn_dossier_get_ranges (const AcnDossier *self, guint *n);

guint acn_dossier_find_view (const AcnDossier *self, const char *id);
guint acn_dossier_find_event (const AcnDossier *self, const char *id);
guint acn_dossier_find_layer (const AcnDossier *self, const char *id);
guint acn_dossier_find_actor (const AcnDossier *self, const char *id);

/* What the read-out tells: the layer that is the whole, and its parts. */
guint        acn_dossier_get_readout_whole (const AcnDossier *self);
const guint *acn_dossier_get_readout_parts (const AcnDossier *self, guint *n);

/* --- Time ---------------------------------------------------------------------------------- */

/* A layer's picture is constant between breaks: days on which a feature begins or ceases to show.
 * acn_dossier_layer_step gives the half-open span of days around @day in which the layer looks
 * the same; equal spans mean equal pictures. */
AcnSpan acn_dossier_layer_step (AcnDossier *self, guint layer, AcnDay day);

/* Indexes of the layer's features that show on @day, ascending; (transfer full) (element-type
 * guint). */
GArray *acn_dossier_layer_features_at (AcnDossier *self, guint layer, AcnDay day);

/* The geometry of an area layer on @day: union of its features, or the derivation. Cached by step;
 * may take some ms the first time: not for the main thread. NULL with @error when GEOS fails. */
AcnPyramid *acn_dossier_layer_area_at (AcnDossier *self, guint layer, AcnDay day, GError **error);

/* Geodesic area (WGS 84) of that geometry, km². */
gboolean acn_dossier_layer_area_km2_at (
    AcnDossier *self, guint layer, AcnDay day, double *out_km2, GError **error);

/* Works out the areas that the layers visible at first need on @day; any thread. */
void acn_dossier_prepare_areas (AcnDossier *self, AcnDay day);

/* Geodesic length (WGS 84) of the lines of a layer that show on @day, km; 0 for areas and points.
 */
double acn_dossier_layer_length_km_at (AcnDossier *self, guint layer, AcnDay day);

/* World boxes of what differs in @layer between two days (features that appear or vanish). An empty
 * array: nothing differs. */
GArray *acn_dossier_layer_changes (AcnDossier *self, guint layer, AcnDay from_day, AcnDay to_day);

/* --- Space --------------------------------------------------------------------------------- */

/* Features of a layer whose box meets @bounds, whatever the day, and events whose place lies in
 * it: ascending indexes, (transfer full) (element-type guint). */
GArray *acn_dossier_layer_features_in (AcnDossier *self, guint layer, AcnBounds bounds);
GArray *acn_dossier_events_in (AcnDossier *self, AcnBounds bounds);

/* The box of all that a layer shows on @day; of any day where it shows nothing then. */
AcnBounds acn_dossier_layer_bounds_at (AcnDossier *self, guint layer, AcnDay day);

gboolean
acn_dossier_actor_is_member (const AcnDossier *self, guint actor, guint organisation, AcnDay day);

G_END_DECLS
