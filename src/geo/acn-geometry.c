/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-geometry.h"

/**
 * acn_geometry_new_take:
 * @kind: what the rings are
 * @xy: (array length=n_points) (transfer full): longitude, latitude in degrees, interleaved
 * @ring_ends: (array length=n_rings) (transfer full): end of each ring in points, ascending
 * @part_ends: (array length=n_parts) (transfer full) (nullable): end of each polygon in rings; NULL
 *   for points and lines
 *
 * Returns: (transfer full): an immutable geometry that owns the arrays (all from g_malloc).
 */
AcnGeometry *
acn_geometry_new_take (AcnGeometryKind kind,
                       double         *xy,
                       guint           n_points,
                       guint32        *ring_ends,
                       guint           n_rings,
                       guint32        *part_ends,
                       guint           n_parts)
{
  AcnGeometry *self = g_atomic_rc_box_new0 (AcnGeometry);

  self->kind = kind;
  self->xy = xy;
  self->n_points = n_points;
  self->ring_ends = ring_ends;
  self->n_rings = n_rings;
  self->part_ends = part_ends;
  self->n_parts = n_parts;
  self->bounds = ACN_BOUNDS_EMPTY;
  for (guint i = 0; i < n_points; i++)
    {
      self->bounds.west = MIN (self->bounds.west, xy[2 * i]);
      self->bounds.east = MAX (self->bounds.east, xy[2 * i]);
      self->bounds.south = MIN (self->bounds.south, xy[2 * i + 1]);
      self->bounds.north = MAX (self->bounds.north, xy[2 * i + 1]);
    }
  return self;
}

/* The array's data in a block of its own size: arrays grow by doubling. */
static gpointer
take_data (GArray *array)
{
  const gsize size = array->len * (gsize) g_array_get_element_size (array);

  return g_realloc (g_array_free (array, FALSE), size);
}

/**
 * acn_geometry_new_take_arrays:
 * @kind: what the rings are
 * @xy: (element-type double) (transfer full): as acn_geometry_new_take()
 * @ring_ends: (element-type guint32) (transfer full)
 * @part_ends: (element-type guint32) (transfer full)
 *
 * Returns: (transfer full): an immutable geometry of what the arrays hold.
 */
AcnGeometry *
acn_geometry_new_take_arrays (AcnGeometryKind kind,
                              GArray         *xy,
                              GArray         *ring_ends,
                              GArray         *part_ends)
{
  const guint n_points = xy->len / 2, n_rings = ring_ends->len, n_parts = part_ends->len;

  return acn_geometry_new_take (kind,
                                take_data (xy),
                                n_points,
                                take_data (ring_ends),
                                n_rings,
                                take_data (part_ends),
                                n_parts);
}

AcnGeometry *
acn_geometry_ref (AcnGeometry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_geometry (gpointer data)
{
  AcnGeometry *self = data;

  g_free ((gpointer) self->xy);
  g_free ((gpointer) self->ring_ends);
  g_free ((gpointer) self->part_ends);
}

void
acn_geometry_unref (AcnGeometry *self)
{
  g_atomic_rc_box_release_full (self, clear_geometry);
}

gboolean
acn_geometry_is_empty (const AcnGeometry *self)
{
  return self->n_points == 0;
}
