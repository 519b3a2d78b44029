/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of the reader share: where in the document it is, and how members are taken, each
 * with its check and its message. A getter that finds a fault reports it and gives a default, so
 * that one reading finds every fault. */
#pragma once

#include "base/acn-id-table.h"
#include "io/acn-json-document.h"
#include "model/acn-dossier-builder.h"

G_BEGIN_DECLS

/* Lists of a dossier whose elements have ids. */
typedef enum
{
  ACN_LIST_SOURCES,
  ACN_LIST_VIEWS,
  ACN_LIST_PLACES,
  ACN_LIST_ACTORS,
  ACN_LIST_LANES,
  ACN_LIST_EVENTS,
  ACN_LIST_GROUPS,
  ACN_LIST_LAYERS,
  ACN_LIST_SECTIONS,
  ACN_LIST_CLAIMS,
  ACN_LIST_SCENES,
  ACN_LIST_RANGES,
  ACN_N_LISTS,
} AcnList;

/* Nouns of lists stand in sentences about them. */
#define ACN_NOUN_CONTEXT "part of a dossier"

/* AcnIds: the ids of one list.
 * @noun: "source", not translated
 * @array: (nullable): its elements
 * @ids: (element-type utf8): by place in @array, NULL where there is none
 * @table: finds places in @ids
 */
typedef struct
{
  const char *noun;
  JsonArray  *array;
  GPtrArray  *ids;
  AcnIdTable  table;
} AcnIds;

/* AcnReader:
 * @document: what is being read; another while a file of features is
 * @pointer: where in it
 * @language: of plain strings, interned
 */
typedef struct
{
  AcnJsonDocument   *document;
  AcnDiagnostics    *diagnostics;
  AcnDossierBuilder *builder;
  GCancellable      *cancellable;
  GString           *pointer;
  const char        *language;
  const char        *folder; /* of the dossier, for files that it names */
  gboolean           check_shapes;
  gboolean           told_winding; /* of this file */
  AcnIds             lists[ACN_N_LISTS];
  GHashTable        *files;      /* reference -> AcnGeojson */
  gsize              n_compared; /* ids, with wrong ones, to find what was meant */

  /* Members asked for, see acn-reader-members.c */
  AcnJsonDocument *learnt_from;
  GHashTable      *kinds; /* kind of object -> set of names, or NULL */
  GHashTable      *kind;  /* lent: of where the reader is, or NULL: not looked up yet */
} AcnReader;

/* Texts are shown in one piece, which takes its time; more than these characters nobody reads. */
#define ACN_TITLE_MAX 500
#define ACN_TEXT_MAX 4000

typedef void (*AcnReadElement) (AcnReader *reader, JsonObject *object, guint index, gpointer data);

void     acn_reader_init (AcnReader *self, AcnJsonDocument *document, AcnDiagnostics *diagnostics);
void     acn_reader_clear (AcnReader *self);
gsize    acn_reader_enter (AcnReader *self, const char *name);
gsize    acn_reader_enter_index (AcnReader *self, guint index);
void     acn_reader_leave (AcnReader *self, gsize length);
gboolean acn_reader_is_cancelled (AcnReader *self);

/* acn-reader-members.c */
void      acn_reader_learn_members (AcnReader *self);
JsonNode *acn_reader_get_member (AcnReader *self, JsonObject *object, const char *name);
void      acn_reader_check_members (AcnReader *self, JsonNode *root);

/* acn-reader-messages.c: about where the reader is, or about a member there. */
void acn_reader_error (AcnReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void acn_reader_error_in (AcnReader *self, const char *name, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void acn_reader_warn_in (AcnReader *self, const char *name, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void acn_reader_tell_meant (AcnReader  *self,
                            AcnSeverity severity,
                            const char *name,
                            const char *meant,
                            const char *format,
                            ...) G_GNUC_PRINTF (5, 6);
void acn_reader_report_at (
    AcnReader *self, AcnSeverity severity, gsize offset, const char *pointer, const char *message);

/* Members. @needed: one that is missing is an error. */
void acn_reader_need (AcnReader *self, JsonObject *object, const char *name);
JsonObject *
acn_reader_object (AcnReader *self, JsonObject *object, const char *name, gboolean needed);
JsonArray *
acn_reader_array (AcnReader *self, JsonObject *object, const char *name, gboolean needed);
const char *
acn_reader_string (AcnReader *self, JsonObject *object, const char *name, gboolean needed);
const char *
acn_reader_keep_string (AcnReader *self, JsonObject *object, const char *name, gboolean needed);
gboolean
acn_reader_boolean (AcnReader *self, JsonObject *object, const char *name, gboolean otherwise);
double acn_reader_number (AcnReader  *self,
                          JsonObject *object,
                          const char *name,
                          double      min,
                          double      max,
                          double      otherwise);
gint64 acn_reader_integer (AcnReader  *self,
                           JsonObject *object,
                           const char *name,
                           gint64      min,
                           gint64      max,
                           gint64      otherwise);
guint  acn_reader_choice (AcnReader         *self,
                          JsonObject        *object,
                          const char        *name,
                          const char *const *choices,
                          guint              n_choices,
                          guint              otherwise);
const AcnText          *
acn_reader_text (AcnReader *self, JsonObject *object, const char *name, gboolean needed);
gboolean acn_reader_when (
    AcnReader *self, JsonObject *object, const char *name, gboolean needed, AcnWhen *out_when);
void acn_reader_each (
    AcnReader *self, JsonObject *object, const char *name, AcnReadElement read, gpointer data);
void acn_reader_each_needed (
    AcnReader *self, JsonObject *object, const char *name, AcnReadElement read, gpointer data);
void acn_reader_each_of (
    AcnReader *self, JsonArray *array, const char *name, AcnReadElement read, gpointer data);
void     acn_reader_element (AcnReader     *self,
                             JsonNode      *node,
                             guint          index,
                             AcnReadElement read,
                             gpointer       data,
                             gboolean       report_others);
gboolean acn_reader_numbers (
    AcnReader *self, JsonObject *object, const char *name, double *out_numbers, guint n);
gboolean acn_reader_point (AcnReader  *self,
                           JsonObject *object,
                           const char *name,
                           double     *out_lon_deg,
                           double     *out_lat_deg);
gboolean acn_reader_check_language (const char *tag);
char    *acn_reader_suggest_language (AcnReader *self, const char *tag);

/* Ids and references */
void  acn_ids_init (AcnIds *self, const char *noun);
void  acn_ids_clear (AcnIds *self);
void  acn_ids_collect (AcnIds *self, AcnReader *reader, JsonObject *object, const char *name);
guint acn_ids_find (const AcnIds *self, const char *id);
guint acn_ids_resolve (AcnIds *self, AcnReader *reader, const char *name, const char *id);
void  acn_reader_collect_ids (AcnReader *self, JsonObject *root);
guint acn_reader_reference (
    AcnReader *self, JsonObject *object, const char *name, AcnList list, gboolean needed);
GArray *acn_reader_references (
    AcnReader *self, JsonObject *object, const char *name, AcnList list, gboolean needed);
AcnCitations acn_reader_citations (AcnReader *self, JsonObject *object, gboolean needed);

char *acn_shorten (const char *text);
char *acn_describe_range (double lon_deg, double lat_deg);

G_END_DECLS
