/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with a figure in a worker. */
#pragma once

#include <gtk/gtk.h>

#include "export/acn-series.h"

G_BEGIN_DECLS

/* AcnFigurePainting: a figure in pixels and in words. */
typedef struct
{
  GdkTexture *texture;
  char       *description;
} AcnFigurePainting;

void acn_figure_painting_free (AcnFigurePainting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnFigurePainting, acn_figure_painting_free)

void               acn_figure_paint_async (const AcnFigure    *figure,
                                           double              scale,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            owner);
AcnFigurePainting *acn_figure_paint_finish (GAsyncResult *result, GError **error);

/* Called in the main thread. */
typedef void (*AcnFigureProgress) (guint n_done, guint n_frames, gpointer owner);

void     acn_figure_save_async (const AcnFigure    *figure,
                                AcnSpan             span,
                                const char         *step,
                                const char         *path,
                                GCancellable       *cancellable,
                                AcnFigureProgress   progress,
                                GAsyncReadyCallback callback,
                                gpointer            owner,
                                gpointer            data);
gboolean acn_figure_save_finish (GAsyncResult *result, char **out_alt_text, GError **error);

G_END_DECLS
