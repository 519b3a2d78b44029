/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order lanes stand, and which are folded; each change can be taken back, and moves of one
 * lane, one after the other, together. */
#include "state/acn-session-private.h"

#include <string.h>

#define notify(self, prop)                                                                         \
  g_object_notify_by_pspec (G_OBJECT (self), acn_session_properties[PROP_##prop])

/*
 * acn_session_reset_lanes:
 *
 * Puts the lanes to those of a new dossier, without a word.
 */
void
acn_session_reset_lanes (AcnSession *self)
{
  guint n_lanes = 0;

  g_clear_pointer (&self->lane_order, g_free);
  g_clear_pointer (&self->lane_folded, g_free);
  self->moved_lane = ACN_NONE;
  if (self->dossier != NULL)
    acn_dossier_get_lanes (self->dossier, &n_lanes);
  self->n_lanes = n_lanes;
  self->lane_order = g_new0 (guint, n_lanes + 1);
  self->lane_folded = g_new0 (guint8, n_lanes + 1);
  for (guint i = 0; i < n_lanes; i++)
    self->lane_order[i] = i;
}

/* --- Looking --------------------------------------------------------------------------------- */

/**
 * acn_session_get_lane_order:
 *
 * Returns: (transfer none): lanes by place, as many as the dossier has.
 */
const guint *
acn_session_get_lane_order (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return self->lane_order;
}

/**
 * acn_session_get_lane_folded:
 *
 * Returns: (transfer none): a byte a lane, 1 for those that are folded.
 */
const guint8 *
acn_session_get_lane_folded (AcnSession *self)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  return self->lane_folded;
}

/**
 * acn_session_get_lane_place:
 * @lane: index of a lane
 *
 * Returns: its place, the nearest to the axis is 0; ACN_NONE for a lane that is not there.
 */
guint
acn_session_get_lane_place (AcnSession *self, guint lane)
{
  g_return_val_if_fail (ACN_IS_SESSION (self), ACN_NONE);
  for (guint place = 0; place < self->n_lanes; place++)
    if (self->lane_order[place] == lane)
      return place;
  return ACN_NONE;
}

/* --- Changing -------------------------------------------------------------------------------- */

/*
 * acn_session_pack_lanes:
 *
 * Returns: (transfer full): order and folding: by place, twice the lane, and 1 more when folded
 */
GBytes *
acn_session_pack_lanes (AcnSession *self)
{
  guint *packed = g_new (guint, self->n_lanes + 1);

  for (guint i = 0; i < self->n_lanes; i++)
    packed[i] = 2 * self->lane_order[i] + (self->lane_folded[self->lane_order[i]] != 0);
  return g_bytes_new_take (packed, self->n_lanes * sizeof *packed);
}

/*
 * acn_session_put_lanes:
 * @lanes: (transfer full): what acn_session_pack_lanes() gave of the same dossier
 */
void
acn_session_put_lanes (AcnSession *self, GBytes *lanes)
{
  gsize        size;
  const guint *packed = g_bytes_get_data (lanes, &size);

  for (guint i = 0; i < size / sizeof *packed; i++)
    {
      self->lane_order[i] = packed[i] / 2;
      self->lane_folded[packed[i] / 2] = packed[i] % 2;
    }
  g_bytes_unref (lanes);
  notify (self, LANES);
}

static void
tell (AcnSession *self, gboolean has_history)
{
  notify (self, LANES);
  if (has_history)
    notify (self, HISTORY);
}

/**
 * acn_session_fold_lane:
 * @lane: index of a lane; others are ignored
 */
void
acn_session_fold_lane (AcnSession *self, guint lane, gboolean is_folded)
{
  gboolean has_history;

  g_return_if_fail (ACN_IS_SESSION (self));
  is_folded = is_folded != FALSE;
  if (lane >= self->n_lanes || self->lane_folded[lane] == is_folded)
    return;
  has_history = acn_session_remember_lanes (self);
  self->lane_folded[lane] = (guint8) is_folded;
  tell (self, has_history);
}

/**
 * acn_session_fold_other_lanes:
 * @lane: index of the lane that stays unfolded; ACN_NONE: all are unfolded
 */
void
acn_session_fold_other_lanes (AcnSession *self, guint lane)
{
  gboolean changes = FALSE, has_history;

  g_return_if_fail (ACN_IS_SESSION (self));
  for (guint i = 0; i < self->n_lanes; i++)
    changes |= self->lane_folded[i] != (lane != ACN_NONE && i != lane);
  if (!changes)
    return;
  has_history = acn_session_remember_lanes (self);
  for (guint i = 0; i < self->n_lanes; i++)
    self->lane_folded[i] = lane != ACN_NONE && i != lane;
  tell (self, has_history);
}

/**
 * acn_session_move_lane:
 * @lane: index of a lane; others are ignored
 * @distance: places away from the axis, negative towards it; stops at the ends
 */
void
acn_session_move_lane (AcnSession *self, guint lane, int distance)
{
  guint    from;
  int      to;
  gboolean has_history = FALSE;

  g_return_if_fail (ACN_IS_SESSION (self));
  from = acn_session_get_lane_place (self, lane);
  if (from == ACN_NONE)
    return;
  to = (int) CLAMP ((gint64) from + distance, 0, (gint64) self->n_lanes - 1);
  if ((int) from == to)
    return;
  if (self->moved_lane != lane)
    has_history = acn_session_remember_lanes (self);
  self->moved_lane = lane;
  for (int i = (int) from; i != to; i += to > (int) from ? 1 : -1)
    self->lane_order[i] = self->lane_order[i + (to > (int) from ? 1 : -1)];
  self->lane_order[to] = lane;
  tell (self, has_history);
}

/* --- From one day to the next ---------------------------------------------------------------- */

/**
 * acn_session_save_lanes:
 *
 * Returns: (transfer floating): a(sb): id and whether it is folded, by place
 */
GVariant *
acn_session_save_lanes (AcnSession *self)
{
  const AcnLane  *lanes = NULL;
  GVariantBuilder builder;

  g_return_val_if_fail (ACN_IS_SESSION (self), NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sb)"));
  if (self->dossier != NULL)
    lanes = acn_dossier_get_lanes (self->dossier, NULL);
  for (guint i = 0; lanes != NULL && i < self->n_lanes; i++)
    g_variant_builder_add (&builder,
                           "(sb)",
                           lanes[self->lane_order[i]].id,
                           self->lane_folded[self->lane_order[i]] != 0);
  return g_variant_builder_end (&builder);
}

static guint
find_lane (AcnSession *self, const char *id)
{
  const AcnLane *lanes = acn_dossier_get_lanes (self->dossier, NULL);

  for (guint i = 0; i < self->n_lanes; i++)
    if (strcmp (lanes[i].id, id) == 0)
      return i;
  return ACN_NONE;
}

/**
 * acn_session_restore_lanes:
 * @saved: a(sb), from anywhere: lanes that the dossier does not have are passed over, those that it
 *   does not name come last
 *
 * No change to take back: the dossier was left so.
 */
void
acn_session_restore_lanes (AcnSession *self, GVariant *saved)
{
  GVariantIter       iter;
  const char        *id;
  gboolean           is_folded;
  g_autofree guint8 *seen = NULL;
  guint              place = 0;

  g_return_if_fail (ACN_IS_SESSION (self));
  g_return_if_fail (g_variant_is_of_type (saved, G_VARIANT_TYPE ("a(sb)")));
  if (self->dossier == NULL)
    return;
  seen = g_new0 (guint8, self->n_lanes + 1);
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&sb)", &id, &is_folded))
    {
      const guint lane = find_lane (self, id);

      if (lane == ACN_NONE || seen[lane])
        continue;
      seen[lane] = 1;
      self->lane_order[place++] = lane;
      self->lane_folded[lane] = is_folded != FALSE;
    }
  for (guint lane = 0; lane < self->n_lanes; lane++)
    if (!seen[lane])
      self->lane_order[place++] = lane;
  notify (self, LANES);
}
