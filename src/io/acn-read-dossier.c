/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-read.h"

static void
keep_origin (AcnReader *reader, const char *path)
{
  reader->builder->path = acn_dossier_builder_string (reader->builder, path);
  reader->builder->read_us = acn_json_document_get_begun_us (reader->document);
}

static void
read_all (AcnReader *reader, JsonObject *root)
{
  acn_reader_collect_ids (reader, root);
  acn_read_head (reader, root);
  acn_read_sources (reader);
  acn_read_lists (reader);
  acn_read_positions (reader, root);
  acn_read_ranges (reader, root);
  acn_read_layers (reader);
  acn_read_derivations (reader);
  acn_read_argument (reader);
  acn_read_scenes (reader);
  acn_read_measures (reader, root);
  acn_read_scenario (reader, root);
  acn_read_figures (reader, root);
  acn_read_home (reader, root);
}

/**
 * acn_read_dossier:
 * @document: a JSON document
 * @path: where it was read from; files that it names are beneath its folder
 * @check_shapes: whether to warn of areas that cross themselves
 * @diagnostics: gets every fault, with its place
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): the dossier, not yet ended; NULL when there is an error or
 *   when cancelled
 */
AcnDossierBuilder *
acn_read_dossier (AcnJsonDocument *document,
                  const char      *path,
                  gboolean         check_shapes,
                  AcnDiagnostics  *diagnostics,
                  GCancellable    *cancellable)
{
  g_autoptr (AcnDossierBuilder) builder = acn_dossier_builder_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  JsonNode        *root = acn_json_document_get_root (document);
  const guint      n_before = acn_diagnostics_get_n_errors (diagnostics);
  AcnReader        reader;

  acn_reader_init (&reader, document, diagnostics);
  reader.builder = builder;
  reader.cancellable = cancellable;
  reader.folder = folder;
  reader.check_shapes = check_shapes;
  keep_origin (&reader, path);
  acn_reader_learn_members (&reader);
  if (acn_read_check_format (&reader, root))
    {
      read_all (&reader, json_node_get_object (root));
      acn_reader_check_members (&reader, root);
    }
  acn_reader_clear (&reader);
  if (acn_diagnostics_get_n_errors (diagnostics) > n_before ||
      g_cancellable_is_cancelled (cancellable))
    return NULL;
  builder->sha256 = acn_dossier_builder_string (builder, acn_json_document_get_sha256 (document));
  return g_steal_pointer (&builder);
}
