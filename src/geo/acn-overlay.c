/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-overlay.h"

#include <glib/gi18n.h>
#include <math.h>

#include "geo/acn-geos.h"

G_DEFINE_QUARK (acn - geo - error - quark, acn_geo_error)

/* Grid of overlays, degrees: a centimetre. It keeps GEOS from making slivers out of rounding. */
#define GRID_DEG 1e-7

#define KM_A_DEGREE 110.5

static void
destroy_geos (GEOSGeometry *geometry)
{
  GEOSGeom_destroy_r (acn_geos_get (), geometry);
}

typedef GEOSGeometry Geos;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Geos, destroy_geos)

static Geos *
repair (GEOSContextHandle_t geos, const Geos *geometry)
{
  GEOSMakeValidParams *params = GEOSMakeValidParams_create_r (geos);
  Geos                *valid;

  /* STRUCTURE gives polygons only, and fast. */
  GEOSMakeValidParams_setMethod_r (geos, params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r (geos, params, 0);
  valid = GEOSMakeValidWithParams_r (geos, geometry, params);
  GEOSMakeValidParams_destroy_r (geos, params);
  return valid;
}

/* @self for GEOS, repaired where it is not valid. */
static Geos *
to_valid_geos (GEOSContextHandle_t geos, const AcnGeometry *self, GError **error)
{
  g_autoptr (Geos) given = acn_geos_from_geometry (geos, self);
  Geos *valid;

  if (given != NULL && GEOSisValid_r (geos, given) == 1)
    return g_steal_pointer (&given);
  valid = given != NULL ? repair (geos, given) : NULL;
  if (valid == NULL)
    g_set_error (error,
                 ACN_GEO_ERROR,
                 ACN_GEO_ERROR_INVALID,
                 /* Translators: %s says why, in English. */
                 _ ("an area is broken and cannot be repaired: %s"),
                 acn_geos_last_message ());
  return valid;
}

static void
set_failed (GError **error)
{
  g_set_error (error,
               ACN_GEO_ERROR,
               ACN_GEO_ERROR_FAILED,
               /* Translators: %s says why, in English. */
               _ ("areas could not be combined: %s"),
               acn_geos_last_message ());
}

static Geos *
combine (GEOSContextHandle_t geos, AcnOverlayOp op, const Geos *a, const Geos *b)
{
  switch (op)
    {
    case ACN_OVERLAY_DIFFERENCE:
      return GEOSDifferencePrec_r (geos, a, b, GRID_DEG);
    case ACN_OVERLAY_INTERSECTION:
      return GEOSIntersectionPrec_r (geos, a, b, GRID_DEG);
    default:
      g_assert_not_reached ();
    }
}

/* Many areas at once: a cascade, far faster than one after the other. Takes the parts. */
static Geos *
unite (GEOSContextHandle_t geos, Geos **parts, guint n_parts)
{
  g_autoptr (Geos) all =
      GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, parts, n_parts);

  Geos *result = all != NULL ? GEOSUnaryUnion_r (geos, all) : NULL;

  /* Full precision is fast and nearly always enough; the grid helps where it is not. */
  return result != NULL || all == NULL ? result : GEOSUnaryUnionPrec_r (geos, all, GRID_DEG);
}

static Geos *
unite_operands (GEOSContextHandle_t       geos,
                const AcnGeometry *const *operands,
                guint                     n_operands,
                GError                  **error)
{
  g_autofree Geos **parts = g_new0 (Geos *, n_operands);
  Geos             *result;

  for (guint i = 0; i < n_operands; i++)
    {
      parts[i] = to_valid_geos (geos, operands[i], error);
      if (parts[i] != NULL)
        continue;
      while (i > 0)
        destroy_geos (parts[--i]);
      return NULL;
    }
  result = unite (geos, parts, n_operands);
  if (result == NULL)
    set_failed (error);
  return result;
}

/* One after the other, from the first. */
static Geos *
fold_operands (GEOSContextHandle_t       geos,
               AcnOverlayOp              op,
               const AcnGeometry *const *operands,
               guint                     n_operands,
               GError                  **error)
{
  g_autoptr (Geos) result = to_valid_geos (geos, operands[0], error);

  for (guint i = 1; i < n_operands && result != NULL; i++)
    {
      g_autoptr (Geos) next = to_valid_geos (geos, operands[i], error);
      Geos *combined;

      if (next == NULL)
        return NULL;
      combined = combine (geos, op, result, next);
      destroy_geos (g_steal_pointer (&result));
      result = combined;
      if (result == NULL)
        set_failed (error);
    }
  return g_steal_pointer (&result);
}

/* Whether a polygon is smaller than @min_km2. One that is so large in the plane that no ellipsoid
 * makes it small is not measured: a degree is 110.5 km at least. */
