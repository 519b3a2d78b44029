/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A moving picture of figures: animated WebP without loss, by libwebp. */
#pragma once

#include "export/acn-figure.h"

G_BEGIN_DECLS

typedef struct _AcnAnimation  AcnAnimation;
typedef struct _AcnFrameImage AcnFrameImage;

AcnFrameImage *acn_frame_image_new (const AcnFigure *figure, GError **error);
void           acn_frame_image_free (AcnFrameImage *self);

AcnAnimation *acn_animation_new (const AcnFigure *figure, GError **error);
void          acn_animation_free (AcnAnimation *self);
void          acn_animation_add (AcnAnimation *self, const AcnFrameImage *image, double seconds);
GBytes *acn_animation_finish (AcnAnimation *self, const AcnFigureNotes *notes, GError **error);

G_END_DECLS
