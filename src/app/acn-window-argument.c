/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window as a reader of the argument: from claim to claim, with the map flying along. */
#include "app/acn-window-private.h"

#include <glib/gi18n.h>

#include "model/acn-argument.h"

#define FLIGHT_MS 900
#define REST_MS 150
/* The column of the argument is no wider than its lines may be long, px. */
#define READING_MIN_PX 340
#define READING_MAX_PX 720
/* A window as wide as this has room for the panel as well. */
#define READING_BESIDE_PANEL_PX 1600
#define READING_KEY "reading"

/* --- Flight ---------------------------------------------------------------------------------- */

static void
fly_cb (double ratio, gpointer data)
{
  AcnWindow      *self = data;
  const AcnCamera a = self->flight_from, b = self->flight_to;

  acn_session_set_camera (self->session,
                          (AcnCamera){ a.lon_deg + (b.lon_deg - a.lon_deg) * ratio,
                                       a.lat_deg + (b.lat_deg - a.lat_deg) * ratio,
                                       a.zoom + (b.zoom - a.zoom) * ratio });
}

static gboolean
look_where_cb (gpointer data)
{
  AcnWindow      *self = data;
  GtkWidget      *panel = adw_bin_get_child (self->argument);
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const guint     claim = acn_session_get_claim (self->session);
  const AcnClaim *claims = dossier != NULL ? acn_dossier_get_claims (dossier, NULL) : NULL;
  const gboolean  flying =
      self->flight != NULL && adw_animation_get_state (self->flight) == ADW_ANIMATION_PLAYING;

  self->away_id = 0;
  if (panel == NULL)
    return G_SOURCE_REMOVE;
  g_object_set (panel,
                "away",
                claims != NULL && claim != ACN_NONE && !flying && claims[claim].view != ACN_NONE &&
                    acn_map_view_find_view (self->map) != claims[claim].view,
                NULL);
  return G_SOURCE_REMOVE;
}

/* Whether the map still shows the claim's view: asked when it is at rest. */
static void
moved_cb (AcnWindow *self)
{
  g_clear_handle_id (&self->away_id, g_source_remove);
  self->away_id = g_timeout_add (REST_MS, look_where_cb, self);
}

/* The exact fit, which also holds when the map's size changes. */
static void
landed_cb (AcnWindow *self)
{
  acn_session_request_view (self->session, self->flight_view);
}

/**
 * acn_window_fly_to_view:
 * @index: index of a view
 *
 * Moves the map there; without animations of the desktop the timed animation goes to its end at
 * once.
 */
void
acn_window_fly_to_view (AcnWindow *self, guint index)
{
  const int      width = gtk_widget_get_width (GTK_WIDGET (self->map));
  const int      height = gtk_widget_get_height (GTK_WIDGET (self->map));
  guint          n;
  const AcnView *views = acn_dossier_get_views (acn_session_get_dossier (self->session), &n);

  if (index >= n)
    return;
  if (self->flight != NULL)
    adw_animation_reset (self->flight);
  g_clear_object (&self->flight);
  self->flight_view = index;
  if (width <= 0 || height <= 0 || !gtk_widget_get_mapped (GTK_WIDGET (self->map)))
    {
      landed_cb (self);
      return;
    }
  self->flight_from = acn_session_get_camera (self->session);
  self->flight_to = acn_map_view_camera_for (self->map, views[index].bounds);
  self->flight = adw_timed_animation_new (GTK_WIDGET (self->map),
                                          0,
                                          1,
                                          FLIGHT_MS,
                                          adw_callback_animation_target_new (fly_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->flight), ADW_EASE_IN_OUT_CUBIC);
  g_signal_connect_object (self->flight, "done", G_CALLBACK (landed_cb), self, G_CONNECT_SWAPPED);
  adw_animation_play (self->flight);
}

/* --- Reading progress ------------------------------------------------------------------------ */

static guint
find_kept_claim (AcnWindow *self, AcnDossier *dossier)
{
  g_autoptr (GVariant) kept = NULL;
  const char *id;

  if (self->settings == NULL)
    return ACN_NONE;
  kept = g_settings_get_value (self->settings, READING_KEY);
  if (!g_variant_lookup (kept, acn_dossier_get_id (dossier), "&s", &id))
    return ACN_NONE;
  return acn_dossier_find_claim (dossier, id);
}

