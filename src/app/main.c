/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "acn-config.h"
#include "app/acn-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (AcnApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ACN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name ("Accession");
  gtk_window_set_default_icon_name (ACN_APP_ID);
  application = acn_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