static gboolean
is_sliver (const AcnGeometry *geometry, guint part, double min_km2)
{
  const guint first = part > 0 ? geometry->part_ends[part - 1] : 0;
  double      twice_deg2 = 0, north_deg = 0;

  for (guint r = first; r < geometry->part_ends[part]; r++)
    {
      const guint begin = r > 0 ? geometry->ring_ends[r - 1] : 0;
      double      ring = 0;

      for (guint i = begin; i + 1 < geometry->ring_ends[r]; i++)
        {
          const double *a = geometry->xy + 2 * (gsize) i, *o = geometry->xy + 2 * (gsize) begin;

          ring += (a[0] - o[0]) * (a[3] - o[1]) - (a[2] - o[0]) * (a[1] - o[1]);
          north_deg = MAX (north_deg, fabs (a[1]));
        }
      twice_deg2 += r == first ? fabs (ring) : -fabs (ring);
    }
  if (twice_deg2 / 2 * KM_A_DEGREE * KM_A_DEGREE * cos (north_deg * G_PI / 180) > 2 * min_km2)
    return FALSE;
  return acn_geometry_part_area_km2 (geometry, part) < min_km2;
}

/* The geometry without polygons smaller than @min_km2. */
static AcnGeometry *
drop_slivers (AcnGeometry *geometry, double min_km2)
{
  g_autoptr (GArray) xy = NULL, ring_ends = NULL, part_ends = NULL;
  guint dropped = 0;

  for (guint part = 0; part < geometry->n_parts; part++)
    dropped += is_sliver (geometry, part, min_km2);
  if (dropped == 0)
    return geometry;
  xy = g_array_new (FALSE, FALSE, sizeof (double));
  ring_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  part_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint part = 0; part < geometry->n_parts; part++)
    {
      guint32 end;

      if (is_sliver (geometry, part, min_km2))
        continue;
      for (guint r = part > 0 ? geometry->part_ends[part - 1] : 0; r < geometry->part_ends[part];
           r++)
        {
          guint begin = r > 0 ? geometry->ring_ends[r - 1] : 0;

          g_array_append_vals (
              xy, geometry->xy + 2 * (gsize) begin, 2 * (geometry->ring_ends[r] - begin));
          end = xy->len / 2;
          g_array_append_val (ring_ends, end);
        }
      end = ring_ends->len;
      g_array_append_val (part_ends, end);
    }
  acn_geometry_unref (geometry);
  return acn_geometry_new_take_arrays (ACN_GEOMETRY_AREAS,
                                       g_steal_pointer (&xy),
                                       g_steal_pointer (&ring_ends),
                                       g_steal_pointer (&part_ends));
}

/**
 * acn_overlay:
 * @op: what to do
 * @operands: (array length=n_operands): areas, EPSG:4326
 * @min_part_km2: polygons of the result smaller than this are dropped; 0 keeps all
 *
 * Any thread. Operands that are not valid are repaired first.
 *
 * Returns: (transfer full): the result, wound as RFC 7946 asks, perhaps empty; NULL with
 *   ACN_GEO_ERROR.
 * Source: GEOS OverlayNG with a fixed grid of 1e-7°
 */
AcnGeometry *
acn_overlay (AcnOverlayOp              op,
             const AcnGeometry *const *operands,
             guint                     n_operands,
             double                    min_part_km2,
             GError                  **error)
{
  GEOSContextHandle_t geos = acn_geos_get ();
  g_autoptr (Geos) result = NULL;

  g_return_val_if_fail (n_operands > 0, NULL);
  result = op == ACN_OVERLAY_UNION ? unite_operands (geos, operands, n_operands, error)
                                   : fold_operands (geos, op, operands, n_operands, error);
  if (result == NULL)
    return NULL;
  return drop_slivers (acn_geos_to_areas (geos, result), min_part_km2);
}

/**
 * acn_geometry_validate:
 * @out_reason: (out) (optional) (transfer full): what is wrong
 * @out_lon_deg, @out_lat_deg: (out) (optional): where; not set when GEOS could not find out
 *
 * Returns: whether GEOS finds the geometry valid.
 */
gboolean
acn_geometry_validate (const AcnGeometry *self,
                       char             **out_reason,
                       double            *out_lon_deg,
                       double            *out_lat_deg)
{
  GEOSContextHandle_t geos = acn_geos_get ();
  g_autoptr (Geos) geometry = acn_geos_from_geometry (geos, self);
  g_autoptr (Geos) place = NULL;
  char    *reason = NULL;
  gboolean valid;

  if (geometry == NULL)
    {
      if (out_reason != NULL)
        *out_reason = g_strdup (acn_geos_last_message ());
      return FALSE;
    }
  valid = GEOSisValidDetail_r (geos, geometry, 0, &reason, &place) == 1;
  if (!valid && out_reason != NULL)
    *out_reason = g_strdup (reason != NULL ? reason : acn_geos_last_message ());
  if (place != NULL && out_lon_deg != NULL && out_lat_deg != NULL)
    {
      GEOSGeomGetX_r (geos, place, out_lon_deg);
      GEOSGeomGetY_r (geos, place, out_lat_deg);
    }
  if (reason != NULL)
    GEOSFree_r (geos, reason);
  return valid;
}

/**
 * acn_geometry_make_valid:
 *
 * Returns: (transfer full): the same area as valid polygons; NULL with ACN_GEO_ERROR_INVALID.
 */
AcnGeometry *
acn_geometry_make_valid (const AcnGeometry *self, GError **error)
{
  GEOSContextHandle_t geos = acn_geos_get ();
  g_autoptr (Geos) valid = to_valid_geos (geos, self, error);

  return valid != NULL ? acn_geos_to_areas (geos, valid) : NULL;
}
