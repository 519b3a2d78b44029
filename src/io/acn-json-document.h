/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON document: strictly checked, coordinates in arrays of doubles, the rest in json-glib, and
 * the place of every value at hand for messages. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/acn-diagnostics.h"
#include "io/acn-file-text.h"
#include "io/acn-json-coordinates.h"
#include "io/acn-json-event.h"

G_BEGIN_DECLS

/* Events of a dossier. */
#define ACN_JSON_EVENTS_MAX 2000000

typedef struct _AcnJsonDocument AcnJsonDocument;

AcnJsonDocument    *acn_json_document_new (GBytes         *bytes,
                                           const char     *file,
                                           AcnDiagnostics *diagnostics,
                                           GCancellable   *cancellable);
AcnJsonDocument    *acn_json_document_new_take (AcnFileText    *text,
                                                const char     *file,
                                                AcnDiagnostics *diagnostics,
                                                GCancellable   *cancellable);
AcnJsonDocument    *acn_json_document_new_dossier (GBytes         *bytes,
                                                   const char     *file,
                                                   AcnDiagnostics *diagnostics,
                                                   GCancellable   *cancellable);
void                acn_json_document_free (AcnJsonDocument *self);
gint64              acn_json_document_get_begun_us (const AcnJsonDocument *self);
JsonNode           *acn_json_document_get_root (AcnJsonDocument *self);
const char         *acn_json_document_get_file (const AcnJsonDocument *self);
const guint8       *acn_json_document_get_text (const AcnJsonDocument *self, gsize *out_size);
AcnCoordinates     *acn_json_document_get_coordinates (AcnJsonDocument *self, JsonNode *node);
gboolean            acn_json_document_has_events (const AcnJsonDocument *self, guint *out_n);
const AcnJsonEvent *acn_json_document_get_event (const AcnJsonDocument *self, guint index);
JsonNode           *acn_json_document_make_event_node (AcnJsonDocument *self, guint index);
const char         *acn_json_document_get_sha256 (AcnJsonDocument *self);
gboolean            acn_json_document_locate (const AcnJsonDocument *self,
                                              const char            *pointer,
                                              guint                 *out_line,
                                              guint                 *out_column);
void                acn_json_document_place (const AcnJsonDocument *self,
                                             gsize                  offset,
                                             guint                 *out_line,
                                             guint                 *out_column);

gsize acn_json_find (const guint8 *data, gsize size, gsize from, const char *pointer);
char *acn_json_pointer_at (const guint8 *data, gsize size, gsize offset);
void  acn_json_pointer_append (GString *pointer, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnJsonDocument, acn_json_document_free)

G_END_DECLS
