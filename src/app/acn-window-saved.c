/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios that are kept by name, in the memory of the dossier: told only when they are on the
 * disk, also when the same dossier is open in another program of ours. */
#include "app/acn-window-private.h"

#include "app/acn-settings.h"

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

/* Put: what is on its way to the disk.
 * @state: or NULL: forgotten
 * @told: what to say when it is there, or NULL
 * @before: what it was before, which can be brought back, or NULL */
typedef struct
{
  AcnWindow *window;
  GSettings *memory;
  gboolean   accepted;
  char      *name, *state, *told, *before;
} Put;

static void
free_put (Put *put)
{
  g_object_unref (put->window);
  g_object_unref (put->memory);
  g_free (put->name);
  g_free (put->state);
  g_free (put->told);
  g_free (put->before);
  g_free (put);
}

/* The saved ones without @name; with it as @state where there is one. Returns whether that is
 * allowed. */
static gboolean
put_value (GSettings *memory, const char *name, const char *state)
{
  g_autoptr (GVariant) saved = g_settings_get_value (memory, KEY);
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *key, *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!g_str_equal (key, name))
      g_variant_builder_add (&builder, "{ss}", key, value);
  if (state != NULL)
    g_variant_builder_add (&builder, "{ss}", name, state);
  return g_settings_set_value (memory, KEY, g_variant_builder_end (&builder));
}

/* Whether what is known to be saved is what @put wants: a service that could not write has the old
 * value back. */
static gboolean
is_there (const Put *put)
{
  g_autoptr (GVariant) saved = g_settings_get_value (put->memory, KEY);
  const char *state = NULL;

  g_variant_lookup (saved, put->name, "&s", &state);
  return g_strcmp0 (state, put->state) == 0;
}

static void
tell (const Put *put)
{
  if (put->before == NULL || g_strcmp0 (put->before, put->state) == 0)
    acn_window_toast (put->window, put->told);
  else
    acn_window_offer_undo (put->window,
                           put->told,
                           "win.restore-scenario",
                           g_variant_new ("(ss)", put->name, put->before));
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Put           *put = data;
  const gboolean written = acn_settings_wait_finish (result) && put->accepted && is_there (put);

  if (put->window->toasts != NULL) /* else it has been closed meanwhile */
    {
      acn_window_tell_written (put->window, written);
      if (written && put->told != NULL)
        tell (put);
    }
  free_put (put);
}

/**
 * acn_window_put_saved:
 * @self: a window with a memory
 * @state: (nullable): what to save by the name; NULL: forget it
 * @told: (nullable): what to say when it is on the disk
 * @before: (nullable): what was saved by the name; that can be brought back
 *
 * Writes in a worker, and says so when it cannot be written.
 */
void
acn_window_put_saved (
    AcnWindow *self, const char *name, const char *state, const char *told, const char *before)
{
  Put *put = g_new0 (Put, 1);

  put->window = g_object_ref (self);
  put->memory = g_object_ref (self->memory);
  put->name = g_strdup (name);
  put->state = g_strdup (state);
  put->told = g_strdup (told);
  put->before = g_strdup (before);
  put->accepted = put_value (self->memory, name, state);
  acn_settings_wait_async (waited_cb, put);
}
