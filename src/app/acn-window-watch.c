/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of the open dossier may change or go while it is shown: a notice says so, and offers
 * to read them again. What is shown stays until then, and where one was looking stays also then. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "base/acn-isolate.h"
#include "compat/acn-compat.h"
#include "model/acn-scenario.h"

/* Kept: where one was looking. Ids, as another edition may have others. */
typedef struct
{
  char     *dossier;
  AcnDay    day;
  AcnCamera camera;
  char     *language;
  char     *event; /* the selected one, or NULL */
  char     *page;  /* of the panel */
  GVariant *layers;
  char     *scenario; /* what is supposed, or NULL */
} Kept;

static void
set_enabled (AcnWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

/* --- The notice ------------------------------------------------------------------------------ */

static void
show_notice (AcnWindow *self, const char *message, gboolean can_reload)
{
  gtk_label_set_text (self->notice_label, message);
  gtk_widget_set_visible (self->notice_reload, can_reload);
  gtk_revealer_set_reveal_child (self->notice, TRUE);
  acn_compat_announce (GTK_WIDGET (self->notice_label), message);
}

static void
hide_notice (AcnWindow *self)
{
  gtk_revealer_set_reveal_child (self->notice, FALSE);
}

static void
told_cb (AcnFilesState state, const char *path, gpointer data)
{
  AcnWindow       *self = data;
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *message = NULL;

  if (state == ACN_FILES_SAME)
    {
      hide_notice (self);
      return;
    }
  message = acn_isolate_printf (state == ACN_FILES_GONE
                                    /* Translators: %s is a file name. */
                                    ? _ ("“%s” is no longer there. What is shown stays.")
                                    /* Translators: %s is a file name. */
                                    : _ ("“%s” has changed on the disk."),
                                name);
  show_notice (self, message, state == ACN_FILES_CHANGED);
}

/* --- Reading again --------------------------------------------------------------------------- */

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_free (kept->dossier);
  g_free (kept->language);
  g_free (kept->event);
  g_free (kept->page);
  g_free (kept->scenario);
  g_variant_unref (kept->layers);
  g_free (kept);
}

static Kept *
keep (AcnWindow *self)
{
  AcnSession             *session = self->session;
  AcnDossier             *dossier = acn_session_get_dossier (session);
  const guint             event = acn_session_get_selection (session);
  const AcnScenarioState *scenario = acn_session_get_scenario (session);
  GVariant               *layers = acn_layer_stack_save (acn_session_get_layers (session), dossier);
  Kept                   *kept = g_new0 (Kept, 1);

  kept->dossier = g_strdup (acn_dossier_get_id (dossier));
  kept->day = acn_session_get_day (session);
  kept->camera = acn_session_get_camera (session);
  kept->language = g_strdup (acn_session_get_language (session));
  if (event != ACN_NONE)
    kept->event = g_strdup (acn_dossier_get_events (dossier, NULL)[event].id);
  kept->page = g_strdup (gtk_stack_get_visible_child_name (self->panel_pages));
  kept->layers = g_variant_ref_sink (layers);
  if (scenario != NULL)
    kept->scenario = acn_scenario_print (acn_dossier_get_scenario (dossier), scenario);
  return kept;
}

/**
 * acn_window_forget_kept:
 * @self: a window
 *
 * What is loaded next is not what was shown before.
 */
void
acn_window_forget_kept (AcnWindow *self)
{
  g_clear_pointer (&self->kept, free_kept);
}

static void
suppose_again (AcnWindow *self, const char *string)
{
  const AcnScenario *scenario = acn_dossier_get_scenario (acn_session_get_dossier (self->session));
  AcnScenarioState   state;

  if (scenario != NULL && string != NULL &&
      acn_scenario_parse (scenario, acn_session_get_language (self->session), string, &state, NULL))
    acn_session_set_scenario (self->session, &state);
}

static gboolean
offers_language (AcnDossier *dossier, const char *language)
{
  return g_strv_contains (acn_dossier_get_languages (dossier), language);
}

/**
 * acn_window_restore_kept:
 * @self: a window that has just been given a dossier
 *
 * After a reload: looks at the same day, place and layers as before, as far as they are there.
 */
void
acn_window_restore_kept (AcnWindow *self)
{
  Kept       *kept = g_steal_pointer (&self->kept);
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  guint       event = ACN_NONE;

  if (kept == NULL)
    return;
  if (g_strcmp0 (kept->dossier, acn_dossier_get_id (dossier)) == 0)
    {
      if (offers_language (dossier, kept->language))
        acn_session_set_language (self->session, kept->language);
      if (kept->event != NULL)
        event = acn_dossier_find_event (dossier, kept->event);
      acn_session_set_selection (self->session, event);
      acn_session_restore_layers (self->session, kept->layers);
      suppose_again (self, kept->scenario);
      acn_session_seek (self->session, kept->day);
      acn_map_view_set_camera (self->map, kept->camera);
      gtk_stack_set_visible_child_name (self->panel_pages, kept->page);
    }
  free_kept (kept);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow       *self = data;
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  g_autofree char *path = NULL;

  if (dossier == NULL || acn_dossier_get_path (dossier) == NULL)
    return;
  path = g_strdup (acn_dossier_get_path (dossier));
  acn_window_open (self, path);
  self->kept = keep (self);
}

static void
dismiss_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hide_notice (data);
}

/* --- The window ------------------------------------------------------------------------------ */

/**
 * acn_window_begin_watch:
 * @self: a window that has just been given a dossier
 *
 * Follows its files from now on, and no others.
 */
void
acn_window_begin_watch (AcnWindow *self)
{
  AcnDossier        *dossier = acn_session_get_dossier (self->session);
  const char        *path = acn_dossier_get_path (dossier);
  guint              n;
  const char *const *files = acn_dossier_get_files (dossier, &n);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  acn_window_end_watch (self);
  set_enabled (self, "reload", path != NULL);
  if (path == NULL)
    return;
  g_ptr_array_add (paths, (gpointer) path);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (paths, (gpointer) files[i]);
  g_ptr_array_add (paths, NULL);
  self->watch = acn_file_watch_new (
      (const char *const *) paths->pdata, acn_dossier_get_read_us (dossier), told_cb, self);
}

/**
 * acn_window_end_watch:
 * @self: a window
 *
 * Follows no files any more.
 */
void
acn_window_end_watch (AcnWindow *self)
{
  g_clear_pointer (&self->watch, acn_file_watch_free);
  if (self->notice != NULL)
    hide_notice (self);
}

/**
 * acn_window_add_watch:
 * @self: a window
 *
 * Adds the actions of the notice.
 */
void
acn_window_add_watch (AcnWindow *self)
{
  static const GActionEntry entries[] = { { .name = "reload", .activate = reload_cb },
                                          { .name = "dismiss-notice", .activate = dismiss_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_enabled (self, "reload", FALSE);
}
