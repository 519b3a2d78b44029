/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-cairo-painter.h"

#include "export/acn-pango-text.h"

#include <math.h>

typedef struct
{
  cairo_t          *cr;
  const AcnContour *contours;
  const float      *points;
  double            left, top, right, bottom; /* what can be seen, logical pixels */
} Painter;

static void
set_color (cairo_t *cr, AcnColor color)
{
  if (color.a >= 1)
    cairo_set_source_rgb (cr, color.r, color.g, color.b);
  else
    cairo_set_source_rgba (cr, color.r, color.g, color.b, color.a);
}

/* Whether any of a contour lies within what can be seen, @reach_px around it included. */
static gboolean
can_be_seen (const Painter *self, const float *xy, guint n, double reach_px)
{
  float left = xy[0], top = xy[1], right = xy[0], bottom = xy[1];

  for (guint i = 1; i < n; i++)
    {
      left = MIN (left, xy[2 * i]);
      right = MAX (right, xy[2 * i]);
      top = MIN (top, xy[2 * i + 1]);
      bottom = MAX (bottom, xy[2 * i + 1]);
    }
  return (double) bottom + reach_px >= self->top && (double) top - reach_px <= self->bottom &&
         (double) right + reach_px >= self->left && (double) left - reach_px <= self->right;
}

/* A pixel is covered by the contours around it alone, so those that end before it are left out. */
static void
trace_path (const Painter *self, const AcnOp *op, double reach_px)
{
  for (guint c = op->first_contour; c < op->first_contour + op->n_contours; c++)
    {
      const AcnContour *contour = &self->contours[c];
      const float      *xy = self->points + 2 * contour->first;

      if (contour->n == 0 || !can_be_seen (self, xy, contour->n, reach_px))
        continue;
      cairo_move_to (self->cr, xy[0], xy[1]);
      for (guint i = 1; i < contour->n; i++)
        cairo_line_to (self->cr, xy[2 * i], xy[2 * i + 1]);
      if (contour->closed)
        cairo_close_path (self->cr);
    }
}

static void
paint_fill (const Painter *self, const AcnOp *op)
{
  trace_path (self, op, 1);
  set_color (self->cr, op->color);
  cairo_fill (self->cr);
}

static void
paint_stroke (const Painter *self, const AcnOp *op)
{
  double dashes[2] = { op->dash_on, op->dash_off };

  trace_path (self, op, op->line_width + 1);
  set_color (self->cr, op->color);
  cairo_set_line_width (self->cr, op->line_width);
  cairo_set_line_cap (self->cr, op->round_caps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (self->cr, dashes, op->dash_on > 0 ? 2 : 0, 0);
  cairo_stroke (self->cr);
}

static void
trace_rounded (cairo_t *cr, double x, double y, double w, double h, double r)
{
  r = MIN (r, MIN (w, h) / 2);
  if (r <= 0)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
stroke_border (cairo_t *cr, const AcnOp *op)
{
  set_color (cr, op->line_color);
  cairo_set_line_width (cr, op->line_width);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static void
paint_rect (cairo_t *cr, const AcnOp *op)
{
  double half = op->line_width / 2;

  if (op->color.a > 0)
    {
      trace_rounded (cr, op->x, op->y, op->width, op->height, op->radius);
      set_color (cr, op->color);
      cairo_fill (cr);
    }
  if (op->line_width > 0 && op->line_color.a > 0)
    {
      trace_rounded (cr,
                     op->x + half,
                     op->y + half,
                     op->width - op->line_width,
                     op->height - op->line_width,
                     op->radius - half);
      stroke_border (cr, op);
    }
}

static void
paint_circle (cairo_t *cr, const AcnOp *op)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, op->x, op->y, op->radius, 0, 2 * G_PI);
  cairo_close_path (cr);
  set_color (cr, op->color);
  if (op->line_width > 0 && op->line_color.a > 0)
    {
      cairo_fill_preserve (cr);
      stroke_border (cr, op);
    }
  else
    cairo_fill (cr);
}

/* Twice as far as letters of the size reach, whatever way the line is turned. */
static gboolean
text_can_be_seen (const Painter *self, const AcnOp *op)
{
  const double letter_px = op->font.size_px + MAX (0, op->font.letter_spacing_px);
  const double n = op->angle_rad != 0 ? (double) g_utf8_strlen (op->text, -1) + 2 : 2;
  const double reach_px = 2 * n * letter_px + op->line_width;

  return op->y + reach_px >= self->top && op->y - reach_px <= self->bottom;
}

static void
paint_text (const Painter *self, const AcnOp *op)
{
  cairo_t         *cr = self->cr;
  PangoLayoutLine *line;

  if (!text_can_be_seen (self, op))
    return;
  line = pango_layout_get_line_readonly (acn_pango_text_get (&op->font, op->text), 0);
  cairo_save (cr);
  cairo_translate (cr, op->x, op->y);
  if (op->angle_rad != 0)
    cairo_rotate (cr, op->angle_rad);
  if (op->line_width > 0 && op->line_color.a > 0)
    {
      cairo_move_to (cr, 0, 0);
      pango_cairo_layout_line_path (cr, line);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      stroke_border (cr, op);
    }
  cairo_move_to (cr, 0, 0);
  set_color (cr, op->color);
  pango_cairo_show_layout_line (cr, line);
  cairo_restore (cr);
}

/* Padding keeps the edges whole where pictures meet. */
static void
paint_image (cairo_t *cr, const AcnOp *op)
{
  const AcnImage  *image = op->image;
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) image->pixels,
                                                                  CAIRO_FORMAT_ARGB32,
                                                                  (int) image->width,
                                                                  (int) image->height,
                                                                  (int) image->width * 4);

  cairo_save (cr);
  cairo_translate (cr, op->x, op->y);
  cairo_scale (cr, op->width / image->width, op->height / image->height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_rectangle (cr, 0, 0, image->width, image->height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
paint_op (const Painter *self, const AcnOp *op)
{
  switch (op->kind)
    {
    case ACN_OP_FILL:
      paint_fill (self, op);
      break;
    case ACN_OP_STROKE:
      paint_stroke (self, op);
      break;
    case ACN_OP_RECT:
      paint_rect (self->cr, op);
      break;
    case ACN_OP_CIRCLE:
      paint_circle (self->cr, op);
      break;
    case ACN_OP_TEXT:
      paint_text (self, op);
      break;
    case ACN_OP_IMAGE:
      paint_image (self->cr, op);
      break;
    case ACN_OP_PUSH_CLIP:
      cairo_save (self->cr);
      cairo_rectangle (self->cr, op->x, op->y, op->width, op->height);
      cairo_clip (self->cr);
      break;
    case ACN_OP_POP_CLIP:
      cairo_restore (self->cr);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * acn_cairo_paint:
 * @cr: one unit is a logical pixel; its state is kept
 *
 * Paints the list in order. Needs no display; any thread, one at a time a @cr.
 */
void
acn_cairo_paint (cairo_t *cr, const AcnDisplayList *list)
{
  Painter      self = { .cr = cr,
                        .contours = acn_display_list_get_contours (list),
                        .points = acn_display_list_get_points (list) };
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  cairo_clip_extents (cr, &self.left, &self.top, &self.right, &self.bottom);
  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n; i++)
    paint_op (&self, &ops[i]);
  cairo_restore (cr);
}
