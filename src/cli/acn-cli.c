/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/acn-cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/acn-isolate.h"
#include "base/acn-paths.h"
#include "base/acn-suggest.h"
#include "io/acn-load.h"

static void
print_line (FILE *stream, const char *prefix, const char *format, va_list arguments)
{
  g_autofree char *message = acn_isolate_vprintf (format, arguments);
  g_autofree char *harmless = acn_make_harmless (message);

  fprintf (stream, "accession: %s%s\n", prefix, harmless);
}

/**
 * acn_cli_usage:
 * @command: name of the subcommand, or NULL for the program itself
 * @format: printf format of one sentence without a final period
 *
 * Tells what is wrong with the command line, and where the help is.
 *
 * Returns: %ACN_EXIT_USAGE
 */
AcnExit
acn_cli_usage (const char *command, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_line (stderr, "", format, arguments);
  va_end (arguments);
  if (command != NULL)
    fprintf (stderr, "Try “accession %s --help”.\n", command);
  else
    fputs ("Try “accession --help”.\n", stderr);
  return ACN_EXIT_USAGE;
}

/**
 * acn_cli_fail:
 * @format: printf format of one sentence without a final period
 *
 * Returns: %ACN_EXIT_FAILED, after telling why on stderr
 */
AcnExit
acn_cli_fail (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_line (stderr, "error: ", format, arguments);
  va_end (arguments);
  return ACN_EXIT_FAILED;
}

static gboolean
print_help (const char *parameters, const char *summary, const GOptionEntry *entries)
{
  g_autoptr (GString) left = g_string_new (NULL);

  printf ("Usage: accession %s\n\n%s\n\nOptions:\n", parameters, summary);
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      if (entry->flags & G_OPTION_FLAG_HIDDEN)
        continue;
      g_string_truncate (left, 0);
      if (entry->short_name != 0)
        g_string_append_printf (left, "-%c, ", entry->short_name);
      g_string_append_printf (left, "--%s", entry->long_name);
      if (entry->arg_description != NULL)
        g_string_append_printf (left, "=%s", entry->arg_description);
      printf ("  %-24s %s\n", left->str, entry->description);
    }
  printf ("  %-24s %s\n", "-h, --help", "Show this help");
  return fflush (stdout) == 0;
}

/* The error of GOption ends with the option that it does not know. */
static AcnExit
tell_wrong_option (const char *command, const GOptionEntry *entries, const GError *error)
{
  const char *wrong = strstr (error->message, "--"), *nearest = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_ptr_array_add (names, (gpointer) entry->long_name);
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) && wrong != NULL)
    nearest = acn_suggest (wrong + 2, (const char *const *) names->pdata, names->len);
  return nearest != NULL
             ? acn_cli_usage (command, "%s; did you mean --%s?", error->message, nearest)
             : acn_cli_usage (command, "%s", error->message);
}

static gboolean
asks_for_help (char **argv)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;
  return FALSE;
}

/**
 * acn_cli_parse:
 * @command: name of the subcommand
 * @parameters: how to call it, for the help
 * @summary: a sentence or two for the help
 * @entries: options; texts as %G_OPTION_ARG_FILENAME, which no locale converts
 * @argv: (inout): NULL-terminated, first the subcommand; options are taken out
 * @out_exit: (out): what to return when this says %FALSE
 *
 * Returns: whether to go on; %FALSE after help was printed or usage was wrong
 */
gboolean
acn_cli_parse (const char         *command,
               const char         *parameters,
               const char         *summary,
               const GOptionEntry *entries,
               char             ***argv,
               AcnExit            *out_exit)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  if (asks_for_help (*argv))
    {
      *out_exit = print_help (parameters, summary, entries) ? ACN_EXIT_DONE : ACN_EXIT_FAILED;
      return FALSE;
    }
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, argv, &error))
    {
      *out_exit = tell_wrong_option (command, entries, error);
      return FALSE;
    }
  for (char **file = *argv + 1; *file != NULL; file++)
    if (g_str_equal (*file, "--"))
      {
        g_free (*file);
        memmove (file, file + 1, g_strv_length (file) * sizeof *file);
        break;
      }
  return TRUE;
}

/**
 * acn_cli_load:
 * @path: (nullable): a dossier, the shipped one when NULL
 *
 * Loads it and prints every diagnostic to stderr.
 *
 * Returns: (transfer full) (nullable): the dossier, or NULL when it has an error
 */
