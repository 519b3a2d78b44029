/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-label-room.h"

#include <math.h>

/* A line is looked at in steps of this when its visible part is sought, px. */
#define STEP_PX 6.0

/**
 * acn_label_room_init:
 * @window: what of the map is seen, world pixels
 */
void
acn_label_room_init (AcnLabelRoom *self, AcnLabelBox window)
{
  self->window = window;
  self->covered = g_array_new (FALSE, FALSE, sizeof (AcnLabelBox));
  self->marks = g_array_new (FALSE, FALSE, sizeof (AcnLabelBox));
}

void
acn_label_room_clear (AcnLabelRoom *self)
{
  g_clear_pointer (&self->covered, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
}

/**
 * acn_label_room_take:
 * @boxes: (element-type AcnLabelBox): gets what @list covers
 * @dx, @dy: from the list's pixels to the world's
 *
 * Rectangles, circles and level texts count; paths lie on one of them or are too thin to.
 */
void
acn_label_room_take (GArray               *boxes,
                     const AcnDisplayList *list,
                     double                dx,
                     double                dy,
                     AcnTextMeasure        measure,
                     gpointer              measure_data)
{
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  for (guint i = 0; i < n; i++)
    {
      const AcnOp *op = &ops[i];
      AcnLabelBox  box = { op->x + dx, op->y + dy, op->x + dx, op->y + dy };

      if (op->kind == ACN_OP_RECT)
        {
          box.east += op->width;
          box.south += op->height;
        }
      else if (op->kind == ACN_OP_CIRCLE)
        {
          const double radius = op->radius + op->line_width / 2;

          box = (AcnLabelBox){
            box.west - radius, box.north - radius, box.east + radius, box.south + radius
          };
        }
      else if (op->kind == ACN_OP_TEXT && op->angle_rad == 0)
        {
          const AcnTextSize size = measure (&op->font, op->text, measure_data);

          box.east += size.width_px;
          box.north -= size.ascent_px;
          box.south = box.north + size.height_px;
        }
      else
        continue;
      g_array_append_val (boxes, box);
    }
}

gboolean
acn_label_boxes_overlap (const AcnLabelBox *a, const AcnLabelBox *b)
{
  return a->west < b->east && b->west < a->east && a->north < b->south && b->north < a->south;
}

/**
 * acn_label_room_shows:
 *
 * Returns: whether the point lies in the window and nothing covers it
 */
gboolean
acn_label_room_shows (const AcnLabelRoom *self, double x, double y)
{
  const AcnLabelBox point = { x - 0.5, y - 0.5, x + 0.5, y + 0.5 };

  if (point.west < self->window.west || point.east > self->window.east ||
      point.north < self->window.north || point.south > self->window.south)
    return FALSE;
  for (guint i = 0; i < self->covered->len; i++)
    if (acn_label_boxes_overlap (&point, &g_array_index (self->covered, AcnLabelBox, i)))
      return FALSE;
  return TRUE;
}

/**
 * acn_label_room_holds:
 *
 * Returns: whether @box lies in the window, clear of all that is laid over the map
 */
gboolean
acn_label_room_holds (const AcnLabelRoom *self, const AcnLabelBox *box)
{
  const GArray *const taken[] = { self->covered, self->marks };

  if (box->west < self->window.west || box->east > self->window.east ||
      box->north < self->window.north || box->south > self->window.south)
    return FALSE;
  for (guint t = 0; t < G_N_ELEMENTS (taken); t++)
    for (guint i = 0; i < taken[t]->len; i++)
      if (acn_label_boxes_overlap (box, &g_array_index (taken[t], AcnLabelBox, i)))
        return FALSE;
  return TRUE;
}

/**
 * acn_label_room_reach:
 * @reach: of the place's own dot about @x, @y, px
 *
 * Returns: how far from the place's point a name must begin: outside of a mark that lies on it
 */
double
acn_label_room_reach (const AcnLabelRoom *self, double x, double y, double reach)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const AcnLabelBox *mark = &g_array_index (self->marks, AcnLabelBox, i);

      if (x > mark->west - reach && x < mark->east + reach && y > mark->north - reach &&
          y < mark->south + reach && mark->east - mark->west < 40)
        reach = MAX (
            reach,
            MAX (MAX (mark->east - x, x - mark->west), MAX (mark->south - y, y - mark->north)));
    }
  return reach;
}

/* --- The visible part of a line -------------------------------------------------------------- */

static void
densify (const double *xy, guint n, GArray *out)
{
  for (guint i = 0; i + 1 < n; i++)
    {
      const double *from = &xy[2 * i], *to = from + 2;
      const double  length = hypot (to[0] - from[0], to[1] - from[1]);
      const guint   parts = (guint) CLAMP (ceil (length / STEP_PX), 1, 4096);

      for (guint p = 0; p < parts; p++)
        {
          const double share = (double) p / parts;
          const double point[2] = { from[0] + share * (to[0] - from[0]),
                                    from[1] + share * (to[1] - from[1]) };

          g_array_append_vals (out, point, 2);
        }
    }
  g_array_append_vals (out, &xy[2 * n - 2], 2);
}

static gboolean
is_clear (const AcnLabelRoom *self, const double *point, double inset)
{
  const AcnLabelBox box = {
    point[0] - inset, point[1] - inset, point[0] + inset, point[1] + inset
  };

  return acn_label_room_holds (self, &box);
}

/**
 * acn_label_room_crop:
 * @xy: (array length=2n): a line, world pixels
 * @n: number of its points
 * @inset: how far from edges and covers it must stay, px
 *
 * Returns: (transfer full) (element-type double): the longest run of the line with that much room
 *   about it, x y interleaved; empty without any
 */
GArray *
acn_label_room_crop (const AcnLabelRoom *self, const double *xy, guint n, double inset)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  GArray       *run = g_array_new (FALSE, FALSE, sizeof (double));
  const double *p;
  guint         first = 0, best = 0, best_n = 0, count;

  densify (xy, n, points);
  p = (const double *) (gconstpointer) points->data;
  count = points->len / 2;
  for (guint i = 0; i <= count; i++)
    if (i == count || !is_clear (self, &p[2 * i], inset))
      {
        if (i - first > best_n)
          {
            best = first;
            best_n = i - first;
          }
        first = i + 1;
      }
  if (best_n > 1)
    g_array_append_vals (run, &p[2 * best], 2 * best_n);
  return run;
}
