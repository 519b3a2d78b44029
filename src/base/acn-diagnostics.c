/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-diagnostics.h"

#include "base/acn-isolate.h"

#include <glib/gi18n.h>

/* What a person is shown at most, in characters. */
#define MESSAGE_MAX 600
#define POINTER_MAX 120

struct _AcnDiagnostics
{
  gatomicrefcount refs;
  GArray         *items;                /* AcnDiagnostic */
  guint           n_errors, n_warnings; /* those not kept included */
};

static void
clear_diagnostic (gpointer data)
{
  AcnDiagnostic *item = data;

  g_clear_pointer (&item->file, g_free);
  g_clear_pointer (&item->pointer, g_free);
  g_clear_pointer (&item->message, g_free);
}

AcnDiagnostics *
acn_diagnostics_new (void)
{
  AcnDiagnostics *self = g_new0 (AcnDiagnostics, 1);

  g_atomic_ref_count_init (&self->refs);
  self->items = g_array_new (FALSE, FALSE, sizeof (AcnDiagnostic));
  g_array_set_clear_func (self->items, clear_diagnostic);
  return self;
}

AcnDiagnostics *
acn_diagnostics_ref (AcnDiagnostics *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
acn_diagnostics_unref (AcnDiagnostics *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

/* Whether a character steers what stands after it: a control, or the begin or end of a stretch of
 * another direction. Isolates (FSI, PDI) do not when they are in pairs. */
static gboolean
steers (gunichar c, guint *n_open)
{
  if (c == 0x2068)
    ++*n_open;
  else if (c == 0x2069 && *n_open > 0)
    --*n_open;
  else
    return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return FALSE;
}

/**
 * acn_make_harmless:
 * @text: of a file, or of the system
 *
 * Returns: (transfer full): the text, so that it steers no terminal: controls and marks that turn
 *   the writing direction are U+FFFD, broken UTF-8 likewise; isolates are closed
 */
char *
acn_make_harmless (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *out = g_string_new (NULL);
  guint            n_open = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, steers (c, &n_open) ? 0xfffd : c);
    }
  for (; n_open > 0; n_open--)
    g_string_append (out, "\u2069");
  return g_string_free (out, FALSE);
}

/* The middle of @text is left out when it has more than @max characters. */
static char *
shorten (const char *text, glong max)
{
  glong            n = g_utf8_strlen (text, -1);
  g_autofree char *begin = NULL;

  if (n <= max)
    return g_strdup (text);
  begin = g_utf8_substring (text, 0, max / 2);
  return g_strconcat (begin, "…", g_utf8_offset_to_pointer (text, n - (max - 1 - max / 2)), NULL);
}

/* A warning that makes room for an error: the last one kept. */
static gboolean
drop_warning (AcnDiagnostics *self)
{
  for (guint i = self->items->len; i > 0; i--)
    if (g_array_index (self->items, AcnDiagnostic, i - 1).severity == ACN_SEVERITY_WARNING)
      {
        g_array_remove_index (self->items, i - 1);
        return TRUE;
      }
  return FALSE;
}

/**
 * acn_diagnostics_add:
 * @file: path as the person knows it
 * @line, @column: 1-based, column in code points; 0 when there is no place
 * @pointer: (nullable): JSON Pointer; NULL or "" for the whole document
 * @format: one sentence without a final period
 *
 * Keeps the first ACN_DIAGNOSTICS_MAX, errors before warnings, and counts the rest. A sentence that
 * quotes much of the file loses its middle. One thread at a time.
 */
