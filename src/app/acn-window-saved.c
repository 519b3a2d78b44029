/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios that are kept by name, in the memory of the dossier: on the disk before the next thing
 * happens, also when the same dossier is open in another program of ours. */
#include "app/acn-window-private.h"

#define KEY "scenarios"

/**
 * acn_window_dup_saved:
 * @self: a window with a memory
 *
 * Returns: (transfer full) (nullable): what is saved by the name
 */
char *
acn_window_dup_saved (AcnWindow *self, const char *name)
{
  g_autoptr (GVariant) saved = g_settings_get_value (self->memory, KEY);
  char *state = NULL;

  g_variant_lookup (saved, name, "s", &state);
  return state;
}

/* The saved ones without @name; with it as @state where there is one. Returns whether they are
 * where they belong. */
static gboolean
put (GSettings *memory, const char *name, const char *state)
{
  g_autoptr (GVariant) saved = NULL, now = NULL, there = NULL;
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *key, *value;
  gboolean        done;

  g_settings_sync (); /* what others have saved is kept */
  saved = g_settings_get_value (memory, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!g_str_equal (key, name))
      g_variant_builder_add (&builder, "{ss}", key, value);
  if (state != NULL)
    g_variant_builder_add (&builder, "{ss}", name, state);
  now = g_variant_ref_sink (g_variant_builder_end (&builder));
  done = g_settings_set_value (memory, KEY, now);
  g_settings_sync ();
  /* The service of dconf says only afterwards that it could not: then the old value is back. */
  there = g_settings_get_value (memory, KEY);
  return done && g_variant_equal (there, now);
}

/**
 * acn_window_put_saved:
 * @self: a window with a memory
 * @state: (nullable): what to save by the name; NULL: forget it
 *
 * Says so when it cannot be written.
 *
 * Returns: whether it is written
 */
gboolean
acn_window_put_saved (AcnWindow *self, const char *name, const char *state)
{
  const gboolean written = put (self->memory, name, state);

  acn_window_tell_written (self, written);
  return written;
}
