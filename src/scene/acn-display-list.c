/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four growing arrays: ops in painting order, contours, points, and the texts. A list is filled by
 * one thread and read-only afterwards, so it may then be painted by any. */
#include "scene/acn-display-list.h"

struct _AcnDisplayList
{
  GArray         *ops;      /* AcnOp */
  GArray         *contours; /* AcnContour */
  GArray         *points;   /* float, interleaved x y */
  GStringChunk   *texts;
  GPtrArray      *images; /* AcnImage; NULL while there is none */
  guint32         path_first_contour;
  gatomicrefcount refs;
};

/**
 * acn_display_list_new:
 *
 * Returns: (transfer full): an empty list.
 */
AcnDisplayList *
acn_display_list_new (void)
{
  AcnDisplayList *self = g_new0 (AcnDisplayList, 1);

  g_atomic_ref_count_init (&self->refs);
  self->ops = g_array_new (FALSE, FALSE, sizeof (AcnOp));
  self->contours = g_array_new (FALSE, FALSE, sizeof (AcnContour));
  self->points = g_array_new (FALSE, FALSE, sizeof (float));
  self->texts = g_string_chunk_new (1024);
  return self;
}

/**
 * acn_display_list_ref:
 *
 * Returns: (transfer full): the same list. Any thread.
 */
AcnDisplayList *
acn_display_list_ref (AcnDisplayList *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * acn_display_list_unref:
 *
 * Drops a reference; the last one frees the list. Any thread.
 */
void
acn_display_list_unref (AcnDisplayList *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->ops);
  g_array_unref (self->contours);
  g_array_unref (self->points);
  g_string_chunk_free (self->texts);
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_free (self);
}

static AcnOp *
add_op (AcnDisplayList *self, AcnOpKind kind)
{
  AcnOp op = { .kind = kind };

  g_array_append_val (self->ops, op);
  return &g_array_index (self->ops, AcnOp, self->ops->len - 1);
}

static AcnOp *
add_path_op (AcnDisplayList *self, AcnOpKind kind)
{
  AcnOp *op = add_op (self, kind);

  op->first_contour = self->path_first_contour;
  op->n_contours = self->contours->len - self->path_first_contour;
  return op;
}

/**
 * acn_display_list_begin_path:
 *
 * Forgets the contours so far: the next fill and stroke use only those that follow.
 */
void
acn_display_list_begin_path (AcnDisplayList *self)
{
  g_return_if_fail (self != NULL);
  self->path_first_contour = self->contours->len;
}

/**
 * acn_display_list_begin_contour:
 * @closed: whether the last point is joined to the first when stroked
 *
 * Begins a contour of the current path.
 */
void
acn_display_list_begin_contour (AcnDisplayList *self, gboolean closed)
{
  AcnContour contour = { 0 };

  g_return_if_fail (self != NULL);
  contour.first = self->points->len / 2;
  contour.closed = closed != FALSE;
  g_array_append_val (self->contours, contour);
}

/**
 * acn_display_list_add_point:
 * @x: px
 * @y: px
 *
 * Adds a point to the current contour, which must have been begun.
 */
void
acn_display_list_add_point (AcnDisplayList *self, double x, double y)
{
  const float xy[2] = { (float) x, (float) y };

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->contours->len > self->path_first_contour);
  g_array_append_vals (self->points, xy, 2);
  g_array_index (self->contours, AcnContour, self->contours->len - 1).n++;
}

/**
 * acn_display_list_fill:
 * @color: of the fill
 *
 * Fills the current path; it stays for a following stroke.
 */
void
acn_display_list_fill (AcnDisplayList *self, AcnColor color)
{
  g_return_if_fail (self != NULL);
  add_path_op (self, ACN_OP_FILL)->color = color;
}

/**
 * acn_display_list_stroke:
 * @color: of the line
 * @width_px: > 0
 * @dash_on: px, 0 for a solid line
 * @dash_off: px
 * @round_caps: ends and joins are round, else butt and mitre
 *
 * Strokes the current path; it stays for a following op.
 */
void
acn_display_list_stroke (AcnDisplayList *self,
                         AcnColor        color,
                         double          width_px,
                         double          dash_on,
                         double          dash_off,
                         gboolean        round_caps)
{
  AcnOp *op;

  g_return_if_fail (self != NULL);
  op = add_path_op (self, ACN_OP_STROKE);
  op->color = color;
  op->line_width = (float) width_px;
  op->dash_on = (float) dash_on;
  op->dash_off = (float) dash_off;
  op->round_caps = round_caps != FALSE;
}

