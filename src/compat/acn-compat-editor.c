/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file in the person's text editor, at a place where the editor can be told one: desktop files
 * have no word for that, so the editors that people use are known by the name of their program. */
#include "compat/acn-compat.h"

/* What an editor wants to be told: %f is the file, %l the line, %c the column. */
static const struct
{
  const char *program;
  const char *arguments[4];
} editors[] = {
  { "gnome-text-editor", { "+%l:%c", "%f" } },
  { "gedit", { "+%l:%c", "%f" } },
  { "pluma", { "+%l:%c", "%f" } },
  { "xed", { "+%l:%c", "%f" } },
  { "kate", { "--line", "%l", "%f" } },
  { "kwrite", { "--line", "%l", "%f" } },
  { "mousepad", { "--line=%l", "--column=%c", "%f" } },
  { "geany", { "+%l", "%f" } },
  { "gvim", { "+%l", "%f" } },
  { "emacs", { "+%l:%c", "%f" } },
  { "emacsclient", { "+%l:%c", "%f" } },
  { "code", { "--goto", "%f:%l:%c" } },
  { "codium", { "--goto", "%f:%l:%c" } },
  { "subl", { "%f:%l:%c" } },
  { "zed", { "%f:%l:%c" } },
};

static char *
fill_in (const char *pattern, const char *path, guint line, guint column)
{
  GString *out = g_string_new (NULL);

  for (const char *p = pattern; *p != '\0'; p++)
    if (*p != '%')
      g_string_append_c (out, *p);
    else if (*++p == 'f')
      g_string_append (out, path);
    else
      g_string_append_printf (out, "%u", *p == 'l' ? line : column);
  return g_string_free (out, FALSE);
}

/* In a command line of a desktop file a per cent sign is a word of its own. */
static void
append_quoted (GString *command, const char *argument)
{
  g_autofree char *quoted = g_shell_quote (argument);
  g_auto (GStrv) parts = g_strsplit (quoted, "%", -1);
  g_autofree char *safe = g_strjoinv ("%%", parts);

  g_string_append_printf (command, "%s%s", command->len > 0 ? " " : "", safe);
}

/* Returns: whether the editor is one that can be told, and has been started. */
static gboolean
launch_at (GAppInfo *info, const char *path, guint line, guint column)
{
  const char      *executable = g_app_info_get_executable (info);
  g_autofree char *name = executable != NULL ? g_path_get_basename (executable) : NULL;
  g_autoptr (GString) command = g_string_new (NULL);
  g_autoptr (GAppInfo) special = NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (editors) && g_strcmp0 (editors[i].program, name) != 0)
    i++;
  if (i == G_N_ELEMENTS (editors))
    return FALSE;
  append_quoted (command, executable);
  for (guint k = 0; editors[i].arguments[k] != NULL; k++)
    {
      g_autofree char *argument = fill_in (editors[i].arguments[k], path, line, column);
      append_quoted (command, argument);
    }
  special = g_app_info_create_from_commandline (
      command->str, g_app_info_get_name (info), G_APP_INFO_CREATE_NONE, NULL);
  context = gdk_display_get_app_launch_context (gdk_display_get_default ());
  return special != NULL && g_app_info_launch (special, NULL, G_APP_LAUNCH_CONTEXT (context), NULL);
}

/* Whatever program the desktop thinks of, at no place in particular. */
static void
open_plainly (GtkWindow *parent, GFile *file)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

/**
 * acn_compat_edit_file:
 * @parent: the window that asks
 * @file: a text file that exists
 * @line: where to, from 1; 0 when no place is meant
 * @column: where in the line, characters from 1; 0 when no place is meant
 *
 * Opens @file in the default text editor, at the place where that editor can be told one. In a
 * sandbox, or without a text editor, the desktop opens the file as it sees fit.
 */
void
acn_compat_edit_file (GtkWindow *parent, GFile *file, guint line, guint column)
{
  g_autoptr (GAppInfo) info = g_app_info_get_default_for_type ("text/plain", FALSE);
  g_autoptr (GdkAppLaunchContext) context = NULL;
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GList) files = g_list_append (NULL, file);

  if (info == NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      open_plainly (parent, file);
      return;
    }
  if (path != NULL && line > 0 && launch_at (info, path, line, MAX (column, 1)))
    return;
  context = gdk_display_get_app_launch_context (gdk_display_get_default ());
  if (!g_app_info_launch (info, files, G_APP_LAUNCH_CONTEXT (context), NULL))
    open_plainly (parent, file);
}
