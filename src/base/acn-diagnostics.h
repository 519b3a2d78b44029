/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file: a list of places and sentences. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ACN_SEVERITY_WARNING,
  ACN_SEVERITY_ERROR,
} AcnSeverity;

/* AcnDiagnostic:
 * @file: path as the person gave it, or relative to the dossier
 * @line, @column: 1-based, columns in code points; 0 when the trouble has no place in the text
 * @pointer: JSON Pointer (RFC 6901), "" for the whole document
 * @message: one sentence without a final period, control characters escaped
 */
typedef struct
{
  AcnSeverity severity;
  char       *file;
  guint       line;
  guint       column;
  char       *pointer;
  char       *message;
} AcnDiagnostic;

typedef struct _AcnDiagnostics AcnDiagnostics;

/* Kept of one load; later ones are counted, not kept. */
#define ACN_DIAGNOSTICS_MAX 100

char                *acn_make_harmless (const char *text);
AcnDiagnostics      *acn_diagnostics_new (void);
AcnDiagnostics      *acn_diagnostics_ref (AcnDiagnostics *self);
void                 acn_diagnostics_unref (AcnDiagnostics *self);
void                 acn_diagnostics_add (AcnDiagnostics *self,
                                          AcnSeverity     severity,
                                          const char     *file,
                                          guint           line,
                                          guint           column,
                                          const char     *pointer,
                                          const char     *format,
                                          ...) G_GNUC_PRINTF (7, 8);
guint                acn_diagnostics_get_n (const AcnDiagnostics *self);
const AcnDiagnostic *acn_diagnostics_get (const AcnDiagnostics *self, guint index);
guint                acn_diagnostics_get_n_errors (const AcnDiagnostics *self);
guint                acn_diagnostics_get_n_warnings (const AcnDiagnostics *self);
gboolean             acn_diagnostics_keeps_errors (const AcnDiagnostics *self);
char                *acn_diagnostic_dup_short_pointer (const AcnDiagnostic *diagnostic);
char                *acn_diagnostic_to_line (const AcnDiagnostic *diagnostic);
char                *acn_diagnostics_to_string (const AcnDiagnostics *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnDiagnostics, acn_diagnostics_unref)

G_END_DECLS
