/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A family of parallel lines is u = k * period for whole k. Each edge of the area meets the lines
 * between its ends; walking the crossings of one line in order, the winding number says where the
 * line is inside. */
#include "scene/acn-hatch.h"

#include <math.h>

typedef struct
{
  gint64 line; /* k */
  double v;    /* place along the line */
  int    turn; /* +1 or -1: what crossing the edge adds to the winding number */
} Crossing;

typedef void (*AddSegment) (AcnDisplayList *list,
                            const Crossing *from,
                            const Crossing *to,
                            gpointer        data);

/* u and v of a point: u counts across the lines, v along them; u = ux * x + uy * y, and the
 * inverse gives the point again. Lengths are kept (unit vectors). */
typedef struct
{
  double ux, uy, vx, vy;
} Family;

static const Family rising = { G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2, -G_SQRT2 / 2 };
static const Family falling = { G_SQRT2 / 2, -G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2 };
static const Family level = { 0, 1, 1, 0 };

static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  const Crossing *ca = a, *cb = b;

  if (ca->line != cb->line)
    return ca->line < cb->line ? -1 : 1;
  return (ca->v > cb->v) - (ca->v < cb->v);
}

static void
cross_edge (GArray *crossings, double u0, double v0, double u1, double v1, double period)
{
  double low = MIN (u0, u1), high = MAX (u0, u1);

  if (low == high)
    return;
  /* Half-open [low, high): a vertex on a line belongs to one of its two edges only. */
  for (gint64 k = (gint64) ceil (low / period); (double) k * period < high; k++)
    {
      double   t = ((double) k * period - u0) / (u1 - u0);
      Crossing crossing = { k, v0 + t * (v1 - v0), u1 > u0 ? 1 : -1 };

      g_array_append_val (crossings, crossing);
    }
}

static GArray *
collect_crossings (const AcnRuns *rings, const Family *family, double period, double ox, double oy)
{
  GArray *crossings = g_array_sized_new (FALSE, FALSE, sizeof (Crossing), 256);
  guint   begin = 0;

  for (guint r = 0; r < rings->n_rings; begin = rings->ends[r], r++)
    for (guint i = begin, j = rings->ends[r] - 1; i < rings->ends[r]; j = i++)
      {
        double x0 = rings->xy[2 * j] + ox, y0 = rings->xy[2 * j + 1] + oy;
        double x1 = rings->xy[2 * i] + ox, y1 = rings->xy[2 * i + 1] + oy;

        cross_edge (crossings,
                    family->ux * x0 + family->uy * y0,
                    family->vx * x0 + family->vy * y0,
                    family->ux * x1 + family->uy * y1,
                    family->vx * x1 + family->vy * y1,
                    period);
      }
  g_array_sort (crossings, compare_crossings);
  return crossings;
}

/* Whether the line enters again where it leaves: at an edge that two neighbours share. */
static gboolean
goes_on (GArray *crossings, guint i)
{
  const Crossing *here = &g_array_index (crossings, Crossing, i), *next = here + 1;

  return i + 1 < crossings->len && next->line == here->line && next->v - here->v < 1e-6;
}

static void
each_segment (AcnDisplayList *list, GArray *crossings, AddSegment add, gpointer data)
{
  const Crossing *from = NULL;
  int             winding = 0;

  for (guint i = 0; i < crossings->len; i++)
    {
      const Crossing *crossing = &g_array_index (crossings, Crossing, i);

      if (from != NULL && from->line != crossing->line)
        {
          winding = 0; /* a crossing lost to rounding must not spill into the next line */
          from = NULL;
        }
      winding += crossing->turn;
      if (from == NULL)
        from = crossing;
      else if (winding == 0 && !goes_on (crossings, i))
        {
          add (list, from, crossing, data);
          from = NULL;
        }
    }
}

typedef struct
{
  const Family *family;
  double        period, ox, oy;
} Hatching;

static void
add_line (AcnDisplayList *list, const Crossing *from, const Crossing *to, gpointer data)
{
  const Hatching *h = data;
  const Family   *f = h->family;
  double          u = (double) from->line * h->period;

  acn_display_list_begin_contour (list, FALSE);
  acn_display_list_add_point (
      list, f->ux * u + f->vx * from->v - h->ox, f->uy * u + f->vy * from->v - h->oy);
  acn_display_list_add_point (
      list, f->ux * u + f->vx * to->v - h->ox, f->uy * u + f->vy * to->v - h->oy);
}

/* Dots sit on a square grid turned by half a step in every second row. A dot is a line of no
 * length with round caps. */
static void
add_dots (AcnDisplayList *list, const Crossing *from, const Crossing *to, gpointer data)
{
  const Hatching *h = data;
  double          shift = from->line & 1 ? h->period / 2 : 0;
  double          y = (double) from->line * h->period - h->oy;

  for (double k = ceil ((from->v - shift) / h->period); k * h->period + shift < to->v; k++)
    {
      double x = k * h->period + shift - h->ox;

      acn_display_list_begin_contour (list, FALSE);
      acn_display_list_add_point (list, x, y);
      acn_display_list_add_point (list, x + 0.01, y);
    }
}

static void
add_family (
    AcnDisplayList *list, const AcnRuns *rings, const Family *family, Hatching *h, AddSegment add)
{
  g_autoptr (GArray) crossings = collect_crossings (rings, family, h->period, h->ox, h->oy);

  h->family = family;
  each_segment (list, crossings, add, h);
}

/**
 * acn_hatch_area:
 * @rings: the area, non-zero winding, in pixels of the list
 * @period_px: distance between lines, > 0, logical pixels
 * @width_px: thickness of the lines (diameter of dots)
 * @origin_x_px, @origin_y_px: world pixels of the list's origin, so that neighbouring tiles agree
 *
 * Adds the hatch as one stroke. O(edges + crossings log crossings).
 */
void
acn_hatch_area (AcnDisplayList *list,
                const AcnRuns  *rings,
                AcnHatch        hatch,
                double          period_px,
                double          width_px,
                double          origin_x_px,
                double          origin_y_px,
                AcnColor        color)
{
  Hatching hatching = { .period = period_px, .ox = origin_x_px, .oy = origin_y_px };

  g_return_if_fail (period_px > 0);

  if (hatch == ACN_HATCH_NONE || rings->n_rings == 0)
    return;
  acn_display_list_begin_path (list);
  if (hatch == ACN_HATCH_DIAGONAL || hatch == ACN_HATCH_CROSS)
    add_family (list, rings, &rising, &hatching, add_line);
  if (hatch == ACN_HATCH_BACK_DIAGONAL || hatch == ACN_HATCH_CROSS)
    add_family (list, rings, &falling, &hatching, add_line);
  if (hatch == ACN_HATCH_DOTS)
    add_family (list, rings, &level, &hatching, add_dots);
  acn_display_list_stroke (list, color, width_px, 0, 0, hatch == ACN_HATCH_DOTS);
}
