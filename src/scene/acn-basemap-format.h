/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packed basemap, as acn-basemap-pack writes it and acn-basemap.c maps it: native byte order,
 * every number a 32-bit one at a multiple of four, offsets in bytes from the file's begin.
 *
 *   header | features | rings | points | names | texts
 */
#pragma once

#include "geo/acn-shape.h"
#include "scene/acn-basemap.h"

G_BEGIN_DECLS

#define ACN_BASEMAP_MAGIC "ACNBASE1"

/* Also tells a file of the other byte order. */
#define ACN_BASEMAP_VERSION 0x01020002u

typedef struct
{
  guint32 offset; /* bytes */
  guint32 n;      /* items (bytes for texts) */
} AcnBasemapTable;

typedef struct
{
  char            magic[8];
  guint32         version;
  guint32         size; /* of the file, bytes */
  guint32         n_levels;
  guint32         first_feature[ACN_N_BASE_LAYERS + 1];
  AcnBasemapTable features, rings, points, names, texts;
} AcnBasemapHeader;

/* One feature at one level. A ring's first point counts from the level's first. */
typedef struct
{
  AcnBox  box;
  guint32 first_ring, n_rings;
  guint32 first_point, n_points;
} AcnBasemapLevel;

typedef struct
{
  guint32         kind; /* AcnGeometryKind */
  guint32         rank;
  guint32         disputed;
  guint32         label_kind; /* AcnLabelKind */
  guint32         first_name, n_names;
  AcnSpan         span; /* days on which it is there */
  AcnBasemapLevel levels[ACN_SHAPE_N_LEVELS];
} AcnBasemapFeature;

/* Offsets into the texts, each ended by a NUL. */
typedef struct
{
  guint32 language, value;
} AcnBasemapName;

G_END_DECLS
