/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dossiers of other subjects that ship with the program. */
#include "app/acn-window-private.h"

#include "base/acn-paths.h"

static void
open_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const names[] = { "german-unification", "eu-enlargement", NULL };
  const char              *name = g_variant_get_string (parameter, NULL);
  g_autofree char         *file = g_strdup_printf ("samples/%s.dossier.json", name);
  g_autofree char         *path = acn_data_file (file);

  if (g_strv_contains (names, name)) /* the bus may say anything */
    acn_window_open (data, path);
}

static const GActionEntry entries[] = {
  { .name = "open-sample", .activate = open_sample_cb, .parameter_type = "s" },
};

/**
 * acn_window_add_samples:
 * @self: a window
 */
void
acn_window_add_samples (AcnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
