/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/acn-map-scene.h"

G_BEGIN_DECLS

/* One style of one layer: the shapes that are painted together. */
typedef struct
{
  AcnStyle style;
  guint    first_shape, n_shapes;
} AcnCoat;

struct _AcnMapScene
{
  AcnMapSpec   *spec;
  double        zoom, scale;
  guint         level;
  gboolean      waits;    /* for tiles that are slow to come */
  GArray       *coats;    /* AcnCoat */
  GPtrArray    *shapes;   /* const AcnShape * of the pyramids below */
  GPtrArray    *pyramids; /* (owned) */
  AcnLabelPlan *labels;
  AcnLabelPlan *line_labels; /* of reaches, or NULL */
  GError       *error;       /* first derivation that failed, or NULL */
};

gboolean acn_map_scene_is_there (const AcnMapSpec *spec, AcnBaseLayer layer, guint feature);

G_END_DECLS
