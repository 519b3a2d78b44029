/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a place on the map is on a day: which region of which country, who holds it and since when,
 * and who says so, how precisely. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* AcnHere:
 * @region, @country: names, or NULL
 * @layer: the part of the read-out that the place belongs to, or ACN_NONE
 * @class_index: one of its classes, or ACN_NONE
 * @since_day: from when on without a break; ACN_DAY_OPEN_BEGIN: as far back as the dossier knows
 * @precision_km: of the edge of that part, 0: not told
 * @citations: lent by the dossier
 */
typedef struct
{
  const AcnText *region;
  const AcnText *country;
  guint          layer;
  guint          class_index;
  AcnDay         since_day;
  double         precision_km;
  AcnCitations   citations;
} AcnHere;

AcnHere  acn_here_find (AcnDossier *dossier, AcnDay day, double lon_deg, double lat_deg);
gboolean acn_here_is_nowhere (const AcnHere *self);
char    *acn_here_to_title (const AcnHere *self, AcnDossier *dossier, const char *language);
char    *acn_here_to_details (const AcnHere *self, AcnDossier *dossier, const char *language);

G_END_DECLS
