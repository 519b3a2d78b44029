/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accession validate FILE…: says what is wrong with dossiers, on stdout because it is what was
 * asked for. */
#include "cli/acn-cli.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "io/acn-load.h"

static gboolean
validate_file (const char *path, gboolean quiet)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnDossier) dossier = acn_load_dossier_checked (path, diagnostics, NULL);
  g_autofree char *text = acn_diagnostics_to_string (diagnostics);

  fputs (text, stdout);
  if (dossier != NULL && !quiet)
    {
      g_autofree char *file = g_filename_display_name (path), *shown = acn_make_harmless (file);
      guint            n_warnings = acn_diagnostics_get_n_warnings (diagnostics);

      printf ("%s: valid", shown);
      if (n_warnings > 0)
        printf (", %u warning%s", n_warnings, n_warnings == 1 ? "" : "s");
      putchar ('\n');
    }
  return dossier != NULL;
}

static void
add_diagnostic (JsonBuilder *builder, const AcnDiagnostic *item)
{
  gboolean is_error = item->severity == ACN_SEVERITY_ERROR;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "severity");
  json_builder_add_string_value (builder, is_error ? "error" : "warning");
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, item->file);
  if (item->line > 0)
    {
      json_builder_set_member_name (builder, "line");
      json_builder_add_int_value (builder, item->line);
      json_builder_set_member_name (builder, "column");
      json_builder_add_int_value (builder, item->column);
    }
  json_builder_set_member_name (builder, "pointer");
  json_builder_add_string_value (builder, item->pointer);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, item->message);
  json_builder_end_object (builder);
}

static gboolean
add_file (JsonBuilder *builder, const char *path)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnDossier) dossier = acn_load_dossier_checked (path, diagnostics, NULL);
  g_autofree char *file = g_filename_display_name (path);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, file);
  json_builder_set_member_name (builder, "valid");
  json_builder_add_boolean_value (builder, dossier != NULL);
  json_builder_set_member_name (builder, "errors");
  json_builder_add_int_value (builder, acn_diagnostics_get_n_errors (diagnostics));
  json_builder_set_member_name (builder, "warnings");
  json_builder_add_int_value (builder, acn_diagnostics_get_n_warnings (diagnostics));
  json_builder_set_member_name (builder, "diagnostics");
  json_builder_begin_array (builder);
  for (guint i = 0; i < acn_diagnostics_get_n (diagnostics); i++)
    add_diagnostic (builder, acn_diagnostics_get (diagnostics, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return dossier != NULL;
}

/* One array with an object for each file, in order. */
static gboolean
validate_as_json (char **paths)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gboolean         good = TRUE;

  json_builder_begin_array (builder);
  for (char **path = paths; *path != NULL; path++)
    good = add_file (builder, *path) && good;
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  puts (text);
  return good;
}

/**
 * acn_command_validate:
 * @argv: (transfer none): "validate", options and paths
 *
 * Returns: %ACN_EXIT_DONE when every file is a valid dossier, %ACN_EXIT_FAILED with the diagnostics
 *   on stdout, or %ACN_EXIT_USAGE
 */
AcnExit
acn_command_validate (char **argv)
{
  gboolean           quiet = FALSE, as_json = FALSE;
  const GOptionEntry entries[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Say nothing about valid files", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON for programs", NULL },
    { NULL },
  };
  g_auto (GStrv) rest = g_strdupv (argv);
  AcnExit result = ACN_EXIT_DONE;

  if (!acn_cli_parse ("validate",
                      "validate [OPTION…] FILE…",
                      "Checks dossiers and the GeoJSON files they name. Each fault is one line:\n"
                      "FILE:LINE:COLUMN: error: what is wrong [/pointer]",
                      entries,
                      &rest,
                      &result))
    return result;
  if (rest[1] == NULL)
    return acn_cli_usage ("validate", "no file to validate");
  if (g_strv_contains ((const char *const *) rest + 1, ""))
    return acn_cli_usage ("validate", "the name of a file is empty");
  if (as_json)
    result = validate_as_json (rest + 1) ? ACN_EXIT_DONE : ACN_EXIT_FAILED;
  for (char **path = rest + 1; !as_json && *path != NULL; path++)
    if (!validate_file (*path, quiet))
      result = ACN_EXIT_FAILED;
  return fflush (stdout) == 0 ? result : ACN_EXIT_FAILED;
}
