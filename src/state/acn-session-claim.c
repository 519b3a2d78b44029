/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step of the argument that is told, and what the atlas shows for it. */
#include "state/acn-session-private.h"

#include "model/acn-argument.h"
#include "model/acn-scenes.h"

/**
 * acn_session_get_claim:
 *
 * Returns: index of the claim that is told, ACN_NONE without.
 */
guint
acn_session_get_claim (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ACN_NONE);
  return self->claim;
}

/**
 * acn_session_claim_is_shown:
 *
 * Returns: whether playhead and layers are those of the claim that is told; FALSE without one
 */
gboolean
acn_session_claim_is_shown (AcnSession *self)
{
  guint           n_layers;
  const AcnClaim *claims;
  gboolean        shown;

  g_return_val_if_fail (ACN_IS_SESSION (self), FALSE);
  if (self->dossier == NULL || self->claim == ACN_NONE)
    return FALSE;
  claims = acn_dossier_get_claims (self->dossier, NULL);
  acn_dossier_get_layers (self->dossier, &n_layers);
  if (self->scene != acn_dossier_find_scene (self->dossier, claims[self->claim].scene))
    return FALSE;
  if (self->day != acn_dossier_claim_day (self->dossier, self->claim, self->day))
    return FALSE;
  for (guint i = 0; i < n_layers; i++)
    if (acn_dossier_claim_governs (self->dossier, self->claim, i, &shown) &&
        acn_session_get_layer_visible (self, i) != shown)
      return FALSE;
  return TRUE;
}

static void
show_layers (AcnSession *self, guint claim)
{
  guint    n_layers;
  gboolean shown;

  acn_dossier_get_layers (self->dossier, &n_layers);
  for (guint i = 0; i < n_layers; i++)
    if (acn_dossier_claim_governs (self->dossier, claim, i, &shown))
      acn_session_show_layer_of_claim (self, i, shown);
}

/**
 * acn_session_tell_claim:
 * @claim: index of a claim; anything else ends the telling and moves nothing
 *
 * Moves the playhead to the claim's day and shows its layers; what was supposed is not what it
 * tells, so that ends. Its view is the caller's to show: a
 * map knows its size and how to get there.
 */
void
acn_session_tell_claim (AcnSession *self, guint claim)
{
  guint           n_claims = 0;
  const AcnClaim *claims = NULL;
  gboolean        changed;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier != NULL)
    claims = acn_dossier_get_claims (self->dossier, &n_claims);
  if (claim >= n_claims)
    claim = ACN_NONE;
  changed = self->claim != claim;
  self->claim = claim;
  if (claim != ACN_NONE)
    {
      acn_session_set_playing (self, FALSE);
      acn_session_seek (self, acn_dossier_claim_day (self->dossier, claim, self->day));
      acn_session_set_scenario (self, NULL);
      show_layers (self, claim);
      acn_session_set_scene (self, acn_dossier_find_scene (self->dossier, claims[claim].scene));
    }
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_CLAIM]);
}
