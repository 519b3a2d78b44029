/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a dossier: there is a dossier or an error with a place inside the file, and areas can be
 * asked for. No file is opened but those beneath an empty folder. */
#include "io/acn-read.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnJsonDocument) document = NULL;
  g_autoptr (AcnDossierBuilder) builder = NULL;
  g_autoptr (AcnDossier) dossier = NULL;

  document = acn_json_document_new_dossier (bytes, "a", diagnostics, NULL);
  if (document != NULL)
    builder = acn_read_dossier (document, "/nowhere/a", TRUE, diagnostics, NULL);
  if (builder != NULL)
    dossier = acn_dossier_builder_end (g_steal_pointer (&builder));
  g_assert_true ((dossier == NULL) == (acn_diagnostics_get_n_errors (diagnostics) > 0));
  for (guint i = 0; i < acn_diagnostics_get_n (diagnostics); i++)
    {
      const AcnDiagnostic *item = acn_diagnostics_get (diagnostics, i);

      g_assert_true (g_utf8_validate (item->message, -1, NULL));
      g_assert_true (item->line <= size + 1 && item->column <= size + 1);
    }
  return 0;
}