static void
keep_claim (AcnWindow *self, AcnDossier *dossier, const char *id)
{
  g_autoptr (GVariant) kept = NULL;
  GVariantDict dict;
  GVariantIter iter;
  const char  *key, *value;

  if (self->settings == NULL)
    return;
  kept = g_settings_get_value (self->settings, READING_KEY);
  g_variant_dict_init (&dict, NULL);
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    g_variant_dict_insert (&dict, key, "s", value);
  g_variant_dict_insert (&dict, acn_dossier_get_id (dossier), "s", id);

  GVariantBuilder builder;
  g_autoptr (GVariant) all = g_variant_ref_sink (g_variant_dict_end (&dict));
  GVariant *text;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &text))
    {
      g_variant_builder_add (&builder, "{ss}", key, g_variant_get_string (text, NULL));
      g_variant_unref (text);
    }
  g_settings_set_value (self->settings, READING_KEY, g_variant_builder_end (&builder));
}

/* --- Claims ---------------------------------------------------------------------------------- */

static gboolean
is_reading (AcnWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->left), "argument") == 0;
}

/* What the window has, or will have when it has not been seen yet. */
static int
get_width (AcnWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height;

  if (width <= 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  return width;
}

/**
 * acn_window_wants_panel:
 * @self: a window
 *
 * Returns: whether the panel stands beside the map, where nobody says otherwise: it makes room for
 * a person who reads
 */
gboolean
acn_window_wants_panel (AcnWindow *self)
{
  return self->shape == ACN_WINDOW_WIDE &&
         (!is_reading (self) || get_width (self) >= READING_BESIDE_PANEL_PX) &&
         (self->settings == NULL || g_settings_get_boolean (self->settings, "panel-visible"));
}

/**
 * acn_window_fit_reading:
 * @self: a window whose shape has changed
 *
 * Gives the argument its width where it is read.
 */
void
acn_window_fit_reading (AcnWindow *self)
{
  if (self->shape < ACN_WINDOW_MEDIUM || !is_reading (self))
    return;
  self->timeline_position = CLAMP (get_width (self) * 2 / 5, READING_MIN_PX, READING_MAX_PX);
  gtk_paned_set_position (self->outer, self->timeline_position);
}

static void
show_argument (AcnWindow *self, gboolean shown)
{
  /* This places the timeline as well. */
  gtk_stack_set_visible_child_name (self->left, shown ? "argument" : "timeline");
  acn_window_fit_reading (self);
  if (self->shape == ACN_WINDOW_WIDE && get_width (self) < READING_BESIDE_PANEL_PX)
    gtk_widget_set_visible (self->panel, acn_window_wants_panel (self));
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "show-argument")),
      g_variant_new_boolean (shown));
}

static void
tell_claim (AcnWindow *self, guint claim)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  guint           n = 0;
  const AcnClaim *claims = dossier != NULL ? acn_dossier_get_claims (dossier, &n) : NULL;

  if (claim >= n)
    return;
  acn_session_tell_claim (self->session, claim);
  if (!is_reading (self))
    show_argument (self, TRUE);
  if (claims[claim].view != ACN_NONE)
    acn_window_fly_to_view (self, claims[claim].view);
  keep_claim (self, dossier, claims[claim].id);
}

/**
 * acn_window_show_claim:
 * @self: a window
 * @id: id of a claim; kept until a dossier is there that has it
 */
void
acn_window_show_claim (AcnWindow *self, const char *id)
{
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  guint       claim;

  if (dossier == NULL || self->loading != NULL)
    {
      g_free (self->pending_claim);
      self->pending_claim = g_strdup (id);
      return;
    }
  claim = acn_dossier_find_claim (dossier, id);
  if (claim != ACN_NONE)
    tell_claim (self, claim);
  else
    acn_window_toast (self, _ ("The dossier has no such claim."));
}

static void
show_argument_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AcnWindow  *self = data;
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  guint       kept;

  if (!g_variant_get_boolean (state))
    {
      show_argument (self, FALSE);
      return;
    }
  if (dossier == NULL || acn_dossier_get_n_claims (dossier) == 0)
    return;
  kept = acn_session_get_claim (self->session);
  if (kept == ACN_NONE)
    kept = find_kept_claim (self, dossier);
  tell_claim (self, kept != ACN_NONE ? kept : 0);
}

static void
claim_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_show_claim (data, g_variant_get_string (parameter, NULL));
}

static void
step_claim (AcnWindow *self, int direction)
{
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  const guint claim = acn_session_get_claim (self->session);

  if (dossier == NULL)
    return;
  if (claim == ACN_NONE)
    tell_claim (self, 0);
  else if (direction > 0 || claim > 0)
    tell_claim (self, claim + direction);
}

static void
next_claim_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_claim (data, 1);
}

static void
previous_claim_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_claim (data, -1);
}

