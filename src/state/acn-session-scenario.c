/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The what-if that shades the map, and the map of another place and time. */
#include "state/acn-session-private.h"

#include "model/acn-scenes.h"

#include <string.h>

/**
 * acn_session_get_scenario:
 *
 * Returns: (transfer none) (nullable): what is supposed; NULL while nothing is
 */
const AcnScenarioState *
acn_session_get_scenario (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return self->has_scenario ? &self->scenario : NULL;
}

/**
 * acn_session_set_scenario:
 * @scenario: (nullable): a possible state of the dossier's scenario; NULL supposes nothing
 *
 * A state that cannot be, or of a dossier without a what-if, is ignored.
 */
void
acn_session_set_scenario (AcnSession *self, const AcnScenarioState *scenario)
{
  const AcnScenario *table;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (scenario == NULL)
    {
      if (!self->has_scenario)
        return;
      self->has_scenario = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_SCENARIO]);
      return;
    }
  table = self->dossier != NULL ? acn_dossier_get_scenario (self->dossier) : NULL;
  if (table == NULL || acn_scenario_find_impossible (table, scenario) != NULL)
    return;
  if (self->has_scenario && memcmp (&self->scenario, scenario, sizeof *scenario) == 0)
    return;
  self->scenario = *scenario;
  self->has_scenario = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_SCENARIO]);
}

/**
 * acn_session_get_scenario_day:
 *
 * Returns: the day whose line counts: that of the scenario where it fixes one, else the playhead
 */
AcnDay
acn_session_get_scenario_day (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), 0);
  if (!self->has_scenario)
    return self->day;
  return acn_scenario_get_day (
      acn_dossier_get_scenario (self->dossier), &self->scenario, self->day);
}

/**
 * acn_session_get_scene:
 *
 * Returns: index of the scene that takes the map's place, ACN_NONE without
 */
guint
acn_session_get_scene (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ACN_NONE);
  return self->scene;
}

/**
 * acn_session_set_scene:
 * @scene: index of a scene; anything else leaves the one that is shown
 *
 * Layers and playhead stay as they are and come back when the scene is left: by the next claim, by
 * the playhead, by a layer or an event.
 */
void
acn_session_set_scene (AcnSession *self, guint scene)
{
  guint n = 0;

  g_return_if_fail (ACN_IS_SESSION (self));
  if (self->dossier != NULL)
    acn_dossier_get_scenes (self->dossier, &n);
  if (scene >= n)
    scene = ACN_NONE;
  if (self->scene == scene)
    return;
  self->scene = scene;
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_SCENE]);
}
