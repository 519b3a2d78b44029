/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that goes on where another one is: for a window that takes the place of another. */
#include "state/acn-session-private.h"

static AcnMoment
copy_moment (const AcnMoment *moment)
{
  AcnMoment copy = *moment;

  if (copy.layers != NULL)
    acn_layer_stack_ref (copy.layers);
  if (copy.lanes != NULL)
    g_bytes_ref (copy.lanes);
  return copy;
}

static void
copy_history (GArray *to, const GArray *from)
{
  g_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    {
      const AcnMoment moment = copy_moment (&g_array_index (from, AcnMoment, i));

      g_array_append_val (to, moment);
    }
}

static void
copy_array (GArray *to, const GArray *from)
{
  g_array_set_size (to, 0);
  if (from->len > 0)
    g_array_append_vals (to, from->data, from->len);
}

/* Everything but the dossier, which is the same, and playback and language, which have setters. */
static void
copy_fields (AcnSession *self, const AcnSession *other)
{
  self->day = other->day;
  self->day_fraction = other->day_fraction;
  self->range = other->range;
  self->camera = other->camera;
  self->selection = other->selection;
  self->claim = other->claim;
  self->scene = other->scene;
  self->has_scenario = other->has_scenario;
  self->scenario = other->scenario;
  self->filter = other->filter;
  self->opacity_layer = other->opacity_layer;
  self->stop = other->stop;
  g_clear_pointer (&self->layers, acn_layer_stack_unref);
  self->layers = acn_layer_stack_ref (other->layers);
  for (guint i = 0; i < self->n_lanes; i++)
    {
      self->lane_order[i] = other->lane_order[i];
      self->lane_folded[i] = other->lane_folded[i];
    }
  copy_array (self->others, other->others);
  copy_array (self->stops, other->stops);
  copy_history (self->past, other->past);
  copy_history (self->future, other->future);
}

/**
 * acn_session_continue:
 * @other: a session, which is left as it is
 *
 * Takes over the dossier of @other and everything that @other shows of it: day, place, layers,
 * selection, what is supposed and the way back. Only the language stays that of @self where the
 * dossier speaks it, and playback stands. Listeners hear of the dossier first, as by
 * acn_session_set_dossier(), then of everything once.
 */
void
acn_session_continue (AcnSession *self, AcnSession *other)
{
  static const int told[] = { PROP_DAY,    PROP_VISIBLE_SPAN, PROP_CAMERA,  PROP_SELECTION,
                              PROP_CLAIM,  PROP_SCENARIO,     PROP_SCENE,   PROP_OTHERS,
                              PROP_FILTER, PROP_LANES,        PROP_HISTORY, PROP_STOPS };

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (ACN_IS_SESSION (other));
  g_return_if_fail (self != other);

  acn_session_set_dossier (self, other->dossier);
  if (self->dossier != other->dossier || self->dossier == NULL)
    return;
  copy_fields (self, other);
  acn_session_refilter (self);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[told[i]]);
  g_signal_emit_by_name (self, "layers-changed");
}