/**
 * acn_display_list_rect:
 * @x: left edge, px
 * @y: top edge, px
 * @width: px, >= 0
 * @height: px, >= 0
 * @radius: of the corners, px; painters limit it to half the shorter side
 * @fill: transparent: none
 * @border: transparent: none
 * @border_px: width of the border, drawn inside the edge
 */
void
acn_display_list_rect (AcnDisplayList *self,
                       double          x,
                       double          y,
                       double          width,
                       double          height,
                       double          radius,
                       AcnColor        fill,
                       AcnColor        border,
                       double          border_px)
{
  AcnOp *op;

  g_return_if_fail (self != NULL);
  op = add_op (self, ACN_OP_RECT);
  op->x = (float) x;
  op->y = (float) y;
  op->width = (float) width;
  op->height = (float) height;
  op->radius = (float) MIN (radius, MIN (width, height) / 2);
  op->color = fill;
  op->line_color = border;
  op->line_width = (float) border_px;
}

/**
 * acn_display_list_line:
 * @x0: px
 * @y0: px
 * @x1: px
 * @y1: px
 * @color: of the line
 * @width_px: > 0
 *
 * A straight line with butt ends: a path of its own.
 */
void
acn_display_list_line (AcnDisplayList *self,
                       double          x0,
                       double          y0,
                       double          x1,
                       double          y1,
                       AcnColor        color,
                       double          width_px)
{
  g_return_if_fail (self != NULL);
  acn_display_list_begin_path (self);
  acn_display_list_begin_contour (self, FALSE);
  acn_display_list_add_point (self, x0, y0);
  acn_display_list_add_point (self, x1, y1);
  acn_display_list_stroke (self, color, width_px, 0, 0, FALSE);
}

/**
 * acn_display_list_circle:
 * @cx: centre, px
 * @cy: centre, px
 * @radius: px, > 0
 * @fill: transparent: none
 * @border: transparent: none
 * @border_px: width of the border, half of it on each side of the edge
 */
void
acn_display_list_circle (AcnDisplayList *self,
                         double          cx,
                         double          cy,
                         double          radius,
                         AcnColor        fill,
                         AcnColor        border,
                         double          border_px)
{
  AcnOp *op;

  g_return_if_fail (self != NULL);
  op = add_op (self, ACN_OP_CIRCLE);
  op->x = (float) cx;
  op->y = (float) cy;
  op->radius = (float) radius;
  op->color = fill;
  op->line_color = border;
  op->line_width = (float) border_px;
}

/**
 * acn_display_list_text:
 * @x: start of the baseline, px
 * @y: baseline, px
 * @font: size in px
 * @text: one line of UTF-8, copied; never read as markup
 * @color: of the glyphs
 * @halo: of the outline beneath them
 * @halo_px: how far the outline reaches, 0 for none
 * @angle_rad: clockwise about (@x, @y)
 */
void
acn_display_list_text (AcnDisplayList *self,
                       double          x,
                       double          y,
                       const AcnFont  *font,
                       const char     *text,
                       AcnColor        color,
                       AcnColor        halo,
                       double          halo_px,
                       double          angle_rad)
{
  AcnOp *op;

  g_return_if_fail (self != NULL && font != NULL && text != NULL);
  op = add_op (self, ACN_OP_TEXT);
  op->x = (float) x;
  op->y = (float) y;
  op->font = *font;
  op->text = g_string_chunk_insert_const (self->texts, text);
  op->color = color;
  op->line_color = halo;
  op->line_width = (float) halo_px;
  op->angle_rad = (float) angle_rad;
}

static AcnImage *
keep_image (AcnDisplayList *self, AcnImage *image)
{
  if (self->images == NULL)
    self->images = g_ptr_array_new_with_free_func ((GDestroyNotify) acn_image_unref);
  g_ptr_array_add (self->images, acn_image_ref (image));
  return image;
}

/**
 * acn_display_list_image:
 * @image: shared from now on
 * @x: left edge, px
 * @y: top edge, px
 * @width: px, > 0
 * @height: px, > 0
 *
 * The picture, scaled to fill the rectangle.
 */
void
acn_display_list_image (
    AcnDisplayList *self, AcnImage *image, double x, double y, double width, double height)
{
  AcnOp *op;

  g_return_if_fail (self != NULL && image != NULL);
  op = add_op (self, ACN_OP_IMAGE);
  op->x = (float) x;
  op->y = (float) y;
  op->width = (float) width;
  op->height = (float) height;
  op->image = keep_image (self, image);
}

