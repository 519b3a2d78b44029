/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A precedent in words: what was covered, what was not, and the treaty's own words. */
#pragma once

#include <adwaita.h>

#include "model/acn-scenes.h"

G_BEGIN_DECLS

GtkWidget *acn_scene_card_new (AcnDossier *dossier, guint scene, const char *language);

G_END_DECLS
