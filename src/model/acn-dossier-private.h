/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/acn-id-table.h"
#include "model/acn-area-cache.h"
#include "model/acn-dossier-builder.h"
#include "model/acn-space-index.h"
#include "model/acn-time-index.h"

G_BEGIN_DECLS

/* Parts of a computed area below this are noise of the arithmetic, not land: 100 m x 100 m. */
#define ACN_SLIVER_KM2 0.01

struct _AcnDossier
{
  AcnDossierBuilder *data;        /* filled; nobody changes it any more */
  GPtrArray         *languages;   /* NULL-terminated */
  AcnTimeIndex     **times;       /* one for each layer */
  AcnSpaceIndex    **spaces;      /* one for each layer: its features */
  AcnSpaceIndex     *event_space; /* events by their places */
  AcnAreaCache      *areas;
  AcnIdTable         view_ids;
  AcnIdTable         event_ids;
  AcnIdTable         layer_ids;
  AcnIdTable         actor_ids;
};

void acn_dossier_index_layers (AcnDossier *self);
void acn_dossier_index_space (AcnDossier *self);

GArray *acn_dossier_list_prepared (AcnDossier *self);
void    acn_dossier_put_area (AcnDossier *self, guint layer, AcnDay day, AcnGeometry *area);
void    acn_dossier_put_area_km2 (AcnDossier *self, guint layer, AcnDay day, double km2);

G_END_DECLS
