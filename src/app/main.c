/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acn-config.h"
#include "app/acn-application.h"
#include "app/acn-language.h"
#include "base/acn-memory.h"

int
main (int argc, char **argv)
{
  g_autoptr (AcnApplication) application = NULL;

  acn_memory_tell_end ();
  acn_memory_share ();
  acn_language_start ();
  g_set_application_name ("Accession");
  gtk_window_set_default_icon_name (ACN_APP_ID);
  application = acn_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
