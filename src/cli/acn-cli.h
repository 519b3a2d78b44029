/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the subcommands of `accession` share. Data go to stdout, messages to stderr; nothing here
 * looks at the locale, the display or the network, so that the same arguments give the same bytes
 * anywhere. */
#pragma once

#include <gio/gio.h>

#include "model/acn-dossier.h"
#include "model/acn-scenario.h"

G_BEGIN_DECLS

/* AcnExit: what the process returns. */
typedef enum
{
  ACN_EXIT_DONE = 0,
  ACN_EXIT_FAILED = 1, /* the files or the system do not allow it */
  ACN_EXIT_USAGE = 2,  /* the command line is wrong, whatever the files say */
} AcnExit;

typedef AcnExit (*AcnCommandFunc) (char **argv);

AcnExit acn_command_validate (char **argv);
AcnExit acn_command_info (char **argv);
AcnExit acn_command_export (char **argv);

gboolean    acn_cli_parse (const char         *command,
                           const char         *parameters,
                           const char         *summary,
                           const GOptionEntry *entries,
                           char             ***argv,
                           AcnExit            *out_exit);
AcnExit     acn_cli_usage (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
AcnExit     acn_cli_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);
AcnDossier *acn_cli_load (const char *path);
AcnDossier *acn_cli_load_one (const char *command, char **files, AcnExit *out_exit);
gboolean    acn_cli_parse_day (const char *command, const char *text, AcnDay *out_day);
gboolean    acn_cli_check_day (AcnDossier *dossier, AcnDay day);
gboolean    acn_cli_ask_scenario (const char       *command,
                                  AcnDossier       *dossier,
                                  const char       *string,
                                  AcnScenarioState *out_state,
                                  AcnExit          *out_exit);
char       *acn_cli_tell_known (const char *wrong, gconstpointer items, guint n, gsize item_size);

G_END_DECLS
