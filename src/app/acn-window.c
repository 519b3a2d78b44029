/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "app/acn-first-picture.h"
#include "app/acn-language.h"
#include "app/acn-toast.h"
#include "base/acn-format.h"
#include "model/acn-scenes.h"
#include "paint/acn-later.h"
#include "panels/acn-argument-panel.h"
#include "panels/acn-event-panel.h"
#include "panels/acn-hint-bar.h"
#include "panels/acn-layer-panel.h"
#include "panels/acn-readout.h"
#include "panels/acn-scenario-panel.h"
#include "panels/acn-search-card.h"
#include "panels/acn-wrap-labels.h"
#include "timeline/acn-timeline-bar.h"
#include "timeline/acn-timeline.h"

/* A notice is there for so long. */
#define TOAST_SEC 5

G_DEFINE_FINAL_TYPE (AcnWindow, acn_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Title ----------------------------------------------------------------------------------- */

static char *
get_subtitle (AcnWindow *self, AcnDossier *dossier, const char *language)
{
  const guint scene = acn_session_get_scene (self->session);

  if (scene != ACN_NONE)
    return g_strdup (acn_text_get (acn_dossier_get_scenes (dossier, NULL)[scene].title, language));
  return acn_format_day (acn_session_get_day (self->session), ACN_DATE_FULL, language);
}

static void
update_title_cb (AcnWindow *self)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  const char      *language = acn_session_get_language (self->session);
  g_autofree char *date = NULL;
  const char      *title;

  if (dossier == NULL)
    return;
  title = acn_text_get (acn_dossier_get_title (dossier), language);
  date = get_subtitle (self, dossier, language);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, date);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* --- Menus that the dossier fills ------------------------------------------------------------ */

/**
 * acn_window_append_item:
 * @label: shown literally: underscores in a text of the dossier are no mnemonics
 * @action: an action that takes a string
 */
void
acn_window_append_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *literal = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (literal, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
fill_menus_cb (AcnWindow *self)
{
  AcnDossier        *dossier = acn_session_get_dossier (self->session);
  const char        *language = acn_session_get_language (self->session);
  guint              n = 0;
  const AcnView     *views;
  const char *const *languages;

  g_menu_remove_all (self->language_menu);
  g_menu_remove_all (self->views_menu);
  if (dossier == NULL)
    return;
  languages = acn_dossier_get_languages (dossier);
  for (guint i = 0; languages[i] != NULL; i++)
    acn_window_append_item (
        self->language_menu, acn_format_language (languages[i]), "win.language", languages[i]);
  acn_window_fill_views (self);
  views = acn_dossier_get_views (dossier, &n);
  for (guint i = 0; i < n; i++)
    acn_window_append_item (
        self->views_menu, acn_text_get (views[i].title, language), "win.view", views[i].id);
}

static void
language_changed_cb (AcnWindow *self)
{
  update_title_cb (self);
  fill_menus_cb (self);
  acn_window_update_actions (self);
}

static void
dossier_changed_cb (AcnWindow *self)
{
  language_changed_cb (self);
  if (acn_session_get_dossier (self->session) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "atlas");
  gtk_widget_grab_focus (self->timeline);
}

static void
selection_changed_cb (AcnWindow *self)
{
  if (acn_session_get_selection (self->session) == ACN_NONE)
    return;
  gtk_stack_set_visible_child_name (self->panel_pages, "event");
  if (self->shape > ACN_WINDOW_NARROW)
    gtk_widget_set_visible (self->panel, TRUE);
}

/* A spinner that nobody sees would still turn, sixty times a second. */
static void
page_changed_cb (AcnWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->pages);

  gtk_spinner_set_spinning (self->spinner, g_strcmp0 (name, "loading") == 0);
}

static void
panel_page_changed_cb (AcnWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->panel_pages);

  gtk_widget_set_visible (self->event_buttons, g_strcmp0 (name, "event") == 0);
}

/* --- Map ------------------------------------------------------------------------------------- */

/* The frame that shows the first whole picture is on the screen. */
static void
first_painted_cb (GdkFrameClock *clock, AcnWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_painted_cb, self);
  if (g_getenv ("ACCESSION_TRACE") != NULL)
    g_printerr ("accession: complete %" G_GINT64_FORMAT "\n", g_get_monotonic_time () / 1000);
  acn_window_end_drawing (self);
}

