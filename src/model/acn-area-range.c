/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer's outline on a day is the outline of the whole (border and coast, which are known) and a
 * front, which belongs to features that say how precise they are. With the front drawn in by its
 * precision everywhere the area is smallest, with it pushed out it is largest; ground that no side
 * holds for certain may be the layer's as well. */
#include "model/acn-area-range.h"

#include "geo/acn-band.h"
#include "model/acn-dossier-private.h"

#include <math.h>

/* Corners are the same when they are within a centimetre. */
#define GRID_PER_DEG 1e7
/* Lines are buffered in pieces: short ones have one latitude, and are many times faster. */
#define PIECE_POINTS 12

/* One side of an outline, whichever way it runs. */
typedef struct
{
  guint64 low, high;
  double  precision_km; /* 0: not told */
} Side;

static guint64
pack (const double *xy)
{
  return (guint64) (guint32) (gint32) llround (xy[0] * GRID_PER_DEG) << 32 |
         (guint32) (gint32) llround (xy[1] * GRID_PER_DEG);
}

static Side
make_side (const double *xy, double precision_km)
{
  const guint64 a = pack (xy), b = pack (xy + 2);

  return (Side){ MIN (a, b), MAX (a, b), precision_km };
}

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  const Side *one = a, *other = b;

  if (one->low != other->low)
    return one->low < other->low ? -1 : 1;
  return (one->high > other->high) - (one->high < other->high);
}

static void
add_sides (GArray *sides, const AcnGeometry *geometry, double precision_km)
{
  for (guint r = 0; r < geometry->n_rings; r++)
    for (guint i = r > 0 ? geometry->ring_ends[r - 1] : 0; i + 1 < geometry->ring_ends[r]; i++)
      {
        Side side = make_side (geometry->xy + 2 * (gsize) i, precision_km);

        g_array_append_val (sides, side);
      }
}

/* Sorts sides; of those that are there several times the least precise stays. */
static void
seal_sides (GArray *sides)
{
  guint n = 0;

  g_array_sort (sides, compare_sides);
  for (guint i = 0; i < sides->len; i++)
    {
      Side  side = g_array_index (sides, Side, i);
      Side *last = n > 0 ? &g_array_index (sides, Side, n - 1) : NULL;

      if (last != NULL && compare_sides (last, &side) == 0)
        last->precision_km = MAX (last->precision_km, side.precision_km);
      else
        g_array_index (sides, Side, n++) = side;
    }
  g_array_set_size (sides, n);
}

static const Side *
find_side (GArray *sides, const Side *side)
{
  guint at;

  return g_array_binary_search (sides, side, compare_sides, &at) ? &g_array_index (sides, Side, at)
                                                                 : NULL;
}

/* Those of the features that a layer shows, or is derived from. */
static void
add_feature_sides (AcnDossier *self, guint index, AcnDay day, GArray *sides)
{
  const AcnLayer *layer = acn_dossier_get_layers (self, NULL) + index;
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (self, index, day);

  for (guint i = 0; i < layer->n_operands; i++)
    add_feature_sides (self, layer->operands[i], day, sides);
  for (guint i = 0; i < shown->len; i++)
    {
      const AcnFeature  *feature = &layer->features[g_array_index (shown, guint, i)];
      const AcnGeometry *geometry = acn_pyramid_get_geometry (feature->pyramid);

      if (feature->precision_km > 0 && geometry->kind == ACN_GEOMETRY_AREAS)
        add_sides (sides, geometry, feature->precision_km);
    }
}

/* --- The front -------------------------------------------------------------------------------- */

/* Precision of a side of an outline; 0 where it is the whole's, or nobody tells. */
static double
front_precision (const double *xy, GArray *whole, GArray *known)
{
  const Side  side = make_side (xy, 0);
  const Side *told = find_side (known, &side);

  return told != NULL && find_side (whole, &side) == NULL ? told->precision_km : 0;
}

/* Cuts an outline's front into short lines of one precision. */
static GArray *
list_front (const AcnGeometry *area, GArray *whole, GArray *known)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (AcnBandLine));

  for (guint r = 0; r < area->n_rings; r++)
    {
      AcnBandLine *line = NULL;

      for (guint i = r > 0 ? area->ring_ends[r - 1] : 0; i + 1 < area->ring_ends[r]; i++)
        {
          const double *xy = area->xy + 2 * (gsize) i;
          const double  km = front_precision (xy, whole, known);

          if (km > 0 && line != NULL && line->radius_km == km && line->n < PIECE_POINTS)
            line->n++;
          else if (km > 0)
            {
              AcnBandLine next = { xy, 2, km };

              g_array_append_val (lines, next);
              line = &g_array_index (lines, AcnBandLine, lines->len - 1);
            }
          else
            line = NULL;
        }
    }
  return lines;
}

/* --- Limits ----------------------------------------------------------------------------------- */

static gboolean
overlay_km2 (
    AcnOverlayOp op, const AcnGeometry *a, const AcnGeometry *b, double *out_km2, GError **error)
{
  const AcnGeometry *operands[] = { a, b };
  g_autoptr (AcnGeometry) result =
      acn_overlay (op, operands, G_N_ELEMENTS (operands), ACN_SLIVER_KM2, error);

  if (result == NULL)
    return FALSE;
  *out_km2 = acn_geometry_area_km2 (result);
  return TRUE;
}

