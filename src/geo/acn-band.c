/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-band.h"

#include "geo/acn-geos.h"

#include <glib/gi18n.h>
#include <math.h>

#define EARTH_RADIUS_KM 6371.0088
#define DEG_TO_RAD (G_PI / 180)
/* A corner is rounded by this many chords a quarter of a circle: the band is 1 % too thin there. */
#define QUARTER_STEPS 4

/* Mercator is conformal: what is round on the ground is round on it, only larger towards the poles,
 * so a short line is buffered there by the radius at its latitude. */
static double
to_northing (double lat_deg)
{
  return asinh (tan (lat_deg * DEG_TO_RAD));
}

static double
to_latitude (double northing)
{
  return atan (sinh (northing)) / DEG_TO_RAD;
}

static GEOSGeometry *
buffer_line (GEOSContextHandle_t geos, const AcnBandLine *line)
{
  g_autofree double *xy = g_new (double, 2 * (gsize) line->n);
  const double       lat_deg = (line->xy[1] + line->xy[2 * line->n - 1]) / 2;
  GEOSCoordSequence *sequence;
  GEOSGeometry      *string, *band;

  for (guint i = 0; i < line->n; i++)
    {
      xy[2 * i] = line->xy[2 * i] * DEG_TO_RAD;
      xy[2 * i + 1] = to_northing (line->xy[2 * i + 1]);
    }
  sequence = GEOSCoordSeq_copyFromBuffer_r (geos, xy, line->n, 0, 0);
  string = sequence != NULL ? GEOSGeom_createLineString_r (geos, sequence) : NULL;
  if (string == NULL)
    return NULL;
  band = GEOSBuffer_r (geos,
                       string,
                       line->radius_km / (EARTH_RADIUS_KM * cos (lat_deg * DEG_TO_RAD)),
                       QUARTER_STEPS);
  GEOSGeom_destroy_r (geos, string);
  return band;
}

static int
to_degrees_cb (double *x, double *y, void *data)
{
  *x /= DEG_TO_RAD;
  *y = to_latitude (*y);
  return 1;
}

static AcnGeometry *
fail (GError **error)
{
  g_set_error (error,
               ACN_GEO_ERROR,
               ACN_GEO_ERROR_FAILED,
               /* Translators: %s says why, in English. */
               _ ("a band along a line could not be drawn: %s"),
               acn_geos_last_message ());
  return NULL;
}

/**
 * acn_band_new:
 * @lines: (array length=n_lines): lines, each with its radius, > 0 km
 *
 * Any thread.
 *
 * Returns: (transfer full): the ground within the radius of any of the lines, EPSG:4326, on a
 *   sphere of the Earth's mean radius (0.3 % off WGS 84), rounded at ends and corners; empty for no
 *   lines; NULL with ACN_GEO_ERROR
 */
AcnGeometry *
acn_band_new (const AcnBandLine *lines, guint n_lines, GError **error)
{
  GEOSContextHandle_t       geos = acn_geos_get ();
  g_autofree GEOSGeometry **bands = g_new0 (GEOSGeometry *, MAX (1, n_lines));
  GEOSGeometry             *all, *united, *degrees;
  AcnGeometry              *result;

  for (guint i = 0; i < n_lines; i++)
    {
      bands[i] = buffer_line (geos, &lines[i]);
      if (bands[i] != NULL)
        continue;
      while (i > 0)
        GEOSGeom_destroy_r (geos, bands[--i]);
      return fail (error);
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, bands, n_lines);
  united = all != NULL ? GEOSUnaryUnion_r (geos, all) : NULL;
  GEOSGeom_destroy_r (geos, all);
  if (united == NULL)
    return fail (error);
  degrees = GEOSGeom_transformXY_r (geos, united, to_degrees_cb, NULL);
  GEOSGeom_destroy_r (geos, united);
  if (degrees == NULL)
    return fail (error);
  result = acn_geos_to_areas (geos, degrees);
  GEOSGeom_destroy_r (geos, degrees);
  return result;
}