static void
map_settled_cb (AcnWindow *self)
{
  if (self->settings != NULL)
    acn_first_picture_remember (self->settings, self->map);
  if (self->completed || acn_session_get_dossier (self->session) == NULL)
    return;
  self->completed = TRUE;
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)),
                           "after-paint",
                           G_CALLBACK (first_painted_cb),
                           self,
                           0);
}

static void
map_failed_cb (AcnWindow *self, const char *message)
{
  acn_window_toast (self, message);
}

/* --- Keys ------------------------------------------------------------------------------------ */

/* Not an accelerator: a focused button or switch needs the key for itself. */
static gboolean
toggle_playing_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return gtk_widget_activate_action (widget, "win.play", NULL);
}

static void
add_shortcuts (AcnWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                        gtk_callback_action_new (toggle_playing_cb, NULL, NULL)));
  gtk_widget_add_controller (self->atlas, controller);
}

/* --- Shape ----------------------------------------------------------------------------------- */

static void
acn_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (acn_window_parent_class)->size_allocate (widget, width, height, baseline);
  acn_window_fit_shape (ACN_WINDOW (widget), width, height);
}

static void
bind_settings (AcnWindow *self)
{
  AcnApplication *application = ACN_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  self->settings = acn_application_get_settings (application);
  if (self->settings == NULL)
    return;
  g_object_ref (self->settings);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (
      self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (
      self->settings, "playback-speed", self->scrubber, "speed", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "legend", self->map, "has-legend", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "fade", self->map, "fades", G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (self->panel, acn_window_wants_panel (self));
}

/* --- Object ---------------------------------------------------------------------------------- */

/* A window that is closed may live on until a worker has ended, and the program not so long: what
 * it remembers is written now. */
static void
acn_window_unrealize (GtkWidget *widget)
{
  AcnWindow *self = ACN_WINDOW (widget);

  acn_window_write_memory (self);
  acn_window_end_panes (self);
  GTK_WIDGET_CLASS (acn_window_parent_class)->unrealize (widget);
}

static void
acn_window_dispose (GObject *object)
{
  AcnWindow *self = ACN_WINDOW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_handle_id (&self->shape_id, g_source_remove);
  g_clear_handle_id (&self->away_id, g_source_remove);
  g_clear_handle_id (&self->drawing_id, g_source_remove);
  acn_window_forget_added (self);
  acn_window_forget_problems (self);
  acn_window_end_recent (self);
  acn_window_end_memory (self);
  acn_window_end_watch (self);
  acn_window_forget_kept (self);
  acn_window_end_timeline (self);
  acn_window_end_panes (self);
  acn_window_end_undo (self);
  g_clear_object (&self->flight);
  g_clear_pointer (&self->asked, g_strfreev);
  g_clear_pointer (&self->pending_claim, g_free);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (acn_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, session);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, notice_reload);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, diagnostics);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, atlas);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, timeline);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, left);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, header);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, figure_button);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, map_tools);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, map_tools_toggle);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, map_buttons);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, zoom_buttons);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, sample_button);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, sample_menu);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, compare_menu);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, views_button);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, compare_button);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, readout);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, map_side);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, map);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, scrubber);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, scenario);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, argument);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, panel_pages);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, event_buttons);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, search);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, language_menu);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, views_menu);
  gtk_widget_class_bind_template_child (widget_class, AcnWindow, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, map_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, acn_window_toast);
}

static void
ensure_types (void)
{
  g_type_ensure (ACN_TYPE_SESSION);
  g_type_ensure (ACN_TYPE_SHAPE_BIN);
  g_type_ensure (ACN_TYPE_TIMELINE);
  g_type_ensure (ACN_TYPE_TIMELINE_BAR);
  g_type_ensure (ACN_TYPE_SCRUBBER);
  g_type_ensure (ACN_TYPE_MAP_VIEW);
  g_type_ensure (ACN_TYPE_HINT_BAR);
  g_type_ensure (ACN_TYPE_LATER);
  g_type_ensure (ACN_TYPE_READOUT);
  g_type_ensure (ACN_TYPE_LAYER_PANEL);
  g_type_ensure (ACN_TYPE_ARGUMENT_PANEL);
  g_type_ensure (ACN_TYPE_EVENT_PANEL);
  g_type_ensure (ACN_TYPE_SCENARIO_PANEL);
  g_type_ensure (ACN_TYPE_SEARCH_CARD);
  g_type_ensure (ACN_TYPE_DIAGNOSTICS_VIEW);
}

