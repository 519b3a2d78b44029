/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stood where, and when, as documents tell it. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* AcnPosition: one actor's stand for a time.
 * @actor: index of an actor
 * @position: a word of the dossier's own; layers that show positions have a class of that id
 * Texts are NULL where the dossier has none.
 */
typedef struct
{
  const char    *id;
  guint          actor;
  const char    *position;
  AcnWhen        when;
  const AcnText *text;
  const AcnText *note;
  AcnCitations   citations;
} AcnPosition;

const AcnPosition *acn_dossier_get_positions (const AcnDossier *self, guint *n);
guint              acn_dossier_find_position_at (const AcnDossier *self, guint actor, AcnDay day);

G_END_DECLS
