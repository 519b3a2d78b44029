/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas of which GEOS can make nothing: whoever needs one is told so, the map shows the rest. No
 * reader lets such a ring through; this is for the day on which one does. */
#include "geo/acn-overlay.h"
#include "io/acn-write-geojson.h"
#include "model/acn-area-range.h"
#include "model/acn-dossier-builder.h"
#include "model/acn-dossier-compare.h"
#include "model/acn-interpolation.h"
#include "scene/acn-furniture.h"
#include "scene/acn-map-scene.h"

#include <string.h>

enum
{
  LAND,    /* a good box */
  BROKEN,  /* two rings of two points on any day, others from February */
  UNITED,  /* both */
  BORDER,  /* the line between them */
  REACHED, /* what is near the broken ones */
  N_LAYERS,
};

/* The whole, or ACN_NONE, and its parts. */
typedef struct
{
  guint whole, parts[2];
} Readout;

typedef struct
{
  AcnDossier *dossier;
  AcnMapSpec *spec;
  AcnDay      january, february;
} Fixture;

static AcnDay
parse_day (const char *iso)
{
  AcnDay day;

  g_assert_true (acn_day_parse (iso, &day));
  return day;
}

static AcnPyramid *
make_area (const double *xy, guint32 n)
{
  const guint32 part_end = 1;

  return acn_pyramid_new (acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                                 g_memdup2 (xy, 2 * n * sizeof (double)),
                                                 n,
                                                 g_memdup2 (&n, sizeof n),
                                                 1,
                                                 g_memdup2 (&part_end, sizeof part_end),
                                                 1));
}

static void
add_feature (GArray *features, AcnPyramid *area, AcnSpan span)
{
  const AcnFeature feature = { .id = "f",
                               .when = { .span = span, .is_interval = 1 },
                               .pyramid = area,
                               .actor = ACN_NONE,
                               .class_index = ACN_NONE,
                               .rank = 5 };

  g_array_append_val (features, feature);
}

static void
add_features (AcnDossierBuilder *builder, const Fixture *f)
{
  static const double box[] = { 30, 46, 34, 46, 34, 50, 30, 50, 30, 46 };
  static const double line[] = { 31, 47, 32, 48 };
  AcnLayer           *layers = (AcnLayer *) (gpointer) builder->layers->data;
  GArray             *land = g_array_new (FALSE, TRUE, sizeof (AcnFeature));
  GArray             *broken = g_array_new (FALSE, TRUE, sizeof (AcnFeature));

  add_feature (land, make_area (box, 5), (AcnSpan){ ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END });
  for (guint i = 0; i < 4; i++)
    add_feature (broken,
                 make_area (line, 2),
                 i < 2 ? (AcnSpan){ f->january, f->february }
                       : (AcnSpan){ f->february, ACN_DAY_OPEN_END });
  layers[LAND].features = acn_dossier_builder_take_array (builder, land, &layers[LAND].n_features);
  layers[BROKEN].features =
      acn_dossier_builder_take_array (builder, broken, &layers[BROKEN].n_features);
}

static AcnDossier *
make_dossier (const Fixture *f, const Readout *readout)
{
  static const guint       operands[] = { LAND, BROKEN };
  static const char *const ids[] = { "land", "broken", "united", "border", "reached" };
  g_autoptr (AcnDossierBuilder) builder = acn_dossier_builder_new ();

  builder->id = "x";
  builder->language = "en";
  builder->span = (AcnSpan){ f->january, f->february + 30 };
  for (guint i = 0; i < N_LAYERS; i++)
    {
      AcnLayer layer = {
        .id = ids[i],
        .title =
            acn_dossier_builder_take_text (builder, acn_text_new (g_intern_string ("en"), ids[i])),
        .content = i < UNITED ? ACN_LAYER_DATA : ACN_LAYER_DERIVATION,
        .group = ACN_NONE,
        .members_of = ACN_NONE,
        .style = { .fill = ACN_HUE_TEAL, .opacity = 0.5, .stroke = ACN_HUE_INK, .width_px = 1 },
        .visible = TRUE,
        .overlay_op = i == BORDER ? ACN_DERIVES_LINE : ACN_OVERLAY_UNION,
        .reach_km = i == REACHED ? 10 : 0,
        .operands = i == REACHED ? operands + 1 : operands,
        .n_operands = i == REACHED ? 1 : 2,
      };

      g_array_append_val (builder->layers, layer);
    }
  add_features (builder, f);
  if (readout != NULL)
    {
      builder->readout_whole = readout->whole;
      g_array_append_vals (builder->readout_parts, readout->parts, 2);
    }
  return acn_dossier_builder_end (g_steal_pointer (&builder));
}

static void
set_up (Fixture *f, gconstpointer readout)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);

  f->january = parse_day ("2020-01-01");
  f->february = parse_day ("2020-02-01");
  f->dossier = make_dossier (f, readout);
  f->spec = acn_map_spec_new (f->dossier, basemap);
  f->spec->day = f->january + 9;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_map_spec_unref (f->spec);
  acn_dossier_unref (f->dossier);
}