static void
acn_window_class_init (AcnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_window_dispose;
  widget_class->size_allocate = acn_window_size_allocate;
  widget_class->unrealize = acn_window_unrealize;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-window.ui");
  bind_children (widget_class);
}

static void
connect_session (AcnWindow *self)
{
  static const struct
  {
    const char *signal;
    void (*callback) (AcnWindow *self);
  } handlers[] = {
    { "notify::dossier", dossier_changed_cb },
    { "notify::language", language_changed_cb },
    { "notify::day", update_title_cb },
    { "notify::scene", update_title_cb },
    { "notify::selection", selection_changed_cb },
    { "notify::playing", acn_window_update_actions },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->session,
                             handlers[i].signal,
                             G_CALLBACK (handlers[i].callback),
                             self,
                             G_CONNECT_SWAPPED);
}

/* The pages that stand in the place of the atlas have buttons of long words. */
static void
wrap_pages (AcnWindow *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    if (!gtk_widget_is_ancestor (self->atlas, page))
      acn_wrap_labels (page);
}

static void
acn_window_init (AcnWindow *self)
{
  self->shape = ACN_WINDOW_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_later_menu (self->menu_button, self->primary_menu);
  acn_later_menu (self->sample_button, self->sample_menu);
  acn_later_menu (self->views_button, G_MENU_MODEL (self->views_menu));
  acn_later_menu (self->compare_button, self->compare_menu);
  acn_wrap_labels (self->panel);
  wrap_pages (self);
  acn_session_set_language (self->session, acn_language_get ());
  acn_window_add_actions (self);
  acn_window_add_argument (self);
  acn_window_add_scenario (self);
  acn_window_add_map (self);
  acn_window_add_comparison (self);
  acn_window_add_problems (self);
  acn_window_add_watch (self);
  add_shortcuts (self);
  acn_window_add_added (self);
  acn_window_add_samples (self);
  acn_window_add_undo (self);
  connect_session (self);
  acn_window_add_memory (self);
  acn_window_add_recent (self);
  g_signal_connect_object (self->pages,
                           "notify::visible-child-name",
                           G_CALLBACK (page_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel_pages,
                           "notify::visible-child",
                           G_CALLBACK (panel_page_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel,
                           "notify::visible",
                           G_CALLBACK (acn_window_update_panes),
                           self,
                           G_CONNECT_SWAPPED);
  panel_page_changed_cb (self);
  acn_window_update_actions (self);
}

/**
 * acn_window_new:
 * @application: the program
 *
 * Returns: (transfer none): an empty window
 */
AcnWindow *
acn_window_new (AcnApplication *application)
{
  AcnWindow *self = g_object_new (ACN_TYPE_WINDOW, "application", application, NULL);

  bind_settings (self);
  acn_window_add_panes (self);
  acn_window_add_timeline (self);
  acn_window_expect_shape (self);
  return self;
}

/* For so long, s; 0: until it is closed. */
static void
toast_for (AcnWindow *self, const char *message, guint timeout_sec)
{
  AdwToast *toast = acn_toast_new (GTK_WIDGET (self), message, NULL, NULL);

  adw_toast_set_timeout (toast, timeout_sec);
  adw_toast_overlay_add_toast (self->toasts, toast);
  if (g_getenv ("ACCESSION_TRACE") != NULL)
    g_printerr ("accession: told %s\n", message);
}

/**
 * acn_window_toast:
 * @self: a window
 * @message: a short fact, shown literally for some seconds
 */
void
acn_window_toast (AcnWindow *self, const char *message)
{
  toast_for (self, message, TOAST_SEC);
}

/**
 * acn_window_toast_until_closed:
 * @self: a window
 * @message: a short fact that must not be missed, shown literally
 */
void
acn_window_toast_until_closed (AcnWindow *self, const char *message)
{
  toast_for (self, message, 0);
}
