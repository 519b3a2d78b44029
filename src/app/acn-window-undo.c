/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is gone at one stroke comes back at one stroke: a toast that offers it, for as long as
 * nothing else changes. */
#include "app/acn-window-private.h"

#include "app/acn-toast.h"

#include <glib/gi18n.h>

/* Long enough to be read, found and reached by keyboard, s. */
#define TIMEOUT_SEC 10

static void
dismiss (AcnWindow *self)
{
  AdwToast *toast = self->undo;

  g_clear_weak_pointer (&self->undo);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

/**
 * acn_window_offer_undo:
 * @self: a window
 * @message: what has gone, shown literally
 * @action: an action of the window, "win.…", that brings it back
 * @target: (nullable): for the action; a floating reference is taken
 *
 * Takes the place of what was offered before.
 */
void
acn_window_offer_undo (AcnWindow *self, const char *message, const char *action, GVariant *target)
{
  GtkWidget *button;
  AdwToast  *toast = acn_toast_new (GTK_WIDGET (self), message, _ ("_Undo"), &button);

  dismiss (self);
  acn_toast_set_action (button, action, target);
  adw_toast_set_timeout (toast, TIMEOUT_SEC);
  g_set_weak_pointer (&self->undo, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* How many acts it takes to make @filter anew. */
static guint
count_acts (const AcnFilter *filter)
{
  guint n = g_utf8_strlen (filter->text, -1) + (filter->source != ACN_NONE) + filter->has_bounds;

  for (guint64 lanes = filter->hidden_lanes; lanes != 0; lanes &= lanes - 1)
    n++;
  return n;
}

/* Whether what has just changed is a new step, which “back” would take back. */
static gboolean
is_step (AcnWindow *self)
{
  return acn_session_can_go_back (self->session) && !acn_session_can_go_forward (self->session);
}

static void
filter_cb (AcnWindow *self)
{
  const AcnFilter *filter = acn_session_get_filter (self->session);
  const guint      n_acts = self->n_filter_acts;

  dismiss (self);
  self->n_filter_acts = count_acts (filter);
  if (n_acts > 1 && self->n_filter_acts == 0 && is_step (self))
    acn_window_offer_undo (self, _ ("All events are shown again"), "win.back", NULL);
}

static guint
count_selected (AcnWindow *self)
{
  guint n;

  acn_session_get_others (self->session, &n);
  return n + (acn_session_get_selection (self->session) != ACN_NONE);
}

static void
selection_cb (AcnWindow *self)
{
  const guint n_before = self->n_selected;
  const guint n = count_selected (self);

  dismiss (self);
  self->n_selected = n;
  if (n_before > 1 && n == 0 && is_step (self))
    {
      g_autofree char *message = g_strdup_printf (
          /* Translators: %u counts events of the timeline. */
          ngettext ("%u event is no longer selected", "%u events are no longer selected", n_before),
          n_before);

      acn_window_offer_undo (self, message, "win.back", NULL);
    }
}

/* Comes after the former when both change. */
static void
others_cb (AcnWindow *self)
{
  if (count_selected (self) != self->n_selected)
    selection_cb (self);
}

/* Nothing of another dossier comes back. */
static void
dossier_cb (AcnWindow *self)
{
  dismiss (self);
  self->n_filter_acts = 0;
  self->n_selected = 0;
}

/**
 * acn_window_add_undo:
 * @self: a window
 */
void
acn_window_add_undo (AcnWindow *self)
{
  g_signal_connect_object (
      self->session, "notify::dossier", G_CALLBACK (dossier_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::filter", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::selection", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->session, "notify::others", G_CALLBACK (others_cb), self, G_CONNECT_SWAPPED);
}

/**
 * acn_window_end_undo:
 * @self: a window that is being disposed of
 */
void
acn_window_end_undo (AcnWindow *self)
{
  g_clear_weak_pointer (&self->undo);
}
