/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-geos.h"

#include <glib/gi18n.h>

/* A GEOS handle serves one thread at a time, so each thread has its own, and its last complaint. */
typedef struct
{
  GEOSContextHandle_t handle;
  char               *message;
} Context;

static void
free_context (gpointer data)
{
  Context *context = data;

  GEOS_finish_r (context->handle);
  g_clear_pointer (&context->message, g_free);
  g_free (context);
}

static GPrivate context_key = G_PRIVATE_INIT (free_context);

static void
error_cb (const char *message, void *data)
{
  Context *context = data;

  g_free (context->message);
  context->message = g_strdup (message);
}

static Context *
get_context (void)
{
  Context *context = g_private_get (&context_key);

  if (context == NULL)
    {
      context = g_new0 (Context, 1);
      context->handle = GEOS_init_r ();
      GEOSContext_setErrorMessageHandler_r (context->handle, error_cb, context);
      g_private_set (&context_key, context);
    }
  return context;
}

/**
 * acn_geos_get:
 *
 * Returns: (transfer none): the calling thread's handle.
 */
GEOSContextHandle_t
acn_geos_get (void)
{
  return get_context ()->handle;
}

/**
 * acn_geos_last_message:
 *
 * Returns: (transfer none): what GEOS complained about last in this thread, never NULL.
 */
const char *
acn_geos_last_message (void)
{
  const char *message = get_context ()->message;

  return message != NULL ? message : _ ("no reason given");
}

/* --- To GEOS --------------------------------------------------------------------------------- */

static GEOSCoordSequence *
ring_sequence (GEOSContextHandle_t geos, const AcnGeometry *geometry, guint ring)
{
  guint begin = ring > 0 ? geometry->ring_ends[ring - 1] : 0;

  return GEOSCoordSeq_copyFromBuffer_r (
      geos, geometry->xy + 2 * (gsize) begin, geometry->ring_ends[ring] - begin, 0, 0);
}

static GEOSGeometry *
ring_to_geos (GEOSContextHandle_t geos, const AcnGeometry *geometry, guint ring)
{
  GEOSCoordSequence *sequence = ring_sequence (geos, geometry, ring);

  return sequence != NULL ? GEOSGeom_createLinearRing_r (geos, sequence) : NULL;
}

/* GEOS takes no NULL among the rings, and takes what it is given even when it fails. */
static GEOSGeometry *
polygon_to_geos (GEOSContextHandle_t geos, const AcnGeometry *geometry, guint begin, guint n_rings)
{
  g_autofree GEOSGeometry **rings = g_new0 (GEOSGeometry *, n_rings);

  for (guint i = 0; i < n_rings; i++)
    {
      rings[i] = ring_to_geos (geos, geometry, begin + i);
      if (rings[i] != NULL)
        continue;
      while (i > 0)
        GEOSGeom_destroy_r (geos, rings[--i]);
      return NULL;
    }
  return GEOSGeom_createPolygon_r (geos, rings[0], rings + 1, n_rings - 1);
}

static GEOSGeometry *
part_to_geos (GEOSContextHandle_t geos, const AcnGeometry *geometry, guint part)
{
  const guint begin = part > 0 ? geometry->part_ends[part - 1] : 0;

  return polygon_to_geos (geos, geometry, begin, geometry->part_ends[part] - begin);
}

/**
 * acn_geos_from_geometry:
 *
 * Returns: (transfer full) (nullable): the areas for GEOS; of points and lines there are none. NULL
 *   when it refuses a ring.
 */
GEOSGeometry *
acn_geos_from_geometry (GEOSContextHandle_t geos, const AcnGeometry *geometry)
{
  const guint               n_parts = geometry->kind == ACN_GEOMETRY_AREAS ? geometry->n_parts : 0;
  g_autofree GEOSGeometry **parts = g_new0 (GEOSGeometry *, MAX (1, n_parts));

  for (guint i = 0; i < n_parts; i++)
    {
      parts[i] = part_to_geos (geos, geometry, i);
      if (parts[i] != NULL)
        continue;
      while (i > 0)
        GEOSGeom_destroy_r (geos, parts[--i]);
      return NULL;
    }
  return GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, parts, n_parts);
}

/* --- From GEOS ------------------------------------------------------------------------------- */

typedef struct
{
  GEOSContextHandle_t geos;
  GArray             *xy, *ring_ends, *part_ends;
} Collector;

static double
twice_signed_area (const double *xy, guint n)
{
  double sum = 0;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    sum += (xy[2 * j] - xy[0]) * (xy[2 * i + 1] - xy[1]) -
           (xy[2 * i] - xy[0]) * (xy[2 * j + 1] - xy[1]);
  return sum;
}

static void
reverse_points (double *xy, guint n)
{
  for (guint i = 0, j = n - 1; i < j; i++, j--)
    for (guint axis = 0; axis < 2; axis++)
      {
        double swap = xy[2 * i + axis];

        xy[2 * i + axis] = xy[2 * j + axis];
        xy[2 * j + axis] = swap;
      }
}

/* RFC 7946, 3.1.6: exteriors run counterclockwise, holes clockwise. */
static void
collect_ring (Collector *self, const GEOSGeometry *ring, gboolean exterior)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (self->geos, ring);
  guint                    begin = self->xy->len / 2, n = 0;
  guint32                  end;
  double                  *xy;

  GEOSCoordSeq_getSize_r (self->geos, sequence, &n);
  g_array_set_size (self->xy, 2 * (begin + n));
  xy = (double *) (gpointer) self->xy->data + 2 * (gsize) begin;
  GEOSCoordSeq_copyToBuffer_r (self->geos, sequence, xy, 0, 0);
  if ((twice_signed_area (xy, n) > 0) != exterior)
    reverse_points (xy, n);
  end = begin + n;
  g_array_append_val (self->ring_ends, end);
}

static void
collect_areas (Collector *self, const GEOSGeometry *geometry)
{
  guint32 end;

  if (GEOSGeomTypeId_r (self->geos, geometry) == GEOS_POLYGON &&
      !GEOSisEmpty_r (self->geos, geometry))
    {
      collect_ring (self, GEOSGetExteriorRing_r (self->geos, geometry), TRUE);
      for (int i = 0; i < GEOSGetNumInteriorRings_r (self->geos, geometry); i++)
        collect_ring (self, GEOSGetInteriorRingN_r (self->geos, geometry, i), FALSE);
      end = self->ring_ends->len;
      g_array_append_val (self->part_ends, end);
    }
  else if (GEOSGeomTypeId_r (self->geos, geometry) >= GEOS_MULTIPOINT)
    for (int i = 0; i < GEOSGetNumGeometries_r (self->geos, geometry); i++)
      collect_areas (self, GEOSGetGeometryN_r (self->geos, geometry, i));
}

/**
 * acn_geos_to_areas:
 *
 * Returns: (transfer full): the polygons of @geometry, wound as RFC 7946 asks; lines and points of
 *   it are left out.
 */
AcnGeometry *
acn_geos_to_areas (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  Collector self = { geos,
                     g_array_new (FALSE, FALSE, sizeof (double)),
                     g_array_new (FALSE, FALSE, sizeof (guint32)),
                     g_array_new (FALSE, FALSE, sizeof (guint32)) };

  collect_areas (&self, geometry);
  return acn_geometry_new_take_arrays (ACN_GEOMETRY_AREAS, self.xy, self.ring_ends, self.part_ends);
}
