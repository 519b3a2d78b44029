/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbours that were cut from one ground share their outline but for what overlays round off: an
 * exact intersection of the two outlines would fall to pieces. So each piece of the first outline
 * is asked whether its middle and its ends lie on the others'. */
#include "geo/acn-frontier.h"

#include "geo/acn-geos.h"
#include "geo/acn-overlay.h"

#include <glib/gi18n.h>

/* How far outlines that are meant to be one may lie apart, degrees: some 30 m. */
#define APART_DEG 3e-4

typedef struct
{
  GEOSContextHandle_t         geos;
  const GEOSPreparedGeometry *outlines; /* of the others */
  GArray                     *xy;       /* double */
  GArray                     *ends;     /* guint32, points */
  gboolean                    failed;   /* GEOS could not say of some point where it is */
} Frontier;

static gboolean
is_on_outline (Frontier *self, double x, double y)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r (self->geos, x, y);
  const char    is_on =
      point != NULL ? GEOSPreparedDistanceWithin_r (self->geos, self->outlines, point, APART_DEG)
                       : 2;

  if (point != NULL)
    GEOSGeom_destroy_r (self->geos, point);
  self->failed |= is_on == 2;
  return is_on == 1;
}

static void
end_run (Frontier *self)
{
  const guint32 end = self->xy->len / 2;

  if (self->ends->len == 0 ? end > 0
                           : g_array_index (self->ends, guint32, self->ends->len - 1) < end)
    g_array_append_val (self->ends, end);
}

/* The runs of a closed ring that lie on the outlines; one that begins at the ring's first point and
 * one that ends there are two. */
static void
add_ring (Frontier *self, const double *xy, guint n)
{
  gboolean was_on = n > 0 && is_on_outline (self, xy[0], xy[1]), in_run = FALSE;

  for (guint i = 1; i < n; i++)
    {
      const double  *from = &xy[2 * i - 2], *to = &xy[2 * i];
      const gboolean is_on = is_on_outline (self, to[0], to[1]);

      if (was_on && is_on && is_on_outline (self, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2))
        {
          if (!in_run)
            g_array_append_vals (self->xy, from, 2);
          g_array_append_vals (self->xy, to, 2);
          in_run = TRUE;
        }
      else if (in_run)
        {
          end_run (self);
          in_run = FALSE;
        }
      was_on = is_on;
    }
  if (in_run)
    end_run (self);
}

/* NULL when GEOS refuses one of the areas: a line without it would look whole and be none. */
static GEOSGeometry *
collect_outlines (GEOSContextHandle_t geos, const AcnGeometry *const *others, guint n_others)
{
  g_autofree GEOSGeometry **parts = g_new0 (GEOSGeometry *, MAX (1, n_others));
  guint                     n = 0;

  for (guint i = 0; i < n_others; i++)
    {
      GEOSGeometry *other;

      if (acn_geometry_is_empty (others[i]))
        continue;
      other = acn_geos_from_geometry (geos, others[i]);
      parts[n] = other != NULL ? GEOSBoundary_r (geos, other) : NULL;
      if (other != NULL)
        GEOSGeom_destroy_r (geos, other);
      if (parts[n] == NULL)
        {
          while (n > 0)
            GEOSGeom_destroy_r (geos, parts[--n]);
          return NULL;
        }
      n++;
    }
  return GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, parts, n);
}

/**
 * acn_geometry_frontier:
 * @area: an area, perhaps empty
 * @others: (array length=n_others): areas that lie against it
 *
 * Returns: (transfer full) (nullable): lines: what of the outline of @area lies on an outline of
 *   the others, within some 30 m; perhaps empty. NULL with an error of ACN_GEO_ERROR. O(n log n).
 */
AcnGeometry *
acn_geometry_frontier (const AcnGeometry        *area,
                       const AcnGeometry *const *others,
                       guint                     n_others,
                       GError                  **error)
{
  Frontier      self = { .geos = acn_geos_get (),
                         .xy = g_array_new (FALSE, FALSE, sizeof (double)),
                         .ends = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  GEOSGeometry *outlines = collect_outlines (self.geos, others, n_others);

  self.outlines = outlines != NULL ? GEOSPrepare_r (self.geos, outlines) : NULL;
  self.failed = self.outlines == NULL;
  for (guint i = 0; !self.failed && i < area->n_rings; i++)
    {
      const guint32 begin = i > 0 ? area->ring_ends[i - 1] : 0;

      add_ring (&self, area->xy + 2 * begin, area->ring_ends[i] - begin);
    }
  if (self.outlines != NULL)
    GEOSPreparedGeom_destroy_r (self.geos, self.outlines);
  if (outlines != NULL)
    GEOSGeom_destroy_r (self.geos, outlines);
  if (self.failed)
    {
      g_set_error (error,
                   ACN_GEO_ERROR,
                   ACN_GEO_ERROR_FAILED,
                   /* Translators: %s says why, in English. */
                   _ ("a line between areas could not be found: %s"),
                   acn_geos_last_message ());
      g_array_unref (self.xy);
      g_array_unref (self.ends);
      return NULL;
    }
  return acn_geometry_new_take_arrays (
      ACN_GEOMETRY_LINES, self.xy, self.ends, g_array_new (FALSE, FALSE, sizeof (guint32)));
}
