/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a map shows, apart from where: an immutable value shared by the screen's tiles, the figures
 * and the command line, so that they cannot disagree. Any thread. */
#pragma once

#include "model/acn-dossier.h"
#include "model/acn-scenario.h"
#include "scene/acn-basemap.h"
#include "scene/acn-raster.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_THEME_LIGHT,
  ACN_THEME_DARK,
  ACN_THEME_PRINT,
  ACN_THEME_GREY, /* print, by luminance */
} AcnTheme;

typedef struct _AcnMapSpec AcnMapSpec;

/* AcnMapSpec (read-only once shared): */
struct _AcnMapSpec
{
  AcnDossier      *dossier; /* or NULL: basemap only */
  AcnBasemap      *basemap; /* never NULL */
  AcnRaster       *raster;  /* tiles over the basemap, or NULL */
  AcnDay           day;
  gboolean        *layer_visible; /* one a layer of the dossier */
  double          *layer_opacity; /* 0..1, one a layer */
  guint           *layer_order;   /* indexes of layers, the lowest first */
  guint            n_layers;
  guint            selection;    /* event, or ACN_NONE */
  GBytes          *shown_events; /* a byte an event, 0 for those without a mark; NULL: all have */
  guint            scene;        /* that takes the place of all layers, or ACN_NONE */
  gboolean         has_scenario;
  AcnScenarioState scenario; /* a possible state, when has_scenario */
  gboolean         has_comparison;
  AcnDay           compared_day; /* what differs from it is shown, when has_comparison */
  gboolean         interpolates; /* between two states, where nothing else is asked of the line */
  const char      *language;     /* interned */
  AcnTheme         theme;
  gboolean         strong;     /* high contrast: nothing shines through what stands on the map */
  double           text_scale; /* of names, numbers and marks; 1: as designed, 2: twice as large */
};

AcnMapSpec *acn_map_spec_new (AcnDossier *dossier,
                              AcnBasemap *basemap); /* the dossier's home day and default layers */
AcnMapSpec *acn_map_spec_copy (const AcnMapSpec *self);
AcnMapSpec *acn_map_spec_ref (AcnMapSpec *self);
void        acn_map_spec_unref (AcnMapSpec *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnMapSpec, acn_map_spec_unref)

void  acn_map_spec_set_raster (AcnMapSpec *self, AcnRaster *raster);
void  acn_map_spec_set_scene (AcnMapSpec *self, guint scene);
void  acn_map_spec_tell_claim (AcnMapSpec *self, guint claim);
void  acn_map_spec_set_scenario (AcnMapSpec *self, const AcnScenarioState *scenario);
void  acn_map_spec_set_comparison (AcnMapSpec *self, AcnDay day);
void  acn_map_spec_set_comparison_with_next (AcnMapSpec *self);
guint acn_map_spec_get_compared_layer (const AcnMapSpec *self);
guint acn_map_spec_get_interpolated_layer (const AcnMapSpec *self, AcnSpan *out_between);
const AcnOutcome *acn_map_spec_get_outcome (const AcnMapSpec *self);
AcnDay            acn_map_spec_get_layer_day (const AcnMapSpec *self, guint layer);
AcnStyle          acn_map_spec_get_style (const AcnMapSpec *self, guint layer, guint class_index);
gboolean          acn_map_spec_shows_layer (const AcnMapSpec *self, guint layer);
char             *acn_map_spec_print_layers (const AcnMapSpec *self);
gboolean acn_map_spec_parse_layers (AcnMapSpec *self, const char *list, char **out_unknown);
gboolean acn_map_spec_agrees (const AcnMapSpec *self, const AcnMapSpec *other);
gboolean acn_map_spec_equals (const AcnMapSpec *self, const AcnMapSpec *other);
gboolean acn_map_spec_shows_hypothesis (const AcnMapSpec *self);

G_END_DECLS
