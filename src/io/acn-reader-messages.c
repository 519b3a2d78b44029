/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader says of the value where it is, or of a member there. */
#include "io/acn-reader.h"

#include <glib/gi18n.h>

#include "base/acn-isolate.h"

/* Warnings of one load; more would leave no room for errors. */
#define WARNINGS_MAX (ACN_DIAGNOSTICS_MAX / 2)

static gboolean
is_wanted (AcnReader *self, AcnSeverity severity)
{
  return severity == ACN_SEVERITY_ERROR ||
         acn_diagnostics_get_n (self->diagnostics) -
                 MIN (acn_diagnostics_get_n_errors (self->diagnostics), ACN_DIAGNOSTICS_MAX) <
             WARNINGS_MAX;
}

/* Only then is it worth while to look where it is: there may be a million. */
static gboolean
will_be_kept (AcnReader *self, AcnSeverity severity)
{
  return severity == ACN_SEVERITY_ERROR
             ? acn_diagnostics_keeps_errors (self->diagnostics)
             : acn_diagnostics_get_n (self->diagnostics) < ACN_DIAGNOSTICS_MAX;
}

static void
report_message (AcnReader *self, AcnSeverity severity, const char *name, const char *message)
{
  const gsize length = self->pointer->len;
  guint       line = 0, column = 0;

  if (!is_wanted (self, severity))
    return;
  if (name != NULL)
    acn_json_pointer_append (self->pointer, name);
  if (will_be_kept (self, severity))
    acn_json_document_locate (self->document, self->pointer->str, &line, &column);
  acn_diagnostics_add (self->diagnostics,
                       severity,
                       acn_json_document_get_file (self->document),
                       line,
                       column,
                       self->pointer->str,
                       "%s",
                       message);
  g_string_truncate (self->pointer, length);
}

static void
report (AcnReader *self, AcnSeverity severity, const char *name, const char *format, va_list args)
{
  g_autofree char *message = acn_isolate_vprintf (format, args);

  report_message (self, severity, name, message);
}

/**
 * acn_reader_error:
 * @format: a sentence without its period
 *
 * Reports an error of the value where the reader is.
 */
void
acn_reader_error (AcnReader *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report (self, ACN_SEVERITY_ERROR, NULL, format, args);
  va_end (args);
}

/**
 * acn_reader_error_in:
 * @name: a member of the object where the reader is
 * @format: a sentence without its period
 */
void
acn_reader_error_in (AcnReader *self, const char *name, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report (self, ACN_SEVERITY_ERROR, name, format, args);
  va_end (args);
}

/**
 * acn_reader_warn_in:
 * @name: (nullable): a member of the object where the reader is, or NULL for itself
 * @format: a sentence without its period
 */
void
acn_reader_warn_in (AcnReader *self, const char *name, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report (self, ACN_SEVERITY_WARNING, name, format, args);
  va_end (args);
}

/**
 * acn_reader_tell_meant:
 * @name: (nullable): a member of the object where the reader is, or NULL for itself
 * @meant: (nullable): what was probably meant; then the sentence asks so
 * @format: a sentence without its period
 */
void
acn_reader_tell_meant (AcnReader  *self,
                       AcnSeverity severity,
                       const char *name,
                       const char *meant,
                       const char *format,
                       ...)
{
  g_autofree char *message = NULL, *asked = NULL;
  va_list          args;

  va_start (args, format);
  message = acn_isolate_vprintf (format, args);
  va_end (args);
  if (meant != NULL)
    /* Translators: a sentence that says what is wrong, then the word that was probably meant. */
    asked = g_strdup_printf (_ ("%s; did you mean “%s”?"), message, meant);
  report_message (self, severity, name, asked != NULL ? asked : message);
}

/**
 * acn_reader_report_at:
 * @offset: a place in the document's bytes
 * @pointer: JSON Pointer of what is there
 * @message: a sentence without its period
 */
void
acn_reader_report_at (
    AcnReader *self, AcnSeverity severity, gsize offset, const char *pointer, const char *message)
{
  guint line = 0, column = 0;

  if (!is_wanted (self, severity))
    return;
  if (will_be_kept (self, severity))
    acn_json_document_place (self->document, offset, &line, &column);
  acn_diagnostics_add (self->diagnostics,
                       severity,
                       acn_json_document_get_file (self->document),
                       line,
                       column,
                       pointer,
                       "%s",
                       message);
}
