/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-clip.h"

/* --- Areas ----------------------------------------------------------------------------------- */

/* One side of the box: keeps what lies where sign * coordinate <= sign * limit. */
typedef struct
{
  guint  axis; /* 0: x, 1: y */
  double sign, limit;
} Side;

static gboolean
is_inside (const Side *side, const double *point)
{
  return side->sign * point[side->axis] <= side->sign * side->limit;
}

static void
append_crossing (GArray *out, const Side *side, const double *a, const double *b)
{
  guint  other = 1 - side->axis;
  double t = (side->limit - a[side->axis]) / (b[side->axis] - a[side->axis]), point[2];

  point[side->axis] = side->limit;
  point[other] = a[other] + t * (b[other] - a[other]);
  g_array_append_vals (out, point, 2);
}

static void
clip_by_side (const double *xy, guint n, const Side *side, GArray *out)
{
  for (guint i = 0, j = n - 1; i < n; j = i++)
    {
      const double *a = xy + 2 * j, *b = xy + 2 * i;
      gboolean      from = is_inside (side, a), to = is_inside (side, b);

      if (from != to)
        append_crossing (out, side, a, b);
      if (to)
        g_array_append_vals (out, b, 2);
    }
}

/**
 * acn_clip_area_ring:
 * @xy: (array): @n points, interleaved, ring not closed
 * @box: west, north, east, south
 * @out_xy: (element-type double): gets the ring's part inside the box at its end, not closed;
 *   nothing when there is none. A ring in several pieces comes as one ring whose pieces are joined
 *   along the box, which fills alike.
 *
 * Source: Sutherland & Hodgman 1974, doi:10.1145/360767.360802
 */
void
acn_clip_area_ring (const double *xy, guint n, const double box[4], GArray *out_xy)
{
  const Side sides[] = { { 0, -1, box[0] }, { 1, -1, box[1] }, { 0, 1, box[2] }, { 1, 1, box[3] } };
  g_autoptr (GArray) even = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) odd = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint s = 0; s < G_N_ELEMENTS (sides) && n > 0; s++)
    {
      GArray *out = s + 1 == G_N_ELEMENTS (sides) ? out_xy : s % 2 == 0 ? even : odd;
      guint   before = out == out_xy ? out_xy->len : 0;

      g_array_set_size (out, before);
      clip_by_side (xy, n, &sides[s], out);
      xy = (const double *) (gconstpointer) out->data;
      n = out->len / 2;
    }
}

/* --- Lines ----------------------------------------------------------------------------------- */

/* Narrows [*t0, *t1] of a segment to where delta * t <= room. */
static gboolean
narrow (double delta, double room, double *t0, double *t1)
{
  double t;

  if (delta == 0)
    return room >= 0;
  t = room / delta;
  if (delta > 0)
    *t1 = MIN (*t1, t);
  else
    *t0 = MAX (*t0, t);
  return *t0 <= *t1;
}

static gboolean
clip_segment (const double *a, const double *b, const double box[4], double *t0, double *t1)
{
  double dx = b[0] - a[0], dy = b[1] - a[1];

  *t0 = 0;
  *t1 = 1;
  return narrow (-dx, a[0] - box[0], t0, t1) && narrow (dx, box[2] - a[0], t0, t1) &&
         narrow (-dy, a[1] - box[1], t0, t1) && narrow (dy, box[3] - a[1], t0, t1);
}

static void
append_at (GArray *run, const double *a, const double *b, double t)
{
  double point[2] = { a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]) };

  g_array_append_vals (run, t == 0 ? a : t == 1 ? b : point, 2);
}

static void
end_run (GArray *run, AcnClipRun callback, gpointer data)
{
  if (run->len >= 4)
    callback ((const double *) (gconstpointer) run->data, run->len / 2, data);
  g_array_set_size (run, 0);
}

/**
 * acn_clip_line:
 * @xy: (array): @n points, interleaved
 * @box: west, north, east, south
 * @callback: called for each run of at least two points inside the box, in order
 *
 * Source: Liang & Barsky 1984, doi:10.1145/357332.357333
 */
void
acn_clip_line (const double *xy, guint n, const double box[4], AcnClipRun callback, gpointer data)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < n; i++)
    {
      const double *a = xy + 2 * i - 2, *b = xy + 2 * i;
      double        t0, t1;

      if (!clip_segment (a, b, box, &t0, &t1))
        {
          end_run (run, callback, data);
          continue;
        }
      if (run->len == 0 || t0 > 0)
        {
          end_run (run, callback, data);
          append_at (run, a, b, t0);
        }
      append_at (run, a, b, t1);
      if (t1 < 1)
        end_run (run, callback, data);
    }
  end_run (run, callback, data);
}
