/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rectangles, discs, upright lines and text become render nodes, which every renderer paints fast.
 * What has no node in the oldest supported GTK (slanted lines, polygons, halos) becomes a cairo
 * node no larger than its own bounds. */
#include "paint/acn-snapshot-painter.h"

#include "export/acn-pango-text.h"
#include "paint/acn-small-texture.h"

#include <math.h>

typedef struct
{
  GtkSnapshot      *snapshot;
  const AcnContour *contours;
  const float      *points;
  int               scale;
} Painter;

static GdkRGBA
to_rgba (AcnColor color)
{
  return (GdkRGBA){ color.r, color.g, color.b, color.a };
}

static void
set_source (cairo_t *cr, AcnColor color)
{
  cairo_set_source_rgba (cr, color.r, color.g, color.b, color.a);
}

/* Bounds of all points of the op's path, grown by half the line; FALSE when it has no point. */
static gboolean
get_path_bounds (const Painter *self, const AcnOp *op, graphene_rect_t *out)
{
  float min_x = INFINITY, min_y = INFINITY, max_x = -INFINITY, max_y = -INFINITY;
  float grow = op->kind == ACN_OP_STROKE ? op->line_width : 0;

  for (guint c = op->first_contour; c < op->first_contour + op->n_contours; c++)
    {
      const float *xy = self->points + 2 * self->contours[c].first;

      for (guint i = 0; i < self->contours[c].n; i++)
        {
          min_x = MIN (min_x, xy[2 * i]);
          max_x = MAX (max_x, xy[2 * i]);
          min_y = MIN (min_y, xy[2 * i + 1]);
          max_y = MAX (max_y, xy[2 * i + 1]);
        }
    }
  if (min_x > max_x)
    return FALSE;
  min_x = floorf (min_x - grow);
  min_y = floorf (min_y - grow);
  graphene_rect_init (
      out, min_x, min_y, ceilf (max_x + grow) - min_x, ceilf (max_y + grow) - min_y);
  return TRUE;
}

static void
trace_path (const Painter *self, const AcnOp *op, cairo_t *cr)
{
  for (guint c = op->first_contour; c < op->first_contour + op->n_contours; c++)
    {
      const AcnContour *contour = &self->contours[c];
      const float      *xy = self->points + 2 * contour->first;

      for (guint i = 0; i < contour->n; i++)
        if (i == 0)
          cairo_move_to (cr, xy[0], xy[1]);
        else
          cairo_line_to (cr, xy[2 * i], xy[2 * i + 1]);
      if (contour->closed && contour->n > 0)
        cairo_close_path (cr);
    }
}

static void
paint_path (const Painter *self, const AcnOp *op)
{
  graphene_rect_t bounds;
  double          dashes[2] = { op->dash_on, op->dash_off };
  cairo_t        *cr;

  if (!get_path_bounds (self, op, &bounds))
    return;
  cr = gtk_snapshot_append_cairo (self->snapshot, &bounds);
  trace_path (self, op, cr);
  set_source (cr, op->color);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, op->round_caps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, op->line_width);
  cairo_set_dash (cr, dashes, op->dash_on > 0 ? 2 : 0, 0);
  if (op->kind == ACN_OP_FILL)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
  cairo_destroy (cr);
}

/* A solid stroke of one upright segment is a rectangle. */
static gboolean
paint_upright_line (const Painter *self, const AcnOp *op)
{
  const AcnContour *contour = &self->contours[op->first_contour];
  const float      *xy = self->points + 2 * contour->first;
  const float       half = op->line_width / 2;
  graphene_rect_t   rect;
  GdkRGBA           rgba = to_rgba (op->color);

  if (op->n_contours != 1 || contour->n != 2 || op->dash_on > 0 || op->round_caps)
    return FALSE;
  if (xy[0] == xy[2])
    graphene_rect_init (&rect, xy[0] - half, MIN (xy[1], xy[3]), 2 * half, fabsf (xy[3] - xy[1]));
  else if (xy[1] == xy[3])
    graphene_rect_init (&rect, MIN (xy[0], xy[2]), xy[1] - half, fabsf (xy[2] - xy[0]), 2 * half);
  else
    return FALSE;
  gtk_snapshot_append_color (self->snapshot, &rgba, &rect);
  return TRUE;
}

static void
paint_fill_and_border (
    GtkSnapshot *snapshot, const AcnOp *op, graphene_rect_t rect, float radius, float grow)
{
  GskRoundedRect rounded;
  GdkRGBA        fill = to_rgba (op->color);
  GdkRGBA        line = to_rgba (op->line_color);

  if (fill.alpha > 0 && radius > 0)
    {
      /* A border that leaves nothing within: the cairo renderer fills it as one path, where a
       * rounded clip makes it paint through a mask. */
      const float   across = rect.size.width / 2, down = rect.size.height / 2;
      const GdkRGBA fills[4] = { fill, fill, fill, fill };

      gsk_rounded_rect_init_from_rect (&rounded, &rect, radius);
      gtk_snapshot_append_border (
          snapshot, &rounded, (float[4]){ down, across, down, across }, fills);
    }
  else if (fill.alpha > 0)
    gtk_snapshot_append_color (snapshot, &fill, &rect);
  if (line.alpha > 0 && op->line_width > 0)
    {
      const float   widths[4] = { op->line_width, op->line_width, op->line_width, op->line_width };
      const GdkRGBA colors[4] = { line, line, line, line };

      graphene_rect_inset (&rect, -grow, -grow);
      gsk_rounded_rect_init_from_rect (&rounded, &rect, radius > 0 ? radius + grow : 0);
      gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
    }
}

