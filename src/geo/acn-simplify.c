/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two neighbours have the same points along their common border, but their rings begin elsewhere
 * and run in opposite directions. So that both are simplified alike, some points are anchors by a
 * rule that looks only at the point itself, and what lies between two anchors is simplified in a
 * way that does not depend on the direction. Only the pieces next to where a third neighbour begins
 * can differ, each by less than the tolerance. */
#include "geo/acn-simplify.h"

#include <math.h>
#include <string.h>

/* One point in so many is an anchor. */
#define ANCHOR_EVERY 61

static gboolean
is_anchor (const gint32 *point)
{
  guint32 hash = (guint32) point[0] * 2654435761u ^ (guint32) point[1] * 2246822519u;

  hash ^= hash >> 15;
  return hash % ANCHOR_EVERY == 0;
}

static double
squared_distance (const gint32 *p, const gint32 *a, const gint32 *b)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1], px = (double) p[0] - a[0],
         py = (double) p[1] - a[1];
  double length = dx * dx + dy * dy,
         t = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0, 1) : 0;

  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

static gboolean
point_less (const gint32 *a, const gint32 *b)
{
  return a[0] != b[0] ? a[0] < b[0] : a[1] < b[1];
}

typedef struct
{
  guint first, last;
} Range;

/* Marks what is kept between two kept points; a stack instead of recursion. */
static void
keep_between (const gint32 *xy,
              guint         first,
              guint         last,
              double        squared_tolerance,
              guint8       *keep,
              GArray       *stack)
{
  Range range = { first, last };

  g_array_set_size (stack, 0);
  g_array_append_val (stack, range);
  while (stack->len > 0)
    {
      double farthest = squared_tolerance;
      guint  at = 0;

      range = g_array_index (stack, Range, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      for (guint i = range.first + 1; i < range.last; i++)
        {
          /* Measured from the lesser end, so that both directions round alike. */
          const gint32 *a = xy + 2 * range.first, *b = xy + 2 * range.last;
          double        d = point_less (a, b) ? squared_distance (xy + 2 * i, a, b)
                                              : squared_distance (xy + 2 * i, b, a);

          if (d > farthest || (at != 0 && d == farthest && point_less (xy + 2 * i, xy + 2 * at)))
            {
              farthest = d;
              at = i;
            }
        }
      if (at == 0)
        continue;
      keep[at] = 1;
      g_array_append_vals (stack, (Range[]){ { range.first, at }, { at, range.last } }, 2);
    }
}

/* Where a ring is to begin: at its least anchor, or at its least point when it has none. The rule
 * does not look at where the ring began, so two copies of a ring are simplified alike. */
static guint
ring_begin (const gint32 *xy, guint n)
{
  guint    least = 0;
  gboolean anchored = is_anchor (xy);

  for (guint i = 1; i < n; i++)
    {
      gboolean anchor = is_anchor (xy + 2 * i);

      if (anchor == anchored ? point_less (xy + 2 * i, xy + 2 * least) : anchor)
        {
          least = i;
          anchored = anchor;
        }
    }
  return least;
}

static guint
simplify_line (const gint32 *xy, guint n, double tolerance, gint32 *out_xy)
{
  g_autofree guint8 *keep = g_malloc0 (n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Range));
  guint from = 0, n_out = 0;

  keep[0] = keep[n - 1] = 1;
  for (guint i = 0; i < n; i++)
    keep[i] |= is_anchor (xy + 2 * i);
  for (guint i = 1; i < n; i++)
    if (keep[i])
      {
        keep_between (xy, from, i, tolerance * tolerance, keep, stack);
        from = i;
      }
  for (guint i = 0; i < n; i++)
    if (keep[i])
      {
        out_xy[2 * n_out] = xy[2 * i];
        out_xy[2 * n_out + 1] = xy[2 * i + 1];
        n_out++;
      }
  return n_out;
}

/**
 * acn_simplify:
 * @xy: (array): @n points, interleaved, world units; a ring is not closed
 * @ring: whether the last point is joined to the first
 * @tolerance: largest allowed distance of a dropped point, world units; 0 keeps all
 * @out_xy: (out caller-allocates): room for @n points
 *
 * Returns: number of points kept, a ring again not closed. Never fails. O(n log n) typical, O(n²)
 *   worst. Neighbours simplify alike (see the head of the file).
 * Source: Douglas & Peucker 1973, doi:10.3138/FM57-6770-U75U-7727
 */
guint
acn_simplify (const gint32 *xy, guint n, gboolean ring, double tolerance, gint32 *out_xy)
{
  g_autofree gint32 *turned = NULL, *kept = NULL;
  guint              begin, n_out;

  if (tolerance <= 0 || n < 3)
    {
      memcpy (out_xy, xy, 2 * (gsize) n * sizeof (gint32));
      return n;
    }
  if (!ring)
    return simplify_line (xy, n, tolerance, out_xy);
  begin = ring_begin (xy, n);
  turned = g_new (gint32, 2 * ((gsize) n + 1));
  kept = g_new (gint32, 2 * ((gsize) n + 1));
  memcpy (turned, xy + 2 * begin, 2 * (gsize) (n - begin) * sizeof (gint32));
  memcpy (turned + 2 * (n - begin), xy, 2 * (gsize) begin * sizeof (gint32));
  memcpy (turned + 2 * n, turned, 2 * sizeof (gint32));
  n_out = simplify_line (turned, n + 1, tolerance, kept) - 1;
  memcpy (out_xy, kept, 2 * (gsize) n_out * sizeof (gint32));
  return n_out;
}
