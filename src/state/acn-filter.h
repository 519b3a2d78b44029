/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which events are shown: a plain value that can be compared and copied, and what it lets through.
 */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

#define ACN_FILTER_TEXT_BYTES 128

/* Lanes from here on cannot be hidden. */
#define ACN_FILTER_LANES_MAX 64

/* AcnFilter:
 * @text: words that an event must all contain, UTF-8; empty: any
 * @source: index of a source that it must cite, ACN_NONE: any
 * @has_bounds: whether its place must lie in @bounds
 * @bounds: degrees, EPSG:4326
 * @hidden_lanes: a bit a lane
 */
typedef struct
{
  char      text[ACN_FILTER_TEXT_BYTES];
  guint     source;
  gboolean  has_bounds;
  AcnBounds bounds;
  guint64   hidden_lanes;
} AcnFilter;

#define ACN_FILTER_NONE ((AcnFilter){ .source = ACN_NONE })

gboolean acn_filter_equal (const AcnFilter *a, const AcnFilter *b);
gboolean acn_filter_is_empty (const AcnFilter *self);
void     acn_filter_set_text (AcnFilter *self, const char *text);
gboolean acn_filter_shows_lane (const AcnFilter *self, guint lane);
guint8  *acn_filter_apply (const AcnFilter *self,
                           AcnDossier      *dossier,
                           const char      *language,
                           guint           *n_hidden);

G_END_DECLS
