/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which side of its place a name stands, where marks of events lie around it: far out at sea,
 * where no other name is. */
#include "model/acn-dossier-builder.h"
#include "scene/acn-labels.h"

#include <math.h>
#include <string.h>

#define ZOOM 7.0
#define LON_DEG -40.0
#define LAT_DEG 36.0
#define NAME "Sealand"

/* Where an event was, px east and south of the place. */
typedef struct
{
  double dx, dy;
} Mark;

static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer unused)
{
  return (AcnTextSize){ .width_px = 6 * (double) strlen (text), .height_px = 16, .ascent_px = 12 };
}

static const AcnText *
take_text (AcnDossierBuilder *builder, const char *text)
{
  return acn_dossier_builder_take_text (builder, acn_text_new (g_intern_string ("en"), text));
}

static void
add_layer (AcnDossierBuilder *builder)
{
  static const double xy[] = { LON_DEG, LAT_DEG };
  const guint32       one = 1;
  const AcnFeature    feature = {
       .id = "f",
       .when = { .span = { ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END }, .is_interval = 1 },
       .pyramid = acn_pyramid_new (acn_geometry_new_take (ACN_GEOMETRY_POINTS,
                                                       g_memdup2 (xy, sizeof xy),
                                                       1,
                                                       g_memdup2 (&one, sizeof one),
                                                       1,
                                                       g_memdup2 (&one, sizeof one),
                                                       1)),
       .name = take_text (builder, NAME),
       .actor = ACN_NONE,
       .class_index = ACN_NONE,
       .rank = 3
  };
  GArray  *features = g_array_new (FALSE, TRUE, sizeof (AcnFeature));
  AcnLayer layer = { .id = "towns",
                     .title = take_text (builder, "Towns"),
                     .content = ACN_LAYER_DATA,
                     .group = ACN_NONE,
                     .members_of = ACN_NONE,
                     .visible = TRUE };

  g_array_append_val (features, feature);
  layer.features = acn_dossier_builder_take_array (builder, features, &layer.n_features);
  g_array_append_val (builder->layers, layer);
}

static void
add_event (AcnDossierBuilder *builder, Mark mark)
{
  const double px = ACN_WORLD_SIZE / (256 * exp2 (ZOOM));
  AcnPlace     place = { .id = "p", .title = take_text (builder, "P") };
  AcnEvent     event = { .id = "e",
                         .title = take_text (builder, "E"),
                         .when = { .span = { 0, 1 } },
                         .place = builder->places->len,
                         .view = ACN_NONE,
                         .rank = 1 };
  double       x, y;

  acn_mercator_project (LON_DEG, LAT_DEG, &x, &y);
  acn_mercator_unproject (x + mark.dx * px, y + mark.dy * px, &place.lon_deg, &place.lat_deg);
  g_array_append_val (builder->places, place);
  g_array_append_val (builder->events, event);
}

/* East and south of the place: 1; west and north: -1; level with it or astride: 0. */
static void
find_side (const Mark *marks, guint n_marks, int *east, int *south)
{
  g_autoptr (AcnDossierBuilder) builder = acn_dossier_builder_new ();
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnDossier) dossier = NULL;
  g_autoptr (AcnMapSpec) spec = NULL;
  g_autoptr (AcnLabelPlan) plan = NULL;
  const AcnLane   lane = { .id = "lane", .title = take_text (builder, "Lane") };
  const AcnLabel *labels, *label = NULL;
  guint           n;

  builder->id = "x";
  builder->language = "en";
  builder->span = (AcnSpan){ 0, 10 };
  g_array_append_val (builder->lanes, lane);
  add_layer (builder);
  for (guint i = 0; i < n_marks; i++)
    add_event (builder, marks[i]);
  dossier = acn_dossier_builder_end (g_steal_pointer (&builder));
  spec = acn_map_spec_new (dossier, basemap);
  plan = acn_label_plan_new (spec, ZOOM, NULL, measure, NULL);
  labels = acn_label_plan_get (plan, &n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (labels[i].text, NAME))
      label = &labels[i];
  g_assert_nonnull (label);
  *east = (label->x > label->dot_x) - (label->x + 6 * (double) strlen (NAME) < label->dot_x);
  /* From the top of the text to its foot. */
  *south = (label->y - 12 > label->dot_y - 1) - (label->y + 4 < label->dot_y + 1);
}

static void
assert_side (const Mark *marks, guint n_marks, int east, int south)
{
  int found_east, found_south;

  find_side (marks, n_marks, &found_east, &found_south);
  if (found_east != east || found_south != south)
    g_error ("with %u marks %d east, %d south instead of %d, %d",
             n_marks,
             found_east,
             found_south,
             east,
             south);
}

static void
test_sides (void)
{
  static const Mark marks[] = {
    { 26, 12 },                /* on its right and below */
    { -26, 12 }, { -14, -12 }, /* above and to the left */
    { 26, -10 }, { 26, -10 },  { 26, -10 },
  };

  assert_side (marks, 0, 1, 0);
  assert_side (marks, 1, -1, 0);
  assert_side (marks, 2, 0, -1);
  assert_side (marks, 3, 1, -1);
  /* Nowhere is it clear: where least of it is covered. */
  assert_side (marks, 6, -1, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/place-names/sides", test_sides);
  return g_test_run ();
}
