/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `accession`: the subcommands, which need no display and link no toolkit. Anything else is for the
 * window program, which takes this one's place. */
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "acn-config.h"
#include "base/acn-memory.h"
#include "base/acn-suggest.h"
#include "cli/acn-cli.h"

#define WINDOW_PROGRAM "accession-window"

static const struct
{
  const char    *name;
  AcnCommandFunc run;
} commands[] = {
  { "validate", acn_command_validate },
  { "info", acn_command_info },
  { "export", acn_command_export },
};

static const char help[] =
    "Usage: accession [--new-window] [FILE[#CLAIM]…]\n"
    "       accession validate FILE…\n"
    "       accession info [FILE] [--date YYYY-MM-DD] [--scenario STATE] [--json]\n"
    "       accession export [FILE] -o OUT [OPTION…]\n"
    "\n"
    "An atlas of arguments that unfold in time and space. Without a\n"
    "subcommand it opens a window; without FILE it shows the dossier that\n"
    "ships with it. A file that is called like a subcommand opens as\n"
    "./validate.\n"
    "\n"
    "Subcommands (each has --help):\n"
    "  validate                 Check dossiers\n"
    "  info                     Tell areas, members and counts of a day\n"
    "  export                   Write a figure or GeoJSON\n"
    "\n"
    "Options:\n"
    "  --new-window             Open a further window\n"
    "  --version                Show the version\n"
    "  -h, --help               Show this help\n"
    "\n"
    "Exit status: 0 done, 1 the files or the system did not allow it,\n"
    "2 wrong usage.\n"
    "\n"
    "Environment: ACCESSION_DATA_DIR is the folder of the shipped dossier\n"
    "and basemap, ACCESSION_LOCALE_DIR that of the translations.\n";

static char *
get_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

/* Names a folder of the build folder in the environment, unless that does already. */
static void
name_folder (const char *variable, const char *program_folder, const char *name)
{
  g_autofree char *path = g_build_filename (program_folder, "..", "..", name, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_setenv (variable, path, FALSE);
}

/* In a build folder the window program, data, settings and catalogues are near; say where before
 * any use. */
static char *
find_window_program (void)
{
  g_autofree char *folder = get_program_folder ();
  g_autofree char *beside = NULL;

  if (folder == NULL || !g_str_has_suffix (folder, "/src/cli"))
    return g_build_filename (ACN_LIBEXECDIR, WINDOW_PROGRAM, NULL);
  beside = g_build_filename (folder, "..", "app", WINDOW_PROGRAM, NULL);
  name_folder ("ACCESSION_DATA_DIR", folder, "data");
  name_folder ("ACCESSION_LOCALE_DIR", folder, "resources/po");
  name_folder ("GSETTINGS_SCHEMA_DIR", folder, "resources");
  if (g_access (beside, X_OK) == 0)
    return g_steal_pointer (&beside);
  return g_build_filename (ACN_LIBEXECDIR, WINDOW_PROGRAM, NULL);
}

static AcnExit
run_window (const char *program, char **argv)
{
  execv (program, argv);
  return acn_cli_fail ("could not start the window program %s: %s", program, g_strerror (errno));
}

static gboolean
is_option (const char *argument, const char *name, const char *letter)
{
  return g_str_equal (argument, name) || g_str_equal (argument, letter);
}

/* A command with a letter wrong, where no file has that name. */
static const char *
find_meant_command (const char *word)
{
  const char *names[G_N_ELEMENTS (commands)];

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  if (*word == '-' || g_file_test (word, G_FILE_TEST_EXISTS))
    return NULL;
  return acn_suggest (word, names, G_N_ELEMENTS (names));
}

int
main (int argc, char **argv)
{
  g_autofree char *window_program = NULL;
  const char      *meant;

  acn_memory_tell_end ();
  window_program = find_window_program ();
  g_set_prgname ("accession");
  if (argc < 2)
    return run_window (window_program, argv);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argv + 1);
  if (is_option (argv[1], "--help", "-h"))
    return fputs (help, stdout) < 0 || fflush (stdout) != 0 ? ACN_EXIT_FAILED : ACN_EXIT_DONE;
  if (is_option (argv[1], "--version", "-V"))
    return printf ("accession %s\n", ACN_VERSION) < 0 || fflush (stdout) != 0 ? ACN_EXIT_FAILED
                                                                              : ACN_EXIT_DONE;
  meant = find_meant_command (argv[1]);
  if (meant != NULL)
    return acn_cli_usage (
        NULL, "there is no command or file “%s”; did you mean “%s”?", argv[1], meant);
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (argv[i][0] == '-' && !is_option (argv[i], "--new-window", "-n") &&
        !g_str_equal (argv[i], "--gapplication-service"))
      return acn_cli_usage (NULL, "unknown option %s", argv[i]);
  return run_window (window_program, argv);
}
