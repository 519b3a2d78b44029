/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One area of the read-out: swatch and name above, km² and share below. */
#pragma once

#include <adwaita.h>

#include "model/acn-area-range.h"

G_BEGIN_DECLS

/* AcnReadoutDetail: how much of it there is room for, in two lines or, from ACN_READOUT_SIZES on,
 * in three. */
typedef enum
{
  ACN_READOUT_SHARES, /* swatch and share */
  ACN_READOUT_NAMES,  /* name, swatch and share */
  ACN_READOUT_FULL,   /* with km² */
  ACN_READOUT_RANGES, /* with the limits between which they lie, beside them */
  ACN_READOUT_SIZES,  /* name, share, and km² below */
  ACN_READOUT_LIMITS, /* name, share with km², and the limits below */
} AcnReadoutDetail;

#define ACN_TYPE_READOUT_CELL (acn_readout_cell_get_type ())
G_DECLARE_FINAL_TYPE (AcnReadoutCell, acn_readout_cell, ACN, READOUT_CELL, GtkWidget)

GtkWidget *acn_readout_cell_new (const AcnLayer *layer, const char *language);
void       acn_readout_cell_set_area (AcnReadoutCell     *self,
                                      const AcnAreaRange *area,
                                      double              share,
                                      const char         *language);
int        acn_readout_cell_measure (AcnReadoutCell *self, AcnReadoutDetail detail);
void       acn_readout_cell_set_detail (AcnReadoutCell *self, AcnReadoutDetail detail);

G_END_DECLS
