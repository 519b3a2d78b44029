/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a dossier. The reader fills the arrays (structs are copied in, strings and texts must come
 * from the builder's own store), resolves ids to indexes, then calls _end. */
#pragma once

#include "acn-dossier.h"

G_BEGIN_DECLS

/* AcnDossierBuilder: fields may be set and arrays appended to directly.
 * @id, @language: must be set; the others have defaults
 * @files: (element-type filename): what else was read
 * @read_us: when the reading began, as g_get_real_time()
 * @languages: (element-type utf8): without @language when the dossier has no other
 * @span: days that the dossier speaks of; left empty, that of its events
 * @home_span, @home_day, @home_view: what is shown at first; left unset (empty, ACN_DAY_OPEN_BEGIN,
 *   ACN_NONE): the whole span, its last day, the first view
 * @argument: when the argument was made; left empty: never
 * @readout_whole: index of a layer, or ACN_NONE
 * @readout_parts: (element-type guint): indexes of layers
 * @sources ... @layers: elements as in acn-dossier.h; an index of one is its place in the array.
 *   Events are put into order of time by _end: nothing may keep an index of one before.
 *   A layer owns one reference of each pyramid of its features.
 */
typedef struct
{
  const char    *id;
  const char    *edition;
  const char    *path;
  const char    *sha256;
  GPtrArray     *files;
  gint64         read_us;
  const char    *language;
  GPtrArray     *languages;
  const AcnText *title;
  const AcnText *summary;
  const AcnText *attribution;
  const AcnText *borders;
  AcnTileOffer   tiles; /* without an address: none */
  AcnSpan        span;
  AcnSpan        home_span;
  AcnDay         home_day;
  guint          home_view;
  AcnSpan        argument;
  guint          readout_whole;
  GArray        *readout_parts;
  GArray        *sources;
  GArray        *views;
  GArray        *places;
  GArray        *actors;
  GArray        *lanes;
  GArray        *events;
  GArray        *groups;
  GArray        *layers;
  GArray        *sections;  /* AcnSection */
  GArray        *claims;    /* AcnClaim */
  GArray        *positions; /* AcnPosition */
  GArray        *scenes;    /* AcnScene */
  GArray        *measures;  /* AcnMeasure */
  GArray        *ranges;    /* AcnRange */
  gpointer       scenario;  /* AcnScenario, or NULL */

  /*< private >*/
  GStringChunk *strings;
  AcnArena     *arena;
  AcnEvent *ordered; /* what _end makes of @events, which it empties: no byte more than needed */
  guint     n_ordered;
} AcnDossierBuilder;

AcnDossierBuilder *acn_dossier_builder_new (void);
void               acn_dossier_builder_free (AcnDossierBuilder *self);
const char        *acn_dossier_builder_string (AcnDossierBuilder *self, const char *string);
const AcnText     *acn_dossier_builder_take_text (AcnDossierBuilder *self, AcnText *text);
AcnArena          *acn_dossier_builder_get_arena (AcnDossierBuilder *self);
gpointer    acn_dossier_builder_copy (AcnDossierBuilder *self, gconstpointer data, gsize size);
gpointer    acn_dossier_builder_take_array (AcnDossierBuilder *self, GArray *array, guint *out_n);
AcnDossier *acn_dossier_builder_end (AcnDossierBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnDossierBuilder, acn_dossier_builder_free)

G_END_DECLS
