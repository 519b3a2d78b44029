/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The argument, claim by claim, as the dossier tells it. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

typedef struct
{
  const char    *id;
  const AcnText *title; /* or NULL */
} AcnSection;

/* What a claim is. */
typedef enum
{
  ACN_CLAIM_FACT,
  ACN_CLAIM_JUDGEMENT,
  ACN_CLAIM_PROPOSAL,
  ACN_CLAIM_FORECAST,
  ACN_CLAIM_QUOTE,
  ACN_CLAIM_UNTOLD,
} AcnClaimKind;

/* How it stands against the record. */
typedef enum
{
  ACN_RECORD_SUPPORTED,
  ACN_RECORD_PARTLY,
  ACN_RECORD_SIMPLIFIED,
  ACN_RECORD_CONTESTED,
  ACN_RECORD_OVERTAKEN,
  ACN_RECORD_OPINION,
  ACN_RECORD_UNTOLD,
} AcnClaimRecord;

/* AcnClaim:
 * @section: index of a section, or ACN_NONE
 * @has_when: whether @when was told
 * @view: index of a view, or ACN_NONE
 * @layers: indexes of the layers that show it; none: those of the map stay
 * @events: ids of events, in the dossier's order of the claim
 * Texts are NULL where the dossier has none.
 */
typedef struct
{
  const char        *id;
  const AcnText     *title;
  const AcnText     *text;
  const AcnText     *record_note;
  const AcnText     *later;
  const char        *scene; /* id, or NULL */
  guint              section;
  AcnClaimKind       kind;
  AcnClaimRecord     record;
  AcnWhen            when;
  gboolean           has_when;
  guint              view;
  const guint       *layers;
  guint              n_layers;
  const char *const *events;
  guint              n_events;
  AcnCitations       citations;
} AcnClaim;

const AcnSection *acn_dossier_get_sections (const AcnDossier *self, guint *n);
const AcnClaim   *acn_dossier_get_claims (const AcnDossier *self, guint *n);
guint             acn_dossier_find_claim (const AcnDossier *self, const char *id);
gboolean
acn_dossier_claim_governs (const AcnDossier *self, guint claim, guint layer, gboolean *out_shown);
AcnDay acn_dossier_claim_day (const AcnDossier *self, guint claim, AcnDay otherwise);

G_END_DECLS
