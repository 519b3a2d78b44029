/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The offline basemap: Europe (and the world in coarse form) in a binary form that needs no
 * parsing, mapped read-only. Made at build time by acn-basemap-pack from data/basemap. */
#pragma once

#include "base/acn-span.h"
#include "base/acn-text.h"
#include "geo/acn-shape.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_BASE_LAND,
  ACN_BASE_LAKES,
  ACN_BASE_RIVERS,
  ACN_BASE_OBLASTS, /* lines */
  ACN_BASE_BORDERS, /* lines */
  ACN_BASE_LABELS,  /* points and lines with names */
  ACN_N_BASE_LAYERS,
} AcnBaseLayer;

typedef enum
{
  ACN_LABEL_COUNTRY,
  ACN_LABEL_SEA,
  ACN_LABEL_OCEAN,
  ACN_LABEL_REGION,
  ACN_LABEL_RIVER,
} AcnLabelKind;

typedef struct _AcnBasemap AcnBasemap;

/* Opens the packed file and checks every table of it. */
AcnBasemap *acn_basemap_open (const char *path, GError **error);
/* The installed one, or the build folder's when uninstalled (environment ACCESSION_DATA_DIR). */
AcnBasemap *acn_basemap_open_default (GError **error);
AcnBasemap *acn_basemap_ref (AcnBasemap *self);
void        acn_basemap_unref (AcnBasemap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnBasemap, acn_basemap_unref)
/* Lets go of what has been read; the next reads fetch it again. */
void acn_basemap_rest (AcnBasemap *self);

guint acn_basemap_get_n_features (AcnBasemap *self, AcnBaseLayer layer);
/* The shape of a feature at a level (see acn_shape_level); out_shape is filled with pointers into
 * the mapped file. */
void acn_basemap_get_shape (
    AcnBasemap *self, AcnBaseLayer layer, guint feature, guint level, AcnShape *out_shape);
/* 1 (large, seen from afar) to 10; 5 where the data do not tell. */
guint    acn_basemap_get_rank (AcnBasemap *self, AcnBaseLayer layer, guint feature);
gboolean acn_basemap_get_disputed (AcnBasemap *self, guint border);
/* The days on which a feature is there: a reservoir may be drained. */
AcnSpan      acn_basemap_get_span (AcnBasemap *self, AcnBaseLayer layer, guint feature);
AcnLabelKind acn_basemap_get_label_kind (AcnBasemap *self, guint label);
/* In @language, else English, else NULL. */
const char *
acn_basemap_get_name (AcnBasemap *self, AcnBaseLayer layer, guint feature, const char *language);

G_END_DECLS
