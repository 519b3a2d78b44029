/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes in a row, each as near as possible to where it wants to be, in order, without overlap. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AcnStackItem:
 * @wanted: where the middle of the box wants to be, px
 * @length: of the box along the row, px, > 0
 * @begin: (out) where the box begins, px
 */
typedef struct
{
  double wanted;
  double length;
  double begin;
} AcnStackItem;

double acn_timeline_stack (AcnStackItem *items, guint n, double gap, double begin, double end);

G_END_DECLS
