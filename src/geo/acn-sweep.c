/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A polygon that joins an area is swept from where it touches it: what is nearer than some distance
 * has joined, and the distance is the one that makes up the fraction of the polygon's size. So the
 * part that has joined grows with the fraction, is nested in every later one, and moves no farther
 * than it must. */
#include "geo/acn-sweep.h"

#include "geo/acn-geos.h"
#include "geo/acn-overlay.h"

#include <glib/gi18n.h>
#include <math.h>

#define DEG_TO_RAD (G_PI / 180)
/* As in overlays: a centimetre. */
#define GRID_DEG 1e-7
/* What is nearer touches. */
#define TOUCH_DEG 1e-6
/* The distance is looked for until the swept part is so near the fraction of the polygon, or for so
 * many steps: the work for a polygon is bounded. */
#define TOLERANCE 5e-4
#define MAX_STEPS 16
#define QUARTER_STEPS 4

static void
destroy_geos (GEOSGeometry *geometry)
{
  GEOSGeom_destroy_r (acn_geos_get (), geometry);
}

typedef GEOSGeometry Geos;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Geos, destroy_geos)

static int
scale_x_cb (double *x, double *y, void *factor)
{
  *x *= *(const double *) factor;
  return 1;
}

static double
get_area (GEOSContextHandle_t geos, const Geos *geometry)
{
  double area = 0;

  return GEOSArea_r (geos, geometry, &area) == 1 ? area : NAN;
}

/* AcnSweeper: a polygon on its way.
 * @near: what of the area that it joins may matter, x shortened by @squeeze
 * @reach: no point of the polygon is farther from it, degrees of latitude */
typedef struct
{
  GEOSContextHandle_t geos;
  const Geos         *part;
  Geos               *near;
  double              squeeze, reach;
} Sweeper;

static Geos *
sweep_to (const Sweeper *self, double distance_deg)
{
  double stretch = 1 / self->squeeze;
  g_autoptr (Geos) band = GEOSBuffer_r (self->geos, self->near, distance_deg, QUARTER_STEPS);
  g_autoptr (Geos) degrees =
      band != NULL ? GEOSGeom_transformXY_r (self->geos, band, scale_x_cb, &stretch) : NULL;

  return degrees != NULL ? GEOSIntersectionPrec_r (self->geos, self->part, degrees, GRID_DEG)
                         : NULL;
}

/* Only what is within the polygon's size of it can be nearest to any of its points. */
static gboolean
init_sweeper (Sweeper *self, GEOSContextHandle_t geos, const Geos *part, const Geos *from)
{
  double west, south, east, north;
  g_autoptr (Geos) box = NULL, cut = NULL;

  *self = (Sweeper){ .geos = geos, .part = part };
  if (GEOSGeom_getXMin_r (geos, part, &west) != 1 || GEOSGeom_getXMax_r (geos, part, &east) != 1 ||
      GEOSGeom_getYMin_r (geos, part, &south) != 1 || GEOSGeom_getYMax_r (geos, part, &north) != 1)
    return FALSE;
  self->squeeze = MAX (0.01, cos ((south + north) / 2 * DEG_TO_RAD));
  self->reach = hypot ((east - west) * self->squeeze, north - south);
  box = GEOSGeom_createRectangle_r (geos,
                                    west - self->reach / self->squeeze,
                                    south - self->reach,
                                    east + self->reach / self->squeeze,
                                    north + self->reach);
  cut = box != NULL ? GEOSIntersection_r (geos, from, box) : NULL;
  self->near = cut != NULL ? GEOSGeom_transformXY_r (geos, cut, scale_x_cb, &self->squeeze) : NULL;
  return self->near != NULL;
}

