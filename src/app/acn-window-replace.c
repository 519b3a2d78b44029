/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window in another's place: for a change of language, which templates hear of only when they are
 * filled. The session goes on, so nothing that was chosen, moved or undone is lost. */
#include "app/acn-window-private.h"

static void
pass_state (AcnWindow *self, AcnWindow *next, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), action);

  if (g_variant_get_boolean (state))
    g_action_group_change_action_state (G_ACTION_GROUP (next), action, state);
}

/* A comparison begins with a day of its own, so the day that is held comes after it. */
static void
pass_comparison (AcnWindow *self, AcnWindow *next)
{
  g_autoptr (GVariant) manner = g_action_group_get_action_state (G_ACTION_GROUP (self), "compare");

  if (g_str_equal (g_variant_get_string (manner, NULL), "off"))
    return;
  g_action_group_change_action_state (G_ACTION_GROUP (next), "compare", manner);
  acn_window_hold_day (next, self->held_day);
}

/* The page of the argument comes first: it tells its claim, and the session then says where the
 * reader has gone from there. */
static void
go_on (AcnWindow *self, AcnWindow *next)
{
  const AcnCamera camera = acn_session_get_camera (self->session);
  const gboolean  playing = acn_session_get_playing (self->session);

  acn_window_end_memory (self);
  acn_session_set_dossier (next->session, acn_session_get_dossier (self->session));
  acn_window_begin_memory (next);
  acn_window_begin_watch (next);
  acn_window_pass_problems (self, next);
  if (self->added != NULL)
    next->added = g_ptr_array_ref (self->added);
  pass_state (self, next, "show-argument");
  acn_session_continue (next->session, self->session);
  acn_map_view_set_camera (next->map, camera);
  acn_window_take_shape (next, self);
  pass_comparison (self, next);
  pass_state (self, next, "present");
  pass_state (self, next, "fullscreen");
  acn_session_set_playing (self->session, FALSE);
  acn_session_set_playing (next->session, playing);
}

/**
 * acn_window_replace:
 * @self: a window, which is destroyed
 *
 * Opens a window that shows the same as @self in the language that is chosen now, and closes @self.
 * What was being loaded is loaded again.
 */
void
acn_window_replace (AcnWindow *self)
{
  AcnApplication *application = ACN_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  AcnWindow      *next = acn_window_new (application);
  const gboolean  unfinished = self->loading != NULL;

  acn_window_cancel_loading (self);
  if (acn_session_get_dossier (self->session) != NULL)
    go_on (self, next);
  if ((unfinished || acn_session_get_dossier (self->session) == NULL) && self->asked != NULL)
    acn_window_open_first (next, (const char *const *) self->asked, self->pending_claim);
  gtk_window_present (GTK_WINDOW (next));
  gtk_window_destroy (GTK_WINDOW (self));
}
