/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure on many days: numbered files, or one moving picture. */
#pragma once

#include "export/acn-figure.h"

G_BEGIN_DECLS

/* Called from the thread that saves, after each frame. */
typedef void (*AcnSeriesProgress) (guint n_done, guint n_frames, gpointer data);

/* AcnSeries:
 * @figure: of any day
 * @span: from the first frame's day to the day after the last possible one
 * @step: as in acn_series_days()
 * @seconds: that a frame of a moving picture stands, 0.02..60
 * @progress: or NULL */
typedef struct
{
  const AcnFigure  *figure;
  AcnSpan           span;
  const char       *step;
  double            seconds;
  AcnSeriesProgress progress;
  gpointer          progress_data;
} AcnSeries;

/* More frames than this are refused. */
#define ACN_SERIES_MAX 5000

GArray  *acn_series_days (const AcnMapSpec *map, AcnSpan span, const char *step, GError **error);
char    *acn_series_name_frame (const char *path, guint number);
gboolean acn_series_save (const AcnSeries *self,
                          const char      *path,
                          GCancellable    *cancellable,
                          GError         **error);

G_END_DECLS