/* Looks for the distance by regula falsi, halving where that is slow. */
static Geos *
search (const Sweeper *self, double fraction)
{
  const double whole = get_area (self->geos, self->part);
  double       low = 0, high = self->reach, at_low = 0, at_high = 1;
  Geos        *found = NULL;

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      const double ratio = i % 3 == 2 ? 0.5 : (fraction - at_low) / (at_high - at_low);
      const double distance = low + (high - low) * CLAMP (ratio, 0.02, 0.98);
      double       swept;

      g_clear_pointer (&found, destroy_geos);
      found = sweep_to (self, distance);
      swept = found != NULL ? get_area (self->geos, found) : NAN;
      if (isnan (swept) || isnan (whole))
        {
          g_clear_pointer (&found, destroy_geos);
          return NULL;
        }
      swept /= whole;
      if (fabs (swept - fraction) <= TOLERANCE)
        return found;
      if (swept < fraction)
        low = distance, at_low = swept;
      else
        high = distance, at_high = swept;
    }
  return found;
}

/* Returns: (nullable): what of the polygon is swept; NULL with @out_failed unless that is nothing
 */
static Geos *
sweep_part (GEOSContextHandle_t geos,
            const Geos         *part,
            const Geos         *from,
            double              fraction,
            gboolean           *out_failed)
{
  Sweeper self;
  double  distance_deg = 0;
  Geos   *swept;

  *out_failed = GEOSDistance_r (geos, part, from, &distance_deg) != 1;
  if (*out_failed || distance_deg > TOUCH_DEG)
    return NULL;
  *out_failed = !init_sweeper (&self, geos, part, from);
  if (*out_failed)
    return NULL;
  swept = search (&self, fraction);
  *out_failed = swept == NULL;
  destroy_geos (self.near);
  return swept;
}

static AcnGeometry *
fail (GError **error)
{
  g_set_error (error,
               ACN_GEO_ERROR,
               ACN_GEO_ERROR_FAILED,
               /* Translators: %s says why, in English. */
               _ ("a line between two states could not be drawn: %s"),
               acn_geos_last_message ());
  return NULL;
}

static AcnGeometry *
unite (GEOSContextHandle_t geos, GPtrArray *swept, GError **error)
{
  g_autoptr (Geos) all = NULL, united = NULL;

  /* The collection takes the parts. */
  g_ptr_array_set_free_func (swept, NULL);
  all = GEOSGeom_createCollection_r (
      geos, GEOS_GEOMETRYCOLLECTION, (Geos **) swept->pdata, swept->len);
  united = all != NULL ? GEOSUnaryUnion_r (geos, all) : NULL;
  return united != NULL ? acn_geos_to_areas (geos, united) : fail (error);
}

/**
 * acn_sweep:
 * @ground: areas that join another little by little, valid, EPSG:4326
 * @from: what they join, valid
 * @fraction: 0..1, how far that has come
 *
 * Each polygon of the ground is swept from where it touches @from, evenly in size: the part of it
 * that is nearest to @from and makes up the fraction, to 0.1 %. A polygon that touches nothing of
 * @from has no line that could have moved over it, and joins as a whole in the end. At 0 nothing
 * has joined, at 1 all. Any thread; at most 16 buffers of what is near for each polygon.
 *
 * Returns: (transfer full): the part of @ground, perhaps empty; NULL with ACN_GEO_ERROR
 */
AcnGeometry *
acn_sweep (const AcnGeometry *ground, const AcnGeometry *from, double fraction, GError **error)
{
  GEOSContextHandle_t geos = acn_geos_get ();
  g_autoptr (Geos) all = acn_geos_from_geometry (geos, ground);
  g_autoptr (Geos) other = acn_geos_from_geometry (geos, from);
  g_autoptr (GPtrArray) swept = g_ptr_array_new_with_free_func ((GDestroyNotify) destroy_geos);

  if (all == NULL || other == NULL)
    return fail (error);
  if (fraction >= 1)
    return acn_geos_to_areas (geos, all);
  for (int i = 0;
       fraction > 0 && !acn_geometry_is_empty (from) && i < GEOSGetNumGeometries_r (geos, all);
       i++)
    {
      const Geos *part = GEOSGetGeometryN_r (geos, all, i);
      gboolean    failed;
      Geos       *piece = sweep_part (geos, part, other, fraction, &failed);

      if (failed)
        return fail (error);
      if (piece != NULL)
        g_ptr_array_add (swept, piece);
    }
  return unite (geos, swept, error);
}
