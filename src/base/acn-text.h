/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in one or more languages. */
#pragma once

#include "base/acn-arena.h"

G_BEGIN_DECLS

typedef struct _AcnText AcnText;

/* Languages are BCP 47 tags, interned (g_intern_string). A plain string of a dossier is stored
 * under the dossier's own language. */
AcnText       *acn_text_new (const char *language, const char *value);
const AcnText *acn_text_pack (AcnArena          *arena,
                              guint              n,
                              const GQuark      *languages,
                              const char *const *values,
                              const gsize       *lengths);
const AcnText *acn_text_pack_copy (AcnArena *arena, const AcnText *text);
AcnText       *acn_text_copy (const AcnText *self);
void           acn_text_free (AcnText *self);
void           acn_text_set (AcnText *self, const char *language, const char *value);
const char    *acn_text_get (const AcnText *self, const char *language);
const char    *acn_text_get_or (const AcnText *self, const char *language, const char *otherwise);
const char    *acn_text_get_exact (const AcnText *self, const char *language);
char          *acn_text_make_literal (const char *text);
gboolean       acn_text_is_literal (const char *text, gsize length);
guint          acn_text_get_n_languages (const AcnText *self);
const char    *acn_text_get_language (const AcnText *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnText, acn_text_free)

G_END_DECLS
