/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a map shows on its day, as a table. */
#include "export/acn-csv.h"
#include "export/acn-figure.h"
#include "model/acn-area-range.h"
#include "scene/acn-map-difference.h"
#include "scene/acn-map-interpolation.h"

#include <math.h>
#include <string.h>

static void
add_number (GString *csv, const char *format, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  if (isfinite (value) && value > 0)
    g_string_append (csv, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static gboolean
has_areas (const AcnLayer *layer)
{
  return (layer->content == ACN_LAYER_DERIVATION && !acn_layer_is_derived_line (layer)) ||
         acn_layer_has_area_features (layer);
}

static gboolean
add_layer (GString *csv, const AcnMapSpec *map, guint index, double whole_km2, GError **error)
{
  const AcnLayer  *layer = acn_dossier_get_layers (map->dossier, NULL) + index;
  const AcnDay     day = acn_map_spec_get_layer_day (map, index);
  g_autofree char *iso = acn_day_to_iso (day);
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (map->dossier, index, day);
  AcnAreaRange area = { NAN, NAN, NAN };

  if (has_areas (layer) && !acn_dossier_layer_range_at (map->dossier, index, day, &area, error))
    return FALSE;
  acn_csv_append_cell (csv, layer->id);
  g_string_append_c (csv, ',');
  acn_csv_append_cell (
      csv, layer->title != NULL ? acn_text_get (layer->title, map->language) : layer->id);
  g_string_append_printf (
      csv, ",%s,%s,%u", iso, layer->hypothetical ? "true" : "false", shown->len);
  add_number (csv, "%.1f", area.km2);
  add_number (csv, "%.0f", area.low_km2);
  add_number (csv, "%.0f", area.high_km2);
  add_number (csv, "%.5f", area.km2 <= whole_km2 ? area.km2 / whole_km2 : NAN);
  add_number (csv, "%.1f", acn_dossier_layer_length_km_at (map->dossier, index, day));
  g_string_append (csv, "\r\n");
  return TRUE;
}

/* A row for what came to the layer, left it, and stayed, between the two days. */
static gboolean
add_difference (GString *csv, const AcnMapSpec *map, GError **error)
{
  static const char *const names[] = { "unchanged", "gained", "lost" };
  const guint              index = acn_map_spec_get_compared_layer (map);
  const AcnLayer          *layer = acn_dossier_get_layers (map->dossier, NULL) + index;
  g_autofree char         *from = acn_day_to_iso (MIN (map->compared_day, map->day));
  g_autofree char         *to = acn_day_to_iso (MAX (map->compared_day, map->day));
  g_autoptr (AcnDifference) difference = acn_map_difference_new (map, error);

  if (difference == NULL)
    return FALSE;
  for (AcnDifferenceKind kind = 0; kind < ACN_N_DIFFERENCES; kind++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%s", layer->id, names[kind]);
      g_autofree char *title = acn_map_difference_get_text (map, kind);

      acn_csv_append_cell (csv, id);
      g_string_append_c (csv, ',');
      acn_csv_append_cell (csv, title);
      g_string_append_printf (csv, ",%s/%s,false,", from, to);
      add_number (csv, "%.1f", acn_difference_get_km2 (difference, kind));
      g_string_append (csv, ",,,,\r\n");
    }
  return TRUE;
}

/* A row for what may have come to the layer and left it since the state that the other rows tell.
 */
static gboolean
add_interpolation (GString *csv, const AcnMapSpec *map, GError **error)
{
  const guint      index = acn_map_spec_get_interpolated_layer (map, NULL);
  const char      *id = acn_dossier_get_layers (map->dossier, NULL)[index].id;
  g_autofree char *day = acn_day_to_iso (map->day);
  g_autoptr (AcnInterpolation) between = acn_map_interpolation_new (map, error);

  if (between == NULL)
    return FALSE;
  for (AcnInterpolatedKind kind = 0; kind < ACN_N_INTERPOLATED; kind++)
    {
      const gboolean   is_gain = kind == ACN_INTERPOLATED_GAINED;
      g_autofree char *title = acn_map_interpolation_get_text (map, kind);

      g_string_append_printf (csv, "%s-interpolated-%s,", id, is_gain ? "gained" : "lost");
      acn_csv_append_cell (csv, title);
      g_string_append_printf (csv, ",%s,true,", day);
      add_number (csv, "%.1f", is_gain ? between->gained_km2 : between->lost_km2);
      g_string_append (csv, ",,,,\r\n");
    }
  return TRUE;
}

static gboolean
add_layers (GString *csv, const AcnMapSpec *map, GError **error)
{
  const guint     whole = acn_dossier_get_readout_whole (map->dossier);
  const AcnLayer *layers = acn_dossier_get_layers (map->dossier, NULL);
  double          whole_km2 = NAN;

  if (whole != ACN_NONE && map->scene == ACN_NONE &&
      !acn_dossier_layer_area_km2_at (map->dossier, whole, map->day, &whole_km2, error))
    return FALSE;
  for (guint i = 0; i < map->n_layers; i++)
    if (acn_map_spec_shows_layer (map, i) && acn_layer_has_shapes (&layers[i]) &&
        !add_layer (csv, map, i, layers[i].has_fixed_day ? NAN : whole_km2, error))
      return FALSE;
  if (acn_map_spec_get_interpolated_layer (map, NULL) != ACN_NONE)
    return add_interpolation (csv, map, error);
  return acn_map_spec_get_compared_layer (map) == ACN_NONE || add_difference (csv, map, error);
}

/**
 * acn_figure_to_csv:
 *
 * Returns: (transfer full): on each of its days a row for each layer that is shown, with its area,
 * the limits between which that lies,
 * its share of the read-out's whole and its length (geodesic, WGS 84), empty where there is none;
 * NULL with
 *   @error when an area could not be computed
 * Source: RFC 4180
 */
char *
acn_figure_to_csv (const AcnFigure *figure, GError **error)
{
  g_autoptr (AcnMapSpec) map = acn_map_spec_copy (figure->map);
  g_autoptr (GString) csv = g_string_new (
      "layer,title,date,hypothetical,features,area_km2,low_km2,high_km2,share,length_km\r\n");

  for (guint i = 0; i < MAX (1, figure->n_days); i++)
    {
      if (figure->n_days > 0)
        map->day = figure->days[i];
      if (!add_layers (csv, map, error))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&csv), FALSE);
}