/* The read-out's parts, and what is derived from its whole, share out the whole. */
static gboolean
shares_whole (AcnDossier *self, guint index)
{
  const AcnLayer *layer = acn_dossier_get_layers (self, NULL) + index;
  guint           n;
  const guint    *parts = acn_dossier_get_readout_parts (self, &n);

  for (guint i = 0; i < n; i++)
    if (parts[i] == index)
      return TRUE;
  return layer->n_operands > 0 && layer->operands[0] == acn_dossier_get_readout_whole (self);
}

/* What may be the layer's beside what it shows: the band, and ground of uncertain layers. */
static AcnGeometry *
unite_doubtful (AcnDossier *self, guint index, AcnDay day, const AcnGeometry *band, GError **error)
{
  g_autoptr (GPtrArray) pyramids =
      g_ptr_array_new_with_free_func ((GDestroyNotify) acn_pyramid_unref);
  g_autoptr (GPtrArray) operands = g_ptr_array_new ();
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (self, &n);

  g_ptr_array_add (operands, (gpointer) band);
  for (guint i = 0; i < n; i++)
    {
      AcnPyramid *area;

      if (i == index || !layers[i].uncertain)
        continue;
      area = acn_dossier_layer_area_at (self, i, day, error);
      if (area == NULL)
        return NULL;
      g_ptr_array_add (pyramids, area);
      g_ptr_array_add (operands, acn_pyramid_get_geometry (area));
    }
  return acn_overlay (
      ACN_OVERLAY_UNION, (const AcnGeometry *const *) operands->pdata, operands->len, 0, error);
}

static gboolean
measure_limits (AcnDossier        *self,
                guint              layer,
                AcnDay             day,
                const AcnGeometry *area,
                const AcnGeometry *whole,
                AcnAreaRange      *range,
                GError           **error)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (Side));
  g_autoptr (GArray) border = g_array_new (FALSE, FALSE, sizeof (Side));
  g_autoptr (GArray) front = NULL;
  g_autoptr (AcnGeometry) band = NULL, doubtful = NULL, within = NULL;
  const AcnGeometry *operands[2];
  double             inside_km2, outside_km2;

  add_feature_sides (self, layer, day, known);
  seal_sides (known);
  add_sides (border, whole, 0);
  seal_sides (border);
  front = list_front (area, border, known);
  band = acn_band_new ((const AcnBandLine *) (gpointer) front->data, front->len, error);
  if (band == NULL || !overlay_km2 (ACN_OVERLAY_INTERSECTION, area, band, &inside_km2, error))
    return FALSE;
  doubtful = unite_doubtful (self, layer, day, band, error);
  if (doubtful == NULL)
    return FALSE;
  operands[0] = doubtful;
  operands[1] = whole;
  within = acn_overlay (ACN_OVERLAY_INTERSECTION, operands, 2, 0, error);
  if (within == NULL || !overlay_km2 (ACN_OVERLAY_DIFFERENCE, within, area, &outside_km2, error))
    return FALSE;
  range->low_km2 = MAX (0, range->km2 - inside_km2);
  range->high_km2 = range->km2 + outside_km2;
  return TRUE;
}

/**
 * acn_dossier_layer_range_at:
 * @layer: index of a layer
 * @day: any day
 * @out_range: (out): its area, and between which limits it lies
 *
 * The limits are equal to the area where nothing is told of the precision of its outline, or where
 * the layer is no part of what the read-out measures. Kept by step; the first time costs some ten
 * ms: not for the main thread. Outlines must share their corners with the whole's, to a centimetre:
 * a border that does not counts as front.
 *
 * Returns: %FALSE with @error when GEOS fails
 */
gboolean
acn_dossier_layer_range_at (
    AcnDossier *self, guint layer, AcnDay day, AcnAreaRange *out_range, GError **error)
{
  const guint  whole = acn_dossier_get_readout_whole (self);
  const AcnDay step = acn_dossier_layer_step (self, layer, day).begin_day;
  g_autoptr (AcnPyramid) area = NULL, all = NULL;
  AcnAreaRange range;

  if (!acn_dossier_layer_area_km2_at (self, layer, day, &range.km2, error))
    return FALSE;
  range.low_km2 = range.high_km2 = range.km2;
  if (whole != ACN_NONE && shares_whole (self, layer) &&
      !acn_area_cache_get_limits (self->areas, layer, step, &range.low_km2, &range.high_km2))
    {
      area = acn_dossier_layer_area_at (self, layer, day, error);
      all = area != NULL ? acn_dossier_layer_area_at (self, whole, day, error) : NULL;
      if (all == NULL || !measure_limits (self,
                                          layer,
                                          day,
                                          acn_pyramid_get_geometry (area),
                                          acn_pyramid_get_geometry (all),
                                          &range,
                                          error))
        return FALSE;
      acn_area_cache_put_limits (self->areas, layer, step, range.low_km2, range.high_km2);
    }
  *out_range = range;
  return TRUE;
}
