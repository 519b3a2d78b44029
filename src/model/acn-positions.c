/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-positions.h"

#include "model/acn-dossier-private.h"

/**
 * acn_dossier_get_positions:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): the positions, in the dossier's order
 */
const AcnPosition *
acn_dossier_get_positions (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->positions->len;
  return (const AcnPosition *) (gconstpointer) self->data->positions->data;
}

/**
 * acn_dossier_find_position_at:
 * @actor: index of an actor
 * @day: any day
 *
 * Returns: index of the position that documents tell of the actor for that day; ACN_NONE where they
 *   tell none: what is not known stays unknown
 */
guint
acn_dossier_find_position_at (const AcnDossier *self, guint actor, AcnDay day)
{
  for (guint i = 0; i < self->data->positions->len; i++)
    {
      const AcnPosition *position = &g_array_index (self->data->positions, AcnPosition, i);

      if (position->actor == actor && acn_span_contains (position->when.span, day))
        return i;
    }
  return ACN_NONE;
}
