/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-no-display.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <string.h>

#include "base/acn-diagnostics.h"
#include "base/acn-isolate.h"
#include "export/acn-pango-text.h"

/* FILE or FILE#CLAIM. */
static gboolean
is_there (const char *argument)
{
  const char      *mark = strrchr (argument, '#');
  g_autofree char *name = mark != NULL ? g_strndup (argument, (gsize) (mark - argument)) : NULL;
  g_autoptr (GFile) whole = g_file_new_for_commandline_arg (argument);
  g_autoptr (GFile) file = name != NULL ? g_file_new_for_commandline_arg (name) : NULL;

  return g_file_query_exists (whole, NULL) || (file != NULL && g_file_query_exists (file, NULL));
}

/**
 * acn_no_display_tell:
 * @argument: (nullable): the first file that was named on the command line
 *
 * Says that there is no display, what is wrong with the command line besides, and what can be done.
 */
void
acn_no_display_tell (const char *argument)
{
  g_autofree char *wrong = NULL, *harmless = NULL;

  if (argument != NULL && !is_there (argument))
    {
      /* Translators: of the command line; %s is what was typed. */
      wrong = acn_isolate_printf (_ ("there is no command or file “%s”"), argument);
      harmless = acn_make_harmless (wrong);
      g_printerr ("accession: %s\n", harmless);
    }
  g_printerr ("accession: %s\n", _ ("there is no display to open a window on"));
  /* Translators: what follows are commands, one a line. */
  g_printerr ("%s\n"
              "  accession validate FILE\n"
              "  accession info FILE --date YYYY-MM-DD\n"
              "  accession export FILE -o OUT.png\n"
              "  accession --help\n",
              _ ("Without one there are these commands:"));
}

/**
 * acn_no_display_has_fonts:
 *
 * Without any GTK makes a window of boxes, a million pixels high. After gtk_init().
 *
 * Returns: whether there is a font for the window; else that is said
 */
gboolean
acn_no_display_has_fonts (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));

  if (acn_pango_text_has_fonts (gtk_widget_get_pango_context (label)))
    return TRUE;
  g_printerr ("accession: %s\n",
              _ ("there is no font to write with; install one, such as Cantarell or DejaVu"));
  return FALSE;
}
