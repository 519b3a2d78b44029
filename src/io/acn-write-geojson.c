/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-write-geojson.h"

#include "model/acn-dossier-compare.h"
#include "model/acn-interpolation.h"

#include <json-glib/json-glib.h>

#include <math.h>

/* Seven decimals are a centimetre: finer than any source, and what GEOS was asked to keep. */
#define DECIMALS 1e7

static void
add_position (JsonBuilder *builder, const double *lon_lat)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, round (lon_lat[0] * DECIMALS) / DECIMALS);
  json_builder_add_double_value (builder, round (lon_lat[1] * DECIMALS) / DECIMALS);
  json_builder_end_array (builder);
}

static void
add_ring (JsonBuilder *builder, const AcnGeometry *geometry, guint ring)
{
  guint begin = ring > 0 ? geometry->ring_ends[ring - 1] : 0;

  json_builder_begin_array (builder);
  for (guint i = begin; i < geometry->ring_ends[ring]; i++)
    add_position (builder, geometry->xy + 2 * i);
  json_builder_end_array (builder);
}

static void
add_polygons (JsonBuilder *builder, const AcnGeometry *geometry)
{
  json_builder_begin_array (builder);
  for (guint part = 0; part < geometry->n_parts; part++)
    {
      json_builder_begin_array (builder);
      for (guint ring = part > 0 ? geometry->part_ends[part - 1] : 0;
           ring < geometry->part_ends[part];
           ring++)
        add_ring (builder, geometry, ring);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_geometry (JsonBuilder *builder, const AcnGeometry *geometry)
{
  static const char *const types[] = { "MultiPoint", "MultiLineString", "MultiPolygon" };

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, types[geometry->kind]);
  json_builder_set_member_name (builder, "coordinates");
  if (geometry->kind == ACN_GEOMETRY_AREAS)
    add_polygons (builder, geometry);
  else
    {
      json_builder_begin_array (builder);
      for (guint ring = 0; ring < geometry->n_rings; ring++)
        if (geometry->kind == ACN_GEOMETRY_POINTS)
          add_position (builder, geometry->xy + 2 * (ring > 0 ? geometry->ring_ends[ring - 1] : 0));
        else
          add_ring (builder, geometry, ring);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_feature (JsonBuilder       *builder,
             const AcnLayer    *layer,
             const AcnFeature  *feature,
             const AcnGeometry *geometry,
             AcnDay             day,
             const char        *language)
{
  g_autofree char *date = acn_day_to_iso (day);

  json_builder_begin_object (builder);
  add_string (builder, "type", "Feature");
  add_string (builder, "id", feature != NULL ? feature->id : layer->id);
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  add_string (builder, "layer", layer->id);
  add_string (builder, "date", date);
  add_string (builder,
              "name",
              feature != NULL ? acn_text_get (feature->name, language)
                              : acn_text_get (layer->title, language));
  if (feature != NULL)
    {
      g_autofree char *when = acn_when_to_edtf (&feature->when);

      add_string (builder, "when", when);
      if (feature->class_index != ACN_NONE)
        add_string (builder, "class", layer->classes[feature->class_index].id);
      if (feature->precision_km > 0)
        {
          json_builder_set_member_name (builder, "precision_km");
          json_builder_add_double_value (builder, feature->precision_km);
        }
    }
  if (layer->hypothetical)
    {
      json_builder_set_member_name (builder, "hypothetical");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "geometry");
  add_geometry (builder, geometry);
  json_builder_end_object (builder);
}

static gboolean
add_layer (JsonBuilder *builder,
           AcnDossier  *dossier,
           guint        index,
           AcnDay       day,
           const char  *language,
           GError     **error)
{
  const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + index;

  if (layer->content == ACN_LAYER_DERIVATION)
    {
      g_autoptr (AcnPyramid) pyramid = acn_dossier_layer_area_at (dossier, index, day, error);

      if (pyramid == NULL)
        return FALSE;
      add_feature (builder, layer, NULL, acn_pyramid_get_geometry (pyramid), day, language);
    }
  else
    {
      g_autoptr (GArray) shown = acn_dossier_layer_features_at (dossier, index, day);

      for (guint i = 0; i < shown->len; i++)
        {
          const AcnFeature *feature = &layer->features[g_array_index (shown, guint, i)];

          add_feature (
              builder, layer, feature, acn_pyramid_get_geometry (feature->pyramid), day, language);
        }
    }
  return TRUE;
}

static void
add_change (JsonBuilder    *builder,
            const AcnLayer *layer,
            const char     *change,
            const char     *days_name,
            const char     *days,
            AcnPyramid     *area,
            double          km2)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", layer->id, change);

  json_builder_begin_object (builder);
  add_string (builder, "type", "Feature");
  add_string (builder, "id", id);
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  add_string (builder, "layer", layer->id);
  add_string (builder, "change", change);
  add_string (builder, days_name, days);
  json_builder_set_member_name (builder, "km2");
  json_builder_add_double_value (builder, km2);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "geometry");
  add_geometry (builder, acn_pyramid_get_geometry (area));
  json_builder_end_object (builder);
}

/* What came to a layer, left it, and stayed, from the earlier to the later of two days. */
static gboolean
add_difference (JsonBuilder *builder,
                AcnDossier  *dossier,
                guint        index,
                AcnDay       one_day,
                AcnDay       other_day,
                GError     **error)
{
  const AcnLayer  *layer = acn_dossier_get_layers (dossier, NULL) + index;
  const AcnDay     first = MIN (one_day, other_day), last = MAX (one_day, other_day);
  g_autofree char *from = acn_day_to_iso (first);
  g_autofree char *to = acn_day_to_iso (last);
  g_autofree char *when = g_strdup_printf ("%s/%s", from, to);
  g_autoptr (AcnDifference) difference =
      acn_dossier_layer_compare (dossier, index, first, last, error);

  if (difference == NULL)
    return FALSE;
  add_change (
      builder, layer, "gained", "compared", when, difference->gained, difference->gained_km2);
  add_change (builder, layer, "lost", "compared", when, difference->lost, difference->lost_km2);
  add_change (builder,
              layer,
              "unchanged",
              "compared",
              when,
              difference->unchanged,
              difference->unchanged_km2);
  return TRUE;
}

/* What may have come to a layer and left it by a day between two states. */
static gboolean
add_interpolation (
    JsonBuilder *builder, AcnDossier *dossier, guint index, AcnDay day, GError **error)
{
  const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + index;
  g_autoptr (AcnInterpolation) between = acn_dossier_layer_interpolate (dossier, index, day, error);
  g_autofree char *from = NULL, *to = NULL, *states = NULL;

  if (between == NULL)
    return FALSE;
  from = acn_day_to_iso (between->between.begin_day);
  to = acn_day_to_iso (between->between.end_day);
  states = g_strdup_printf ("%s/%s", from, to);
  add_change (builder,
              layer,
              "gained-not-observed",
              "interpolated",
              states,
              between->gained,
              between->gained_km2);
  add_change (builder,
              layer,
              "lost-not-observed",
              "interpolated",
              states,
              between->lost,
              between->lost_km2);
  return TRUE;
}

/**
 * acn_write_geojson:
 * @layers: (array length=n_layers): indexes of the layers, in order
 * @days: (array length=n_layers): the day of which each is shown
 * @language: of names
 * @compared_layer: one of @layers of which the difference is written in its place, or ACN_NONE
 * @compared_day: what it differs from
 * @interpolated_layer: one of @layers whose day is between two states: what may have changed since
 *   the first, observed by nobody, follows the state itself; or ACN_NONE
 *
 * Returns: (transfer full): a FeatureCollection, one feature for each feature that shows on its
 *   layer's day and one for a derived layer; NULL with @error when an area could not be derived.
 * Source: RFC 7946
 */
GBytes *
acn_write_geojson (AcnDossier   *dossier,
                   const guint  *layers,
                   guint         n_layers,
                   const AcnDay *days,
                   const char   *language,
                   guint         compared_layer,
                   AcnDay        compared_day,
                   guint         interpolated_layer,
                   GError      **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  char *text;

  json_builder_begin_object (builder);
  add_string (builder, "type", "FeatureCollection");
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_layers; i++)
    if ((layers[i] == compared_layer
             ? !add_difference (builder, dossier, layers[i], compared_day, days[i], error)
             : !add_layer (builder, dossier, layers[i], days[i], language, error)) ||
        (layers[i] == interpolated_layer &&
         !add_interpolation (builder, dossier, layers[i], days[i], error)))
      return NULL;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}
