/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-argument.h"

#include "model/acn-dossier-private.h"

/**
 * acn_dossier_get_sections:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): the headings of its argument, in order
 */
const AcnSection *
acn_dossier_get_sections (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->sections->len;
  return (const AcnSection *) (gconstpointer) self->data->sections->data;
}

/**
 * acn_dossier_get_claims:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): the steps of its argument, in order
 */
const AcnClaim *
acn_dossier_get_claims (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->claims->len;
  return (const AcnClaim *) (gconstpointer) self->data->claims->data;
}

/**
 * acn_dossier_find_claim:
 * @id: an id
 *
 * Returns: index of the claim, or ACN_NONE
 */
guint
acn_dossier_find_claim (const AcnDossier *self, const char *id)
{
  for (guint i = 0; i < self->data->claims->len; i++)
    if (g_str_equal (g_array_index (self->data->claims, AcnClaim, i).id, id))
      return i;
  return ACN_NONE;
}

/**
 * acn_dossier_claim_day:
 * @claim: index of a claim
 * @otherwise: any day
 *
 * Returns: the day that shows the claim: the last one it speaks of, its first one where the end is
 *   open, @otherwise where it has no date; within the dossier's span
 */
AcnDay
acn_dossier_claim_day (const AcnDossier *self, guint claim, AcnDay otherwise)
{
  const AcnClaim *step;
  AcnDay          day = otherwise;

  g_return_val_if_fail (claim < self->data->claims->len, otherwise);
  step = &g_array_index (self->data->claims, AcnClaim, claim);
  if (step->has_when && step->when.span.end_day != ACN_DAY_OPEN_END)
    day = step->when.span.end_day - 1;
  else if (step->has_when && step->when.span.begin_day != ACN_DAY_OPEN_BEGIN)
    day = step->when.span.begin_day;
  return acn_span_clamp (self->data->span, day);
}

/**
 * acn_dossier_claim_governs:
 * @claim: index of a claim
 * @layer: index of a layer
 * @out_shown: (out): whether the claim shows it
 *
 * Layers that some claim names belong to the argument; a claim with layers shows its own and hides
 * the rest of them. All others (towns, events, regions) are the person's.
 *
 * Returns: whether the claim says anything about the layer
 */
gboolean
acn_dossier_claim_governs (const AcnDossier *self, guint claim, guint layer, gboolean *out_shown)
{
  const GArray   *claims = self->data->claims;
  const AcnClaim *told;
  gboolean        governed = FALSE;

  *out_shown = FALSE;
  g_return_val_if_fail (claim < claims->len, FALSE);
  told = &g_array_index (claims, AcnClaim, claim);
  if (told->n_layers == 0)
    return FALSE;
  for (guint i = 0; i < told->n_layers; i++)
    *out_shown |= told->layers[i] == layer;
  for (guint i = 0; i < claims->len && !governed; i++)
    for (guint j = 0; j < g_array_index (claims, AcnClaim, i).n_layers; j++)
      governed |= g_array_index (claims, AcnClaim, i).layers[j] == layer;
  return governed;
}
