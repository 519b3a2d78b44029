/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `accession info` tells of the scenes: what was covered, and what was not. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/acn-scenes.h"

G_BEGIN_DECLS

void acn_info_add_scenes (JsonBuilder *builder, AcnDossier *dossier);
void acn_info_print_scenes (AcnDossier *dossier);

G_END_DECLS
