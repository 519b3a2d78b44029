/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's what-if: supposing, saving what is supposed by name, scenes, and who stands where.
 */
#include "app/acn-compare-window.h"
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "model/acn-positions.h"
#include "base/acn-isolate.h"
#include "model/acn-scenes.h"
#include "panels/acn-positions-window.h"
#include "panels/acn-scenario-panel.h"

#define SAVED_KEY "scenarios"
#define PAGE "what-if"

static const AcnScenario *
get_scenario (AcnWindow *self)
{
  AcnDossier *dossier = acn_session_get_dossier (self->session);

  return dossier != NULL ? acn_dossier_get_scenario (dossier) : NULL;
}

/* --- Supposing ------------------------------------------------------------------------------- */

static void
show_page (AcnWindow *self)
{
  gtk_stack_set_visible_child_name (self->panel_pages, PAGE);
  gtk_widget_set_visible (self->panel, TRUE);
}

/* Who sees the page supposes something: first what the dossier holds to be so. */
static void
page_changed_cb (AcnWindow *self)
{
  const AcnScenario *scenario = get_scenario (self);

  if (scenario == NULL || acn_session_get_scenario (self->session) != NULL ||
      !gtk_widget_get_visible (self->panel) ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->panel_pages), PAGE) != 0)
    return;
  AcnScenarioState state = acn_scenario_get_default (scenario);
  acn_session_set_scenario (self->session, &state);
}

static void
what_if_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_page (data);
  page_changed_cb (data);
}

/**
 * acn_window_suppose:
 * @string: a state of the what-if, as "reforms=done,freeze=2024-03-31"
 *
 * Shows what it comes to, or says why it cannot be.
 */
void
acn_window_suppose (AcnWindow *self, const char *string)
{
  const AcnScenario *scenario = get_scenario (self);
  g_autoptr (GError) error = NULL;
  AcnScenarioState state;

  if (scenario == NULL)
    {
      acn_window_toast (self, _ ("The dossier has no what-if."));
      return;
    }
  if (!acn_scenario_parse (
          scenario, acn_session_get_language (self->session), string, &state, &error))
    {
      acn_window_toast (self, error->message);
      return;
    }
  acn_session_set_scenario (self->session, &state);
  show_page (self);
}

static void
scenario_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_suppose (data, g_variant_get_string (parameter, NULL));
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow              *self = data;
  const AcnScenario      *scenario = get_scenario (self);
  const AcnScenarioState *state = acn_session_get_scenario (self->session);
  g_autofree char        *string = NULL, *untouched = NULL;

  if (scenario == NULL || state == NULL)
    return;
  AcnScenarioState first = acn_scenario_get_default (scenario);
  string = acn_scenario_print (scenario, state);
  untouched = acn_scenario_print (scenario, &first);
  acn_session_set_scenario (self->session, NULL);
  gtk_stack_set_visible_child_name (self->panel_pages, "layers");
  if (!g_str_equal (string, untouched))
    acn_window_offer_undo (
        self, _ ("Nothing is supposed any more"), "win.scenario", g_variant_new_string (string));
}

static void
freeze_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow              *self = data;
  const AcnScenario      *scenario = get_scenario (self);
  const AcnScenarioState *now = acn_session_get_scenario (self->session);
  AcnScenarioState        state;

  if (scenario == NULL)
    return;
  state = now != NULL ? *now : acn_scenario_get_default (scenario);
  acn_scenario_fix_day (scenario, &state, acn_session_get_day (self->session));
  acn_session_set_scenario (self->session, &state);
  show_page (self);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow              *self = data;
  const AcnScenario      *scenario = get_scenario (self);
  const AcnScenarioState *state = acn_session_get_scenario (self->session);
  g_autofree char        *string = NULL;

  if (scenario == NULL || state == NULL)
    return;
  string = acn_scenario_print (scenario, state);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), string);
  acn_window_toast (self, _ ("Scenario copied"));
}

/* --- Saved by name --------------------------------------------------------------------------- */

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow              *self = data;
  const AcnScenarioState *state = acn_session_get_scenario (self->session);
  g_autofree char        *name = g_strstrip (g_variant_dup_string (parameter, NULL));
  g_autofree char        *string = NULL, *told = NULL, *before = NULL;

  if (self->memory == NULL || state == NULL || *name == '\0')
    return;
  string = acn_scenario_print (get_scenario (self), state);
  before = acn_window_dup_saved (self, name);
  /* Translators: %s is a name that a person gave. */
  told = acn_isolate_printf (_ ("Scenario saved as “%s”"), name);
  acn_window_put_saved (self, name, string, told, before);
}

