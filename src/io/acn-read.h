/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the reader of the format "accession-dossier", version 1. */
#pragma once

#include "io/acn-reader.h"

G_BEGIN_DECLS

#define ACN_FORMAT_NAME "accession-dossier"
#define ACN_FORMAT_VERSION 1

AcnDossierBuilder *acn_read_dossier (AcnJsonDocument *document,
                                     const char      *path,
                                     gboolean         check_shapes,
                                     AcnDiagnostics  *diagnostics,
                                     GCancellable    *cancellable);

gboolean acn_read_check_format (AcnReader *reader, JsonNode *root);
void     acn_read_head (AcnReader *reader, JsonObject *root);
void     acn_read_home (AcnReader *reader, JsonObject *root);
void     acn_read_sources (AcnReader *reader);
void     acn_read_lists (AcnReader *reader);
void     acn_read_events (AcnReader *reader);
void     acn_read_argument (AcnReader *reader);
void     acn_read_scenario (AcnReader *reader, JsonObject *root);
void     acn_read_scenes (AcnReader *reader);
void     acn_read_measures (AcnReader *reader, JsonObject *root);
void     acn_read_positions (AcnReader *reader, JsonObject *root);
void     acn_read_stands (AcnReader *reader, GArray *features, AcnIds *classes);
void     acn_read_figures (AcnReader *reader, JsonObject *root);
void     acn_read_ranges (AcnReader *reader, JsonObject *root);
GArray  *acn_read_states (AcnReader *reader, JsonObject *object, gboolean needed);
void     acn_read_layers (AcnReader *reader);
void     acn_read_derivations (AcnReader *reader);
void     acn_read_style (AcnReader *reader, JsonObject *object, AcnStyle *style);
void  acn_read_features (AcnReader *reader, JsonObject *object, AcnLayer *layer, AcnIds *classes);
char *acn_read_issued (AcnReader *reader, JsonObject *source);

G_END_DECLS