/**
 * acn_display_list_push_clip:
 * @x: left edge, px
 * @y: top edge, px
 * @width: px
 * @height: px
 *
 * Paints nothing outside the rectangle (and the clips around it) until the matching pop.
 */
void
acn_display_list_push_clip (AcnDisplayList *self, double x, double y, double width, double height)
{
  AcnOp *op;

  g_return_if_fail (self != NULL);
  op = add_op (self, ACN_OP_PUSH_CLIP);
  op->x = (float) x;
  op->y = (float) y;
  op->width = (float) width;
  op->height = (float) height;
}

/**
 * acn_display_list_pop_clip:
 *
 * Ends the innermost clip.
 */
void
acn_display_list_pop_clip (AcnDisplayList *self)
{
  g_return_if_fail (self != NULL);
  add_op (self, ACN_OP_POP_CLIP);
}

/**
 * acn_display_list_get_ops:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): in painting order; valid until the next op is added.
 */
const AcnOp *
acn_display_list_get_ops (const AcnDisplayList *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  *n = self->ops->len;
  return (const AcnOp *) (gpointer) self->ops->data;
}

/**
 * acn_display_list_get_contours:
 *
 * Returns: (transfer none): the contours that fills and strokes name by index.
 */
const AcnContour *
acn_display_list_get_contours (const AcnDisplayList *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const AcnContour *) (gpointer) self->contours->data;
}

/**
 * acn_display_list_get_points:
 *
 * Returns: (transfer none): interleaved x y of all contours, px.
 */
const float *
acn_display_list_get_points (const AcnDisplayList *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const float *) (gpointer) self->points->data;
}

/**
 * acn_display_list_append:
 * @other: a list that stays as it is
 * @dx, @dy: how far its ops are moved, px
 *
 * Adds everything of @other at the end; the current path is forgotten.
 */
void
acn_display_list_append (AcnDisplayList *self, const AcnDisplayList *other, double dx, double dy)
{
  guint32 first_contour = self->contours->len, first_point = self->points->len / 2;

  g_return_if_fail (self != NULL && other != NULL && self != other);
  for (guint i = 0; i < other->points->len; i++)
    {
      float value = g_array_index (other->points, float, i) + (float) (i % 2 == 0 ? dx : dy);

      g_array_append_val (self->points, value);
    }
  for (guint i = 0; i < other->contours->len; i++)
    {
      AcnContour contour = g_array_index (other->contours, AcnContour, i);

      contour.first += first_point;
      g_array_append_val (self->contours, contour);
    }
  for (guint i = 0; i < other->ops->len; i++)
    {
      AcnOp op = g_array_index (other->ops, AcnOp, i);

      op.first_contour += first_contour;
      op.x += (float) dx;
      op.y += (float) dy;
      if (op.text != NULL)
        op.text = g_string_chunk_insert (self->texts, op.text);
      if (op.image != NULL)
        op.image = keep_image (self, op.image);
      g_array_append_val (self->ops, op);
    }
  self->path_first_contour = self->contours->len;
}

/**
 * acn_display_list_scale:
 * @factor: > 0; every length of the list is multiplied by it, sizes of text too
 */
void
acn_display_list_scale (AcnDisplayList *self, double factor)
{
  const float f = (float) factor;

  g_return_if_fail (self != NULL && factor > 0);
  for (guint i = 0; i < self->points->len; i++)
    g_array_index (self->points, float, i) *= f;
  for (guint i = 0; i < self->ops->len; i++)
    {
      AcnOp *op = &g_array_index (self->ops, AcnOp, i);

      op->x *= f;
      op->y *= f;
      op->width *= f;
      op->height *= f;
      op->radius *= f;
      op->line_width *= f;
      op->dash_on *= f;
      op->dash_off *= f;
      op->font.size_px *= f;
      op->font.letter_spacing_px *= f;
    }
}

/**
 * acn_display_list_recolor:
 * @map: gives every colour another; pictures stay as they are
 */
void
acn_display_list_recolor (AcnDisplayList *self, AcnColor (*map) (AcnColor color))
{
  g_return_if_fail (self != NULL);
  for (guint i = 0; i < self->ops->len; i++)
    {
      AcnOp *op = &g_array_index (self->ops, AcnOp, i);

      op->color = map (op->color);
      op->line_color = map (op->line_color);
    }
}
