/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-here.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "geo/acn-overlay.h"

/* Sources that are named in one line. */
#define N_SOURCES 2

/* --- Finding --------------------------------------------------------------------------------- */

/* Indexes of the layer's features that hold the point, whatever their days. */
static GArray *
features_at_point (AcnDossier *dossier, guint layer, double lon_deg, double lat_deg)
{
  const AcnFeature *features = acn_dossier_get_layers (dossier, NULL)[layer].features;
  GArray           *here = acn_dossier_layer_features_in (
      dossier, layer, (AcnBounds){ lon_deg, lat_deg, lon_deg, lat_deg });
  guint n = 0;

  for (guint i = 0; i < here->len; i++)
    {
      const guint index = g_array_index (here, guint, i);

      if (acn_geometry_contains_point (
              acn_pyramid_get_geometry (features[index].pyramid), lon_deg, lat_deg))
        g_array_index (here, guint, n++) = index;
    }
  g_array_set_size (here, n);
  return here;
}

static double
box_size (const AcnFeature *feature)
{
  const AcnBounds b = acn_pyramid_get_geometry (feature->pyramid)->bounds;

  return (b.east - b.west) * (b.north - b.south);
}

static gboolean
is_readout_part (AcnDossier *dossier, guint layer)
{
  guint        n;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);

  for (guint i = 0; i < n; i++)
    if (parts[i] == layer)
      return TRUE;
  return layer == acn_dossier_get_readout_whole (dossier);
}

/* A country is a named area of an actor, a region the smallest named area of none. */
static void
find_names (AcnHere *self, AcnDossier *dossier, AcnDay day, double lon_deg, double lat_deg)
{
  guint           n_layers;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n_layers);
  double          smallest = G_MAXDOUBLE;

  for (guint l = 0; l < n_layers; l++)
    {
      g_autoptr (GArray) here = NULL;

      if (layers[l].content != ACN_LAYER_DATA || layers[l].has_fixed_day ||
          is_readout_part (dossier, l))
        continue;
      here = features_at_point (dossier, l, lon_deg, lat_deg);
      for (guint i = 0; i < here->len; i++)
        {
          const AcnFeature *feature = &layers[l].features[g_array_index (here, guint, i)];

          if (feature->name == NULL || !acn_span_contains (feature->when.span, day))
            continue;
          if (feature->actor != ACN_NONE)
            self->country = feature->name;
          else if (box_size (feature) < smallest)
            {
              smallest = box_size (feature);
              self->region = feature->name;
            }
        }
    }
}

static const AcnFeature *
find_on_day (const AcnLayer *layer, const GArray *here, AcnDay day)
{
  for (guint i = 0; i < here->len; i++)
    {
      const AcnFeature *feature = &layer->features[g_array_index (here, guint, i)];

      if (acn_span_contains (feature->when.span, day))
        return feature;
    }
  return NULL;
}

/* The first day of the run of touching features that @begin_day belongs to. */
static AcnDay
run_begin (const AcnLayer *layer, const GArray *here, AcnDay begin_day)
{
  gboolean grew = TRUE;

  while (grew && begin_day != ACN_DAY_OPEN_BEGIN)
    {
      grew = FALSE;
      for (guint i = 0; i < here->len; i++)
        {
          const AcnSpan span = layer->features[g_array_index (here, guint, i)].when.span;

          if (span.begin_day < begin_day && span.end_day >= begin_day)
            {
              begin_day = span.begin_day;
              grew = TRUE;
            }
        }
    }
  return begin_day;
}

static gboolean
find_in_data (
    AcnHere *self, AcnDossier *dossier, guint index, AcnDay day, double lon_deg, double lat_deg)
{
  const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + index;
  g_autoptr (GArray) here = features_at_point (dossier, index, lon_deg, lat_deg);
  const AcnFeature *feature = find_on_day (layer, here, day);

  if (feature == NULL)
    return FALSE;
  self->layer = index;
  self->class_index = feature->class_index;
  self->since_day = run_begin (layer, here, feature->when.span.begin_day);
  self->precision_km = feature->precision_km;
  self->citations = feature->citations.n > 0 ? feature->citations : layer->citations;
  return TRUE;
}

