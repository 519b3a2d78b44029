/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gettext takes the environment's LANGUAGE before the locale, so a chosen language is put there: it
 * then also holds for the texts of GTK, and needs no locale of that language on the system. Dates
 * and numbers are base/acn-format's in any case.
 *
 * Workers look texts up as well, and with them LANGUAGE, while it may change here. It is in the
 * environment from the start and never taken out, so that a change puts another value in its place
 * and moves nothing; glibc keeps the values that were there. An empty one is as good as none. */
#include "app/acn-language.h"

#include <gtk/gtk.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "acn-config.h"

/* As the program found it, for the way back to the system's choice; NULL when there was none. */
static char *system_language;

/* The catalogues of a build folder go before the installed ones. */
static const char *
get_catalogue_folder (void)
{
  const char *folder = g_getenv ("ACCESSION_LOCALE_DIR");

  return folder != NULL && *folder != '\0' ? folder : ACN_LOCALEDIR;
}

/**
 * acn_language_start:
 *
 * Sets the locale and binds the catalogue. Call once, first of all, before there are threads.
 */
void
acn_language_start (void)
{
  setlocale (LC_ALL, "");
  gtk_disable_setlocale (); /* GTK would undo what acn_language_choose() does */
  system_language = g_strdup (g_getenv ("LANGUAGE"));
  if (system_language == NULL)
    g_setenv ("LANGUAGE", "", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, get_catalogue_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* In the locale "C" gettext translates nothing, whatever LANGUAGE says, and newer glibc (2.41
 * does) takes "C.UTF-8" for that one by its name: with a region of no country it is the same
 * locale, and has another. @any: also where the person asked for "C" itself. */
static void
leave_c_locale (gboolean any)
{
  const char    *locale = setlocale (LC_MESSAGES, NULL);
  const gboolean is_plain =
      locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX");

  if (is_plain ? any : g_str_has_prefix (locale, "C."))
    if (setlocale (LC_MESSAGES, "C_ZZ.UTF-8") == NULL)
      setlocale (LC_MESSAGES, "C.UTF-8");
}

/**
 * acn_language_choose:
 * @choice: a language tag as "uk", or %ACN_LANGUAGE_SYSTEM
 *
 * Texts that are asked for from now on are in that language; those that are on screen stay.
 */
void
acn_language_choose (const char *choice)
{
  if (!g_str_equal (choice, ACN_LANGUAGE_SYSTEM))
    {
      g_setenv ("LANGUAGE", choice, TRUE);
      leave_c_locale (TRUE);
    }
  else if (system_language != NULL)
    {
      g_setenv ("LANGUAGE", system_language, TRUE);
      leave_c_locale (FALSE);
    }
  else
    g_setenv ("LANGUAGE", "", TRUE);
  textdomain (GETTEXT_PACKAGE); /* makes gettext forget what it has looked up */
}

/**
 * acn_language_get:
 *
 * Returns: (transfer none): the language that a person reads first, interned, without region:
 *   "uk"; "en" for the C locale. There need not be a catalogue of it: dossiers may speak more
 *   languages than the program.
 */
const char *
acn_language_get (void)
{
  const char      *name = g_get_language_names ()[0];
  g_autofree char *language = g_strndup (name, strcspn (name, "_.@"));

  return *language == '\0' || g_str_equal (language, "C") || g_str_equal (language, "POSIX")
             ? "en"
             : g_intern_string (language);
}

/**
 * acn_language_get_direction:
 *
 * GTK 4.18 asks the locale alone, which need not be of the language that was chosen.
 *
 * Returns: the direction in which the language of the interface is written
 */
GtkTextDirection
acn_language_get_direction (void)
{
  static const PangoScript to_the_left[] = {
    PANGO_SCRIPT_ARABIC, PANGO_SCRIPT_HEBREW, PANGO_SCRIPT_SYRIAC,
    PANGO_SCRIPT_THAANA, PANGO_SCRIPT_NKO,
  };
  PangoLanguage     *language = pango_language_from_string (acn_language_get ());
  int                n = 0;
  const PangoScript *scripts = pango_language_get_scripts (language, &n);

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (to_the_left); i++)
    if (scripts[0] == to_the_left[i])
      return GTK_TEXT_DIR_RTL;
  return GTK_TEXT_DIR_LTR;
}
