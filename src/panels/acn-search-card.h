/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card over the map in which places, events and claims are looked for. */
#pragma once

#include <adwaita.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

/* Properties: session (AcnSession) */
#define ACN_TYPE_SEARCH_CARD (acn_search_card_get_type ())
G_DECLARE_FINAL_TYPE (AcnSearchCard, acn_search_card, ACN, SEARCH_CARD, AdwBin)

void acn_search_card_open (AcnSearchCard *self);
void acn_search_card_close (AcnSearchCard *self);

G_END_DECLS