static void
assert_told (const GError *error)
{
  g_assert_error (error, ACN_GEO_ERROR, ACN_GEO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "an area is broken and cannot be repaired: "));
}

static void
test_areas (Fixture *f, gconstpointer unused)
{
  for (guint layer = LAND; layer < N_LAYERS; layer++)
    {
      g_autoptr (GError) area_error = NULL, km2_error = NULL, series_error = NULL;
      g_autoptr (AcnPyramid) area =
          acn_dossier_layer_area_at (f->dossier, layer, f->january, &area_error);
      double   km2;
      gboolean sized =
          acn_dossier_layer_area_km2_at (f->dossier, layer, f->january, &km2, &km2_error);
      g_autoptr (GArray) series = acn_dossier_layer_area_series (f->dossier, layer, &series_error);

      if (layer == LAND)
        {
          g_assert_nonnull (area);
          g_assert_true (sized);
          g_assert_nonnull (series);
          continue;
        }
      g_assert_null (area);
      g_assert_false (sized);
      g_assert_null (series);
      assert_told (area_error);
      assert_told (km2_error);
      assert_told (series_error);
    }
}

static void
test_differences (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) compared = NULL, swept = NULL, ranged = NULL;
  AcnAreaRange range;

  g_assert_null (
      acn_dossier_layer_compare (f->dossier, UNITED, f->january, f->february, &compared));
  assert_told (compared);
  g_assert_true (acn_dossier_layer_is_between (f->dossier, BROKEN, f->spec->day, NULL));
  g_assert_null (acn_dossier_layer_interpolate (f->dossier, BROKEN, f->spec->day, &swept));
  assert_told (swept);
  g_assert_false (acn_dossier_layer_range_at (f->dossier, UNITED, f->january, &range, &ranged));
  assert_told (ranged);
}

static void
test_geojson (Fixture *f, gconstpointer unused)
{
  const guint  layers[] = { LAND, BROKEN };
  const AcnDay days[] = { f->spec->day, f->spec->day };

  for (guint i = 0; i < 3; i++)
    {
      const guint derived[] = { LAND, UNITED };
      g_autoptr (GError) error = NULL;

      g_assert_null (acn_write_geojson (f->dossier,
                                        i == 0 ? derived : layers,
                                        2,
                                        days,
                                        "en",
                                        i == 1 ? BROKEN : ACN_NONE,
                                        f->february,
                                        i == 2 ? BROKEN : ACN_NONE,
                                        &error));
      assert_told (error);
    }
}

static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer unused)
{
  return (AcnTextSize){ .width_px = 6, .height_px = 12, .ascent_px = 9 };
}

static guint
count_fills (AcnMapSpec *spec)
{
  g_autoptr (AcnMapScene) scene = acn_map_scene_new (spec, 5, 1, NULL, NULL, measure, NULL);
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  guint        n, n_fills = 0;
  const AcnOp *ops;

  assert_told (acn_map_scene_get_error (scene));
  acn_map_scene_layout (scene, 4700, 2700, 512, 512, list);
  ops = acn_display_list_get_ops (list, &n);
  for (guint i = 0; i < n; i++)
    n_fills += ops[i].kind == ACN_OP_FILL;
  return n_fills;
}

/* The box is drawn all the same. */
static void
test_map (Fixture *f, gconstpointer unused)
{
  const guint n_fills = count_fills (f->spec);

  f->spec->layer_visible[LAND] = FALSE;
  g_assert_cmpuint (count_fills (f->spec), <, n_fills);
  f->spec->interpolates = TRUE;
  count_fills (f->spec);
  acn_map_spec_set_comparison (f->spec, f->february);
  count_fills (f->spec);
}

/* No read-out is told by half: not without the whole, nor with its first part alone. */
static void
test_readout (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_readout_to_text (f->spec, &error));
  assert_told (error);
}

/* Both parts are sound on the map's day; what is compared with it is not. */
static void
test_compared_readout (Fixture *f, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) none = NULL, error = NULL;

  f->spec->day = f->january - 1;
  text = acn_readout_to_text (f->spec, &none);
  g_assert_no_error (none);
  g_assert_nonnull (strstr (text, "broken"));
  acn_map_spec_set_comparison (f->spec, f->february);
  g_assert_null (acn_readout_to_text (f->spec, &error));
  assert_told (error);
}

int
main (int argc, char *argv[])
{
  static const Readout whole = { BROKEN, { LAND, LAND } }, second = { LAND, { LAND, BROKEN } },
                       compared = { LAND, { BROKEN, LAND } };

  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/scene/broken-area/areas", test_areas);
  ADD ("/scene/broken-area/differences", test_differences);
  ADD ("/scene/broken-area/geojson", test_geojson);
  ADD ("/scene/broken-area/map", test_map);
#undef ADD
#define ADD(name, readout, function)                                                               \
  g_test_add (name, Fixture, &readout, set_up, function, tear_down)
  ADD ("/scene/broken-area/readout/whole", whole, test_readout);
  ADD ("/scene/broken-area/readout/second-part", second, test_readout);
  ADD ("/scene/broken-area/readout/compared", compared, test_compared_readout);
  return g_test_run ();
}
