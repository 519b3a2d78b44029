/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `accession export` is told: by options, by a figure file, and what both mean. */
#pragma once

#include "cli/acn-cli.h"
#include "export/acn-figure.h"

G_BEGIN_DECLS

/* AcnExportOptions: as given; NULL where not given. */
typedef struct
{
  char   **outputs;
  char    *date, *dates;
  char    *from, *to, *step, *seconds;
  char    *layers;
  char    *view, *bbox;
  char    *size, *scale, *preset, *margin;
  char    *language, *style, *parts;
  char    *scenario, *scene, *beside, *compare, *interpolate, *claim;
  char    *title, *subtitle, *caption;
  char    *figure;
  char    *tiles;
  gboolean force;
  gboolean allow_network;
  gboolean between; /* the same as interpolate=yes of a figure file */
  gboolean list_presets, list_layers, list_views;
} AcnExportOptions;

/* AcnExportPlan: what they mean, as far as can be said without the dossier. */
typedef struct
{
  AcnDay    day;
  GArray   *days; /* AcnDay, or NULL */
  AcnSpan   span; /* of a series, when there is a step */
  double    seconds;
  int       width_px, height_px;
  double    scale, margin_px;
  AcnTheme  theme;
  guint     parts;
  AcnBounds bbox; /* empty: not given */
} AcnExportPlan;

AcnExit  acn_export_options_parse (AcnExportOptions *self, char ***argv);
void     acn_export_options_clear (AcnExportOptions *self);
gboolean acn_export_options_read_figure (AcnExportOptions *self, AcnExit *out_exit);
gboolean acn_export_plan_make (AcnExportPlan *self, const AcnExportOptions *options);
void     acn_export_plan_clear (AcnExportPlan *self);
AcnExit  acn_export_list_presets (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnExportOptions, acn_export_options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnExportPlan, acn_export_plan_clear)

G_END_DECLS
