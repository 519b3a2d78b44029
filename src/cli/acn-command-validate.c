/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accession validate FILE…: says what is wrong with dossiers, on stdout because it is what was
 * asked for. */
#include "cli/acn-cli.h"

#include <stdio.h>

#include "io/acn-load.h"

static gboolean
validate_file (const char *path, gboolean quiet)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnDossier) dossier = acn_load_dossier_checked (path, diagnostics, NULL);
  g_autofree char *text = acn_diagnostics_to_string (diagnostics);
  guint            n_errors = acn_diagnostics_get_n_errors (diagnostics);

  fputs (text, stdout);
  if (dossier != NULL && !quiet)
    {
      guint n_warnings = acn_diagnostics_get_n (diagnostics) - n_errors;
      printf ("%s: valid", path);
      if (n_warnings > 0)
        printf (", %u warning%s", n_warnings, n_warnings == 1 ? "" : "s");
      putchar ('\n');
    }
  return dossier != NULL;
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
  gboolean           quiet = FALSE;
  const GOptionEntry entries[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Say nothing about valid files", NULL },
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
  for (char **path = rest + 1; *path != NULL; path++)
    if (!validate_file (*path, quiet))
      result = ACN_EXIT_FAILED;
  return fflush (stdout) == 0 ? result : ACN_EXIT_FAILED;
}