static void
paint_rect (const Painter *self, const AcnOp *op)
{
  graphene_rect_t bounds;
  GdkTexture     *texture = acn_small_texture_get (op, self->scale, &bounds);

  if (texture != NULL)
    gtk_snapshot_append_texture (self->snapshot, texture, &bounds);
  else
    paint_fill_and_border (self->snapshot,
                           op,
                           GRAPHENE_RECT_INIT (op->x, op->y, op->width, op->height),
                           op->radius,
                           0);
}

static void
paint_circle (GtkSnapshot *snapshot, const AcnOp *op)
{
  const float r = op->radius;

  paint_fill_and_border (
      snapshot, op, GRAPHENE_RECT_INIT (op->x - r, op->y - r, 2 * r, 2 * r), r, op->line_width / 2);
}

static void
paint_halo (GtkSnapshot *snapshot, const AcnOp *op, PangoLayout *layout)
{
  PangoRectangle  ink;
  graphene_rect_t bounds;
  const float     reach = op->line_width + 1;
  cairo_t        *cr;

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  graphene_rect_init (
      &bounds, ink.x - reach, ink.y - reach, ink.width + 2 * reach, ink.height + 2 * reach);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  pango_cairo_layout_path (cr, layout);
  set_source (cr, op->line_color);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, op->line_width);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
paint_text (GtkSnapshot *snapshot, const AcnOp *op)
{
  PangoLayout *layout = acn_pango_text_get (&op->font, op->text);
  GdkRGBA      rgba = to_rgba (op->color);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (op->x, op->y));
  if (op->angle_rad != 0)
    gtk_snapshot_rotate (snapshot, op->angle_rad * (180.0f / (float) G_PI));
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (0, -pango_layout_get_baseline (layout) / (float) PANGO_SCALE));
  if (op->line_width > 0 && op->line_color.a > 0)
    paint_halo (snapshot, op, layout);
  gtk_snapshot_append_layout (snapshot, layout, &rgba);
  gtk_snapshot_restore (snapshot);
}

static void
paint_image (GtkSnapshot *snapshot, const AcnOp *op)
{
  AcnImage *image = op->image;
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (image->pixels,
                                                         (gsize) image->width * image->height * 4,
                                                         (GDestroyNotify) acn_image_unref,
                                                         acn_image_ref (image));
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (
      (int) image->width, (int) image->height, GDK_MEMORY_DEFAULT, bytes, (gsize) image->width * 4);

  gtk_snapshot_append_texture (
      snapshot, texture, &GRAPHENE_RECT_INIT (op->x, op->y, op->width, op->height));
}

static void
paint_op (const Painter *self, const AcnOp *op)
{
  switch (op->kind)
    {
    case ACN_OP_FILL:
      paint_path (self, op);
      break;
    case ACN_OP_STROKE:
      if (!paint_upright_line (self, op))
        paint_path (self, op);
      break;
    case ACN_OP_RECT:
      paint_rect (self, op);
      break;
    case ACN_OP_CIRCLE:
      paint_circle (self->snapshot, op);
      break;
    case ACN_OP_TEXT:
      paint_text (self->snapshot, op);
      break;
    case ACN_OP_IMAGE:
      paint_image (self->snapshot, op);
      break;
    case ACN_OP_PUSH_CLIP:
      gtk_snapshot_push_clip (self->snapshot,
                              &GRAPHENE_RECT_INIT (op->x, op->y, op->width, op->height));
      break;
    case ACN_OP_POP_CLIP:
      gtk_snapshot_pop (self->snapshot);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * acn_snapshot_paint:
 * @snapshot: one unit is a logical pixel; its transform and clips are kept
 * @list: painted in order; not needed after the call
 * @scale: of the widget, device pixels per logical pixel
 *
 * Looks like acn_cairo_paint() of the same list.
 */
void
acn_snapshot_paint (GtkSnapshot *snapshot, const AcnDisplayList *list, int scale)
{
  Painter self = { snapshot, NULL, NULL, scale };
  guint   n;

  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));
  g_return_if_fail (list != NULL);
  g_return_if_fail (scale > 0);
  self.contours = acn_display_list_get_contours (list);
  self.points = acn_display_list_get_points (list);

  const AcnOp *ops = acn_display_list_get_ops (list, &n);
  for (guint i = 0; i < n; i++)
    paint_op (&self, &ops[i]);
}
