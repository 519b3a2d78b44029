/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <shumate/shumate.h>
#include <stdlib.h>
#include <string.h>

#include "acn-config.h"
#include "app/acn-appearance.h"
#include "app/acn-first-picture.h"
#include "app/acn-guide-window.h"
#include "app/acn-help-window.h"
#include "app/acn-language.h"
#include "app/acn-no-display.h"
#include "app/acn-preferences-page.h"
#include "app/acn-settings.h"
#include "app/acn-window.h"
#include "base/acn-paths.h"
#include "compat/acn-compat.h"
#include "io/acn-load.h"
#include "map/acn-base-map.h"
#include "map/acn-tile-set.h"
#include "panels/acn-resources.h"

struct _AcnApplication
{
  AdwApplication parent_instance;

  GSettings *settings;    /* NULL when the schema is not installed */
  GtkWidget *preferences; /* (weak): while they are shown */
  char      *first;       /* the file named on the command line, or NULL */
  char      *language;    /* (owned): the choice that windows show now */
  guint      language_id;
  gboolean   settings_broken; /* and not told yet */
};

G_DEFINE_FINAL_TYPE (AcnApplication, acn_application, ADW_TYPE_APPLICATION)

static const GOptionEntry option_entries[] = {
  { "new-window", 'n', 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a further window"), NULL },
  { "version", 'V', 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
  { NULL },
};

static const struct
{
  const char *action;
  const char *keys[4];
} accelerators[] = {
  { "win.back", { "<Control>z", "Back" } },
  { "win.forward", { "<Control><Shift>z", "Forward" } },
  { "app.quit", { "<Control>q" } },
  { "app.new-window", { "<Control>n" } },
  { "app.help", { "F1" } },
  { "app.preferences", { "<Control>comma" } },
  { "window.close", { "<Control>w" } },
  { "win.open", { "<Control>o" } },
  { "win.find", { "<Control>f" } },
  { "win.view-back", { "<Alt>bracketleft" } },
  { "win.view-forward", { "<Alt>bracketright" } },
  { "win.compare-next", { "<Control>d" } },
  { "win.export", { "<Control><Shift>e" } },
  { "win.show-events", { "<Control>l" } },
  { "win.show-panel", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.previous-event", { "<Control>bracketleft" } },
  { "win.next-event", { "<Control>bracketright" } },
  { "win.show-argument", { "F8" } },
  { "win.what-if", { "F7" } },
  { "win.present", { "F5" } },
  { "win.previous-claim", { "<Control>Page_Up" } },
  { "win.next-claim", { "<Control>Page_Down" } },
  { "win.previous-day", { "<Alt>Left" } },
  { "win.next-day", { "<Alt>Right" } },
  { "win.previous-month", { "<Alt>Up" } },
  { "win.next-month", { "<Alt>Down" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.go-home", { "<Control>0", "<Control>KP_0" } },
};

static AcnWindow *
get_window (AcnApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return ACN_IS_WINDOW (window) ? ACN_WINDOW (window) : NULL;
}

/* --- What is opened -------------------------------------------------------------------------- */

/* Names: of files, the first that is there is meant; nobody here asks the disk, which may be slow.
 */

/* What is opened where no file is named: what was open last, where it still is. */
static char **
make_names_of_last (AcnApplication *self)
{
  const gboolean restores =
      self->settings != NULL && g_settings_get_boolean (self->settings, "restore-session");
  g_autofree char *last = restores ? acn_window_dup_last_dossier (self->settings) : NULL;
  g_autofree char *shipped = acn_data_file (ACN_SHIPPED_DOSSIER);
  GStrvBuilder    *builder = g_strv_builder_new ();
  char           **names;

  if (last != NULL)
    g_strv_builder_add (builder, last);
  g_strv_builder_add (builder, shipped);
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return names;
}

static char *
name_file (GFile *file)
{
  char *path = g_file_get_path (file);

  return path != NULL ? path : g_file_get_uri (file);
}

/* @line: (nullable): that has the argument, else this program's own */
static char *
name_argument (GApplicationCommandLine *line, const char *argument)
{
  g_autoptr (GFile) file = line != NULL
                               ? g_application_command_line_create_file_for_arg (line, argument)
                               : g_file_new_for_commandline_arg (argument);

  return name_file (file);
}

/* FILE#CLAIM, unless a file is really called so.
 * @out_claim: (optional) (out) (nullable) */
static char **
make_names (GApplicationCommandLine *line, const char *argument, char **out_claim)
{
  const char *mark = strrchr (argument, '#');
  char      **names = g_new0 (char *, 3);

  names[0] = name_argument (line, argument);
  if (mark != NULL && mark != argument && mark[1] != '\0')
    {
      g_autofree char *file = g_strndup (argument, (gsize) (mark - argument));

      names[1] = name_argument (line, file);
      if (out_claim != NULL)
        *out_claim = g_strdup (mark + 1);
    }
  return names;
}

/* Shows the first of @names that is there, or what was open last when NULL. A window that is there
 * is used again unless a further one is asked for. */
static void
open_first (AcnApplication *self, const char *const *names, const char *claim, gboolean new_window)
{
  AcnWindow *window = new_window ? NULL : get_window (self);
  gboolean   fresh = window == NULL;
  g_auto (GStrv) last = names == NULL ? make_names_of_last (self) : NULL;

  if (fresh)
    window = acn_window_new (self);
  if (names != NULL)
    acn_window_open_first (window, names, claim);
  else if (fresh)
    acn_window_open_first (window, (const char *const *) last, NULL);
  gtk_window_present (GTK_WINDOW (window));
  if (self->settings_broken)
    acn_window_toast_until_closed (window,
                                   _ ("The settings could not be read; these are the defaults"));
  self->settings_broken = FALSE;
}

static void
acn_application_activate (GApplication *application)
{
  open_first (ACN_APPLICATION (application), NULL, NULL, FALSE);
}

static void
acn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *name = name_file (files[i]);

      open_first (ACN_APPLICATION (application), (const char *[]){ name, NULL }, NULL, i > 0);
    }
}

static int
acn_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("accession %s\n", ACN_VERSION);
  return 0;
}

static int
acn_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  AcnApplication *self = ACN_APPLICATION (application);
  gboolean        new_window =
      g_variant_dict_contains (g_application_command_line_get_options_dict (line), "new-window");
  int n;
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (line, &n);

  if (n < 2)
    open_first (self, NULL, NULL, new_window);
  for (int i = 1; i < n; i++)
    {
      g_autofree char *claim = NULL;
      g_auto (GStrv) names = make_names (line, arguments[i], &claim);

      open_first (self, (const char *const *) names, claim, new_window || i > 1);
    }
  return 0;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnApplication *self = data;
  GList          *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  while (windows != NULL)
    {
      GtkWindow *window = windows->data;
      windows = windows->next;
      gtk_window_close (window);
    }
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_first (ACN_APPLICATION (data), NULL, NULL, TRUE);
}

/* --- Preferences ----------------------------------------------------------------------------- */

static void
told_cb (AcnApplication *self, AdwToast *toast)
{
  if (self->preferences != NULL)
    acn_compat_toast_preferences (self->preferences, toast);
}

static void
show_preferences (AcnApplication *self)
{
  AcnPreferencesPage *page;

  if (self->settings == NULL || self->preferences != NULL)
    return;
  page = acn_preferences_page_new (self->settings);
  g_signal_connect_object (page, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (
      &self->preferences,
      acn_compat_show_preferences (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                   ADW_PREFERENCES_PAGE (page)));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_preferences (data);
}

/* Every window makes way for one that speaks the new language and shows the same. */
static gboolean
change_language_cb (gpointer data)
{
  AcnApplication  *self = data;
  g_autofree char *choice = g_settings_get_string (self->settings, "language");
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  const gboolean preferring = self->preferences != NULL;

  self->language_id = 0;
  if (g_strcmp0 (choice, self->language) == 0)
    return G_SOURCE_REMOVE; /* a reset tells of keys that had not been changed as well */
  g_free (self->language);
  self->language = g_steal_pointer (&choice);
  acn_language_choose (self->language);
  gtk_widget_set_default_direction (acn_language_get_direction ());
  if (preferring)
    acn_compat_close_preferences (self->preferences);
  g_clear_weak_pointer (&self->preferences);
  for (GList *l = g_list_last (windows); l != NULL; l = l->prev)
    if (ACN_IS_WINDOW (l->data))
      acn_window_replace (ACN_WINDOW (l->data));
  if (preferring)
    show_preferences (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the row that chose the language would go in the middle of its own signal. */
static void
language_changed_cb (AcnApplication *self)
{
  if (self->language_id == 0)
    self->language_id = g_idle_add (change_language_cb, self);
}

static char *
make_debug_info (void)
{
  return g_strdup_printf ("Accession %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nlibshumate %d.%d.%d\n"
                          "GLib %u.%u.%u\n",
                          ACN_VERSION,
                          gtk_get_major_version (),
                          gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (),
                          adw_get_minor_version (),
                          adw_get_micro_version (),
                          SHUMATE_MAJOR_VERSION,
                          SHUMATE_MINOR_VERSION,
                          SHUMATE_MICRO_VERSION,
                          glib_major_version,
                          glib_minor_version,
                          glib_micro_version);
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_help_window_show (data);
}

static void
authoring_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_guide_window_show (data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* Names, and where they live: the same in every language. */
  static const char *const libraries[] = {
    "GTK https://www.gtk.org",
    "libadwaita https://gnome.pages.gitlab.gnome.org/libadwaita",
    "libshumate https://gitlab.gnome.org/GNOME/libshumate",
    "GLib https://docs.gtk.org/glib",
    "JSON-GLib https://gitlab.gnome.org/GNOME/json-glib",
    "GEOS https://libgeos.org",
    "PROJ https://proj.org",
    "cairo https://cairographics.org",
    "Pango https://docs.gtk.org/Pango",
    "libsoup https://libsoup.gnome.org",
    "SQLite https://www.sqlite.org",
    "libpng http://www.libpng.org/pub/png/libpng.html",
    "libjpeg-turbo https://libjpeg-turbo.org",
    "libwebp https://developers.google.com/speed/webp",
    "Natural Earth https://www.naturalearthdata.com",
    "GeoNames https://www.geonames.org",
    NULL
  };
  g_autofree char *debug_info = make_debug_info ();
  AcnAbout         about = {
            .name = "Accession",
            .icon_name = ACN_APP_ID,
            .version = ACN_VERSION,
            .developer = _ ("The Accession authors"),
            .comments = _ ("An atlas of arguments that unfold in time and space"),
            .legal_title = _ ("Maps and Dossier"),
            .legal_text = _ ("Basemap: made with Natural Earth; places from GeoNames (CC BY 4.0).\n"
                             "The shipped dossier: CC BY 4.0; each shape and sentence names its "
                             "sources."),
            .credits_title = _ ("Made With"),
            .credits = libraries,
            .translators = _ ("translator-credits"),
            .debug_info = debug_info,
  };

  acn_compat_show_about (gtk_application_get_active_window (data), &about);
}

static void
add_actions (AcnApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "new-window", .activate = new_window_cb },
    { .name = "help", .activate = help_cb },
    { .name = "authoring", .activate = authoring_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "about", .activate = about_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (
        GTK_APPLICATION (self), accelerators[i].action, accelerators[i].keys);
}

/* Ends as closing the windows does: what they remember is written first. A process that GTK has
 * taken the display from gets no chance, but only loses the last second of looking around. */
static gboolean
signal_cb (gpointer data)
{
  GtkApplication *application = data;
  GtkWindow      *window;

  while ((window = gtk_application_get_active_window (application)) != NULL)
    {
      gtk_window_destroy (window);
      if (gtk_application_get_active_window (application) == window)
        gtk_application_remove_window (application, window);
    }
  g_settings_sync ();
  g_application_quit (G_APPLICATION (application));
  return G_SOURCE_REMOVE;
}

static void
follow_signals (AcnApplication *self)
{
  static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], signal_cb, self);
}

/* The toolkit takes a while to start, so the dossier and the painters of the map begin before. */
static void
begin_ahead (AcnApplication *self)
{
  g_auto (GStrv) names =
      self->first != NULL ? make_names (NULL, self->first, NULL) : make_names_of_last (self);

  acn_first_picture_begin (self->settings, (const char *const *) names);
  acn_tile_set_warm_up ();
}

static void
acn_application_startup (GApplication *application)
{
  AcnApplication *self = ACN_APPLICATION (application);

  /* The language goes before GTK, whose own texts speak it as well. */
  self->settings = acn_settings_open (&self->settings_broken);
  if (self->settings != NULL)
    {
      self->language = g_settings_get_string (self->settings, "language");
      acn_language_choose (self->language);
      g_signal_connect_object (self->settings,
                               "changed::language",
                               G_CALLBACK (language_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  begin_ahead (self);
  if (!gtk_init_check ())
    {
      acn_no_display_tell (self->first);
      exit (EXIT_FAILURE);
    }
  G_APPLICATION_CLASS (acn_application_parent_class)->startup (application);
  if (!acn_no_display_has_fonts ())
    exit (EXIT_FAILURE);
  gtk_widget_set_default_direction (acn_language_get_direction ());
  if (self->settings != NULL)
    acn_appearance_follow (self->settings);
  acn_base_map_restore (acn_base_map_get_default (), self->settings);
  acn_compat_name_mnemonics ();
  follow_signals (self);
  add_actions (self);
}

static gboolean
acn_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  AcnApplication *self = ACN_APPLICATION (application);

  for (char **argument = *arguments; *argument != NULL && self->first == NULL; argument++)
    if (argument != *arguments && **argument != '-')
      self->first = g_strdup (*argument);
  return G_APPLICATION_CLASS (acn_application_parent_class)
      ->local_command_line (application, arguments, status);
}

static void
acn_application_finalize (GObject *object)
{
  AcnApplication *self = ACN_APPLICATION (object);

  g_clear_handle_id (&self->language_id, g_source_remove);
  g_clear_pointer (&self->language, g_free);
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->first, g_free);
  G_OBJECT_CLASS (acn_application_parent_class)->finalize (object);
}

static void
acn_application_window_added (GtkApplication *application, GtkWindow *window)
{
  acn_compat_keep_frames (window);
  GTK_APPLICATION_CLASS (acn_application_parent_class)->window_added (application, window);
}

static void
acn_application_class_init (AcnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = acn_application_finalize;
  application_class->local_command_line = acn_application_local_command_line;
  application_class->startup = acn_application_startup;
  application_class->activate = acn_application_activate;
  application_class->open = acn_application_open;
  application_class->handle_local_options = acn_application_handle_local_options;
  application_class->command_line = acn_application_command_line;
  GTK_APPLICATION_CLASS (klass)->window_added = acn_application_window_added;
}

static void
acn_application_init (AcnApplication *self)
{
  /* Pulls the templates out of their library; they register themselves. */
  acn_get_resource ();
  g_application_add_main_option_entries (G_APPLICATION (self), option_entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

/**
 * acn_application_new:
 *
 * Returns: (transfer full): the program
 */
AcnApplication *
acn_application_new (void)
{
  return g_object_new (ACN_TYPE_APPLICATION,
                       "application-id",
                       ACN_APP_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path",
                       "/io/github/accession/Accession",
                       NULL);
}

/**
 * acn_application_get_settings:
 * @self: the program
 *
 * Returns: (nullable): the settings; NULL when their schema is not installed
 */
GSettings *
acn_application_get_settings (AcnApplication *self)
{
  g_return_val_if_fail (ACN_IS_APPLICATION (self), NULL);

  return self->settings;
}
