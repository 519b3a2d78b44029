/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each file becomes a layer of the dossier in memory. It was not written for this program, so of
 * its properties only those count that have a meaning everywhere: when, start, end, name, title,
 * and the colours of simplestyle 1.1, each taken for the nearest of the palette, which every style
 * of map and every sight can tell apart. */
#include "io/acn-read-added.h"

#include "io/acn-beneath.h"
#include "io/acn-geojson.h"
#include "io/acn-reader.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Looks of one file that are told apart; further ones look like the layer, with a warning. */
#define N_LOOKS_MAX 24

/* What has been read of one file. */
typedef struct
{
  GArray  *features, *classes;
  gboolean told_looks; /* that there are too many */
} Rows;

static const AcnStyle plain = { .fill = ACN_HUE_VIOLET,
                                .opacity = 0.25,
                                .stroke = ACN_HUE_VIOLET,
                                .width_px = 1.6,
                                .marker = ACN_MARKER_CITY };

/* --- Files of other kinds -------------------------------------------------------------------- */

static const struct
{
  const char *suffix, *message;
} others[] = {
  { ".kml", N_ ("this is KML; only GeoJSON can be added") },
  { ".kmz", N_ ("this is KMZ; only GeoJSON can be added") },
  { ".gpx", N_ ("this is GPX; only GeoJSON can be added") },
  { ".shp", N_ ("this is a shapefile; only GeoJSON can be added") },
  { ".shx", N_ ("this is a shapefile; only GeoJSON can be added") },
  { ".dbf", N_ ("this is a shapefile; only GeoJSON can be added") },
  { ".gpkg", N_ ("this is a GeoPackage; only GeoJSON can be added") },
  { ".zip", N_ ("this is an archive; only GeoJSON can be added") },
};

static gboolean
report_other (const char *path, const char *file, AcnDiagnostics *diagnostics)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *base = g_path_get_basename (file);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_suffix (lower, others[i].suffix))
      {
        acn_diagnostics_add (
            diagnostics,
            ACN_SEVERITY_ERROR,
            file,
            0,
            0,
            "",
            /* Translators: a sentence that names the format, then the suffix of its files. Export
             * and Save Features As are in the menus of QGIS, which has your language; the last is a
             * command. */
            _ ("%s: convert it with QGIS (Export, "
               "Save Features As) or with “ogr2ogr -t_srs EPSG:4326 layer.geojson %s”"),
            _ (others[i].message),
            others[i].suffix);
        return TRUE;
      }
  return FALSE;
}

/* --- Time ------------------------------------------------------------------------------------ */

/* A date, or the date of a point in time; a whole number is a year. */
static gboolean
read_moment (AcnReader *reader, JsonObject *properties, const char *name, AcnWhen *out)
{
  JsonNode        *node = json_object_get_member (properties, name);
  g_autofree char *text = NULL;
  char            *hour;
  g_autoptr (GError) error = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    text = g_strdup_printf ("%04d", (int) CLAMP (json_node_get_int (node), 0, 9999));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  if (text == NULL)
    {
      acn_reader_error_in (reader,
                           name, /* Translators: %s is a member of an object. */
                           _ ("“%s” must be a date such as 2022-03-30"),
                           name);
      return FALSE;
    }
  if (*text == '\0')
    return FALSE;
  hour = strlen (text) > 11 && strchr ("T ", text[10]) != NULL ? text + 10 : NULL;
  if (hour != NULL)
    *hour = '\0';
  if (acn_when_parse (text, out, &error))
    return TRUE;
  acn_reader_error_in (reader, name, "%s", error->message);
  return FALSE;
}

static void
read_time (AcnReader *reader, JsonObject *properties, AcnFeature *feature)
{
  AcnWhen start, end;

  if (read_moment (reader, properties, "when", &feature->when))
    return;
  if (read_moment (reader, properties, "start", &start))
    feature->when.span.begin_day = start.span.begin_day;
  if (read_moment (reader, properties, "end", &end))
    feature->when.span.end_day = end.span.end_day;
  if (feature->when.span.begin_day < feature->when.span.end_day)
    return;
  acn_reader_error_in (reader, "end", _ ("“end” is before “start”"));
}

/* --- Colours --------------------------------------------------------------------------------- */

/* Hues by their angle; between two the nearer counts. */
static const struct
{
  double angle;
  AcnHue hue;
} angles[] = {
  { 0, ACN_HUE_RED },    { 24, ACN_HUE_ORANGE },  { 44, ACN_HUE_OCHRE },
  { 68, ACN_HUE_OLIVE }, { 130, ACN_HUE_GREEN },  { 175, ACN_HUE_TEAL },
  { 215, ACN_HUE_BLUE }, { 275, ACN_HUE_VIOLET }, { 340, ACN_HUE_CRIMSON },
};