AcnDossier *
acn_cli_load (const char *path)
{
  g_autofree char *shipped = path == NULL ? acn_data_file (ACN_SHIPPED_DOSSIER) : NULL;
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier      *dossier = acn_load_dossier (path != NULL ? path : shipped, diagnostics, NULL);
  g_autofree char *text = acn_diagnostics_to_string (diagnostics);

  fputs (text, stderr);
  return dossier;
}

/**
 * acn_cli_load_one:
 * @command: name of the subcommand
 * @files: what is left of the command line after the subcommand: nothing or one path
 * @out_exit: (out): what to return when this gives NULL
 *
 * Returns: (transfer full) (nullable): the dossier named, or the shipped one
 */
AcnDossier *
acn_cli_load_one (const char *command, char **files, AcnExit *out_exit)
{
  AcnDossier *dossier;

  if (files[0] != NULL && files[1] != NULL)
    {
      *out_exit = acn_cli_usage (
          command, "one dossier at a time, but “%s” follows “%s”", files[1], files[0]);
      return NULL;
    }
  if (files[0] != NULL && *files[0] == '\0')
    {
      *out_exit = acn_cli_usage (command, "the name of the file is empty");
      return NULL;
    }
  dossier = acn_cli_load (files[0]);
  if (dossier == NULL)
    *out_exit = ACN_EXIT_FAILED;
  return dossier;
}

/**
 * acn_cli_parse_day:
 * @command: name of the subcommand
 * @text: the value of --date
 * @out_day: (out): the day
 *
 * Returns: whether @text is a full day of the calendar; if not, stderr says so
 */
gboolean
acn_cli_parse_day (const char *command, const char *text, AcnDay *out_day)
{
  if (acn_day_parse (text, out_day))
    return TRUE;
  acn_cli_usage (
      command, "--date wants a day of the calendar as YYYY-MM-DD, but “%s” is none", text);
  return FALSE;
}

/**
 * acn_cli_check_day:
 * @dossier: a dossier
 * @day: the day that is asked for
 *
 * Returns: whether @dossier speaks of @day; if not, stderr names its span
 */
gboolean
acn_cli_check_day (AcnDossier *dossier, AcnDay day)
{
  AcnSpan          span = acn_dossier_get_span (dossier);
  g_autofree char *asked = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (acn_span_contains (span, day))
    return TRUE;
  asked = acn_day_to_iso (day);
  first = acn_day_to_iso (span.begin_day);
  last = acn_day_to_iso (span.end_day - 1);
  acn_cli_fail ("%s is outside the dossier, which speaks of %s to %s", asked, first, last);
  return FALSE;
}

/**
 * acn_cli_tell_known:
 * @wrong: what was asked for and is not there
 * @items: (array length=n): structs that begin with their id
 * @n: how many
 * @item_size: size of one, bytes
 *
 * Returns: (transfer full): “did you mean “b”? It has a, b” or “it has a, b”, for messages
 */
char *
acn_cli_tell_known (const char *wrong, gconstpointer items, guint n, gsize item_size)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char      *nearest;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, *(gpointer const *) ((const char *) items + i * item_size));
  g_ptr_array_add (ids, NULL);
  list = g_strjoinv (", ", (char **) ids->pdata);
  nearest = acn_suggest (wrong, (const char *const *) ids->pdata, n);
  return nearest != NULL ? g_strdup_printf ("did you mean “%s”? It has %s", nearest, list)
                         : g_strdup_printf ("it has %s", list);
}

/**
 * acn_cli_ask_scenario:
 * @command: the subcommand, for the message
 * @string: as given: "reforms=done,freeze=2024-03-31"
 * @out_state: (out): what it says
 * @out_exit: (out): what the process returns, when it says nothing that can be
 *
 * Returns: whether it names a possible state of the dossier's what-if; else stderr says why not
 */
gboolean
acn_cli_ask_scenario (const char       *command,
                      AcnDossier       *dossier,
                      const char       *string,
                      AcnScenarioState *out_state,
                      AcnExit          *out_exit)
{
  const AcnScenario *scenario = acn_dossier_get_scenario (dossier);
  g_autoptr (GError) error = NULL;

  if (scenario == NULL)
    {
      *out_exit = acn_cli_usage (command, "--scenario: the dossier has no scenario");
      return FALSE;
    }
  if (acn_scenario_parse (scenario, acn_dossier_get_language (dossier), string, out_state, &error))
    return TRUE;
  *out_exit = acn_cli_usage (command, "--scenario: %s", error->message);
  return FALSE;
}
