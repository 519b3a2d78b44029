/* SPDX-License-Identifier: GPL-3.0-or-later */
/* info --compare: in what the parts of the read-out differ between two days. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/acn-dossier-compare.h"

G_BEGIN_DECLS

typedef struct
{
  AcnDossier *dossier; /* borrowed; NULL: nothing is compared */
  AcnDay      from_day, to_day;
  GPtrArray  *parts; /* AcnDifference, one for each part of the read-out */
} AcnCompare;

gboolean acn_compare_measure (AcnCompare *self, GError **error);
void     acn_compare_add_json (const AcnCompare *self, JsonBuilder *builder);
void     acn_compare_print (const AcnCompare *self);
void     acn_compare_clear (AcnCompare *self);

G_END_DECLS