static AcnHue
nearest_hue (const double rgb[3])
{
  const double max = MAX (rgb[0], MAX (rgb[1], rgb[2])), min = MIN (rgb[0], MIN (rgb[1], rgb[2]));
  const double chroma = max - min;
  double       angle, best = 360;
  AcnHue       hue = ACN_HUE_GREY;

  if (chroma < 0.12)
    return max < 0.25 ? ACN_HUE_INK : max < 0.6 ? ACN_HUE_SLATE : ACN_HUE_GREY;
  angle = max == rgb[0]   ? fmod ((rgb[1] - rgb[2]) / chroma + 6, 6)
          : max == rgb[1] ? (rgb[2] - rgb[0]) / chroma + 2
                          : (rgb[0] - rgb[1]) / chroma + 4;
  angle *= 60;
  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      const double apart = fabs (angle - angles[i].angle), gap = MIN (apart, 360 - apart);

      if (gap >= best)
        continue;
      best = gap;
      hue = angles[i].hue;
    }
  return hue;
}

/* "#abc" or "#aabbcc", with or without the sign. */
static gboolean
parse_colour (const char *text, AcnHue *out_hue)
{
  const char *digits = *text == '#' ? text + 1 : text;
  const gsize n = strlen (digits);
  double      rgb[3];

  if ((n != 3 && n != 6) || strspn (digits, "0123456789abcdefABCDEF") != n)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    rgb[i] = n == 3 ? g_ascii_xdigit_value (digits[i]) / 15.0
                    : (16 * g_ascii_xdigit_value (digits[2 * i]) +
                       g_ascii_xdigit_value (digits[2 * i + 1])) /
                          255.0;
  *out_hue = nearest_hue (rgb);
  return TRUE;
}

static void
read_colour (AcnReader *reader, JsonObject *properties, const char *name, AcnHue *hue)
{
  JsonNode   *node = json_object_get_member (properties, name);
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return;
  text = json_node_get_string (node);
  if (!parse_colour (text, hue))
    {
      g_autofree char *shown = acn_shorten (text);

      acn_reader_warn_in (reader,
                          name, /* Translators: %s is what stands for a colour. */
                          _ ("“%s” is no colour such as #7e3fa0; the layer's own is taken"),
                          shown);
    }
}

static void
read_share (JsonObject *properties, const char *name, double max, double *value)
{
  JsonNode *node = json_object_get_member (properties, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      (json_node_get_value_type (node) == G_TYPE_INT64 ||
       json_node_get_value_type (node) == G_TYPE_DOUBLE))
    *value = CLAMP (json_node_get_double (node), 0, max);
}

static AcnStyle
read_look (AcnReader *reader, JsonObject *properties)
{
  AcnStyle style = plain;

  read_colour (reader, properties, "marker-color", &style.stroke);
  read_colour (reader, properties, "stroke", &style.stroke);
  style.fill = json_object_has_member (properties, "stroke") ? style.stroke : style.fill;
  read_colour (reader, properties, "fill", &style.fill);
  read_share (properties, "fill-opacity", 1, &style.opacity);
  read_share (properties, "stroke-width", 20, &style.width_px);
  return style;
}

static gboolean
looks_agree (const AcnStyle *a, const AcnStyle *b)
{
  return a->fill == b->fill && a->stroke == b->stroke && a->opacity == b->opacity &&
         a->width_px == b->width_px;
}

/* --- Features -------------------------------------------------------------------------------- */

static const AcnText *
read_name (AcnReader *reader, JsonObject *properties)
{
  static const char *const names[] = { "name", "title" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode        *node = json_object_get_member (properties, names[i]);
      g_autofree char *text = NULL;

      if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
          json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
        continue;
      text = acn_text_make_literal (json_node_get_string (node));
      return acn_dossier_builder_take_text (
          reader->builder, acn_text_new (g_intern_string (reader->builder->language), text));
    }
  return NULL;
}

/* Returns whether there was a class left for it. */
static gboolean
put_look (AcnReader *reader, AcnFeature *feature, const AcnStyle *style, GArray *classes)
{
  g_autofree char *id = g_strdup_printf ("look-%u", classes->len + 1);
  AcnClass         look = { .id = acn_dossier_builder_string (reader->builder, id),
                            .title = feature->name,
                            .style = *style };

  if (looks_agree (style, &plain))
    return TRUE;
  for (guint i = 0; i < classes->len; i++)
    if (looks_agree (style, &g_array_index (classes, AcnClass, i).style))
      {
        feature->class_index = i;
        return TRUE;
      }
  if (classes->len == N_LOOKS_MAX)
    return FALSE;
  if (look.title == NULL)
    look.title = acn_dossier_builder_take_text (
        reader->builder, acn_text_new (g_intern_string (reader->builder->language), id));
  feature->class_index = classes->len;
  g_array_append_val (classes, look);
  return TRUE;
}

static void
tell_looks (AcnReader *reader, Rows *rows)
{
  if (rows->told_looks)
    return;
  rows->told_looks = TRUE;
  acn_reader_warn_in (
      reader,
      "properties", /* Translators: about the first of them; %u is some twenty, always the same. */
      _ ("a file may have %u looks at most; this feature, and all others with a further look, are "
         "drawn like the layer"),
      N_LOOKS_MAX);
}