void
acn_diagnostics_add (AcnDiagnostics *self,
                     AcnSeverity     severity,
                     const char     *file,
                     guint           line,
                     guint           column,
                     const char     *pointer,
                     const char     *format,
                     ...)
{
  g_autofree char *message = NULL, *valid = NULL, *shown = NULL;
  AcnDiagnostic    item = { severity, NULL, line, column, NULL, NULL };
  va_list          args;

  g_return_if_fail (self != NULL && file != NULL && format != NULL);
  self->n_errors += severity == ACN_SEVERITY_ERROR;
  self->n_warnings += severity == ACN_SEVERITY_WARNING;
  if (self->items->len >= ACN_DIAGNOSTICS_MAX &&
      (severity == ACN_SEVERITY_WARNING || !drop_warning (self)))
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  item.file = acn_make_harmless (file);
  item.pointer = acn_make_harmless (pointer != NULL ? pointer : "");
  valid = g_utf8_make_valid (message, -1);
  shown = shorten (valid, MESSAGE_MAX);
  item.message = acn_make_harmless (shown);
  g_array_append_val (self->items, item);
}

guint
acn_diagnostics_get_n (const AcnDiagnostics *self)
{
  return self->items->len;
}

const AcnDiagnostic *
acn_diagnostics_get (const AcnDiagnostics *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);
  return &g_array_index (self->items, AcnDiagnostic, index);
}

/**
 * acn_diagnostics_get_n_errors:
 *
 * Returns: number of errors added, also those beyond ACN_DIAGNOSTICS_MAX.
 */
guint
acn_diagnostics_get_n_errors (const AcnDiagnostics *self)
{
  return self->n_errors;
}

/**
 * acn_diagnostics_get_n_warnings:
 *
 * Returns: number of warnings added, also those not kept.
 */
guint
acn_diagnostics_get_n_warnings (const AcnDiagnostics *self)
{
  return self->n_warnings;
}

/**
 * acn_diagnostics_keeps_errors:
 *
 * Returns: whether one more error would be kept; if not, its place need not be looked for
 */
gboolean
acn_diagnostics_keeps_errors (const AcnDiagnostics *self)
{
  return self->n_errors < ACN_DIAGNOSTICS_MAX;
}

/**
 * acn_diagnostic_dup_short_pointer:
 *
 * Returns: (transfer full): the pointer for people: of a very deep or long one both ends.
 */
char *
acn_diagnostic_dup_short_pointer (const AcnDiagnostic *diagnostic)
{
  return shorten (diagnostic->pointer, POINTER_MAX);
}

/**
 * acn_diagnostic_to_line:
 *
 * The words error and warning are for programs, as is the order of the parts, and the same in every
 * language.
 *
 * Returns: (transfer full): FILE:LINE:COL: error: sentence [/pointer], without a newline.
 */
char *
acn_diagnostic_to_line (const AcnDiagnostic *diagnostic)
{
  GString         *out = g_string_new (diagnostic->file);
  g_autofree char *pointer = acn_diagnostic_dup_short_pointer (diagnostic);

  if (diagnostic->line > 0)
    g_string_append_printf (out, ":%u:%u", diagnostic->line, diagnostic->column);
  g_string_append_printf (out,
                          ": %s: %s",
                          diagnostic->severity == ACN_SEVERITY_ERROR ? "error" : "warning",
                          diagnostic->message);
  if (*pointer != '\0')
    acn_isolate_append (out, " [%s]", pointer);
  return g_string_free (out, FALSE);
}

/**
 * acn_diagnostics_to_string:
 *
 * Returns: (transfer full): a line for each, and one that counts the errors not kept.
 */
char *
acn_diagnostics_to_string (const AcnDiagnostics *self)
{
  GString *out = g_string_new (NULL);
  guint    n_kept = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const AcnDiagnostic *item = &g_array_index (self->items, AcnDiagnostic, i);
      g_autofree char     *line = acn_diagnostic_to_line (item);

      n_kept += item->severity == ACN_SEVERITY_ERROR;
      g_string_append_printf (out, "%s\n", line);
    }
  if (self->n_errors > n_kept)
    {
      const guint      n = self->n_errors - n_kept;
      g_autofree char *more = g_strdup_printf (
          /* Translators: of a file; stands below a list of errors, %u counts those not in it. */
          ngettext ("… and %u more error", "… and %u more errors", n),
          n);

      g_string_append_printf (out, "%s\n", more);
    }
  return g_string_free (out, FALSE);
}
