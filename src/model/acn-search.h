/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding places, events and claims of a dossier by words, whatever the script, the accents and the
 * spelling of those who look. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_HIT_PLACE,
  ACN_HIT_VIEW,
  ACN_HIT_EVENT,
  ACN_HIT_CLAIM,
} AcnHitKind;

/* AcnHit:
 * @index: of the view, event or claim
 * @title: lent by the dossier; NULL for a claim without one
 * @bounds: of a place
 * @other_name: (owned): under which other name a place was found, or NULL
 * @score: how well it fits, the less the better
 */
typedef struct
{
  AcnHitKind     kind;
  guint          index;
  const AcnText *title;
  AcnBounds      bounds;
  char          *other_name;
  guint          score;
} AcnHit;

typedef struct _AcnSearch AcnSearch;

AcnSearch *acn_search_new (AcnDossier *dossier, const char *other_names);
void       acn_search_free (AcnSearch *self);
GArray    *acn_search_find (const AcnSearch *self, const char *words, guint n_max);
char      *acn_search_fold (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnSearch, acn_search_free)

G_END_DECLS