static void
read_feature (AcnReader *reader, const AcnGeojsonFeature *row, guint index, Rows *rows)
{
  g_autofree char *id = g_strdup_printf ("#%u", index + 1);
  AcnFeature       feature = {
          .when = ACN_WHEN_ALWAYS, .actor = ACN_NONE, .class_index = ACN_NONE, .rank = 3
  };
  gsize here;

  if (acn_geometry_is_empty (acn_pyramid_get_geometry (row->pyramid)))
    return;
  feature.id = acn_dossier_builder_string (reader->builder, row->id != NULL ? row->id : id);
  if (row->properties != NULL)
    {
      AcnStyle style;
      gboolean has_look;

      here = acn_reader_enter (reader, "properties");
      read_time (reader, row->properties, &feature);
      feature.name = read_name (reader, row->properties);
      style = read_look (reader, row->properties);
      has_look = put_look (reader, &feature, &style, rows->classes);
      acn_reader_leave (reader, here);
      if (!has_look)
        tell_looks (reader, rows);
    }
  feature.pyramid = acn_pyramid_ref (row->pyramid);
  g_array_append_val (rows->features, feature);
}

static void
read_features (AcnReader *reader, AcnGeojson *geojson, AcnLayer *layer)
{
  Rows rows = { .features = g_array_new (FALSE, TRUE, sizeof (AcnFeature)),
                .classes = g_array_new (FALSE, TRUE, sizeof (AcnClass)) };

  for (guint i = 0; i < geojson->features->len && !acn_reader_is_cancelled (reader); i++)
    {
      const gsize here = reader->pointer->len;

      if (geojson->is_collection)
        {
          acn_reader_enter (reader, "features");
          acn_reader_enter_index (reader, i);
        }
      read_feature (reader, &g_array_index (geojson->features, AcnGeojsonFeature, i), i, &rows);
      acn_reader_leave (reader, here);
    }
  layer->features =
      acn_dossier_builder_take_array (reader->builder, rows.features, &layer->n_features);
  layer->classes =
      acn_dossier_builder_take_array (reader->builder, rows.classes, &layer->n_classes);
}

/* --- Layers ---------------------------------------------------------------------------------- */

static guint
make_group (AcnDossierBuilder *builder)
{
  AcnText *title = acn_text_new (g_intern_static_string ("en"), "Added");
  AcnGroup group = { .id = "added" };

  acn_text_set (title, g_intern_static_string ("uk"), "Додано");
  group.title = acn_dossier_builder_take_text (builder, title);
  g_array_append_val (builder->groups, group);
  return builder->groups->len - 1;
}

static void
add_layer (AcnDossierBuilder *builder,
           const char        *path,
           guint              group,
           guint              number,
           AcnGeojson        *geojson,
           AcnDiagnostics    *diagnostics,
           GCancellable      *cancellable)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (base);
  g_autofree char *title = acn_text_make_literal (shown);
  g_autofree char *id = g_strdup_printf ("added-%u", number);
  AcnLayer         layer = { .id = acn_dossier_builder_string (builder, id),
                             .group = group,
                             .members_of = ACN_NONE,
                             .style = plain,
                             .visible = TRUE };
  AcnReader        reader;

  layer.title = acn_dossier_builder_take_text (
      builder, acn_text_new (g_intern_string (builder->language), title));
  layer.added_path = acn_dossier_builder_string (builder, path);
  acn_reader_init (&reader, geojson->document, diagnostics);
  reader.builder = builder;
  reader.cancellable = cancellable;
  read_features (&reader, geojson, &layer);
  acn_reader_clear (&reader);
  g_array_append_val (builder->layers, layer);
}

/**
 * acn_read_added_layers:
 * @builder: a dossier that is read, not yet ended; gets a layer for each file, above all others
 * @paths: (array zero-terminated=1) (nullable): GeoJSON files
 * @diagnostics: gets every fault, with its place
 * @cancellable: (nullable): ends the reading
 *
 * Returns: whether there was no error
 */
gboolean
acn_read_added_layers (AcnDossierBuilder *builder,
                       const char *const *paths,
                       AcnDiagnostics    *diagnostics,
                       GCancellable      *cancellable)
{
  const guint n_before = acn_diagnostics_get_n_errors (diagnostics);
  guint       group = ACN_NONE;

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *file = g_filename_display_name (paths[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnGeojson) geojson = NULL;
      AcnFileText *text;

      if (report_other (paths[i], file, diagnostics))
        continue;
      text = acn_file_text_read (paths[i], cancellable, &error);
      if (text == NULL)
        {
          acn_diagnostics_add (diagnostics,
                               ACN_SEVERITY_ERROR,
                               file,
                               0,
                               0,
                               "",
                               /* Translators: %s says why, without a full stop. */
                               _ ("this file could not be opened: %s"),
                               error->message);
          continue;
        }
      geojson = acn_geojson_new_take (text, file, FALSE, diagnostics, cancellable);
      if (geojson == NULL)
        continue;
      if (group == ACN_NONE)
        group = make_group (builder);
      add_layer (builder, paths[i], group, i + 1, geojson, diagnostics, cancellable);
    }
  return acn_diagnostics_get_n_errors (diagnostics) == n_before;
}
