/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layout wants painted, in painting order: the only language between layouts and painters.
 * Coordinates are logical pixels, x right, y down, origin at the top left of the target. */
#pragma once

#include <glib.h>

#include "scene/acn-image.h"

G_BEGIN_DECLS

/* sRGB, not premultiplied, each 0..1. */
typedef struct
{
  float r, g, b, a;
} AcnColor;

/* AcnFont: of the interface's sans family. */
typedef struct
{
  float    size_px;
  guint16  weight; /* 400 regular, 600 semibold, 700 bold */
  gboolean italic;
  float    letter_spacing_px;
} AcnFont;

typedef struct
{
  double width_px, height_px, ascent_px;
} AcnTextSize;

/* Measures one line of text; must agree with the painter. Called from any thread. */
typedef AcnTextSize (*AcnTextMeasure) (const AcnFont *font, const char *text, gpointer data);

typedef enum
{
  ACN_OP_FILL,      /* contours, non-zero winding */
  ACN_OP_STROKE,    /* contours */
  ACN_OP_RECT,      /* filled, rounded, with an optional border inside its edge */
  ACN_OP_CIRCLE,    /* filled, with an optional border centred on its edge */
  ACN_OP_TEXT,      /* one line */
  ACN_OP_IMAGE,     /* a picture, scaled into its rectangle */
  ACN_OP_PUSH_CLIP, /* rectangle */
  ACN_OP_POP_CLIP,
} AcnOpKind;

typedef struct
{
  AcnOpKind kind;
  AcnColor  color;             /* fill, stroke or text; fully transparent: not painted */
  AcnColor  line_color;        /* border of rect and circle, halo of text */
  float     line_width;        /* of strokes, borders, halos; px */
  float     dash_on, dash_off; /* px, 0: solid */
  guint8    round_caps;
  guint32   first_contour, n_contours; /* FILL and STROKE */
  float     x, y, width, height,
      radius; /* RECT, IMAGE, CIRCLE (centre, radius), clip; TEXT: x, y of the baseline's start */
  float       angle_rad; /* TEXT: clockwise about x, y */
  AcnFont     font;
  const char *text;  /* owned by the list */
  AcnImage   *image; /* IMAGE: owned by the list */
} AcnOp;

typedef struct
{
  guint32  first, n; /* points */
  gboolean closed;
} AcnContour;

typedef struct _AcnDisplayList AcnDisplayList;

AcnDisplayList *acn_display_list_new (void);
AcnDisplayList *acn_display_list_ref (AcnDisplayList *self);
void            acn_display_list_unref (AcnDisplayList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnDisplayList, acn_display_list_unref)

/* Paths: begin, then points, then an op that uses all contours since begin. */
void acn_display_list_begin_path (AcnDisplayList *self);
void acn_display_list_begin_contour (AcnDisplayList *self, gboolean closed);
void acn_display_list_add_point (AcnDisplayList *self, double x, double y);
void acn_display_list_fill (AcnDisplayList *self, AcnColor color);
void acn_display_list_stroke (AcnDisplayList *self,
                              AcnColor        color,
                              double          width_px,
                              double          dash_on,
                              double          dash_off,
                              gboolean        round_caps);

void acn_display_list_rect (AcnDisplayList *self,
                            double          x,
                            double          y,
                            double          width,
                            double          height,
                            double          radius,
                            AcnColor        fill,
                            AcnColor        border,
                            double          border_px);
void acn_display_list_line (AcnDisplayList *self,
                            double          x0,
                            double          y0,
                            double          x1,
                            double          y1,
                            AcnColor        color,
                            double          width_px);
void acn_display_list_circle (AcnDisplayList *self,
                              double          cx,
                              double          cy,
                              double          radius,
                              AcnColor        fill,
                              AcnColor        border,
                              double          border_px);
/* x, y: the baseline's start. The text is copied. halo_px 0: none. */
void acn_display_list_text (AcnDisplayList *self,
                            double          x,
                            double          y,
                            const AcnFont  *font,
                            const char     *text,
                            AcnColor        color,
                            AcnColor        halo,
                            double          halo_px,
                            double          angle_rad);
void acn_display_list_image (
    AcnDisplayList *self, AcnImage *image, double x, double y, double width, double height);
void
acn_display_list_push_clip (AcnDisplayList *self, double x, double y, double width, double height);
void acn_display_list_pop_clip (AcnDisplayList *self);
void
acn_display_list_append (AcnDisplayList *self, const AcnDisplayList *other, double dx, double dy);

void acn_display_list_scale (AcnDisplayList *self, double factor);
void acn_display_list_recolor (AcnDisplayList *self, AcnColor (*map) (AcnColor color));

const AcnOp      *acn_display_list_get_ops (const AcnDisplayList *self, guint *n);
const AcnContour *acn_display_list_get_contours (const AcnDisplayList *self);
const float      *acn_display_list_get_points (const AcnDisplayList *self); /* interleaved x y */

G_END_DECLS
