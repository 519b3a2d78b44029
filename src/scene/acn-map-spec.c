/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-map-spec.h"

/**
 * acn_map_spec_new:
 * @dossier: (nullable): what to show; NULL shows the basemap alone
 * @basemap: the map under it
 *
 * Returns: (transfer full): the dossier's home day, its first visible layers, its language, light
 *   theme, nothing selected; free to change until it is shared.
 */
AcnMapSpec *
acn_map_spec_new (AcnDossier *dossier, AcnBasemap *basemap)
{
  AcnMapSpec *self = g_atomic_rc_box_new0 (AcnMapSpec);

  g_return_val_if_fail (basemap != NULL, NULL);
  self->basemap = acn_basemap_ref (basemap);
  self->language = g_intern_static_string ("en");
  self->selection = ACN_NONE;
  if (dossier != NULL)
    {
      const AcnLayer *layers = acn_dossier_get_layers (dossier, &self->n_layers);

      self->dossier = acn_dossier_ref (dossier);
      self->day = acn_dossier_get_home_day (dossier);
      self->language = g_intern_string (acn_dossier_get_language (dossier));
      self->layer_visible = g_new0 (gboolean, MAX (1, self->n_layers));
      for (guint i = 0; i < self->n_layers; i++)
        self->layer_visible[i] = layers[i].visible;
    }
  return self;
}

/**
 * acn_map_spec_copy:
 *
 * Returns: (transfer full): an equal spec that may be changed.
 */
AcnMapSpec *
acn_map_spec_copy (const AcnMapSpec *self)
{
  AcnMapSpec *copy = acn_map_spec_new (self->dossier, self->basemap);

  copy->day = self->day;
  copy->selection = self->selection;
  copy->language = self->language;
  copy->theme = self->theme;
  for (guint i = 0; i < self->n_layers; i++)
    copy->layer_visible[i] = self->layer_visible[i];
  return copy;
}

AcnMapSpec *
acn_map_spec_ref (AcnMapSpec *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_spec (gpointer data)
{
  AcnMapSpec *self = data;

  g_clear_pointer (&self->dossier, acn_dossier_unref);
  g_clear_pointer (&self->basemap, acn_basemap_unref);
  g_clear_pointer (&self->layer_visible, g_free);
}

void
acn_map_spec_unref (AcnMapSpec *self)
{
  g_atomic_rc_box_release_full (self, clear_spec);
}

/**
 * acn_map_spec_shows_hypothesis:
 *
 * Returns: whether a visible layer shows something hypothetical, which every picture must say.
 */
gboolean
acn_map_spec_shows_hypothesis (const AcnMapSpec *self)
{
  const AcnLayer *layers;
  guint           n;

  if (self->dossier == NULL)
    return FALSE;
  layers = acn_dossier_get_layers (self->dossier, &n);
  for (guint i = 0; i < n; i++)
    if (self->layer_visible[i] && layers[i].hypothetical)
      return TRUE;
  return FALSE;
}
