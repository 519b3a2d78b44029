/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps of another place and time (the precedents of the argument), and what the argument proposes
 * to do with what became of it. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* Towards which share the area of a class counts. */
typedef enum
{
  ACN_COUNTS_COVERED,
  ACN_COUNTS_EXCLUDED,
  ACN_COUNTS_APART, /* towards neither */
} AcnCounts;

typedef struct
{
  guint          class_index; /* in the classes of the scene's layer */
  AcnCounts      counts_as;
  const AcnText *text; /* or NULL */
} AcnScenePart;

/* Words of a treaty. */
typedef struct
{
  const AcnText *text;
  AcnCitations   citations;
} AcnQuotation;

/* AcnScene:
 * @day: the day that it shows
 * @layer: index of the layer that is its map; on whatever day it is asked for, it shows @day
 * @view: index of a view
 */
typedef struct
{
  const char         *id;
  const AcnText      *title; /* or NULL */
  const AcnText      *text;  /* or NULL */
  const AcnText      *note;  /* or NULL */
  AcnDay              day;
  guint               layer;
  guint               view;
  const AcnScenePart *parts;
  guint               n_parts;
  const AcnQuotation *words;
  guint               n_words;
  AcnCitations        citations;
} AcnScene;

/* How far a proposal has come. */
typedef enum
{
  ACN_PROGRESS_PROPOSED,
  ACN_PROGRESS_PLANNED,
  ACN_PROGRESS_DECIDED,
  ACN_PROGRESS_IN_FORCE,
  ACN_PROGRESS_APPROVED,
  ACN_PROGRESS_ANNOUNCED,
  ACN_PROGRESS_SUPPLIED,
  ACN_PROGRESS_USED,
  ACN_PROGRESS_REFUSED,
} AcnProgress;

typedef struct
{
  AcnProgress    progress;
  gboolean       partly; /* less than was proposed */
  AcnWhen        when;
  const AcnText *text; /* or NULL */
  AcnCitations   citations;
} AcnMeasureState;

typedef struct
{
  const char            *id;
  const AcnText         *title;  /* or NULL */
  const AcnText         *text;   /* or NULL */
  const AcnMeasureState *states; /* in the dossier's order: that of their dates */
  guint                  n_states;
} AcnMeasure;

const AcnScene *acn_dossier_get_scenes (const AcnDossier *self, guint *n);
guint           acn_dossier_find_scene (const AcnDossier *self, const char *id);
void            acn_dossier_measure_scene (AcnDossier *self,
                                           guint       scene,
                                           double     *out_covered_km2,
                                           double     *out_excluded_km2);

const AcnMeasure *acn_dossier_get_measures (const AcnDossier *self, guint *n);
guint             acn_measure_find_state_at (const AcnMeasure *self, AcnDay day);

G_END_DECLS