static void
return_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tell_claim (data, acn_session_get_claim (ACN_WINDOW (data)->session));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AcnWindow      *self = data;
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const char     *language = acn_session_get_language (self->session);
  const guint     index = acn_session_get_claim (self->session);
  const AcnClaim *claim;

  if (dossier == NULL || index == ACN_NONE)
    return;
  claim = &acn_dossier_get_claims (dossier, NULL)[index];
  g_autofree char *all =
      g_strdup_printf ("%s\n\n%s\n\n%s#%s\n",
                       claim->title != NULL ? acn_text_get (claim->title, language) : claim->id,
                       claim->text != NULL ? acn_text_get (claim->text, language) : "",
                       acn_dossier_get_id (dossier),
                       claim->id);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
  acn_window_toast (self, _ ("Claim copied"));
}

static void
export_claim_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_choose_export (data, TRUE);
}

static void
export_claim_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  acn_window_export_to (data, g_variant_get_string (parameter, NULL), TRUE);
}

/* --- Presenting ------------------------------------------------------------------------------ */

static void
present_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  AcnWindow     *self = data;
  const gboolean presenting = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  gtk_widget_set_visible (self->header, !presenting);
  gtk_widget_set_visible (GTK_WIDGET (self->scrubber), !presenting);
  if (presenting)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "presenting");
      gtk_window_fullscreen (GTK_WINDOW (self));
      g_action_group_change_action_state (
          G_ACTION_GROUP (self), "show-argument", g_variant_new_boolean (TRUE));
      gtk_widget_set_visible (self->panel, FALSE);
      gtk_paned_set_position (self->outer, gtk_widget_get_width (GTK_WIDGET (self)) / 2);
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self), "presenting");
  gtk_window_unfullscreen (GTK_WINDOW (self));
}

/* A clicker sends page keys. */
static const struct
{
  guint       key;
  const char *action;
} presenter_keys[] = {
  { GDK_KEY_space, "next-claim" },       { GDK_KEY_Right, "next-claim" },
  { GDK_KEY_Down, "next-claim" },        { GDK_KEY_Page_Down, "next-claim" },
  { GDK_KEY_Left, "previous-claim" },    { GDK_KEY_Up, "previous-claim" },
  { GDK_KEY_Page_Up, "previous-claim" },
};

static gboolean
key_cb (AcnWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  g_autoptr (GVariant) presenting =
      g_action_group_get_action_state (G_ACTION_GROUP (self), "present");

  if (!g_variant_get_boolean (presenting) || (modifiers & gtk_accelerator_get_default_mod_mask ()))
    return FALSE;
  if (key == GDK_KEY_Escape)
    {
      g_action_group_change_action_state (
          G_ACTION_GROUP (self), "present", g_variant_new_boolean (FALSE));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (presenter_keys); i++)
    if (presenter_keys[i].key == key)
      {
        g_action_group_activate_action (G_ACTION_GROUP (self), presenter_keys[i].action, NULL);
        return TRUE;
      }
  return FALSE;
}

static const GActionEntry entries[] = {
  { .name = "show-argument", .state = "false", .change_state = show_argument_cb },
  { .name = "claim", .activate = claim_cb, .parameter_type = "s" },
  { .name = "next-claim", .activate = next_claim_cb },
  { .name = "previous-claim", .activate = previous_claim_cb },
  { .name = "return-to-claim", .activate = return_cb },
  { .name = "copy-claim", .activate = copy_cb },
  { .name = "export-claim", .activate = export_claim_cb },
  { .name = "export-claim-to", .activate = export_claim_to_cb, .parameter_type = "s" },
  { .name = "present", .state = "false", .change_state = present_cb },
};

static void
dossier_cb (AcnWindow *self)
{
  AcnDossier    *dossier = acn_session_get_dossier (self->session);
  const gboolean has_claims = dossier != NULL && acn_dossier_get_n_claims (dossier) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        has_claims);
  if (dossier == NULL)
    return;
  if (!has_claims)
    show_argument (self, FALSE);
}

/**
 * acn_window_show_pending_claim:
 * @self: a window whose dossier is there, with its view and what is remembered of it
 *
 * Shows the claim that was asked for before.
 */
void
acn_window_show_pending_claim (AcnWindow *self)
{
  g_autofree char *pending = g_steal_pointer (&self->pending_claim);

  if (pending != NULL)
    acn_window_show_claim (self, pending);
}

/**
 * acn_window_add_argument:
 * @self: a window
 *
 * Adds the actions of the argument and the keys of a presenter.
 */
void
acn_window_add_argument (AcnWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (
      self->session, "notify::dossier", G_CALLBACK (dossier_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::camera", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::claim", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->argument, "notify::child", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  dossier_cb (self);
}