static void
forget_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow       *self = data;
  const char      *name = g_variant_get_string (parameter, NULL);
  g_autofree char *state = self->memory != NULL ? acn_window_dup_saved (self, name) : NULL;
  /* Translators: %s is the name of a saved scenario, which is saved no longer. */
  g_autofree char *told = acn_isolate_printf (_ ("“%s” forgotten"), name);

  if (state != NULL)
    acn_window_put_saved (self, name, NULL, told, state);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow  *self = data;
  const char *name, *state;

  g_variant_get (parameter, "(&s&s)", &name, &state);
  if (self->memory != NULL)
    acn_window_put_saved (self, name, state, NULL, NULL);
}

static void
show_saved_cb (AcnWindow *self)
{
  GtkWidget *panel = adw_bin_get_child (self->scenario);
  g_autoptr (GVariant) saved = NULL;

  if (panel == NULL || self->memory == NULL)
    return;
  saved = g_settings_get_value (self->memory, SAVED_KEY);
  g_object_set (panel, "saved", saved, NULL);
}

/**
 * acn_window_follow_saved:
 * @self: a window whose memory is of another dossier now
 *
 * Lets the panel list what is saved for it.
 */
void
acn_window_follow_saved (AcnWindow *self)
{
  if (self->memory == NULL)
    return;
  g_signal_connect_object (
      self->memory, "changed::" SAVED_KEY, G_CALLBACK (show_saved_cb), self, G_CONNECT_SWAPPED);
  show_saved_cb (self);
}

/* --- Scenes ---------------------------------------------------------------------------------- */

static void
scene_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow  *self = data;
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  guint       scene;

  if (dossier == NULL)
    return;
  scene = acn_dossier_find_scene (dossier, g_variant_get_string (parameter, NULL));
  acn_session_set_scene (self->session, scene);
  if (scene != ACN_NONE)
    acn_window_fly_to_view (self, acn_dossier_get_scenes (dossier, NULL)[scene].view);
}

/* --- Who stands where ------------------------------------------------------------------------ */

static void
positions_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow *self = data;
  GtkWindow *window = acn_positions_window_new (self->session);

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

/* --- Comparing ------------------------------------------------------------------------------- */

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow         *self = data;
  const AcnScenario *scenario = get_scenario (self);
  g_autoptr (AcnMapSpec) map = acn_map_view_dup_spec (self->map);
  g_autoptr (GVariant) saved =
      self->memory != NULL ? g_settings_get_value (self->memory, SAVED_KEY) : NULL;
  const AcnScenarioState *state = acn_session_get_scenario (self->session);
  AcnScenarioState        first;
  GtkWindow              *window;

  if (scenario == NULL || map == NULL)
    return;
  first = state != NULL ? *state : acn_scenario_get_default (scenario);
  if (map->scene != ACN_NONE) /* the map beneath the scene */
    {
      acn_session_set_scene (self->session, ACN_NONE);
      g_clear_pointer (&map, acn_map_spec_unref);
      map = acn_map_view_dup_spec (self->map);
    }
  acn_map_spec_set_scenario (map, &first);
  window = acn_compare_window_new (map, saved, g_variant_get_string (parameter, NULL));
  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

static const GActionEntry entries[] = {
  { .name = "what-if", .activate = what_if_cb },
  { .name = "scenario", .activate = scenario_cb, .parameter_type = "s" },
  { .name = "stop-scenario", .activate = stop_cb },
  { .name = "freeze-line", .activate = freeze_cb },
  { .name = "copy-scenario", .activate = copy_cb },
  { .name = "save-scenario", .activate = save_cb, .parameter_type = "s" },
  { .name = "forget-scenario", .activate = forget_cb, .parameter_type = "s" },
  { .name = "restore-scenario", .activate = restore_cb, .parameter_type = "(ss)" },
  { .name = "compare-scenarios", .activate = compare_cb, .parameter_type = "s" },
  { .name = "scene", .activate = scene_cb, .parameter_type = "s" },
  { .name = "show-positions", .activate = positions_cb },
};

static void
set_enabled (AcnWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static void
dossier_cb (AcnWindow *self)
{
  AcnDossier    *dossier = acn_session_get_dossier (self->session);
  const gboolean has_scenario = get_scenario (self) != NULL;
  guint          n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    set_enabled (self, entries[i].name, has_scenario);
  if (dossier != NULL)
    acn_dossier_get_scenes (dossier, &n);
  set_enabled (self, "scene", n > 0);
  n = 0;
  if (dossier != NULL)
    acn_dossier_get_positions (dossier, &n);
  set_enabled (self, "show-positions", n > 0);
  gtk_stack_page_set_visible (
      gtk_stack_get_page (self->panel_pages, gtk_stack_get_child_by_name (self->panel_pages, PAGE)),
      has_scenario);
}

/**
 * acn_window_add_scenario:
 * @self: a window
 *
 * Adds the actions of the what-if.
 */
void
acn_window_add_scenario (AcnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->panel_pages,
                           "notify::visible-child",
                           G_CALLBACK (page_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->panel, "notify::visible", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::dossier", G_CALLBACK (dossier_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->scenario, "notify::child", G_CALLBACK (show_saved_cb), self, G_CONNECT_SWAPPED);
  dossier_cb (self);
}