/* What is left of the first operand: since the last of the others has gone. */
static gboolean
find_in_difference (
    AcnHere *self, AcnDossier *dossier, guint index, AcnDay day, double lon_deg, double lat_deg)
{
  const AcnLayer *layers = acn_dossier_get_layers (dossier, NULL), *layer = &layers[index];
  AcnHere         found = { .layer = index,
                            .class_index = ACN_NONE,
                            .since_day = ACN_DAY_OPEN_BEGIN,
                            .citations = layer->citations };

  for (guint i = 0; i < layer->n_operands; i++)
    {
      const AcnLayer *operand = &layers[layer->operands[i]];
      g_autoptr (GArray) here = NULL;

      if (operand->content != ACN_LAYER_DATA)
        return FALSE;
      here = features_at_point (dossier, layer->operands[i], lon_deg, lat_deg);
      if ((find_on_day (operand, here, day) != NULL) != (i == 0))
        return FALSE;
      for (guint k = 0; i > 0 && k < here->len; k++)
        {
          const AcnFeature *gone = &operand->features[g_array_index (here, guint, k)];

          if (gone->when.span.end_day > day || gone->when.span.end_day <= found.since_day)
            continue;
          found.since_day = gone->when.span.end_day;
          found.precision_km = gone->precision_km;
          found.citations = gone->citations.n > 0 ? gone->citations : operand->citations;
        }
    }
  found.region = self->region;
  found.country = self->country;
  *self = found;
  return TRUE;
}

/**
 * acn_here_find:
 * @day: of which the place is told
 * @lon_deg, @lat_deg: degrees
 *
 * Says what the place is, whichever layers are switched on. Fast enough for every movement of the
 * pointer: a walk through the space index and the rings that it gives.
 *
 * Returns: what is known; all empty at sea.
 */
AcnHere
acn_here_find (AcnDossier *dossier, AcnDay day, double lon_deg, double lat_deg)
{
  AcnHere self = { .layer = ACN_NONE, .class_index = ACN_NONE, .since_day = ACN_DAY_OPEN_BEGIN };
  guint   n;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);

  find_names (&self, dossier, day, lon_deg, lat_deg);
  for (guint i = 0; i < n && self.layer == ACN_NONE; i++)
    {
      const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + parts[i];

      if (layer->content == ACN_LAYER_DATA)
        find_in_data (&self, dossier, parts[i], day, lon_deg, lat_deg);
      else if (layer->content == ACN_LAYER_DERIVATION &&
               layer->overlay_op == ACN_OVERLAY_DIFFERENCE)
        find_in_difference (&self, dossier, parts[i], day, lon_deg, lat_deg);
    }
  return self;
}

/**
 * acn_here_is_nowhere:
 *
 * Returns: whether nothing is known of the place
 */
gboolean
acn_here_is_nowhere (const AcnHere *self)
{
  return self->region == NULL && self->country == NULL && self->layer == ACN_NONE;
}

/* --- Telling --------------------------------------------------------------------------------- */

static void
append (GString *out, const char *separator, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, separator);
  acn_isolate_append (out, "%s", text);
}

/**
 * acn_here_to_title:
 * @language: BCP 47
 *
 * Returns: (transfer full): "Kherson Oblast, Ukraine · Occupied since 1 March 2022"; empty
 *   where nothing is known
 */
char *
acn_here_to_title (const AcnHere *self, AcnDossier *dossier, const char *language)
{
  GString *out = g_string_new (NULL);

  if (self->region != NULL)
    append (out, ", ", acn_text_get (self->region, language));
  if (self->country != NULL)
    append (out, ", ", acn_text_get (self->country, language));
  if (self->layer != ACN_NONE)
    {
      const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + self->layer;

      append (out, " · ", acn_text_get (layer->title, language));
    }
  if (self->since_day != ACN_DAY_OPEN_BEGIN)
    {
      const AcnWhen    when = { .span = { self->since_day, ACN_DAY_OPEN_END }, .is_interval = 1 };
      g_autofree char *since = acn_format_when (&when, language);

      append (out, " ", since);
    }
  return g_string_free (out, FALSE);
}

/**
 * acn_here_to_details:
 * @language: BCP 47
 *
 * Returns: (transfer full): "±5 km · Sources: …"; empty where neither is told
 */
char *
acn_here_to_details (const AcnHere *self, AcnDossier *dossier, const char *language)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  GString         *out = g_string_new (NULL);

  if (self->precision_km > 0)
    {
      g_autofree char *km = acn_format_km (self->precision_km, language);
      g_autofree char *precision = g_strconcat ("±", km, NULL);

      append (out, " · ", precision);
    }
  for (guint i = 0; i < MIN (self->citations.n, N_SOURCES); i++)
    {
      const char      *title = sources[self->citations.items[i].source].title;
      g_autofree char *first =
          i == 0 ? acn_isolate_printf ("%s: %s", acn_phrase (ACN_PHRASE_SOURCES, language), title)
                 : NULL;

      append (out, i == 0 ? " · " : "; ", first != NULL ? first : title);
    }
  return g_string_free (out, FALSE);
}
