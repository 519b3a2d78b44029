/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-scenes.h"

#include "geo/acn-overlay.h"
#include "model/acn-dossier-private.h"

/**
 * acn_dossier_get_scenes:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): its maps of other places and times
 */
const AcnScene *
acn_dossier_get_scenes (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->scenes->len;
  return (const AcnScene *) (gconstpointer) self->data->scenes->data;
}

/**
 * acn_dossier_find_scene:
 * @id: (nullable): an id
 *
 * Returns: index of the scene, or ACN_NONE
 */
guint
acn_dossier_find_scene (const AcnDossier *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->data->scenes->len; i++)
    if (g_str_equal (g_array_index (self->data->scenes, AcnScene, i).id, id))
      return i;
  return ACN_NONE;
}

/**
 * acn_dossier_measure_scene:
 * @scene: index of a scene
 * @out_covered_km2, @out_excluded_km2: (out): geodesic areas on WGS 84, km²; what stands apart is
 *   in neither. Features of a scene do not overlap: their areas are added.
 */
void
acn_dossier_measure_scene (AcnDossier *self,
                           guint       scene,
                           double     *out_covered_km2,
                           double     *out_excluded_km2)
{
  const AcnScene *shown = &g_array_index (self->data->scenes, AcnScene, scene);
  const AcnLayer *layer = &g_array_index (self->data->layers, AcnLayer, shown->layer);
  g_autoptr (GArray) features = acn_dossier_layer_features_at (self, shown->layer, shown->day);

  *out_covered_km2 = *out_excluded_km2 = 0;
  for (guint i = 0; i < features->len; i++)
    {
      const AcnFeature *feature = &layer->features[g_array_index (features, guint, i)];

      for (guint p = 0; p < shown->n_parts; p++)
        {
          const double km2 =
              shown->parts[p].class_index == feature->class_index
                  ? acn_geometry_area_km2 (acn_pyramid_get_geometry (feature->pyramid))
                  : 0;

          if (shown->parts[p].counts_as == ACN_COUNTS_COVERED)
            *out_covered_km2 += km2;
          else if (shown->parts[p].counts_as == ACN_COUNTS_EXCLUDED)
            *out_excluded_km2 += km2;
        }
    }
}

/**
 * acn_dossier_get_measures:
 * @n: (out) (optional): how many
 *
 * Returns: (array length=n): what the argument proposes to do
 */
const AcnMeasure *
acn_dossier_get_measures (const AcnDossier *self, guint *n)
{
  if (n != NULL)
    *n = self->data->measures->len;
  return (const AcnMeasure *) (gconstpointer) self->data->measures->data;
}

/**
 * acn_measure_find_state_at:
 * @day: any day
 *
 * Returns: index of what it had come to on @day, the latest state that had begun; ACN_NONE before
 *   the first
 */
guint
acn_measure_find_state_at (const AcnMeasure *self, AcnDay day)
{
  guint latest = ACN_NONE;

  for (guint i = 0; i < self->n_states; i++)
    if (self->states[i].when.span.begin_day <= day)
      latest = i;
  return latest;
}
