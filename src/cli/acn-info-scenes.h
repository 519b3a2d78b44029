/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `accession info` tells of scenes and of the what-if: what is covered, and what is not. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/acn-scenes.h"

G_BEGIN_DECLS

void acn_info_add_scenes (JsonBuilder *builder, AcnDossier *dossier);
void acn_info_print_scenes (AcnDossier *dossier);
void acn_info_add_extent (JsonBuilder *builder, AcnDossier *dossier, AcnDay day);
void acn_info_print_extent (AcnDossier *dossier, AcnDay day, gboolean in_force);

G_END_DECLS
